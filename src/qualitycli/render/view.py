"""The output for a terminal or a pipe: tables of finished texts, with sentences around them."""

from __future__ import annotations

from typing import NamedTuple

from qualitycli.messages import visible_in_logs


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
    :ivar faint: the columns whose text is provisional.
    """

    name: str
    text: str
    cells: tuple[str, ...]
    important: bool = False
    faint: frozenset[int] = frozenset()


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
