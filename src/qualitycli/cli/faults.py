"""Reporting a fault in the tool itself."""

from __future__ import annotations

import os
from pathlib import Path

from qualitycli.application.faults import Fault
from qualitycli.cli.session import Session
from qualitycli.messages import N_


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
