"""Where a year stands on a day: a year written for it, in which all can be counted by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TOP, Quality

HEAD = """\
format: 1
year: 2020-2021
framework: {id: vou-montana, edition: "2020"}
"""
YEAR = (TOP / "tests/fixtures/cycle-2020-2021.yaml").read_text(encoding="utf-8")
BEFORE = (
    HEAD.replace("2020-2021", "2019-2020")
    + "ratings:\n  OP.1.1.1: 3\n  OP.1.1.3: 2\n  OP.4.3.1: 2\n  OP.1.2.1: 2\n  OP.7.2.3: 2\n"
)
# R.1.b is served by K2; what the source's part III lists otherwise has no word in the file.
REQUIREMENTS = "1.a 1.b 1.c 1.d 2.a 2.b 2.c 2.d 2.e 3.a 3.b 3.c 3.d 3.e"


@pytest.fixture
def year(project: Path) -> Path:
    """Return a project with that year and the one before it."""
    for path in (project / "data/years").iterdir():
        path.unlink()
    (project / "data/years/2020-2021.yaml").write_text(YEAR, encoding="utf-8")
    return project


def status(quality: Quality, today: str = "2021-03-01") -> Any:
    outcome = quality("status", "2020-2021", "--today", today, "--format", "json")
    assert outcome.code == 0, outcome.err
    return json.loads(outcome.out)


def test_the_steps_count_what_the_schedule_has_for_them(year: Path, quality: Quality) -> None:
    steps = {
        one["id"]: (one["done"], one["of"], one["overdue"]) for one in status(quality)["steps"]
    }
    # K6 was done the day after, so it is still late; K4 has one day only, which is past.
    assert steps == {"S.1": (1, 1, 0), "S.2": (0, 1, 1), "S.4": (0, 3, 2)}


def test_what_is_dated_later_had_not_happened(year: Path, quality: Quality) -> None:
    then, later = status(quality), status(quality, "2021-03-31")
    assert then["measures"] == {"proposed": 1, "planned": 1, "started": 1, "dropped": 1}
    assert later["measures"] == {
        "proposed": 1, "planned": 1, "started": 1, "done": 1, "dropped": 1,
    }  # fmt: skip
    assert then["rated"]["judged"] == 6
    assert status(quality, "2021-05-01")["rated"]["judged"] == 7
    assert then["rated"]["items"] == 139
    assert then["awaiting_approval"] == ["M3"]
    assert later["awaiting_approval"] == ["M4"]


def test_what_is_asked_for_and_absent(year: Path, quality: Quality) -> None:
    absent = {one["asks"]: one["at"] for one in status(quality)["absent"]}
    # Risks are missing from the analysis; the rules are adopted by a decision of 15 March only.
    assert absent == {
        "quality_officer": "II.9",
        "rules_adopted": "II.10",
        "goals_analysed": "II.11",
        "analysis": "II.11",
        "key_factors": "II.11",
    }
    later = {one["asks"] for one in status(quality, "2021-03-15")["absent"]}
    assert "rules_adopted" not in later


def test_an_empty_year_lacks_all_that_does_not_follow_from_something_absent(
    year: Path, quality: Quality
) -> None:
    text = HEAD + "ratings:\n  OP.1.1.1: 3\n"
    (year / "data/years/2020-2021.yaml").write_text(text, encoding="utf-8")
    said = status(quality)
    assert [one["asks"] for one in said["absent"]] == [
        "goals", "rules", "strategy", "commissions", "policy", "quality_officer", "monitoring",
        "training", "analysis", "progress", "key_factors", "calendar", "measures",
    ]  # fmt: skip
    (commission,) = [one for one in said["absent"] if one["asks"] == "commissions"]
    assert commission == {
        "asks": "commissions", "id": "C.8", "at": "II.8", "deadline": "2020-09-15",
    }  # fmt: skip
    assert said["overdue"] == said["due"] == said["owners"] == said["steps"] == []


def test_requirements_without_a_word(year: Path, quality: Quality) -> None:
    uncovered = [one["id"] for one in status(quality)["uncovered"]]
    wanted = [f"R.{one}" for one in REQUIREMENTS.split() if one not in ("1.a", "1.b")]
    assert uncovered == wanted


def test_weak_items_and_their_measures(year: Path, quality: Quality) -> None:
    said = status(quality)
    weak = [(one["id"], one["share"], one["year"]) for one in said["weak"]]
    # OP.1.1.3 is rated in May only; OP.4.3.1 has no evidence, which is no weakness.
    assert weak == [
        ("OP.1.1.1", 0.3333, "2020-2021"),
        ("OP.1.1.2", 0.0, "2020-2021"),
        ("OP.4.3.2", 0.3333, "2020-2021"),
        ("OP.7.2.2", 0.3333, "2020-2021"),
    ]
    # M5, which was for OP.1.1.1, is dropped; M1 serves N1 and so OP.4.3.2; M2 is for OP.7.2.
    assert said["without_measure"] == ["OP.1.1.1", "OP.1.1.2"]


def test_what_was_weak_the_year_before_is_weak_until_it_is_rated_anew(
    year: Path, quality: Quality
) -> None:
    (year / "data/years/2019-2020.yaml").write_text(BEFORE, encoding="utf-8")
    weak = [(one["id"], one["year"]) for one in status(quality)["weak"]]
    assert weak == [
        ("OP.1.1.1", "2020-2021"),
        ("OP.1.1.2", "2020-2021"),
        ("OP.1.1.3", "2019-2020"),
        ("OP.1.2.1", "2019-2020"),
        ("OP.4.3.2", "2020-2021"),
        ("OP.7.2.2", "2020-2021"),
    ]


def test_measures_not_adopted_and_recommendations_not_taken_up(
    year: Path, quality: Quality
) -> None:
    said = status(quality)
    assert said["not_adopted"] == ["M2"]
    assert said["not_taken_up"] == ["N2"]
    assert status(quality, "2021-03-15")["not_adopted"] == []
    assert status(quality, "2021-02-11")["not_taken_up"] == []


def test_overdue_due_and_who_owes(year: Path, quality: Quality) -> None:
    said = status(quality)
    assert [(one["id"], one["days"]) for one in said["overdue"]] == [
        ("K2", -29), ("K6", -9), ("K4", -1),
    ]  # fmt: skip
    # Within thirty days: to 31 March, inclusive.
    assert said["horizon"] == "2021-03-31"
    assert [(one["id"], one["days"]) for one in said["due"]] == [
        ("K5", 0), ("M3", 9), ("K3", 30),
    ]  # fmt: skip
    owners = [(one["name"], one["overdue"], one["due"], one["first"]) for one in said["owners"]]
    assert owners == [("Петър Петров", 1, 3, "K2"), ("Мария Иванова", 0, 1, "K3")]


def test_where_little_is_due_soon_the_next_three_are_shown(year: Path, quality: Quality) -> None:
    due = status(quality, "2021-04-15")["due"]
    assert [one["id"] for one in due] == ["M1", "M2"]
    due = status(quality, "2020-09-15")["due"]
    assert [one["id"] for one in due] == ["K1", "K2", "K6"]


def test_a_year_with_errors_gets_no_status(year: Path, quality: Quality) -> None:
    text = YEAR.replace("OP.7.2.3: 3", "OP.7.2.3: 9")
    (year / "data/years/2020-2021.yaml").write_text(text, encoding="utf-8")
    outcome = quality("status", "2020-2021")
    assert (outcome.code, outcome.out) == (1, "")
    assert "Q401" in outcome.err


@pytest.mark.parametrize("date", ["1.3.2021", "2021-02-30", "soon", ""])
def test_a_day_that_is_none_is_wrong_usage(year: Path, quality: Quality, date: str) -> None:
    outcome = quality("status", "--today", date)
    assert (outcome.code, outcome.out) == (2, "")
    assert "2021-05-20" in outcome.err


def test_the_screen_of_the_example_year(quality: Quality, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TOP)
    for language in ("en", "bg"):
        said = quality("--lang", language, "status", "2020-2021", "--today", "2021-03-01").out
        golden = TOP / f"tests/golden/status.{language}.txt"
        assert said == golden.read_text(encoding="utf-8")


def measure_ids(quality: Quality, *options: str) -> list[str]:
    said = quality("measures", "2020-2021", *options, "--format", "json")
    assert said.code == 0, said.err
    return [one["id"] for one in json.loads(said.out)["measures"]]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ((), "M1 M2 M3 M4 M5"),
        (("--owner", "петров"), "M3 M4 M5"),
        (("--owner", "никой"), ""),
        (("--status", "started"), "M1"),
        (("--status", "started", "--status", "dropped"), "M1 M5"),
        (("--due", "2021-03-10"), "M4"),
        (("--due", "2021-03-10", "--today", "2021-03-04"), "M3 M4"),
        (("--due", "2021-05-30", "--owner", "Мария"), ""),
        (("--due", "2021-05-31", "--owner", "Мария"), "M1"),
    ],
)
def test_measures_are_chosen(
    year: Path, quality: Quality, options: tuple[str, ...], ids: str
) -> None:
    assert measure_ids(quality, *options) == ids.split()


def test_a_measure_in_full(year: Path, quality: Quality) -> None:
    said = json.loads(quality("measures", "2020-2021", "--format", "json").out)
    third = said["measures"][2]
    assert third["approved_order"] == "РД-1"
    assert third["actual_to"] == "2021-03-09"
    assert third["responsible"] == ["Петър Петров"]
    csv = quality("measures", "2020-2021", "--format", "csv").out.splitlines()
    assert len(csv) == 6
    assert csv[0].startswith("id,kind,status,action,serves,responsible,planned_from,planned_to")
    assert csv[1].startswith("M1,planned,started,Критерии,N1,Мария Иванова,2021-02-15,2021-05-31")


def test_the_table_of_measures(year: Path, quality: Quality) -> None:
    said = quality("measures", "2020-2021", "--today", "2021-03-01").out
    assert "M1  started   2021-05-31   in 91 days  Критерии (Мария Иванова)" in said
    assert "M3  proposed  2021-03-10    in 9 days  Втора обиколка (Петър Петров)" in said
    assert said.endswith("4 measures.\n")


def test_open_measures_go_on_in_the_next_year(year: Path, quality: Quality) -> None:
    outcome = quality("new", "2021-2022", "--from", "2020-2021")
    assert outcome.code == 0, outcome.err
    assert "3 open measures are carried on, and each needs a new deadline." in outcome.out
    said = json.loads(quality("measures", "2021-2022", "--format", "json").out)["measures"]
    first, second, proposed = said
    # M3 is done and M5 dropped. N1 was about OP.4.3.2, and a link to N1 would lead to nothing now.
    assert [one["id"] for one in said] == ["M1", "M2", "M4"]
    assert first["serves"] == ["OP.4.3.2"]
    assert (first["status"], first["actual_from"]) == ("started", "2021-02-16")
    assert (first["continues"], first["adopted_by"]) == ("2020-2021/M1", None)
    assert second["serves"] == ["OP.7.2"]
    assert (proposed["kind"], proposed["status"]) == ("corrective", "proposed")
    assert [one["planned_to"] for one in said] == [None, None, None]
    found = json.loads(quality("validate", "--format", "json").out)["findings"]
    codes = [one["code"] for one in found if one["file"].endswith("2021-2022.yaml")]
    # Each lacks its new deadline, and nothing is rated yet; nothing else is wrong.
    assert codes == ["Q511", "Q511", "Q511", "Q417"]
    text = (year / "data/years/2021-2022.yaml").read_text(encoding="utf-8")
    assert "      # Срок досега: 31.05.2021 г.\n      to:\n" in text


def test_every_text_of_a_measure_survives_being_carried_on(year: Path, quality: Quality) -> None:
    hostile = "Да: „№ 5“, # не е коментар, {скоби}, 'кавички' и \"кавички\""
    text = YEAR.replace("action: Ремонт", f"action: {json.dumps(hostile, ensure_ascii=False)}")
    (year / "data/years/2020-2021.yaml").write_text(text, encoding="utf-8")
    assert quality("new", "2021-2022", "--from", "2020-2021").code == 0
    said = json.loads(quality("measures", "2021-2022", "--format", "json").out)["measures"]
    assert said[1]["action"] == hostile
