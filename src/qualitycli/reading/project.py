"""Find projects and their files, or the example that ships with the tool."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

import qualitycli
from qualitycli.model.periods import period_order
from qualitycli.reading.folders import real

CATALOGUE: Final = Path("data/criteria.yaml")
YEARS: Final = Path("data/years")
RATERS: Final = "raters"
SCHEMAS: Final = Path("data/schema")
TEMPLATES: Final = "templates"
# The ids of the frameworks that ship: that of the example project, and those of smaller examples.
SHIPPED_FRAMEWORK: Final = "vou-montana"
FRAMEWORKS: Final = (
    SHIPPED_FRAMEWORK,
    "community-school",
    "detska-gradina",
    "profesionalna-gimnazia",
    "tsentar-za-obuchenie",
)
# The name of a framework that consists of examples and explanations.
BLANK: Final = "blank"
_YAML: Final = (".yaml",)
_SPELLINGS: Final = tuple(map("".join, product(".", *zip("yaml", "YAML", strict=True))))
# Endings that editors add: the other usual one, and that of Notepad.
_MISNAMED: Final = (".yml", ".yaml.txt", ".yml.txt")
_YEAR_NAME: Final = re.compile("[0-9]{4}(?:-[0-9]{4})?", re.ASCII)


class Project(NamedTuple):
    """A folder with a catalogue and years.

    :ivar shipped: whether it is the example that ships with the tool.
    """

    root: Path
    shipped: bool = False

    @property
    def catalogue(self) -> Path:
        """The catalogue's path."""
        return self.root / CATALOGUE

    @property
    def years_folder(self) -> Path:
        """The folder of the years."""
        return self.root / YEARS

    def years(self) -> list[Path]:
        """Return the paths of the year files, oldest first, without hidden files."""
        return sorted(_yaml_files(self.years_folder), key=lambda path: period_order(path.stem))

    def same_year(self, path: Path) -> list[Path]:
        """Return all files of the year that a year file belongs to, if there are several.

        On Windows and macOS, two names in a folder cannot differ only in case.
        """
        if not is_same(path.parent, self.years_folder):
            return []
        # Checking the few possible names avoids reading the folder once for each year.
        others = (path.with_name(path.stem + ending) for ending in _SPELLINGS)
        if not any(os.path.lexists(one) for one in others if one.name != path.name):
            return []
        found = [one for one in self.years() if one.stem == path.stem]
        return found if len(found) > 1 else []

    def years_before(self, year: str) -> list[Path]:
        """Return the paths of the school years before one, oldest first.

        The last of them counts as the previous year, even if years between have no file.
        """
        years = (one for one in self.years() if is_year_name(one.stem))
        return [one for one in years if period_order(one.stem) < period_order(year)]

    def passed_over(self) -> list[Path]:
        """Return files of years and raters that are not read because of their ending."""
        folders = [self.years_folder, *self._raters_folders()]
        return [path for folder in folders for path in _files(folder, _MISNAMED)]

    def raters_folder(self, year: str) -> Path:
        """Return the folder of a year's raters' files."""
        return self.years_folder / year / RATERS

    def raters(self, year: str) -> list[Path]:
        """Return the paths of a year's raters' files, by name, without hidden files."""
        return _yaml_files(self.raters_folder(year))

    def rated_years(self) -> list[str]:
        """Return the names of the folders with raters' files, oldest first."""
        folders = self._raters_folders()
        names = (folder.parent.name for folder in folders if _yaml_files(folder))
        return sorted(names, key=lambda name: (period_order(name), name))

    def _raters_folders(self) -> list[Path]:
        """Return possible folders of raters' files; `glob` would skip unreadable folders."""
        return [path / RATERS for path in _entries(self.years_folder)]

    def bounds(self, path: Path) -> Path | None:
        """Return the folder that no link may lead out of when the file at `path` is read.

        None if the file is not one of the project's, or the project is the example that ships with
        the tool, which may be installed through links.
        """
        own = _is_own(path.absolute(), self.root.absolute()) or _is_own(
            # The same file, however its folder and the project's are spelled.
            real(path.parent) / path.name,
            real(self.root),
        )
        return self.root if own and not self.shipped else None

    def year(self, name: str) -> Path:
        """Return the path of the year `name`, whether or not it exists.

        A file with its ending in capitals, as some programs write it, counts as well.
        """
        path = self.years_folder / f"{name}.yaml"
        if path.exists():
            return path
        return next((one for one in self.years() if one.stem == name), path)

    def year_named_by(self, path: Path) -> str | None:
        """Return the school year that a file has to contain according to its name.

        In the project's folder of years, it is the whole name; elsewhere, only a name that looks
        like a school year counts.
        """
        if is_year_name(path.stem):
            return path.stem
        return path.stem if is_same(path.parent, self.years_folder) else None

    def year_rated_in(self, path: Path) -> str | None:
        """Return the year whose folder of raters' files contains a path, if any."""
        folder = path.absolute().parent
        if folder.name != RATERS or real(folder.parent.parent) != real(self.years_folder):
            return None
        return folder.parent.name


def _is_own(path: Path, root: Path) -> bool:
    return path == root / CATALOGUE or root / YEARS in path.parents


def is_same(folder: Path, other: Path) -> bool:
    """Tell whether two paths lead to the same existing folder."""
    try:
        return folder.samefile(other)
    except OSError:
        return False


def _yaml_files(folder: Path) -> list[Path]:
    return _files(folder, _YAML)


def _files(folder: Path, endings: tuple[str, ...]) -> list[Path]:
    """Return a folder's files with one of the endings, without hidden files."""
    found = [path for path in _entries(folder) if path.name.lower().endswith(endings)]
    return sorted(path for path in found if not path.name.startswith("."))


def _entries(folder: Path) -> list[Path]:
    """Return the entries of a folder; none if it does not exist.

    :raises OSError: the folder cannot be read.
    """
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def is_year_name(text: str) -> bool:
    """Tell whether `text` looks like the name of a year: 2020-2021, 2019-2021 or 2023."""
    return _YEAR_NAME.fullmatch(text) is not None


def shipped_project() -> Project:
    """Return the example project that ships with the tool.

    A wheel has it inside the package. A checkout has it at the top, where an editable install
    finds it.
    """
    package = Path(qualitycli.__file__).parent
    inside = package / "shipped"
    return Project(inside if inside.is_dir() else package.parents[1], shipped=True)


def framework_project(name: str) -> Project:
    """Return the project that ships with the framework `name`, an id that is known."""
    shipped = shipped_project()
    if name == SHIPPED_FRAMEWORK:
        return shipped
    return Project(shipped.root / "examples" / name, shipped=True)


def projects_below(folder: Path) -> Iterator[Project]:
    """Yield the project at `folder`, or else those below it, in the order of their names.

    Hidden folders and links to folders are skipped, and projects inside a project are not searched
    for. A folder that cannot be read is yielded as a project, so that reading it reports an error:
    if it were skipped, a gate over many schools would pass.
    """
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            if not _holds_project(here):
                waiting += (here / name for name in sorted(_folders_in(here), reverse=True))
                continue
        except OSError:
            pass
        yield Project(here)


def _holds_project(folder: Path) -> bool:
    """Tell whether a folder contains school years, or a catalogue (even a broken link to one)."""
    years = Project(folder).years()
    return os.path.lexists(folder / CATALOGUE) or any(is_year_name(one.stem) for one in years)


def _folders_in(folder: Path) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
                yield entry.name


def project_above(folder: Path) -> Project | None:
    """Return the nearest project at or above `folder`, up to the top of a repository."""
    for here in (folder, *folder.parents):
        if (here / CATALOGUE).is_file():
            return Project(here)
        if (here / ".git").exists():
            return None
    return None


def current_project(
    folder: Path, root: Path | None, environment: Mapping[str, str]
) -> Project | None:
    """Return the project to use: `root`, or else QUALITY_ROOT, or else the nearest one above."""
    if root is not None:
        return Project(root)
    if named := environment.get("QUALITY_ROOT"):
        return Project(Path(named))
    return project_above(folder)
