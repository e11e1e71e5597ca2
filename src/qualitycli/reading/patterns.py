"""Path patterns, such as ``schools/**/2024-2025.yaml``; each folder is visited once."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

_MAGIC: Final = frozenset("*?[")


def matching(pattern: str) -> list[str]:
    """Return the paths that match a pattern, sorted; ``**`` matches any number of folders.

    As in a shell, hidden names match only if the pattern starts with a dot. ``**`` does not follow
    links. A folder that is reached by several paths is visited only by the first, so that links to
    a parent folder do not repeat its contents.
    """
    whole = Path(pattern)
    here = [whole.anchor]
    for part in whole.relative_to(whole.anchor).parts:
        here = list(_each_once(_below(here, part)))
    return sorted(filter(None, here))


def _below(folders: Iterable[str], part: str) -> Iterator[str]:
    for folder in folders:
        if part == "**":
            yield from _all_below(folder)
        elif _MAGIC.isdisjoint(part):
            if os.path.lexists(path := _joined(folder, part)):
                yield path
        else:
            for entry in _entries(folder):
                is_shown = part.startswith(".") or not entry.name.startswith(".")
                if is_shown and fnmatch(entry.name, part):
                    yield _joined(folder, entry.name)


def _all_below(folder: str) -> Iterator[str]:
    """Yield a folder, the files in it, and everything below it."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        yield here
        for entry in _entries(here):
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(_joined(here, entry.name))
            else:
                yield _joined(here, entry.name)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """Return the entries of a folder, by name; none if it cannot be read."""
    try:
        with os.scandir(folder or ".") as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _each_once(paths: Iterable[str]) -> Iterator[str]:
    """Yield each path once; of several paths to one folder, only the first."""
    seen: set[object] = set()
    for path in paths:
        key = _key_of(path)
        if key not in seen:
            seen.add(key)
            yield path


def _key_of(path: str) -> object:
    """Return a key that is the same for every path to one folder; for a file, its path."""
    with suppress(OSError):
        status = Path(path).stat()
        if stat.S_ISDIR(status.st_mode):
            return status.st_dev, status.st_ino
    return path


def _joined(folder: str, name: str) -> str:
    return os.path.join(folder, name)  # noqa: PTH118  (as it was typed)
