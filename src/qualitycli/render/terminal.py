"""A score on a terminal, laid out by Rich: loaded only where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from qualitycli.render.score_view import Row, ScoreView

# From this width on a node fits in a line of its own beside its figures.
_WIDE = 100


def print_score(view: ScoreView, file: TextIO, width: int) -> None:
    """Print the table on a terminal `width` columns wide.

    Texts from the data go in as they are: nothing in them is taken for markup.
    """
    console = Console(file=file, width=width, highlight=False, markup=False, emoji=False)
    console.print(Text(view.title, style="bold"))
    if view.warning:
        console.print(Text(view.warning, style="yellow"))
    console.print()
    console.print(_wide(view) if width >= _WIDE else _narrow(view))
    console.print()
    for remark in view.remarks:
        console.print(Text(remark))


def _wide(view: ScoreView) -> Table:
    """A line for each node: its title wraps beside its figures."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(ratio=1)
    for justify in ("right", "right", "left", "left", "right"):
        table.add_column(justify=justify, no_wrap=True)
    grade, percent, words, coverage = (Text(one, style="dim") for one in view.headings)
    table.add_row("", grade, percent, "", words, coverage)
    for row in view.rows:
        name = Table.grid(padding=(0, 1, 0, 0))
        name.add_column(no_wrap=True)
        name.add_column()
        name.add_row(Text(row.name, style=_style(row)), Text(row.text, style=_style(row)))
        table.add_row(name, *_figures(row))
    return table


def _narrow(view: ScoreView) -> Table:
    """Two lines or more for each node: its title, and its figures below."""
    table = Table.grid()
    table.add_column()
    for row in view.rows:
        indent = len(row.name) - len(row.name.lstrip())
        title = Text(f"{row.name.lstrip()} {row.text}".rstrip(), style=_style(row))
        table.add_row(Padding(title, (0, 0, 0, indent)))
        table.add_row(Padding(Text("  ").join(_figures(row)), (0, 0, 0, indent + 2)))
    return table


def _figures(row: Row) -> Iterator[Text]:
    yield Text(row.grade.rjust(4), style=_style(row))
    yield Text(row.percent.rjust(7), style=_style(row))
    yield Text(row.bar, style="cyan")
    yield Text(row.verdict, style=_style(row) if row.firm else "dim")
    yield Text(row.coverage, style="dim")


def _style(row: Row) -> str:
    return "bold" if row.important else ""
