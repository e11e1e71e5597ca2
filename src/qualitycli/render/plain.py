"""A view as plain text, neither wrapped nor cut: for a pipe, a file or a log."""

from __future__ import annotations

from collections.abc import Iterator

from qualitycli.render.text_width import columns
from qualitycli.render.view import Section, View


def view_lines(view: View) -> Iterator[str]:
    """Yield the lines, with the nodes' texts last."""
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
