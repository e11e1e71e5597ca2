"""Making documents: which years they need, their date, and the way from a view to a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from markupsafe import Markup

from qualitycli import __version__
from qualitycli.application.paths import shown_path
from qualitycli.cli.base import Stop
from qualitycli.cli.exits import FAILED
from qualitycli.cli.projects import find_year, judged
from qualitycli.cli.reports import complain_of
from qualitycli.cli.session import Session
from qualitycli.comparing.diff import Judged, compare
from qualitycli.comparing.trend import trend_of
from qualitycli.messages import N_, Translator
from qualitycli.reading.project import TEMPLATES, Project, shipped_project
from qualitycli.render.documents.build import view_of
from qualitycli.render.documents.matter import Matter
from qualitycli.render.documents.records.views import Kind, View
from qualitycli.render.documents.templates.errors import TemplateFault
from qualitycli.render.documents.templates.files import (
    Library,
    built_in,
    named_template,
    templates_in,
)
from qualitycli.render.documents.templates.rendering import DocumentSource, rendered, template_name
from qualitycli.scoring.robustness import robustness_of
from qualitycli.scoring.score import score_year
from qualitycli.tracking.dates import latest_fact

# What is made of one year alone needs no other to be read.
_ALONE: Final[frozenset[Kind]] = frozenset({"measures", "plan", "acquainted"})


@dataclass(frozen=True)
class Wish:
    """What is asked of every document of a run.

    :ivar against: the year to compare with; None for the one before.
    :ivar day: the date that the documents are to bear; None for the last that the data tell of.
    :ivar template: a template to use in place of the kind's own.
    """

    against: str | None = None
    day: date | None = None
    blank: bool = False
    template: Path | None = None


def asked_day(session: Session, stated: date | None, environment: Mapping[str, str]) -> date | None:
    """Return the date that ``--date`` or SOURCE_DATE_EPOCH names; None for the data's own.

    :raises Stop: SOURCE_DATE_EPOCH is not a number of seconds.
    """
    if stated is not None:
        return stated
    if not (epoch := environment.get("SOURCE_DATE_EPOCH")):
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        text = N_("SOURCE_DATE_EPOCH takes the seconds since 1970, not “{written}”.")
        session.refuse(text, written=epoch)


def library_of(project: Project) -> Library:
    """Return the built-in templates and the project's own, which take precedence."""
    shipped = shipped_project()
    library = built_in(shipped.root / TEMPLATES)
    # In a checkout of the tool, the example is the project that one stands in.
    if project.shipped or project.root.absolute() == shipped.root:
        return library
    return library.with_own(templates_in(project.root, TEMPLATES, shown_path))


class Maker:
    """Makes the documents of a run; a year is read once."""

    def __init__(self, session: Session, wish: Wish) -> None:
        self._session = session
        self._wish = wish

    def year(self, name: str | Path | None) -> Judged:
        """Return a year, scored.

        :raises QualityError: there is none, or it has errors.
        """
        _, path = find_year(self._session, name)
        key = ("judged", path.absolute())
        return self._session.remembered(key, lambda: judged(self._session, path))

    def matter(self, name: str | Path | None, kind: Kind) -> tuple[Project, Matter]:
        """Return what a kind of document of a year is made of, and the project it belongs to."""
        project, path = find_year(self._session, name)
        alone = kind in _ALONE or (kind == "form" and self._wish.blank)
        key = ("matter", path.absolute(), alone, self._wish)
        return self._session.remembered(
            key, lambda: (project, self._matter(project, path, kind, alone=alone))
        )

    def _matter(self, project: Project, path: Path, kind: Kind, *, alone: bool) -> Matter:
        one = self.year(path)
        if kind == "form" and self._wish.blank:
            one = _blank(one)
        day = self._wish.day or latest_fact(one.file.assessment)
        matter = Matter(
            judged=one,
            day=day,
            stated=self._wish.day is not None,
            generator=f"quality {__version__}",
        )
        if alone:
            return matter
        earlier = self._earlier(project, one)
        before = self.year(self._wish.against) if self._wish.against else None
        before = before or (earlier[-1] if earlier else None)
        if before is None and kind == "comparison":
            text = N_("There is no year before {year} to compare it with; name one with --against.")
            self._session.refuse(text, year=one.score.year)
        return replace(
            matter,
            diff=compare(before, one) if before is not None else None,
            trend=trend_of([*earlier, one]) if earlier else None,
            robustness=robustness_of(one.score, one.file.assessment),
        )

    def _earlier(self, project: Project, one: Judged) -> list[Judged]:
        return [self.year(path) for path in project.years_before(one.score.year)]

    def text(self, project: Project, matter: Matter, kind: Kind, form: str) -> str:
        """Return a document.

        :raises Stop: its template has errors; they are on standard error.
        """
        language = matter.catalogue.framework.language
        translate = Translator(language)
        view = view_of(kind, matter, translate, blank=self._wish.blank)
        assert view is not None, kind
        return self.laid_out(view, template_name(kind, form), project, translate)

    def laid_out(self, view: View, name: str, project: Project, translate: Translator) -> str:
        """Return what a template makes of a view.

        :raises Stop: it has errors; they are on standard error.
        """
        drawn = _pictures(view, translate) if name.endswith(".html.j2") else {}
        key = ("templates", project.root)
        library = self._session.remembered(key, lambda: library_of(project))
        if self._wish.template is not None:
            library = library.with_own({name: named_template(self._wish.template)})
        made = rendered(DocumentSource(view, name, library, translate.language, drawn))
        if isinstance(made, TemplateFault):
            complain_of(self._session, [made.found], made.source)
            raise Stop(FAILED)
        return made


def _pictures(view: View, translate: Translator) -> Mapping[str, Markup]:
    from qualitycli.render.documents.pictures import pictures  # loads XML, for HTML alone

    return pictures(view, translate)


def _blank(one: Judged) -> Judged:
    """Return a year as it is before anything is rated."""
    year = one.file.assessment.model_copy(update={"ratings": {}})
    file = one.file._replace(assessment=year)
    return Judged(file, one.catalogue_file, score_year(year, one.catalogue_file.catalogue))
