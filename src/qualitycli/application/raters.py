"""Reading and checking the raters' files of a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qualitycli.application.projects import read_rater, sound_content
from qualitycli.checks import check_rater
from qualitycli.checks.raters import RatedYear
from qualitycli.comparing.inter_rater import RaterComparison, compare_raters
from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.errors import InvalidRaterError, NoRatersError, UnnamedRaterError
from qualitycli.messages import N_, Message
from qualitycli.model.names import plain_name
from qualitycli.model.rater import Opinions
from qualitycli.workspace import CatalogueFile, RaterFile, YearFile

if TYPE_CHECKING:
    from qualitycli.application.open_year import OpenYear


class ComparedRaters(NamedTuple):
    """A year and the comparison of its raters."""

    catalogue_file: CatalogueFile
    year: YearFile
    comparison: RaterComparison


def compared_raters(year: OpenYear) -> ComparedRaters:
    """Return a year and the comparison of its raters.

    :raises NoRatersError: it has no raters' files.
    :raises InvalidFileError: the framework, the year or a rater's file has errors.
    """
    file, catalogue_file = year.checked(), year.project.catalogue_file
    name = file.assessment.year
    opinions = list(_sound_raters(year))
    held = catalogue_file.held_in(name)
    comparison = compare_raters(opinions, held, catalogue_file.catalogue.scale, name)
    return ComparedRaters(catalogue_file, file, comparison)


def rater_name(written: str) -> str:
    """Return the name of a rater without superfluous spaces.

    :raises UnnamedRaterError: the name is empty.
    """
    if not plain_name(written):
        raise UnnamedRaterError(Message(N_("The name of the rater is empty.")))
    return " ".join(written.split())


def _sound_raters(year: OpenYear) -> Iterator[Opinions]:
    place, catalogue_file = year.project.place, year.project.catalogue_file
    name = year.assessment.year
    if not (paths := place.raters(name)):
        folder = Path(year.project.shown(place.raters_folder(name)))
        text = N_(
            "There are no raters' files in {path}. Create the card for the raters with “quality "
            "card {year}”."
        )
        raise NoRatersError(Message(text, {"path": folder, "year": name}))
    others: dict[str, Place] = {}
    rated = RatedYear.of(year.assessment)

    def check(work: RaterFile) -> Iterable[Diagnostic]:
        return check_rater(work, catalogue_file, rated, others)

    for path in paths:
        loaded = read_rater(place, path, year.project.shown).rated_by(
            catalogue_file.catalogue.scale
        )
        work = sound_content(loaded.checked(check), InvalidRaterError)
        others[plain_name(work.opinions.rater.name)] = work.file.at("rater", "name")
        yield work.opinions
