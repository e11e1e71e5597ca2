"""Reporting how a command changed a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from qualitycli.application.file_editing import FileChange
from qualitycli.cli.output.findings import complain_of
from qualitycli.cli.run.session import Session
from qualitycli.differences import unified
from qualitycli.messages import NP_, visible
from qualitycli.source import BREAK


def difference(change: FileChange[Any]) -> Iterator[str]:
    """Yield the lines of a unified diff, with what cannot be seen escaped.

    These are invisible characters and, in changed lines, Latin letters inside Cyrillic words.
    """
    old, new = (BREAK.split(one.source.text) for one in (change.old, change.new))
    for line in unified(old, new, change.old.source.name):
        shown = visible(line)
        yield _MIXED.sub(_with_latin_escaped, shown) if line[:1] in ("-", "+") else shown


# A Cyrillic word with Latin letters that look like Cyrillic ones.
_ALIKE: Final = "aceopxyABCEHKMOPTX"
_MIXED: Final = re.compile(
    rf"(?<![^\W_])(?:[А-Яа-я]++[{_ALIKE}]|[{_ALIKE}]++[А-Яа-я])[А-Яа-я{_ALIKE}]*+(?![^\W_])"
)


def _with_latin_escaped(word: re.Match[str]) -> str:
    return "".join(rf"\x{ord(one):02x}" if one in _ALIKE else one for one in word[0])


def conclude(
    session: Session, change: FileChange[Any], lines: Iterable[str], *, dry_run: bool
) -> None:
    """Report the change, or with ``--dry-run`` show the diff; then show remaining problems."""
    session.has_written |= change.is_changed and not dry_run
    if dry_run:
        session.write(difference(change))
    elif not session.is_quiet:
        session.write(lines)
    if change.warnings:
        complain_of(session, change.warnings, change.new.source)
    if change.errors:
        session.complain(
            NP_(
                "{path} has {n} other error; “quality validate” shows it.",
                "{path} has {n} other errors; “quality validate” shows them.",
            ),
            n=change.errors,
            path=Path(change.new.source.name),
        )
