"""Editing a year: exactly the requested edit is made, or none; there are never bugs.

The first three bytes choose the edit, and the rest is the text of the year.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from fuzz import small_project
from qualitycli.diagnostics import Diagnostic
from qualitycli.edits import Edit, UnfitEditError, applied
from qualitycli.reading.files import decode
from qualitycli.reading.pure_parser import PureParser
from qualitycli.reading.yaml_text import read_text
from qualitycli.source import Route
from qualitycli.writing.yaml_editor import UnreadableEditError, apply_edits
from qualitycli.writing.year_layout import YearLayout

ROUTES: Final[tuple[Route, ...]] = (
    ("ratings", "OP.1.1.1", "level"),
    ("ratings", "OP.1.1.1", "note"),
    ("ratings", "OP.1.1.1", "evidence", 0),
    ("ratings", "OP.1.1.1", "evidence", 1),
    ("ratings", "OP.1.1.1"),
    ("ratings", "UI.1.1.2", "level"),
    ("ratings", "OP.2.1", "answers", "2"),
    ("measures", 0, "status"),
    ("measures", 0),
    ("measures", 1),
    ("institution", "name"),
    ("targets", "OP"),
)
VALUES: Final = (
    *(
        "3",
        "no",
        "",
        "Планът и целта се обявяват.",
        "a: b # c",
        "a\nb\n",
        " x",
        "'",
        "\t",
        "\u202e",
    ),
    None,
    {"no_evidence": "няма"},
    {"id": "M.7", "action": "ново"},
    ["a", "- b"],
)


def one(data: bytes) -> None:
    """Make the edit and read the result."""
    source = decode(data[3:], "data/years/2021-2022.yaml")
    if len(data) < 3 or isinstance(source, Diagnostic):
        return
    pick = data[0] % len(ROUTES), data[1] % len(VALUES)
    edits = [Edit(ROUTES[pick[0]], VALUES[pick[1]])]
    if data[2] % 4 == 3:
        edits.append(Edit(ROUTES[data[2] % len(ROUTES)], VALUES[data[2] % len(VALUES)]))
    try:
        edited = apply_edits(read_text(source), edits, _form())
    except (UnreadableEditError, UnfitEditError):
        return
    before = read_text(source).values
    assert before is not None
    wanted = applied(before, edits)
    for parser in (None, PureParser):
        document = read_text(edited.source, *([parser] if parser else []))
        assert document.found == (), document.found
        assert document.values == wanted, (document.values, wanted)
    assert apply_edits(edited, [], _form()) is edited


@cache
def _form() -> YearLayout:
    return YearLayout(small_project.catalogue_file().catalogue)
