"""The internal quality-assurance system of a school as plain text under version control.

The names in `__all__` are the public interface; see docs/api.md. They are imported on first use, so
that `quality --version` does not import them.
"""

# Type checkers recognize this name; importing `typing` would take longer than `--version`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from qualitycli.application.collecting import collect
    from qualitycli.application.open_project import (
        OpenProject,
        compare,
        compare_catalogues,
        open_project,
    )
    from qualitycli.application.open_year import OpenYear
    from qualitycli.application.reports import DocumentFile, Reports
    from qualitycli.application.year_edits import (
        EditResult,
        YearEdit,
        add_measure,
        approve_measure,
        clear_rating,
        drop_measure,
        finish_measure,
        set_answers,
        set_count,
        set_level,
        set_mean,
        set_points,
        set_rating,
        set_value,
        start_measure,
    )
    from qualitycli.comparing.catalogues import CatalogueChange, CatalogueDiff
    from qualitycli.comparing.diff import Diff, ItemChange, NodeChange
    from qualitycli.comparing.inter_rater import (
        Agreement,
        ItemRatings,
        RaterComparison,
        RaterRating,
    )
    from qualitycli.comparing.node_history import NodeHistory, NodeYear
    from qualitycli.comparing.trend import Series, Trend
    from qualitycli.errors import (
        EditError,
        FaultError,
        FileChangedError,
        InvalidCatalogueError,
        InvalidEditError,
        InvalidFileError,
        InvalidRaterError,
        InvalidTemplateError,
        InvalidYearError,
        LockTimeoutError,
        MissingLibraryError,
        NoBandsError,
        NoCatalogueError,
        NoProjectError,
        NoRatersError,
        NoSuchDocumentError,
        NoSuchFileError,
        NoSuchMeasureError,
        NoSuchNodeError,
        NoSuchProfileError,
        NoSuchYearError,
        NotWrittenError,
        NoYearsError,
        QualityError,
        TextTooLongError,
        UnnamedRaterError,
    )
    from qualitycli.finding import Finding
    from qualitycli.model.assessment import Assessment
    from qualitycli.model.framework import Catalogue
    from qualitycli.model.measure import Measure
    from qualitycli.render.long_table import CollectedRow
    from qualitycli.render.numbers import rounded
    from qualitycli.scoring.explain import Explanation
    from qualitycli.scoring.node_score import NodeScore
    from qualitycli.scoring.robustness import Robustness
    from qualitycli.scoring.score import Score
    from qualitycli.scoring.targets import Target
    from qualitycli.tracking.status import Task, YearStatus

__version__ = "1.0.0"

__all__ = [
    "Agreement",
    "Assessment",
    "Catalogue",
    "CatalogueChange",
    "CatalogueDiff",
    "CollectedRow",
    "Diff",
    "DocumentFile",
    "EditError",
    "EditResult",
    "Explanation",
    "FaultError",
    "FileChangedError",
    "Finding",
    "InvalidCatalogueError",
    "InvalidEditError",
    "InvalidFileError",
    "InvalidRaterError",
    "InvalidTemplateError",
    "InvalidYearError",
    "ItemChange",
    "ItemRatings",
    "LockTimeoutError",
    "Measure",
    "MissingLibraryError",
    "NoBandsError",
    "NoCatalogueError",
    "NoProjectError",
    "NoRatersError",
    "NoSuchDocumentError",
    "NoSuchFileError",
    "NoSuchMeasureError",
    "NoSuchNodeError",
    "NoSuchProfileError",
    "NoSuchYearError",
    "NoYearsError",
    "NodeChange",
    "NodeHistory",
    "NodeScore",
    "NodeYear",
    "NotWrittenError",
    "OpenProject",
    "OpenYear",
    "QualityError",
    "RaterComparison",
    "RaterRating",
    "Reports",
    "Robustness",
    "Score",
    "Series",
    "Target",
    "Task",
    "TextTooLongError",
    "Trend",
    "UnnamedRaterError",
    "YearEdit",
    "YearStatus",
    "__version__",
    "add_measure",
    "approve_measure",
    "clear_rating",
    "collect",
    "compare",
    "compare_catalogues",
    "drop_measure",
    "finish_measure",
    "open_project",
    "rounded",
    "set_answers",
    "set_count",
    "set_level",
    "set_mean",
    "set_points",
    "set_rating",
    "set_value",
    "start_measure",
]
# The modules that define the public names, except the errors.
_HOMES = {
    "Agreement": "comparing.inter_rater",
    "Assessment": "model.assessment",
    "Catalogue": "model.framework",
    "CatalogueChange": "comparing.catalogues",
    "CatalogueDiff": "comparing.catalogues",
    "CollectedRow": "render.long_table",
    "Diff": "comparing.diff",
    "DocumentFile": "application.reports",
    "EditResult": "application.year_edits",
    "Explanation": "scoring.explain",
    "Finding": "finding",
    "ItemChange": "comparing.diff",
    "ItemRatings": "comparing.inter_rater",
    "Measure": "model.measure",
    "NodeChange": "comparing.diff",
    "NodeHistory": "comparing.node_history",
    "NodeScore": "scoring.node_score",
    "NodeYear": "comparing.node_history",
    "OpenProject": "application.open_project",
    "OpenYear": "application.open_year",
    "RaterComparison": "comparing.inter_rater",
    "RaterRating": "comparing.inter_rater",
    "Reports": "application.reports",
    "Robustness": "scoring.robustness",
    "Score": "scoring.score",
    "Series": "comparing.trend",
    "Target": "scoring.targets",
    "Task": "tracking.status",
    "Trend": "comparing.trend",
    "YearEdit": "application.year_edits",
    "YearStatus": "tracking.status",
    "add_measure": "application.year_edits",
    "approve_measure": "application.year_edits",
    "clear_rating": "application.year_edits",
    "collect": "application.collecting",
    "compare": "application.open_project",
    "compare_catalogues": "application.open_project",
    "drop_measure": "application.year_edits",
    "finish_measure": "application.year_edits",
    "open_project": "application.open_project",
    "rounded": "render.numbers",
    "set_answers": "application.year_edits",
    "set_count": "application.year_edits",
    "set_level": "application.year_edits",
    "set_mean": "application.year_edits",
    "set_points": "application.year_edits",
    "set_rating": "application.year_edits",
    "set_value": "application.year_edits",
    "start_measure": "application.year_edits",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        text = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(text)
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_HOMES.get(name, 'errors')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
