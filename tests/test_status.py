"""The status of a year on a given date, for a year in which everything can be counted by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TOP, Quality

pytestmark = pytest.mark.slow

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
# R.1.b is covered by K2; the file says nothing about the other requirements of part III.
REQUIREMENTS = "1.a 1.b 1.c 1.d 2.a 2.b 2.c 2.d 2.e 3.a 3.b 3.c 3.d 3.e"


@pytest.fixture
def year(project: Path) -> Path:
    """Return a project with only that year."""
    for path in (project / "data/years").iterdir():
        path.unlink()
    (project / "data/years/2020-2021.yaml").write_text(YEAR, encoding="utf-8")
    return project


def status(quality: Quality, today: str = "2021-03-01") -> Any:
    outcome = quality("status", "2020-2021", "--today", today, "--format", "json")
    assert outcome.code == 0, outcome.err
    return json.loads(outcome.out)


def test_the_steps_count_what_the_schedule_has_for_them(year: Path, quality: Quality) -> None:
    said = status(quality)
    steps = {one["id"]: (one["done"], one["of"], one["overdue"]) for one in said["steps"]}
    # K6 was done a day late, so it is still overdue; K4 has only one date, which is past.
    assert steps == {"S.1": (1, 1, 0), "S.2": (0, 1, 1), "S.4": (0, 3, 2)}
    # K5 serves no step; it is due today, so it is not overdue.
    assert said["schedule"] == {"done": 1, "of": 6, "overdue": 3}


def test_what_is_dated_later_had_not_happened(year: Path, quality: Quality) -> None:
    then, later = status(quality), status(quality, "2021-03-31")
    assert then["measures"] == {"proposed": 1, "planned": 1, "started": 1, "dropped": 1}
    assert later["measures"] == {
        "proposed": 1, "planned": 1, "started": 1, "done": 1, "dropped": 1,
    }  # fmt: skip
    # One rating is from February; undated ratings count from the date of the newest dated one.
    assert then["rated"]["judged"] == 1
    assert status(quality, "2021-04-30")["rated"]["judged"] == 1
    assert status(quality, "2021-05-01")["rated"]["judged"] == 7
    assert then["rated"]["items"] == 139
    assert then["awaiting_approval"] == ["M3"]
    assert later["awaiting_approval"] == ["M4"]


def test_what_is_asked_for_and_absent(year: Path, quality: Quality) -> None:
    absent = {one["asks"]: one["at"] for one in status(quality)["absent"]}
    # The analysis lacks risks; the rules are adopted only by a decision of 15 March.
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
    said = status(quality, "2021-05-01")
    weak = [(one["id"], one["share"], one["year"]) for one in said["weak"]]
    # OP.4.3.1 has no evidence, which is not a weakness.
    assert weak == [
        ("OP.1.1.1", 0.3333, "2020-2021"),
        ("OP.1.1.2", 0.0, "2020-2021"),
        ("OP.1.1.3", 0.0, "2020-2021"),
        ("OP.4.3.2", 0.3333, "2020-2021"),
        ("OP.7.2.2", 0.3333, "2020-2021"),
    ]
    # M5, which was for OP.1.1.1, is dropped; M1 serves N1 and so OP.4.3.2; M2 is for OP.7.2.
    assert said["without_measure"] == ["OP.1.1.1", "OP.1.1.2", "OP.1.1.3"]


def test_what_was_weak_the_year_before_is_weak_until_it_is_rated_again(
    year: Path, quality: Quality
) -> None:
    (year / "data/years/2019-2020.yaml").write_text(BEFORE, encoding="utf-8")
    weak = [(one["id"], one["year"]) for one in status(quality)["weak"]]
    assert weak == [
        ("OP.1.1.2", "2020-2021"),
        ("OP.1.1.3", "2019-2020"),
        ("OP.1.2.1", "2019-2020"),
        ("OP.4.3.1", "2019-2020"),
        ("OP.7.2.3", "2019-2020"),
    ]
    weak = [(one["id"], one["year"]) for one in status(quality, "2021-05-01")["weak"]]
    assert weak == [
        ("OP.1.1.1", "2020-2021"),
        ("OP.1.1.2", "2020-2021"),
        ("OP.1.1.3", "2020-2021"),
        ("OP.1.2.1", "2019-2020"),
        ("OP.4.3.2", "2020-2021"),
        ("OP.7.2.2", "2020-2021"),
    ]


def test_measures_not_adopted_and_recommendations_without_a_measure(
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
    assert said["owners"] == [
        {"name": "Петър Петров", "overdue": ["K2"], "due": ["K5", "M3", "K3"]},
        {"name": "Мария Иванова", "overdue": [], "due": ["K3"]},
    ]


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


@pytest.mark.parametrize("date", ["1.13.2021", "2021-02-30", "soon", ""])
def test_an_invalid_day_is_a_usage_error(year: Path, quality: Quality, date: str) -> None:
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
    said = quality("measure", "list", "2020-2021", *options, "--format", "json")
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
    said = json.loads(quality("measure", "list", "2020-2021", "--format", "json").out)
    third = said["measures"][2]
    assert third["approved_order"] == "РД-1"
    assert third["actual_to"] == "2021-03-09"
    assert third["responsible"] == ["Петър Петров"]
    csv = quality("measure", "list", "2020-2021", "--format", "csv").out.splitlines()
    assert len(csv) == 6
    assert csv[0].startswith(
        "year,id,kind,status,action,serves,responsible,planned_from,planned_to"
    )
    assert csv[1].startswith(
        "2020-2021,M1,planned,started,Критерии,N1,Мария Иванова,2021-02-15,2021-05-31"
    )


def test_the_table_of_measures(year: Path, quality: Quality) -> None:
    said = quality("measure", "list", "2020-2021", "--today", "2021-03-01").out
    assert "M1  started   2021-05-31   in 91 days  Критерии (Мария Иванова)" in said
    assert "M3  proposed  2021-03-10    in 9 days  Втора обиколка (Петър Петров; awaits" in said
    assert said.endswith("4 measures.\n")


def test_open_measures_go_on_in_the_next_year(year: Path, quality: Quality) -> None:
    outcome = quality("new", "2021-2022", "--from", "2020-2021")
    assert outcome.code == 0, outcome.err
    assert "3 open measures carried over; set a new deadline for each." in outcome.out
    said = json.loads(quality("measure", "list", "2021-2022", "--format", "json").out)["measures"]
    first, second, proposed = said
    # M3 is done and M5 dropped. N1 was about OP.4.3.2, and a link to N1 would be broken now.
    assert [one["id"] for one in said] == ["M1", "M2", "M4"]
    assert first["serves"] == ["OP.4.3.2"]
    assert (first["status"], first["actual_from"]) == ("started", "2021-02-16")
    assert (first["continues"], first["adopted_by"]) == ("2020-2021/M1", None)
    assert second["serves"] == ["OP.7.2"]
    assert (proposed["kind"], proposed["status"]) == ("corrective", "proposed")
    assert [one["planned_to"] for one in said] == [None, None, None]
    found = json.loads(quality("validate", "--format", "json").out)["findings"]
    codes = [one["code"] for one in found if one["file"].endswith("2021-2022.yaml")]
    # Each lacks its new deadline, and nothing is rated yet; there are no other findings.
    assert codes == ["Q511", "Q511", "Q511", "Q417"]
    text = (year / "data/years/2021-2022.yaml").read_text(encoding="utf-8")
    assert "      # Предишен срок: 31.05.2021 г.\n      to:\n" in text


def test_every_text_of_a_measure_survives_being_carried_on(year: Path, quality: Quality) -> None:
    hostile = "Да: „№ 5“, # не е коментар, {скоби}, 'кавички' и \"кавички\""
    text = YEAR.replace("action: Ремонт", f"action: {json.dumps(hostile, ensure_ascii=False)}")
    (year / "data/years/2020-2021.yaml").write_text(text, encoding="utf-8")
    assert quality("new", "2021-2022", "--from", "2020-2021").code == 0
    said = json.loads(quality("measure", "list", "2021-2022", "--format", "json").out)["measures"]
    assert said[1]["action"] == hostile


def change(project: Path, *pairs: tuple[str, str]) -> None:
    text = YEAR
    for old, new in pairs:
        assert text.count(old) == 1
        text = text.replace(old, new)
    (project / "data/years/2020-2021.yaml").write_text(text, encoding="utf-8")


def test_a_status_that_is_left_out_follows_from_approval_and_dates(
    year: Path, quality: Quality
) -> None:
    change(
        year,
        ("actual: {from: 2021-02-16}, status: started,", "actual: {from: 2021-02-16},"),
        ("actual: {from: 2021-03-06, to: 2021-03-09}, status: done", "note: Утвърдена"),
    )
    statuses = {
        day: [
            one["status"]
            for one in json.loads(
                quality("measure", "list", "2020-2021", "--today", day, "--format", "json").out
            )["measures"]
        ]
        for day in ("2021-02-15", "2021-03-04", "2021-03-05")
    }
    assert statuses == {
        # M3 was proposed on 20 February, M4 on 2 March.
        "2021-02-15": ["planned", "planned", "dropped"],
        "2021-03-04": ["started", "planned", "proposed", "proposed", "dropped"],
        "2021-03-05": ["started", "planned", "approved", "proposed", "dropped"],
    }
    assert status(quality, "2021-03-04")["awaiting_approval"] == ["M3", "M4"]
    assert status(quality, "2021-03-05")["awaiting_approval"] == ["M4"]


def test_what_is_dropped_serves_nothing_and_needs_no_adoption(year: Path, quality: Quality) -> None:
    change(
        year,
        ("serves: OP.1.1.1, responsible", "serves: [N2, R.2.a], responsible"),
        ("status: dropped, adopted_by: D1", "status: dropped"),
    )
    said = status(quality)
    assert said["not_taken_up"] == ["N2"]
    assert "R.2.a" in [one["id"] for one in said["uncovered"]]
    assert said["not_adopted"] == ["M2"]


def test_an_order_is_no_adoption_by_the_council(year: Path, quality: Quality) -> None:
    change(year, ("{id: D1, kind: protocol", "{id: D1, kind: order"))
    said = status(quality)
    assert "measures_adopted" in [one["asks"] for one in said["absent"]]
    assert said["not_adopted"] == ["M1", "M2"]
    # One absence is reported once.
    assert quality("status", "2020-2021", "--today", "2021-03-01").out.count("II.10") == 2


def test_an_open_task_without_a_deadline_is_owed_too(year: Path, quality: Quality) -> None:
    change(
        year,
        ("Елена Примерова, planned: {to: 2021-06-30}", "Елена Примерова"),
        (", from: 2021-02-28}", "}"),
    )
    said = status(quality)
    assert [(one["id"], one["days"]) for one in said["due"]][-2:] == [("K4", None), ("M2", None)]
    assert {"name": "Елена Примерова", "overdue": [], "due": ["M2"]} in said["owners"]


def test_who_has_not_signed_yet(year: Path, quality: Quality) -> None:
    change(
        year,
        (
            "decisions:\n",
            "acquainted:\n  - {name: А. Б., date: 2021-03-01}\n"
            "  - {name: В. Г., date: 2021-03-02}\n  - {name: Д. Е.}\ndecisions:\n",
        ),
    )
    assert status(quality)["unsigned"] == ["В. Г.", "Д. Е."]


@pytest.mark.parametrize("today", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(year: Path, quality: Quality, today: str) -> None:
    change(year, ("planned: {to: 2021-06-30}", "planned: {to: 9999-12-31}"))
    assert quality("status", "2020-2021", "--today", today).code == 0
    outcome = quality("calendar", "2020-2021", "--today", today, "--format", "ics")
    assert outcome.code == 0
    assert f"DTSTAMP:{today.replace('-', '')}T000000Z" in outcome.out
    assert "DTSTART;VALUE=DATE:99991231\r\nSUMMARY" in outcome.out


def test_a_screen_shows_what_comes_first(year: Path, quality: Quality) -> None:
    more = "".join(
        f"  - {{id: K{n}, activity: Закъсняла, responsible: А. Б., to: 2021-02-01}}\n"
        for n in range(20, 50)
    )
    change(year, ("calendar:\n", f"calendar:\n{more}"))
    said = quality("status", "2020-2021", "--today", "2021-03-01").out
    # Thirty, plus K2, K6 and K4, are overdue; ten are shown.
    assert "and 23 more" in said
    assert len(status(quality)["overdue"]) == 33


def test_nothing_goes_on_backwards(year: Path, quality: Quality) -> None:
    outcome = quality("new", "2019-2020", "--from", "2020-2021")
    assert outcome.code == 0
    assert "carried" not in outcome.out
    assert "measures:" not in (year / "data/years/2019-2020.yaml").read_text(encoding="utf-8")


def test_a_day_that_does_not_come_every_year_is_no_deadline(year: Path, quality: Quality) -> None:
    path = year / "data/criteria.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("deadline: 09-15", "deadline: 02-29"), encoding="utf-8")
    assert "Q221" in quality("validate").out
    path.write_text(text.replace("deadline: 09-15", "deadline: 02-28"), encoding="utf-8")
    # In the second of the two calendar years; the commission of September is on time.
    assert "Q501" not in quality("validate").out


@pytest.mark.parametrize("language", ["en", "bg"])
@pytest.mark.parametrize("columns", [60, 80, 140])
def test_the_screen_keeps_to_its_terminal(
    monkeypatch: pytest.MonkeyPatch, quality: Quality, columns: int, language: str
) -> None:
    monkeypatch.chdir(TOP)
    monkeypatch.setattr("qualitycli.cli.run.session.terminal_width", lambda _: columns)
    for call in (("status",), ("measure", "list"), ("calendar",)):
        said = quality("--lang", language, *call, "2020-2021", "--today", "2021-03-01").out
        assert max(map(len, said.splitlines())) <= columns
        if columns == 80 and call == ("status",):
            # Each step is on one line with its figures, and so is each person.
            (step,) = [line for line in said.splitlines() if "анализиране" in line]
            assert "2/2" in step
            (person,) = [line for line in said.splitlines() if "(K11, K13, K14, M9)" in line]
            assert "3" in person.partition("M9)")[2]
