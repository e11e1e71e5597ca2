"""Finding or creating the file of a rater, for export and import of spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from qualitycli.application.file_editing import EditableFile, FileChange
from qualitycli.application.open_year import OpenYear
from qualitycli.application.projects import read_rater, sound_content
from qualitycli.application.raters import rater_name
from qualitycli.checks import check_rater
from qualitycli.checks.raters import RatedYear
from qualitycli.edits import Edit
from qualitycli.errors import InvalidRaterError
from qualitycli.model.names import plain_name
from qualitycli.reading.load import Loaded, rater_in
from qualitycli.reading.yaml_text import Document, read_text
from qualitycli.source import Source
from qualitycli.workspace import RaterFile, YearFile
from qualitycli.writing.scalars import quoted
from qualitycli.writing.year_layout import YearLayout

# The official transliteration of names.
_LATIN: Final = dict(
    zip("абвгдезийклмнопрстуфхъь", "abvgdeziyklmnoprstufhay", strict=True),
    ж="zh",
    ц="ts",
    ч="ch",
    ш="sh",
    щ="sht",
    ю="yu",
    я="ya",
)


class OpenRaterFile(NamedTuple):
    """The path of a rater's file, which may not exist yet, and its content.

    :ivar loaded: the result of reading it, or the initial text of a new file.
    :ivar work: its content.
    """

    year: OpenYear
    path: Path
    loaded: Loaded[RaterFile]
    work: RaterFile
    is_new: bool

    def as_year(self) -> YearFile:
        """Return the year with the ratings of this rater only."""
        ratings = {"ratings": self.work.opinions.ratings, "targets": {}}
        return YearFile(self.work.file, self.year.assessment.model_copy(update=ratings))

    def write(self, edits: Sequence[Edit]) -> FileChange[RaterFile]:
        """Edit the file, or create it with the edits.

        :raises QualityError: nothing was written.
        """

        def read(document: Document) -> Loaded[RaterFile]:
            return _checked(rater_in(document, self.work.named), self.year)

        project = self.year.project
        root, form = project.place.root, YearLayout(project.framework)
        file = EditableFile(self.path, root, form, read, project.shown, InvalidRaterError)
        if self.is_new:
            return file.begin(self.loaded, edits)
        return file.edit(lambda _, __: edits, self.loaded, self.loaded.source)


def open_rater_file(year: OpenYear, name: str) -> OpenRaterFile:
    """Return the file of the rater with that name, or a path for a new one.

    :raises UnnamedRaterError: the name is empty.
    :raises InvalidRaterError: one of the year's raters' files has errors.
    """
    name, named = rater_name(name), year.assessment.year
    project, shown = year.project.place, year.project.shown
    for path in project.raters(named):
        loaded = read_rater(project, path, shown)
        rater = loaded.content.opinions.rater.name if loaded.content is not None else name
        if plain_name(rater) == plain_name(name):
            loaded = _checked(loaded, year)
            work = sound_content(loaded, InvalidRaterError)
            return OpenRaterFile(year, path, loaded, work, is_new=False)
    path = _free(project.raters_folder(named), name)
    loaded = rater_in(read_text(Source(shown(path), _begun(year, name))), named)
    work = sound_content(loaded, InvalidRaterError)
    return OpenRaterFile(year, path, loaded, work, is_new=True)


def _checked(loaded: Loaded[RaterFile], year: OpenYear) -> Loaded[RaterFile]:
    catalogue_file = year.project.catalogue_file
    return loaded.rated_by(catalogue_file.catalogue.scale).checked(
        lambda one: check_rater(one, catalogue_file, RatedYear.of(year.assessment))
    )


def _begun(year: OpenYear, name: str) -> str:
    framework = year.assessment.framework
    lines = [
        "format: 1",
        f"year: {year.assessment.year}",
        "framework:",
        f"  id: {quoted(framework.id)}",
        f"  edition: {quoted(framework.edition)}",
        "rater:",
        f"  name: {quoted(name)}",
        "ratings:",
    ]
    return "\n".join(lines) + "\n"


def _free(folder: Path, name: str) -> Path:
    """Return a free path for a rater's file, named as the card names it: the last name first."""
    *first, last = plain_name(name).split()
    parts = filter(None, map(_latin, (last, *first)))
    stem = "-".join(parts)[:60] or "card"
    path, number = folder / f"{stem}.yaml", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}.yaml", number + 1
    return path


def _latin(name: str) -> str:
    """Return a name in Latin letters, as it is written in a passport."""
    letters = (_LATIN.get(letter, letter) for letter in re.sub("ия$", "иа", name))
    return re.sub(r"[^a-z0-9-]", "", "".join(letters))
