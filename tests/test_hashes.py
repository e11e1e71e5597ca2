"""A “#” inside a sentence: text that it cuts off is never lost without a finding."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitycli.messages import Translator
from qualitycli.reading.load import load_catalogue, load_year, parse_catalogue, parse_year
from qualitycli.reading.pure_parser import PureParser
from qualitycli.reading.yaml_text import read_text
from qualitycli.source import Route, Source
from qualitycli.workspace import CatalogueFile
from qualitycli.writing.year import new_year
from tests.conftest import TOP, YEAR_HEAD, year_text
from tests.findings import findings_in, places_in

RATING = "OP.1.1.2:\n  level: 3\n"
PARSERS = ["libyaml", "pure"]


def test_every_text_that_is_cut_is_found_on_its_line(real_catalogue: CatalogueFile) -> None:
    text = YEAR_HEAD + (
        "policy: Цел #1 е всеки да успява.\n"
        "ratings:\n"
        "  OP.1.1.1:\n"
        "    level: 4\n"
        "    evidence:\n"
        "      - #12 от регистъра\n"
        "      - Протокол #3 от юни\n"
        "    note: Виж задача #7\n"
    )
    # Missing evidence for the highest level is not reported: its remains already have findings.
    assert places_in(text, real_catalogue) == [(n, "Q137") for n in (6, 11, 12, 13)]


def test_what_is_missing_because_of_it_names_it(real_catalogue: CatalogueFile) -> None:
    text = YEAR_HEAD + (
        "ratings:\n"
        "  OP.1.1.1: 3\n"
        "  OP.1.1.2:\n"
        "    not_applicable: #не се отнася\n"
        "measures:\n"
        "  - id: M1\n"
        "    action: #12 открити урока\n"
    )
    found = findings_in(text, real_catalogue)
    assert sorted((one.place.span.line, one.rule.code) for one in found) == [
        (9, "Q404"),
        (12, "Q202"),
    ]
    say = Translator("en").fill
    assert {say(one.hint) for one in found} == {
        '“#не се отнася” is read as a comment: put it in quotation marks: "…"',
        '“#12 открити урока” is read as a comment: put it in quotation marks: "…"',
    }
    quoted = text.replace("#не се отнася", '"#не се отнася"')
    quoted = quoted.replace("#12 открити урока", '"#12 открити урока"')
    assert "Q404" not in str(findings_in(quoted, real_catalogue))
    assert not [
        one for one in findings_in(quoted, real_catalogue) if one.place.span.line in (9, 12)
    ]


CUT = {
    "a note": "note: Виж задача #7\n",
    "a note of which nothing is left": "note: #7 от плана\n",
    "a hash of two": "note: Виж ##7\n",
    "no space but a letter": "note: Клас #б\n",
    "several spaces": "note: Виж   #7\n",
    "an entry": "evidence:\n  - Протокол #3\n  - Друг\n",
    "an entry of which nothing is left": "evidence:\n  - #3\n",
    "an entry that is a number": "evidence:\n  - 12 #3\n",
    "a text that goes on": "note: Виж\n    задача #7\n",
    "a line that would go on with it": "note: Виж задача\n    #7 от плана\n",
    "a text below its key": "note:\n    #7 от плана\n",
    "a number sign with a space": "note: Протокол # 3 от юни\n",
    "a number sign after an order": "evidence:\n  - Заповед # 15/2021\n",
    "a number sign after №": "note: Вж. № # 3\n",
    "a number sign after an abbreviation": "note: по т. # 3\n",
    "a number sign, capitals": "note: ДОКЛАД # 4\n",
    "something like a block text": "note: | #7\n",
}


@pytest.mark.usefixtures("no_reading_cache")
@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("written", CUT.values(), ids=CUT.keys())
def test_it_is_found(
    written: str, parser: str, monkeypatch: pytest.MonkeyPatch, real_catalogue: CatalogueFile
) -> None:
    if parser == "pure":
        monkeypatch.setattr("qualitycli.reading.yaml_text.read_text.__defaults__", (PureParser,))
    text = year_text(RATING + "".join(f"  {line}\n" for line in written.splitlines()))
    lines = text.splitlines()
    (number,) = [n for n, line in enumerate(lines, 1) if "#" in line]
    assert places_in(text, real_catalogue) == [(number, "Q137")]


SILENT = {
    "a comment": "note: Виж задача  # седма\n",
    "a comment that begins with a number": "note: Виж задачата от май # 3 пъти\n",
    "a comment without words": "note: Виж задача #\n",
    "no space before it": "note: Виж задача№7#8 и C#\n",
    "double quotes": 'note: "Виж задача #7"\n',
    "single quotes": "note: 'Виж задача #7'\n",
    "quotes over two lines": 'note: "Виж\n    #7 от плана"\n',
    "a block text": "note: |\n    Виж #7\n    #8\n",
    "a folded text": "note: >-  # сгънат\n    Виж #7\n",
    "behind a quoted text": 'note: "Виж задача" #седма\n',
    "behind a date": "rated_on: 2021-05-20 #ден\n",
    "a line of its own": "note: Виж\n#evidence:\n#  - Протокол\n",
    "two signs and a space": "note: Виж задача  ## седма\n",
    "nothing but signs": "evidence:\n  - Протокол ##\n",
    "inside a comment": "note: Виж # задача #7\n",
    "entries in a comment": "evidence:\n    #- Протокол\n",
}


@pytest.mark.parametrize("written", SILENT.values(), ids=SILENT.keys())
def test_what_is_a_comment_or_a_text_stays_so(written: str, real_catalogue: CatalogueFile) -> None:
    text = year_text(RATING + "".join(f"  {line}\n" for line in written.splitlines()))
    assert places_in(text, real_catalogue) == []


@pytest.mark.parametrize("written", ["status: planned #от май", "status: planned  #3"])
def test_a_remark_after_one_of_a_few_words_is_a_remark(
    written: str, real_catalogue: CatalogueFile
) -> None:
    measure = (
        "  - id: M1\n    action: Урок\n    responsible: Иванова\n    planned: {to: 2021-05-31}\n"
    )
    text = f"{YEAR_HEAD}ratings:\n  OP.1.1.1: 3\nmeasures:\n{measure}    {written}\n"
    assert places_in(text, real_catalogue) == []


@pytest.mark.parametrize("level", ["3 #за първи път", "3 #4", "\n    #level: 3\n    level: 3"])
def test_a_remark_after_a_level_is_allowed(level: str, real_catalogue: CatalogueFile) -> None:
    assert places_in(f"{YEAR_HEAD}ratings:\n  OP.1.1.1: {level}\n", real_catalogue) == []


BROKEN = {
    "a text goes on below": ("OP.1.1.2:\n  level: 3\n  note: Виж задача #7\n    и още\n", 4),
    "in brackets": ("OP.1.1.2:\n  level: 3\n  evidence: [Протокол #3, Друг]\n", 3),
    "first in brackets": ("OP.1.1.2:\n  level: 3\n  evidence: [#3, Друг]\n", 3),
    "in braces": ("OP.1.1.2: {level: 3, note: Виж #7}\n", 1),
}


@pytest.mark.parametrize(("ratings", "line"), BROKEN.values(), ids=BROKEN.keys())
def test_broken_yaml_names_it(ratings: str, line: int) -> None:
    head = YEAR_HEAD.count("\n") + 1
    (found,) = parse_year(Source("2020-2021.yaml", year_text(ratings))).found
    assert found.place.span.line == head + line
    assert "is read as a comment" in Translator("en").fill(found.hint)


@pytest.mark.parametrize(
    ("written", "remedied"),
    [
        ("Виж задача #7", '"Виж задача #7"'),
        ('Виж "задача" #7', "'Виж \"задача\" #7'"),
        ("Виж C:\\папка #7", "'Виж C:\\папка #7'"),
        ('Виж "д\'Артанян" #7', "'Виж \"д''Артанян\" #7'"),
        ("Виж д'Артанян #7", '"Виж д\'Артанян #7"'),
    ],
)
def test_the_quotation_marks_that_it_names_help(
    written: str, remedied: str, real_catalogue: CatalogueFile
) -> None:
    (found,) = findings_in(year_text(f"{RATING}  note: {written}\n"), real_catalogue)
    hint = Translator("en").fill(found.hint)
    assert ("single quotes" in hint) == remedied.startswith("'")
    assert ("doubled" in hint) == ("''" in remedied)
    loaded = parse_year(Source("2020-2021.yaml", year_text(f"{RATING}  note: {remedied}\n")))
    assert loaded.found == []
    assert loaded.content is not None
    assert loaded.content.assessment.ratings["OP.1.1.2"].note == written


@pytest.mark.parametrize(
    ("written", "as_a_comment"),
    [("Виж задача #7", False), ("Виж задача #седма", True), ("Виж списъка #7", True)],
)
def test_a_space_is_only_advised_where_it_makes_a_comment(
    written: str, as_a_comment: bool, real_catalogue: CatalogueFile
) -> None:
    text = year_text(f"{RATING}  note: {written}\n")
    (found,) = findings_in(text, real_catalogue)
    assert ("put a space after the “#”" in Translator("en").fill(found.hint)) == as_a_comment
    assert (places_in(text.replace("#", "# "), real_catalogue) == []) == as_a_comment


def test_what_the_tool_writes_and_ships_is_silent(real_catalogue: CatalogueFile) -> None:
    source = Source("2023-2024.yaml", new_year(real_catalogue.catalogue, "2023-2024"))
    assert read_text(source).cuts == ()
    assert load_catalogue(TOP / "data/criteria.yaml", "c").found == []
    for path in sorted((TOP / "data/years").glob("*.yaml")):
        assert load_year(path, path.name).found == []


def test_a_catalogue_is_looked_at_as_well() -> None:
    text = (TOP / "data/criteria.yaml").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("    title: "))
    cut = text.replace(line, f"{line} #1", 1)
    (found,) = parse_catalogue(Source("criteria.yaml", cut)).found
    assert found.rule.code == "Q137"


# Places where a year accepts text: the lines around them, and the route to the value.
FIELDS: list[tuple[str, Route]] = [
    ("policy: ¦\n", ("policy",)),
    ("institution:\n  name: ¦\n", ("institution", "name")),
    ("goals:\n  - ¦\n", ("goals", 0)),
    ("ratings:\n  OP.1.1.1:\n    level: 3\n    note: ¦\n", ("ratings", "OP.1.1.1", "note")),
    (
        "ratings:\n  OP.1.1.1:\n    level: 3\n    evidence:\n      - Протокол\n      - ¦\n",
        ("ratings", "OP.1.1.1", "evidence", 1),
    ),
    ("ratings:\n  OP.1.1.1:\n    no_evidence: ¦\n", ("ratings", "OP.1.1.1", "no_evidence")),
    ("measures:\n  - id: M1\n    action: ¦\n", ("measures", 0, "action")),
    ("measures:\n  - id: M1\n    action: ¦\n    note: x\n", ("measures", 0, "action")),
]
# A “#” followed by a space is still a comment, and so is a row of them.
WORDS = st.text("абвАЯxz019№.,;:!?()-„“\"'/%&*#", min_size=1, max_size=6).filter(
    lambda word: word.strip("#") != ""
)
# A sentence: a start with a special character of YAML is rejected, or is not a plain text.
FIRST = WORDS.filter(lambda word: word[0] in "абвАЯxz019№„“(.#")


@st.composite
def sentences(draw: st.DrawFn) -> str:
    head = draw(st.lists(FIRST, max_size=1))
    before = draw(st.lists(WORDS, max_size=3)) if head else []
    after = draw(st.lists(WORDS, max_size=2))
    return " ".join([*head, *before, "#" + draw(WORDS), *after])


@given(st.sampled_from(FIELDS), sentences())
def test_a_sentence_is_read_whole_or_has_a_finding_on_its_line(
    real_catalogue: CatalogueFile, field: tuple[str, Route], sentence: str
) -> None:
    template, route = field
    text = YEAR_HEAD + template.replace("¦", sentence)
    number = YEAR_HEAD.count("\n") + template[: template.index("¦")].count("\n") + 1
    source = Source("2020-2021.yaml", text)
    value: Any = read_text(source).values
    for step in route:
        try:
            value = value[step]
        except (TypeError, KeyError, IndexError):
            value = None
    found = findings_in(text, real_catalogue)
    assert value == sentence or number in {one.place.span.line for one in found}
