"""The templates of a project and the built-in ones, read before any of them runs.

Templates refer to each other by keys of a mapping, never by paths.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.messages import N_, Message
from qualitycli.reading.files import read_file
from qualitycli.reading.folders import real
from qualitycli.rules import templates as rules
from qualitycli.source import Source

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]*(?:\.[a-z0-9]+)*\.(?:j2|css|svg)", re.ASCII)
_VERSION: Final = re.compile(r"\{#-?\s*version:\s*(\d{1,4})\s*-?#\}", re.ASCII)
_LARGEST_KIB: Final = 256
# Far more than there are built-in templates.
_MOST: Final = 200

Templates = Mapping[str, Source | Diagnostic]


class Library(NamedTuple):
    """The templates that a document may use, by name.

    :ivar found: the text of each template, or the finding that replaces it.
    :ivar own: the names of the project's own templates, which may be a stranger's.
    """

    found: Templates
    own: frozenset[str] = frozenset()

    def with_own(self, templates: Templates) -> Library:
        """Return the library with a project's own templates, which take precedence."""
        return self._replace(found={**self.found, **templates}, own=self.own | templates.keys())


def built_in(folder: Path) -> Library:
    """Return the templates that come with the tool; these are trusted."""
    return Library(
        {path.name: _read(path, path.name) for path in folder.iterdir() if _is_template(path)}
    )


def templates_in(root: Path, name: str, shown: Callable[[Path], str]) -> Templates:
    """Return the templates in the folder `name` of a project.

    Links that lead out of the folder are never followed. All templates are read before any is used,
    so the number of templates in a folder is limited.

    :param shown: returns the name of a file for messages.
    """
    folder = real(root) / name
    try:
        paths = sorted(path for path in (root / name).iterdir() if _is_template(path))
    except OSError:
        return {}
    reason = Message(N_("the folder has more than {limit} templates"), {"limit": _MOST})
    hint = Message(N_("keep only the templates that the documents use"))
    too_many = rules.TOO_MUCH.at(Place(shown(root / name)), hint=hint, reason=reason)
    found: dict[str, Source | Diagnostic] = {path.name: too_many for path in paths[_MOST:]}
    for path in paths[:_MOST]:
        # Open the path that was checked, after its links were resolved.
        at = real(path)
        inside = at.parent == folder and _is_template(at)
        found[path.name] = (
            _read(at, shown(path), folder)
            if inside
            else rules.LINK_LEADS_OUT.at(Place(shown(path)))
        )
    return found


def named_template(path: Path) -> Source | Diagnostic:
    """Return a template that was given on the command line, from any location."""
    return _read(path, str(path))


def version_line(version: int) -> str:
    """Return the first line of a template: a comment that names its version."""
    return f"{{# version: {version} #}}\n"


def version_of(template: str) -> int:
    """Return the version that a template names; 1 if it does not name any."""
    found = _VERSION.match(template)
    return int(found[1]) if found else 1


def _is_template(path: Path) -> bool:
    return _NAME.fullmatch(path.name) is not None


def _read(path: Path, shown: str, root: Path | None = None) -> Source | Diagnostic:
    source = read_file(path, shown, root)
    if isinstance(source, Source) and len(source.text) > _LARGEST_KIB * 1024:
        reason = Message(N_("its file is larger than {limit} KiB"), {"limit": _LARGEST_KIB})
        return rules.TOO_MUCH.at(Place(shown), reason=reason)
    return source
