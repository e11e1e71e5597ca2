"""A fault in one of many files: it is reported, and the others go on."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from qualitycli.cli.session import Session
from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.messages import N_
from qualitycli.reading.files import reason_of
from qualitycli.rules import reading

T = TypeVar("T")


class Fault(NamedTuple):
    """An unexpected exception, as values that another process can send.

    :ivar kind: the exception's class; `file` and `line`: where it was raised.
    :ivar about: the file that was being read or checked, as the person knows it.
    """

    kind: str
    file: str
    line: int
    trace: str
    about: str | None = None

    @classmethod
    def killed(cls, about: str) -> Fault:
        """Return the fault for a process that was killed while it worked on a file."""
        return cls("", "", 0, "", about)

    @classmethod
    def of(cls, error: Exception, about: str | None = None) -> Fault:
        """Return the fault for an exception."""
        last = traceback.extract_tb(error.__traceback__)[-1]
        trace = "".join(traceback.format_exception(error))
        return cls(type(error).__name__, Path(last.filename).name, last.lineno or 0, trace, about)


def guarded(results: Iterable[T], about: str) -> Iterator[T | Diagnostic | Fault]:
    """Yield the results of one file; an exception ends them with a finding or a fault.

    What the system refuses is a finding, as if the file could not be read.
    """
    try:
        yield from results
    except OSError as error:
        yield reading.UNREADABLE.at(Place(about), reason=reason_of(error))
    except Exception as error:  # noqa: BLE001  (the other files go on)
        yield Fault.of(error, about)


def tell_fault(session: Session, fault: Fault) -> None:
    """Report a fault on standard error; the run ends with the status for it."""
    session.faults += 1
    where = {"kind": fault.kind, "file": fault.file, "line": fault.line}
    if fault.about is None:
        session.complain(N_("This is a fault in quality itself: {kind} at {file}:{line}."), **where)
    elif not fault.kind:
        session.complain(
            N_("{name} was left out: the process that was reading it was killed."),
            name=Path(fault.about),
        )
        return
    else:
        session.complain(
            N_(
                "{name} was left out because of a fault in quality itself: {kind} at {file}:{line}."
            ),
            name=Path(fault.about),
            **where,
        )
    if os.environ.get("QUALITY_DEBUG"):
        session.complain_line(fault.trace)
    elif session.faults == 1:
        session.complain(N_("Please report it with what QUALITY_DEBUG=1 shows."))
