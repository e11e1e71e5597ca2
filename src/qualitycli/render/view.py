"""The output for a terminal or a pipe: tables of finished texts, with sentences around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from qualitycli.messages import visible_in_logs
from qualitycli.rounding import MINUS

# What a figure means: provisional, a better or a worse result than before, overdue.
Tone = Literal["faint", "rise", "fall", "late"]


class Column(NamedTuple):
    """A column of figures.

    :ivar style: its style on a terminal with colours.
    :ivar spare: the column is left out if it does not fit, the highest number first; 0 for never.
    """

    heading: str = ""
    right: bool = False
    style: str = ""
    spare: int = 0


class Row(NamedTuple):
    """A row for a node: its name, its text, and a text for each column.

    :ivar name: the id, indented by its depth.
    :ivar important: whether it is the root or an area.
    :ivar tones: what figures mean, by column; terminals with colours show it.
    """

    name: str
    text: str
    cells: tuple[str, ...]
    important: bool = False
    tones: Mapping[int, Tone] = MappingProxyType({})


class Section(NamedTuple):
    """A table, with an optional heading."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    heading: str = ""


class View(NamedTuple):
    """A page.

    :ivar notices: notices above the tables, such as that it is example data.
    :ivar remarks: notes below the tables, a sentence each.
    :ivar narrow: the note for terminals without room for all columns.
    """

    title: str
    sections: tuple[Section, ...]
    notices: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    narrow: str = ""


def tones_of(
    cells: Sequence[str], columns: Iterable[int], *, lower_is_better: bool = False
) -> dict[int, Tone]:
    """Return the tones of the changes in these columns, by their printed sign; “0.00” has none.

    A rise is a better result.
    """
    better, worse = (MINUS, "+") if lower_is_better else ("+", MINUS)
    signs: dict[str, Tone] = {better: "rise", worse: "fall"}
    return {index: signs[cells[index][0]] for index in columns if cells[index][:1] in signs}


def made_visible(view: View) -> View:
    """Return the view with terminal control and direction characters shown as escapes.

    Most views do this themselves; this covers any text that one of them missed.
    """
    return view._replace(
        title=visible_in_logs(view.title),
        sections=tuple(map(_visible_section, view.sections)),
        notices=tuple(map(visible_in_logs, view.notices)),
        remarks=tuple(map(visible_in_logs, view.remarks)),
    )


def _visible_section(section: Section) -> Section:
    columns = (one._replace(heading=visible_in_logs(one.heading)) for one in section.columns)
    rows = (
        row._replace(
            name=visible_in_logs(row.name),
            text=visible_in_logs(row.text),
            cells=tuple(map(visible_in_logs, row.cells)),
        )
        for row in section.rows
    )
    return Section(tuple(columns), tuple(rows), visible_in_logs(section.heading))
