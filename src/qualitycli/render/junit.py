"""Findings as JUnit XML for Jenkins and GitLab: a suite per file, a case per finding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from qualitycli.diagnostics import Diagnostic, Severity
from qualitycli.messages import Translator, joiners_visible, no_command, visible
from qualitycli.render.findings import cell_name, where
from qualitycli.render.reports import Report, left_out_line

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>'


def as_junit(reports: Iterable[Report], translate: Translator, *, strict: bool) -> str:
    """Return the XML: a finding is a failed case, and a file without findings is a passed case.

    :param strict: whether warnings fail like errors. Other findings are listed in the output of
        their case.
    """
    suites = [_suite(report, translate, strict=strict) for report in reports]
    tests = sum(suite.tests for suite in suites)
    failures = sum(suite.failures for suite in suites)
    head = f'<testsuites name="quality" tests="{tests}" failures="{failures}" errors="0">'
    text = joiners_visible("".join(suite.text for suite in suites))
    return f"{_HEAD}\n{head}\n{text}</testsuites>\n"


class _Suite(NamedTuple):
    """The cases of a file as XML, with their numbers."""

    tests: int
    failures: int
    text: str


def _suite(report: Report, translate: Translator, *, strict: bool) -> _Suite:
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    name = quoteattr(visible(report.name))
    cases = [_case(one, translate, fails=one.severity in failing) for one in report.found]
    failures = sum(one.severity in failing for one in report.found)
    if line := left_out_line(report.name, report.found, translate):
        fails = any(map(report.found.left_out_of, failing))
        failures += fails
        cases.append(_left_out(name, line, fails=fails))
    if not cases:
        cases = [f"    <testcase classname={name} name={name}/>\n"]
    head = f'  <testsuite name={name} tests="{len(cases)}" failures="{failures}" errors="0">\n'
    return _Suite(len(cases), failures, f"{head}{''.join(cases)}  </testsuite>\n")


def _left_out(name: str, line: str, *, fails: bool) -> str:
    """Return the case for the findings of a file that are not listed."""
    inner = (
        f"<failure message={quoteattr(line)}/>"
        if fails
        else f"<system-out>{escape(line)}</system-out>"
    )
    return f"    <testcase classname={name} name={quoteattr(line)}>{inner}</testcase>\n"


def _case(one: Diagnostic, translate: Translator, *, fails: bool) -> str:
    span, cell, file = one.place.span, one.place.cell, visible(one.place.file)
    position = f"{span.line}:{span.column}" if cell is None else cell_name(cell, translate)
    message = translate.fill(one.message)
    name = quoteattr(f"{one.rule.code} {position} {message}")
    head = f"    <testcase classname={quoteattr(file)} name={name}>\n"
    hint = translate.fill(one.hint)
    text = escape(f"{where(one.place, translate)}: {message}\n{hint}".rstrip())
    text = no_command(text, colon="&#58;")
    if fails:
        kind = quoteattr(one.rule.code)
        inner = f"<failure type={kind} message={quoteattr(message)}>{text}</failure>"
    else:
        inner = f"<system-out>{text}</system-out>"
    return f"{head}      {inner}\n    </testcase>\n"
