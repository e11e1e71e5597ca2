"""The common base of the documents' views."""

from __future__ import annotations

from typing import Any, cast

import pytest

from qualitycli.render.documents.records.record import TemplateRecord, fields_of


class Pair(TemplateRecord):
    left: str
    right: int


class Other(TemplateRecord):
    left: str
    right: int


def test_it_is_made_by_place_or_by_name() -> None:
    assert fields_of(Pair) == ("left", "right")
    one = Pair("a", right=1)
    assert (one.left, one.right) == ("a", 1)
    assert one == Pair(left="a", right=1)
    assert hash(one) == hash(Pair(right=1, left="a"))
    assert repr(one) == "Pair(left='a', right=1)"


@pytest.mark.parametrize(
    ("values", "named"),
    [(("a",), {}), (("a", 1, 2), {}), (("a", 1), {"left": "b"}), (("a",), {"wrong": 1})],
)
def test_every_field_is_given_once_and_no_other(
    values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    with pytest.raises(TypeError, match="left, right"):
        Pair(*values, **named)


def test_it_stands() -> None:
    one = cast("Any", Pair("a", 1))
    with pytest.raises(AttributeError):
        one.left = "b"
    with pytest.raises(AttributeError):
        del one.left
    assert one == Pair("a", 1)


def test_it_equals_no_other_kind() -> None:
    one: object = Pair("a", 1)
    assert one != Other("a", 1)
    assert one != Pair("a", 2)


def test_with_another_value_it_is_another() -> None:
    one = Pair("a", 1)
    assert one.replaced(right=2) == Pair("a", 2)
    assert one == Pair("a", 1)
