"""What became of a document from which a framework was read: a summary, a report, JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from qualitycli.cell_account import Account, CellAccount, TableAccount, Usage
from qualitycli.messages import (
    N_,
    NP_,
    Figure,
    Finished,
    Message,
    Plural,
    Translator,
    visible_in_logs,
)
from qualitycli.model.framework import Catalogue
from qualitycli.model.tree import Kind, descendants
from qualitycli.render.format_version import FORMAT_VERSION
from qualitycli.render.text_width import width_of, wrapped
from qualitycli.source import Cell

USAGES: Final[dict[Usage, str]] = {
    "heading": N_("heading"),
    "title": N_("title of the framework"),
    "area": N_("area"),
    "criterion": N_("criterion"),
    "indicator": N_("indicator"),
    "subindicator": N_("sub-indicator"),
    "number": N_("number"),
    "max_points": N_("maximum points"),
    "ladder": N_("points scale"),
    "levels": N_("descriptions of levels"),
    "hints": N_("hints"),
    "weight": N_("weight"),
    "unit": N_("unit"),
}
_ROLES: Final[dict[str, str]] = {
    "measure": N_("criterion"),
    "points": N_("points"),
    "steps": N_("descriptions of steps"),
    "level": N_("description of a level"),
    "rung": N_("step of a points scale"),
    "result": N_("results (not read)"),
    "deadline": N_("deadlines (not read)"),
    "responsible": N_("persons (not read)"),
    "signature": N_("signatures (not read)"),
    "activity": N_("activities (not read)"),
    "target": N_("targets (not read)"),
    "ignore": N_("not read"),
}
_KINDS: Final[dict[Kind, Plural]] = {
    "area": NP_("{n} area", "{n} areas"),
    "criterion": NP_("{n} criterion", "{n} criteria"),
    "indicator": NP_("{n} indicator", "{n} indicators"),
    "subindicator": NP_("{n} sub-indicator", "{n} sub-indicators"),
}
_METHODS: Final = {"means": N_("means"), "points": N_("points")}
# A summary names this many cells that were left aside for one reason.
_MOST_PLACES: Final = 5
_LONGEST_TEXT: Final = 60


def summary(
    account: Account,
    catalogue: Catalogue,
    decisions: Iterable[Message],
    notes: Iterable[Message],
    translate: Translator,
    width: int | None,
) -> Iterator[str]:
    """Yield the lines of the summary: what was found, taken, left aside and decided.

    :param decisions: those to show, and `notes` likewise.
    """
    yield wrapped(_found(catalogue, translate), width, rest="  ")
    if account.tables:
        yield from _tables(account, translate, width)
        yield wrapped(_counted(account, translate), width, rest="  ")
    if left := list(_by_reason(account, translate)):
        yield ""
        yield translate(N_("Not taken from the tables that were read:"))
        yield from _listed(left, translate, width)
    if partly := [one for one in account.taken if one.remarks]:
        yield ""
        yield translate(N_("Taken, but check:"))
        yield from _listed((_partly(one) for one in partly[: 2 * _MOST_PLACES]), translate, width)
        if (more := len(partly) - 2 * _MOST_PLACES) > 0:
            yield translate(_MORE, n=more)
    if shown := list(decisions):
        yield ""
        text = N_("Decided for you (also written at the beginning of the file):")
        yield translate(text if account.begins_file else N_("Decided for you:"))
        yield from _listed(shown, translate, width)
    if shown := list(notes):
        yield ""
        yield translate(N_("About the document:"))
        yield from _listed(shown, translate, width)


_MORE: Final = NP_(
    "  … and {n} more; “--report text” lists it.",
    "  … and {n} more; “--report text” lists them.",
)


def report(account: Account, translate: Translator, width: int | None) -> Iterator[str]:
    """Yield a line for every cell, and what became of it; then the paragraphs not read."""
    table = 0
    for cell in account.cells:
        if cell.place.table != table:
            table = cell.place.table
            yield ""
            yield translate.fill(_table_line(account.tables[table - 1]))
        yield from _cell_lines(cell, translate, width)
    if account.unread:
        yield ""
        yield translate(N_("Paragraphs outside the tables that were not read:"))
        for text in account.unread:
            yield wrapped(visible_in_logs(text), width, first="  - ", rest="    ")


def as_json(account: Account, translate: Translator, written: str | None) -> dict[str, Any]:
    """Return the account as plain values.

    :param written: the path of the catalogue that was written; None if none was.
    """
    return {
        "format_version": FORMAT_VERSION,
        "file": account.file,
        "written": written,
        "cells_total": len(account.cells),
        "cells_taken": len(account.taken),
        "cells_reported": len(account.reported),
        "taken_as": dict(account.usages),
        "tables": [_table_json(one, translate) for one in account.tables],
        "cells": [_cell_json(one, translate) for one in account.cells],
        "decisions": [translate.fill(one) for one in account.decisions],
        "notes": [translate.fill(one) for one in account.notes],
        "paragraphs_not_read": list(account.unread),
    }


def _table_json(table: TableAccount, translate: Translator) -> dict[str, Any]:
    return {
        "table": table.table,
        "sheet": table.sheet or None,
        "cells": table.cells,
        "is_framework": table.reason is None,
        "reason": translate.fill(table.reason) if table.reason is not None else None,
        "columns": {str(column): role for column, role in table.headings},
    }


def _cell_json(cell: CellAccount, translate: Translator) -> dict[str, Any]:
    return {
        "place": translate.fill(cell.place.message),
        "table": cell.place.table,
        "sheet": cell.place.sheet or None,
        "row": cell.place.row,
        "column": cell.place.column,
        "line": cell.place.line or None,
        "text": cell.text,
        "taken_as": [{"as": one.usage, "id": one.node or None} for one in cell.uses],
        "remarks": [translate.fill(one) for one in cell.remarks],
    }


def _found(catalogue: Catalogue, translate: Translator) -> str:
    nodes = list(descendants(catalogue.areas))
    counts = {kind: sum(one.kind == kind for one in nodes) for kind in _KINDS}
    parts = [translate(_KINDS[kind], n=n) for kind, n in counts.items() if n]
    items = translate(
        NP_("{n} item to rate", "{n} items to rate"),
        n=sum(one.item is not None for one in nodes),
    )
    return translate(
        N_("Found: {parts}; {items}. Method: {method}."),
        parts=Finished(*parts),
        items=items,
        method=Message(_METHODS[catalogue.method]),
    )


def _tables(account: Account, translate: Translator, width: int | None) -> Iterator[str]:
    for table in account.tables:
        yield wrapped(translate.fill(_table_line(table)), width, first="  ", rest="    ")


def _table_line(table: TableAccount) -> Message:
    args = {"table": table.name, "n": table.cells}
    if table.reason is None:
        names = (f"{_column_name(table, n)} {{r{n}}}" for n, _ in table.headings)
        roles = {f"r{n}": _shown_role(role) for n, role in table.headings}
        columns = Message(", ".join(names), roles)
        text = NP_(
            "{table}: read, {n} cell. Columns: {columns}.",
            "{table}: read, {n} cells. Columns: {columns}.",
        )
        return Message(text, {**args, "columns": columns})
    text = NP_(
        "{table}: left aside, {n} cell: {reason}.", "{table}: left aside, {n} cells: {reason}."
    )
    return Message(text, {**args, "reason": table.reason})


def _column_name(table: TableAccount, column: int) -> str:
    """Return the number of a column; on a sheet, its letters."""
    return Cell(0, "", 0, column).name[:-1] if table.sheet else str(column)


def _shown_role(role: str) -> Message:
    """Return the role of a column, with its level or points."""
    name, _, number = role.partition(":")
    if name not in ("level", "rung"):
        return Message(_role_name(role))
    if name == "level":
        return Message(N_("level {level}"), {"level": number})
    points = Figure(Fraction(number), len(number.partition(".")[2]))
    return Message(N_("step {points}"), {"points": points})


def _role_name(role: str) -> str:
    name = role.partition(":")[0]
    used = {str(usage): text for usage, text in USAGES.items()}
    return _ROLES.get(name) or used[name]


def _counted(account: Account, translate: Translator) -> str:
    uses = (f"{translate.word(USAGES[one])} {n}" for one, n in account.usages.items())
    return translate(
        N_("Cells: {all}; taken: {taken} ({uses}); not taken: {reported}."),
        all=len(account.cells),
        taken=len(account.taken),
        uses=Finished(*uses),
        reported=len(account.reported),
    )


def _by_reason(account: Account, translate: Translator) -> Iterator[Message]:
    """Yield the reasons why cells were left aside, each with its first cells."""
    cells: dict[tuple[int, str], list[CellAccount]] = {}
    whole = {table.table for table in account.tables if table.reason is not None}
    for one in account.reported:
        if one.place.table in whole:
            continue  # said of the table
        key = one.place.table, translate.fill(one.remarks[0])
        cells.setdefault(key, []).append(one)
    for those in cells.values():
        reason = those[0].remarks[0]
        places = [one.place.message for one in those[:_MOST_PLACES]]
        shown = Message(_JOINED[len(places)], dict(zip("abcde", places, strict=False)))
        args = {"places": shown, "n": len(those) - _MOST_PLACES, "reason": reason}
        if len(those) > _MOST_PLACES:
            text = NP_("{places} and {n} more: {reason}", "{places} and {n} more: {reason}")
            yield Message(text, args)
        elif len(those) == 1 and those[0].text:
            one_text = N_("{places}, “{text}”: {reason}")
            yield Message(one_text, {**args, "text": _short(those[0].text)})
        else:
            yield Message(N_("{places}: {reason}"), args)


_JOINED: Final = {n: "; ".join(f"{{{one}}}" for one in "abcde"[:n]) for n in range(1, 6)}


def _partly(cell: CellAccount) -> Message:
    remarks = Message(
        "; ".join(f"{{r{n}}}" for n in range(len(cell.remarks))),
        {f"r{n}": one for n, one in enumerate(cell.remarks)},
    )
    args = {"place": cell.place.message, "text": _short(cell.text), "remarks": remarks}
    return Message(N_("{place}, “{text}”: {remarks}"), args)


def _short(text: str) -> Finished:
    text = visible_in_logs(text)
    return Finished(text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…")


def _listed(messages: Iterable[Message], translate: Translator, width: int | None) -> Iterator[str]:
    for one in messages:
        # Escapes are longer than what they replace, so they come before lines are divided.
        text = visible_in_logs(translate.fill(one))
        yield wrapped(text, width, first="  - ", rest="    ")


def _cell_lines(cell: CellAccount, translate: Translator, width: int | None) -> Iterator[str]:
    place, text = translate.fill(cell.place.message), visible_in_logs(cell.text)
    yield wrapped(f"{place}: {text}", width, first="  ", rest="    ")
    for usage, nodes in _grouped(cell).items():
        name = translate.word(USAGES[usage])
        about = [one for one in nodes if one]
        if usage == "heading":
            about = [translate.word(_role_name(one)) for one in about]
        line = f"{name}: {', '.join(about)}" if about else name
        yield wrapped(line, width, "    → ", "      ")
    arrow = "    ! " if cell.is_taken else "    × "
    for remark in cell.remarks:
        yield wrapped(visible_in_logs(translate.fill(remark)), width, arrow, " " * width_of(arrow))


def _grouped(cell: CellAccount) -> dict[Usage, Sequence[str]]:
    grouped: dict[Usage, list[str]] = {}
    for usage, node in cell.uses:
        grouped.setdefault(usage, []).append(node)
    return dict(grouped)
