"""The API returns the same framework, years and raters as the commands that read."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import qualitycli as q
from qualitycli.model.tree import Node
from tests.conftest import Quality
from tests.raters import with_raters, write_card

pytestmark = pytest.mark.slow

YEARS = ["2020-2021", "2021-2022", "2022-2023"]
DAYS = [date(2020, 10, 1), date(2021, 3, 1), date(2023, 3, 1), date(2024, 1, 1)]


def told(quality: Quality, *args: str | Path) -> Any:
    """Return the JSON output of a command."""
    outcome = quality(*args, "--format", "json")
    assert outcome.err == ""
    return json.loads(outcome.out)


def ids_below(nodes: tuple[Node, ...]) -> list[str]:
    return [one for node in nodes for one in (node.id, *ids_below(tuple(node.children)))]


def test_the_framework(project: Path, quality: Quality) -> None:
    lines = quality("framework", "show", "--format", "csv").out.splitlines()[1:]
    framework = q.open_project(project).framework
    assert ids_below(framework.areas) == [line.split(",")[0] for line in lines]
    assert framework.scale.values == (1, 2, 3, 4)


@pytest.mark.parametrize("node_id", ["OP", "OP.4", "OP.1.1", "OP.1.1.1", "UI.2.5.1"])
def test_a_node_in_every_year(node_id: str, project: Path, quality: Quality) -> None:
    path = project / "data/years/2021-2022.yaml"
    path.write_text(path.read_text("utf-8").replace("OP.1.1.1:", "OP.1.1.l:"), "utf-8")
    history = q.open_project(project).history(node_id)
    shown = told(quality, "framework", "show", node_id)
    assert (history.node.id, history.node.label) == (node_id, shown["text"])
    assert [one.id for one in history.above] == shown["above"]
    assert [(one.year, one.readable) for one in history.years] == [
        (YEARS[0], True),
        (YEARS[1], False),
        (YEARS[2], True),
    ]
    for one, year in zip(history.years, shown["years"], strict=True):
        figures = year["figures"]
        assert (one.score is None) == (figures is None)
        if one.score is not None:
            assert str(one.score.share) == figures["share_exact"]
            assert one.score.scored == figures["scored"]


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("name", YEARS)
def test_the_state_of_a_year(name: str, today: date, project: Path, quality: Quality) -> None:
    status = q.open_project(project).year(name).status(today)
    shown = told(quality, "status", name, "--today", today.isoformat())
    for found, key in (
        (status.overdue, "overdue"),
        (status.due, "due"),
        (status.weak, "weak"),
        (status.absent, "absent"),
    ):
        assert [one.id for one in found] == [one["id"] for one in shown[key]]
    assert status.measures == shown["measures"]
    assert [one.name for one in status.owners] == [one["name"] for one in shown["owners"]]
    assert status.score.decided == shown["rated"]["judged"]


@pytest.mark.parametrize("name", YEARS)
@pytest.mark.parametrize(
    ("today", "chosen", "options"),
    [
        (DAYS[0], {}, ()),
        (DAYS[1], {"owner": "иванова"}, ("--owner", "иванова")),
        (DAYS[2], {"due": date(2023, 6, 1)}, ("--due", "2023-06-01")),
        (DAYS[3], {"statuses": ["done", "dropped"]}, ("--status", "done", "--status", "dropped")),
    ],
)
def test_measures(
    name: str,
    today: date,
    chosen: dict[str, Any],
    options: tuple[str, ...],
    project: Path,
    quality: Quality,
) -> None:
    found = q.open_project(project).year(name).measures(today, **chosen)
    shown = told(quality, "measure", "list", name, "--today", today.isoformat(), *options)[
        "measures"
    ]
    assert [(one.id, one.status) for one in found] == [(one["id"], one["status"]) for one in shown]


@pytest.mark.parametrize("today", DAYS[1:3])
@pytest.mark.parametrize("name", YEARS)
def test_the_schedule(name: str, today: date, project: Path, quality: Quality) -> None:
    found = q.open_project(project).year(name).calendar(today)
    shown = told(quality, "calendar", name, "--today", today.isoformat())["entries"]
    assert [(one.id, one.status, one.deadline and one.deadline.isoformat()) for one in found] == [
        (one["id"], one["status"], one["deadline"]) for one in shown
    ]


def test_raters(project: Path, quality: Quality) -> None:
    with_raters(project)
    found = q.open_project(project).year("2020-2021").raters()
    shown = told(quality, "raters", "2020-2021")
    assert [one.name for one in found.raters] == [one["name"] for one in shown["raters"]]
    assert [one.item.id for one in found.to_discuss] == shown["to_discuss"]
    agreement = found.agreement
    assert str(agreement.alpha) == shown["agreement"]["alpha_exact"]
    assert agreement.pairs == shown["agreement"]["pairs"]


@pytest.mark.parametrize(
    ("make", "name", "options"),
    [
        (lambda one: one.card().encode(), "card.html", ()),
        (lambda one: one.card(previous=True).encode(), "card.html", ("--previous",)),
        (
            lambda one: one.card(rater=" Ана  Илиева ", items=["OP.1", "UI.2"]).encode(),
            "card.html",
            ("--rater", "Ана Илиева", "--items", "OP.1,UI.2"),
        ),
        (lambda one: one.spreadsheet(), "year.xlsx", ()),
        (lambda one: one.spreadsheet("csv"), "year.csv", ()),
    ],
)
def test_files_to_fill_in(
    make: Callable[[q.OpenYear], bytes],
    name: str,
    options: tuple[str, ...],
    project: Path,
    quality: Quality,
) -> None:
    command = "card" if name == "card.html" else "export"
    assert quality(command, "2022-2023", *options, "-o", name).code == 0
    made = make(q.open_project(project).year("2022-2023"))
    assert made == (project / name).read_bytes()


def test_two_catalogues(project: Path, quality: Quality) -> None:
    path, other = project / "data/criteria.yaml", project / "other.yaml"
    text = path.read_text("utf-8").replace("Обемът на учебното съдържание в урока", "Обемът", 1)
    other.write_text(text, encoding="utf-8")
    found = q.compare_catalogues("data/criteria.yaml", other)
    assert [(one.kind, one.id) for one in found.changes] == [("reworded", "OP.1.1.3")]
    shown = told(quality, "framework", "diff", path, other)["changes"]
    assert [(one.kind, one.id) for one in found.changes] == [
        (one["kind"], one["id"]) for one in shown
    ]


def test_the_year_before(project: Path) -> None:
    opened = q.open_project(project)
    before = opened.year("2022-2023").previous
    assert before is not None
    assert before.assessment.year == "2021-2022"
    assert opened.year("2020-2021").previous is None


FAULTY: list[Callable[[q.OpenYear], object]] = [
    lambda one: one.assessment,
    lambda one: one.status(DAYS[0]),
    lambda one: one.measures(DAYS[0]),
    lambda one: one.calendar(DAYS[0]),
    lambda one: one.raters(),
    lambda one: one.card(),
    lambda one: one.spreadsheet("csv"),
]


@pytest.mark.parametrize("asked", FAULTY)
def test_nothing_is_told_of_a_faulty_year(
    asked: Callable[[q.OpenYear], object], project: Path
) -> None:
    with_raters(project)
    path = project / "data/years/2020-2021.yaml"
    path.write_text(path.read_text("utf-8").replace("OP.1.1.1:", "OP.1.1.l:"), "utf-8")
    with pytest.raises(q.InvalidYearError):
        asked(q.open_project(project).year("2020-2021"))


@pytest.mark.parametrize(
    "asked",
    [
        lambda one: one.status(DAYS[0]),
        lambda one: one.card(previous=True),
        lambda one: one.spreadsheet("csv"),
    ],
)
def test_a_faulty_year_before_is_not_passed_over(
    asked: Callable[[q.OpenYear], object], project: Path
) -> None:
    path = project / "data/years/2020-2021.yaml"
    path.write_text(path.read_text("utf-8").replace("OP.1.1.1:", "OP.1.1.l:"), "utf-8")
    with pytest.raises(q.InvalidYearError):
        asked(q.open_project(project).year("2021-2022"))


CANNOT: list[tuple[type[q.QualityError], Callable[[q.OpenProject], object], tuple[str, ...]]] = [
    (q.NoSuchNodeError, lambda one: one.history("XX.9"), ("framework", "show", "XX.9")),
    (
        q.NoRatersError,
        lambda one: one.year("2020-2021").raters(),
        ("raters", "2020-2021"),
    ),
    (
        q.UnnamedRaterError,
        lambda one: one.year("2020-2021").card(rater=" "),
        ("card", "2020-2021", "--rater", " ", "-o", "x.html"),
    ),
    (
        q.NoSuchNodeError,
        lambda one: one.year("2020-2021").card(items=["XX.9"]),
        ("card", "2020-2021", "--items", "XX.9", "-o", "x.html"),
    ),
    (
        q.NoYearsError,
        lambda one: one.year("2020-2021").card(previous=True),
        ("card", "2020-2021", "--previous", "-o", "x.html"),
    ),
    (
        q.NoSuchFileError,
        lambda _: q.compare_catalogues("absent.yaml", "data/criteria.yaml"),
        ("framework", "diff", "absent.yaml", "data/criteria.yaml"),
    ),
]


@pytest.mark.parametrize(("error", "asked", "command"), CANNOT)
def test_what_cannot_be_done_is_an_error_in_the_words_of_the_command(
    error: type[q.QualityError],
    asked: Callable[[q.OpenProject], object],
    command: tuple[str, ...],
    project: Path,
    quality: Quality,
) -> None:
    with pytest.raises(error) as raised:
        asked(q.open_project(project))
    outcome = quality(*command)
    assert (outcome.code, outcome.out, outcome.err) == (2, "", f"Error: {raised.value}\n")
    assert raised.value.in_language("bg") != str(raised.value)


def test_a_faulty_file_of_a_rater_is_an_error(project: Path) -> None:
    write_card(project, "one", "Един Оценител", "OP.1.1.1: 9")
    with pytest.raises(q.InvalidRaterError, match=r"raters/one\.yaml:9: Q401"):
        q.open_project(project).year("2020-2021").raters()


def test_a_text_that_is_too_long_for_a_cell_is_an_error(project: Path) -> None:
    path = project / "data/years/2020-2021.yaml"
    text = path.read_text("utf-8").replace(
        "OP.1.1.1: 3", f"OP.1.1.1: {{level: 3, note: {'x' * 32_768}}}"
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(q.TextTooLongError, match=r"OP\.1\.1\.1"):
        q.open_project(project).year("2020-2021").spreadsheet("csv")
