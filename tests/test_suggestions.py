"""Suggestions for an id that does not exist."""

from __future__ import annotations

import pytest

from qualitycli.suggestions import Suggestions, look_alike
from qualitycli.workspace import CatalogueFile


@pytest.fixture
def texts(real_catalogue: CatalogueFile) -> dict[str, str]:
    return {one: node.label for one, node in real_catalogue.held_in("2020-2021").items()}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("op.1.1.1", ("OP.1.1.1",)),
        ("ОП.1.1.1", ("OP.1.1.1",)),  # the phonetic keyboard layout left on
        ("оп.1.1.1", ("OP.1.1.1",)),
        ("УИ.2.5.1", ("UI.2.5.1",)),
        ("1.1.1", ("OP.1.1.1", "UI.1.1.1")),
        ("11.1", ("OP.11.1",)),
        ("OP 1 1 1", ("OP.1.1.1",)),
        ("OP-1-1-1", ("OP.1.1.1",)),
        ("OP.1.1.1.", ("OP.1.1.1",)),
        ("OP,1,1,1", ("OP.1.1.1",)),
        ("OP.1.3.9", ("OP.1.3.8",)),
        ("OP.1.1.l", ("OP.1.1.1",)),
        ("OP.1O.1.1", ("OP.10.1.1",)),
        ("OP.1.1.4", ("OP.1.1.3",)),
        ("Урокът съответства на учебната програма", ("OP.1.1.1",)),
        ("урокът съответсва на учебната програма", ("OP.1.1.1",)),
        ("нещо съвсем друго", ()),
        ("", ()),
    ],
)
def test_ids_that_may_have_been_meant(
    written: str, meant: tuple[str, ...], texts: dict[str, str]
) -> None:
    assert Suggestions(texts).meant_by(written) == meant


@pytest.mark.parametrize(
    ("written", "word", "letters"),
    [("ОР.1", "OP.1", ("О", "Р")), ("ОП.1", "OP.1", ("О", "П")), ("OР.1", "OP.1", ("Р",))],
)
def test_letters_of_another_alphabet_are_named(
    written: str, word: str, letters: tuple[str, ...]
) -> None:
    assert look_alike(written, {"OP.1", "UI.1"}) == (word, letters)


def test_a_word_that_is_right_or_unknown_looks_like_nothing() -> None:
    assert look_alike("OP.1", {"OP.1"}) is None
    assert look_alike("ЩЮ.1", {"OP.1"}) is None
