"""Edits in a text, for each YAML style: the lines that change and the lines that stay."""

from __future__ import annotations

from functools import cache

import pytest

from qualitycli.edits import Edit, UnfitEditError, Value
from qualitycli.reading.load import load_catalogue
from qualitycli.reading.yaml_text import read_text
from qualitycli.source import Source
from qualitycli.writing.yaml_editor import UnreadableEditError, apply_edits
from qualitycli.writing.year_layout import YearLayout
from tests.conftest import TOP


@cache
def form() -> YearLayout:
    loaded = load_catalogue(TOP / "data/criteria.yaml", "c")
    assert loaded.content is not None
    return YearLayout(loaded.content.catalogue)


def edited(text: str, *edits: tuple[str, Value | None]) -> str:
    """Edit a text; a route is written with slashes, an index as a number."""
    made = [
        Edit(tuple(int(step) if step.isdecimal() else step for step in route.split("/")), value)
        for route, value in edits
    ]
    return apply_edits(read_text(Source("y", text)), made, form()).source.text


LEVEL = "ratings/OP.1.1.2/level"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ratings:\n  OP.1.1.2: 3\n", "ratings:\n  OP.1.1.2: 4\n"),
        ("ratings:\n  OP.1.1.2:   3   # защо\n", "ratings:\n  OP.1.1.2:   4   # защо\n"),
        ("ratings:\n  'OP.1.1.2' : \"3\"\n", "ratings:\n  'OP.1.1.2' : 4\n"),
        ("ratings:\n  OP.1.1.2:\n", "ratings:\n  OP.1.1.2: 4\n"),
        ("ratings:\n  OP.1.1.2:   # после\n", "ratings:\n  OP.1.1.2: 4   # после\n"),
        ("ratings:\n  OP.1.1.2:\n    level: 3\n", "ratings:\n  OP.1.1.2:\n    level: 4\n"),
        ("ratings:\n  OP.1.1.2: {level: 3, a: б}\n", "ratings:\n  OP.1.1.2: {level: 4, a: б}\n"),
        ("ratings:\n  OP.1.1.2: {note: б}\n", "ratings:\n  OP.1.1.2: {level: 4, note: б}\n"),
        ("ratings: {OP.1.1.1: 3}\n", "ratings: {OP.1.1.1: 3, OP.1.1.2: 4}\n"),
        ("ratings: {OP.1.1.2: , OP.1.1.3: 3}\n", "ratings: {OP.1.1.2: 4, OP.1.1.3: 3}\n"),
        ("ratings: {}\n", "ratings:\n  OP.1.1.2: 4\n"),
        ("ratings:  # все още няма\n", "ratings:  # все още няма\n  OP.1.1.2: 4\n"),
        ("ratings:\n  # няма\n", "ratings:\n  OP.1.1.2: 4\n  # няма\n"),
        ("format: 1\n# край\n", "format: 1\nratings:\n  OP.1.1.2: 4\n# край\n"),
        ("format: 1", "format: 1\nratings:\n  OP.1.1.2: 4"),
        ("format: 1\r\n", "format: 1\r\nratings:\r\n  OP.1.1.2: 4\r\n"),
        ("format: 1\r", "format: 1\rratings:\r  OP.1.1.2: 4\r"),
        ("decisions: x\n", "ratings:\n  OP.1.1.2: 4\ndecisions: x\n"),
        # The order of the catalogue, with comments and blank lines in between.
        (
            "ratings:\n  # а\n  OP.1.1.1: 3\n\n  # б\n  OP.1.1.3: 3\n",
            "ratings:\n  # а\n  OP.1.1.1: 3\n  OP.1.1.2: 4\n\n  # б\n  OP.1.1.3: 3\n",
        ),
        ("ratings:\n  # а\n  OP.1.1.3: 3\n", "ratings:\n  OP.1.1.2: 4\n  # а\n  OP.1.1.3: 3\n"),
        # Under its own heading.
        (
            "ratings:\n    # OP.1 Първо\n    OP.1.1.3: 3\n",
            "ratings:\n    # OP.1 Първо\n    OP.1.1.2: 4\n    OP.1.1.3: 3\n",
        ),
        # Comments that belong to the previous rating stay with it.
        (
            "ratings:\n  OP.1.1.1:\n    level: 3\n    # - стар протокол\n  OP.2.1.1: 3\n",
            "ratings:\n  OP.1.1.1:\n    level: 3\n    # - стар протокол\n  OP.1.1.2: 4\n"
            "  OP.2.1.1: 3\n",
        ),
        # A file in a different order: after the nearest predecessor.
        (
            "ratings:\n  OP.2.1.1: 3\n  OP.1.1.1: 3\n  OP.1.1.3: 3\n",
            "ratings:\n  OP.2.1.1: 3\n  OP.1.1.1: 3\n  OP.1.1.2: 4\n  OP.1.1.3: 3\n",
        ),
        # The value on its own lines, and as a block scalar.
        ("ratings:\n  OP.1.1.2:\n    3  # x\n", "ratings:\n  OP.1.1.2:\n    4  # x\n"),
        (
            "ratings:\n  OP.1.1.2: >-  # x\n    3\n\na: 1\n",
            "ratings:\n  OP.1.1.2: 4  # x\n\na: 1\n",
        ),
        ("ratings:\n  ? OP.1.1.2\n  : 3\n", "ratings:\n  ? OP.1.1.2\n  : 4\n"),
    ],
)
def test_a_level(before: str, after: str) -> None:
    assert edited(before, (LEVEL, "4")) == after


RATING = """\
ratings:
    OP.1.1.1: 3   # а
    OP.1.1.2:
        level: 3
        evidence:
        -   Протокол № 1   # б
        # - стар
        - |
            Протокол
            № 2

        note: >
            Сгънат
            текст
        # в
    OP.1.1.3: 2
"""


NOTE = "        note: >\n            Сгънат\n            текст\n"
SECOND = "        - |\n            Протокол\n            № 2\n"


@pytest.mark.parametrize(
    ("route", "value", "before", "after"),
    [
        (
            "OP.1.1.1/evidence/0",
            "x: y",
            "    OP.1.1.1: 3   # а\n",
            '    OP.1.1.1:   # а\n        level: 3\n        evidence:\n        - "x: y"\n',
        ),
        ("OP.1.1.2/evidence/0", "Друг", "        -   Протокол № 1   # б", "        -   Друг   # б"),
        ("OP.1.1.2/evidence/1", "Друг", SECOND, "        - Друг\n"),
        (
            "OP.1.1.2/evidence/2",
            "а\nб",
            SECOND,
            f"{SECOND}        - |-\n          а\n          б\n",
        ),
        ("OP.1.1.2/evidence/0", None, "        -   Протокол № 1   # б\n", ""),
        ("OP.1.1.2/note", "Кратък", NOTE, "        note: Кратък\n"),
        ("OP.1.1.2/note", None, NOTE, ""),
        (
            "OP.1.1.2/note",
            "а\n\n б",
            NOTE,
            "        note: |-\n            а\n\n             б\n",
        ),
        ("OP.1.1.2/rated_on", "2021-05-20", NOTE, f"{NOTE}        rated_on: 2021-05-20\n"),
        ("OP.1.1.2/level", None, "        level: 3\n", ""),
        ("OP.1.1.3", "", "    OP.1.1.3: 2\n", "    OP.1.1.3:\n"),
        ("OP.1.1.3", None, "    OP.1.1.3: 2\n", ""),
        ("OP.1.1.3/level", "2", "", ""),
    ],
)
def test_lines_that_go_and_come(route: str, value: Value | None, before: str, after: str) -> None:
    assert not before or RATING.count(before) == 1
    assert edited(RATING, (f"ratings/{route}", value)) == RATING.replace(before, after)


def test_a_rating_becomes_another_judgement() -> None:
    text = edited(
        RATING,
        ("ratings/OP.1.1.1/no_evidence", "Няма данни."),
        ("ratings/OP.1.1.1/level", None),
    )
    assert text.splitlines()[1:3] == ["    OP.1.1.1:   # а", "        no_evidence: Няма данни."]


def test_measures_in_the_style_of_the_file() -> None:
    text = "measures:\n- id: M1\n  action: x\n\n# край\n"
    after = edited(
        text,
        ("measures/0/actual/from", "2021-03-01"),
        ("measures/1", {"note": "не", "id": "M2", "planned": {"to": "2021-05-01"}}),
    )
    assert after == (
        "measures:\n- id: M1\n  action: x\n  actual:\n    from: 2021-03-01\n"
        "- id: M2\n  planned:\n    to: 2021-05-01\n  note: не\n\n# край\n"
    )


@pytest.mark.parametrize(
    ("before", "route", "value", "after"),
    [
        # The first key after a dash.
        ("measures:\n- kind: x\n  id: M1\n", "measures/0/kind", None, "measures:\n- id: M1\n"),
        (
            "measures:\n- kind: x  # а\n  # б\n  id: M1\n",
            "measures/0/kind",
            None,
            "measures:\n-\n  # б\n  id: M1\n",
        ),
        (
            "measures:\n-   action: x\n",
            "measures/0/id",
            "M1",
            "measures:\n-   id: M1\n    action: x\n",
        ),
        ("a:\n- - x\n  - y\n", "a/0", ["w", "x", "y"], "a:\n- - w\n  - x\n  - y\n"),
        ("a:\n- - x\n  - y\n", "a/0/1", None, "a:\n- - x\n"),
        ("a:\n- b: 1\n  c: 2\n- d\n", "a/0", "x", "a:\n- x\n- d\n"),
        ("a:\n- b\n", "a/0", {"c": "x"}, "a:\n- c: x\n"),
        # Lists: at the start, in brackets, with empty entries.
        ("a:\n  # б\n  - x\n", "a", ["w", "x"], "a:\n  # б\n  - w\n  - x\n"),
        ("a: [x, y]  # б\n", "a/0", None, "a: [y]  # б\n"),
        ("a: [x, y]  # б\n", "a/1", None, "a: [x]  # б\n"),
        ("a: [x, y]\n", "a", ["w", "x", "y"], "a: [w, x, y]\n"),
        ("a: [x,\n  y,  # б\n  z]\n", "a/1", None, "a: [x,\n  # б\n  z]\n"),
        ("a: {b: [x,\n  y]}\n", "a/b/0", None, "a: {b: [\n  y]}\n"),
        ("a: []\n", "a/0", "x", "a:\n  - x\n"),
        ("a:\n-\n-  # б\nb: c\n", "a/0", "x", "a:\n- x\nb: c\n"),
        # Unknown keys, and those of the process.
        ("a:\n  b: c\n  # д\n", "a/e", "f", "a:\n  b: c\n  e: f\n  # д\n"),
        (
            "requirements:\n  R.1.b: {how: x}\n",
            "requirements/R.1.a/how",
            "да",
            "requirements:\n  R.1.a:\n    how: да\n  R.1.b: {how: x}\n",
        ),
        # A value on its own lines becomes a text of several lines, or a list.
        ("a:  # б\n  c\nd: e\n", "a", "f\ng", "a: |-  # б\n  f\n  g\nd: e\n"),
        ("a:  # б\n  c\nd: e\n", "a", ["f"], "a:  # б\n  - f\nd: e\n"),
        ("a:  # б\n  c\nd: e\n", "a", "", "a:  # б\nd: e\n"),
        ('a: "b\n  c"  # д\n', "a", "e", "a: e  # д\n"),
        # Empty values in braces.
        ("a: {b: c}\n", "a/b", "", 'a: {b: ""}\n'),
        ("a: {b, c: d}\n", "a/b", "x", "a: {b: x, c: d}\n"),
        ("a: {b: , c: d}\n", "a/c", None, "a: {b: }\n"),
        ("a: {b: c,}\n", "a/d", "e", "a: {b: c, d: e,}\n"),
        # The blank after a colon without a value goes; that before a brace stays.
        ("a: {b: }\n", "a/b", "x", "a: {b: x}\n"),
        ("a: { b: }\n", "a/b", "x", "a: { b: x }\n"),
        ("a: {b: , c: d}\n", "a/b", "x", "a: {b: x, c: d}\n"),
        ("a: {c: d,\n  b: }\n", "a/b", "x", "a: {c: d,\n  b: x}\n"),
        ("a: {b: }\n", "a", {"b": "x", "c": "d"}, "a: {b: x, c: d}\n"),
        ("a: {b: }\n", "a/c", "d", "a: {b: , c: d}\n"),
        ("a: {b: , c: d}\n", "a", {"b": "x"}, "a: {b: x}\n"),
        ("a: {b: , c: d, e: f}\n", "a", {"b": "x", "g": "h"}, "a: {b: x, g: h}\n"),
        ("a: {b: }\n", "a", {"b": "", "c": "d", "e": "f"}, "a: {b: , c: d, e: f}\n"),
    ],
)
def test_other_values(before: str, route: str, value: Value | None, after: str) -> None:
    assert edited(before, (route, value)) == after


def test_comments_below_a_block_text_are_not_swallowed() -> None:
    text = "ratings:\n  OP.1.1.1:\n    note: |\n      a\n    level: 3\n          # б\n"
    after = edited(text, ("ratings/OP.1.1.1/level", None))
    assert after == "ratings:\n  OP.1.1.1:\n    note: |\n      a\n    #\n          # б\n"
    text = "ratings:\n  OP.1.1.1: 3\n\n          # б\n"
    after = edited(text, ("ratings/OP.1.1.1/note", "a\nb"))
    assert after.endswith('    note: "a\\nb"\n\n          # б\n')


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('a: "b\n', "Q112"),
        ("a: 1\na: 2\n", "Q125"),
        ("a: &b 1\n", "Q118"),
    ],
)
def test_what_cannot_be_read_is_not_edited(text: str, code: str) -> None:
    with pytest.raises(UnreadableEditError) as refused:
        edited(text, (LEVEL, "4"))
    assert [one.rule.code for one in refused.value.found] == [code]


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("ratings: 3\n", LEVEL),
        ("ratings:\n- 3\n", LEVEL),
        ("ratings:\n  ? OP.1.1.2\n", LEVEL),
        ("ratings:\n  OP.1.1.2: {evidence: x}\n", "ratings/OP.1.1.2/evidence/0"),
        # An entry that is a mapping without braces.
        ("ratings: {OP.1.1.2: {parts: [count: 3]}}\n", "ratings/OP.1.1.2/parts/0/of"),
    ],
)
def test_an_edit_that_does_not_fit_is_refused(text: str, route: str) -> None:
    with pytest.raises(UnfitEditError):
        edited(text, (route, "4"))


def test_a_text_that_has_no_bytes_is_refused() -> None:
    with pytest.raises(UnfitEditError):
        edited("format: 1\n", ("ratings/OP.1.1.2/note", "\udcd0"))


NOTED = "ratings:\n  OP.1.1.2:\n    level: 3\n    note: "


@pytest.mark.parametrize(
    ("before", "route", "value", "after"),
    [
        # A text is quoted before a “#” that would otherwise seem to cut it short.
        (f'{NOTED}"Стар" #проверено\n', "note", "Нов", f'{NOTED}"Нов" #проверено\n'),
        (f'{NOTED}"Стар"\n      #проверено\n', "note", "Нов", f'{NOTED}"Нов"\n      #проверено\n'),
        (f"{NOTED}Виж задача #7\n", "note", "Нов", f'{NOTED}"Нов" #7\n'),
        (f"{NOTED}#7\n", "note", "Нов", f'{NOTED}"Нов" #7\n'),
        (f'{NOTED}"Стар" # 3\n', "note", "Протокол", f'{NOTED}"Протокол" # 3\n'),
        # Elsewhere it needs no quotation marks.
        (f'{NOTED}"Стар"  # проверено\n', "note", "Нов", f"{NOTED}Нов  # проверено\n"),
        (f"{NOTED}Виж задача #7\n", "note", None, NOTED.removesuffix("    note: ")),
        # A number is not a text, and a text that another “#” cuts short is left unchanged.
        (f"{NOTED}Виж #7\n", "level", "4", f"{NOTED}Виж #7\n".replace("3", "4")),
        (
            "ratings:\n  OP.1.1.2: 3 #за първи път\n",
            "level",
            "4",
            "ratings:\n  OP.1.1.2: 4 #за първи път\n",
        ),
    ],
)
def test_an_edit_leaves_no_text_that_a_hash_seems_to_cut(
    before: str, route: str, value: str | None, after: str
) -> None:
    assert edited(before, (f"ratings/OP.1.1.2/{route}", value)) == after


def test_a_comment_may_stay_where_all_else_is_removed() -> None:
    before = "institution: #: x\n  name: Школа\nratings:\n  OP.1.1.2: 3\n"
    after = edited(before, ("institution/name", None))
    assert "#: x" in after
    assert "Школа" not in after
