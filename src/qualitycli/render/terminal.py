"""A view on a terminal, laid out by Rich, which is only imported when it is needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TextIO, TypeVar

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from qualitycli.render.text_width import width_of, wrapped
from qualitycli.render.view import Row, Section, Tone, View

T = TypeVar("T")

# If this many columns are left next to the figures, a node's title is on the same line.
_ROOM_FOR_TITLE: Final = 40
# On a terminal from this width on, that matters more than the optional columns.
_WIDE: Final = 110
# The indentation of figures below their title.
_INDENT: Final = 4
_STYLES: Final[dict[Tone, str]] = {
    "faint": "dim",
    "rise": "green",
    "fall": "red",
    "late": "red",
}


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
    """Return the section without the optional columns that do not fit.

    Headings of several words are split into lines if the titles of the nodes need the room.
    """
    wanted = _room_for_titles(section)
    if _room(section, width) >= wanted:
        return section
    section = _with_split_headings(section)
    fewest = _narrowed(section, width, wanted) if width >= _WIDE else section
    if _room(fewest, width) >= wanted:
        return fewest
    return _narrowed(section, width, _INDENT)


def _room_for_titles(section: Section) -> int:
    """Return the columns that titles need to be on the same line, with no word broken."""
    words = (
        width_of(row.name) + 1 + max(map(width_of, row.text.split()), default=0)
        for row in section.rows
    )
    return max((_ROOM_FOR_TITLE, *words))


def _narrowed(section: Section, width: int, room: int) -> Section:
    """Return the section with as few columns left out as leave that much room, if possible."""
    while _room(section, width) < room and any(column.spare for column in section.columns):
        spare = [column.spare for column in section.columns]
        section = _without(section, spare.index(max(spare)))
    return section


def _with_split_headings(section: Section) -> Section:
    """Return the section with its headings in lines that are no wider than their columns."""
    columns = []
    for index, column in enumerate(section.columns):
        cells = (row.cells[index] for row in section.rows)
        widest = max(map(width_of, (*cells, *column.heading.split())), default=0)
        columns.append(column._replace(heading=wrapped(column.heading, widest)))
    return section._replace(columns=tuple(columns))


def _without(section: Section, index: int) -> Section:
    def rest(cells: Sequence[T]) -> tuple[T, ...]:
        return (*cells[:index], *cells[index + 1 :])

    rows = (
        row._replace(
            cells=rest(row.cells),
            tones={one - (one > index): tone for one, tone in row.tones.items() if one != index},
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
        lines[:0] = _headings(section)
    return lines


def _headings(section: Section) -> list[list[Text]]:
    """Return the headings, whose last lines are next to each other."""
    split = [column.heading.split("\n") for column in section.columns]
    height = max(map(len, split))
    padded = [[""] * (height - len(lines)) + lines for lines in split]
    return [[Text(text, style="dim") for text in line] for line in zip(*padded, strict=True)]


def _widths(lines: list[list[Text]]) -> list[int]:
    return [max(text.cell_len for text in column) for column in zip(*lines, strict=True)]


def _table(section: Section, width: int) -> RenderableType:
    lines = _lines(section)
    if _room(section, width) >= _room_for_titles(section):
        return _wide(section, lines, width)
    return _narrow(section, lines, _parts(_widths(lines), width - _INDENT))


def _figures(section: Section, row: Row) -> list[Text]:
    usual = "bold" if row.important else ""
    return [
        Text(cell, style=_STYLES[row.tones[index]] if index in row.tones else column.style or usual)
        for index, (column, cell) in enumerate(zip(section.columns, row.cells, strict=True))
    ]


def _wide(section: Section, lines: list[list[Text]], width: int) -> Table:
    """Return a table with a line for each node, whose title wraps next to its figures."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    titles = max((width_of(f"{row.name} {row.text}") for row in section.rows), default=0)
    # The room of a title with its padding, and the figures.
    table.width = min(width, width - _room(section, width) + max(titles, _ROOM_FOR_TITLE) + 2)
    table.add_column(ratio=1)
    for column in section.columns:
        table.add_column(justify="right" if column.right else "left", no_wrap=True)
    names: list[RenderableType] = [_name(row) for row in section.rows]
    for name, figures in zip([""] * (len(lines) - len(names)) + names, lines, strict=True):
        table.add_row(name, *figures)
    return table


def _parts(widths: list[int], room: int) -> list[dict[int, int]]:
    """Return the columns, with their widths, in as many parts as a line has no room for."""
    parts: list[dict[int, int]] = [{}]
    for index, width in enumerate(widths):
        if parts[-1] and sum(parts[-1].values()) + 2 * len(parts[-1]) + width > room:
            parts.append({})
        parts[-1][index] = min(width, room)
    return parts


def _narrow(section: Section, lines: list[list[Text]], parts: list[dict[int, int]]) -> Group:
    """Return two or more lines for each node: its title, and its figures in columns below it."""
    shown: list[RenderableType] = []
    rows = list(section.rows)
    for index, figures in enumerate(lines):
        row_index = index - (len(lines) - len(rows))
        if row_index >= 0:
            shown.append(_name(rows[row_index]))
        shown += (_line(section, figures, part) for part in parts)
    return Group(*shown)


def _line(section: Section, figures: list[Text], part: dict[int, int]) -> Padding:
    cells = [figures[index].copy() for index in part]
    for cell, (index, width) in zip(cells, part.items(), strict=True):
        cell.truncate(width, overflow="ellipsis")
        cell.align("right" if section.columns[index].right else "left", width)
    return Padding(Text("  ").join(cells), (0, 0, 0, _INDENT))


def _name(row: Row) -> Table:
    """Return id and title; a title that wraps stays to the right of the id."""
    style = "bold" if row.important else ""
    name = Table.grid(padding=(0, 1, 0, 0))
    name.add_column(no_wrap=True)
    name.add_column()
    name.add_row(Text(row.name, style=style), Text(row.text, style=style))
    return name
