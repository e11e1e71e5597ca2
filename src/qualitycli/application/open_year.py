"""A year of an open project: its content and scores, always checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitycli.application.argument_checks import (
    check_choice,
    check_day,
    check_text,
    check_type,
    tuple_of,
)
from qualitycli.application.projects import no_such_node, sound_content
from qualitycli.diagnostics import has_errors
from qualitycli.errors import (
    InvalidYearError,
    NoBandsError,
    NoSuchNodeError,
    NoSuchProfileError,
)
from qualitycli.finding import Finding
from qualitycli.messages import N_, Message
from qualitycli.scoring.score import Score, score_year
from qualitycli.workspace import YearFile

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from qualitycli.application.file_editing import EditableFile, FileChange
    from qualitycli.application.open_project import OpenProject
    from qualitycli.application.spreadsheet import SpreadsheetFormat
    from qualitycli.application.year_edits import EditResult, YearEdit
    from qualitycli.comparing.diff import ScoredYear
    from qualitycli.comparing.inter_rater import RaterComparison
    from qualitycli.edits import Edit
    from qualitycli.model.assessment import Assessment
    from qualitycli.model.measure import Measure, Status
    from qualitycli.reading.load import Loaded
    from qualitycli.scoring.explain import Explanation
    from qualitycli.scoring.robustness import Robustness
    from qualitycli.source import Source
    from qualitycli.tracking.status import Task, YearStatus


class OpenYear:
    """A year of a project. Scores are available only if it has no errors.

    :ivar path: the year's file.
    """

    def __init__(self, project: OpenProject, path: Path) -> None:
        self.project = project
        self.path = path

    def __repr__(self) -> str:
        return f"<OpenYear {self.path.stem} of {self.project.folder}>"

    @cached_property
    def _loaded(self) -> Loaded[YearFile]:
        return self.project.read(self.path)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings on the year's file: errors, warnings and notes, in the order of their lines.

        :raises InvalidCatalogueError: the framework has errors, so the year cannot be checked.
        """
        return self.project.public_findings(self._loaded.found)

    @property
    def is_valid(self) -> bool:
        """Whether the year has no errors.

        :raises InvalidCatalogueError: the framework has errors, so the year cannot be checked.
        """
        return not has_errors(self._loaded.found)

    @property
    def assessment(self) -> Assessment:
        """The content of the year's file.

        :raises InvalidYearError: it has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        return self.checked().assessment

    @property
    def previous(self) -> OpenYear | None:
        """The newest earlier year of the project; None if there is none.

        :raises InvalidYearError: this one has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        earlier = self.project.years_before(self.assessment.year)
        return earlier[-1] if earlier else None

    def checked(self) -> YearFile:
        """Return the content of the year's file with its places.

        :raises InvalidYearError: it has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        return sound_content(self._loaded, InvalidYearError)

    def judged(self) -> ScoredYear:
        """Return the year with its scores, for comparisons.

        :raises InvalidYearError: it has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.comparing.diff import ScoredYear

        return ScoredYear(self.checked(), self.project.catalogue_file, self._score)

    @cached_property
    def _score(self) -> Score:
        return score_year(self.assessment, self.project.framework)

    def score(self, bands: str | None = None) -> Score:
        """Return the scores of the year.

        :param bands: the id of another band profile of the framework to use.
        :raises InvalidYearError: the year has errors; its `findings` lists them.
        :raises InvalidCatalogueError: the framework has errors.
        :raises NoSuchProfileError: the framework has no such band profile.
        """
        catalogue = self.project.framework
        check_text("bands", bands, optional=True)
        if bands is not None and catalogue.profile(bands) is None:
            known = tuple(profile.id for profile in catalogue.bands)
            text = N_("There is no band profile “{id}”. Profiles: {known}.")
            raise NoSuchProfileError(Message(text, {"id": bands, "known": known}))
        if bands is None:
            return self._score
        return score_year(self.assessment, catalogue, bands)

    def explain(self, node_id: str | None = None) -> Explanation:
        """Explain how a score is calculated; for None, the overall score.

        :raises NoSuchNodeError: the framework has no such id in that year.
        :raises InvalidYearError: the year has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.scoring.explain import explain

        check_text("node_id", node_id, optional=True)
        explanation = explain(self._score, self.assessment, node_id)
        if explanation is None:
            if node_id in self.project.catalogue_file.nodes:
                text = N_("“{id}” is not in force in {year}; see “quality framework show {id}”.")
                raise NoSuchNodeError(Message(text, {"id": node_id, "year": self.assessment.year}))
            no_such_node(str(node_id), self.project.catalogue_file)
        return explanation

    def robustness(self, *, criteria: bool = False) -> Robustness:
        """Return how close the rating bands of the year are to changing.

        :param criteria: include the criteria, not only the areas and the overall band.
        :raises NoBandsError: no band profile applies to the year.
        :raises InvalidYearError: the year has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.render.score_text import NO_BANDS
        from qualitycli.scoring.robustness import robustness_of

        one = self.judged()
        found = robustness_of(one.score, one.file.assessment, criteria=criteria)
        if found is None:
            raise NoBandsError(Message(NO_BANDS, {"year": one.score.year}))
        return found

    def status(self, today: date) -> YearStatus:
        """Return the progress of the year on a given day; anything dated later is not yet done.

        :raises InvalidYearError: the year, or the one before it, has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.tracking.status import status_of

        check_day("today", today)
        before = self.previous
        said = before.assessment if before is not None else None
        return status_of(self.assessment, said, self.project.catalogue_file, today)

    def measures(
        self,
        today: date,
        *,
        owner: str | None = None,
        statuses: Status | Collection[Status] = (),
        due: date | None = None,
    ) -> tuple[Measure, ...]:
        """Return the measures of the year as of a given day, in the order of the file.

        :param owner: only measures of this person; part of the name is enough.
        :param statuses: only measures with this status or one of these; by default all.
        :param due: only open measures with a deadline on or before this day.
        :raises ValueError: a status is unknown.
        :raises InvalidYearError: the year has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.model.measure import STATUS_WORDS
        from qualitycli.tracking.as_of import as_of
        from qualitycli.tracking.selection import select_measures

        check_day("today", today)
        check_text("owner", owner, optional=True)
        if due is not None:
            check_day("due", due)
        wanted = tuple_of("statuses", statuses)
        check_choice("status", STATUS_WORDS, wanted)
        known = as_of(self.assessment, today).measures
        return tuple(select_measures(known, owner, wanted, due))

    def calendar(self, today: date) -> tuple[Task, ...]:
        """Return the schedule of the year with its measures as of a given day, by date.

        Measures that were dropped are left out.

        :raises InvalidYearError: the year has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.tracking.as_of import as_of
        from qualitycli.tracking.status import by_date, tasks

        check_day("today", today)
        known = tasks(as_of(self.assessment, today))
        return tuple(by_date(one for one in known if one.status != "dropped"))

    def raters(self) -> RaterComparison:
        """Compare the raters of the year.

        :raises NoRatersError: the year has no raters' files.
        :raises InvalidRaterError: a rater's file has errors.
        :raises InvalidYearError: the year has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.application.raters import compared_raters

        return compared_raters(self).comparison

    def card(
        self, *, rater: str | None = None, items: str | Collection[str] = (), previous: bool = False
    ) -> str:
        """Return the card, an HTML page that a rater fills in, in the framework's language.

        :param rater: the name of the rater; None if it is entered on the card.
        :param items: the ids of nodes to include, or one id, each with everything below it; by
            default all items.
        :param previous: show the previous year's rating of each item.
        :raises NoSuchNodeError: an id is not in the framework, or has no items to rate in the year.
        :raises UnnamedRaterError: the name of the rater is empty.
        :raises NoYearsError: `previous` is set, and there is no earlier year.
        :raises InvalidYearError: the year, or the one before it, has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.application.rater_card import rater_card

        check_text("rater", rater, optional=True)
        return rater_card(self, rater, tuple_of("items", items), previous=previous)

    def spreadsheet(self, format: SpreadsheetFormat = "xlsx") -> bytes:  # noqa: A002  (as --format)
        """Return the year as a spreadsheet that `quality import` can read.

        :param format: `xlsx`, a workbook with a sheet for each area, or `csv`, one plain table.
        :raises NoSuchDocumentError: there is no such format.
        :raises TextTooLongError: a text does not fit into a cell.
        :raises InvalidYearError: the year, or the one before it, has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.application.spreadsheet import make_spreadsheet

        return make_spreadsheet(self, format, self.assessment)

    def report(
        self,
        kind: str = "self-assessment",
        *,
        format: str = "md",  # noqa: A002  (name of the option)
        against: str | Path | None = None,
        date: date | None = None,
        blank: bool = False,
        template: str | Path | None = None,
    ) -> str:
        """Return a document of the year, in the framework's language.

        :param kind: a name from `quality report --help`.
        :param format: `md` or `html`.
        :param against: the year to compare with; by default the year before.
        :param date: the date of the document; by default the latest date in the data.
        :param blank: the blank variant, to be filled in by hand.
        :param template: a template file to use instead of the built-in one.
        :raises NoSuchDocumentError: there is no such kind, format or blank variant.
        :raises NoSuchYearError: the year to compare with does not exist.
        :raises NoYearsError: there is no earlier year to compare with.
        :raises InvalidTemplateError: the template has errors.
        :raises InvalidYearError: the year, or one that it is compared with, has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.application.report_context import ReportOptions
        from qualitycli.application.reports import make_report

        check_text("kind", kind)
        check_text("format", format)
        if date is not None:
            check_day("date", date)
        other = None if against is None else partial(self.project.year, against)
        own = None if template is None else Path(template)
        return make_report(self, kind, format, ReportOptions(other, date, blank, own))

    def edit(self, *edits: YearEdit, dry_run: bool = False) -> EditResult:
        """Edit the year's file; only the lines concerned are changed.

        The file is locked, read, edited, checked and replaced atomically, or not changed at all.
        Existing errors do not prevent an edit. Afterwards this object reflects the new file.

        :param edits: from :func:`set_level`, :func:`set_rating` and others, applied in turn.
        :param dry_run: do not write the file.
        :raises InvalidEditError: the file would have new errors; its `findings` lists them.
        :raises EditError: an edit does not fit the content of the file.
        :raises NoSuchNodeError: the framework has no such id.
        :raises NoSuchMeasureError: the year has no measure with that id.
        :raises NotWrittenError: the file cannot be written. FileChangedError: it was changed at the
            same time. LockTimeoutError: another program kept it locked.
        :raises NoProjectError: the year is part of the built-in example.
        :raises InvalidYearError: the file cannot be read, or the year has two files.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.application.year_edits import EditResult, YearEdit

        for edit in edits:
            check_type(edit, YearEdit, "edit takes edits such as set_level(), one after another")
        change = self.change(*edits, dry_run=dry_run)
        return EditResult(
            before=change.old.source.text,
            after=change.new.source.text,
            warnings=self.project.public_findings(change.warnings),
            errors=change.errors,
        )

    def change(
        self, *edits: YearEdit, seen: Source | None = None, dry_run: bool = False
    ) -> FileChange[YearFile]:
        """Edit the year's file like :meth:`edit`, and return the file before and after.

        :param seen: the text that the edits are based on; a different text is not edited.
        """
        from qualitycli.application.year_edits import YearState, edits_in_turn

        def propose(values: Mapping[str, Any], file: YearFile) -> Sequence[Edit]:
            return edits_in_turn(edits, YearState(values, file, self.project.catalogue_file))

        known = vars(self).get("_loaded")
        change = self.editable().edit(propose, known, seen, dry_run=dry_run)
        if not dry_run:
            self._loaded = change.after
            vars(self).pop("_score", None)
        return change

    def editable(self) -> EditableFile[YearFile]:
        """Return the year's file for editing.

        :raises NoProjectError: it is part of the built-in example.
        :raises InvalidYearError: the year has two files.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.application.file_editing import editable_year

        return editable_year(self)
