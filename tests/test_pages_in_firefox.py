"""The pages in a second browser, which lays out and prints differently."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from tests.browser import BEYOND_THE_EDGE, OPEN_ALL, pages_of
from tests.firefox import Firefox

pytestmark = pytest.mark.slow

YEAR: Final = "2021-2022"
SHOWN: Final = (
    "index",
    *(f"{YEAR}/{kind}" for kind in ("self-assessment", "measures", "plan", "summary")),
    *(f"{YEAR}/{kind}" for kind in ("comparison", "card", "card-blank", "signatures")),
)
_CHARTS: Final = """() => [...document.querySelectorAll('.chart')].map(chart => {
  const texts = document.createTreeWalker(chart, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let text; (text = texts.nextNode());)
    if (!text.parentElement.closest('.hidden')) found.push(text.data);
  return [chart.className, found]; })"""
# The charts of each document.
DRAWN: Final = {
    f"{YEAR}/self-assessment": {"bands", "profile", "trend", "coverage", "levels"},
    f"{YEAR}/summary": {"bands", "profile"},
    f"{YEAR}/comparison": {"profile"},
    "index": {"trend"},
}
_NARROW: Final = """() => {
  const choice = document.querySelector('.narrow select');
  choice.value = 'fallen';
  choice.dispatchEvent(new Event('change'));
  const shown = [...document.querySelectorAll('[data-is]')].filter(one => one.checkVisibility());
  return [document.querySelector('.narrowed').textContent, shown.map(one => one.id)];
}"""


def test_nothing_scrolls_sideways(papers: Path, firefox: Firefox) -> None:
    found = {}
    for paper in SHOWN:
        firefox.open(papers / f"{paper}.html", width=320)
        firefox.evaluate(f"() => {{ {OPEN_ALL}; return 0; }}")
        found[paper] = firefox.evaluate(BEYOND_THE_EDGE)
    assert found == {paper: [] for paper in SHOWN}


@pytest.mark.parametrize("paper", DRAWN)
def test_every_chart_keeps_its_texts_in_print(
    papers: Path, firefox: Firefox, tmp_path: Path, paper: str
) -> None:
    firefox.open(papers / f"{paper}.html")
    charts = firefox.evaluate(_CHARTS)
    assert {look.partition("chart-")[2] for look, _ in charts} == DRAWN[paper]
    firefox.print(tmp_path / "printed.pdf")
    printed = _letters("".join(pages_of(tmp_path / "printed.pdf", layout=False)))
    # A cell may be read line by line with its neighbours; its words are all there.
    words = {word for _, texts in charts for text in texts for word in text.split()}
    assert len(words) > 20
    assert {word for word in words if _letters(word) not in printed} == set()


def _letters(text: str) -> str:
    """Return a text without spaces and without hyphens at the ends of lines."""
    return re.sub(r"[\s\u00ad\u2010]|-(?=\n)", "", text)


def test_the_items_are_narrowed(papers: Path, firefox: Firefox) -> None:
    firefox.open(papers / f"{YEAR}/self-assessment.html")
    told, shown = firefox.evaluate(_NARROW)
    assert told.startswith("Показани са 5 от 139 показателя")
    assert len(shown) == 5
