"""A score as plain text, nothing wrapped and nothing cut: for a pipe, a file, a log."""

from __future__ import annotations

from collections.abc import Iterator

from qualitycli.render.score_view import ScoreView
from qualitycli.render.widths import columns


def score_lines(view: ScoreView) -> Iterator[str]:
    """Yield the lines of the table, the nodes' texts last."""
    yield view.title
    if view.warning:
        yield view.warning
    yield ""
    grade, percent, words, coverage = view.headings
    rows = [("", grade, percent, "", words, coverage, "")]
    rows += [
        (row.name, row.grade, row.percent, row.bar, row.verdict, row.coverage, row.text)
        for row in view.rows
    ]
    yield from columns(rows, right=(1, 2, 5))
    yield ""
    yield from view.remarks
