"""Applying edits to values: the short form of a rating, and what is created and removed."""

from __future__ import annotations

from typing import Any

import pytest

from qualitycli.edits import Edit, UnfitEditError, Value, applied
from qualitycli.source import Route

RATINGS: dict[str, Any] = {
    "short": "3",
    "block": {"level": "3"},
    "full": {"level": "3", "evidence": ["a", "b"], "note": "n"},
    "empty": "",
}


@pytest.mark.parametrize(
    ("route", "value", "rating"),
    [
        # A level changes, and the rating keeps its form.
        (("short", "level"), "4", "4"),
        (("block", "level"), "4", {"level": "4"}),
        (("empty", "level"), "4", "4"),
        (("absent", "level"), "4", "4"),
        # A key that the short form has no room for expands it.
        (("short", "note"), "n", {"level": "3", "note": "n"}),
        (("empty", "note"), "n", {"note": "n"}),
        (("short", "evidence", 0), "a", {"level": "3", "evidence": ["a"]}),
        # Lists: change, add, remove; an empty list is removed, and an empty rating stays unrated.
        (("full", "evidence", 1), "c", {"level": "3", "evidence": ["a", "c"], "note": "n"}),
        (("full", "evidence", 2), "c", {"level": "3", "evidence": ["a", "b", "c"], "note": "n"}),
        (("full", "evidence", 0), None, {"level": "3", "evidence": ["b"], "note": "n"}),
        (("full", "evidence"), [], {"level": "3", "note": "n"}),
        (("full", "evidence"), None, {"level": "3", "note": "n"}),
        (("block", "level"), None, ""),
        (("short", "level"), None, ""),
        (("full",), "", ""),
        # Removing something that does not exist changes nothing.
        (("empty", "level"), None, ""),
        (("full", "rated_on"), None, RATINGS["full"]),
        (("short", "note"), None, "3"),
        # A complete rating, in the form of the existing one.
        (("short",), {"level": "4"}, "4"),
        (("absent",), {"level": "4"}, "4"),
        (("block",), "4", {"level": "4"}),
        (("full",), "4", {"level": "4"}),
        (("short",), {"level": "4", "note": "n"}, {"level": "4", "note": "n"}),
        (("full",), {"level": "1", "evidence": []}, {"level": "1"}),
    ],
)
def test_a_rating_after_an_edit(route: Route, value: Value | None, rating: object) -> None:
    result = applied({"ratings": RATINGS}, [Edit(("ratings", *route), value)])
    assert result == {"ratings": RATINGS | {str(route[0]): rating}}


def test_a_rating_is_taken_away_with_its_key() -> None:
    result = applied({"ratings": RATINGS}, [Edit(("ratings", "full"), None)])
    assert list(result["ratings"]) == ["short", "block", "empty"]
    assert applied({"format": "1"}, [Edit(("ratings", "x", "level"), None)]) == {"format": "1"}


def test_edits_build_on_each_other_and_leave_what_they_were_given() -> None:
    given = {"ratings": ""}
    edits = [
        Edit(("ratings", "a", "level"), "2"),
        Edit(("ratings", "a", "evidence", 0), "x"),
        Edit(("ratings", "a", "evidence", 1), "y"),
        Edit(("measures", 0, "id"), "M1"),
    ]
    assert applied(given, edits) == {
        "ratings": {"a": {"level": "2", "evidence": ["x", "y"]}},
        "measures": [{"id": "M1"}],
    }
    assert given == {"ratings": ""}


@pytest.mark.parametrize(
    "route",
    [
        ("ratings", "full", "note", "deeper"),
        ("ratings", "full", "evidence", "first"),
        ("ratings", "full", "evidence", 3),
        ("ratings", "full", 0),
        ("ratings", "full", "evidence", -1),
    ],
)
def test_an_edit_that_does_not_fit_is_refused(route: Route) -> None:
    with pytest.raises(UnfitEditError):
        applied({"ratings": RATINGS}, [Edit(route, "x")])
