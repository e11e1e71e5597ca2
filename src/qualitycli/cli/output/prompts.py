"""Asking before something is written: only on a terminal, and never twice."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from typing import Final

import click

from qualitycli.cli.run.session import Session
from qualitycli.messages import N_

# Signs too, which a Bulgarian keyboard and an English one both have.
YES: Final = frozenset(("+", "y", "yes", "д", "да"))


def can_ask() -> bool:
    """Tell whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def is_agreed(session: Session, question: str, **args: object) -> bool:
    """Ask a question that can be answered with yes or no; whatever else is typed means no.

    :raises Stop: there is no terminal to ask on; nothing was written.
    """
    if not can_ask():
        session.refuse(
            N_(
                "Nothing was written: confirmation requires a terminal. Use --yes to write without "
                "asking."
            )
        )
    with _shown(session):
        sys.stdout.write(session.translate(question, **args) + " ")
        sys.stdout.flush()
        return sys.stdin.readline().strip().casefold() in YES


def prompted(session: Session, label: str, default: str = "") -> str:
    """Return what is typed after a label.

    :param default: what an empty line stands for; shown if there is something to show.
    """
    with _shown(session):
        return str(click.prompt(label, default=default, show_default=bool(default)))


def _shown(session: Session) -> AbstractContextManager[None]:
    """Show the output so far and the question itself."""
    return nullcontext() if session.output is None else session.output.asking()
