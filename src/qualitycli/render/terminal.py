"""A score on a terminal, laid out by Rich: loaded only where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, TextIO

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from qualitycli.render.score_view import Row, ScoreView

# With this much room beside the figures a node's title stands in their line.
_ROOM_FOR_TITLE = 48
# A table wider than this would leave the figures too far from their titles.
_WIDEST = 140
_JUSTIFIED: Final[tuple[Literal["left", "right"], ...]] = (
    "right",
    "right",
    "left",
    "left",
    "right",
)


def print_score(view: ScoreView, file: TextIO, width: int) -> None:
    """Print the table on a terminal `width` columns wide.

    Texts from the data go in as they are: nothing in them is taken for markup.
    """
    console = Console(file=file, width=width, highlight=False, markup=False, emoji=False)
    console.print(Text(view.title, style="bold"))
    if view.warning:
        console.print(Text(view.warning, style="yellow"))
    console.print()
    cells = [list(_headings(view)), *(list(_figures(row)) for row in view.rows)]
    widths = [max(text.cell_len for text in column) for column in zip(*cells, strict=True)]
    has_room = width - sum(widths) - 2 * len(widths) >= _ROOM_FOR_TITLE
    console.print(
        _wide(view, cells, min(width, _WIDEST)) if has_room else _narrow(view, cells, widths)
    )
    console.print()
    for remark in view.remarks:
        console.print(Text(remark))


def _wide(view: ScoreView, cells: list[list[Text]], width: int) -> Table:
    """A line for each node: its title wraps beside its figures."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.width = width
    table.add_column(ratio=1)
    for justify in _JUSTIFIED:
        table.add_column(justify=justify, no_wrap=True)
    table.add_row("", *cells[0])
    for row, figures in zip(view.rows, cells[1:], strict=True):
        table.add_row(_name(row), *figures)
    return table


def _narrow(view: ScoreView, cells: list[list[Text]], widths: list[int]) -> Group:
    """Two lines or more for each node: its title, and its figures below, under each other."""
    lines: list[Table | Padding] = [_line(cells[0], widths)]
    for row, figures in zip(view.rows, cells[1:], strict=True):
        lines += [_name(row), _line(figures, widths)]
    return Group(*lines)


def _line(figures: list[Text], widths: list[int]) -> Padding:
    table = Table.grid(padding=(0, 2, 0, 0))
    for justify, width in zip(_JUSTIFIED, widths, strict=True):
        table.add_column(justify=justify, no_wrap=True, width=width)
    table.add_row(*figures)
    return Padding(table, (0, 0, 0, 4))


def _headings(view: ScoreView) -> Iterator[Text]:
    grade, percent, words, coverage = (Text(one, style="dim") for one in view.headings)
    yield from (grade, percent, Text(""), words, coverage)


def _name(row: Row) -> Table:
    """Return id and title; a title that wraps stays to the right of the id."""
    name = Table.grid(padding=(0, 1, 0, 0))
    name.add_column(no_wrap=True)
    name.add_column()
    name.add_row(Text(row.name, style=_style(row)), Text(row.text, style=_style(row)))
    return name


def _figures(row: Row) -> Iterator[Text]:
    yield Text(row.grade, style=_style(row))
    yield Text(row.percent, style=_style(row))
    yield Text(row.bar, style="cyan")
    yield Text(row.verdict, style=_style(row) if row.firm else "dim")
    yield Text(row.coverage, style="dim")


def _style(row: Row) -> str:
    return "bold" if row.important else ""
