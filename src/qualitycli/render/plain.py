"""A view as plain text, nothing wrapped and nothing cut: for a pipe, a file, a log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from qualitycli.render.view import Section, View
from qualitycli.render.widths import columns

# GitHub's runner takes a line of a log for a command that begins so. It passes over spaces, and
# comparing by the rules of a language passes over signs that cannot be seen.
_COMMAND: Final = re.compile(
    "^((?:[^\\S\n]|[\u00ad\u034f\u180b-\u180f\u200c\u200d\u2060-\u206f\ufe00-\ufe0f])*):(?=:)", re.M
)


def no_command(text: str) -> str:
    """Return lines of text none of which begins a command where the output is a log of CI."""
    return _COMMAND.sub(r"\1\\x3a", text)


def view_lines(view: View) -> Iterator[str]:
    """Yield the lines, the nodes' texts last."""
    yield view.title
    yield from view.notices
    for section in view.sections:
        yield ""
        if section.heading:
            yield section.heading
        yield from _table(section)
    if view.remarks:
        yield ""
        yield from view.remarks


def _table(section: Section) -> Iterator[str]:
    rows = [(row.name, *row.cells, row.text) for row in section.rows]
    headings = [column.heading for column in section.columns]
    if any(headings):
        rows.insert(0, ("", *headings, ""))
    right = (index for index, column in enumerate(section.columns, 1) if column.right)
    if rows:
        yield from columns(rows, right)
