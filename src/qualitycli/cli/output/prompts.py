"""Asking the user for confirmation and input, only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Final

import click

from qualitycli.cli.run.session import Session
from qualitycli.messages import N_

# “+” is on both Bulgarian and English keyboards.
YES: Final = frozenset(("+", "y", "yes", "д", "да"))


def can_ask() -> bool:
    """Tell whether input and output are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def is_confirmed(session: Session, question: str, **args: object) -> bool:
    """Ask a yes-or-no question; any answer other than yes means no.

    :raises ExitError: there is no terminal to ask on; nothing was written.
    """
    if not can_ask():
        session.refuse(
            N_(
                "Nothing was written: confirmation requires a terminal. Use --yes to write without "
                "asking."
            )
        )
    with _asking(session):
        sys.stdout.write(session.translate(question, **args) + " ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            raise click.Abort
        return line.strip().casefold() in YES


def prompted(session: Session, label: str, default: str = "") -> str:
    """Prompt for a line of input.

    :param default: the value for an empty line; shown unless it is empty.
    """
    with _asking(session):
        return str(click.prompt(label, default=default, show_default=bool(default)))


@contextmanager
def _asking(session: Session) -> Iterator[None]:
    """Print the output so far, so that the question is seen; if it is interrupted, say so.

    Ctrl+C and the end of the input (Ctrl+D) interrupt it, on the line of the question.
    """
    try:
        with nullcontext() if session.output is None else session.output.asking():
            yield
    except (click.Abort, KeyboardInterrupt):
        sys.stdout.write("\n")
        if session.has_written:
            session.complain(N_("Interrupted; what was recorded so far is kept."))
        else:
            session.complain(N_("Interrupted; nothing was written."))
        raise
