"""The printed card of a school that scores by points: its own steps, points and blanks."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from tests.conftest import Quality
from tests.every_kind import CATALOGUE, HEAD, YEAR, write_school
from tests.render_markdown import tables

pytestmark = pytest.mark.slow

BOXES = {
    "A.1": ["0", "1"],
    "A.2": ["0", "1"],
    "A.3.1": [],
    "A.3.2": [],
    "A.3.3": [],
    "A.3.4": [],
    "A.3.5": ["0", "0,75", "1,5", "2"],
    "A.3.6": [],
    "A.3.7": [],
    "A.3.8": ["1", "2", "3"],
    "A.3.9": [],
    "A.3.10": [],
}
TICKED = {"A.1": "1", "A.3.5": "0,75", "A.3.8": "2"}
ANSWERS = "1 изобщо не: 4; 2 не: 8; 3 донякъде: 8; 4 да: 33; 5 напълно: 362; "


class Boxes(HTMLParser):
    """The boxes of each row of a card, the ticked ones, and the content of its blanks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.boxes: dict[str, list[str]] = {}
        self.ticked: dict[str, list[str]] = {}
        self.written: dict[str, list[str]] = {}
        self._row = ""
        self._into: list[list[str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "tr":
            self._row = given.get("id") or ""
        kinds = (given.get("class") or "").split()
        self._into = []
        if not self._row or "box" not in kinds:
            return
        places = [self.written] if "write" in kinds else [self.boxes]
        if "chosen" in kinds:
            places.append(self.ticked)
        for place in places:
            found = place.setdefault(self._row, [])
            found.append("")
            self._into.append(found)

    def handle_endtag(self, tag: str) -> None:
        self._into = []

    def handle_data(self, data: str) -> None:
        for found in self._into:
            found[-1] += data


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the year's file of a school whose folder is the current one."""
    monkeypatch.chdir(tmp_path)
    return write_school(tmp_path)


def made(quality: Quality, *args: str) -> str:
    outcome = quality("report", YEAR, "--kind", "card", *args)
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.out


def rating_cells(markdown: str) -> dict[str, str]:
    rows = [row for table in tables(markdown) for row in table.records()]
    return {row["Код"]: row["Оценка на показателя"] for row in rows}


def test_a_blank_card_offers_what_each_item_can_have(school: Path, quality: Quality) -> None:
    found = Boxes(made(quality, "--blank", "--format", "html"))
    reasons = ["неприл.", "без док."]
    assert found.boxes == {item: [*steps, *reasons] for item, steps in BOXES.items()}
    assert found.ticked == {}
    assert {one for texts in found.written.values() for one in texts} == {""}
    blanks = {item: len(texts) for item, texts in found.written.items()}
    assert blanks == {
        "A.3.1": 2,
        "A.3.2": 1,
        "A.3.3": 9,
        "A.3.4": 1,
        "A.3.6": 2,
        "A.3.7": 1,
        "A.3.9": 3,
        "A.3.10": 1,
    }
    markdown = made(quality, "--blank")
    cells = rating_cells(markdown)
    assert list(cells) == list(BOXES)
    assert cells["A.3.5"] == "☐ 0 ☐ 0,75 ☐ 1,5 ☐ 2"
    assert cells["A.3.2"] == "Точки: …… (от 0 до 9,5 през 0,5)"
    assert cells["A.3.4"] == "Стойност: …… (бр.)"
    for text in (
        "- A.3.5: 0,75 – Взаимодейства с един партньор.",
        "- A.3.1: над 60 % – 2 т. – Обхванати са повечето.",
        "- A.3.6: от 50 % до под 100 % – 2 средно",
        "- A.3.7: от 3,5 до под 5,5 бр. – 2 т.",
    ):
        assert text in markdown
    assert "☒" not in markdown
    assert "7,5" not in cells["A.3.2"]


def test_a_filled_card_shows_what_was_rated(school: Path, quality: Quality) -> None:
    found = Boxes(made(quality, "--format", "html"))
    ticked = {item: [step] for item, step in TICKED.items()}
    assert found.ticked == ticked | {"A.2": ["неприл."]}
    assert found.written["A.3.1"] == ["93", "200"]
    assert found.written["A.3.2"] == ["7,5"]
    assert found.written["A.3.3"] == ["4", "8", "8", "33", "362", "12", "500"]
    assert found.written["A.3.9"] == ["2,25", "3", "4"]
    assert found.written["A.3.10"] == [""]
    cells = rating_cells(made(quality))
    assert cells["A.3.5"] == "☐ 0 ☒ 0,75 ☐ 1,5 ☐ 2"
    assert cells["A.3.1"] == "Брой: 93; От общо: 200. Резултат: 1,5 от 2"
    assert cells["A.3.3"].startswith(ANSWERS)
    assert cells["A.3.3"].endswith("Поканени: 500. Резултат: 3,31 от 3,5")


def test_every_box_comes_back_through_set(school: Path, quality: Quality) -> None:
    offered = Boxes(made(quality, "--blank", "--format", "html")).boxes
    for item, boxes in offered.items():
        option = "--level" if item == "A.3.8" else "--points"
        for box in boxes[:-2]:
            value = box.replace(",", ".")
            given = (item, option, value) if option == "--points" else (item, value)
            outcome = quality("set", YEAR, *given, "--evidence", "Протокол")
            assert outcome.code == 0, outcome.err
            rating = yaml.safe_load(school.read_text(encoding="utf-8"))["ratings"][item]
            assert rating[option.strip("-")] == float(value)
            assert Boxes(made(quality, "--format", "html")).ticked[item] == [box]


def test_few_points_in_steps_have_boxes(school: Path, quality: Quality) -> None:
    text = CATALOGUE.replace("max_points: 9.5, step: 0.5}", "max_points: 1.5, step: 0.5}")
    Path("data/criteria.yaml").write_text(text, encoding="utf-8")
    school.write_text(f"{HEAD}ratings: {{A.3.2: {{points: 1}}}}\n", encoding="utf-8")
    found = Boxes(made(quality, "--format", "html"))
    assert found.boxes["A.3.2"][:-2] == ["0", "0,5", "1", "1,5"]
    assert found.ticked["A.3.2"] == ["1"]
    assert "A.3.2" not in found.written


def test_it_says_nothing_of_levels_where_there_are_none(school: Path, quality: Quality) -> None:
    start, end = CATALOGUE.index("scale:\n"), CATALOGUE.index("ladders:\n")
    text = CATALOGUE[:start] + CATALOGUE[end:]
    text = text.replace("title: Карта с точки}", "title: Points, language: en}")
    text = re.sub(
        r"^          - \{id: A\.3\.8,.*\n|^            thresholds:.*\n", "", text, flags=re.M
    )
    Path("data/criteria.yaml").write_text(text, encoding="utf-8")
    school.write_text(f"{HEAD}ratings: {{A.3.5: {{points: 2}}}}\n", encoding="utf-8")
    for args in ((), ("--blank",), ("--format", "html"), ("--blank", "--format", "html")):
        document = made(quality, *args)
        body = document[document.find("<body") :]
        assert not re.search(r"\blevels?\b", body)
    assert "Mark one step for each item that has boxes." in made(quality)
