"""Years and raters' files in folders where they are not read.

Only the folders where people put such files by mistake are searched, and only the start of each
file is read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from qualitycli.reading.project import Project, is_same, is_year_name

_ENDINGS: Final = (".yaml", ".yml", ".yaml.txt", ".yml.txt")
_RATERS: Final = ("raters", "data/raters", "data/years/raters")
_FOLDERS: Final = ("", "data", "years", *_RATERS)
# Enough for the keys that identify a file: the card writes the rater's name before the ratings.
_HEAD: Final = 64 * 1024
_KEY: Final = "^\ufeff?(rater|ratings|framework|year)[ \t]*:[ \t]*([^\\s#]*)"


class MisplacedFile(NamedTuple):
    """A file that is not read, and the path it belongs at, with “YEAR” if the year is unknown."""

    path: Path
    target: Path


def misplaced_files(project: Project) -> Iterator[MisplacedFile]:
    """Yield the years and raters' files that are in a wrong folder of a project."""
    for folder in _folders(project):
        for path in _files(folder) if _is_own(project, folder) else ():
            if path != project.catalogue and (found := _misplaced(project, path)) is not None:
                yield found


def _folders(project: Project) -> Iterator[Path]:
    yield from (project.root / name for name in _FOLDERS)
    raters = (project.root / name for name in _RATERS)
    for parent in (project.root, project.catalogue.parent, project.years_folder, *raters):
        for year in _inside(parent) if _is_own(project, parent) else ():
            if is_year_name(year.name) and year.is_dir():
                yield year
                read = project.raters_folder(year.name)
                # “Raters” may be the same folder, where case makes no difference.
                yield from (one for one in _inside(year) if one.is_dir() and not is_same(one, read))


def _is_own(project: Project, folder: Path) -> bool:
    """Tell whether a folder is inside the project, links on the way to it followed."""
    return Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(project.root))


def _files(folder: Path) -> Iterator[Path]:
    for path in _inside(folder):
        if path.name.lower().endswith(_ENDINGS) and path.is_file():
            yield path


def _inside(folder: Path) -> list[Path]:
    """Return the contents of a folder, except hidden files and links."""
    try:
        found = [one for one in folder.iterdir() if not one.name.startswith(".")]
    except OSError:
        return []
    return sorted(one for one in found if not one.is_symlink())


def _misplaced(project: Project, path: Path) -> MisplacedFile | None:
    keys = _keys(path)
    stem = path.name.partition(".")[0]
    said = (keys.get("year", ""), path.parent.name, "YEAR")
    year = next(one for one in said if is_year_name(one) or one == said[-1])
    if "rater" in keys:
        return MisplacedFile(path, project.raters_folder(year) / f"{stem}.yaml")
    # A file that is named by four digits may be anything.
    if is_year_name(stem) and ("-" in stem or "year" in keys):
        return MisplacedFile(path, project.years_folder / f"{stem}.yaml")
    if keys.keys() >= {"ratings", "framework"}:
        return MisplacedFile(path, project.years_folder / f"{year}.yaml")
    return None


def _keys(path: Path) -> dict[str, str]:
    """Return the keys at the start of a file that show its kind, with their values."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8", "replace")
    except OSError:
        return {}
    return {key: value.strip("\"'") for key, value in reversed(re.findall(_KEY, head, re.M))}
