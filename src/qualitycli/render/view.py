"""What a terminal or a pipe shows: tables of finished texts, with sentences above and below."""

from __future__ import annotations

from typing import NamedTuple


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
