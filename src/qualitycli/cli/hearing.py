"""The raters of a year, read and checked: what the commands about them have in common."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from qualitycli.application.paths import shown_path
from qualitycli.application.projects import read_rater, sound_content
from qualitycli.checks import check_rater
from qualitycli.checks.raters import RatedYear
from qualitycli.cli.projects import asked_year
from qualitycli.cli.session import Session
from qualitycli.comparing.agreement import Hearing, hear
from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.errors import InvalidRaterError
from qualitycli.messages import N_
from qualitycli.model.names import plain_name
from qualitycli.model.rater import Opinions
from qualitycli.reading.project import Project
from qualitycli.workspace import CatalogueFile, RaterFile, YearFile


class YearHeard(NamedTuple):
    """A year, and its raters side by side."""

    catalogue_file: CatalogueFile
    year: YearFile
    hearing: Hearing


def hear_year(session: Session, name: str) -> YearHeard:
    """Return a year, by its name or path, with its raters.

    :raises Stop: there is no such year or nobody has rated in it (status 2), or a file has errors
        (status 1).
    """
    project, catalogue_file, year = asked_year(session, name)
    opinions = _sound_raters(session, project, catalogue_file, year)
    held = catalogue_file.held_in(year.assessment.year)
    hearing = hear(opinions, held, catalogue_file.catalogue.scale, year.assessment.year)
    return YearHeard(catalogue_file, year, hearing)


def _sound_raters(
    session: Session, project: Project, catalogue_file: CatalogueFile, year: YearFile
) -> list[Opinions]:
    paths = project.raters(year.assessment.year)
    if not paths:
        folder = Path(shown_path(project.raters_folder(year.assessment.year)))
        text = N_("No rater's file in {path}. “quality card {year}” makes the card to fill in.")
        session.refuse(text, path=folder, year=year.assessment.year)
    opinions: list[Opinions] = []
    others: dict[str, Place] = {}
    rated = RatedYear.of(year.assessment)

    def check(work: RaterFile) -> Iterable[Diagnostic]:
        return check_rater(work, catalogue_file, rated, others)

    for path in paths:
        loaded = read_rater(project, path).rated_by(catalogue_file.catalogue.scale)
        work = sound_content(loaded.checked(check), InvalidRaterError)
        others[plain_name(work.opinions.rater.name)] = work.file.at("rater", "name")
        opinions.append(work.opinions)
    return opinions
