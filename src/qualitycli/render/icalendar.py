"""A year's schedule as iCalendar (RFC 5545), for calendar programs.

It only has all-day entries, so it needs no time zones. The few remaining rules (escaping, folding,
an exclusive end) are simpler to follow here than with a library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid5

from qualitycli.about import version_line
from qualitycli.messages import N_, Finished, Translator, no_command, visible
from qualitycli.model.assessment import Assessment, told_apart
from qualitycli.model.period_texts import printed_period
from qualitycli.tracking.status import Task

_MOST_OCTETS: Final = 75
# A random UUID, generated once; the ids of entries are derived from it.
_NAMESPACE: Final = UUID("711b0d13-1246-4d1c-83cc-ba3b77927c2b")
_ESCAPED: Final = re.compile(r"[\\;,]")
# Characters as `visible` shows them, with the backslash escaped.
_COLON: Final = r"\\x3a"


def as_icalendar(
    year: Assessment, entries: Iterable[Task], today: date, translate: Translator
) -> str:
    """Return the calendar, with lines ending in CR LF; entries without a date are left out.

    :param today: the date stamp of the entries.
    """
    lines = _lines(year, entries, today, translate)
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _lines(
    year: Assessment, entries: Iterable[Task], today: date, translate: Translator
) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//quality//{_text(version_line().split(' (')[0])}//EN"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"X-WR-CALNAME:{_text(translate(N_('Schedule {year}'), year=printed_period(year.year)))}"
    for entry in entries:
        if entry.deadline is not None:
            yield from _event(year, entry, entry.deadline, today, translate)
    yield "END:VCALENDAR"


def _event(
    year: Assessment, entry: Task, last: date, today: date, translate: Translator
) -> Iterator[str]:
    first = entry.begins if entry.begins and entry.begins <= last else last
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(year, entry)}"
    yield f"DTSTAMP:{_day(today)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    # The end is the next day; the last possible date does not have a next day.
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"
    yield f"SUMMARY:{_text(f'{entry.id} {entry.text}')}"
    if entry.responsible:
        names = Finished(*entry.responsible)
        said = translate(N_("Responsible: {names}"), names=names)
        yield f"DESCRIPTION:{_text(said)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _uid(year: Assessment, entry: Task) -> UUID:
    """Return the stable id of an entry, so that importing the calendar again updates the entry.

    Schools that use the same framework get different ids (RFC 7986, 5.3).
    """
    parts = (*told_apart(year.institution), year.framework.id, year.year, entry.id)
    # A lone surrogate cannot be encoded.
    return uuid5(_NAMESPACE, "\n".join(parts).encode(errors="replace").decode())


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    r"""Return a text value: backslash, semicolon and comma escaped, a line break as ``\n``.

    Other invisible characters are shown as escapes.
    """
    return r"\n".join(_ESCAPED.sub(r"\\\g<0>", visible(line)) for line in text.split("\n"))


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces, none of which would be read as a command in a CI log."""
    for piece in _cut(line):
        said = no_command(piece, _COLON)
        # The escaped line is longer but does not start with a command, so the recursion ends.
        yield from (piece,) if said == piece else _folded(said)


def _cut(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 octets, cut between characters; a space continues it."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > _MOST_OCTETS:
            yield piece
            piece = " "
        piece += character
    yield piece
