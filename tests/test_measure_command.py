"""``quality measure``: the steps of a measure from proposed to done, and invalid steps."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import YEAR_HEAD, Quality

YEAR = "data/years/2020-2021.yaml"
MEASURES = """\
goals:
  - id: G1
    text: По-ясни цели
measures:
  # Приета изходна стойност на годината.
  - id: M1
    action: Открити уроци
    serves: G1
    responsible: Иванова
    planned:
      to: 2021-03-31
    indicator:
      text: Уроци с обявена цел
      baseline: 9 от 24
      target: 20 от 24

  - {id: M4, kind: corrective, action: Консултации, responsible: [А], planned: {to: 2021-05-01}}
  - id: M2
    action: Нова карта
    responsible: Петров
    planned:
      to: 2021-03-31
    actual:
      from: 2020-12-01
    status: started
    evidence:
      - Протокол № 1
    note: Забавена
ratings:
  OP.1.1.1: 3
"""
DAY = date.today().isoformat()


@pytest.fixture
def year(project: Path) -> Path:
    path = project / YEAR
    path.write_text(YEAR_HEAD + MEASURES, encoding="utf-8")
    return path


def measures(path: Path) -> str:
    return path.read_text(encoding="utf-8").removeprefix(YEAR_HEAD)


@pytest.mark.parametrize(
    ("args", "before", "after", "said"),
    [
        (
            ["start", "M1", "--on", "2020-11-02"],
            "      to: 2021-03-31\n    indicator:\n      text: Уроци с обявена цел\n"
            "      baseline: 9 от 24\n      target: 20 от 24\n",
            "      to: 2021-03-31\n    actual:\n      from: 2020-11-02\n"
            "    indicator:\n      text: Уроци с обявена цел\n"
            "      baseline: 9 от 24\n      target: 20 от 24\n    status: started\n",
            f"{YEAR}:11: M1: planned → started (Открити уроци)\n",
        ),
        (
            [
                *("done", "M2", "--on", "2021-03-15", "--note", "Приета"),
                *("--evidence", "Протокол № 1", "--evidence", "Карта"),
            ],
            "      from: 2020-12-01\n    status: started\n    evidence:\n      - Протокол № 1\n"
            "    note: Забавена\n",
            "      from: 2020-12-01\n      to: 2021-03-15\n    status: done\n    evidence:\n"
            "      - Протокол № 1\n      - Карта\n    note: |-\n      Забавена\n      Приета\n",
            f"{YEAR}:23: M2: started → done (Нова карта)\n",
        ),
        (
            ["drop", "M2", "--reason", "Няма средства.", "--on", "2021-02-01"],
            "      from: 2020-12-01\n    status: started\n    evidence:\n      - Протокол № 1\n"
            "    note: Забавена\n",
            "      from: 2020-12-01\n      to: 2021-02-01\n    status: dropped\n    evidence:\n"
            "      - Протокол № 1\n    note: |-\n      Забавена\n      Няма средства.\n",
            f"{YEAR}:23: M2: started → dropped (Нова карта)\n",
        ),
        (
            ["approve", "M4", "--order", "РД-12-45", "--on", "2021-03-15"],
            "planned: {to: 2021-05-01}}",
            "planned: {to: 2021-05-01}, status: approved, "
            "approved: {order: РД-12-45, date: 2021-03-15}}",
            f"{YEAR}:22: M4: proposed → approved (Консултации)\n",
        ),
    ],
)
def test_a_step(
    args: list[str], before: str, after: str, said: str, year: Path, quality: Quality
) -> None:
    assert MEASURES.count(before) == 1
    outcome = quality("measure", args[0], "2020-2021", *args[1:])
    assert outcome == (0, said, "")
    assert measures(year) == MEASURES.replace(before, after)


def test_the_result_is_next_to_its_target(year: Path, quality: Quality) -> None:
    args = ["2020-2021", "M1", "--on", "2021-03-15", "--result", "21 от 24"]
    assert quality("measure", "done", *args).code == 0
    assert "      target: 20 от 24\n      result: 21 от 24\n    status: done\n" in measures(year)


def test_a_new_measure(year: Path, quality: Quality) -> None:
    outcome = quality(
        *("measure", "add", "2020-2021", "Общи критерии: за самооценка"),
        *("--for", "G1", "--for", "OP.4", "--responsible", "Иванова"),
        *("--from", "2021-02-01", "--to", "2021-05-31", "--resources", "120 лв."),
        *("--indicator", "Паралелки с критерии", "--baseline", "2 от 9", "--target", "9 от 9"),
    )
    assert outcome == (0, f"{YEAR}:34: M5 added: Общи критерии: за самооценка\n", "")
    assert measures(year) == MEASURES.replace(
        "    note: Забавена\n",
        "    note: Забавена\n"
        '  - id: M5\n    action: "Общи критерии: за самооценка"\n    serves:\n      - G1\n'
        "      - OP.4\n    responsible: Иванова\n    planned:\n      from: 2021-02-01\n"
        "      to: 2021-05-31\n    resources: 120 лв.\n    indicator:\n"
        "      text: Паралелки с критерии\n      baseline: 2 от 9\n      target: 9 от 9\n",
    )


def test_the_way_of_a_corrective_measure(year: Path, quality: Quality) -> None:
    year.write_text(f"{YEAR_HEAD}ratings:\n  OP.1.1.1: 3\n", encoding="utf-8")
    add = ["--kind", "corrective", "--by", "Комисията", "--responsible", "А", "--to", "2021-05-31"]
    quality("measure", "add", "2020-2021", "Консултации", *add, "--on", "2021-02-01")
    for step in (
        ["approve", "2020-2021", "M1", "--order", "РД-1", "--on", "2021-02-03"],
        ["start", "2020-2021", "M1", "--on", "2021-02-04"],
        ["done", "2020-2021", "M1", "--on", "2021-05-20", "--evidence", "Дневник"],
    ):
        assert quality("measure", *step).code == 0
    assert measures(year) == (
        "ratings:\n  OP.1.1.1: 3\nmeasures:\n  - id: M1\n    kind: corrective\n"
        "    action: Консултации\n    responsible: А\n    planned:\n      to: 2021-05-31\n"
        "    actual:\n      from: 2021-02-04\n      to: 2021-05-20\n    status: done\n"
        "    proposed:\n      by: Комисията\n      date: 2021-02-01\n"
        "    approved:\n      order: РД-1\n      date: 2021-02-03\n    evidence:\n      - Дневник\n"
    )


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (
            ["approve", "M1", "--order", "1"],
            2,
            "“M1” is a planned measure: the pedagogical council adopts it",
        ),
        (["start", "M2"], 2, "“M2” is already started."),
        (["start", "M4"], 2, "“M4” is only proposed; approve it first"),
        (["done", "M4"], 2, "“M4” is only proposed; approve it first"),
        (["done", "M2", "--result", "x"], 2, "“M2” has no indicator"),
        (["done", "M2", "--on", "2020-11-01"], 1, "error Q503"),
        (["start", "M9"], 2, "There is no measure “M9”. Measures of the year: M1, M4, M2."),
        # With a Cyrillic letter, and with a lower-case one.
        (["start", "М1"], 2, "There is no measure “М1”. Did you mean M1?"),
        (["start", "m4"], 2, "There is no measure “m4”. Did you mean M4?"),
        (["start", "XYZZY"], 2, "Measures of the year: M1, M4, M2."),
        (["drop", "M1"], 2, "--reason"),
        (["approve", "M4"], 2, "--order"),
        (["start", "M1", "--on", "1/2/2021"], 2, "2021-02-01 or 2021-01-02"),
        (["add", "x", "--by", "Комисията"], 2, "--kind corrective"),
        (["add", "x", "--target", "5"], 2, "--indicator"),
    ],
)
def test_what_does_not_follow(
    args: list[str], code: int, said: str, year: Path, quality: Quality
) -> None:
    outcome = quality("measure", args[0], "2020-2021", *args[1:])
    assert (outcome.code, outcome.out) == (code, "")
    assert said in outcome.err
    assert measures(year) == MEASURES


@pytest.mark.parametrize("step", ["start", "done", "drop"])
@pytest.mark.parametrize("status", ["done", "dropped"])
def test_what_is_over_stays_over(status: str, step: str, year: Path, quality: Quality) -> None:
    text = MEASURES.replace("status: started", f"status: {status}")
    year.write_text(YEAR_HEAD + text, encoding="utf-8")
    args = ["--reason", "x"] if step == "drop" else []
    outcome = quality("measure", step, "2020-2021", "M2", *args)
    assert outcome.code == 2
    assert f"“M2” is already {status}." in outcome.err
    assert measures(year) == text


def test_a_new_warning_is_shown(year: Path, quality: Quality) -> None:
    outcome = quality("measure", "add", "2020-2021", "x", "--for", "OP.99")
    assert outcome.code == 0
    assert "warning Q504" in outcome.err
    assert f"{YEAR}:36:13" in outcome.err


def test_today_is_the_day_if_none_is_given(year: Path, quality: Quality) -> None:
    assert quality("measure", "start", "2020-2021", "M1").code == 0
    assert f"      from: {DAY}\n" in measures(year)


def test_a_measure_with_errors_is_named(year: Path, quality: Quality) -> None:
    text = MEASURES.replace("    status: started\n", "    status: begun\n")
    year.write_text(YEAR_HEAD + text, encoding="utf-8")
    outcome = quality("measure", "done", "2020-2021", "M2")
    assert outcome.code == 2
    assert "The measure “M2” has errors" in outcome.err
    assert quality("measure", "add", "2020-2021", "x").out == f"{YEAR}:34: M5 added: x\n"


def test_a_dry_run_shows_the_lines(year: Path, quality: Quality) -> None:
    outcome = quality("measure", "start", "2020-2021", "M1", "--dry-run")
    assert f"+      from: {DAY}\n" in outcome.out
    assert measures(year) == MEASURES


def test_what_a_step_writes_is_in_every_output(year: Path, quality: Quality) -> None:
    """Evidence, and the proposer and date of a corrective measure."""
    proposed = ("--kind", "corrective", "--by", "Комисията", "--on", "2021-03-01")
    added = quality("measure", "add", YEAR, "Консултации", *proposed)
    (measure_id,) = re.findall(r"\b(M\d+) added", added.out)
    order = ("--order", "РД-12-45", "--on", "2021-03-15")
    assert quality("measure", "approve", YEAR, measure_id, *order).code == 0
    shown = ("--evidence", "Протокол № 5", "--evidence", "Снимки", "--on", "2021-04-01")
    assert quality("measure", "done", YEAR, measure_id, *shown).code == 0
    measures = json.loads(quality("measure", "list", YEAR, "--format", "json").out)["measures"]
    (told,) = (one for one in measures if one["id"] == measure_id)
    assert told["evidence"] == ["Протокол № 5", "Снимки"]
    assert (told["proposed_by"], told["proposed_on"]) == ("Комисията", "2021-03-01")
    rows = csv.DictReader(io.StringIO(quality("measure", "list", YEAR, "--format", "csv").out))
    (row,) = (one for one in rows if one["id"] == measure_id)
    assert set(row) == {"year", *told}
    assert "Снимки" in row["evidence"]
    assert row["proposed_by"] == "Комисията"
