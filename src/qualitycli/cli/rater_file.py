"""One rater's file as a spreadsheet goes out and comes in: found by name, or begun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import click

from qualitycli.application.open_year import OpenYear
from qualitycli.application.paths import shown_path
from qualitycli.application.projects import read_rater, sound_content
from qualitycli.checks import check_rater
from qualitycli.checks.raters import RatedYear
from qualitycli.cli.base import Option
from qualitycli.cli.changing import Change, Changer
from qualitycli.cli.session import Session
from qualitycli.edits import Edit
from qualitycli.errors import InvalidRaterError
from qualitycli.messages import N_
from qualitycli.model.names import plain_name
from qualitycli.reading.load import Loaded, parse_rater
from qualitycli.reading.project import Project
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile, RaterFile, YearFile
from qualitycli.writing.form import YearForm
from qualitycli.writing.scalars import quoted

# As names are written in passports.
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
rater_option = click.option(
    "--rater",
    cls=Option,
    metavar=N_("NAME"),
    help=N_("For this rater's file, in place of the year; there need not be one yet."),
)


class RaterPlace(NamedTuple):
    """Where a rater's file is or will be, and what it says.

    :ivar work: of a new file, what it begins with.
    """

    project: Project
    path: Path
    work: RaterFile
    is_new: bool

    def as_year(self, year: YearFile) -> YearFile:
        """Return the year as this rater alone would have it."""
        ratings = self.work.opinions.ratings
        stand_in = year.assessment.model_copy(update={"ratings": ratings, "targets": {}})
        return YearFile(self.work.file, stand_in)


def place_of(
    session: Session, project: Project, year: YearFile, catalogue_file: CatalogueFile, name: str
) -> RaterPlace:
    """Return the file of the rater of that name, or the place for a new one.

    :raises Stop: the name is empty, or one of the year's raters' files has errors.
    """
    name = " ".join(name.split())
    if not (plain := plain_name(name)):
        session.refuse(N_("The name of the rater is empty."))
    for path in project.raters(year.assessment.year):
        loaded = read_rater(project, path)
        if loaded.content is None or plain_name(loaded.content.opinions.rater.name) == plain:
            work = sound_content(_checked(loaded, catalogue_file, year), InvalidRaterError)
            return RaterPlace(project, path, work, is_new=False)
    path = _free(project.raters_folder(year.assessment.year), name)
    loaded = parse_rater(Source(shown_path(path), _begun(year, name)), year.assessment.year)
    work = sound_content(loaded, InvalidRaterError)
    return RaterPlace(project, path, work, is_new=True)


def as_rater(session: Session, asked: OpenYear, name: str) -> YearFile:
    """Return a year as one rater alone would have it."""
    project, year = asked.project, asked.checked()
    return place_of(session, project.place, year, project.catalogue_file, name).as_year(year)


def write_rater(
    session: Session,
    place: RaterPlace,
    year: YearFile,
    catalogue_file: CatalogueFile,
    edits: Sequence[Edit],
) -> Change:
    """Make edits in a rater's file, or begin it with them.

    :raises Stop: nothing was written; why has been said.
    """

    def read(source: Source) -> Loaded[RaterFile]:
        return _checked(parse_rater(source, place.work.named), catalogue_file, year)

    form = YearForm(catalogue_file.catalogue)
    changer = Changer(session, place.path, place.project.root, form, read)
    source = place.work.file.source
    if place.is_new:
        return changer.begin(source, edits)
    return changer.change(lambda _, __: edits, source)


def _checked(
    loaded: Loaded[RaterFile], catalogue_file: CatalogueFile, year: YearFile
) -> Loaded[RaterFile]:
    loaded = loaded.rated_by(catalogue_file.catalogue.scale)
    return loaded.checked(
        lambda one: check_rater(one, catalogue_file, RatedYear.of(year.assessment))
    )


def _begun(year: YearFile, name: str) -> str:
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
    """Return a path for a new rater's file: the last name, as the page calls it too."""
    last = plain_name(name).split()[-1]
    latin = "".join(_LATIN.get(letter, letter) for letter in last)
    stem = re.sub(r"[^a-z0-9-]", "", latin)[:40] or "card"
    path, number = folder / f"{stem}.yaml", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}.yaml", number + 1
    return path
