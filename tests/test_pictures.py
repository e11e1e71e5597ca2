"""The pictures in the README show the current output of the tool."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.conftest import TOP, Quality


@pytest.mark.parametrize("language", ["en", "bg"])
def test_the_picture_of_the_terminal_shows_the_figures_of_today(
    language: str, quality: Quality
) -> None:
    svg = (TOP / f"docs/images/score.{language}.svg").read_text(encoding="utf-8")
    drawn = unescape("\n".join(re.findall(r"<text[^>]*>(.*?)</text>", svg))).split()
    command = ("--lang", language, "--root", str(TOP), "score", "2020-2021", "--depth", "area")
    printed = [word for word in quality(*command).out.split() if set(word) - set("█░")]
    assert set(printed) <= {*drawn}
    assert not re.search(r"@import|url\([^#]", svg), "a picture loads nothing"
