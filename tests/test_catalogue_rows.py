"""A catalogue as rows: every key of the model is carried, and every text comes back as it was."""

from __future__ import annotations

from typing import Any, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitycli.cards.fields import shown
from qualitycli.catalogue_rows import columns, shape
from qualitycli.catalogue_rows.cell_texts import from_cell, in_cell
from qualitycli.catalogue_rows.columns import CODE, HEADINGS, KIND, KIND_NAMES, OWNER, TEXT
from qualitycli.catalogue_rows.rows import rows_of
from qualitycli.catalogue_rows.shape import ROOT, SETTING, Scalar, shapes
from qualitycli.messages import LANGUAGES, Translator
from qualitycli.model.fields import Model
from qualitycli.model.framework import Catalogue, ProcessEntry
from tests.conftest import EVERY_FIELD
from tests.quick_yaml import texts_in


def keys_of(kind: Any, above: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """All keys of a model and of the models in it, by the way that leads to them."""
    if isinstance(kind, type) and issubclass(kind, Model):
        found = set()
        for name, field in kind.model_fields.items():
            way = (*above, field.alias or name)
            found |= keys_of(field.annotation, way) or {way}
        return found
    found = set()
    for one in get_args(kind) if get_origin(kind) is not None else ():
        found |= keys_of(one, above)
    return found


def carried(kind: str = ROOT, above: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """All keys that rows carry, by the way that leads to them."""
    found = set()
    for part in shapes()[kind].parts:
        way = (*above, *part.keys)
        found |= {way} if isinstance(part, Scalar) else carried(part.kind, way) or {way}
    return found


def test_every_key_of_the_model_is_carried() -> None:
    wanted = keys_of(Catalogue)
    assert len(wanted) > 100
    # A list that may be a name instead has both, rows and a cell.
    by_name = {way for way in carried() if way[-1] in ("ladder", "answer_scale")}
    assert carried() - by_name == wanted


def test_a_new_key_is_carried_without_a_change_here(monkeypatch: pytest.MonkeyPatch) -> None:
    class NewEntry(ProcessEntry):
        novelty: str | None = None

    parts = tuple(shape._parts(NewEntry, (), has_row=True))
    made = shape.Shape("processentry", "entries", tuple(p for p in parts if isinstance(p, Scalar)))
    assert made.settings["novelty"].keys == ("novelty",)
    monkeypatch.setitem(shape.shapes(), "processentry", made)
    entry = {"id": "P.1", "at": "I", "text": "Т", "novelty": "ново"}
    rows = list(rows_of({"process": [{"kind": "step", "title": "С", "entries": [entry]}]}))
    assert rows[-1].shape.kind == SETTING
    assert rows[-1].cells == {OWNER: "P.1", CODE: "novelty", TEXT: "ново"}


def test_no_two_values_of_a_row_share_a_cell() -> None:
    for one in shapes().values():
        scalars = [part for part in one.parts if isinstance(part, Scalar) and part.column]
        assert len(one.columns) == len(scalars), one.kind


def test_names_of_kinds_and_headings_are_different_in_every_language() -> None:
    kinds = {kind for kind in shapes() if kind != ROOT} | {SETTING}
    assert set(KIND_NAMES) == kinds
    for translate in map(Translator, LANGUAGES):
        assert len({translate(one).casefold() for one in KIND_NAMES.values()}) == len(kinds)
        assert len({translate(one).casefold() for one in HEADINGS.values()}) == len(HEADINGS)


def test_every_column_is_used() -> None:
    used = {column for one in shapes().values() for column in one.open_columns}
    assert set(HEADINGS) == used | {KIND, OWNER}
    assert {columns.column_of(key) for key in ("id", "key", "value")} == {CODE}


def test_rows_say_all_that_the_file_says() -> None:
    values = texts_in((EVERY_FIELD / "criteria.yaml").read_text(encoding="utf-8"))
    told = [text for row in rows_of(values) for text in row.cells.values()]

    def check(value: Any) -> None:
        if isinstance(value, dict):
            for one in value.values():
                check(one)
        elif isinstance(value, list):
            for one in value:
                check(one)
        elif value:
            assert any(value in text.split("; ") for text in told), value

    check(values)


awkward = st.text(
    st.one_of(
        st.sampled_from("\\xu01afX \n\t\r\u200b\u202e\xa0\x85\u2028=+-@#['\"")
        | st.characters(exclude_categories=["Cs"])
    )
)


@given(awkward)
def test_a_text_comes_back_from_its_cell(text: str) -> None:
    cell = in_cell(text)
    # As readers of documents do: line by line, without blanks around and without empty lines.
    lines = [line.strip() for line in cell.splitlines() if line.strip()]
    assert from_cell("\n".join(lines)) == text
    # Nothing in it is invisible, and it is shown as it is.
    assert shown(cell) == cell


def test_most_texts_are_written_as_they_are() -> None:
    for text in ("Урокът е ясен.", "=1+1", "Две\nлинии", "C:\\temp\\new", "5.10", " ".join("аб")):
        assert in_cell(text) == text
    assert in_cell("а\u200bб ") == "а\\u200bб\\x20"
    assert in_cell("а\\x41") == "а\\x5cx41"
