"""Findings as SARIF 2.1.0, the exchange format of static analysis (OASIS, 2020)."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final
from urllib.parse import quote

from qualitycli import __version__
from qualitycli.diagnostics import Diagnostic, Place, Rule, Severity
from qualitycli.messages import Translator
from qualitycli.render.findings import cell_name, with_remedy
from qualitycli.render.reports import Report, left_out_line
from qualitycli.rules.rulebook import RULES

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0-rtm.5.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_INDEX: Final = {rule.code: index for index, rule in enumerate(RULES)}


def as_sarif(
    reports: Sequence[Report], translate: Translator, path_of: Callable[[str], str] = str
) -> dict[str, Any]:
    """Return a log with one run: all rules, and a result for each finding that is shown.

    :param path_of: returns a file's path relative to the root of the repository, as GitHub reads
        it.
    """
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "quality",
                        "version": __version__,
                        "language": translate.language,
                        "rules": [_rule(rule, translate) for rule in RULES],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": list(_results(reports, translate, path_of)),
                **_left_out(reports, translate),
            }
        ],
    }


def _left_out(reports: Sequence[Report], translate: Translator) -> dict[str, Any]:
    """Return notifications for the run that count the findings missing from the results."""
    lines = (left_out_line(one.name, one.found, translate) for one in reports)
    told = [{"level": "warning", "message": {"text": line}} for line in lines if line]
    if not told:
        return {}
    return {
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": told}],
        "properties": {"findings_left_out": sum(one.found.left_out for one in reports)},
    }


def _rule(rule: Rule, translate: Translator) -> dict[str, Any]:
    help_text = translate(rule.why) if rule.why else translate(rule.title)
    return {
        "id": rule.code,
        "shortDescription": {"text": translate(rule.title)},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _results(
    reports: Iterable[Report], translate: Translator, path_of: Callable[[str], str]
) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for report in reports:
        for one in (found.with_paths(path_of) for found in report.found):
            print_ = _fingerprint(one, report)
            seen[print_] += 1
            yield _result(one, f"{print_}:{seen[print_]}", translate)


def _fingerprint(one: Diagnostic, report: Report) -> str:
    """Return a fingerprint that does not change when lines above are added or removed.

    It is made from the rule, the file and the source line; the caller numbers equal ones.
    """
    line = report.source.line(one.place.span.line).strip() if report.source else ""
    if (cell := one.place.cell) is not None:
        line = f"{cell.sheet}!{cell.name}"
    text = "\0".join((one.rule.code, one.place.file, line))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _result(one: Diagnostic, fingerprint: str, translate: Translator) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": one.rule.code,
        "ruleIndex": _INDEX[one.rule.code],
        "level": _LEVELS[one.severity],
        "message": {"text": with_remedy(one, translate)},
        "locations": [_location(one.place, translate)],
        "partialFingerprints": {"qualityLine/v1": fingerprint},
    }
    if one.related:
        result["relatedLocations"] = [
            {
                **_location(related.place, translate),
                "message": {"text": translate.fill(related.message)},
            }
            for related in one.related
        ]
    return result


def _uri_of(file: str) -> str:
    # If the system could not decode a file name, the address contains its original bytes.
    return quote(file.replace("\\", "/"), errors=sys.getfilesystemencodeerrors())


def _location(place: Place, translate: Translator) -> dict[str, Any]:
    span = place.span
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri_of(place.file)},
            "region": {
                "startLine": span.line,
                "startColumn": span.column,
                "endLine": span.end_line,
                "endColumn": span.end_column,
            },
        }
    }
    if place.cell is not None:
        # A cell has no place in a text; SARIF calls it a logical location.
        name = cell_name(place.cell, translate)
        location["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "element"}]
    return location
