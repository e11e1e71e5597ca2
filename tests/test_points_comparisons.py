"""Comparisons of years rated by points, values and surveys; results calculated by hand."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Quality

# Three items of at most 2, 4 and 10 points, a percentage that earns points, a value and a survey.
CATALOGUE = """\
format: 1
framework: {id: f, editions: ["1"], title: Рамка}
method: points
ladders:
  dyal: [{points: 0}, {points: 1, above: 20}, {points: 2, above: 60}]
bands:
  - id: own
    title: Скала
    verified: false
    source: документ
    percent_of: range
    steps: [{name: добра, from: 50}, {name: слаба}]
areas:
  - id: A
    title: Област
    criteria:
      - {id: A.1, title: Първо, rated_by: points, max_points: 2}
      - {id: A.2, title: Второ, rated_by: points, max_points: 4}
      - {id: A.3, title: Трето, rated_by: points, max_points: 10, step: 0.5}
      - {id: A.4, title: Проекти, rated_by: value, unit: бр.}
  - id: B
    title: Друга
    criteria:
      - {id: B.1, title: Дял, rated_by: ratio, ladder: dyal}
      - id: B.2
        title: Анкета
        rated_by: survey
        max_points: 3
        answer_scale: [{text: не}, {text: донякъде}, {text: да}]
"""
FIRST = """\
  A.1: {points: 1}
  A.2: {points: 3}
  A.4: {value: 7}
  B.1: {count: 93, of: 100}
  B.2: {answers: {1: 2, 2: 4, 3: 4}}
"""
SECOND = """\
  A.1: {points: 2}
  A.2: {points: 3}
  A.3: {points: 5}
  A.4: {value: 9.5}
  B.1: {count: 18, of: 100}
  B.2: {answers: {1: 0, 2: 5, 3: 5}}
"""


def year(name: str, ratings: str) -> str:
    return f'format: 1\nyear: {name}\nframework: {{id: f, edition: "1"}}\nratings:\n{ratings}'


@pytest.fixture
def points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "points"
    (folder / "data/years").mkdir(parents=True)
    (folder / "data/criteria.yaml").write_text(CATALOGUE, encoding="utf-8")
    for name, ratings in (("2021-2022", FIRST), ("2022-2023", SECOND)):
        path = folder / f"data/years/{name}.yaml"
        path.write_text(year(name, ratings), encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def rewrite(folder: Path, old: str, new: str) -> None:
    path = folder / "data/criteria.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def row(out: str, name: str) -> list[str]:
    """The cells of the first line of a node, which at least two spaces separate."""
    line = next(one for one in out.splitlines() if one.split()[:1] == [name])
    return [cell.strip() for cell in line.strip().split("  ") if cell.strip()]


@pytest.mark.usefixtures("points")
def test_a_change_is_in_points_and_in_percentage_points(quality: Quality) -> None:
    out = quality("diff").out
    # 4 of 6 became 10 of 16; on the common items 4 of 6 became 5 of 6.
    assert row(out, "A")[1:6] == [
        "4 of 6 (66.7%)",
        "10 of 16 (62.5%)",
        "+6 (−4.2 pp)",
        "+1 (+16.7 pp)",
        "+5 (−20.9 pp)",
    ]
    # B earned 2 + 3·0.6 of 5, then 0 + 3·0.75 of 5: 3.8 became 2.25.
    assert row(out, "B")[1:6] == [
        "3.8 of 5 (76.0%)",
        "2.25 of 5 (45.0%)",
        "−1.55 (−31.0 pp)",
        "−1.55 (−31.0 pp)",
        "0 (0.0 pp)",
    ]
    assert "grade" not in out


@pytest.mark.usefixtures("points")
def test_items_are_compared_in_their_own_unit(quality: Quality) -> None:
    out = quality("diff", "--depth", "area").out
    assert row(out, "A.1") == ["A.1", "1 of 2", "→", "2 of 2", "+1", "Първо"]
    assert row(out, "B.1")[1:5] == [
        "93.0% (2 of 2 points)",
        "→",
        "18.0% (0 of 2 points)",
        "−75.0 pp",
    ]
    # (2·1 + 4·2 + 4·3) / 10 = 2.2, and (5·2 + 5·3) / 10 = 2.5.
    assert row(out, "B.2")[1:5] == [
        "2.20 (1.8 of 3 points)",
        "→",
        "2.50 (2.25 of 3 points)",
        "+0.30",
    ]
    assert "For information: 1" in out
    assert row(out, "A.4")[1:] == ["7 бр.", "→", "9.5 бр.", "+2.5 бр.", "Проекти"]


@pytest.mark.usefixtures("points")
def test_the_json_of_a_comparison_has_points(quality: Quality) -> None:
    told = json.loads(quality("diff", "--format", "json").out)
    area = told["areas"][0]
    assert (area["headline"], area["like_for_like"], area["rest"]) == ("-1/24", "1/6", "-5/24")
    points = [area[f"{one}_points"] for one in ("headline", "like_for_like", "rest")]
    assert points == ["6", "1", "5"]
    assert area["to"]["points_scored_max"] == "16"
    items = {item["id"]: item for item in told["items"]}
    assert (items["B.1"]["unit"], items["B.1"]["change"]) == ("percent", "-75")
    assert (items["A.4"]["unit"], items["A.4"]["change"]) == ("value", "2.5")
    assert items["A.4"]["class"] == "unscored"
    assert items["A.4"]["figures"]["from"]["value"] == "7"
    assert (items["B.2"]["unit"], items["B.2"]["change"]) == ("mean", "0.3")


@pytest.mark.usefixtures("points")
def test_numbers_of_a_table_are_not_guarded(quality: Quality) -> None:
    rows = csv.DictReader(io.StringIO(quality("diff", "--format", "csv").out))
    by_id = {one["id"]: one for one in rows}
    assert by_id["B"]["headline_points"] == "-1.55"
    assert by_id["B.1"]["change"] == "-75"
    assert by_id["A.4"]["to_value"] == "9.5"


@pytest.mark.usefixtures("points")
def test_the_other_way_round_everything_mirrors(quality: Quality) -> None:
    out = quality("diff", "2022-2023", "2021-2022").out
    assert row(out, "A")[3:6] == ["−6 (+4.2 pp)", "−1 (−16.7 pp)", "−5 (+20.9 pp)"]
    assert row(out, "A.4")[1:4] == ["9.5 бр.", "7 бр.", "−2.5 бр."]


@pytest.mark.usefixtures("points")
def test_a_gate_speaks_of_percentage_points(quality: Quality) -> None:
    outcome = quality("diff", "--fail-on", "area", "--fail-on", "worsened")
    assert outcome.code == 1
    assert "B fell by 31.00 percentage points" in outcome.err
    assert "“B.1” fell from 2.00 to 0.00 of 2 points" in outcome.err
    # B fell by 31 percentage points; its criterion B.1, an item, fell from 2 of 2 points to 0.
    told = quality("diff", "--max-drop", "31")
    assert told.code == 1
    assert "B.1 fell by 100.00 percentage points" in told.err
    assert "B fell by" not in told.err
    assert "B fell by 31.00" in quality("diff", "--max-drop", "30.9").err
    assert quality("diff", "--max-drop", "100").code == 0


def test_without_an_overall_result_there_is_none(points: Path, quality: Quality) -> None:
    rewrite(points, "method: points\n", "method: points\noverall: false\n")
    for command in ("diff", "trend", "robustness"):
        out = quality(command).out
        assert "Overall" not in out, command
        assert '"overall"' not in quality("trend", "--format", "json").out
    assert json.loads(quality("diff", "--format", "json").out)["overall"] is None
    refused = quality("diff", "--fail-on", "overall")
    assert (refused.code, refused.out) == (2, "")
    assert "overall" not in quality("collect", ".").out
    assert quality("diff", "--fail-on", "coverage", "--format", "json").code == 0


@pytest.mark.usefixtures("points")
def test_a_trend_of_points(quality: Quality) -> None:
    out = quality("trend").out
    assert row(out, "A")[2:] == [
        *("4 of 6", "66.7%", "2/3", "10 of 16", "62.5%", "3/3"),
        *("+16.7 pp", "Област"),
    ]
    # 62.5 − 16.7, calculated back from the newest year: 5/8 − 1/6 = 11/24.
    assert "45.8%" in out[out.index("calculated back") :]
    deep = quality("trend", "--depth", "item").out
    assert row(deep, "A.4")[1:] == ["7 бр.", "9.5 бр.", "+2.5 бр.", "Проекти"]
    told = json.loads(quality("trend", "--format", "json").out)
    items: dict[str, Any] = {one["id"]: one for one in told["items"]}
    assert [one["points"] for one in items["B.1"]["years"]] == ["2", "0"]
    assert items["B.1"]["like_for_like"] == "-1"
    assert [one["value"] for one in items["A.4"]["years"]] == ["7", "9.5"]


@pytest.mark.usefixtures("points")
def test_robustness_names_the_step(quality: Quality) -> None:
    # B is at 45 %; one more in the count changes nothing, but 21 of 100 earn a point.
    out = quality("robustness", "2022-2023").out
    assert "A step of a rating is: " in out
    assert "weight" not in out
    told = json.loads(quality("robustness", "2022-2023", "--format", "json").out)
    assert {flip["unit"] for flip in told["flips"] if flip["cause"] == "rating"} <= {
        *("points", "count", "level")
    }
    open_year = quality("robustness", "2021-2022").out
    # A.3 is not rated: 4 to 14 of 16 points.
    assert "4 of 16, 25.0% (слаба)" in open_year
    assert "14 of 16, 87.5% (добра)" in open_year


@pytest.mark.usefixtures("points")
def test_status_counts_information_apart(quality: Quality) -> None:
    told = json.loads(quality("status", "2022-2023", "--format", "json").out)
    assert (told["rated"]["information"], told["rated"]["information_stated"]) == (1, 1)
    assert [one["id"] for one in told["weak"]] == ["B.1"]


@pytest.mark.usefixtures("points")
def test_the_framework_is_shown_with_scales_and_maxima(quality: Quality) -> None:
    out = quality("framework", "show").out
    assert "Scored by points" in out
    assert "B.1 Дял [counts, which earn points: dyal]" in out
    assert "Points scale dyal: 0 up to 20%; 1 above 20%, up to 60%; 2 above 60%" in out
    assert "A.4 Проекти [value, for information, бр.]" in out
    one = quality("framework", "show", "A.3").out
    assert "Points: from 0 to 10 in steps of 0.5." in one
    assert "5 of 10" in one
    told = json.loads(quality("framework", "show", "B.1", "--format", "json").out)
    assert told["ladder_name"] == "dyal"
    assert [rung["above"] for rung in told["ladder"]] == [None, "20", "60"]


def test_a_changed_scale_is_told_and_not_comparable(points: Path, quality: Quality) -> None:
    old = points / "old.yaml"
    old.write_text(CATALOGUE, encoding="utf-8")
    rewrite(points, "above: 60", "above: 65")
    rewrite(points, "unit: бр.", "unit: лв.")
    rewrite(points, "step: 0.5", "step: 1")
    rewrite(points, "{text: донякъде}", "{text: отчасти}")
    out = quality("framework", "diff", old, points / "data/criteria.yaml").out
    assert "B.1 ratio (0, 1 above 20, 2 above 60) → ratio (0, 1 above 20, 2 above 65)" in out
    assert "A.4 value (unit бр.) → value (unit лв.)" in out
    assert "A.3 in steps of 0.5 → in steps of 1" in out
    assert "dyal 0, 1 above 20, 2 above 60 → 0, 1 above 20, 2 above 65" in out
    assert "not comparable" in out


@pytest.mark.usefixtures("points")
def test_collected_rows_have_points_and_values(quality: Quality) -> None:
    rows = list(csv.DictReader(io.StringIO(quality("collect", ".").out)))
    found = {(one["year"], one["id"]): one for one in rows}
    area = found["2022-2023", "A"]
    assert (area["method"], area["grade"]) == ("points", "")
    assert [float(area[key]) for key in ("points", "points_scored_max", "points_max")] == [
        *(10, 16, 16)
    ]
    value = found["2022-2023", "A.4"]
    assert (value["value"], value["unit"], value["state"]) == ("9.5", "бр.", "information")
    ratio = found["2022-2023", "B.1"]
    assert (ratio["count"], ratio["of"], ratio["percent_stated"]) == ("18", "100", "18.0")
