"""Asking before something is written: only on a terminal, and never twice."""

from __future__ import annotations

import sys
from typing import Final

from qualitycli.cli.session import Session
from qualitycli.messages import N_

YES: Final = frozenset(("y", "yes", "д", "да"))


def can_ask() -> bool:
    """Tell whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def is_agreed(session: Session, question: str, **args: object) -> bool:
    """Ask a question that can be answered with yes or no; whatever else is typed means no.

    :raises Stop: there is no terminal to ask on; nothing was written.
    """
    if not can_ask():
        session.refuse(N_("Nothing was written, since there is nobody to ask; --yes answers."))
    sys.stdout.write(session.translate(question, **args) + " ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().casefold() in YES
