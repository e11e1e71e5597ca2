"""The initial files of a project or a school year, which the caller writes."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from pydantic_core import PydanticCustomError

from qualitycli.application.first_framework import FirstFramework
from qualitycli.comparing.diff import ScoredYear
from qualitycli.comparing.recalled import recalled
from qualitycli.errors import InvalidYearNameError, QualityError
from qualitycli.installation import installed
from qualitycli.messages import N_, Message, Translator
from qualitycli.model.assessment import Institution, InstitutionKind
from qualitycli.model.periods import is_period, period_after, year_after
from qualitycli.model.validators import made_of
from qualitycli.model.values import PERIOD_FORMS, period
from qualitycli.reading.project import (
    CATALOGUE,
    RATERS,
    SCHEMAS,
    YEARS,
    Project,
)
from qualitycli.render.schema.document import file_name
from qualitycli.tracking.carried import carried_on
from qualitycli.workspace import CatalogueFile
from qualitycli.writing.starter import EXTENSIONS, editor_settings, vscode_settings, workflow
from qualitycli.writing.year import Previous, new_year

_WORKFLOW: Final = Path(".github/workflows/quality.yml")
_EDITOR: Final = Path(".editorconfig")
# The characters that Python uses for command-line bytes that are not UTF-8.
_NO_TEXT: Final = re.compile("[\ud800-\udfff]")
_SETTINGS: Final = Path(".vscode/settings.json")
_EXTENSIONS: Final = Path(".vscode/extensions.json")


class NewProject(NamedTuple):
    """What a project starts with.

    :ivar year: the first school year.
    :ivar kind: the kind of institution.
    :ivar name: the name of the institution; empty if it is not known.
    """

    framework: FirstFramework
    year: str
    kind: InstitutionKind
    name: str = ""


class NewYear(NamedTuple):
    """The initial content of a school year.

    :ivar items: the number of items to rate.
    :ivar carried: the number of open measures carried over from the year before.
    """

    text: str
    items: int
    carried: int


def refuse_unless_year(name: str) -> None:
    """Check that a name is a school year, two school years or a calendar year.

    :raises InvalidYearNameError: it is not.
    """
    if not is_period(name):
        text = N_("“{year}” is not a school year; {forms}.")
        raise InvalidYearNameError(Message(text, {"year": name, "forms": _remedy_for(name)}))


def _remedy_for(name: str) -> Message:
    """Return how a period is written; the one that `name` means, where that is clear."""
    try:
        period(name)
    except PydanticCustomError as error:
        context = error.context or {}
        if "plain" in context:
            return Message(N_("write {plain}"), context)
        return Message(context["hint"], context)
    return Message(PERIOD_FORMS)


def running_year(today: date) -> str:
    """Return the school year that contains `today`; a school year starts on 15 September."""
    return year_after(today.year if (today.month, today.day) >= (9, 15) else today.year - 1)


def year_to_start(project: Project, today: date) -> str:
    """Return the period after the newest of a project, as long; if there is none, this year."""
    years = [path.stem for path in project.years() if is_period(path.stem)]
    return period_after(years[-1]) if years else running_year(today)


def start_project(project: Project, start: NewProject) -> dict[Path, str]:
    """Return the initial files of a project: their texts by their paths in its folder.

    :raises QualityError: the name of the institution contains bytes that are not text.
    """
    if _NO_TEXT.search(start.name):
        text = N_("“{text}” contains bytes that are not text.")
        raise QualityError(Message(text, {"text": start.name}))
    catalogue, year = start.framework.catalogue, start.year
    known = {"kind": start.kind, **({"name": start.name} if start.name else {})}
    text = new_year(catalogue, year, institution=made_of(known, Institution))
    say = Translator(catalogue.framework.language)
    return {
        CATALOGUE: start.framework.text,
        project.year(year).relative_to(project.root): text,
        _WORKFLOW: workflow(installed(), say),
        _EDITOR: editor_settings(say),
        _SETTINGS: vscode_settings(_schemas()),
        _EXTENSIONS: EXTENSIONS,
    }


def _schemas() -> dict[str, str]:
    """Return the pattern of files for each schema, for the settings of editors."""
    years = YEARS.as_posix()
    files = {
        "year": f"{years}/*.yaml",
        "catalogue": CATALOGUE.as_posix(),
        "rater": f"{years}/*/{RATERS}/*.yaml",
    }
    return {(SCHEMAS / file_name(kind)).as_posix(): path for kind, path in files.items()}


def start_year(catalogue_file: CatalogueFile, year: str, last: ScoredYear | None) -> NewYear:
    """Return the initial content of a school year.

    :param last: the year whose ratings are shown as comments, and whose open measures are carried
        over.
    """
    previous = _previous(last, catalogue_file, year) if last is not None else None
    institution = last.file.assessment.institution if last is not None else None
    text = new_year(catalogue_file.catalogue, year, previous, institution)
    carried = len(previous.measures) if previous is not None else 0
    return NewYear(text, len(catalogue_file.held_in(year)), carried)


def _previous(last: ScoredYear, catalogue_file: CatalogueFile, year: str) -> Previous:
    """Return the previous year's ratings by the current ids of the items, and its open measures."""
    said = recalled(last.score, catalogue_file, year)
    measures = carried_on(last.file.assessment, catalogue_file, year)
    return Previous(said.year, said.scores, said.gone, measures)
