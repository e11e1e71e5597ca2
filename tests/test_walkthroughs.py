"""The step-by-step pages, followed literally."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import THOROUGH, TOP
from tests.walkthrough import asked, follow, follower_of, steps

pytestmark = pytest.mark.slow

HOW_TO = ["ci", "commission", "council", "framework", "from-excel", "methods", "first-score"]
ENDS = (".md", ".bg.md")
PAGES = [
    f"docs/{name}{end}"
    for number, name in enumerate(HOW_TO)
    # The steps are the same in both languages, so only one of them is followed, in turn.
    for end in (ENDS if THOROUGH else [ENDS[number % 2]])
]


@pytest.mark.parametrize("page", PAGES)
def test_what_the_page_shows_is_what_happens(
    page: str, tmp_path: Path, quality_command: Path
) -> None:
    follow(page, follower_of(page, tmp_path / "home", quality_command))


@pytest.mark.parametrize("name", HOW_TO)
def test_both_languages_ask_for_the_same(name: str) -> None:
    english, bulgarian = (
        [asked(step) for step in steps((TOP / f"docs/{name}{end}").read_text(encoding="utf-8"))]
        for end in ENDS
    )
    assert english == bulgarian
