"""Pages with malicious or nearly empty data: texts remain texts, and the layout is intact."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from qualitycli.render.documents.templates.html import for_css, for_html
from tests.browser import OPEN_ALL, opened, pages_of, words
from tests.conftest import Quality, year_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

SCRIPT: Final = "</style></title><script>document.title=7</script><img src=x onerror=alert(1)>"
BRACES: Final = '"; } body { display: none } @import url(http://example.org/x.css); /* \\'
TURNED: Final = "обърнат\u202eтекст\u200b"
LONG_WORD: Final = "непротивоконституционствувателствувайте" * 12
LONG_TEXT: Final = "Дълъг текст с много думи. " * 400
HOSTILE: Final = f"""\
format: 1
year: 2020-2021
framework:
  id: vou-montana
  edition: "2020"
institution:
  name: '{SCRIPT}'
  town: '{BRACES}'
  director: "{TURNED}"
goals:
  - id: G1
    text: '{SCRIPT}'
analysis:
  strengths:
    - '{LONG_WORD}'
  weaknesses:
    - '{SCRIPT}'
measures:
  - id: M1
    action: '{LONG_WORD}'
    responsible: '{SCRIPT}'
    planned:
      from: 2020-10-01
      to: 2021-02-01
    indicator:
      text: '{SCRIPT}'
      baseline: '{LONG_WORD}'
ratings:
  OP.1.1.1:
    level: 4
    evidence:
      - '{SCRIPT}'
      - '{LONG_WORD}'
    note: '{LONG_TEXT}'
  OP.1.1.2:
    not_applicable: '{SCRIPT}'
  OP.1.1.3:
    no_evidence: '{LONG_WORD}'
"""
KINDS: Final = ("self-assessment", "measures", "plan", "summary", "card", "signatures")


def made(quality: Quality, project: Path, text: str, kind: str) -> Path:
    """Generate a page of a project with only this year, and a hostile catalogue if requested."""
    years = project / "data/years"
    for path in years.glob("*.yaml"):
        path.unlink()
    (years / "2020-2021.yaml").write_text(text, encoding="utf-8")
    target = project / f"{kind}.html"
    outcome = quality("report", "2020-2021", "--kind", kind, "-o", target, "--force")
    assert outcome.code == 0, outcome.err
    return target


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_texts_stay_texts(
    quality: Quality, project: Path, browser: Browser, kind: str, tmp_path: Path
) -> None:
    catalogue = project / "data/criteria.yaml"
    text = catalogue.read_text(encoding="utf-8")
    title = "Ефективно структуриране на урока"
    assert text.count(title) == 1
    catalogue.write_text(text.replace(title, f"'{SCRIPT}'"), encoding="utf-8")
    page = made(quality, project, HOSTILE, kind)
    with opened(browser, page, width=360) as one:
        one.page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
        one.page.evaluate(OPEN_ALL)
        assert one.said == []
        assert one.asked_for == [page.as_uri()]
        assert one.page.title() != "7"
        assert one.page.locator("img, link, iframe").count() == 0
        # The one that narrows the items is allowed by its hash.
        assert one.page.locator("script").count() == (kind == "self-assessment")
        assert one.page.locator("body").is_visible()
        assert one.overflow() == []
    source = page.read_text(encoding="utf-8")
    assert "\u202e" not in source
    assert "\u200b" not in source
    pages = pages_of(tmp_path / "printed.pdf")
    assert pages
    assert all(words(text).startswith("</style></title><script>") for text in pages)


def test_nothing_but_its_own_style_may_run_in_a_page(quality: Quality, project: Path) -> None:
    page = made(quality, project, HOSTILE, "summary").read_text(encoding="utf-8")
    head = page.partition("<style>")[0]
    assert "default-src 'none'; style-src 'unsafe-inline'" in head
    assert page.count("<style>") == page.count("</style>") == 1
    assert "<script" not in page


NOTHING: Final = year_text("OP.1.1.1:")
NOT_APPLICABLE: Final = "Не се отнася за училището."


def everywhere(real: Path, line: str, only: str = "") -> str:
    """Return ratings of every item, or of those whose id starts with a prefix."""
    ratings = real.read_text(encoding="utf-8").partition("\nratings:")[2]
    ids = re.findall(r"^ {2}((?:OP|UI)\.[0-9.]+):", ratings, re.MULTILINE)
    return "\n".join(f"{one}: {line}" for one in dict.fromkeys(ids) if one.startswith(only))


def almost_nothing(full: Path) -> dict[str, str]:
    """Return the text of each kind of year that has almost nothing in it."""
    return {
        "nothing rated": NOTHING,
        "nothing applicable": year_text(everywhere(full, f"{{not_applicable: {NOT_APPLICABLE}}}")),
        "one area not rated": year_text(everywhere(full, "3", "UI.")),
    }


def holds(browser: Browser, page: Path) -> None:
    """Open all of a page, and see that nothing is wrong with it."""
    with opened(browser, page, width=360, axe=True) as one:
        one.page.evaluate(OPEN_ALL)
        assert one.said == []
        assert one.overflow() == []
        assert one.violations(dark=False) == []


WITHOUT_RATINGS: Final = ("measures", "plan", "signatures")


@pytest.mark.parametrize("kind", [one for one in KINDS if one not in WITHOUT_RATINGS])
@pytest.mark.parametrize("case", ["nothing rated", "nothing applicable", "one area not rated"])
def test_pages_of_almost_nothing_hold(
    quality: Quality, project: Path, browser: Browser, kind: str, case: str
) -> None:
    texts = almost_nothing(project / "data/years/2020-2021.yaml")
    holds(browser, made(quality, project, texts[case], kind))


@pytest.mark.parametrize("kind", WITHOUT_RATINGS)
def test_pages_without_ratings_hold(
    quality: Quality, project: Path, browser: Browser, kind: str
) -> None:
    """They are the same whatever is rated, so they are opened once."""
    texts = almost_nothing(project / "data/years/2020-2021.yaml")
    page, *others = (made(quality, project, text, kind).read_bytes() for text in texts.values())
    assert others == [page, page]
    holds(browser, project / f"{kind}.html")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>&\"'", "&lt;b&gt;&amp;&#34;&#39;"),
        ("на 28.09.2020 г. при 72,2 %", "на 28.09.2020\u00a0г. при 72,2\u00a0%"),
        ("Заповед № 5", "Заповед №\u00a05"),
        ("добра – 3,05", "добра\u00a0– 3,05"),
        ("учене и възпитание", "учене и\u00a0възпитание"),
        ("a\u202eb\tc", "a\\u202eb\\tc"),
        ("два\nреда", "два\nреда"),
    ],
)
def test_a_text_is_set_for_a_page(text: str, shown: str) -> None:
    assert for_html(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Училище „Хан“", "Училище \\201e Хан\\201c "),
        ('";}</style>', "\\22 \\3b \\7d \\3c \\2f style\\3e "),
        ("два\nреда\u202e", "два реда\\5c u202e"),
        ("а" * 200, "а" * 89 + "…"),
    ],
)
def test_a_text_is_set_for_a_style_sheet(text: str, shown: str) -> None:
    assert for_css(text) == shown
