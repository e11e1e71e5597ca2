"""Importing a changed paper onto its framework: ids, and with them ratings, keep their texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitycli.application.framework_edits import framework_edits
from qualitycli.application.framework_import import (
    FrameworkOptions,
    framework_of,
)
from qualitycli.application.imported_framework import ImportedFramework
from qualitycli.exchange.framework.existing import Existing
from qualitycli.exchange.source.document import SourceTable
from tests.conftest import Quality
from tests.framework_papers import TODAY, decisions, paper, table
from tests.framework_sheet import FrameworkSheet
from tests.quick_yaml import texts_in

STEPS: Final = "3 т. – изцяло\n1 т. – отчасти\n0 т. – не"
OTHER_STEPS: Final = "2 т. – да\n0 т. – не"
TITLES: Final = ["Планиране", "Оценяване", "Обратна връзка", "Проекти", "Консултации"]
FILE: Final = Path("data/criteria.yaml")
Areas = Mapping[str, Sequence[str]]


def table_of(areas: Areas, steps: str = STEPS) -> SourceTable:
    rows = []
    for title, criteria in areas.items():
        rows += [[f"ОБЛАСТ 1. {title}", "<", "<"]]
        rows += [[f"{n}.", one, steps] for n, one in enumerate(criteria, 1)]
    return table(["№", "Критерий", "Показатели за равнище"], *rows)


def again(areas: Areas, old: Mapping[str, Any], steps: str = STEPS) -> ImportedFramework:
    """Return the framework of a paper, read onto a catalogue."""
    document = paper(table_of(areas, steps))
    return framework_of(document, FrameworkOptions(), TODAY, Existing(old))


def merged(read: ImportedFramework, old: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a catalogue after a paper was imported onto it."""
    edits = framework_edits(old, read.values, read.carried)
    return edits[0].value if edits else old  # type: ignore[return-value]


def titles(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the titles of the criteria by their ids."""
    return {one["id"]: one["title"] for area in values["areas"] for one in area["criteria"]}


def first(areas: Areas) -> Mapping[str, Any]:
    return again(areas, {}).values


def test_an_inserted_criterion_gets_a_free_id() -> None:
    old = first({"Обучение": TITLES})
    new = merged(again({"Обучение": [TITLES[0], "Етичен кодекс", *TITLES[1:]]}, old), old)
    assert titles(new) == titles(old) | {"OB.6": "Етичен кодекс"}
    assert [one["id"] for one in new["areas"][0]["criteria"]] == [
        *("OB.1", "OB.6", "OB.2", "OB.3", "OB.4", "OB.5")
    ]
    assert [one.get("number") for one in new["areas"][0]["criteria"]] == [
        *(None, "2", "3", "4", "5", "6")
    ]


def test_a_removed_criterion_stays_and_is_named() -> None:
    old = first({"Обучение": TITLES})
    read = again({"Обучение": [TITLES[0], *TITLES[2:]]}, old)
    assert titles(merged(read, old)) == titles(old)
    assert "OB.2 “Оценяване” is not in the table; it stays." in decisions(read)


def test_a_corrected_title_keeps_its_id_and_both_are_told() -> None:
    old = first({"Обучение": TITLES})
    read = again({"Обучение": [*TITLES[:3], "Проекти и програми", TITLES[4]]}, old)
    assert titles(merged(read, old)) == titles(old) | {"OB.4": "Проекти и програми"}
    assert "OB.4 was recognised: “Проекти” → “Проекти и програми”." in decisions(read)


def test_another_title_under_the_same_number_takes_no_id_over() -> None:
    old = first({"Обучение": TITLES})
    read = again({"Обучение": [*TITLES[:4], "Етичен кодекс"]}, old)
    assert titles(merged(read, old)) == titles(old) | {"OB.6": "Етичен кодекс"}


def test_an_id_that_only_ratings_have_is_not_free() -> None:
    old = first({"Обучение": TITLES})
    document = paper(table_of({"Обучение": [*TITLES, "Етичен кодекс"]}))
    existing = Existing(old, frozenset({"OB.6"}))
    read = framework_of(document, FrameworkOptions(), TODAY, existing)
    assert titles(read.values)["OB.7"] == "Етичен кодекс"


def test_the_other_way_of_writing_a_title_is_the_same_title() -> None:
    old = first({"Обучение": TITLES})
    read = again({"ОБУЧЕНИЕ": ["Консултации.", *TITLES[:4]]}, old)
    assert list(titles(read.values)) == ["OB.5", "OB.1", "OB.2", "OB.3", "OB.4"]


def test_of_several_with_one_title_the_number_decides() -> None:
    old = first({"Обучение": ["Проекти", "Проекти", "Проекти"]})
    read = again({"Обучение": ["Планиране", "Проекти", "Проекти"]}, old)
    assert list(titles(read.values)) == ["OB.4", "OB.2", "OB.3"]


def test_a_retired_criterion_comes_after_one_in_force() -> None:
    old = first({"Обучение": ["Проекти", "Проекти", "Планиране"]})
    old["areas"][0]["criteria"][0] |= {"retired": "2027-2028", "number": "9"}
    read = again({"Обучение": ["Проекти", "Планиране"]}, old)
    assert list(titles(read.values)) == ["OB.2", "OB.3"]


def test_points_scales_by_name_are_compared_by_content() -> None:
    old = first({"Обучение": TITLES})
    assert list(old["ladders"]) == ["skala-1"]
    read = again({"Среда": ["Двор", "Сграда", "Столова"]}, old, OTHER_STEPS)
    new = merged(read, old)
    assert list(new["ladders"]) == ["skala-1", "skala-2"]
    assert new["ladders"]["skala-1"] == old["ladders"]["skala-1"]
    assert new["areas"][-1]["criteria"][0]["ladder"] == "skala-2"
    renamed = {**old, "ladders": {"изцяло": old["ladders"]["skala-1"]}}
    assert again({"Обучение": TITLES}, renamed).values["ladders"] == renamed["ladders"]


def test_only_decisions_that_are_written_are_told() -> None:
    old = first({"Обучение": TITLES})
    told = decisions(again({"Среда": ["Двор", "Сграда", "Столова"]}, old))
    assert told == [
        "Method: points, because the table states points.",
        "Ids of the areas: SR – Среда.",
        "OB “Обучение” is not in the table; it stays.",
    ]


WORDS = st.sampled_from([*TITLES, "Проект", "Оценки", "Работа с родители", "Работа с ученици"])
PAPERS = st.fixed_dictionaries(
    {one: st.lists(WORDS, min_size=2, max_size=6) for one in ("Обучение", "Среда")}
)


@given(PAPERS, st.data())
def test_ids_keep_their_titles_when_a_criterion_comes_goes_or_moves(
    areas: dict[str, list[str]], data: st.DataObject
) -> None:
    old = first(areas)
    changed = {title: list(criteria) for title, criteria in areas.items()}
    one, other = (changed[data.draw(st.sampled_from(sorted(areas)))] for _ in range(2))
    change = data.draw(st.sampled_from(["insert", "remove", "move"]))
    title = data.draw(WORDS)
    if change != "insert":
        title = one.pop(data.draw(st.integers(0, len(one) - 1)))
    if change != "remove":
        other.insert(data.draw(st.integers(0, len(other))), title)
    new = titles(merged(again(changed, old), old))
    assert {node: new[node] for node in titles(old)} == titles(old)


@given(PAPERS)
def test_the_same_paper_changes_nothing(areas: dict[str, list[str]]) -> None:
    old = first(areas)
    assert merged(again(areas, old), old) == old


# --- The command ------------------------------------------------------------------------------

HEAD: Final = "№;Критерий;Макс. точки\n"
ROWS: Final = ["ОБЛАСТ 1. Обучение;;", *(f"{n}.;{one};3" for n, one in enumerate(TITLES, 1))]
YEAR: Final = """\
format: 1
year: 2026-2027
framework: {id: karta, edition: "2026"}
ratings:
  OB.4: {points: 2}
  OB.5:
"""


def write_paper(name: str, rows: Sequence[str]) -> None:
    Path(name).write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")


@pytest.fixture
def rated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quality: Quality) -> str:
    """Return the text of a project's framework, which a year rates."""
    monkeypatch.chdir(tmp_path)
    write_paper("karta.csv", ROWS)
    assert quality("framework", "import", "karta.csv").code == 0
    years = Path("data/years")
    years.mkdir()
    text = FILE.read_text(encoding="utf-8")
    edition = texts_in(text)["framework"]["editions"][0]
    (years / "2026-2027.yaml").write_text(YEAR.replace('2026"', f'{edition}"'), encoding="utf-8")
    return text


def sheet_without(text: str, *removed: str) -> None:
    sheet = FrameworkSheet(texts_in(text))
    for one in removed:
        sheet.rows.remove(sheet.row(one, "criterion"))
    Path("table.csv").write_bytes(sheet.data())


@pytest.mark.parametrize("removed", ["OB.4", "OB.5"])
def test_a_rated_item_is_not_removed_by_the_table(
    removed: str, rated: str, quality: Quality
) -> None:
    sheet_without(rated, removed)
    outcome = quality("framework", "import", "table.csv", "-y")
    assert outcome.code == 1
    assert f"{removed} is among the ratings of 2026-2027" in outcome.err
    assert "in the column “Retired”" in outcome.err
    assert "„Отпада от“" in quality("--lang", "bg", "framework", "import", "table.csv", "-y").err
    shown = quality("--lang", "en", "framework", "import", "table.csv", "-n")
    assert (shown.code, f"-      - id: {removed}\n" in shown.out) == (1, True)
    assert f"{removed} is among the ratings" in shown.err
    assert FILE.read_text(encoding="utf-8") == rated


def test_an_item_without_ratings_is_removed_by_the_table(rated: str, quality: Quality) -> None:
    sheet_without(rated, "OB.2")
    assert quality("framework", "import", "table.csv", "-y").code == 0
    assert "OB.2" not in FILE.read_text(encoding="utf-8")


def test_yes_does_not_make_another_item_of_a_rated_one(rated: str, quality: Quality) -> None:
    sheet = FrameworkSheet(texts_in(rated))
    sheet.row("OB.4", "criterion")["Text"] = "Етичен кодекс"
    Path("table.csv").write_bytes(sheet.data())
    outcome = quality("framework", "import", "table.csv", "-y")
    assert outcome.code == 1
    assert (
        "OB.4 was rated in 2026-2027 as “Проекти”, and would become “Етичен кодекс”." in outcome.err
    )
    assert FILE.read_text(encoding="utf-8") == rated


def test_force_names_the_ratings_that_would_have_no_item(rated: str, quality: Quality) -> None:
    write_paper("other.csv", ["ОБЛАСТ 1. Среда;;", "1.;Двор;2"])
    outcome = quality("framework", "import", "other.csv", "--force")
    assert outcome.code == 1
    assert "2 ratings would have no item in the new framework; the first: OB.4" in outcome.err
    assert FILE.read_text(encoding="utf-8") == rated
    outcome = quality("framework", "import", "other.csv", "--force", "-y")
    assert outcome.code == 0
    assert "2 ratings would have no item" in outcome.err
    assert "quality new" not in outcome.out
    assert "OB." not in FILE.read_text(encoding="utf-8")


def test_force_keeps_the_ids_that_are_rated(rated: str, quality: Quality) -> None:
    write_paper("karta.csv", [ROWS[0], *ROWS[2:]])
    assert quality("framework", "import", "karta.csv", "--force").code == 0
    assert quality("validate").code == 0
    assert titles(texts_in(FILE.read_text(encoding="utf-8")))["OB.4"] == "Проекти"


def test_in_a_subfolder_the_project_above_is_changed(
    rated: str, monkeypatch: pytest.MonkeyPatch, quality: Quality
) -> None:
    Path("sub").mkdir()
    monkeypatch.chdir("sub")
    write_paper("karta.csv", [*ROWS, "6.;Етичен кодекс;3"])
    assert quality("framework", "import", "karta.csv", "-y").code == 0
    assert not FILE.exists()
    assert "Етичен кодекс" in (Path("..") / FILE).read_text(encoding="utf-8")


def test_an_error_of_the_result_is_told_to_be_one(rated: str, quality: Quality) -> None:
    write_paper("karta.csv", ["ОБЛАСТ 1. Обучение – 15 точки;;", *ROWS[1:]])
    assert quality("framework", "import", "karta.csv", "-y").code == 0
    write_paper("karta.csv", ["ОБЛАСТ 1. Обучение – 12 точки;;", *ROWS[1:5]])
    outcome = quality("framework", "import", "karta.csv", "-y")
    assert outcome.code == 1
    assert "Q433" in outcome.err
    assert "OB.5 “Консултации” is not in the table; it stays." in outcome.out
    assert "The lines are those of the file as it would be" in outcome.err
