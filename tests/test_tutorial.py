"""The first year of a school, followed word for word on a machine that has nothing of ours.

The page installs the tool itself, and its reader ends with a printed report.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import printed, words
from tests.conftest import TOP
from tests.walkthrough import Reader, Typed, Written, agrees, steps

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = ["docs/tutorial.md", "docs/tutorial.bg.md"]


def text_of(page: str) -> str:
    return (TOP / page).read_text(encoding="utf-8")


def newcomer(home: Path, page: str) -> Reader:
    """Return somebody with a folder of their own, in which a copy of this repository lies."""
    home.mkdir()
    (home / "quality").symlink_to(TOP)
    # The interpreter is not the one of this environment, which has the tool already.
    python = Path(sys.base_prefix) / "bin"
    surroundings = {
        "PATH": f"{python}:{os.environ['PATH']}",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "QUALITY_LANG": "bg" if page.endswith(".bg.md") else "en",
    }
    return Reader(home, surroundings)


@pytest.mark.parametrize("page", PAGES)
def test_who_follows_the_page_ends_with_a_printed_report(
    page: str, tmp_path: Path, browser: Browser
) -> None:
    home = tmp_path / "home"
    reader = newcomer(home, page)
    for step in steps(text_of(page)):
        shown = reader.does(step)
        if isinstance(step, Typed):
            assert agrees(step.shown, shown), f"{page}:{step.line}: {step.command}\n{shown}"

    sheets = printed(browser, home / "school/report.html", tmp_path / "report.pdf")
    assert len(sheets) > 3
    assert "Основно училище „Изгрев“" in words(sheets[0])
    # The figures of the page are those of the paper that the council gets.
    (overall,) = re.findall(r"^ +2[.,](\d\d) +71[.,]5", text_of(page), flags=re.MULTILINE)
    assert f"2,{overall}" in words(sheets[0])
    assert "Общи критерии за самооценка" in words("".join(sheets))
    summary = printed(browser, home / "school/summary.html", tmp_path / "summary.pdf")
    assert len(summary) == 2, "the page says how many"


def test_both_pages_ask_the_same_of_their_readers() -> None:
    """Only what the reader calls the commits is in the page's own language."""
    english, bulgarian = ([*map(_asked, steps(text_of(page)))] for page in PAGES)
    assert english == bulgarian


def _asked(step: Typed | Written) -> Typed | Written | str:
    return re.sub(r'--message ".*"', "", step.command) if isinstance(step, Typed) else step
