"""Reporting an error that a use case raised."""

from __future__ import annotations

from qualitycli.cli.run.exit_codes import FAILED, WRONG_USAGE
from qualitycli.cli.run.session import Session
from qualitycli.errors import InvalidEditError, InvalidFileError, NoFrameworkError, QualityError


def report_error(session: Session, error: QualityError) -> int:
    """Write an error to standard error and return the exit status for it."""
    if isinstance(error, InvalidFileError):
        from qualitycli.cli.output.findings import complain_of

        complain_of(session, error.found, error.source)
        if isinstance(error, InvalidEditError):
            session.complain_line(session.translate.fill(error.outcome))
        return FAILED
    session.report_error(session.translate.fill(error.message))
    if isinstance(error, NoFrameworkError):
        for reason in error.reasons:
            session.complain_line(f"  {session.translate.fill(reason)}")
        return FAILED
    return WRONG_USAGE
