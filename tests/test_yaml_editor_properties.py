"""Random edits of files in random styles make exactly the edit, and touch no other line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from operator import ne
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qualitycli.edits import Edit, applied
from qualitycli.reading.load import load_catalogue
from qualitycli.reading.pure_parser import PureParser
from qualitycli.reading.yaml_text import read_text
from qualitycli.source import BREAK, Route, Source
from qualitycli.writing.yaml_editor import apply_edits
from qualitycli.writing.year_layout import YearLayout
from tests.computed_styles import Styled, styled
from tests.conftest import TIMES, TOP

pytestmark = pytest.mark.slow

IDS = (
    "OP.1.1.1",
    "OP.1.1.2",
    "OP.1.2.1",
    "OP.2.1.1",
    "OP.9.2.1",
    "OP.11.1",
    "UI.1.1.1",
    "UI.5.2.2",
)
SIGNS = "аб вЯ5.:#-?,'\"{}[]&*!|>%@`\\\n\t№\x85\u2028😀\u202e\xa0\ufeff/"
TEXTS = st.one_of(
    st.sampled_from(["no", "5.10", "12:30", "1e3", "2021-05-20", "~", "<<", "a: b", "- a", "a #b"]),
    st.sampled_from(["Протокол № 3", "Планът и целта се обявяват в началото.", "a\nb", "а\n\n б"]),
    st.sampled_from(["дума " * 12 + "край", "x", "'", "---", "# не", "{a: 1}", " с отстъп", "\nк"]),
    st.text(alphabet=SIGNS, min_size=1, max_size=12),
)
LEVELS = st.sampled_from(["1", "2", "3", "4"])
LISTS = st.lists(TEXTS, min_size=1, max_size=3)
RATINGS = st.one_of(
    LEVELS,
    st.just(""),
    st.fixed_dictionaries(
        {},
        optional={
            "level": LEVELS,
            "evidence": LISTS,
            "note": TEXTS,
            "rated_on": st.just("2021-05-20"),
            "answers": st.fixed_dictionaries({}, optional={"1": LEVELS, "4": LEVELS}).filter(bool),
        },
    ).filter(bool),
)
MEASURES = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from(["M1", "M2", "M3"]), "action": TEXTS},
        optional={
            "responsible": LISTS,
            "planned": st.just({"from": "2021-01-01"}),
            "status": st.just("done"),
        },
    ),
    min_size=1,
    max_size=3,
)


@st.composite
def assessments(draw: st.DrawFn) -> dict[str, Any]:
    """Values like those of a year; keys are usually in the file's order."""
    ids = [one for one in IDS if draw(st.booleans())]
    if draw(st.integers(0, 5)) == 5:
        ids = draw(st.permutations(ids))
    ratings = {one: draw(RATINGS) for one in ids}
    values: dict[str, Any] = {"format": "1", "year": "2020-2021"}
    values |= draw(
        st.fixed_dictionaries(
            {},
            optional={
                "institution": st.fixed_dictionaries({"name": TEXTS}),
                "targets": st.just({"OP": "3.20"}),
                "ratings": st.just(ratings or ""),
                "measures": MEASURES,
            },
        )
    )
    return values


@st.composite
def edits(draw: st.DrawFn, values: dict[str, Any]) -> Edit:
    """An edit that fits `values`, of existing or new values."""
    kind = draw(st.sampled_from(["rating", "rating", "rating", "rating", "measure", "other"]))
    if kind == "measure":
        measures = values.get("measures", [])
        index = draw(st.integers(0, len(measures)))
        if index == len(measures) or draw(st.integers(0, 4)) == 4:
            new: Any = draw(MEASURES)[0]
            return Edit(("measures", index), draw(st.sampled_from([new, new, None])))
        below, value = draw(
            st.sampled_from(
                [(("status",), "done"), (("actual", "to"), "2021-03-01"), (("action",), "нова")]
            )
        )
        return Edit(("measures", index, *below), value)
    if kind == "other":
        route: Route = draw(
            st.sampled_from([("institution", "name"), ("institution", "town"), ("targets", "OP.1")])
        )
        return Edit(route, draw(st.one_of(st.just("3.10"), st.none())))
    ratings = values.get("ratings") or {}
    item = draw(st.sampled_from(IDS))
    whole = ("ratings", item)
    rating = ratings.get(item)
    listed = rating.get("evidence", []) if isinstance(rating, dict) else []
    last = len(listed)
    changes: list[tuple[Route, st.SearchStrategy[Any]]] = [
        (("level",), LEVELS),
        (("level",), LEVELS),
        (("level",), st.none()),
        (("note",), TEXTS),
        (("note",), st.none()),
        (("evidence", last), TEXTS),
        (("evidence", draw(st.integers(0, max(last - 1, 0)))), st.one_of(TEXTS, st.none())),
        (("evidence",), LISTS),
        (("answers", "2"), LEVELS),
        ((), st.sampled_from(["", None, {"no_evidence": "няма"}])),
    ]
    below, strategy = draw(st.sampled_from(changes))
    return Edit((*whole, *below), draw(strategy))


@given(st.data())
def test_an_edit_changes_its_own_lines_only(data: st.DataObject) -> None:
    values = data.draw(assessments())
    file = _styled(data, values)
    edit = data.draw(edits(values))
    wanted = applied(values, [edit])
    text = apply_edits(read_text(Source("y", file.text)), [edit], _form()).source.text
    _holds(text, wanted)
    _same_lines(file, text, set(_lines_of_changes(values, wanted, (), file)))


@given(st.data())
def test_several_edits_at_once(data: st.DataObject) -> None:
    values = data.draw(assessments())
    file = _styled(data, values)
    wanted, made = values, []
    for _ in range(data.draw(st.integers(2, 6))):
        made.append(data.draw(edits(wanted)))
        wanted = applied(wanted, made[-1:])
    text = apply_edits(read_text(Source("y", file.text)), made, _form()).source.text
    _holds(text, wanted)
    _same_lines(file, text, set(_lines_of_changes(values, wanted, (), file)))


@given(st.data())
@settings(max_examples=20 * TIMES)
def test_a_new_rating_goes_where_the_catalogue_puts_it(data: st.DataObject) -> None:
    values = data.draw(assessments())
    ratings = list(values.get("ratings") or {})
    assume(ratings == [one for one in IDS if one in ratings])
    file = _styled(data, values)
    new = data.draw(st.lists(st.sampled_from(IDS), min_size=1, unique=True))
    made = [Edit(("ratings", one, "level"), "2") for one in new]
    there = apply_edits(read_text(Source("y", file.text)), made, _form()).values
    assert there is not None
    assert list(there["ratings"]) == [one for one in IDS if one in ratings or one in new]


@cache
def _form() -> YearLayout:
    loaded = load_catalogue(TOP / "data/criteria.yaml", "c")
    assert loaded.content is not None
    return YearLayout(loaded.content.catalogue)


def _styled(data: st.DataObject, values: dict[str, Any]) -> Styled:
    file = data.draw(styled(values))
    assert read_text(Source("y", file.text)).values == values, "the test writes what it means"
    return file


def _holds(text: str, wanted: dict[str, Any]) -> None:
    assert read_text(Source("y", text)).values == wanted
    assert read_text(Source("y", text), PureParser).values == wanted


def _lines_of_changes(old: Any, new: Any, route: Route, file: Styled) -> Iterator[int]:
    """Yield the lines that a change of values may touch; additions touch none."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict) and (old.keys() & new.keys()):
        if _is_in_braces(route, file):
            yield from _lines(route, file)
        kept = next(key for key in old if key in new)
        if kept != next(iter(old)) and (*route, kept) in file.spans:
            # The first key in an entry of a list is on the line of its dash.
            yield file.spans[*route, kept][0]
        for key in old:
            yield from _lines_of_changes(old[key], new.get(key), (*route, key), file)
    elif isinstance(old, list) and isinstance(new, list) and new[: len(old)] == old:
        if _is_in_braces(route, file):
            yield from _lines(route, file)
    elif isinstance(old, list) and isinstance(new, list) and _differ(old, new) == 1:
        for index, one in enumerate(old):
            yield from _lines_of_changes(one, new[index], (*route, index), file)
    else:
        yield from _lines(route, file)


def _differ(old: list[Any], new: list[Any]) -> int:
    """Return how many entries differ; lists that do not match one to one differ completely."""
    return sum(map(ne, old, new)) if len(old) == len(new) else len(old) + len(new)


def _is_in_braces(route: Route, file: Styled) -> bool:
    return any(route[:depth] in file.in_braces for depth in range(1, len(route) + 1))


def _lines(route: Route, file: Styled) -> range:
    """Return the lines of the value at `route`, or of the braces around it."""
    while route not in file.spans:
        route = route[:-1]
    first, last = file.spans[route]
    return range(first, last + 1)


def _same_lines(file: Styled, text: str, touched: set[int]) -> None:
    """Check that all other lines are unchanged, byte for byte and in their order."""
    old, new = _split(file.text), iter(_split(text))
    for number, line in enumerate(old):
        if number in touched:
            continue
        # A last line without a line break gets one if a line is added after it.
        wanted = {line} if line.endswith(("\n", "\r")) else {line, *(line + b for b in BREAKS)}
        assert any(one in wanted for one in new), f"line {number}: {line!r} is lost in {text!r}"


BREAKS = ("\n", "\r\n", "\r")


def _split(text: str) -> list[str]:
    ends = [found.end() for found in BREAK.finditer(text)]
    pieces = [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    return [piece for piece in pieces if piece]
