"""Findings as JUnit XML, as Jenkins and GitLab read it: a suite a file, a case a finding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from qualitycli.diagnostics import Diagnostic, Severity
from qualitycli.messages import Translator, joiners_visible, no_command, visible
from qualitycli.render.findings import Report, cell_name, where

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>'


def as_junit(reports: Iterable[Report], translate: Translator, *, strict: bool) -> str:
    """Return the XML: a finding is a failed case, a file without one a case that passed.

    :param strict: whether warnings fail, as errors always do; what does not fail is told in the
        case's output.
    """
    suites = [_suite(report, translate, strict=strict) for report in reports]
    tests = sum(suite.tests for suite in suites)
    failures = sum(suite.failures for suite in suites)
    head = f'<testsuites name="quality" tests="{tests}" failures="{failures}" errors="0">'
    text = joiners_visible("".join(suite.text for suite in suites))
    return f"{_HEAD}\n{head}\n{text}</testsuites>\n"


class _Suite(NamedTuple):
    """A file's cases as XML, and how many there are."""

    tests: int
    failures: int
    text: str


def _suite(report: Report, translate: Translator, *, strict: bool) -> _Suite:
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    failures = sum(one.severity in failing for one in report.found)
    name = quoteattr(visible(report.name))
    cases = [_case(one, translate, fails=one.severity in failing) for one in report.found]
    if not cases:
        cases = [f"    <testcase classname={name} name={name}/>\n"]
    head = f'  <testsuite name={name} tests="{len(cases)}" failures="{failures}" errors="0">\n'
    return _Suite(len(cases), failures, f"{head}{''.join(cases)}  </testsuite>\n")


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
