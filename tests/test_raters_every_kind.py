"""``quality raters`` and ``quality agree`` on points, values, counts and answers."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Quality
from tests.every_kind import HEAD, YEAR, rater_text, write_raters, write_school
from tests.raters import second_alpha
from tests.sitting import sitting

pytestmark = pytest.mark.slow

MINUTES = ("--protocol", "Протокол № 4", "--date", "2023-06-10")


@pytest.fixture
def year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the year's file of a project with three raters, which is the current folder."""
    monkeypatch.chdir(tmp_path)
    path = write_school(tmp_path)
    write_raters(tmp_path)
    return path


def ratings_of(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))["ratings"]
    return found


def test_the_figures_by_hand(year: Path, quality: Quality) -> None:
    found = json.loads(quality("raters", YEAR, "--format", "json").out)
    items = {one["id"]: one for one in found["items"]}
    shown = {
        one: (items[one]["standing"], items[one]["spread"], items[one]["median"]) for one in items
    }
    assert shown == {
        "A.1": ("near", 1, ["1"]),
        "A.2": ("same", 0, ["0"]),
        "A.3.1": ("facts", None, []),
        "A.3.2": ("near", 1, ["8"]),
        "A.3.3": ("kinds", None, []),
        "A.3.4": ("facts", None, []),
        "A.3.5": ("apart", 3, ["1.5"]),
        "A.3.7": ("same", None, []),
        "A.3.8": ("kinds", 1, ["1", "2"]),
        "A.3.9": ("kinds", None, []),
        "A.3.10": ("near", 1, ["4.49", "4.5"]),
    }
    assert found["to_discuss"] == [
        *("A.3.5", "A.3.3", "A.3.8", "A.3.9", "A.3.1", "A.3.4", "A.1", "A.3.2", "A.3.10"),
    ]
    # Judged: A.1 1 0 1, A.2 0 0, A.3.2 7.5 8 8, A.3.5 0 1.5 2, A.3.8 2 1 –, A.3.9, A.3.10.
    agreement = found["agreement"]
    assert (agreement["items"], agreement["pairs"]) == (7, 3 + 1 + 3 + 3 + 3 + 1 + 1)
    assert agreement["exact"] == 1 + 1 + 1
    assert agreement["within_one"] == 3 + 2 + 2 + 1 + 1 + 1
    alphas = {
        (one["kind"], one["ladder"], one["max_points"]): (one["items"], one["alpha_exact"])
        for one in agreement["scales"]
    }
    apart = {
        ("points", "dane", None): [[1, 0, 1], [0, 0]],
        ("points", None, "9.5"): [[15, 16, 16]],
        ("points", None, None): [[0, 2, 3]],
        ("level", None, None): [[2, 1]],
        ("points", None, "5"): [[450, 449]],
    }
    assert alphas == {key: (len(units), str(second_alpha(units))) for key, units in apart.items()}
    assert agreement["alpha_exact"] == str(second_alpha([[2, 1]]))
    assert [one["information"] for one in found["raters"]] == [1, 1, 0]
    for one in found["raters"]:
        states = ("scored", "not_applicable", "no_evidence", "missing", "information")
        assert sum(one[state] for state in states) == 12


def test_csv_has_what_each_rater_stated(year: Path, quality: Quality) -> None:
    rows = list(csv.DictReader(io.StringIO(quality("raters", YEAR, "--format", "csv").out)))
    said = {(row["id"], row["rater"]): (row["judgement"], row["value"]) for row in rows}
    assert said["A.3.2", "Анна Иванова"] == ("points", "7.5")
    assert said["A.3.1", "Анна Иванова"] == ("count", "93/100")
    assert said["A.3.3", "Анна Иванова"] == ("answers", "1: 4; 5: 62; X: 12")
    assert said["A.3.3", "Борис Петров"] == ("mean", "4.73 (66)")
    assert said["A.3.4", "Борис Петров"] == ("value", "8")
    assert said["A.3.9", "Борис Петров"] == ("level", "2")


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "en",
            (
                "one step apart",
                "points from 0 to 9.5, in steps of 0.5",
                "points scale “dane”: 0; 1",
                "points 0; 0.75; 1.5; 2",
            ),
        ),
        (
            "bg",
            (
                "една степен разлика",
                "точки от 0 до 9,5 през 0,5",
                "точкова скала „dane“: 0; 1",
                "точки 0; 0,75; 1,5; 2",
            ),
        ),
    ],
)
def test_the_table(year: Path, quality: Quality, language: str, texts: tuple[str, ...]) -> None:
    out = quality("--lang", language, "raters", YEAR).out
    for text in texts:
        assert text in out
    assert "one level" not in out
    assert "едно равнище" not in out


def test_what_all_agree_on_is_recorded(year: Path, quality: Quality) -> None:
    text = HEAD + "ratings:\n  A.1:\n"
    year.write_text(text, encoding="utf-8")
    assert quality("agree", YEAR, "--unanimous", *MINUTES).code == 0
    agreed = {"date": ratings_of(year)["A.2"]["agreed"]["date"], "protocol": "Протокол № 4"}
    assert ratings_of(year) == {
        "A.1": None,
        "A.2": {"points": 0, "agreed": agreed},
        "A.3.7": {"value": 4.25, "agreed": agreed},
    }
    assert quality("validate", YEAR).code == 0


def test_other_figures_are_replaced_only_when_asked(year: Path, quality: Quality) -> None:
    changed = year.read_text(encoding="utf-8").replace("value: 4.25", "value: 4")
    year.write_text(changed, encoding="utf-8")
    outcome = quality("agree", YEAR, "--unanimous", *MINUTES)
    assert "2 items skipped" in outcome.out  # A.2 is not applicable in the year
    assert ratings_of(year)["A.3.7"] == {"value": 4}
    assert quality("agree", YEAR, "--unanimous", "--force", *MINUTES).code == 0
    now = ratings_of(year)
    assert (now["A.3.7"]["value"], now["A.2"]["points"]) == (4.25, 0)
    assert "not_applicable" not in now["A.2"]


@pytest.mark.parametrize(
    ("item", "args", "rating"),
    [
        ("A.3.5", ("--points", "1,5"), {"points": 1.5}),
        ("A.3.2", ("--points", "9.50"), {"points": 9.5}),
        ("A.3.10", ("--points", "4.25"), {"points": 4.25}),
        ("A.3.9", ("--points", "3"), {"points": 3, "count": 3, "of": 4}),
        ("A.3.9", ("--level", "1"), {"level": 1, "count": 3, "of": 4}),
        ("A.3.3", ("--no-evidence", "Няма."), {"no_evidence": "Няма."}),
    ],
)
def test_one_item(
    year: Path, quality: Quality, item: str, args: tuple[str, ...], rating: dict[str, object]
) -> None:
    outcome = quality("agree", YEAR, "--item", item, *args, "--force", *MINUTES)
    assert outcome.code == 0, outcome.err
    now = ratings_of(year)[item]
    assert now.pop("agreed")
    assert now == rating
    assert quality("validate", YEAR).code == 0


@pytest.mark.parametrize(
    ("item", "args", "said"),
    [
        ("A.3.5", ("--points", "1"), "Allowed: 0, 0.75, 1.5, 2."),
        ("A.3.5", ("--points", "3"), "Allowed: 0, 0.75, 1.5, 2."),
        ("A.3.5", ("--level", "1"), "Allowed: 0, 0.75, 1.5, 2."),
        ("A.3.2", ("--points", "7.3"), "Allowed: points from 0 to 9.5, in steps of 0.5."),
        ("A.3.2", ("--points", "10"), "Allowed: points from 0 to 9.5, in steps of 0.5."),
        ("A.3.2", ("--points", "-1"), "Allowed: points from 0 to 9.5, in steps of 0.5."),
        ("A.3.10", ("--points", "4.255"), "Allowed: points from 0 to 5, in steps of 0.01."),
        ("A.3.1", ("--points", "2"), "“quality set”"),
        ("A.3.8", ("--level", "4"), "Allowed: 1, 2, 3."),
        ("A.3.8", ("--points", "2"), "Allowed: 1, 2, 3."),
    ],
)
def test_what_an_item_cannot_have_is_refused(
    year: Path, quality: Quality, item: str, args: tuple[str, ...], said: str
) -> None:
    before = year.read_bytes()
    outcome = quality("agree", YEAR, "--item", item, *args, "--force", *MINUTES)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert year.read_bytes() == before


def test_points_off_the_step_in_a_rater_s_file(year: Path, quality: Quality) -> None:
    path = year.with_suffix("") / "raters/0.yaml"
    for wrong in ("A.3.2: {points: 7.3}", "A.3.2: {points: 9.75}", "A.3.5: {points: 1}"):
        path.write_text(rater_text("Анна Иванова", wrong + "\n"), encoding="utf-8")
        outcome = quality("raters", YEAR)
        assert (outcome.code, outcome.out) == (1, "")
        assert "0.yaml" in outcome.err


def test_item_by_item(year: Path) -> None:
    code, said = sitting(
        year.parents[2],
        [
            ("Record it?", "-"),
            ("Item 1 of", ""),  # A.3.5: the median, 1.5, is proposed
            ("Replace it?", "+"),
            ("Note", ""),
            ("Item 2 of", "?"),  # A.3.3: figures; one rater's are used
            ("Decision", "2"),
            ("Replace it?", "+"),
            ("Note", ""),
            ("Item 3 of", "3"),  # A.3.8: a level
            ("Replace it?", "+"),
            ("Note", ""),
            ("Item 4 of", "3,25"),  # A.3.9
            ("Replace it?", "+"),
            ("Note", ""),
            ("Item 5 of", "+"),
            ("Item 6 of", "1"),  # A.3.4: a value for information
            ("Replace it?", "+"),
            ("Note", ""),
            ("Item 7 of", "?"),  # A.1
            ("Decision", "+"),
            ("Item 8 of", "7,3"),  # A.3.2: 7.3 is off the step
            ("Invalid answer", "10"),
            ("Invalid answer", "7,5"),
            ("Note", ""),
            ("Item 9 of", "."),
        ],
        *MINUTES,
        year=YEAR,
    )
    assert code == 0, said
    for text in (
        "0; 0.75; 1.5; 2 = points, - = not applicable",
        "0.75: Взаимодейства с един партньор.",
        "1–2 = figures of that rater",
        "2  Борис Петров: a mean of 4.73 of 66 answers",
        "0–4 = points",
        "Possible: points from 0 to 9.5, in steps of 0.5.",
        "1      Изпълнено е.",
        "2: above 60% – Обхванати са повечето.",
    ):
        assert text in said, said
    now = ratings_of(year)
    told = {one: rating for one, rating in now.items() if "agreed" in (rating or {})}
    for rating in told.values():
        del rating["agreed"]
    assert told == {
        "A.3.5": {"points": 1.5},
        "A.3.3": {"mean": 4.73, "answered": 66, "invited": 500},
        "A.3.8": {"level": 3},
        "A.3.9": {"points": 3.25, "count": 3, "of": 4},
        "A.3.4": {"value": 7.5},
        "A.3.2": {"points": 7.5},
    }
