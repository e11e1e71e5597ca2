"""Where a project is: its catalogue and its years, or the example that ships with the tool."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

import qualitycli
from qualitycli.model.values import period_order
from qualitycli.reading.folders import real

CATALOGUE: Final = Path("data/criteria.yaml")
YEARS: Final = Path("data/years")
RATERS: Final = "raters"
SCHEMAS: Final = Path("data/schema")
TEMPLATES: Final = "templates"
_YAML: Final = (".yaml",)
_SPELLINGS: Final = tuple(map("".join, product(".", *zip("yaml", "YAML", strict=True))))
# What editors make of it: the other usual ending, and the one that Notepad adds.
_MISNAMED: Final = (".yml", ".yaml.txt", ".yml.txt")
_YEAR_NAME: Final = re.compile("[0-9]{4}(?:-[0-9]{4})?", re.ASCII)


class Project(NamedTuple):
    """A folder with a catalogue and years.

    :ivar shipped: whether it is the example that comes with the tool.
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
        """Return the paths of the year files, oldest first; an editor's hidden files are none."""
        return sorted(_yaml_files(self.years_folder), key=lambda path: period_order(path.stem))

    def same_year(self, path: Path) -> list[Path]:
        """Return all files of the year that a file among the years is of, if it is not alone.

        On Windows and macOS a folder cannot have two names that differ by case only.
        """
        if not is_same(path.parent, self.years_folder):
            return []
        # Asking for the few names there can be keeps a run over many years from reading the
        # folder once for each of them.
        others = (path.with_name(path.stem + ending) for ending in _SPELLINGS)
        if not any(os.path.lexists(one) for one in others if one.name != path.name):
            return []
        found = [one for one in self.years() if one.stem == path.stem]
        return found if len(found) > 1 else []

    def years_before(self, year: str) -> list[Path]:
        """Return the paths of the school years before one, oldest first.

        The last of them is the year before, also where years between the two have no file.
        """
        years = (one for one in self.years() if is_year_name(one.stem))
        return [one for one in years if period_order(one.stem) < period_order(year)]

    def passed_over(self) -> list[Path]:
        """Return files among the years and their raters' that are not read for their ending."""
        folders = [self.years_folder, *self._raters_folders()]
        return [path for folder in folders for path in _files(folder, _MISNAMED)]

    def raters_folder(self, year: str) -> Path:
        """Return the folder of a year's raters' files."""
        return self.years_folder / year / RATERS

    def raters(self, year: str) -> list[Path]:
        """Return the paths of a year's raters' files, by name; hidden files are none."""
        return _yaml_files(self.raters_folder(year))

    def rated_years(self) -> list[str]:
        """Return the names of the folders with raters' files, oldest first."""
        folders = self._raters_folders()
        names = (folder.parent.name for folder in folders if _yaml_files(folder))
        return sorted(names, key=lambda name: (period_order(name), name))

    def _raters_folders(self) -> list[Path]:
        """Return where raters' files may be; `glob` would skip a folder that cannot be read."""
        return [path / RATERS for path in _entries(self.years_folder)]

    def bounds(self, path: Path) -> Path | None:
        """Return the folder that no link may lead out of when one of the project's files is read.

        None where the path is not among them, and for the example that comes with the tool, whose
        place is for whoever installed it to choose.
        """
        own = _is_own(path.absolute(), self.root.absolute()) or _is_own(
            # The same file, however its folder and the project's are spelled.
            real(path.parent) / path.name,
            real(self.root),
        )
        return self.root if own and not self.shipped else None

    def year(self, name: str) -> Path:
        """Return the path that the year `name` has, whether or not it is there.

        A file whose ending is in capitals, as some programs write it, is that year's as well.
        """
        path = self.years_folder / f"{name}.yaml"
        if path.exists():
            return path
        return next((one for one in self.years() if one.stem == name), path)

    def year_named_by(self, path: Path) -> str | None:
        """Return the school year that a file's name has to agree with.

        Among the project's years that is the whole name; elsewhere only a name that looks like a
        school year says something.
        """
        if is_year_name(path.stem):
            return path.stem
        return path.stem if is_same(path.parent, self.years_folder) else None

    def year_rated_in(self, path: Path) -> str | None:
        """Return the year whose raters' files a path is among; None where it is elsewhere."""
        folder = path.absolute().parent
        if folder.name != RATERS or real(folder.parent.parent) != real(self.years_folder):
            return None
        return folder.parent.name


def _is_own(path: Path, root: Path) -> bool:
    return path == root / CATALOGUE or root / YEARS in path.parents


def is_same(folder: Path, other: Path) -> bool:
    """Tell whether two paths lead to one folder that is there."""
    try:
        return folder.samefile(other)
    except OSError:
        return False


def _yaml_files(folder: Path) -> list[Path]:
    return _files(folder, _YAML)


def _files(folder: Path, endings: tuple[str, ...]) -> list[Path]:
    """Return a folder's files with one of the endings; an editor's hidden ones are none."""
    found = [path for path in _entries(folder) if path.name.lower().endswith(endings)]
    return sorted(path for path in found if not path.name.startswith("."))


def _entries(folder: Path) -> list[Path]:
    """Return what is in a folder; nothing where there is no folder.

    :raises OSError: the folder cannot be read, so that nobody knows what is in it.
    """
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def is_year_name(text: str) -> bool:
    """Tell whether `text` looks like the name of a year: 2020-2021, 2019-2021 or 2023."""
    return _YEAR_NAME.fullmatch(text) is not None


def shipped_project() -> Project:
    """Return the example project that comes with the tool.

    A wheel carries it inside the package; a checkout has it at the top, which is where an
    editable install finds it.
    """
    package = Path(qualitycli.__file__).parent
    inside = package / "shipped"
    return Project(inside if inside.is_dir() else package.parents[1], shipped=True)


def projects_below(folder: Path) -> Iterator[Project]:
    """Yield the project at `folder`, else those below it, in the order of their names.

    Hidden folders are passed over, links to folders are not followed, and nothing is looked for
    inside a project. A folder that cannot be read counts as one, so that reading it says why: a
    gate over many schools would pass if the school were passed over.
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
    """Tell whether a folder has school years, or a catalogue or something in its place."""
    years = Project(folder).years()
    return os.path.lexists(folder / CATALOGUE) or any(is_year_name(one.stem) for one in years)


def _folders_in(folder: Path) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
                yield entry.name


def project_above(folder: Path) -> Project | None:
    """Return the nearest project at or above `folder`, not looking beyond a repository's top."""
    for here in (folder, *folder.parents):
        if (here / CATALOGUE).is_file():
            return Project(here)
        if (here / ".git").exists():
            return None
    return None


def current_project(
    folder: Path, root: Path | None, environment: Mapping[str, str]
) -> Project | None:
    """Return the project to work on: the one named, else QUALITY_ROOT's, else the nearest above."""
    if root is not None:
        return Project(root)
    if named := environment.get("QUALITY_ROOT"):
        return Project(Path(named))
    return project_above(folder)
