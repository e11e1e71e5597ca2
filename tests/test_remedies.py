"""Following a remedy literally works: the finding is gone, and no new one appears."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from qualitycli.messages import Translator
from qualitycli.reading.load import parse_catalogue
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile
from qualitycli.writing.year import new_year
from tests.conftest import TOP, YEAR_HEAD, Quality, year_text
from tests.findings import findings_in

pytestmark = pytest.mark.slow


class RemedyCase(NamedTuple):
    """An error, the text of its remedy, and the file after following the remedy literally."""

    code: str
    bad: str
    remedy: str
    good: str
    line: int = 0


NOTE = "OP.1.1.1: 3\nOP.1.1.2:\n  level: 3\n  note: "
TWICE = "double each ' inside the text: ''"

RATINGS = {
    "evidence in the short form": RemedyCase(
        "Q416",
        "OP.1.1.1: 4\n",
        "write “OP.1.1.1:” on a line of its own and below it, two spaces to the right, "
        "“level: 4” and “evidence:” with the evidence",
        "OP.1.1.1:\n  level: 4\n  evidence:\n    - Протокол № 3\n",
        1,
    ),
    "evidence in the long form": RemedyCase(
        "Q416",
        "OP.1.1.1:\n  level: 4\n",
        "list the evidence under “evidence:”, next to “level:”",
        "OP.1.1.1:\n  level: 4\n  evidence:\n    - Протокол № 3\n",
        2,
    ),
    "evidence that is there but empty": RemedyCase(
        "Q416",
        "OP.1.1.1:\n  level: 4\n  evidence:\n",
        "list the evidence under “evidence:”, next to “level:”",
        "OP.1.1.1:\n  level: 4\n  evidence:\n    - Протокол № 3\n",
        2,
    ),
    "evidence below the short form": RemedyCase(
        "Q115",
        "OP.1.1.1: 4\n  evidence:\n    - Протокол № 3\nOP.1.1.2: 3\n",
        "write “OP.1.1.1:” and, below it and aligned with this line, “level: 4”",
        "OP.1.1.1:\n  level: 4\n  evidence:\n    - Протокол № 3\nOP.1.1.2: 3\n",
        2,
    ),
    "a note below the short form, with a remark": RemedyCase(
        "Q115",
        "OP.1.1.1: 4  # да\n    note: Добре.\n",
        "write “OP.1.1.1:” and, below it and aligned with this line, “level: 4”",
        "OP.1.1.1:\n    level: 4\n    note: Добре.\n    evidence: [а]\n",
        2,
    ),
    "an entry below braces": RemedyCase(
        "Q115",
        "OP.1.1.1: {level: 3}\n  note: Добре.\n",
        "put this entry inside the braces, after a comma",
        "OP.1.1.1: {level: 3, note: Добре.}\n",
        2,
    ),
    "an apostrophe": RemedyCase(
        "Q130",
        f"{NOTE}'Д'Артанян дойде'\n",
        TWICE,
        f"{NOTE}'Д''Артанян дойде'\n",
        4,
    ),
    "an apostrophe and a quotation": RemedyCase(
        "Q130",
        f"{NOTE}'Д'Артанян \"дойде\"'\n",
        TWICE,
        f"{NOTE}'Д''Артанян \"дойде\"'\n",
        4,
    ),
    "an apostrophe in braces": RemedyCase(
        "Q130",
        "OP.1.1.1: {level: 3, note: 'Д'Артанян'}\n",
        TWICE,
        "OP.1.1.1: {level: 3, note: 'Д''Артанян'}\n",
        1,
    ),
    "a name in single quotes": RemedyCase(
        "Q130",
        f"{NOTE}'Коледа' е кампания.\n",
        "put the whole text in double quotes",
        f"{NOTE}\"'Коледа' е кампания.\"\n",
        4,
    ),
    "a name in double quotes": RemedyCase(
        "Q130",
        f'{NOTE}"Коледа" е кампания.\n',
        "put the whole text in single quotes",
        f"{NOTE}'\"Коледа\" е кампания.'\n",
        4,
    ),
    "a name in double quotes, and an apostrophe": RemedyCase(
        "Q130",
        f'{NOTE}"Коледа" на д\'Артанян.\n',
        "put the whole text in single quotes and double each ' inside it",
        f"{NOTE}'\"Коледа\" на д''Артанян.'\n",
        4,
    ),
    "dashes": RemedyCase(
        "Q203",
        "OP.1.1.1:\n  - level: 3\n  - note: Добре.\n    rated_on: 2021-05-20\n",
        "replace each “- ” with two spaces",
        "OP.1.1.1:\n    level: 3\n    note: Добре.\n    rated_on: 2021-05-20\n",
        1,
    ),
    "a rating that is not indented": RemedyCase(
        "Q222",
        "OP.1.1.1:\nlevel: 3\nnote: Добре.\nOP.1.1.2: 3\n",
        "move each of these lines, with everything nested under it, two spaces to the right",
        "OP.1.1.1:\n  level: 3\n  note: Добре.\nOP.1.1.2: 3\n",
        2,
    ),
    "a level that is not indented": RemedyCase(
        "Q301",
        "OP.1.1.1:\nlevel: 3\nOP.1.1.2: 3\n",
        "“level” belongs under the id of an item: move it two spaces to the right",
        "OP.1.1.1:\n  level: 3\nOP.1.1.2: 3\n",
        2,
    ),
    "evidence in line with the id": RemedyCase(
        "Q222",
        "OP.1.1.1:\n  level: 4\nevidence:\n  - Протокол\nOP.1.1.2: 3\n",
        "move each of these lines, with everything nested under it, two spaces to the right",
        "OP.1.1.1:\n  level: 4\n  evidence:\n    - Протокол\nOP.1.1.2: 3\n",
        3,
    ),
    "a note in line with the short form": RemedyCase(
        "Q222",
        "OP.1.1.1: 3\nnote: Добре.\nrated_on: 2021-05-20\n",
        "two spaces to the right; replace “OP.1.1.1: 3” with “OP.1.1.1:” and, below it and "
        "aligned with them, “level: 3”",
        "OP.1.1.1:\n  level: 3\n  note: Добре.\n  rated_on: 2021-05-20\n",
        2,
    ),
    "a level that is a comment": RemedyCase(
        "Q137",
        "OP.1.1.1: 3\nOP.1.1.2: #3\n",
        "for a value, delete the “#”",
        "OP.1.1.1: 3\nOP.1.1.2: 3\n",
        2,
    ),
    "answers that are not indented": RemedyCase(
        "Q222",
        "OP.11.2:\n  answers:\n  2: 3\n  3: 14\n  invited: 32\n",
        "move each of these lines, with everything nested under it, two spaces to the right",
        "OP.11.2:\n  answers:\n    2: 3\n    3: 14\n  invited: 32\n",
        3,
    ),
}

HEAD = YEAR_HEAD.removesuffix('framework:\n  id: vou-montana\n  edition: "2020"\n')
FRAMEWORK = 'framework:\n  id: vou-montana\n  edition: "2020"\n'
RATED = "ratings:\n  OP.1.1.1: 3\n"
RATED_LATE = "ratings:\n  OP.1.1.1:\n    level: 3\n    rated_on: 2021-07-06\n"
MEASURE = """\
measures:
  - id: M1
    responsible: Иванова
    planned: {to: 2021-05-31}
"""
DOTS = "delete this line, or put “# ” in front of it to make it a comment"
MOVED = "move each of these lines, with everything nested under it, two spaces to the right"
ADOPTED = """\
adoption:
  report:
    adopted_by: D1
decisions:
  - id: D1
    kind: protocol
    number: "9"
    date: 2021-07-0{day}
    text: Приема доклада.
"""
YEARS = {
    "a report adopted before the last rating": RemedyCase(
        "Q517",
        f"{YEAR_HEAD}{ADOPTED.format(day=5)}{RATED_LATE}",
        "correct one of the two dates",
        f"{YEAR_HEAD}{ADOPTED.format(day=6)}{RATED_LATE}",
        8,
    ),
    "three dots": RemedyCase(
        "Q110",
        f"{YEAR_HEAD}{RATED}...\n  OP.1.1.2: 3\n",
        DOTS,
        f"{YEAR_HEAD}{RATED}  OP.1.1.2: 3\n",
        8,
    ),
    "three dots, made a comment": RemedyCase(
        "Q110", f"{YEAR_HEAD}{RATED}... край\n", DOTS, f"{YEAR_HEAD}{RATED}# ... край\n", 8
    ),
    "three dots in the middle of a rating": RemedyCase(
        "Q110",
        f"{YEAR_HEAD}{RATED}  OP.1.1.2:\n    level: 3\n...\n    note: Да\n",
        DOTS,
        f"{YEAR_HEAD}{RATED}  OP.1.1.2:\n    level: 3\n    note: Да\n",
        10,
    ),
    "a framework that is not indented": RemedyCase(
        "Q222",
        f'{HEAD}framework:\nid: vou-montana\nedition: "2020"\n{RATED}',
        MOVED,
        f"{HEAD}{FRAMEWORK}{RATED}",
        4,
    ),
    "ratings that are not indented": RemedyCase(
        "Q222", f"{YEAR_HEAD}ratings:\nOP.1.1.1: 3\n", MOVED, f"{YEAR_HEAD}{RATED}", 7
    ),
    "a key without its value": RemedyCase(
        "Q202",
        f"{YEAR_HEAD}{RATED}{MEASURE}    action:\n",
        "“action:” is empty: add its value",
        f"{YEAR_HEAD}{RATED}{MEASURE}    action: Урок\n",
        12,
    ),
    "a value that is a comment": RemedyCase(
        "Q202",
        f"{YEAR_HEAD}{RATED}{MEASURE}    action: # 12 урока\n",
        "“# 12 урока” is read as a comment: put it in quotation marks",
        f'{YEAR_HEAD}{RATED}{MEASURE}    action: "# 12 урока"\n',
        12,
    ),
    "ratings with dashes": RemedyCase(
        "Q203",
        f"{YEAR_HEAD}ratings:\n- OP.1.1.1: 3\n- OP.1.1.2: 3\n",
        "replace each “- ” with two spaces",
        f"{YEAR_HEAD}{RATED}  OP.1.1.2: 3\n",
        6,
    ),
    "a framework with dashes": RemedyCase(
        "Q203",
        f'{HEAD}framework:\n  - id: vou-montana\n  - edition: "2020"\n{RATED}',
        "replace each “- ” with two spaces",
        f'{HEAD}framework:\n    id: vou-montana\n    edition: "2020"\n{RATED}',
        3,
    ),
    "an indentation of another kind of spaces": RemedyCase(
        "Q135",
        f"{YEAR_HEAD}{RATED}\xa0\xa0OP.1.1.2: 3\n",
        "delete it, and indent the line with spaces until it lines up with its neighbours",
        f"{YEAR_HEAD}{RATED}  OP.1.1.2: 3\n",
        8,
    ),
    "a line separator": RemedyCase(
        "Q134",
        f"{YEAR_HEAD}policy: Всеки\u2028успява.\n{RATED}",
        "replace it with a space, or with a line break if a new line should start there",
        f"{YEAR_HEAD}policy: Всеки успява.\n{RATED}",
        6,
    ),
    "nothing rated": RemedyCase(
        "Q417",
        f"{YEAR_HEAD}ratings:\n",
        "rate the first item, for example “OP.1.1.1: 3”",
        f"{YEAR_HEAD}{RATED}",
        6,
    ),
}


def follows(case: RemedyCase, catalogue_file: CatalogueFile) -> None:
    (found,) = findings_in(case.bad, catalogue_file)
    assert (found.rule.code, found.place.span.line) == (case.code, case.line)
    assert case.remedy in Translator("en").fill(found.hint)
    assert findings_in(case.good, catalogue_file) == []


@pytest.mark.parametrize("case", RATINGS.values(), ids=RATINGS.keys())
def test_the_remedy_for_a_rating_helps(case: RemedyCase, real_catalogue: CatalogueFile) -> None:
    line = case.line + YEAR_HEAD.count("\n") + 1
    whole = case._replace(bad=year_text(case.bad), good=year_text(case.good), line=line)
    follows(whole, real_catalogue)


@pytest.mark.parametrize("case", YEARS.values(), ids=YEARS.keys())
def test_the_remedy_for_a_year_helps(case: RemedyCase, real_catalogue: CatalogueFile) -> None:
    follows(case, real_catalogue)


def test_a_whole_framework_that_is_not_indented_is_one_finding(
    real_catalogue: CatalogueFile,
) -> None:
    ids = [*real_catalogue.held_in("2020-2021")]
    assert len(ids) > 100
    text = YEAR_HEAD + "ratings:\n" + "".join(f"{one}: 3\n" for one in ids)
    (found,) = findings_in(text, real_catalogue)
    assert found.rule.code == "Q222"
    said = Translator("en").fill(found.message)
    assert said.count("OP.") < 20
    assert said.endswith("…")


def test_a_level_that_is_there_twice_for_want_of_indentation_is_not_to_be_deleted(
    real_catalogue: CatalogueFile,
) -> None:
    text = year_text("OP.1.1.1:\nlevel: 3\nnote: x\nOP.1.1.2:\nlevel: 2\n")
    hints = [Translator("en").fill(one.hint) for one in findings_in(text, real_catalogue)]
    assert len(hints) == 2
    assert all("two spaces to the right" in hint for hint in hints)


def test_the_remedy_for_an_unknown_key_lists_a_few_others(real_catalogue: CatalogueFile) -> None:
    (found,) = findings_in(f"{YEAR_HEAD}zzz: 3\n{RATED}", real_catalogue)
    hint = Translator("en").fill(found.hint)
    assert hint.endswith("; docs/formats.md lists them all")
    assert hint.count(",") < 8
    assert Translator("bg").fill(found.hint).endswith("са изброени в docs/formats.bg.md")
    formats = (TOP / "docs/formats.md").read_text(encoding="utf-8")
    keys = found.args["known"]
    assert isinstance(keys, tuple)
    assert all(f"`{key}`" in formats for key in keys)


POINTS = """\
format: 1
framework: {id: m, title: Малка, editions: ["1"]}
coverage_threshold: 2/3
scale:
  levels:
    - {value: 1, name: слабо}
    - {value: 2, name: средно}
    - {value: 3, name: добро}
bands:
  - id: b
    title: Ленти
    verified: false
    source: измислени
    percent_of: range
    steps: [{name: добра}]
areas:
  - id: A
    title: Област
    criteria:
      - id: A.1
        title: Критерий
        indicators:
          - {id: A.1.1, title: Показател, ITEM}
"""


@pytest.mark.parametrize(
    ("item", "example"),
    [
        ("rated_by: ratio, thresholds: [50, 70]", "A.1.1: {count: 1, of: 2}"),
        ("rated_by: survey", "A.1.1: {answers: {2: 1}}"),
        (
            "rated_by: points, ladder: [{points: 0, text: а}, {points: 1.5, text: б}]",
            "A.1.1: {points: 1.5}",
        ),
        ("rated_by: level", "A.1.1: 2"),
    ],
)
def test_the_example_of_a_rating_is_of_an_item_that_there_is(item: str, example: str) -> None:
    catalogue = parse_catalogue(Source("c", POINTS.replace("ITEM", item))).content
    assert catalogue is not None
    head = 'format: 1\nyear: 2020-2021\nframework: {id: m, edition: "1"}\n'
    (found,) = findings_in(head, catalogue)
    assert Translator("en").fill(found.hint) == f"rate the first item, for example “{example}”"
    assert findings_in(f"{head}ratings:\n  {example}\n", catalogue) == []


def test_only_items_that_hold_are_named_for_a_node(real_catalogue: CatalogueFile) -> None:
    text = real_catalogue.file.source.text.replace(
        "- id: OP.1.1.1\n", "- id: OP.1.1.1\n                retired: 2020-2021\n"
    )
    catalogue = parse_catalogue(Source("c", text)).content
    assert catalogue is not None
    (found,) = findings_in(year_text("OP.1.1: 3\nOP.1.2.1: 3"), catalogue)
    assert "OP.1.1.1" not in Translator("en").fill(found.hint)
    assert "from OP.1.1.2 to" in Translator("en").fill(found.hint)


def test_no_remedy_suggests_renaming_a_file_over_another(project: Path, quality: Quality) -> None:
    years = project / "data/years"
    text = (years / "2020-2021.yaml").read_text(encoding="utf-8")
    (years / "2020-2021 – копие.yaml").write_text(text, encoding="utf-8")
    (years / "2020-2021.yml").write_text(text, encoding="utf-8")
    (years / "2016-2017.yml").write_text(text, encoding="utf-8")
    out = quality("validate").out
    taken = "2020-2021.yaml already exists: move this file out of the folder"
    assert out.count(taken) == 2
    assert "rename it to 2016-2017.yaml" in out
    assert "rename the file to" not in out
    # Followed literally:
    for name in ("2020-2021 – копие.yaml", "2020-2021.yml"):
        (years / name).rename(project / name)
        outcome = quality("diff", "2020-2021", name)
        assert outcome.code == 0, outcome.err
    assert "Q310" not in quality("validate").out


def test_a_year_with_a_wrong_name_may_still_be_renamed(project: Path, quality: Quality) -> None:
    years = project / "data/years"
    (years / "2020-2021.yaml").rename(years / "2020-2021 нова.yaml")
    assert "rename the file to 2020-2021.yaml, or correct the year" in quality("validate").out


def test_a_new_year_names_only_items_of_its_framework() -> None:
    head = 'format: 1\nframework: {id: m, title: Малка, editions: ["1"]}\ncoverage_threshold: 2/3\n'
    scale = "scale:\n  levels:\n    - {value: 1, name: слабо}\n    - {value: 2, name: добро}\n"
    areas = (
        "areas:\n  - id: A\n    title: Област\n    criteria:\n      - id: A.1\n"
        "        title: Критерий\n        indicators:\n"
        "          - {id: A.1.1, title: Показател, rated_by: survey}\n"
    )
    loaded = parse_catalogue(Source("criteria.yaml", head + scale + areas))
    assert loaded.content is not None
    text = new_year(loaded.content.catalogue, "2020-2021")
    assert "OP.1" not in text
    assert "#   A.1.1:\n#     answers:\n" in text


def test_the_rest_is_checked_beside_a_note_that_is_not_indented(
    real_catalogue: CatalogueFile,
) -> None:
    text = year_text("OP.1.1.1: 3\nnote: Добре.\nOP.9.9.9: 3\n")
    assert sorted(one.rule.code for one in findings_in(text, real_catalogue)) == ["Q222", "Q301"]
