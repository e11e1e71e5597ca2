"""The card of a school that scores by points, in a real browser: items of every kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.browser import _AXE, OPEN_ALL, Opened
from tests.card_page import CardPage, card_open, make_card
from tests.conftest import Quality
from tests.every_kind import CATALOGUE, HEAD, YEAR, rater_text, write_school

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

ANSWERS = {"1": 4, "2": 8, "3": 8, "4": 33, "5": 362, "X": 12}


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the year's file of a school whose folder is the current one."""
    monkeypatch.chdir(tmp_path)
    return write_school(tmp_path)


def answer(card: CardPage, item_id: str, key: str, text: str) -> None:
    card.item(item_id).locator(f'[data-answer="{key}"]').fill(text)


def result(card: CardPage, item_id: str) -> str:
    return str(card.item(item_id).locator(".result").inner_text())


def fault(card: CardPage, item_id: str) -> str:
    return str(card.item(item_id).locator(".fault").inner_text())


def test_every_kind_is_filled_in_saved_opened_and_accepted(
    browser: Browser, school: Path, tmp_path: Path, quality: Quality
) -> None:
    path = make_card(quality, tmp_path / "karta.html", year=YEAR)
    with card_open(browser, path, bypass_csp=True) as card:
        card.page.fill("#name", "Анна Иванова")
        steps_are_chosen_by_keyboard(card)
        counts_and_values_show_what_they_lead_to(card)
        points_are_checked(card)
        surveys_are_checked(card)
        assert card.page.inner_text("#progress-text") == "Попълнени: 11 от 12. Остават: 1."
        assert card.page.inner_text('nav [data-counts="A.1"]') == "1/1"
        saved = card.save(school.with_suffix("") / "raters")
        text = saved.read_text(encoding="utf-8")
        card.answer_dialogs(yes=True)
        card.page.click("#start-over")
        assert card.chosen("A.3.5") is None
        card.open(saved)
        assert card.save(tmp_path / "again").read_text(encoding="utf-8") == text
        assert result(card, "A.3.1") == "Резултат: 23,3 % – 1,5 т."
        files_that_do_not_fit_are_refused(card, tmp_path)
        it_fits_a_phone_and_a_screen_reader(card)
        assert card.faults == []
    assert yaml.safe_load(text)["ratings"] == {
        "A.1": {"points": 1},
        "A.2": {"not_applicable": "Няма сайт."},
        "A.3.1": {"count": 93, "of": 400},
        "A.3.2": {"points": 7.5},
        "A.3.3": {"mean": 4.73, "answered": 66, "invited": 100},
        "A.3.4": {"value": -3.5},
        "A.3.5": {"points": 0.75},
        "A.3.6": {"count": 110, "of": 100},
        "A.3.7": {"value": 5.5},
        "A.3.8": 2,
        "A.3.9": {"points": 2.25, "count": 3, "of": 4},
    }
    checked = quality("validate", "--strict", saved)
    assert checked.code == 0, checked.out
    assert quality("raters", YEAR).code == 0
    minutes = ("--protocol", "№ 4", "--date", "2023-06-10", "--force", "--min-raters", "1")
    assert quality("agree", YEAR, "--unanimous", *minutes).code == 0
    assert quality("validate", YEAR).code == 0


def steps_are_chosen_by_keyboard(card: CardPage) -> None:
    keys = card.page.keyboard
    card.item("A.3.5").focus()
    assert "Взаимодейства с един партньор." in card.item("A.3.5").inner_text()
    keys.press("2")  # the second step
    assert card.chosen("A.3.5") == "0.75"
    keys.press("0")
    assert card.chosen("A.3.5") is None
    keys.press("2")
    card.item("A.1").focus()
    keys.press("2")
    assert card.chosen("A.1") == "1"
    card.item("A.3.8").focus()
    keys.press("2")  # level 2
    assert card.chosen("A.3.8") == "2"
    card.item("A.3.4").focus()
    keys.press("Enter")
    keys.type("-3,50")
    assert card.chosen("A.3.4") == "given"
    card.choose("A.2", "not_applicable")
    card.write("A.2", "reason", "Няма сайт.")


def counts_and_values_show_what_they_lead_to(card: CardPage) -> None:
    card.write("A.3.1", "of", "100")
    for count, shown in (
        ("20", "Резултат: 20,0 % – 1 т."),  # the second step is above 20
        ("21", "Резултат: 21,0 % – 1,5 т."),
        ("60", "Резултат: 60,0 % – 1,5 т."),
        ("61", "Резултат: 61,0 % – 2 т."),
        ("101", ""),
    ):
        card.write("A.3.1", "count", count)
        assert (count, result(card, "A.3.1")) == (count, shown)
    assert "по-голям от общия" in fault(card, "A.3.1")
    card.write("A.3.1", "count", "93")
    card.write("A.3.1", "of", "400")
    assert card.item("A.3.1").locator(".outcomes .on").inner_text().startswith("над 20 % до 60 %")
    card.write("A.3.6", "of", "100")
    for count, level in (("49", "1 – слабо"), ("50", "2 – средно"), ("100", "3 – добро")):
        card.write("A.3.6", "count", count)
        assert result(card, "A.3.6") == f"Резултат: {count},0 % – равнище {level}"
    card.write("A.3.6", "count", "110")  # of a plan
    assert fault(card, "A.3.6") == ""
    for value, points in (("3,49", "3"), ("3,5", "2"), ("5.4", "2"), ("5,50", "0"), ("-1", "3")):
        card.write("A.3.7", "value", value)
        assert result(card, "A.3.7") == f"Резултат: {points} т."
    card.write("A.3.7", "value", "около 5")
    assert "само с цифри" in fault(card, "A.3.7")
    card.write("A.3.7", "value", "5,50")


def points_are_checked(card: CardPage) -> None:
    for typed, said in (
        ("10", "Максимумът е 9,5"),
        ("7,3", "през 0,5"),
        ("седем", "само с цифри"),
        ("-1", "само с цифри"),
        ("7,50", ""),
    ):
        card.write("A.3.2", "points", typed)
        assert said in fault(card, "A.3.2")
        assert (fault(card, "A.3.2") == "") is (said == "")
    card.choose("A.3.9", "2")  # a level, or points; counts in addition are evidence
    card.write("A.3.9", "count", "3")
    card.write("A.3.9", "of", "4")
    assert card.chosen("A.3.9") == "2"
    card.choose("A.3.9", "given")
    assert "Запишете точките" in fault(card, "A.3.9")
    card.write("A.3.9", "points", "2,25")


def surveys_are_checked(card: CardPage) -> None:
    assert "не мога да преценя (не се брои)" in card.item("A.3.3").inner_text()
    answer(card, "A.3.3", "X", "12")
    assert "Никой от тези отговори не се брои" in fault(card, "A.3.3")
    for key, people in ANSWERS.items():
        answer(card, "A.3.3", key, str(people))
    # (4·0 + 8·1 + 8·2 + 33·3 + 362·4) / (4·415) of 3.5 points are 3.3126…
    assert result(card, "A.3.3") == "Точки: 3,31 от 3,5"
    card.write("A.3.3", "mean", "4,73")
    assert "не и двете" in fault(card, "A.3.3")
    for key in ANSWERS:
        answer(card, "A.3.3", key, "")
    assert "колко души са отговорили" in fault(card, "A.3.3")
    card.write("A.3.3", "answered", "66")
    card.write("A.3.3", "mean", "5,01")
    assert "от 1 до 5" in fault(card, "A.3.3")
    card.write("A.3.3", "invited", "65")
    card.write("A.3.3", "mean", "4,73")
    assert "повече от поканените" in fault(card, "A.3.3")
    card.write("A.3.3", "invited", "100")
    # 3.73 of 4 is 93.25 %, of 3.5 points 3.26375.
    assert result(card, "A.3.3") == "Точки: 3,26 от 3,5"


def files_that_do_not_fit_are_refused(card: CardPage, folder: Path) -> None:
    file = folder / "ivanova.yaml"
    for rating, said in (
        ("A.3.5:\n  points: 1\n", "„1“ не е в точковата скала на показателя"),
        ("A.3.5:\n  level: 1\n", "„A.3.5“ се оценява по друг начин"),
        ("A.3.3:\n  answers:\n    7: 1\n", "„7“ не е сред отговорите"),
    ):
        file.write_text(plain(rating), encoding="utf-8")
        assert said in card.open(file)
    file.write_text(plain("A.3.2:\n  points: 10\n"), encoding="utf-8")
    card.open(file)
    assert "Максимумът е 9,5" in fault(card, "A.3.2")


def plain(ratings: str) -> str:
    """Return a rater's file as written by the card, without braces."""
    braces = 'framework: {id: vseki, edition: "1"}\nrater: {name: Анна Иванова}\n'
    lines = 'framework:\n  id: vseki\n  edition: "1"\nrater:\n  name: Анна Иванова\n'
    return rater_text("Анна Иванова", ratings).replace(braces, lines)


def it_fits_a_phone_and_a_screen_reader(card: CardPage) -> None:
    card.page.evaluate(OPEN_ALL)
    for width in (320, 360, 1280):
        card.page.set_viewport_size({"width": width, "height": 900})
        assert (width, Opened(card.page).overflow()) == (width, [])
    card.page.evaluate(_AXE.read_text(encoding="utf-8"))
    assert Opened(card.page).violations() == []


def test_it_says_nothing_of_levels_where_there_are_none(school: Path, quality: Quality) -> None:
    """In English, with points only, and with a previous year under the same framework."""
    levels = CATALOGUE.index("scale:\n"), CATALOGUE.index("ladders:\n")
    text = CATALOGUE[: levels[0]] + CATALOGUE[levels[1] :]
    text = text.replace("title: Карта с точки}", "title: Points, language: en}")
    for item in ("            thresholds: [50, 100]\n", "          - {id: A.3.8,"):
        at = text.index(item)
        text = text[:at] + text[text.index("\n", at) + 1 :]
    Path("data/criteria.yaml").write_text(text, encoding="utf-8")
    ratings = "ratings:\n  A.3.1: {count: 93, of: 200}\n  A.3.5: {points: 0.75}\n"
    ratings += "  A.3.4: {value: 7}\n"
    school.write_text(HEAD + ratings, encoding="utf-8")
    after = school.with_name("2023-2024.yaml")
    after.write_text(HEAD.replace(YEAR, "2023-2024") + "ratings: {}\n", encoding="utf-8")
    path = make_card(quality, Path("card.html"), "--previous", year="2023-2024")
    html = path.read_text(encoding="utf-8")
    page = html[: html.index("<script")]
    assert "level" not in page[page.index("<body") :].replace('class="choices level"', "")
    for said in (
        "In 2022/2023: 93 of 200 (46.5%), 1.5 of 2",
        "In 2022/2023: 0.75 of 2",
        "In 2022/2023: 7 бр.",
        "above 20%, up to 60%",
        "from 0 to 9.5, in steps of 0.5",
        "choose the step with that number",
    ):
        assert said in page
