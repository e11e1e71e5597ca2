"""The page of the self-assessment: its sheets, its links, and its items narrowed by keyboard."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import pytest

from tests.browser import Opened, Printer, Scheme, opened, pages_of, parsed, printed, words
from tests.conftest import Quality

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

YEARS: Final = ("2020-2021", "2021-2022", "2022-2023")
YEAR: Final = YEARS[1]
MOST_SHEETS: Final = 9
_APPENDIX: Final = "Приложение"


def heads(pages: list[str]) -> list[str]:
    """Return the first line of each page below its running head."""
    lines = ([words(line) for line in text.splitlines() if line.strip()] for text in pages)
    return [found[1] for found in lines]


@pytest.mark.parametrize("year", YEARS)
def test_a_full_year_is_nine_sheets_and_an_appendix(sheets: Printer, year: str) -> None:
    assert 0 < heads(sheets(f"{year}/self-assessment")).index(_APPENDIX) <= MOST_SHEETS


def test_the_first_sheet_is_for_decisions(papers: Path, browser: Browser, sheets: Printer) -> None:
    first = words(sheets(f"{YEAR}/self-assessment")[0])
    assert "добра (3,05)" in first
    with opened(browser, papers / YEAR / "self-assessment.html") as one:
        brief = one.page.locator(".brief")
        points = brief.locator(".points").all()
        assert [found.locator("li").count() for found in points] == [3, 3]
        rows = brief.locator(".unfinished tbody tr")
        cells = [
            [words(text) for text in row.locator("td").all_text_contents()] for row in rows.all()
        ]
        # The overdue measures are first.
        overdue = [bool(row.locator(".overdue").count()) for row in rows.all()]
    assert any(overdue)
    assert overdue == sorted(overdue, reverse=True)
    for owner, deadline in cells:
        assert re.search(r"\d\d\.\d\d\.20\d\d", deadline)
        assert all(name in first for name in re.findall(r"\w+", owner))


def test_an_empty_year_is_three_sheets(quality: Quality, browser: Browser, tmp_path: Path) -> None:
    root = ("--root", tmp_path / "school")
    assert quality("init", tmp_path / "school", "--year", "2030-2031").code == 0
    page = tmp_path / "page.html"
    assert quality(*root, "report", "2030-2031", "-o", page).code == 0
    pages = printed(browser, page, tmp_path / "printed.pdf")
    assert len(pages) <= 3
    assert "Показателите не са отпечатани" in words(" ".join(pages))
    counted = "document => ['.chart', '[data-is]'].map(s => document.querySelectorAll(s).length)"
    assert parsed(browser, page, counted) == [0, 139]


def test_a_picture_takes_more_than_half_of_its_chart(papers: Path, browser: Browser) -> None:
    places: tuple[tuple[Literal["screen", "print"], int], ...] = (
        ("screen", 768),
        ("screen", 1280),
        ("print", 643),
    )
    with opened(browser, papers / YEAR / "self-assessment.html") as one:
        for media, width in places:
            one.page.set_viewport_size({"width": width, "height": 900})
            one.page.emulate_media(media=media)
            if media == "screen":  # Printed pages are looked at with all others.
                assert one.broken_words() == []
            shares = one.page.evaluate(
                """() => [...document.querySelectorAll('.chart')].map(chart =>
                  chart.querySelector('tbody .drawn').offsetWidth / chart.offsetWidth)"""
            )
            sizes = one.page.evaluate(
                """() => [...document.querySelectorAll('.chart')].map(chart =>
                  [getComputedStyle(chart.querySelector('.plot')).fontSize,
                   getComputedStyle(chart).fontSize])"""
            )
            assert len(shares) == 5
            assert all(0.55 <= share <= 0.6 for share in shares)
            assert all(drawn == written for drawn, written in sizes)


_LEVELS: Final = """() => [...document.querySelectorAll('.chart-levels .key .c-part')].map(
  one => [one.className.baseVal, getComputedStyle(one).fill, getComputedStyle(one).stroke])"""


def test_the_lower_a_level_the_more_visible_it_is(papers: Path, browser: Browser) -> None:
    looks_of: tuple[tuple[Literal["screen", "print"], Scheme], ...] = (
        ("screen", "light"),
        ("screen", "dark"),
        ("print", "light"),
    )
    with opened(browser, papers / YEAR / "self-assessment.html") as one:
        for media, scheme in looks_of:
            one.page.emulate_media(media=media, color_scheme=scheme)
            looks = one.page.evaluate(_LEVELS)
            paper = one.page.evaluate(
                "getComputedStyle(document.documentElement).getPropertyValue('--paper')"
            )
            ground = "rgb(255, 255, 255)" if media == "print" else _as_rgb(paper.strip())
            fills = [contrast(fill, ground) for look, fill, _ in looks if "level" in look]
            assert len(fills) == 4
            assert fills == sorted(fills, reverse=True)
            assert min(fills[:2]) >= 3
            # What is not filled has an outline.
            assert all(
                max(contrast(colour, ground) for colour in colours) >= 3 for _, *colours in looks
            )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(part) / 255 for part in re.findall(r"\d+", colour)[:3])
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _as_rgb(text: str) -> str:
    digits = text.removeprefix("#")
    whole = digits if len(digits) == 6 else "".join(2 * one for one in digits)
    return "rgb({}, {}, {})".format(*bytes.fromhex(whole))


@pytest.mark.parametrize("kind", ["self-assessment", "measures", "plan", "comparison"])
def test_every_code_is_a_link_or_names_its_own_place(
    papers: Path, browser: Browser, kind: str
) -> None:
    plain = parsed(
        browser,
        papers / YEAR / f"{kind}.html",
        """document => [...document.querySelectorAll('main span.id')].filter(one =>
          !one.id && !one.closest('a, [id]:not(main)')).map(one => one.textContent)""",
    )
    assert plain == []


def test_documents_link_to_each_other_and_to_the_index(papers: Path) -> None:
    for file in papers.glob("*/*.html"):
        text = file.read_text(encoding="utf-8")
        near = set(re.findall(r'href="([^"#]+)(?:#[^"]*)?"', text))
        others = {one.name for one in file.parent.glob("*.html")}
        assert near == others | {"../index.html"}, file


def test_a_document_of_its_own_links_only_to_itself(quality: Quality, project: Path) -> None:
    for kind in ("self-assessment", "plan"):
        page = quality("report", YEAR, "--kind", kind, "--format", "html").out
        assert set(re.findall(r'href="([^"#]+)', page)) == set()
        ids = set(re.findall(r'\sid="([^"]+)"', page))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


def test_every_link_to_another_document_leads_to_a_place(papers: Path) -> None:
    ids = {
        file: set(re.findall(r'\sid="([^"]+)"', file.read_text(encoding="utf-8")))
        for file in papers.glob("*/*.html")
    }
    found = 0
    for file in ids:
        text = file.read_text(encoding="utf-8")
        for name, part in re.findall(r'href="([^"#]+\.html)#([^"]+)"', text):
            assert part in ids[file.parent / name], (file, name)
            found += 1
    assert found > 100


def shown(one: Opened) -> int:
    return int(one.page.locator("[data-is]:visible").count())


def told(one: Opened) -> str:
    return words(one.page.locator(".narrowed").text_content() or "")


def test_the_items_are_narrowed_by_keyboard(papers: Path, browser: Browser, tmp_path: Path) -> None:
    file = papers / YEAR / "self-assessment.html"
    with opened(browser, file) as one:
        page = one.page
        assert page.locator(".narrowed").get_attribute("role") == "status"
        assert (told(one), shown(one)) == ("", 0)
        page.locator(".narrow input").focus()
        page.keyboard.type("телефон")
        by_text = shown(one)
        assert 0 < by_text < 20
        assert told(one) == f"Показани са {by_text} от 139 показателя („телефон“)."
        # The headings of what is empty are hidden as well.
        assert page.locator(".criterion:visible").count() <= by_text
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.press("Delete")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        weak = shown(one)
        levels = page.locator("[data-is]:visible .level").all_text_contents()
        assert weak == len(levels) == 16
        assert set(levels) <= {"1", "2"}
        page.pdf(path=tmp_path / "narrowed.pdf", prefer_css_page_size=True)
        text = words(" ".join(pages_of(tmp_path / "narrowed.pdf")))
        assert f"Показани са {weak} от 139 показателя" in text
        # “Fold all”, then “Show all”.
        for _ in range(2):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert told(one) == ""
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert one.said == []


def test_a_link_to_an_item_that_is_not_shown_brings_it_back(papers: Path, browser: Browser) -> None:
    with opened(browser, papers / YEAR / "self-assessment.html") as one:
        one.page.locator(".narrow select").select_option("weak")
        hidden = one.page.locator("[data-is][hidden]").first.get_attribute("id")
        one.page.evaluate(f"location.hash = '#{hidden}'")
        one.page.locator(f"[id='{hidden}']").wait_for(state="visible")
        assert told(one) == ""


def test_all_is_unfolded_and_the_current_section_is_marked(papers: Path, browser: Browser) -> None:
    with opened(browser, papers / YEAR / "self-assessment.html", width=1440) as one:
        unfold = one.page.locator(".narrow button").first
        assert unfold.get_attribute("aria-expanded") == "false"
        unfold.press("Enter")
        assert unfold.get_attribute("aria-expanded") == "true"
        assert shown(one) == 139
        one.page.locator("#now").evaluate("one => one.scrollIntoView()")
        one.page.locator("nav.contents [aria-current][href='#now']").wait_for()
        assert one.page.locator("nav.contents [aria-current]").count() == 1


def test_without_a_script_everything_is_readable(papers: Path, browser: Browser) -> None:
    file = papers / YEAR / "self-assessment.html"
    with opened(browser, file) as one:
        page = one.page
        assert page.locator(".narrow").is_visible()
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setScriptExecutionDisabled", {"value": True})
        try:
            page.goto("about:blank")
            page.goto(file.as_uri())
            assert not page.locator(".narrow").is_visible()
            assert page.locator("[data-is][hidden]").count() == 0
            page.locator("#OP\\.1 ~ details summary").click()
            assert page.locator("#OP\\.1\\.3\\.2").is_visible()
        finally:
            session.send("Emulation.setScriptExecutionDisabled", {"value": False})
            session.detach()


def test_only_this_script_may_run(papers: Path, browser: Browser, tmp_path: Path) -> None:
    text = (papers / YEAR / "self-assessment.html").read_text(encoding="utf-8")
    assert text.count("<script>") == 1
    changed = tmp_path / "changed.html"
    changed.write_text(text.replace('"use strict";', '"use strict"; '), encoding="utf-8")
    with opened(browser, changed) as one:
        assert not one.page.locator(".narrow").is_visible()
        assert any("Content Security Policy" in said for said in one.said)
