"""``quality framework show``: the items to rate, and one node of a framework with a history."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Quality

HISTORY = """\
format: 1
framework:
  id: f
  title: Рамка
  editions: ["1"]
coverage_threshold: 0.5
scale:
  levels:
    - {value: 1, name: слабо}
    - {value: 2, name: добро}
    - {value: 3, name: отлично}
areas:
  - id: A
    title: Област
    weight: 2
    weight_reason: Решение на съвета.
    criteria:
      - id: A.1
        title: Критерий
        indicators:
          - id: A.1.1
            title: Индикатор
            subindicators:
              - id: A.1.1.1
                text: Стар
                since: 2018-2019
                retired: 2020-2021
                replaced_by:
                  - {id: A.1.1.2, kind: narrower}
              - id: A.1.1.2
                text: Нов
                since: 2020-2021
                rated_by: points
                ladder:
                  - {points: 0, text: Няма}
                  - {points: 1.5, text: Има}
                hints: [Вижте протоколите.]
              - id: A.1.1.3
                text: Преместен
                levels: {1: Рядко., 3: Винаги.}
              - id: A.1.1.4
                text: Дял
                rated_by: ratio
                thresholds: [40, 80]
"""


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "history"
    (root / "data/years").mkdir(parents=True)
    (root / "data/criteria.yaml").write_text(HISTORY, encoding="utf-8")
    year = "format: 1\nyear: {}\nframework: {{id: f, edition: '1'}}\nratings:\n  {}\n"
    for name, rating in (
        ("2019-2020", "A.1.1.1: 2"),
        ("2020-2021", "A.1.1.2: {points: 1.5}\n  A.1.1.4: {count: 1, of: 2}"),
    ):
        (root / f"data/years/{name}.yaml").write_text(year.format(name, rating), encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def test_the_counts_of_the_framework(project: Path, quality: Quality) -> None:
    values = json.loads(quality("framework", "show", "--format", "json").out)
    nodes = values["nodes"]
    kinds = [node["kind"] for node in nodes]
    assert {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)} == {
        "area": 2,
        "criterion": 16,
        "indicator": 46,
        "subindicator": 136,
    }
    assert sum(node["rated_by"] is not None for node in nodes) == 139
    assert [len(node["parts"]) for node in nodes if node["parts"]] == [5, 3, 2]
    rated = {node["id"]: node["rated_by"] for node in nodes if node["rated_by"]}
    assert [one for one, way in rated.items() if way == "ratio"] == [
        *("OP.6.1.1", "OP.9.2.1", "OP.9.2.2", "UI.2.5.1", "UI.3.2.2")
    ]
    assert [one for one, way in rated.items() if way == "survey"] == [
        *("OP.11.1", "OP.11.2", "OP.11.3")
    ]
    assert {"id", "kind", "number", "text", "parts"} <= nodes[0].keys()


def test_the_tree_for_people(project: Path, quality: Quality) -> None:
    lines = quality("framework", "show").out.splitlines()
    assert "OP Образователен процес" in lines
    assert "  OP.1 Ефективност на взаимодействието в процеса на обучението" in lines
    assert "      OP.1.1.1 Урокът съответства на учебната програма." in lines
    assert "    OP.11.1 Удовлетвореност у учениците [survey answers]" in lines
    assert sum(line.lstrip().startswith("– ") for line in lines) == 10
    assert lines[-1] == (
        "2 areas, 16 criteria, 46 indicators, 136 sub-indicators; 139 of them can be rated."
    )


def test_csv(project: Path, quality: Quality) -> None:
    rows = list(csv.DictReader(io.StringIO(quality("framework", "show", "--format", "csv").out)))
    assert len(rows) == 200
    (row,) = [row for row in rows if row["id"] == "UI.3.2.2"]
    assert row["parts"].startswith("вътрешноинституционална квалификация")
    assert "; квалификационна дейност" in row["parts"]


@pytest.mark.parametrize(
    ("node_id", "sentences"),
    [
        ("A", ["Area: its result comes from its criteria.", "Weight 2: Решение на съвета."]),
        ("A.1", ["Criterion: its result comes from its indicators."]),
        ("A.1.1", ["Indicator: its result comes from its sub-indicators."]),
        (
            "A.1.1.1",
            [
                "Rated by: level.",
                "Valid since 2018/2019.",
                "Not valid from 2020/2021.",
                "Replaced by A.1.1.2 (narrower).",
                "2019/2020    level 2",
                "2020/2021    not valid",
            ],
        ),
        (
            "A.1.1.2",
            [
                "Rated by: points.",
                "1.5 points: Има",
                "Hint: Вижте протоколите.",
                "2020/2021  1.5 of 1.5",
            ],
        ),
        ("A.1.1.3", ["Level 1, слабо: Рядко.", "Level 3, отлично: Винаги.", "not rated"]),
        ("A.1.1.4", ["Rated by: counts, which set the level.", "2020/2021  50.0% (level 2)"]),
    ],
)
def test_a_framework_with_a_history(
    node_id: str, sentences: list[str], history: Path, quality: Quality
) -> None:
    outcome = quality("framework", "show", node_id)
    assert outcome.code == 0, outcome.err
    for sentence in sentences:
        assert sentence in outcome.out


def test_points_are_explained(history: Path, quality: Quality) -> None:
    out = quality("explain", "2020-2021", "A.1.1.2").out
    assert "Share: 1, from 1.5 of 1.5 points." in out
    out = quality("explain", "2020-2021").out
    assert "Coverage: 2 of 3 items, at least 1/2: complete." in out
    assert "Band:" not in out, "no band profile holds"


def test_a_year_without_bands_says_so(history: Path, quality: Quality) -> None:
    out = quality("score", "2020-2021").out
    assert "No rating bands are defined for 2020/2021" in out
    outcome = quality("robustness", "2020-2021")
    assert (outcome.code, outcome.out) == (2, "")
    # A framework without any bands is complete: nothing is missing in its years.
    assert "Q415" not in quality("validate").out


def test_the_process_of_the_source(project: Path, quality: Quality) -> None:
    values = json.loads(quality("framework", "show", "--process", "--format", "json").out)
    kinds = {group["kind"]: group["entries"] for group in values["process"]}
    assert len(kinds) == 14
    # The first entry of a list is the sentence that introduces it.
    assert len(kinds["principle"]) == 1 + 9
    assert len(kinds["duty"]) == 1 + 6
    assert [one["id"] for one in kinds["requirement"] if one["at"].startswith("III.2")] == [
        *("R.2", "R.2.a", "R.2.b", "R.2.c", "R.2.d", "R.2.e")
    ]
    text = quality("framework", "show", "--process").out
    assert "  P.1 ефективно разпределяне, използване и управление на ресурсите; (I.6)" in text
    rows = list(
        csv.DictReader(
            io.StringIO(quality("framework", "show", "--process", "--format", "csv").out)
        )
    )
    assert sum(len(entries) for entries in kinds.values()) == len(rows)


def test_a_catalogue_without_a_process_says_so(history: Path, quality: Quality) -> None:
    assert (
        quality("framework", "show", "--process").out
        == "The catalogue does not describe the process.\n"
    )


def test_the_process_has_no_part_to_show(quality: Quality) -> None:
    outcome = quality("framework", "show", "OP.1", "--process")
    assert (outcome.code, outcome.out) == (2, "")
    assert "ID and --process" in outcome.err


def test_the_years_of_a_node_as_a_table(project: Path, quality: Quality) -> None:
    """Each year has the same figures for the node as in “quality score”."""
    path = project / "data/years/2021-2022.yaml"
    path.write_text("year: 2021-2022\nratings: no\n", encoding="utf-8")
    rows = list(
        csv.DictReader(io.StringIO(quality("framework", "show", "OP.4", "--format", "csv").out))
    )
    assert [(one["year"], one["id"], one["readable"]) for one in rows] == [
        ("2020-2021", "OP.4", "true"),
        ("2021-2022", "OP.4", "false"),
        ("2022-2023", "OP.4", "true"),
    ]
    assert (rows[1]["share"], rows[1]["grade"]) == ("", "")
    for row in (rows[0], rows[2]):
        scores = csv.DictReader(io.StringIO(quality("score", row["year"], "--format", "csv").out))
        (score,) = (one for one in scores if one["id"] == "OP.4")
        assert {name: row[name] for name in score} == score
