"""The pages that take the reader by the hand, followed word for word."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from tests.conftest import TOP
from tests.walkthrough import Reader, Typed, Written, agrees, steps

pytestmark = pytest.mark.slow

HOW_TO = ["ci", "commission", "council", "framework", "from-excel"]
PAGES = [f"docs/{name}{end}" for name in HOW_TO for end in (".md", ".bg.md")]


@pytest.mark.parametrize("page", PAGES)
def test_what_the_page_shows_is_what_happens(page: str, tmp_path: Path) -> None:
    follow(page, reader_of(page, tmp_path / "home", sys.prefix))


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


def reader_of(page: str, home: Path, prefix: str) -> Reader:
    """Return somebody whom git knows, in a folder of their own with a copy of this repository.

    :param prefix: of the environment whose programs are at hand.
    """
    home.mkdir()
    (home / "quality").symlink_to(TOP)
    names = {"NAME": "Reader", "EMAIL": "reader@example.org"}
    surroundings = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in names.items()
    }
    surroundings |= {
        "PATH": f"{Path(prefix) / 'bin'}:{os.environ['PATH']}",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "QUALITY_LANG": "bg" if page.endswith(".bg.md") else "en",
    }
    return Reader(home, surroundings)


def follow(page: str, reader: Reader) -> None:
    """Let the reader do what the page says, and compare what it shows with what is seen."""
    for step in steps((TOP / page).read_text(encoding="utf-8")):
        shown = reader.does(step)
        if isinstance(step, Typed):
            assert agrees(step.shown, shown), f"{page}:{step.line}: {step.command}\n{shown}"
