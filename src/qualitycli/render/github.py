"""Findings as GitHub workflow commands (annotations), and as the summary of a step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from qualitycli.diagnostics import Diagnostic, Severity
from qualitycli.messages import N_, NP_, Translator, joiners_visible, no_command, visible
from qualitycli.render.documents.templates.escaping import for_markdown
from qualitycli.render.findings import cell_name, where, with_remedy
from qualitycli.render.reports import Report, Tally, left_out_line, tally_line

# GitHub drops summaries larger than this, in bytes.
LONGEST_SUMMARY: Final = 1024 * 1024
# GitHub shows this many annotations of each kind per step, and silently drops the rest.
MOST_SHOWN: Final = 10
_KINDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def annotated(
    reports: Sequence[Report], translate: Translator, path_of: Callable[[str], str] = str
) -> Iterator[str]:
    """Yield a workflow command for each finding; beyond GitHub's limit, plain log lines.

    The tenth annotation of a kind says how many more there are.

    :param path_of: returns a file's path relative to the root of the repository, as GitHub reads
        it.
    """
    found = [one for report in reports for one in report.found]
    totals: Counter[Severity] = Counter()
    for report in reports:
        totals += report.found.counts
    seen: Counter[Severity] = Counter()
    for one in found:
        seen[one.severity] += 1
        number, total = seen[one.severity], totals[one.severity]
        if number < MOST_SHOWN or total == MOST_SHOWN:
            yield _annotation(one.with_paths(path_of), translate)
            continue
        if number == MOST_SHOWN:
            more = translate(
                NP_(
                    "and {n} more: see the log of this step",
                    "and {n} more: see the log of this step",
                ),
                n=total - MOST_SHOWN + 1,
            )
            yield f"::{_KINDS[one.severity]} title={_property('quality')}::{_data(more)}"
        said = f"{where(one.place, translate)}: {one.rule.code} {with_remedy(one, translate)}"
        yield no_command(_data(said))
    for line in _left_out(reports, translate):
        yield no_command(_data(line))


def _left_out(reports: Sequence[Report], translate: Translator) -> Iterator[str]:
    lines = (left_out_line(one.name, one.found, translate) for one in reports)
    return (line for line in lines if line)


def _annotation(one: Diagnostic, translate: Translator) -> str:
    span, cell = one.place.span, one.place.cell
    properties = {"file": visible(one.place.file), "line": str(span.line), "col": str(span.column)}
    if span.end_line == span.line:
        properties |= {"endLine": str(span.end_line), "endColumn": str(span.end_column)}
    properties["title"] = f"{one.rule.code} {translate(one.rule.title)}"
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    said = with_remedy(one, translate)
    # Annotations have line numbers only, so the text names the cell.
    text = said if cell is None else f"{cell_name(cell, translate)}: {said}"
    return f"::{_KINDS[one.severity]} {listed}::{_data(text)}"


def _data(text: str) -> str:
    """Escape the text of a command, so that it cannot end the command or start another."""
    text = joiners_visible(text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(reports: Sequence[Report], translate: Translator) -> str:
    """Return a summary of the step in Markdown: the checked files, and a table of the findings."""
    tally = Tally()
    for report in reports:
        tally.add(report)
    lines = ["### quality", "", tally_line(tally, translate), ""]
    found = [one for report in reports for one in report.found]
    if found:
        heads = (N_("location"), N_("rule"), N_("problem"), N_("fix"))
        lines.append("| " + " | ".join(translate(head) for head in heads) + " |")
        lines.append("|---|---|---|---|")
        for one in found:
            in_text = f"{visible(one.place.file)}:{one.place.span.line}"
            place = where(one.place, translate) if one.place.cell else in_text
            cells = (place, one.rule.code, translate.fill(one.message), translate.fill(one.hint))
            lines.append("| " + " | ".join(map(for_markdown, cells)) + " |")
    for line in _left_out(reports, translate):
        lines += ["", for_markdown(line)]
    return "\n".join([*lines, ""])


def fitting(text: str, room: int, translate: Translator) -> str:
    """Return a summary, cut at the end of a line if it is longer than `room` bytes.

    Its last sentence then says so. If that does not fit, the summary is empty.
    """
    if len(text.encode()) <= room:
        return text
    end = N_("This summary is cut off: GitHub shows at most 1 MiB. The log has the rest.")
    said = f"\n{translate(end)}\n"
    left = room - len(said.encode())
    kept = []
    for line in text.splitlines(keepends=True):
        left -= len(line.encode())
        if left < 0:
            break
        kept.append(line)
    return "".join([*kept, said]) if kept else ""
