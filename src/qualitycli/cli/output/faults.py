"""Reporting a bug in the tool."""

from __future__ import annotations

import os

from qualitycli.application.faults import Fault
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_


def report_fault(session: Session, fault: Fault) -> None:
    """Report a bug to standard error; the run will end with exit status 3."""
    session.faults += 1
    session.complain_line(session.translate.fill(fault.message))
    if not fault.kind:
        return
    if os.environ.get("QUALITY_DEBUG"):
        session.complain_line(fault.trace)
    elif session.faults == 1:
        session.complain(N_("Please report it with the output of a run with QUALITY_DEBUG=1."))
