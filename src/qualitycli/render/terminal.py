"""A view on a terminal, laid out by Rich, which is only imported when it is needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, TextIO, TypeVar

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from qualitycli.render.view import Row, Section, View

T = TypeVar("T")

# If this many columns are left next to the figures, a node's title is on the same line.
_ROOM_FOR_TITLE: Final = 48
# In a table wider than this, the figures would be too far from their titles.
_WIDEST: Final = 140
# The indentation of figures below their title.
_INDENT: Final = 4


def print_view(view: View, file: TextIO, width: int) -> None:
    """Print a view on a terminal that is `width` columns wide.

    Texts from the data are printed as they are, without markup.
    """
    console = Console(file=file, width=width, highlight=False, markup=False, emoji=False)
    console.print(Text(view.title, style="bold"))
    for notice in view.notices:
        console.print(Text(notice, style="yellow"))
    cut = False
    for section in view.sections:
        console.print()
        if section.heading:
            console.print(Text(section.heading, style="bold"))
        fitting = _fitting(section, width)
        cut = cut or len(fitting.columns) < len(section.columns)
        console.print(_table(fitting, width))
    if view.remarks or cut:
        console.print()
    if cut and view.narrow:
        console.print(Text(view.narrow, style="yellow"))
    for remark in view.remarks:
        console.print(Text(remark))


def _fitting(section: Section, width: int) -> Section:
    """Return the section without the optional columns that do not fit."""
    while _room(section, width) < _INDENT and any(column.spare for column in section.columns):
        spare = [column.spare for column in section.columns]
        section = _without(section, spare.index(max(spare)))
    return section


def _without(section: Section, index: int) -> Section:
    def rest(cells: Sequence[T]) -> tuple[T, ...]:
        return (*cells[:index], *cells[index + 1 :])

    rows = (
        row._replace(
            cells=rest(row.cells),
            faint=frozenset(one - (one > index) for one in row.faint if one != index),
        )
        for row in section.rows
    )
    return section._replace(columns=rest(section.columns), rows=tuple(rows))


def _room(section: Section, width: int) -> int:
    """Return how many columns the figures leave free."""
    return width - sum(_widths(_lines(section))) - 2 * len(section.columns)


def _lines(section: Section) -> list[list[Text]]:
    lines = [_figures(section, row) for row in section.rows]
    if any(column.heading for column in section.columns):
        lines.insert(0, [Text(column.heading, style="dim") for column in section.columns])
    return lines


def _widths(lines: list[list[Text]]) -> list[int]:
    return [max(text.cell_len for text in column) for column in zip(*lines, strict=True)]


def _table(section: Section, width: int) -> RenderableType:
    lines = _lines(section)
    if _room(section, width) >= _ROOM_FOR_TITLE:
        return _wide(section, lines, min(width, _WIDEST))
    return _narrow(section, lines, _widths(lines))


def _figures(section: Section, row: Row) -> list[Text]:
    usual = "bold" if row.important else ""
    return [
        Text(cell, style="dim" if index in row.faint else column.style or usual)
        for index, (column, cell) in enumerate(zip(section.columns, row.cells, strict=True))
    ]


def _wide(section: Section, lines: list[list[Text]], width: int) -> Table:
    """Return a table with a line for each node, whose title wraps next to its figures."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.width = width
    table.add_column(ratio=1)
    for column in section.columns:
        table.add_column(justify="right" if column.right else "left", no_wrap=True)
    names: list[RenderableType] = [_name(row) for row in section.rows]
    for name, figures in zip([""] * (len(lines) - len(names)) + names, lines, strict=True):
        table.add_row(name, *figures)
    return table


def _narrow(section: Section, lines: list[list[Text]], widths: list[int]) -> Group:
    """Return two or more lines for each node: its title, and its figures in columns below it."""
    shown: list[RenderableType] = []
    rows = list(section.rows)
    for index, figures in enumerate(lines):
        row_index = index - (len(lines) - len(rows))
        if row_index >= 0:
            shown.append(_name(rows[row_index]))
        shown.append(_line(section, figures, widths))
    return Group(*shown)


def _line(section: Section, figures: list[Text], widths: list[int]) -> Padding:
    table = Table.grid(padding=(0, 2, 0, 0))
    for column, width in zip(section.columns, widths, strict=True):
        justify: Literal["left", "right"] = "right" if column.right else "left"
        table.add_column(justify=justify, no_wrap=True, width=width)
    table.add_row(*figures)
    return Padding(table, (0, 0, 0, _INDENT))


def _name(row: Row) -> Table:
    """Return id and title; a title that wraps stays to the right of the id."""
    style = "bold" if row.important else ""
    name = Table.grid(padding=(0, 1, 0, 0))
    name.add_column(no_wrap=True)
    name.add_column()
    name.add_row(Text(row.name, style=style), Text(row.text, style=style))
    return name
