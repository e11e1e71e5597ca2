"""The data for a document: its year, and the other years that its kind requires."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qualitycli import __version__
from qualitycli.comparing.diff import ScoredYear, compare_years
from qualitycli.comparing.trend import trend_of
from qualitycli.errors import NoYearsError
from qualitycli.messages import N_, Message
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.kinds import DocumentKind
from qualitycli.scoring.robustness import robustness_of
from qualitycli.scoring.score import score_year
from qualitycli.tracking.dates import latest_fact

if TYPE_CHECKING:
    from qualitycli.application.open_year import OpenYear


class ReportOptions(NamedTuple):
    """The options of a document.

    :ivar against: opens the year to compare with; None for the year before.
    :ivar day: the date of the document; None for the latest date in the data.
    :ivar blank: whether it is the blank variant, to be filled in by hand.
    :ivar template: a template to use instead of the built-in one.
    """

    against: Callable[[], OpenYear] | None = None
    day: date | None = None
    blank: bool = False
    template: Path | None = None


def report_context(year: OpenYear, kind: DocumentKind, options: ReportOptions) -> ReportContext:
    """Return the data for a document.

    :raises NoYearsError: there is no earlier year to compare with.
    :raises InvalidYearError: a year that it needs has errors.
    :raises InvalidCatalogueError: a framework has errors.
    """
    context = _alone(year, options)
    if not kind.reads_others(blank=options.blank):
        return context
    return _beside_others(context, year, kind, options)


def _alone(year: OpenYear, options: ReportOptions) -> ReportContext:
    one = year.judged()
    if options.blank:
        one = _unrated(one)
    return ReportContext(
        judged=one,
        day=options.day or latest_fact(one.file.assessment),
        stated=options.day is not None,
        blank=options.blank,
        generator=f"quality {__version__}",
    )


def _beside_others(
    context: ReportContext, year: OpenYear, kind: DocumentKind, options: ReportOptions
) -> ReportContext:
    one = context.judged
    earlier = [other.judged() for other in year.project.years_before(one.score.year)]
    before = earlier[-1] if earlier else None
    if options.against is not None:
        before = options.against().judged()
    if before is None and kind.others == "required":
        text = N_("There is no year before {year}; specify another year to compare it with.")
        raise NoYearsError(Message(text, {"year": one.score.year}))
    return replace(
        context,
        diff=compare_years(before, one) if before is not None else None,
        trend=trend_of([*earlier, one]) if earlier else None,
        robustness=robustness_of(one.score, one.file.assessment),
    )


def _unrated(one: ScoredYear) -> ScoredYear:
    """Return a year without its ratings."""
    year = one.file.assessment.model_copy(update={"ratings": {}})
    file = one.file._replace(assessment=year)
    return ScoredYear(file, one.catalogue_file, score_year(year, one.catalogue_file.catalogue))
