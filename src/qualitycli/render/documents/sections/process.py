"""The parts of the source document, assembled from the entries of the process."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from qualitycli.messages import N_
from qualitycli.model.framework import ProcessEntry, ProcessKind
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.views import ProcessEntryRecord, ProcessPart, ProcessPoint
from qualitycli.render.documents.wording.words import Words, clean

# A part is named after its first entry.
_TITLES: Final[dict[ProcessKind, str]] = {
    "basis": N_("General provisions"),
    "system": N_("Developing an internal system for the quality of education and training"),
    "requirement": N_("Minimum framework requirements for managing quality"),
    "support": N_("Methodological support and monitoring for raising the quality of education"),
}
_NUMERALS: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ENDS: Final = (".", ";", ":", "!", "?")


def parts_of(context: ReportContext, words: Words) -> tuple[ProcessPart, ...]:
    """Return the parts of the source document with their points, in its own numbering."""
    kinds = {entry.id: group.kind for group in context.catalogue.process for entry in group.entries}
    entries = sorted(context.catalogue.process_entries, key=lambda one: _order(one.at))
    parts = []
    for number, found in groupby(entries, key=lambda one: one.at.partition(".")[0]):
        of_part = list(found)
        parts.append(
            ProcessPart(
                number=clean(number),
                title=_title([kinds[one.id] for one in of_part], words),
                points=tuple(_points(of_part, context, words)),
            )
        )
    return tuple(parts)


def next_numeral(parts: Sequence[ProcessPart], ahead: int) -> str:
    """Return the Roman numeral that is `ahead` places after the numeral of the last part."""
    index = len(parts) + ahead - 1
    return _NUMERALS[index] if index < len(_NUMERALS) else str(index + 1)


def _order(at: str) -> tuple[int, int]:
    """Return the sort key of a point; points without a number keep their order."""
    part, _, rest = at.partition(".")
    numeral = _NUMERALS.index(part) if part in _NUMERALS else len(_NUMERALS)
    number = re.match(r"\d+", rest)
    return numeral, int(number[0]) if number else 0


def _title(kinds: Sequence[ProcessKind], words: Words) -> str:
    return next((words(_TITLES[kind]) for kind in kinds if kind in _TITLES), "")


def _points(
    entries: Sequence[ProcessEntry], context: ReportContext, words: Words
) -> Iterator[ProcessPoint]:
    for number, found in groupby(entries, key=lambda one: _point_of(one.at)):
        yield from _point(number, _once(list(found)), context, words)


def _point_of(at: str) -> str:
    return at.partition(".")[2].partition(".")[0]


def _once(entries: Sequence[ProcessEntry]) -> list[ProcessEntry]:
    """Leave out single entries that only repeat words of another entry at the same point."""
    return [
        one
        for one in entries
        if any(_belongs(one, other) or _belongs(other, one) for other in entries)
        or not any(one is not other and one.text in other.text for other in entries)
    ]


def _belongs(one: ProcessEntry, lead: ProcessEntry) -> bool:
    return one.id.startswith(f"{lead.id}.")


def _point(
    number: str, entries: Sequence[ProcessEntry], context: ReportContext, words: Words
) -> Iterator[ProcessPoint]:
    """Yield a numbered point as one point, or each paragraph without a number as its own point."""
    texts: list[str] = []
    marked: tuple[ProcessEntryRecord, ...] = ()
    for lead, below in _led(entries):
        ticked = below and all(one.text.rstrip().endswith((";", ".")) for one in below)
        if number == "" or marked:
            if texts:
                yield ProcessPoint(number, " ".join(texts), marked)
            texts, marked = [], ()
        if not below or ticked:
            texts.append(clean(lead.text))
            marked = tuple(_entry(one, context) for one in below)
        else:
            texts.append(_in_a_row(lead, below, words))
    if texts:
        yield ProcessPoint(number, " ".join(texts), marked)


def _led(
    entries: Sequence[ProcessEntry],
) -> Iterator[tuple[ProcessEntry, list[ProcessEntry]]]:
    """Yield each lead-in sentence with its entries."""
    for one in entries:
        if any(_belongs(one, other) for other in entries):
            continue
        yield one, [other for other in entries if _belongs(other, one)]


def _in_a_row(lead: ProcessEntry, below: Sequence[ProcessEntry], words: Words) -> str:
    """Return a sentence that contains its list, with commas and the final punctuation restored."""
    if any(" – " in one.text for one in below):
        row = words(N_(", and ")).join(clean(one.text) for one in below)
    else:
        row = words.listed(one.text for one in below)
    return f"{clean(lead.text)} {row}" + ("" if row.endswith(_ENDS) else ".")


def _entry(entry: ProcessEntry, context: ReportContext) -> ProcessEntryRecord:
    letter = entry.at.split(".")[2:]
    met = context.year.requirements.get(entry.id)
    return ProcessEntryRecord(
        id=entry.id,
        mark=f"{clean(letter[0])})" if letter else "✓",
        text=clean(entry.text),
        how=clean(met.how) if met else "",
        evidence=tuple(map(clean, met.evidence)) if met else (),
    )
