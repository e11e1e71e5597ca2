"""Findings as text for people, and as JSON for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from qualitycli.diagnostics import WHOLE_TABLE, Diagnostic, Place, Severity
from qualitycli.messages import N_, Finished, Translator, escaped, unseen_places, visible
from qualitycli.render.format_version import FORMAT_VERSION
from qualitycli.render.reports import Report, Tally
from qualitycli.render.text_width import width_of, wrapped
from qualitycli.source import Cell, Excerpt, Source, Span

_MOST_COLUMNS: Final = 160
# Zero-width characters such as accents may occur; this many characters fill the width in any
# script.
_MOST_CHARACTERS: Final = 4 * _MOST_COLUMNS
_COLOURS: Final = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
SEVERITIES: Final = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.NOTE: N_("note"),
}


class TerminalStyle(NamedTuple):
    """The properties of the output.

    :ivar width: the maximum number of columns; None for no limit.
    :ivar colour: whether it supports colours.
    """

    width: int | None = None
    colour: bool = False

    def paint(self, text: str, code: str) -> str:
        """Return `text` in a colour, given as an ANSI code, if colours are supported."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def as_text(
    found: Iterable[Diagnostic],
    source: Source | Excerpt | None,
    translate: Translator,
    paper: TerminalStyle,
) -> Iterator[str]:
    """Yield each finding of one file as a block of lines: place, fact, source line, remedy."""
    for one in found:
        yield "\n".join(_block(one, source, translate, paper))


def _block(
    one: Diagnostic, source: Source | Excerpt | None, translate: Translator, paper: TerminalStyle
) -> Iterator[str]:
    colour = _COLOURS[one.severity]
    label = f"{translate(SEVERITIES[one.severity])} {one.rule.code}:"
    head = f"{where(one.place, translate)}: {label} {translate.fill(one.message)}"
    text = wrapped(head, paper.width, rest="  ")
    yield text.replace(label, paper.paint(label, f"1;{colour}"), 1)
    in_text = one.place.cell is None and one.place.span != Span(1, 1, 1, 1)
    if source is not None and in_text:
        yield from _frame(source, one.place.span, colour, paper)
    if remedy := translate.fill(one.hint):
        yield wrapped(remedy, paper.width, first="   = ", rest="     ")
    for related in one.related:
        note = f"{where(related.place, translate)}: {translate.fill(related.message)}"
        yield wrapped(note, paper.width, first="   = ", rest="     ")


def with_remedy(one: Diagnostic, translate: Translator) -> str:
    """Return the fact, followed by the remedy on a separate line."""
    fact, remedy = translate.fill(one.message), translate.fill(one.hint)
    return f"{fact}\n{remedy}" if remedy else fact


def where(place: Place, translate: Translator) -> str:
    """Return a place as one text: file, line and column, or file and cell of a table."""
    if place.cell == WHOLE_TABLE:
        return visible(place.file)
    if place.cell is not None:
        return f"{visible(place.file)}: {cell_name(place.cell, translate)}"
    return f"{visible(place.file)}:{place.span.line}:{place.span.column}"


def cell_name(cell: Cell, translate: Translator) -> str:
    """Return the name of a cell: „Управление“!C17."""
    if not cell.sheet:
        return cell.name
    return translate(N_("“{sheet}”!{cell}"), sheet=Finished(visible(cell.sheet)), cell=cell.name)


def _frame(
    source: Source | Excerpt, span: Span, colour: str, paper: TerminalStyle
) -> Iterator[str]:
    """Yield the source line with carets under the faulty characters."""
    line = source.line(span.line)
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    start = span.column - 1
    gutter = max(5, len(str(span.line)))
    room = min(paper.width or _MOST_COLUMNS, _MOST_COLUMNS) - gutter - 4
    before, inside, after = _cut(line, start, max(end, start + 1), max(room, 20))
    number = str(span.line).rjust(gutter)
    yield f"{number} | {before}{inside}{after}".rstrip()
    carets = "^" * max(1, width_of(inside))
    yield f"{' ' * gutter} | {' ' * width_of(before)}{paper.paint(carets, colour)}"


def _cut(line: str, start: int, end: int, room: int) -> tuple[str, str, str]:
    """Return the parts of a line before, inside and after a span, in at most `room` columns."""
    # Of a long line, read no more than could be shown.
    begin = max(0, start - _MOST_CHARACTERS)
    start, end = start - begin, min(end, start + _MOST_CHARACTERS) - begin
    shown = _cells(line[begin : begin + end + room])
    first, last = 0, len(shown)
    inside_end = min(end, last)
    width = sum(map(width_of, shown))
    while width > room and last > inside_end:
        last -= 1
        width -= width_of(shown[last])
    while width > room - 1 and first < start:
        width -= width_of(shown[first])
        first += 1
    while width > room - 2 and inside_end > start + 1:
        inside_end -= 1
        last = inside_end
        width -= width_of(shown[last])
    before = ("…" if begin or first else "") + "".join(shown[first:start])
    after = "".join(shown[inside_end:last]) + ("…" if begin + last < len(line) else "")
    return before, "".join(shown[start:inside_end]), after


def _cells(text: str) -> list[str]:
    """Return each character of a line for display: a tab as spaces, an invisible one escaped."""
    cells = list(text)
    for place in unseen_places(text):
        cells[place] = "    " if text[place] == "\t" else escaped(text[place])
    return cells


def as_json(reports: Iterable[Report], translate: Translator) -> dict[str, Any]:
    """Return findings and their tally as JSON values.

    Lines and columns count from 1, and the end is exclusive. Messages are in the chosen language.
    """
    tally = Tally()
    findings = []
    left_out = 0
    for report in reports:
        tally.add(report)
        findings += [_json_of(one, translate) for one in report.found]
        left_out += report.found.left_out
    return {
        "format_version": FORMAT_VERSION,
        "findings": findings,
        "findings_left_out": left_out,
        "summary": {
            "catalogues": tally.catalogues,
            "years": tally.years,
            "raters": tally.raters,
            "errors": tally.errors,
            "warnings": tally.warnings,
            "notes": tally.notes,
        },
    }


def _json_of(one: Diagnostic, translate: Translator) -> Mapping[str, Any]:
    return {
        "code": one.rule.code,
        "severity": str(one.severity),
        **_json_place(one.place),
        "message": translate.fill(one.message),
        "hint": translate.fill(one.hint) or None,
        "related": [
            {**_json_place(related.place), "message": translate.fill(related.message)}
            for related in one.related
        ],
    }


def _json_place(place: Place) -> Mapping[str, Any]:
    span = place.span
    values: dict[str, object] = {
        "file": place.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
    if (cell := place.cell) is not None:
        values["cell"] = {"sheet": cell.sheet or None, "name": cell.name}
    return values
