"""The findings of files: how many there are, and how many of them are listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from qualitycli.diagnostics import (
    MOST_IN_ALL,
    MOST_OF_A_FILE,
    Diagnostic,
    Findings,
    Severity,
    by_place,
)
from qualitycli.messages import N_, NP_, Message, Translator
from qualitycli.source import Excerpt, Source

FileKind = Literal["catalogue", "year", "rater"]


class Report(NamedTuple):
    """The findings in one file.

    :ivar kind: the kind of file that it was checked as; None if there is no file to count.
    :ivar source: the lines that the findings refer to, if the text of the file could be read.
    """

    name: str
    kind: FileKind | None
    found: Findings
    source: Excerpt | None

    @classmethod
    def of(
        cls,
        name: str,
        kind: FileKind | None,
        found: Iterable[Diagnostic],
        source: Source | None = None,
    ) -> Report:
        """Return the report of a file, with its findings in order of place."""
        ordered = by_place(found)
        shown = {one.place.span.line for one in ordered}
        return cls(name, kind, ordered, source.excerpt(shown) if source else None)


def limited(reports: Iterable[Report]) -> list[Report]:
    """Return the reports, with at most MOST_IN_ALL findings in total.

    Errors are kept before warnings, and warnings before notes; within each, the first files come
    first.
    """
    kept: list[Report] = []
    total = 0
    for report in reports:
        kept.append(report)
        total += len(report.found)
        # Cut rarely, but before the findings of many files fill the memory.
        if total > 2 * MOST_IN_ALL:
            kept = list(_cut(kept))
            total = MOST_IN_ALL
    return list(_cut(kept)) if total > MOST_IN_ALL else kept


def _cut(reports: list[Report]) -> Iterator[Report]:
    room = MOST_IN_ALL
    rooms: dict[Severity, int] = {}
    for severity in Severity:
        there = sum(one.severity is severity for report in reports for one in report.found)
        rooms[severity] = min(room, there)
        room -= rooms[severity]
    for report in reports:
        chosen = []
        for one in report.found:
            if rooms[one.severity]:
                rooms[one.severity] -= 1
                chosen.append(one)
        yield report._replace(found=report.found.keeping(chosen))


class Tally:
    """The number of files that were checked, and of their findings."""

    def __init__(self) -> None:
        self.catalogues = 0
        self.years = 0
        self.raters = 0
        self.errors = 0
        self.warnings = 0
        self.notes = 0

    def add(self, report: Report) -> None:
        """Count a file and its findings."""
        self.catalogues += report.kind == "catalogue"
        self.years += report.kind == "year"
        self.raters += report.kind == "rater"
        self.errors += report.found.counts[Severity.ERROR]
        self.warnings += report.found.counts[Severity.WARNING]
        self.notes += report.found.counts[Severity.NOTE]


def tally_line(tally: Tally, translate: Translator) -> str:
    """Return one line with the files checked and the findings."""
    files = [
        Message(text, {"n": n})
        for text, n in (
            (NP_("{n} catalogue", "{n} catalogues"), tally.catalogues),
            (NP_("{n} year", "{n} years"), tally.years),
            (NP_("{n} rater's file", "{n} raters' files"), tally.raters),
        )
        if n
    ]
    found = (
        Message(NP_("{n} error", "{n} errors"), {"n": tally.errors}),
        Message(NP_("{n} warning", "{n} warnings"), {"n": tally.warnings}),
    )
    args = {"files": tuple(files), "found": found}
    return translate(N_("Checked: {files}. Found: {found}."), **args)


_COUNTS = {
    Severity.ERROR: NP_("{n} error", "{n} errors"),
    Severity.WARNING: NP_("{n} warning", "{n} warnings"),
    Severity.NOTE: NP_("{n} note", "{n} notes"),
}


def left_out_line(name: str, found: Findings, translate: Translator) -> str | None:
    """Return the number of a file's findings that are not shown; None if all are shown."""
    if not found.left_out:
        return None
    counts = tuple(
        Message(_COUNTS[severity], {"n": n})
        for severity in Severity
        if (n := found.left_out_of(severity))
    )
    return translate(
        N_(
            "{file}: not shown: {found}. At most {most} findings per file and {all} in total are "
            "shown."
        ),
        file=name,
        found=counts,
        most=MOST_OF_A_FILE,
        all=MOST_IN_ALL,
    )
