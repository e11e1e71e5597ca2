"""The internal quality-assurance system of a school as plain text under version control.

What `__all__` names is the public interface; docs/api.md teaches it. A name is imported when it is
first used, so that `quality --version` loads none of it.
"""

# Known to type checkers by its name; importing `typing` would take longer than `--version` does.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from qualitycli.application.collecting import collect
    from qualitycli.application.findings import Finding
    from qualitycli.application.open_project import (
        OpenProject,
        compare,
        compare_catalogues,
        open_project,
    )
    from qualitycli.application.open_year import OpenYear
    from qualitycli.errors import (
        FaultError,
        InvalidCatalogueError,
        InvalidFileError,
        InvalidRaterError,
        InvalidTemplateError,
        InvalidYearError,
        MissingLibraryError,
        NoBandsError,
        NoCatalogueError,
        NoProjectError,
        NoRatersError,
        NoSuchDocumentError,
        NoSuchFileError,
        NoSuchNodeError,
        NoSuchProfileError,
        NoSuchYearError,
        NoYearsError,
        QualityError,
        TextTooLongError,
        UnnamedRaterError,
    )
    from qualitycli.render.long_table import CollectedRow

__version__ = "1.0.0"

__all__ = [
    "CollectedRow",
    "FaultError",
    "Finding",
    "InvalidCatalogueError",
    "InvalidFileError",
    "InvalidRaterError",
    "InvalidTemplateError",
    "InvalidYearError",
    "MissingLibraryError",
    "NoBandsError",
    "NoCatalogueError",
    "NoProjectError",
    "NoRatersError",
    "NoSuchDocumentError",
    "NoSuchFileError",
    "NoSuchNodeError",
    "NoSuchProfileError",
    "NoSuchYearError",
    "NoYearsError",
    "OpenProject",
    "OpenYear",
    "QualityError",
    "TextTooLongError",
    "UnnamedRaterError",
    "__version__",
    "collect",
    "compare",
    "compare_catalogues",
    "open_project",
]
# Where the public names that are not errors are defined.
_HOMES = {
    "CollectedRow": "render.long_table",
    "Finding": "application.findings",
    "OpenProject": "application.open_project",
    "OpenYear": "application.open_year",
    "collect": "application.collecting",
    "compare": "application.open_project",
    "compare_catalogues": "application.open_project",
    "open_project": "application.open_project",
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
