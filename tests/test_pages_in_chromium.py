"""The pages in a real browser: every document of every example year, on screen and in print."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest

from tests.browser import OPEN_ALL, Printer, opened, pages_of, parsed, words
from tests.conftest import TOP, Quality

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

YEARS: Final = tuple(sorted(path.stem for path in (TOP / "data/years").glob("*.yaml")))
KINDS: Final = (
    "self-assessment",
    "measures",
    "plan",
    "summary",
    "comparison",
    "card",
    "card-blank",
    "signatures",
)
# The first year has no previous one to compare with.
PAPERS: Final = (
    "index",
    *(
        f"{year}/{kind}"
        for year in YEARS
        for kind in KINDS
        if (year, kind) != (YEARS[0], "comparison")
    ),
)
# One of each kind, for the most complete year, and the reports of the adjacent years.
OPENED: Final = (
    "index",
    *(f"{YEARS[1]}/{kind}" for kind in KINDS),
    *(f"{year}/self-assessment" for year in (YEARS[0], YEARS[-1])),
)
# Printing and checking every element take long, so only one of each kind is printed and checked.
PRINTED: Final = OPENED[: 1 + len(KINDS)]
# The width between the margins of an A4 sheet, and the width of a phone.
_PAPER: Final = 643
_TELEPHONE: Final = 375
# „вътрешноинституционалната“ does not fit next to two columns of figures on any phone.
_A_LONG_WORD: Final = 17
_EMPTY: Final = re.compile(r"<(h[1-6]|ul|ol)\b[^>]*>\s*</\1>")


def test_every_document_there_is_is_tested(papers: Path) -> None:
    there = {str(path.relative_to(papers).with_suffix("")) for path in papers.rglob("*.html")}
    assert there == set(PAPERS)


@pytest.mark.parametrize("paper", OPENED)
def test_a_page_says_nothing_asks_for_nothing_and_fits_a_phone_and_paper(
    papers: Path, browser: Browser, paper: str
) -> None:
    file = papers / f"{paper}.html"
    with opened(browser, file, width=360) as one:
        assert one.overflow() == []
        one.page.emulate_media(media="print")
        one.page.set_viewport_size({"width": _PAPER, "height": 900})
        assert one.cut() == []
        assert one.broken_words() == []
        one.page.emulate_media(media="null")
        one.page.evaluate(OPEN_ALL)
        one.page.set_viewport_size({"width": _TELEPHONE, "height": 900})
        assert one.cut() == []
        assert [word for word in one.broken_words() if len(word) <= _A_LONG_WORD] == []
        # The narrowest width of each layout: it has the least room.
        for width in (360, 644, 708, 836, 1220):
            one.page.set_viewport_size({"width": width, "height": 1000})
            assert one.overflow() == [], width
        assert one.said == []
        assert one.asked_for == [file.as_uri()]


@pytest.mark.parametrize("paper", PRINTED)
def test_a_page_is_accessible_in_light_and_dark(papers: Path, browser: Browser, paper: str) -> None:
    with opened(browser, papers / f"{paper}.html", axe=True) as one:
        one.page.evaluate(OPEN_ALL)
        assert one.violations() == []


def test_what_is_not_accessible_is_found(browser: Browser, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text(
        '<!DOCTYPE html><html lang="bg"><title>x</title>'
        "<style>p{color:#999;background:#fff}div{width:900px}</style>"
        "<main><h1>A</h1><p>pale</p><div>wide</div><img src='x.png'></main>",
        encoding="utf-8",
    )
    with opened(browser, bad, width=360, axe=True) as one:
        found = {line.partition(":")[0] for line in one.violations()}
        assert {"color-contrast", "image-alt"} <= found
        assert one.overflow()
        assert len(one.asked_for) == 2


def test_what_is_pale_among_many_alike_is_found(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "alike.html"
    alike = "<li><b>word</b> and <a href='#'>link</a></li>" * 30
    for pale in (
        "<li style='color:#aaa'>pale</li>",
        "<li><b>word</b> and <i>pale</i></li>",
        "<li><i>1</i> <i>pale</i></li>",  # a text of one letter is not judged
    ):
        page.write_text(
            '<!DOCTYPE html><html lang="bg"><title>x</title><style>i{color:#aaa}</style>'
            f"<main><h1>A</h1><ul>{alike}{pale}{alike}</ul></main>",
            encoding="utf-8",
        )
        with opened(browser, page, axe=True) as one:
            before = one.page.content()
            (found,) = one.violations(dark=False)
            assert found.startswith("color-contrast")
            # All that was taken away is back.
            assert one.page.content() == before


def test_what_is_pale_only_in_the_dark_is_found(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "dark.html"
    page.write_text(
        '<!DOCTYPE html><html lang="bg"><title>x</title>'
        "<style>@media (prefers-color-scheme: dark){p{color:#333;background:#222}}</style>"
        "<main><h1>A</h1><p>pale</p></main>",
        encoding="utf-8",
    )
    with opened(browser, page, axe=True) as one:
        assert one.violations(dark=False) == []
        assert [line.partition(":")[0] for line in one.violations()] == ["color-contrast"]


@pytest.mark.parametrize("paper", PRINTED)
def test_a_printed_page_has_its_heads_and_none_is_empty(sheets: Printer, paper: str) -> None:
    pages = sheets(paper)
    period = paper.partition("/")[0] if "/" in paper else f"{YEARS[0]} – {YEARS[-1]}"
    period = re.sub(r"(?<=\d)-(?=\d)", "/", period)
    foot = (
        "Критерии по области на оценяване и показатели за измерване на постигнатото качество, "
        "редакция 2020"
    )
    for number, text in enumerate(pages, start=1):
        first, *rest = [words(line) for line in text.splitlines() if line.strip()]
        assert first == f"Примерно основно училище {period}"
        assert "".join(rest[-2].split()).endswith(f"{number}/{len(pages)}")
        assert rest[-1] == foot
        assert "vou-montana" not in text
        assert len(rest) > 4, f"page {number} is empty"


_HEADS: Final = """document => [...document.querySelectorAll(
  'h1, h2, h3, h4, caption, thead tr, .verdict, .commission > .small')]
  .map(one => one.textContent)"""


@pytest.mark.parametrize("paper", PRINTED)
def test_no_printed_page_ends_with_a_heading_or_a_table_head(
    papers: Path, browser: Browser, sheets: Printer, paper: str
) -> None:
    found = parsed(browser, papers / f"{paper}.html", _HEADS)
    heads = {"".join(text.split()) for text in found}
    assert heads
    for text in sheets(paper):
        lines = ["".join(line.split()) for line in text.splitlines() if line.strip()]
        assert lines[-3] not in heads


def test_what_is_cut_and_a_word_that_is_broken_are_found(browser: Browser, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text(
        '<!DOCTYPE html><html lang="bg"><title>x</title><main><p style="width:4em;'
        'overflow-wrap:anywhere">незадоволителна</p><p style="height:1em;overflow:hidden">'
        "Ред<br>и още един</p></main>",
        encoding="utf-8",
    )
    with opened(browser, bad) as one:
        assert one.broken_words() == ["незадоволителна"]
        assert one.cut() == ["Реди още един"]


@pytest.mark.parametrize("kind", ["plan", "measures", "self-assessment"])
def test_a_long_address_in_a_table_stays_on_its_sheet(
    project: Path, quality: Quality, browser: Browser, tmp_path: Path, kind: str
) -> None:
    year = project / "data/years/2021-2022.yaml"
    address = "https://example.org/" + 12 * "dokumenti"
    text, count = re.subn(
        r"(?m)^(      text: )\S.*$", rf"\g<1>{address}", year.read_text(encoding="utf-8")
    )
    assert count > 5
    year.write_text(text, encoding="utf-8")
    page = tmp_path / "page.html"
    outcome = quality("report", "2021-2022", "--kind", kind, "-o", str(page))
    assert (outcome.code, address in page.read_text(encoding="utf-8")) == (0, True)
    with opened(browser, page, width=_PAPER) as one:
        one.page.emulate_media(media="print")
        assert one.overflow() == []


@pytest.mark.parametrize("year", YEARS)
def test_the_summary_is_two_pages(sheets: Printer, year: str) -> None:
    assert len(sheets(f"{year}/summary")) == 2


@pytest.mark.parametrize("year", YEARS)
def test_no_signature_goes_over_to_a_sheet_of_its_own(sheets: Printer, year: str) -> None:
    rows = [
        [int(number) for number in re.findall(r"^ *(\d+)(?: .*)?$", text, re.MULTILINE)]
        for text in sheets(f"{year}/signatures")
    ]
    assert all(len(found) >= 5 for found in rows)
    # As many as the school has staff, in order.
    staff = {"2020-2021": 46, "2021-2022": 46, "2022-2023": 47}[year]
    assert [number for found in rows for number in found] == list(range(1, staff + 1))


_SIGNING: Final = """document => [...document.querySelectorAll('.signing')]
  .map(one => [...one.querySelectorAll('li')].map(name => name.textContent))"""


@pytest.mark.parametrize("kind", ["card", "card-blank"])
def test_a_commission_signs_on_one_sheet(
    papers: Path, browser: Browser, sheets: Printer, kind: str
) -> None:
    found = parsed(browser, papers / YEARS[1] / f"{kind}.html", _SIGNING)
    signing = [[words(name) for name in names] for names in found]
    assert signing
    assert all(signing)
    pages = [words(text) for text in sheets(f"{YEARS[1]}/{kind}")]
    for names in signing:
        assert any(all(name in text for name in names) for text in pages)


def test_the_printed_index_says_where_each_document_is(sheets: Printer) -> None:
    text = " ".join(sheets("index"))
    for paper in PAPERS[1:]:
        assert f"{paper}.html" in text
    assert "Markdown" not in text


_SIGNS: Final = """document => [...document.querySelectorAll('.both .sign')]
  .map(one => [one.className, one.parentElement.textContent])"""


@pytest.mark.parametrize("year", YEARS[1:])
def test_a_sign_is_next_to_its_change(papers: Path, browser: Browser, year: str) -> None:
    found = parsed(browser, papers / year / "comparison.html", _SIGNS)
    assert found
    for look, text in found:
        risen = "up" if "+" in text else "down" if "−" in text else ""
        assert bool(risen) == ("up" in look or "down" in look), text
        assert risen in look, text


def test_what_is_folded_is_printed(papers: Path, browser: Browser, sheets: Printer) -> None:
    with opened(browser, papers / YEARS[1] / "self-assessment.html") as one:
        assert not one.page.locator("#OP\\.1\\.3\\.2").is_visible()
        (text,) = one.page.locator("#OP\\.1\\.3\\.2 > th").all_text_contents()
    printed_text = words(" ".join(sheets(f"{YEARS[1]}/self-assessment")))
    assert words(text)[:40] in printed_text


def test_a_link_to_an_item_unfolds_it(papers: Path, browser: Browser) -> None:
    file = papers / YEARS[0] / "self-assessment.html"
    with opened(browser, file) as one:
        one.page.goto(f"{file.as_uri()}#OP.1.3.2")
        assert one.page.locator("#OP\\.1\\.3\\.2").is_visible()


def test_every_link_within_a_page_leads_somewhere(papers: Path) -> None:
    for file in sorted(papers.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), file
        assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids), file


def test_no_heading_and_no_list_is_empty(papers: Path) -> None:
    for file in sorted(papers.rglob("*.html")):
        assert not _EMPTY.search(file.read_text(encoding="utf-8")), file


def test_a_summary_of_figures_alone_has_no_empty_heading(project: Path, quality: Quality) -> None:
    year = project / "data/years/2021-2022.yaml"
    text = year.read_text(encoding="utf-8")
    without = re.sub(r"(?m)^analysis:\n(?:[ ].*\n|\n)+", "", text)
    assert without != text
    year.write_text(without, encoding="utf-8")
    page = quality("report", "2021-2022", "--kind", "summary", "--format", "html").out
    assert "Какво правим добре" in page
    assert not _EMPTY.search(page)


def test_a_summary_says_that_not_all_is_in_it(project: Path, quality: Quality) -> None:
    year = project / "data/years/2021-2022.yaml"
    text = year.read_text(encoding="utf-8")
    page = quality("report", "2021-2022", "--kind", "summary", "--format", "html").out
    assert "Останалото е в доклада" not in words(page)
    more = "".join(f"    - text: Силна страна {n}\n" for n in range(5))
    year.write_text(text.replace("  strengths:\n", f"  strengths:\n{more}", 1), encoding="utf-8")
    page = quality("report", "2021-2022", "--kind", "summary", "--format", "html").out
    assert "Никой не е отпаднал" not in page
    assert "Останалото е в доклада от самооценяването." in words(page)


def test_the_index_leads_to_every_document(papers: Path) -> None:
    text = (papers / "index.html").read_text(encoding="utf-8")
    links = set(re.findall(r'href="([^"#]+\.html)"', text))
    assert links == {f"{paper}.html" for paper in PAPERS if paper != "index"}


@pytest.mark.parametrize("year", YEARS)
def test_a_full_report_is_small(papers: Path, year: str) -> None:
    assert (papers / year / "self-assessment.html").stat().st_size < 300 * 1024


class Marked(NamedTuple):
    """A figure as shown on a page."""

    owner: str
    figure: str
    year: str
    text: str


_MARKS: Final = """document => [...document.querySelectorAll('[data-figure]')].map(one => {
  const owner = one.closest('[data-id]') ?? one.closest('[id]');
  return [owner.dataset.id ?? owner.id, one.dataset.figure,
          one.dataset.year ?? '', one.dataset.state ?? one.textContent.trim()]; })"""


def marks(browser: Browser, file: Path) -> list[Marked]:
    """Return every figure of a page."""
    return [Marked(*found) for found in parsed(browser, file, _MARKS)]


_SCORES: Final[dict[str, dict[str, dict[str, Any]]]] = {}


def score_of(quality: Quality, year: str) -> dict[str, dict[str, Any]]:
    """Return the figures of a year by the id of the node, as in the JSON output."""
    key = year.replace("/", "-")
    if key not in _SCORES:
        outcome = quality("--root", TOP, "score", key, "--format", "json")
        _SCORES[key] = _by_id(json.loads(outcome.out))
    return _SCORES[key]


def _by_id(score: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {"overall": score["overall"]} | {one["id"]: one for one in score["nodes"]}


def told(figure: str, node: dict[str, Any]) -> str:
    """Return the figures that a page must show for a node, in Bulgarian notation."""
    value = node.get(figure)
    if figure == "grade":
        return "–" if value is None else value.replace(".", ",")
    if figure == "percent":
        return "–" if value is None else value.replace(".", ",") + " %"
    if figure == "coverage":
        return "–" if value is None else f"{node['scored']} от {node['applicable']}"
    if figure == "word":
        return node["band"] or _why_no_word(node)
    return str(value)


def _why_no_word(node: dict[str, Any]) -> str:
    if node["applicable"] == 0:
        return "неприложимо"
    return "няма резултат" if node["share"] is None else "непълна оценка"


@pytest.mark.parametrize(
    ("year", "kind"),
    [
        *((year, kind) for year in YEARS for kind in ("self-assessment", "summary", "card")),
        *((YEARS[1], kind) for kind in ("measures", "plan", "signatures")),
    ],
)
def test_every_figure_is_the_one_of_the_score(
    papers: Path, browser: Browser, quality: Quality, year: str, kind: str
) -> None:
    score = score_of(quality, year)
    found = marks(browser, papers / year / f"{kind}.html")
    assert bool(found) == (kind in ("self-assessment", "summary", "card"))
    for owner, figure, of_year, text in found:
        node = score_of(quality, of_year)[owner] if of_year else score[owner]
        shown = words(text)
        if figure in ("grade", "percent", "coverage", "level", "state", "word"):
            assert shown == told(figure, node), (owner, figure)
        elif figure == "change":
            before = score_of(quality, YEARS[YEARS.index(year) - 1])
            assert shown == _difference(_risen(before.get(owner), node)), owner


@pytest.mark.parametrize("year", YEARS)
def test_the_report_has_every_figure_there_is(
    papers: Path, browser: Browser, quality: Quality, year: str
) -> None:
    score = score_of(quality, year)
    found = marks(browser, papers / year / "self-assessment.html")
    grades = {one.owner for one in found if one.figure == "grade" and not one.year}
    judged = {one.owner for one in found if one.figure in ("grade", "level", "state")}
    items = {node_id for node_id, node in score.items() if "state" in node}
    assert grades >= score.keys() - items
    assert judged == score.keys()


@pytest.mark.parametrize("year", YEARS)
def test_the_levels_are_counted_as_the_items_are(
    papers: Path, browser: Browser, quality: Quality, year: str
) -> None:
    score = score_of(quality, year)
    counted = [
        one
        for one in marks(browser, papers / year / "self-assessment.html")
        if one.figure.startswith("level-")
        or one.figure in ("no_evidence", "not_rated", "not_applicable")
    ]
    assert len({one.owner for one in counted}) == 19
    for owner, figure, _, text in counted:
        below = list(_items_below(owner, score))
        level = figure.removeprefix("level-")
        if level != figure:
            assert int(text) == sum(one.get("level") == int(level) for one in below), (
                owner,
                figure,
            )
        else:
            assert int(text) == sum(one["state"] == figure for one in below), (owner, figure)


def _items_below(owner: str, score: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node_id, node in score.items():
        if "state" in node and (owner == "overall" or f"{node_id}.".startswith(f"{owner}.")):
            yield node


@pytest.mark.parametrize("year", YEARS[1:])
def test_a_comparison_has_the_figures_of_the_diff(
    papers: Path, browser: Browser, quality: Quality, year: str
) -> None:
    before = YEARS[YEARS.index(year) - 1]
    diff = json.loads(quality("--root", TOP, "diff", before, year, "--format", "json").out)
    changes = {"overall": diff["overall"]} | {one["id"]: one for one in diff["areas"]}
    scores = {one: score_of(quality, one) for one in (before, year)}
    found = marks(browser, papers / year / "comparison.html")
    assert {one.owner for one in found} >= {"overall", "OP", "UI", "OP.1", "UI.5"}
    for owner, figure, of_year, text in found:
        shown = words(text)
        if figure == "grade":
            assert shown == told("grade", scores[of_year.replace("/", "-")][owner]), owner
        elif owner in changes and figure in ("like_for_like", "rest"):
            assert shown == _difference(changes[owner][figure]), (owner, figure)
        elif figure == "headline":
            risen = _risen(scores[before].get(owner), scores[year].get(owner))
            assert shown == _difference(risen), owner


def _risen(before: dict[str, Any] | None, after: dict[str, Any] | None) -> str | None:
    """Return the increase of the printed grade, as a share; None if either year has none."""
    if before is None or after is None:
        return None
    old, new = before["grade"], after["grade"]
    return None if old is None or new is None else str((Fraction(new) - Fraction(old)) / 3)


def _difference(share: str | None) -> str:
    """Return a difference of shares as a difference of grades: signed, two decimals, half up."""
    if share is None:
        return "–"
    hundredths = Fraction(share) * 3 * 100
    whole = int(abs(hundredths) + Fraction(1, 2))
    sign = "" if whole == 0 else "+" if hundredths > 0 else "−"
    return f"{sign}{whole // 100},{whole % 100:02}"


def test_pages_of_a_pdf_are_told_apart(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "two.html"
    page.write_text(
        "<!DOCTYPE html><title>x</title><p>one<p style='break-before:page'>two", encoding="utf-8"
    )
    with opened(browser, page) as one:
        one.page.pdf(path=tmp_path / "two.pdf")
    assert [words(text) for text in pages_of(tmp_path / "two.pdf")] == ["one", "two"]
