"""The card in a real browser: filled in, closed, opened again, saved and imported."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from qualitycli.cli.app import run
from qualitycli.reading.load import load_rater, parse_rater
from qualitycli.reading.yaml_text import read_text
from qualitycli.source import Source
from qualitycli.writing.scalars import quoted
from tests.browser import _AXE, OPEN_ALL, Opened, pages_of, parsed, words
from tests.card_page import (
    STORAGE_FULL,
    STORAGE_OFF,
    CardPage,
    OnePage,
    at_home,
    card_open,
    make_card,
)
from tests.conftest import TOP, Quality
from tests.raters import card_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

YEAR = "2020-2021"
HOSTILE = [
    "</script><script>window.taken = 1</script>",
    "<img src=x onerror='window.taken = 1'>",
    "“ &amp; \" ' ` \\ \\n #коментар: да",
    "- точка: [1, 2] {а: б} *а &б !в %г @д | >",
    "true",
    "No",
    "3",
    "2021-06-10",
    "~",
    "'кавички'",
    "ред\nвтори ред\n\nчетвърти",
    "табулация\tвътре",
    "\u2028 \u2029 \u0085 \ufeff \u202e обърнат \u00ad \u00a0",
    "\x07 \x1b[31m \x7f",
    "😀 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "ключ: стойност # не е коментар",
    "x" * 3000,
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Make a card of the example year with some of its items, once."""
    folder = tmp_path_factory.mktemp("cards")

    @cache
    def make(items: str) -> Path:
        target = folder / f"{items or 'all'}.html"
        chosen = ("--items", items) if items else ()
        assert run(["--root", str(TOP), "card", YEAR, "-o", str(target), *chosen]) == 0
        return target

    return make


@pytest.fixture
def karta(made: Callable[[str], Path]) -> Path:
    """Return a card with all items of the example year."""
    return made("")


@pytest.fixture
def area(made: Callable[[str], Path]) -> Path:
    """Return a card with the items of one of the areas."""
    return made("OP.1")


@pytest.fixture
def every_way(made: Callable[[str], Path]) -> Path:
    """Return a card with few items, some for each way of rating; axe takes long with many."""
    return made("OP.1.1,OP.6.1,OP.11,UI.3.2")


@pytest.fixture
def small(made: Callable[[str], Path]) -> Path:
    """Return a card with three items of the example year."""
    return made("OP.1.1")


@pytest.fixture
def three(one_page: OnePage, small: Path) -> CardPage:
    """Open a card with three items of the example year, with nothing stored."""
    return one_page.opened(small)


def test_filled_closed_opened_saved_and_taken_over(
    browser: Browser, project: Path, area: Path, tmp_path: Path, quality: Quality
) -> None:
    profile = tmp_path / "profile"
    with at_home(browser, profile) as home:
        card = CardPage(home.new_page())
        card.page.goto(area.as_uri())
        card.page.fill("#name", "Виолета Каменова")
        card.page.fill("#role", "председател")
        card.choose("OP.1.1.1", "3")
        card.choose("OP.1.1.2", "4")
        card.write("OP.1.1.2", "evidence", "Протокол № 3\n\n  Протокол: № 5 # от май  ")
        card.write("OP.1.1.2", "note", "Планът се обявява.")
        card.choose("OP.1.8.1", "not_applicable")
        card.write("OP.1.8.1", "reason", "Няма желаещи.")
        card.page.wait_for_timeout(50)
        assert card.faults == []
    # The browser was closed; another one with the same profile finds all answers.
    with at_home(browser, profile) as home:
        card = CardPage(home.new_page())
        card.page.goto(area.as_uri())
        assert (card.chosen("OP.1.1.1"), card.chosen("OP.1.1.2")) == ("3", "4")
        assert card.page.input_value("#name") == "Виолета Каменова"
        assert "Продължавате" in card.message
        saved = card.save(project / f"data/years/{YEAR}/raters")
    assert saved.name == "kamenova-violeta.yaml"
    loaded = load_rater(saved, saved.name)
    assert loaded.found == []
    assert loaded.content is not None
    opinions = loaded.content.opinions
    assert (opinions.rater.name, opinions.rater.role) == ("Виолета Каменова", "председател")
    assert opinions.saved_on == date.today()
    assert opinions.ratings["OP.1.1.2"].evidence == ("Протокол № 3", "Протокол: № 5 # от май")
    assert opinions.ratings["OP.1.8.1"].not_applicable == "Няма желаещи."
    second = card_text("Красимира Добрева", "OP.1.1.1: 3\nOP.1.1.2: 2\n")
    (saved.parent / "dobreva.yaml").write_text(second, encoding="utf-8")

    assert quality("validate", "--strict", saved).code == 0
    raters = quality("raters", YEAR)
    assert raters.code == 0
    assert "OP.1.1.2" in raters.out
    minutes = ("--protocol", "Протокол № 4", "--date", "2021-06-10", "--force")
    assert quality("agree", YEAR, "--unanimous", *minutes).code == 0
    assert quality("agree", YEAR, "--item", "OP.1.1.2", "--level", "3", *minutes).code == 0
    assert quality("validate", YEAR).code == 0
    assert quality("score", YEAR).code == 0


def test_axe_finds_nothing(browser: Browser, every_way: Path) -> None:
    with card_open(browser, every_way, bypass_csp=True) as card:
        opened = Opened(card.page)
        card.page.evaluate(_AXE.read_text(encoding="utf-8"))
        assert opened.violations() == []
        card.page.evaluate(OPEN_ALL)
        card.choose("OP.1.1.1", "1")
        card.choose("OP.1.1.2", "not_applicable")
        card.write("OP.6.1.1", "count", "7")
        card.page.click("#save")
        assert opened.violations() == []
        card.page.fill("#search", "няма такова нещо")
        assert opened.violations() == []


def test_nothing_leaves_the_page(one_page: OnePage, small: Path, tmp_path: Path) -> None:
    card = one_page.opened(small)
    card.page.fill("#name", "Мария Иванова")
    card.choose("OP.1.1.1", "3")
    card.open(card.save(tmp_path))
    assert card.asked_for[0] == small.as_uri()
    assert [url for url in card.asked_for if not url.startswith(("file:", "blob:"))] == []
    # A policy of the browser prevents it as well.
    assert card.page.evaluate(REFUSED) == ["connect-src", "img-src", "script-src-elem"]


# The browser's refusals of a request, an unneeded picture, and an injected script.
REFUSED = """() => new Promise(done => {
  const refused = [];
  document.addEventListener('securitypolicyviolation', event => {
    refused.push(event.effectiveDirective);
    if (refused.length === 3) done(refused.sort());
  });
  fetch('https://example.org/').catch(() => {});
  const gif = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
  new Image().src = `data:image/gif;base64,${gif}`;
  const script = document.createElement('script');
  script.textContent = 'window.taken = 1';
  document.body.append(script);
})"""


def test_filled_in_by_keyboard_alone(one_page: OnePage, area: Path, tmp_path: Path) -> None:
    card = one_page.opened(area)
    keys = card.page.keyboard
    keys.press("Tab")
    assert card.page.evaluate("document.activeElement.className") == "skip"
    keys.press("Tab")
    keys.type("Мария Иванова")
    keys.press("Tab")
    keys.press("Tab")  # the instructions
    keys.press("j")
    keys.press("3")
    keys.press("ArrowDown")
    keys.press("4")
    keys.press("e")
    keys.type("Протокол № 3")
    keys.press("Escape")
    card.press_cyrillic("й")
    card.press_cyrillic("н")
    keys.type("Няма такова.")
    keys.press("Escape")
    keys.press("j")
    keys.press("2")
    keys.press("0")
    keys.press("k")
    keys.press("k")
    assert card.page.evaluate("document.activeElement.id") == "OP.1.1.2"
    keys.press("Tab")  # into the choices
    keys.press("ArrowLeft")
    assert card.chosen("OP.1.1.2") == "3"
    card.page.locator("#save").focus()
    with card.page.expect_download() as waiting:
        keys.press("Enter")
    waiting.value.save_as(tmp_path / "ivanova.yaml")
    loaded = load_rater(tmp_path / "ivanova.yaml", "ivanova.yaml")
    assert loaded.found == []
    assert loaded.content is not None
    ratings = loaded.content.opinions.ratings
    assert loaded.content.opinions.rater.name == "Мария Иванова"
    assert {key: (one.level, one.not_applicable) for key, one in ratings.items()} == {
        "OP.1.1.1": (3, None),
        "OP.1.1.2": (3, None),
        "OP.1.1.3": (None, "Няма такова."),
    }
    assert ratings["OP.1.1.2"].evidence == ("Протокол № 3",)


def test_the_keys_can_be_switched_off(three: CardPage) -> None:
    three.page.locator("details.how").evaluate("one => { one.open = true; }")
    three.page.uncheck("#shortcuts")
    three.item("OP.1.1.1").focus()
    three.page.keyboard.press("3")
    three.page.keyboard.press("j")
    assert three.chosen("OP.1.1.1") is None
    assert three.page.evaluate("document.activeElement.id") == "OP.1.1.1"


_KINDS = """document => [...document.querySelectorAll('body, body *:not(script)')].map(one =>
  [one.localName, one.getAttribute('class'), ...one.getAttributeNames().sort()].join(' '))"""


def test_a_card_with_few_items_has_every_kind_of_element(
    browser: Browser, karta: Path, every_way: Path
) -> None:
    """Widths, colours and print are therefore looked at on such a card."""
    found = set(parsed(browser, karta, _KINDS))
    assert len(found) > 50
    assert found <= set(parsed(browser, every_way, _KINDS))


def test_it_fits_any_width(one_page: OnePage, every_way: Path) -> None:
    card = one_page.opened(every_way)
    card.page.evaluate(OPEN_ALL)
    card.choose("OP.1.1.1", "1")
    card.choose("OP.1.1.2", "no_evidence")
    card.write("OP.1.1.2", "reason", "много-дълга-дума-" * 30)
    for width in (320, 360, 768, 1440):
        card.page.set_viewport_size({"width": width, "height": 900})
        assert (width, Opened(card.page).overflow()) == (width, [])
        assert (width, card.page.evaluate(TOO_SMALL)) == (width, [])


def test_every_text_of_a_framework_fits_a_phone(one_page: OnePage, karta: Path) -> None:
    card = one_page.opened(karta)
    card.page.evaluate(OPEN_ALL)
    card.page.set_viewport_size({"width": 320, "height": 900})
    assert Opened(card.page).overflow() == []


# Touch targets smaller than 24 pixels; a box is also hit through its entire label.
TOO_SMALL = """() => {
  const hit = 'button, .choice, .switch, summary, a, select, textarea, input[type=text]';
  return [...document.querySelectorAll(hit)]
    .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
    .map(([name]) => name);
}"""


def test_progress_search_and_filter(one_page: OnePage, karta: Path) -> None:
    card = one_page.opened(karta)
    shown = ".item:visible"
    assert card.page.locator(shown).count() == 139
    assert card.page.inner_text("#progress-text") == "Попълнени: 0 от 139. Остават: 139."
    card.choose("OP.1.1.1", "3")
    card.choose("OP.1.1.2", "not_applicable")
    assert card.page.inner_text("#progress-text") == (
        "Попълнени: 1 от 139. Остават: 138. За допълване: 1."
    )
    said = "OP.1.1.2: неприложимо. Посочете причината."
    card.page.locator("#said", has_text=said).wait_for(state="attached")
    assert card.page.inner_text('nav [data-counts="OP.1"]') == "1/31"
    card.page.select_option("#filter", "missing")
    assert card.page.locator(shown).count() == 138
    card.page.select_option("#filter", "faulty")
    assert card.page.locator(shown).count() == 1
    card.page.select_option("#filter", "all")
    card.page.fill("#search", "УЧЕБНАТА програма")
    found = card.page.locator(shown).all()
    assert found
    assert all("учебната програма" in words(one.inner_text().lower()) for one in found)
    assert card.page.locator("#UI").is_hidden()
    card.page.fill("#search", "op.11.2")
    assert card.page.locator(shown).count() == 1
    card.page.fill("#search", "няма такова нещо")
    assert card.page.locator("#nothing").is_visible()


def test_hostile_texts_stay_texts(
    one_page: OnePage, project: Path, tmp_path: Path, quality: Quality
) -> None:
    catalogue = project / "data/criteria.yaml"
    text = catalogue.read_text(encoding="utf-8")
    attack = "</script><img src=x onerror='taken=1'>{{ 7*7 }}"
    before = "                text: Урокът съответства на учебната програма.\n"
    assert before in text
    quoted = '"' + attack + '"'
    space = " " * 16
    after = f"{space}text: {quoted}\n{space}hints:\n{space}  - {quoted}\n"
    after += f"{space}levels:\n{space}  3: {quoted}\n"
    catalogue.write_text(text.replace(before, after), encoding="utf-8")
    year = project / "data/years/2020-2021.yaml"
    text = year.read_text(encoding="utf-8")
    note = f"  OP.1.1.1:\n    level: 3\n    note: {quoted}\n    evidence:\n      - {quoted}\n"
    year.write_text(text.replace("  OP.1.1.1: 3\n", note), encoding="utf-8")
    path = make_card(
        quality, tmp_path / "karta.html", "--previous", "--rater", attack, year="2021-2022"
    )
    card = one_page.opened(path)
    card.page.wait_for_timeout(100)
    assert card.faults == []
    assert card.page.evaluate("typeof taken") == "undefined"
    assert card.page.locator("img").count() == 0
    assert words(card.item("OP.1.1.1").inner_text()).count(attack) == 5
    assert card.page.input_value("#name") == attack


def test_what_is_saved_is_read_as_it_was_written(
    one_page: OnePage, area: Path, tmp_path: Path
) -> None:
    """Hostile texts, read by the tool's reader and by the card's own."""
    card = one_page.opened(area)
    name = HOSTILE[0]
    card.page.fill("#name", name[:120])
    ids = card.page.evaluate("[...document.querySelectorAll('.item')].map(one => one.id)")
    assert len(ids) >= len(HOSTILE)
    told = dict(zip(ids, HOSTILE, strict=False))
    typed = """([id, text]) => {
      const field = document.getElementById(id).querySelector('[data-key=note]');
      field.value = text;
      field.dispatchEvent(new Event('input', {bubbles: true}));
      return field.value.trim();
    }"""
    expected = {one: card.page.evaluate(typed, [one, text]) for one, text in told.items()}
    saved = card.save(tmp_path)
    loaded = load_rater(saved, saved.name)
    assert [one.rule.code for one in loaded.found] == []
    assert loaded.content is not None
    opinions = loaded.content.opinions
    assert opinions.rater.name == name[:120]
    assert {key: one.note for key, one in opinions.ratings.items()} == expected
    # And back: clear everything, open the file, and save it again.
    card.page.click("#start-over")
    assert card.item("OP.1.1.1").locator("[data-key=note]").input_value() == ""
    card.open(saved)
    again = card.save(tmp_path / "again")
    assert again.read_text(encoding="utf-8") == saved.read_text(encoding="utf-8")


def test_random_texts_go_through_every_reader(three: CardPage) -> None:
    """The tool and other readers read the page's text as the same text, and the reverse."""
    dice = random.Random(2021)
    signs = [
        *"абвАБ azAZ019:-#'\"\\[]{}&*!|>%@`,.?~=<\t\n",
        "\u00a0",
        "\u2028",
        "\ufeff",
        "\x07",
        "😀",
    ]
    texts = [
        "".join(dice.choice(signs) for _ in range(dice.randint(0, 12))).strip() for _ in range(800)
    ]
    texts += [
        "true",
        "No",
        "null",
        "~",
        "12",
        "1.5",
        "0x1f",
        "1e3",
        "2021-06-10",
        "12:30",
        "- а",
        "y",
    ]
    written = three.page.evaluate("texts => texts.map(Yaml.text)", texts)
    document = "".join(f"k{n}: {one}\n" for n, one in enumerate(written))
    expected = {f"k{n}": text for n, text in enumerate(texts)}
    assert read_text(Source("a", document)).values == expected
    assert yaml.safe_load(document) == expected
    read = """source => Object.fromEntries(
      [...Yaml.read(source)].map(([key, one]) => [key, one.value]))"""
    assert three.page.evaluate(read, document) == expected
    of_the_tool = "".join(f"k{n}: {quoted(text)}\n" for n, text in enumerate(texts))
    assert three.page.evaluate(read, of_the_tool) == expected


@pytest.mark.parametrize(
    ("script", "said"), [(STORAGE_OFF, "не пази"), (STORAGE_FULL, "запълнено")]
)
def test_without_storage_it_says_so_and_files_work(
    browser: Browser, small: Path, tmp_path: Path, script: str, said: str
) -> None:
    with card_open(browser, small, before=script) as card:
        card.page.fill("#name", "Мария Иванова")
        card.choose("OP.1.1.1", "4")
        card.write("OP.1.1.1", "evidence", "Дълъг текст " * 60)
        assert said in card.page.inner_text("#trouble")
        assert card.page.inner_text("#keeping") == ""
        assert card.page.evaluate(LEAVING) is True
        saved = card.save(tmp_path)
        assert card.page.evaluate(LEAVING) is False
        card.answer_dialogs(yes=True)
        card.page.reload()
        evidence = card.item("OP.1.1.1").locator("[data-key=evidence]")
        assert evidence.input_value() == ""
        card.open(saved)
        assert card.chosen("OP.1.1.1") == "4"
        assert evidence.input_value() == ("Дълъг текст " * 60).strip()


# Whether the browser would ask for confirmation before leaving the page.
LEAVING = """() => {
  const event = new Event('beforeunload', {cancelable: true});
  window.dispatchEvent(event);
  return event.defaultPrevented;
}"""


def test_the_storage_is_spoken_of_and_can_be_emptied(browser: Browser, small: Path) -> None:
    with card_open(browser, small) as card:
        assert "браузър" in card.page.inner_text("#keeping")
        card.choose("OP.1.1.1", "3")
        kept = "Object.values(localStorage).join('')"
        assert '"choice":"3"' in card.page.evaluate(kept)
        card.answer_dialogs(yes=True)
        card.page.click("#start-over")
        assert card.dialogs == ["Всичко попълнено тук ще бъде изчистено. Записахте ли файла си?"]
        assert '"choice":"3"' not in card.page.evaluate(kept)
        card.page.reload()
        assert card.chosen("OP.1.1.1") is None


GOOD = card_text("Мария Иванова", "OP.1.1.1: 3\nOP.1.1.2:\n  level: 4\n  evidence:\n    - Протокол")


SPOILT = [
    ("year: 2020-2021", "year: 2019-2020", "файлът е за 2019-2020"),
    ("id: vou-montana", "id: druga", "по друга рамка – „druga“"),
    ("format: 1", "format: 2", "от друга версия"),
    ("rater:\n  name: Мария Иванова\n", "", "това не е файл на оценител"),
    ("OP.1.1.1: 3", "OP.1.1.1: 9", "Ред 9: „9“ не е сред равнищата"),
    ("OP.1.1.1: 3", "OP.1.1.9: 3", "Ред 9: в рамката няма показател „OP.1.1.9“"),
    ("OP.1.1.1: 3", "OP.1.1.1: {level: 3}", "Ред 9: стойности в скоби"),
    ("OP.1.1.1: 3", "OP.1.1.1 3", "Ред 9: тук се очакват име, двоеточие и стойност"),
    ("OP.1.1.1: 3", "OP.1.1.1: &a 3", "Ред 9: текст, който започва с този знак"),
    ("OP.1.1.1: 3", "OP.1.1.2: 3", "името се повтаря"),
    ("  OP.1.1.2:\n", "   OP.1.1.2:\n", "Ред 10: отстъпът на реда"),
    ("    level: 4", "\tlevel: 4", "Ред 11: редът започва с табулация"),
    ("    level: 4", "    levle: 4", "Ред 11: „levle“ не е познато тук"),
    ("    level: 4", "    level: 4\n    not_applicable: Няма", "повече от една оценка"),
    ("- Протокол", '- "Протокол', "Ред 13: кавичките"),
    ("- Протокол", "- Протокол: № 3\n      -", "Ред 12: „evidence“ трябва да е списък"),
    ("evidence:\n      - Протокол", "evidence: Протокол", "трябва да е списък"),
    ("- Протокол", "- |\n        Протокол", "Ред 13: текст след „|“"),
]


def test_a_file_spoilt_by_hand_is_refused_and_nothing_changes(
    three: CardPage, tmp_path: Path
) -> None:
    assert three.chosen("OP.1.1.3") is None
    three.choose("OP.1.1.3", "2")
    spoilt = tmp_path / "ivanova.yaml"
    for old, new, said in SPOILT:
        assert old in GOOD
        spoilt.write_text(GOOD.replace(old, new), encoding="utf-8")
        message = words(three.open(spoilt))
        assert "ivanova.yaml не беше отворен" in message
        assert said in message
        assert (three.chosen("OP.1.1.3"), three.chosen("OP.1.1.2")) == ("2", None), said
    assert three.faults == []


def test_what_is_no_file_of_ours(three: CardPage, tmp_path: Path) -> None:
    path = tmp_path / "нещо.yaml"
    for content, said in (
        (b"", "файлът е празен"),
        (b"\xd0\xcf\x11\xe0\xff", "не е текст в UTF-8"),
        ("# само бележка\n".encode(), "файлът е празен"),
        (b"- 1\n- 2\n", "очакват име, двоеточие"),
        (b"x" * (4 * 1024 * 1024 + 1), "твърде голям"),
    ):
        path.write_bytes(content)
        assert said in three.open(path)


def test_what_a_person_writes_by_hand_is_read(three: CardPage, tmp_path: Path) -> None:
    """Comments, other quotes, different indentation, and lists at the column of the key."""
    text = """\
---
# Моята карта
format: "1"
year: '2020-2021'   # тази година
framework:
    id: vou-montana
    edition: 2020
rater: # аз
    name: 'О''Нийл'
ratings:
    OP.1.1.1: "3"  # добро
    OP.1.1.2:
        evidence:
        - 'Протокол № 3'
        - "Ред\\tс \\u0442ab"

        level: 4
    OP.1.1.3:
"""
    path = tmp_path / "ръчно.yaml"
    path.write_text("\ufeff" + text.replace("\n", "\r\n"), encoding="utf-8")
    loaded = load_rater(path, path.name)
    assert loaded.found == []
    assert loaded.content is not None
    assert "Отворен е" in three.open(path)
    saved = three.save(tmp_path / "saved")
    again = load_rater(saved, saved.name)
    assert again.content is not None
    known = {key: one for key, one in loaded.content.opinions.ratings.items() if one.level}
    assert again.content.opinions.ratings == known
    assert again.content.opinions.rater == loaded.content.opinions.rater


def test_a_part_of_the_card_keeps_the_rest_of_the_file(
    one_page: OnePage, project: Path, tmp_path: Path, quality: Quality
) -> None:
    path = make_card(quality, tmp_path / "karta.html", "--items", "OP.1.1,UI.2")
    whole = card_text(
        "Мария Иванова",
        """
        OP.1.1.1: 3
        OP.4.1.1:
          level: 4
          evidence:
            - "Протокол: № 3"
          note: Бележка
        UI.2.1.1: 2
        """,
    )
    file = tmp_path / "ivanova.yaml"
    file.write_text(whole, encoding="utf-8")
    card = one_page.opened(path)
    of_two = card.page.locator('[id="UI.2"] .item').count()
    assert card.page.locator(".item").count() == 3 + of_two
    card.open(file)
    assert "1" in card.page.inner_text("#others")
    card.choose("OP.1.1.1", "2")
    saved = card.save(tmp_path / "saved").read_text(encoding="utf-8")
    before = parse_rater(Source("a", whole)).content
    after = parse_rater(Source("b", saved)).content
    assert before is not None
    assert after is not None
    assert after.opinions.ratings == before.opinions.ratings | {
        "OP.1.1.1": before.opinions.ratings["OP.1.1.1"].model_copy(update={"level": 2})
    }


def test_other_ways_of_rating(
    one_page: OnePage, project: Path, tmp_path: Path, quality: Quality
) -> None:
    catalogue = project / "data/criteria.yaml"
    text = catalogue.read_text(encoding="utf-8")
    ladder = """- id: OP.6.1.2
                rated_by: points
                ladder:
                  - {points: 0, text: Няма призови места.}
                  - {points: 0.75, text: Има на общинско равнище.}
                  - {points: 2, text: Има на национално равнище.}
"""
    thresholds = "- id: OP.9.2.1\n                thresholds: [50, 70, 90]\n"
    text = text.replace("- id: OP.6.1.2\n", ladder).replace("- id: OP.9.2.1\n", thresholds)
    catalogue.write_text(text, encoding="utf-8")
    for path in (project / "data/years").glob("*.yaml"):
        head = path.read_text(encoding="utf-8").split("\nratings:")[0].split("\ntargets:")[0]
        path.write_text(head + "\nratings:\n  OP.1.1.1: 3\n", encoding="utf-8")
    assert quality("validate", "data/criteria.yaml").code == 0
    path = make_card(quality, tmp_path / "karta.html", "--items", "OP.6.1,OP.9.2,OP.11,UI.3.2")
    card = one_page.opened(path)
    items = card.page.locator(".item").count()
    card.page.fill("#name", "Мария Иванова")
    card.item("OP.6.1.2").focus()
    card.page.keyboard.press("2")  # the second step
    card.choose("OP.6.1.1", "3")
    card.write("OP.6.1.1", "count", "182")
    assert "и двете числа" in card.item("OP.6.1.1").inner_text()
    card.write("OP.6.1.1", "of", "403")
    card.write("OP.9.2.1", "count", "88")
    card.write("OP.9.2.1", "of", "80")
    assert "по-голям от общия" in card.item("OP.9.2.1").inner_text()
    card.write("OP.9.2.1", "of", "120")
    parts = card.item("UI.3.2.2")
    for index, (count, of) in enumerate((("1", "2"), ("3", "4"))):
        parts.locator(f'[data-part="{index}"][data-key=count]').fill(count)
        parts.locator(f'[data-part="{index}"][data-key=of]').fill(of)
    card.choose("UI.3.2.2", "2")
    survey = card.item("OP.11.1")
    for level, count in (("1", "4"), ("3", "60"), ("4", "75")):
        survey.locator(f'[data-answer="{level}"]').fill(count)
    survey.locator("[data-key=invited]").fill("100")
    assert "повече от поканените" in survey.inner_text()
    survey.locator("[data-key=invited]").fill("210")
    assert card.chosen("OP.11.1") == "given"
    assert card.page.inner_text("#progress-text").startswith(f"Попълнени: 5 от {items}.")
    saved = card.save(project / f"data/years/{YEAR}/raters")
    card.open(saved)
    assert card.chosen("OP.6.1.2") == "0.75"
    again = card.save(tmp_path / "again")
    assert again.read_text("utf-8") == saved.read_text("utf-8")
    outcome = quality("validate", saved)
    assert outcome.code == 0, outcome.out
    opinions = load_rater(saved, saved.name).content
    assert opinions is not None
    ratings = opinions.opinions.ratings
    assert str(ratings["OP.6.1.2"].points) == "3/4"
    assert (ratings["OP.6.1.1"].count, ratings["OP.6.1.1"].of) == (182, 403)
    assert (ratings["OP.9.2.1"].count, ratings["OP.9.2.1"].level) == (88, None)
    assert [(one.count, one.of) for one in ratings["UI.3.2.2"].parts] == [(1, 2), (3, 4)]
    assert ratings["OP.11.1"].answers == {"1": 4, "3": 60, "4": 75}


def test_a_name_is_asked_for_and_faults_are_named(three: CardPage, tmp_path: Path) -> None:
    three.choose("OP.1.1.1", "no_evidence")
    three.page.click("#save")
    assert "Първо напишете името си" in three.message
    assert three.page.evaluate("document.activeElement.id") == "name"
    three.page.keyboard.type("Мария Иванова-Щерева")
    saved = three.save(tmp_path)
    assert saved.name == "ivanova-shtereva-maria.yaml"
    assert "Остава да се допълни: OP.1.1.1" in three.message
    loaded = load_rater(saved, saved.name)
    assert loaded.content is not None
    assert loaded.content.opinions.ratings["OP.1.1.1"].no_evidence == ""


def test_the_card_of_one_person_opens_no_other_s_file(
    one_page: OnePage, project: Path, tmp_path: Path, quality: Quality
) -> None:
    path = make_card(quality, tmp_path / "karta.html", "--rater", "Виолета Каменова")
    own, other = tmp_path / "own.yaml", tmp_path / "other.yaml"
    own.write_text(card_text("ВИОЛЕТА  Каменова", "OP.1.1.1: 3"), encoding="utf-8")
    other.write_text(card_text("Красимира Добрева", "OP.1.1.1: 2"), encoding="utf-8")
    card = one_page.opened(path)
    assert "Това е картата на Виолета Каменова" in card.open(other)
    assert card.chosen("OP.1.1.1") is None
    card.open(own)
    assert card.chosen("OP.1.1.1") == "3"
    assert card.page.input_value("#name") == "Виолета Каменова"


def test_a_second_window_is_warned_of(browser: Browser, small: Path) -> None:
    with card_open(browser, small) as card:
        other = card.page.context.new_page()
        other.goto(small.as_uri())
        card.choose("OP.1.1.1", "3")
        other.locator("#trouble:not(:empty)").wait_for()
        assert "в друг прозорец" in other.inner_text("#trouble")


def test_printed(one_page: OnePage, every_way: Path, tmp_path: Path) -> None:
    card = one_page.opened(every_way)
    card.page.fill("#name", "Мария Иванова")
    card.choose("OP.1.1.1", "4")
    card.write("OP.1.1.1", "evidence", "Протокол от наблюдение на урок № 3")
    card.item("OP.1.1.1").locator("details.more").evaluate("one => { one.open = false; }")
    card.page.pdf(path=tmp_path / "karta.pdf", prefer_css_page_size=True)
    pages = pages_of(tmp_path / "karta.pdf")
    assert len(pages) > 1
    text = words(" ".join(pages))
    assert "Протокол от наблюдение на урок № 3" in text
    assert "Запис във файл" not in text
    assert "Съдържание" not in text
    assert "Край на картата" not in text
    head = "Примерно основно училище · Карта за самооценяване 2020/2021 · Мария Иванова"
    assert [n for n, page in enumerate(pages, 1) if head not in words(page)] == []


def test_saving_is_within_reach_everywhere(three: CardPage, tmp_path: Path) -> None:
    """On a phone, too; what is said about it is in sight, wherever it was pressed."""
    three.page.set_viewport_size({"width": 360, "height": 640})
    try:
        three.page.fill("#name", "Мария Иванова")
        three.choose("OP.1.1.2", "3")
        three.page.locator("#end-progress").scroll_into_view_if_needed()
        assert three.page.inner_text("#end-progress") == "Попълнени: 1 от 3. Остават: 2."
        with three.page.expect_download() as waiting:
            three.page.click("#save-end")
        assert waiting.value.suggested_filename == "ivanova-maria.yaml"
        for id_ in ("save", "message"):
            box = three.page.locator(f"#{id_}").bounding_box()
            assert box is not None
            assert 0 <= box["y"] <= 640 - box["height"], id_
        three.page.click("#show-missing")
        assert three.page.locator(".item:visible").count() == 2
        assert three.page.evaluate("document.activeElement.id") == "OP.1.1.1"
        three.choose("OP.1.1.1", "3")
        three.choose("OP.1.1.3", "3")
        assert three.page.locator("#show-missing").is_hidden()
    finally:
        three.page.set_viewport_size({"width": 1280, "height": 900})


def test_the_files_of_a_family_have_different_names(three: CardPage) -> None:
    named = "(name) => Answers.fileName(name)"
    assert {name: three.page.evaluate(named, name) for name in FILE_NAMES} == FILE_NAMES


FILE_NAMES = {
    "Мария Иванова": "ivanova-maria.yaml",
    "Петя  Иванова": "ivanova-petya.yaml",
    "Анна-Мария Петрова Щерева": "shtereva-anna-maria-petrova.yaml",
    "Иванова": "ivanova.yaml",
    "王": "card.yaml",
}


def test_another_kind_of_file_is_refused_in_words_for_teachers(
    three: CardPage, tmp_path: Path
) -> None:
    for name in ("Показатели.XLSX", "оценки.csv", "доклад.pdf"):
        path = tmp_path / name
        path.write_bytes(b"PK\x03\x04\x14\x00\xff")
        said = three.open(path)
        assert "завършва на .yaml" in said, name
        assert "UTF-8" not in said, name
