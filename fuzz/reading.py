"""Reading files: any bytes result in findings with valid places; both parsers agree."""

from __future__ import annotations

from collections.abc import Iterable

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.messages import Translator, visible
from qualitycli.reading.files import decode
from qualitycli.reading.load import parse_catalogue, parse_year
from qualitycli.reading.pure_parser import PureParser
from qualitycli.reading.yaml_text import Document, read_text
from qualitycli.render.findings import TerminalStyle, as_json, as_text
from qualitycli.render.github import annotated, summary
from qualitycli.render.reports import Report
from qualitycli.source import Source

NAME = "data/years/2020-2021.yaml"
TRANSLATORS = (Translator("en"), Translator("bg"))


def one(data: bytes) -> None:
    """Read `data` as a text, as a year and as a catalogue."""
    source = decode(data, NAME)
    if isinstance(source, Diagnostic):
        check_findings([source], None)
        return
    check_parsers(source)
    for loaded in (parse_year(source, "2020-2021"), parse_catalogue(source)):
        check_findings(loaded.found, source)
        assert loaded.content is not None or loaded.found, "refused without a finding"


def check_parsers(source: Source) -> None:
    """Check that both parsers return the same values and findings in the same lines."""
    fast, slow = read_text(source), read_text(source, PureParser)
    assert fast.values == slow.values, (fast.values, slow.values)
    assert _broken(fast) == _broken(slow), (_broken(fast), _broken(slow))


def _broken(document: Document) -> list[tuple[str, int]]:
    return [(one.rule.code, one.place.span.line) for one in document.found]


def check_findings(found: Iterable[Diagnostic], source: Source | None) -> None:
    """Check that findings have valid places and are rendered on clean, bounded lines."""
    found = list(found)
    for one in found:
        check_place(one.place, source)
        for related in one.related:
            check_place(related.place, source)
    report = Report.of(NAME, "year", found, source)
    for translate in TRANSLATORS:
        blocks = list(as_text(found, source, translate, TerminalStyle()))
        lines = [line for block in blocks for line in block.split("\n")]
        check_clean(lines)
        assert all(len(line) < 4000 for line in lines)
        check_clean(annotated([report], translate))
        check_clean(summary([report], translate).split("\n"))
        as_json([report], translate)


def check_place(place: Place, source: Source | None) -> None:
    """Check that a place is in the file."""
    span = place.span
    assert 1 <= span.line <= span.end_line, span
    assert span.column >= 1, span
    assert span.end_column >= 1, span
    if source is not None and place.file == NAME:
        lines = source.lines
        assert span.end_line <= len(lines), (span, len(lines))
        assert span.column <= len(lines[span.line - 1]) + 1, (span, lines[span.line - 1])


def check_clean(lines: Iterable[str]) -> None:
    """Check that no line contains control or invisible characters."""
    for line in lines:
        assert visible(line) == line, line
