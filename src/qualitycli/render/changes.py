"""The changes in an imported table: the old and the new value of each item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from qualitycli.cards.change import RatingChange
from qualitycli.cards.fields import DECIMALS, Field, shown
from qualitycli.differences import diff_spans
from qualitycli.messages import NP_, Message, Translator, visible
from qualitycli.render.findings import TerminalStyle
from qualitycli.render.text_width import wrapped

_GONE: Final = "31"
_NEW: Final = "32"
_IMPORTANT: Final = "1"


def change_lines(
    changes: Sequence[RatingChange], translate: Translator, paper: TerminalStyle, *, decided: bool
) -> Iterator[str]:
    """Yield the lines, with a total at the end.

    :param decided: whether the changes are made, or only previewed.
    """
    for row, group in groupby(changes, key=lambda change: change.row):
        ones = list(group)
        name = wrapped(f"{row} {visible(ones[0].text)}", paper.width, rest="  ")
        yield paper.paint(name, _IMPORTANT)
        for one in ones:
            yield from _lines(one, translate, paper)
        yield ""
    values = Message(NP_("{n} value", "{n} values"), {"n": len(changes)})
    items = len({change.item.id for change in changes})
    if decided:
        text = NP_("Changes: {values} of {n} item.", "Changes: {values} of {n} items.")
    else:
        text = NP_("{values} of {n} item would change.", "{values} of {n} items would change.")
    yield translate(text, values=values, n=items)


def _lines(one: RatingChange, translate: Translator, paper: TerminalStyle) -> Iterator[str]:
    heading = translate.fill(one.field.heading)
    if one.field.kind not in ("text", "lines"):
        old, new = (_short(text, one.field, translate) for text in (one.old, one.new))
        yield f"  {heading}: {old} → {new}"
        return
    yield f"  {heading}:"
    old_lines, new_lines = (shown(text).split("\n") if text else [] for text in (one.old, one.new))
    for left, right, same in diff_spans(old_lines, new_lines):
        if not same:
            yield from _painted("−", old_lines[left.start : left.stop], _GONE, paper)
            yield from _painted("+", new_lines[right.start : right.stop], _NEW, paper)


def _painted(sign: str, lines: Sequence[str], colour: str, paper: TerminalStyle) -> Iterator[str]:
    for line in lines:
        yield paper.paint(wrapped(line, paper.width, first=f"    {sign} ", rest="      "), colour)


def _short(text: str, field: Field, translate: Translator) -> str:
    if not text:
        return "–"
    if field.kind == "date":
        return translate.date(date.fromisoformat(text))
    return translate.decimal(text) if field.kind in DECIMALS else text
