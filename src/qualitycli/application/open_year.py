"""A year of an open project: what it says and its figures, only where it was checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitycli.application.arguments import check_choice, check_day, check_type, tuple_of
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
    """A year of a project. Its figures can only be had where it has no errors.

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
        """What is wrong with the year's file: errors, warnings and notes, by line.

        :raises InvalidCatalogueError: the framework has errors, so the year cannot be checked.
        """
        return self.project.told(self._loaded.found)

    @property
    def is_valid(self) -> bool:
        """Whether the year has no errors.

        :raises InvalidCatalogueError: the framework has errors, so the year cannot be checked.
        """
        return not has_errors(self._loaded.found)

    @property
    def assessment(self) -> Assessment:
        """What the year's file says.

        :raises InvalidYearError: it has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        return self.checked().assessment

    @property
    def previous(self) -> OpenYear | None:
        """The newest year of the project before this one; None where there is none.

        :raises InvalidYearError: this one has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        earlier = self.project.years_before(self.assessment.year)
        return earlier[-1] if earlier else None

    def checked(self) -> YearFile:
        """Return what the year's file says, beside its places.

        :raises InvalidYearError: it has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        return sound_content(self._loaded, InvalidYearError)

    def judged(self) -> ScoredYear:
        """Return the year with its figures, as comparisons take it.

        :raises InvalidYearError: it has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.comparing.diff import ScoredYear

        return ScoredYear(self.checked(), self.project.catalogue_file, self._score)

    @cached_property
    def _score(self) -> Score:
        return score_year(self.assessment, self.project.framework)

    def score(self, bands: str | None = None) -> Score:
        """Return the figures of the year.

        :param bands: what if: the id of another band profile of the framework.
        :raises InvalidYearError: the year has errors; its `findings` are them all.
        :raises InvalidCatalogueError: the framework has errors.
        :raises NoSuchProfileError: the framework has no such band profile.
        """
        catalogue = self.project.framework
        if bands is not None and catalogue.profile(bands) is None:
            known = tuple(profile.id for profile in catalogue.bands)
            text = N_("There is no band profile “{id}”. Profiles: {known}.")
            raise NoSuchProfileError(Message(text, {"id": bands, "known": known}))
        if bands is None:
            return self._score
        return score_year(self.assessment, catalogue, bands)

    def explain(self, node_id: str | None = None) -> Explanation:
        """Return where a figure comes from; the overall one for None.

        :raises NoSuchNodeError: the framework has nothing with that id in that year.
        :raises InvalidYearError: the year has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.scoring.explain import explain

        explanation = explain(self._score, self.assessment, node_id)
        if explanation is None:
            if node_id in self.project.catalogue_file.nodes:
                text = N_("“{id}” is not in force in {year}; see “quality framework show {id}”.")
                raise NoSuchNodeError(Message(text, {"id": node_id, "year": self.assessment.year}))
            no_such_node(str(node_id), self.project.catalogue_file)
        return explanation

    def robustness(self, *, criteria: bool = False) -> Robustness:
        """Return how near the bands of the year are to being others.

        :param criteria: of the criteria too, not only of areas and the whole.
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
        """Return where the year stands on a day; what is dated later counts as not yet done.

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
        """Return the measures of the year as they stood on a day, in the order of the file.

        :param owner: only those of this person; a part of the name is enough.
        :param statuses: only those with one of these statuses, or with this one; all where it is
            empty.
        :param due: only those still open whose deadline is this day or earlier.
        :raises ValueError: there is no such status.
        :raises InvalidYearError: the year has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.model.measure import STATUS_WORDS
        from qualitycli.tracking.as_of import as_of
        from qualitycli.tracking.selection import select_measures

        check_day("today", today)
        if due is not None:
            check_day("due", due)
        wanted = tuple_of(statuses)
        check_choice("status", STATUS_WORDS, wanted)
        known = as_of(self.assessment, today).measures
        return tuple(select_measures(known, owner, wanted, due))

    def calendar(self, today: date) -> tuple[Task, ...]:
        """Return the schedule of the year with its measures as it stood on a day, by date.

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
        """Return the raters of the year side by side, and how far they agree.

        :raises NoRatersError: nobody has rated in the year.
        :raises InvalidRaterError: a rater's file has errors.
        :raises InvalidYearError: the year has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.application.raters import compared_raters

        return compared_raters(self).comparison

    def card(
        self, *, rater: str | None = None, items: str | Collection[str] = (), previous: bool = False
    ) -> str:
        """Return the HTML page on which a rater fills in the year, in the framework's language.

        :param rater: whose card it is; for None the name is filled in on the page.
        :param items: ids of what is on it, or one id, each with all below it; for none, all items
            are.
        :param previous: whether it shows what the year before said of each item.
        :raises NoSuchNodeError: an id is not in the framework, or has nothing to rate in the year.
        :raises UnnamedRaterError: the name of the rater is empty.
        :raises NoYearsError: there is no year before.
        :raises InvalidYearError: the year, or the one before it, has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.application.rater_card import rater_card

        return rater_card(self, rater, tuple_of(items), previous=previous)

    def spreadsheet(self, format: SpreadsheetFormat = "xlsx") -> bytes:  # noqa: A002  (as --format)
        """Return the year as a spreadsheet that `quality import` reads.

        :param format: `xlsx`, a workbook with a sheet for each area, or `csv`, one plain table.
        :raises NoSuchDocumentError: there is no such format.
        :raises TextTooLongError: a text does not fit into a cell.
        :raises MissingLibraryError: openpyxl, which workbooks need, is not installed.
        :raises InvalidYearError: the year, or the one before it, has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.application.spreadsheet import make_spreadsheet

        return make_spreadsheet(self, format, self.assessment)

    def report(
        self,
        kind: str = "self-assessment",
        *,
        format: str = "md",  # noqa: A002  (the command's word)
        against: str | Path | None = None,
        date: date | None = None,
        blank: bool = False,
        template: str | Path | None = None,
    ) -> str:
        """Return a document of the year, in the framework's language.

        :param kind: as `quality report --help` names it.
        :param format: `md` or `html`.
        :param against: the year to compare with, else the one before.
        :param date: the date of the document, else the last day that the data tell of.
        :param blank: the form to be filled in by hand.
        :param template: a file to use in place of the kind's template.
        :raises NoSuchDocumentError: there is no such kind or format, or it is never blank.
        :raises NoSuchYearError: there is no year to compare with that has this name.
        :raises NoYearsError: a comparison has no year before it.
        :raises InvalidTemplateError: the template has errors.
        :raises InvalidYearError: the year, or one that it is compared with, has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.application.report_context import ReportOptions
        from qualitycli.application.reports import make_report

        if date is not None:
            check_day("date", date)
        other = None if against is None else partial(self.project.year, against)
        own = None if template is None else Path(template)
        return make_report(self, kind, format, ReportOptions(other, date, blank, own))

    def edit(self, *edits: YearEdit, dry_run: bool = False) -> EditResult:
        """Change the year's file: only the lines that must change do.

        The file is read under its lock, edited, checked as a whole and replaced at once, or left as
        it is. Errors that were there before do not stand in the way. Afterwards the year says what
        its file says.

        :param edits: from :func:`set_level`, :func:`set_rating` and others, made one after another.
        :param dry_run: leave the file as it is.
        :raises InvalidEditError: the file would have a new error; its `findings` are them all.
        :raises EditError: an edit does not fit what stands in the file.
        :raises NoSuchNodeError: the framework has nothing with such an id.
        :raises NoSuchMeasureError: the year has no measure with such an id.
        :raises NotWrittenError: the file cannot be written; FileChangedError: somebody changed it
            at the same time; LockTimeoutError: another program was writing it all the time.
        :raises NoProjectError: the year is one of the example that comes with quality.
        :raises InvalidYearError: the file cannot be read, or the year has two of them.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.application.year_edits import EditResult

        for edit in edits:
            check_type(edit, Callable, "edit takes edits such as set_level(), one after another")
        change = self.change(*edits, dry_run=dry_run)
        return EditResult(
            before=change.old.source.text,
            after=change.new.source.text,
            warnings=self.project.told(change.warnings),
            errors=change.errors,
        )

    def change(
        self, *edits: YearEdit, seen: Source | None = None, dry_run: bool = False
    ) -> FileChange[YearFile]:
        """Change the year's file as :meth:`edit` does, and return all that is known of it.

        :param seen: the text that the edits were made for; another one is not edited.
        """
        from qualitycli.application.year_edits import YearBefore, edits_in_turn

        def propose(values: Mapping[str, Any], file: YearFile) -> Sequence[Edit]:
            return edits_in_turn(edits, YearBefore(values, file, self.project.catalogue_file))

        known = vars(self).get("_loaded")
        change = self.editable().edit(propose, known, seen, dry_run=dry_run)
        if not dry_run:
            self._loaded = change.after
            vars(self).pop("_score", None)
        return change

    def editable(self) -> EditableFile[YearFile]:
        """Return the year's file as one that can be edited.

        :raises NoProjectError: it is one of the example that comes with quality.
        :raises InvalidYearError: the year has two files.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.application.file_editing import editable_year

        return editable_year(self)
