"""``quality card``: the path and content of the file that it writes."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Quality
from tests.small_school import ALL_RATED, write, year_text

pytestmark = pytest.mark.slow

YEAR = "2020-2021"


class PageElements(HTMLParser):
    """The elements of a page, and the texts of its style and scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"style": [], "script": []}
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag
        if tag in self.texts:
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in self.texts:
            self.texts[self._inside][-1] += data

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.texts["script"][0])
        return found


def page(quality: Quality, *args: str, year: str = YEAR) -> PageElements:
    outcome = quality("card", year, "-o", "karta.html", "--force", *args)
    assert outcome.code == 0, outcome.err
    return PageElements(Path("karta.html").read_text(encoding="utf-8"))


def test_the_policy_lets_in_the_page_s_own_style_and_script_alone(
    project: Path, quality: Quality
) -> None:
    parts = page(quality)
    (policy,) = [
        attributes["content"]
        for tag, attributes in parts.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]

    def hash_of(text: str) -> str:
        digest = hashlib.sha256(text.encode()).digest()
        return f"'sha256-{base64.b64encode(digest).decode()}'"

    directives = dict(one.strip().split(" ", 1) for one in str(policy).split(";"))
    assert directives == {
        "default-src": "'none'",
        "style-src": hash_of(parts.texts["style"][0]),
        "script-src": hash_of(parts.texts["script"][1]),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert len(parts.texts["style"]) == 1
    assert len(parts.texts["script"]) == 2


def test_nothing_is_fetched_and_no_element_carries_code(project: Path, quality: Quality) -> None:
    parts = page(quality, "--previous", year="2021-2022")
    for tag, attributes in parts.elements:
        assert tag not in ("img", "link", "iframe", "object", "form", "base", "video", "audio")
        assert not {"src", "style", "action"} & attributes.keys()
        assert not any(name.startswith("on") for name in attributes)
        assert str(attributes.get("href", "#")).startswith("#")
    code = parts.texts["script"][1]
    for word in ("innerHTML", "eval(", "Function(", "fetch(", "XMLHttpRequest", "import("):
        assert word not in code
    assert "url(" not in parts.texts["style"][0]


def test_the_same_data_give_the_same_bytes(project: Path, quality: Quality) -> None:
    page(quality)
    before = Path("karta.html").read_bytes()
    page(quality)
    assert Path("karta.html").read_bytes() == before
    assert b"\r" not in before


def test_every_item_is_there_with_a_group_of_its_own(project: Path, quality: Quality) -> None:
    parts = page(quality)
    groups = [dict(a) for tag, a in parts.elements if tag == "fieldset"]
    assert len(groups) == 139
    assert [one["id"] for one in parts.data["card"]["items"]] == [one["id"] for one in groups]
    radios = [a for tag, a in parts.elements if a.get("type") == "radio"]
    assert len(radios) == 136 * 6 + 3 * 3
    assert len({a["id"] for _, a in parts.elements if "id" in a}) == len(
        [a for _, a in parts.elements if "id" in a]
    )


def test_a_part_of_the_items(project: Path, quality: Quality) -> None:
    parts = page(quality, "--items", "OP.1.1,UI.3.2.2", "--items", "OP.11.2")
    assert [one["id"] for one in parts.data["card"]["items"]] == [
        *("OP.1.1.1", "OP.1.1.2", "OP.1.1.3", "OP.11.2", "UI.3.2.2"),
    ]
    # It includes the ids of the other items, so that it can keep their ratings from a file.
    assert len(parts.data["card"]["known"]) == 139


def test_cards_of_different_people_and_parts_are_kept_apart(
    project: Path, quality: Quality
) -> None:
    keys = {
        page(quality, *args, year=year).data["card"]["key"]
        for args, year in (
            ((), YEAR),
            ((), "2021-2022"),
            (("--rater", "Виолета Каменова"), YEAR),
            (("--rater", "Красимира Добрева"), YEAR),
            (("--items", "OP.1"), YEAR),
        )
    }
    assert len(keys) == 5


def test_what_the_year_before_said(project: Path, quality: Quality) -> None:
    page(quality, "--previous", year="2021-2022")
    html = Path("karta.html").read_text(encoding="utf-8")
    assert "През 2020/2021 г.: 2 – задоволително" in html
    assert "Обобщена справка от 28.05.2021 г. за 42 наблюдавани урока" in html
    page(quality, year="2021-2022")
    assert "Обобщена справка" not in Path("karta.html").read_text(encoding="utf-8")
    none = quality("card", YEAR, "--previous", "-o", "b.html")
    assert none.code == 2
    assert "no year before 2020-2021" in none.err


def test_it_speaks_the_framework_s_language(project: Path, quality: Quality) -> None:
    catalogue = project / "data/criteria.yaml"
    text = catalogue.read_text(encoding="utf-8")
    assert "\n  language: bg\n" in text
    catalogue.write_text(text.replace("\n  language: bg\n", "\n  language: en\n"), "utf-8")
    parts = page(quality)
    html = Path("karta.html").read_text(encoding="utf-8")
    assert "Self-assessment card" in html
    assert parts.data["words"]["progress"] == "Filled in: {decided} of {all}. Left: {missing}."
    assert [a["lang"] for tag, a in parts.elements if tag == "html"] == ["en"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("2030-2031", "-o", "a.html"), "2030-2031"),
        ((YEAR, "-o", "a.html", "--rater", " "), "empty"),
        ((YEAR, "-o", "a.html", "--items", "OP.99"), "OP.99"),
        ((YEAR, "-o", "missing/a.html"), "There is no folder missing."),
        ((YEAR, "-o", "a.pdf"), "must end in .html"),
        ((YEAR, "-o", "data"), "data"),
        ((YEAR,), "--output"),
    ],
)
def test_usage_errors(project: Path, quality: Quality, args: tuple[str, ...], said: str) -> None:
    outcome = quality("card", *args)
    assert outcome.code == 2
    assert said in outcome.err


def test_a_file_that_is_there_stays(project: Path, quality: Quality) -> None:
    Path("karta.html").write_text("моето", encoding="utf-8")
    outcome = quality("card", YEAR, "-o", "karta.html")
    assert outcome.code == 2
    assert "--force" in outcome.err
    assert Path("karta.html").read_text(encoding="utf-8") == "моето"


def test_a_rater_outside_the_commission_is_warned_of(project: Path, quality: Quality) -> None:
    outcome = quality("card", YEAR, "-o", "a.html", "--rater", "Иван Петров")
    assert outcome.code == 0
    assert "not a member of any commission" in outcome.err
    member = quality("card", YEAR, "-o", "b.html", "--rater", "виолета  каменова")
    assert (member.code, member.err) == (0, "")


def test_the_script_is_no_longer_than_a_person_reads() -> None:
    folder = Path(__file__).parents[1] / "src/qualitycli/render/card"
    for path in folder.glob("*.js"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) < 500, path.name
        assert max(map(len, lines)) <= 120, path.name
        assert not re.search(r"\b(var|debugger|console)\b", "\n".join(lines)), path.name


def test_the_card_of_another_school_is_kept_apart(
    tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Browsers share one storage among all pages that are opened as files."""
    monkeypatch.chdir(tmp_path)
    schools = (
        "",
        "institution: {name: ОУ „Христо Ботев“}\n",
        "institution: {name: ОУ „Христо Ботев“, town: Ясен}\n",
        "institution: {name: ОУ „Христо Ботев“, town: Долни Дъбник}\n",
        "institution: {name: СУ „Васил Левски“, town: Ясен}\n",
    )
    keys = []
    for school in schools:
        write(tmp_path, {"data/years/2023-2024.yaml": year_text(rest=school + ALL_RATED)})
        keys.append(key_of(quality))
    assert len(set(keys)) == len(schools)
    # The same school and person, typed differently, find their stored answers.
    other = schools[-1].replace("„Васил Левски“", "'Васил  ЛЕВСКИ'")
    write(tmp_path, {"data/years/2023-2024.yaml": year_text(rest=other + ALL_RATED)})
    assert key_of(quality) == keys[-1]
    assert key_of(quality, "--rater", "Ана") == key_of(quality, "--rater", " АНА\u200b")
    assert key_of(quality, "--rater", "Ана") != key_of(quality)


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("school", "действително училище"),
        ("kindergarten", "действителна детска градина"),
        ("centre", "действителен център"),
    ],
)
def test_the_notice_about_example_data_names_the_institution(
    kind: str, word: str, tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rest = f"illustrative: true\ninstitution: {{kind: {kind}}}\n{ALL_RATED}"
    write(tmp_path, {"data/years/2023-2024.yaml": year_text(rest=rest)})
    page(quality, year="2023-2024")
    said = f"Примерни данни: това не е самооценка на {word}."
    assert said in Path("karta.html").read_text(encoding="utf-8")


def key_of(quality: Quality, *args: str) -> object:
    return page(quality, *args, year="2023-2024").data["card"]["key"]
