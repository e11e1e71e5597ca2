"""The pages that take the reader by the hand, followed word for word."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from tests.conftest import TOP
from tests.walkthrough import Reader, Typed, Written, agrees, steps

TUTORIALS = ["docs/tutorial.md"]
HOW_TO = ["ci", "commission", "council", "framework", "from-excel"]
PAGES = [*TUTORIALS, *(f"docs/{name}{end}" for name in HOW_TO for end in (".md", ".bg.md"))]


@pytest.fixture
def reader(tmp_path: Path, page: str) -> Reader:
    """Return a reader with a folder of their own, in which a copy of this repository lies."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "quality").symlink_to(TOP)
    return Reader(home, surroundings(page))


@pytest.mark.parametrize("page", PAGES)
def test_what_the_page_shows_is_what_happens(page: str, reader: Reader) -> None:
    for step in steps((TOP / page).read_text(encoding="utf-8")):
        shown = reader.does(step)
        if isinstance(step, Typed):
            assert agrees(step.shown, shown), f"{page}:{step.line}: {step.command}\n{shown}"


@pytest.mark.parametrize("name", HOW_TO)
def test_both_languages_ask_for_the_same(name: str) -> None:
    english, bulgarian = (
        [asked(step) for step in steps((TOP / f"docs/{name}{end}").read_text(encoding="utf-8"))]
        for end in (".md", ".bg.md")
    )
    assert english == bulgarian


def asked(step: Typed | Written) -> Typed | Written:
    """Return a step without what the terminal shows and without words of the reader's own."""
    if isinstance(step, Written):
        return step
    return Typed(0, re.sub(r'--message "[^"]*"', "--message", step.command), "")


def surroundings(page: str) -> dict[str, str]:
    """Return what is set where the page is read: an interpreter, a language, nothing of ours.

    The tutorial installs the tool; elsewhere it is there, and git knows the reader.
    """
    installed = Path(sys.base_prefix if page in TUTORIALS else sys.prefix) / "bin"
    return {
        "PATH": f"{installed}:{os.environ['PATH']}",
        **{
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "Reader"), ("EMAIL", "reader@example.org"))
        },
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "QUALITY_LANG": "bg" if page.endswith(".bg.md") else "en",
    }
