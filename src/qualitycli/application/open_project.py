"""An open project: its files are read once and always checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, Literal

from qualitycli.application.argument_checks import check_day, check_text, check_type, tuple_of
from qualitycli.application.faults import Fault
from qualitycli.application.open_year import OpenYear
from qualitycli.application.paths import ShownPath, shown_path
from qualitycli.application.projects import (
    ProjectSearch,
    catalogue_at,
    checked_year,
    no_such_node,
    path_of_year,
    project_to_read,
    sound_catalogue,
)
from qualitycli.diagnostics import Diagnostic, by_place
from qualitycli.finding import Finding
from qualitycli.messages import Translator
from qualitycli.reading.project import Project
from qualitycli.render.documents.kinds import FORMATS
from qualitycli.scoring.score import flatten
from qualitycli.workspace import CatalogueFile, YearFile

if TYPE_CHECKING:
    from datetime import date

    from qualitycli.application.reports import Reports
    from qualitycli.comparing.catalogues import CatalogueDiff
    from qualitycli.comparing.diff import Diff
    from qualitycli.comparing.node_history import NodeHistory, NodeYear
    from qualitycli.comparing.trend import Trend
    from qualitycli.model.framework import Catalogue
    from qualitycli.reading.load import Loaded
    from qualitycli.render.documents.templates.files import Library

Language = Literal["en", "bg"]


class OpenProject:
    """A school's project: a framework and a file for each school year.

    :ivar folder: the folder that contains `data/criteria.yaml`.
    :ivar is_example: whether it is the built-in example.
    """

    def __init__(
        self, place: Project, language: Language = "en", shown: ShownPath = shown_path
    ) -> None:
        self.place = place
        self.shown = shown
        self._translate = Translator(language)
        self._years: dict[Path, OpenYear] = {}
        self.folder = place.root
        self.is_example = place.shipped

    def __repr__(self) -> str:
        return f"<OpenProject {self.folder}>"

    @property
    def years(self) -> list[str]:
        """The names of the years that have a file, oldest first."""
        return list(dict.fromkeys(path.stem for path in self.place.years()))

    def year(self, name: str | Path | None = None) -> OpenYear:
        """Return a year; for None, the newest.

        Its file is read when it is first needed, and only once, like the framework. Further calls
        return the same object, which reflects later changes of the file only if it made them.

        :param name: a school year, or the path of a file to be read as one of this project.
        :raises NoSuchYearError: there is no such year.
        :raises NoYearsError: `name` is None, and the project has no years.
        """
        rule = "a year is a name such as '2020-2021' or a path"
        check_type(name, (str, Path, NoneType), rule)
        path = path_of_year(self.place, name, self.shown)
        return self._years.setdefault(path.absolute(), OpenYear(self, path))

    def years_before(self, year: str) -> list[OpenYear]:
        """Return all years before the given one, oldest first."""
        return [self.year(path) for path in self.place.years_before(year)]

    @property
    def framework(self) -> Catalogue:
        """The framework: its areas and everything below them, its scale, bands and process.

        :raises InvalidCatalogueError: it has errors.
        """
        return self.catalogue_file.catalogue

    def history(self, node_id: str) -> NodeHistory:
        """Return a node of the framework with its scores in every year that has a file.

        A year with errors is marked as not readable and has no scores.

        :raises NoSuchNodeError: the framework has no such id.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.comparing.node_history import NodeHistory

        check_text("node_id", node_id)
        if (node := self.catalogue_file.nodes.get(node_id)) is None:
            no_such_node(node_id, self.catalogue_file)
        years = (_node_year(self.year(path), node_id) for path in self.place.years())
        return NodeHistory(node, tuple(self.catalogue_file.above(node_id)), tuple(years))

    def findings(self) -> Iterator[Finding]:
        """Yield the findings on all files of the project, in the order of `quality validate`.

        At most 1,000 findings per file are kept, errors before warnings before notes.

        :raises FaultError: a file could not be checked because of a bug in quality.
        """
        from qualitycli.application.validation import whole_project

        for report in whole_project(self.place, lambda _: 1, self.shown):
            if isinstance(report, Fault):
                raise report.error()
            yield from (Finding.of(one, self._translate) for one in report.found)

    def trend(self, first: str = "", last: str = "") -> Trend:
        """Return the trend over the years from `first` to `last`; either end may be left out.

        :raises NoYearsError: there are no such years.
        :raises InvalidYearError: one of them has errors.
        :raises InvalidCatalogueError: the framework has errors.
        """
        from qualitycli.application.year_ranges import paths_within
        from qualitycli.comparing.trend import trend_of

        check_text("first", first)
        check_text("last", last)
        paths = paths_within(self.place, first, last)
        return trend_of([self.year(path).judged() for path in paths])

    def reports(
        self,
        years: str | Path | Iterable[str | Path] = (),
        *,
        formats: str | Iterable[str] = FORMATS,
        against: str | Path | None = None,
        date: date | None = None,
    ) -> Reports:
        """Return all documents for the given years, or for all years, and the index pages.

        The years are read immediately. Each document is generated when the iteration reaches it. It
        is yielded as a file name, which is a relative path with slashes, and a text.

        :param years: years by name or path, or a single one; by default all years.
        :param formats: `md`, `html` or both.
        :param against: the year to compare with; by default the year before each.
        :param date: the date of the documents; by default the latest date in the data.
        :raises NoSuchDocumentError: there is no such format.
        :raises NoSuchYearError: there is no such year.
        :raises NoYearsError: the project has no years.
        :raises InvalidYearError: a year has errors.
        :raises InvalidCatalogueError: the framework has errors.
        :raises InvalidTemplateError: a template has errors; while iterating.
        """
        from qualitycli.application.report_context import ReportOptions
        from qualitycli.application.reports import Reports

        if date is not None:
            check_day("date", date)
        other = None if against is None else partial(self.year, against)
        opened = dict.fromkeys(map(self.year, tuple_of("years", years) or self.years))
        wanted = tuple_of("formats", formats)
        return Reports(self, opened, wanted, ReportOptions(other, date))

    @cached_property
    def catalogue_file(self) -> CatalogueFile:
        """The framework, checked.

        :raises InvalidCatalogueError: it has errors.
        """
        return sound_catalogue(self.place, self.shown)

    @cached_property
    def templates(self) -> Library:
        """The built-in templates and the project's own, which take precedence."""
        from qualitycli.application.reports import library_of

        return library_of(self.place, self.shown)

    def read(self, path: Path) -> Loaded[YearFile]:
        """Read a year of the project and check it against the framework."""
        return checked_year(self.place, path, self.catalogue_file, self.shown)

    def public_findings(self, found: Iterable[Diagnostic]) -> tuple[Finding, ...]:
        """Return findings in the order of their places, in the language of the project."""
        return tuple(Finding.of(one, self._translate) for one in by_place(found))


def open_project(folder: str | Path | None = None, *, language: Language = "en") -> OpenProject:
    """Open a project, without reading anything yet.

    :param folder: the project's folder. For None, the project is found as on the command line:
        QUALITY_ROOT, else the working folder or the nearest project above it, else the built-in
        example.
    :param language: the language of findings, `en` or `bg`.
    :raises NoCatalogueError: the folder has no `data/criteria.yaml`.
    :raises ValueError: the language is unknown.
    """
    search = ProjectSearch.here(None if folder is None else Path(folder))
    return OpenProject(project_to_read(search), language)


def compare(before: OpenYear, after: OpenYear) -> Diff:
    """Compare two years like for like.

    :raises InvalidYearError: a year has errors.
    :raises InvalidCatalogueError: a framework has errors.
    """
    from qualitycli.comparing.diff import compare_years

    for year in (before, after):
        check_type(year, OpenYear, "compare takes two years as project.year() returns them")
    return compare_years(before.judged(), after.judged())


def compare_catalogues(before: str | Path, after: str | Path) -> CatalogueDiff:
    """Compare two catalogue files, given by their paths.

    :raises NoSuchFileError: there is no such file.
    :raises InvalidCatalogueError: one of them has errors.
    """
    from qualitycli.comparing.catalogues import CatalogueDiff

    for path in (before, after):
        check_type(path, (str, Path), "compare_catalogues takes the paths of two files")
    return CatalogueDiff.of(catalogue_at(Path(before)), catalogue_at(Path(after)))


def _node_year(year: OpenYear, node_id: str) -> NodeYear:
    from qualitycli.comparing.node_history import NodeYear

    if not year.is_valid:
        return NodeYear(year.path.stem, None, readable=False)
    score = year.score()
    nodes = (one for one in flatten(score.overall.children) if one.id == node_id)
    return NodeYear(
        score.year,
        next(nodes, None),
        illustrative=score.illustrative,
        institution_kind=score.institution_kind,
    )
