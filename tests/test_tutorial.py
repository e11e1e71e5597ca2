"""The first year of a school, followed literally, from the installation to a printed report."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import printed, words
from tests.conftest import THOROUGH, TOP
from tests.walkthrough import asked, follow, follower_of, steps

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

INSTALLATION = ("python3 -m venv tools", "tools/bin/pip install --quiet ./quality")
PAGES = ["docs/tutorial.md", "docs/tutorial.bg.md"]


def text_of(page: str) -> str:
    return (TOP / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES if THOROUGH else PAGES[1:])
def test_who_follows_the_page_ends_with_a_printed_report(
    page: str, tmp_path: Path, browser: Browser, quality_command: Path
) -> None:
    home = tmp_path / "home"
    if THOROUGH:
        # The interpreter is not that of this environment, which already contains the tool.
        follower = follower_of(page, home, Path(sys.base_prefix) / "bin")
        # The code that the page runs is compiled on import; pip would compile everything.
        follower.environment["PIP_NO_COMPILE"] = "0"
        follow(page, follower)
    else:
        # It is built and installed by `test_install_page.py` too, in much the same way.
        follow(page, follower_of(page, home, quality_command), done=INSTALLATION)

    sheets = printed(browser, home / "school/report.html", tmp_path / "report.pdf")
    assert len(sheets) > 3
    assert "Основно училище „Изгрев“" in words(sheets[0])
    # The figures on the page are those of the document that the council gets.
    (overall,) = re.findall(r"^ +2[.,](\d\d) +71[.,]5", text_of(page), flags=re.MULTILINE)
    assert f"2,{overall}" in words(sheets[0])
    assert "Общи критерии за самооценка" in words("".join(sheets))
    summary = printed(browser, home / "school/summary.html", tmp_path / "summary.pdf")
    assert len(summary) == 2, "the page says how many"


def test_both_pages_ask_the_same_of_their_readers() -> None:
    english, bulgarian = ([*map(asked, steps(text_of(page)))] for page in PAGES)
    assert english == bulgarian
