"""What a terminal or a pipe shows: tables of finished texts, with sentences above and below."""

from __future__ import annotations

from typing import NamedTuple

from qualitycli.messages import visible_in_logs


class Column(NamedTuple):
    """A column of figures.

    :ivar style: how a terminal with colours shows it.
    :ivar spare: left out on a terminal that has no room for it, the highest first; 0 never is.
    """

    heading: str = ""
    right: bool = False
    style: str = ""
    spare: int = 0


class Row(NamedTuple):
    """A node's line: its name, its text, and a text for each column.

    :ivar name: the id, moved to the right by its depth.
    :ivar important: whether it is the whole or an area.
    :ivar faint: columns whose text is not a full answer.
    """

    name: str
    text: str
    cells: tuple[str, ...]
    important: bool = False
    faint: frozenset[int] = frozenset()


class Section(NamedTuple):
    """A table, under a heading of its own if it has one."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    heading: str = ""


class View(NamedTuple):
    """A page.

    :ivar notices: what has to be known before reading, such as that it is example data.
    :ivar remarks: what stands below the tables, a sentence each.
    :ivar narrow: what to say where a terminal has no room for all columns.
    """

    title: str
    sections: tuple[Section, ...]
    notices: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    narrow: str = ""


def made_visible(view: View) -> View:
    """Return the view with every sign that steers a terminal, or turns a text, shown as its escape.

    Most views have seen to it; a text from the data that one of them forgot does no harm.
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
