"""Writing findings in the requested format."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from qualitycli.cli.base import ExitError
from qualitycli.cli.run.exit_codes import FAILED
from qualitycli.cli.run.session import Session, has_colours, terminal_width
from qualitycli.diagnostics import Diagnostic, Findings
from qualitycli.messages import N_
from qualitycli.reading.files import reason_of
from qualitycli.render.findings import TerminalStyle, as_json, as_text
from qualitycli.render.reports import Report, Tally, left_out_line, tally_line
from qualitycli.source import Excerpt, Source


def write_reports(session: Session, output: str, reports: list[Report], *, strict: bool) -> None:
    """Write findings to standard output.

    :param output: `json`, `github`, `sarif` or `junit`.
    :param strict: whether warnings fail in JUnit.
    """
    _WRITERS[output](session, reports, strict)


def fail_on_findings(session: Session, output: str, report: Report) -> None:
    """Write the findings of a gate, and fail if there are any.

    In the formats for CI they are the output; otherwise they go to standard error.

    :raises ExitError: the gate failed; with status 1.
    """
    if output in ("github", "sarif", "junit"):
        write_reports(session, output, [report], strict=False)
    elif report.found:
        complain_of(session, report.found, report.source)
    if report.found:
        raise ExitError(FAILED)


def write_text(session: Session, report: Report) -> None:
    """Write the findings of one file as text to standard output."""
    style = TerminalStyle(terminal_width(sys.stdout), has_colours(sys.stdout))
    blocks = as_text(report.found, report.source, session.translate, style)
    session.write(f"{block}\n" for block in blocks)
    if line := left_out_line(report.name, report.found, session.translate):
        session.write([f"{line}\n"])


def complain_of(
    session: Session, found: Iterable[Diagnostic], source: Source | Excerpt | None = None
) -> None:
    """Write the findings of one file as text to standard error."""
    found = found if isinstance(found, Findings) else Findings(found)
    style = TerminalStyle(terminal_width(sys.stderr), has_colours(sys.stderr))
    for block in as_text(found, source, session.translate, style):
        session.complain_line(f"{block}\n")
    if found and (line := left_out_line(next(iter(found)).place.file, found, session.translate)):
        session.complain_line(f"{line}\n")


def _json(session: Session, reports: list[Report], _: bool) -> None:
    session.write_json(as_json(reports, session.translate))


def _sarif(session: Session, reports: list[Report], _: bool) -> None:
    from qualitycli.render.sarif import as_sarif

    session.write_json(as_sarif(reports, session.translate, path_in_workspace))


def _junit(session: Session, reports: list[Report], strict: bool) -> None:
    from qualitycli.render.junit import as_junit

    text = as_junit(reports, session.translate, strict=strict)
    # The XML declares UTF-8, so it must be plain ASCII on a stream with another encoding.
    if not (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf"):
        text = text.encode("ascii", "xmlcharrefreplace").decode("ascii")
    sys.stdout.write(text)


def _github(session: Session, reports: list[Report], _: bool) -> None:
    from qualitycli.render.github import annotated, summary

    session.write_commands(annotated(reports, session.translate, path_in_workspace))
    tally = Tally()
    for report in reports:
        tally.add(report)
    if not session.is_quiet:
        session.write([tally_line(tally, session.translate)])
    # In a workflow step, GitHub names the file for the summary.
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        _append_summary(session, Path(path), summary(reports, session.translate))


def _append_summary(session: Session, path: Path, text: str) -> None:
    from qualitycli.render.github import LONGEST_SUMMARY, fitting

    try:
        with path.open("ab") as file:
            room = LONGEST_SUMMARY - file.tell()
            file.write(fitting(text, room, session.translate).encode())
    except OSError as error:
        message = N_("The step summary cannot be written: {reason}.")
        session.complain(message, reason=reason_of(error))


def path_in_workspace(name: str) -> str:
    """Return a file's path relative to GITHUB_WORKSPACE, if that is set.

    A job may run in a folder below it, and `name` is relative to that folder.
    """
    if not (workspace := os.environ.get("GITHUB_WORKSPACE")):
        return name
    # Symlinks in the working folder are resolved, those in `name` are not.
    whole = os.path.join(os.path.realpath("."), name)  # noqa: PTH118  (as relpath does)
    path = Path(os.path.relpath(whole, os.path.realpath(workspace)))
    return name if path.parts[:1] == ("..",) else path.as_posix()


_WRITERS = {
    "json": _json,
    "github": _github,
    "sarif": _sarif,
    "junit": _junit,
}
