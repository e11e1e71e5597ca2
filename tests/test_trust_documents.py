"""No text of a file is markup in a document: pages and tables are like those of harmless texts."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from itertools import cycle, islice
from pathlib import Path
from typing import Final

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests import hostile
from tests.command_runs import RUNS
from tests.conftest import THOROUGH, Quality
from tests.payloads import ALL

pytestmark = pytest.mark.slow

HARMLESS: Final = "текст"
IN_HTML: Final = (
    "</td></tr></table><script>alert(1)</script><img src=x onerror=alert(1)>"
    "<svg/onload=alert(1)>\"' onmouseover='alert(1)' --><!-- &lt;b&gt; {{7*7}} {% raw %}" + ALL
)
IN_MARKDOWN: Final = (
    "x](http://e) [a](http://e) ![i](http://e) <http://e> <b>b</b> `c` **b** _e_ | c | d |\n"
    "\n# глава\n\n- ред\n\n```\nкод\n```\n\n| a |\n|---|\n| b |\n\n[r]: http://e\n~~s~~ &lt;"
)
MADE: Final = (
    *("link_open", "image", "heading_open", "html_block", "html_inline", "code_inline", "fence"),
    *(
        "table_open",
        "tr_open",
        "td_open",
        "strong_open",
        "em_open",
        "list_item_open",
        "hr",
        "s_open",
    ),
)
RUNS_OF: Final = {
    form: [one for one in RUNS["report"] if one[-1] == form] for form in ("md", "html")
}


class Inventory(HTMLParser):
    """The tags of a page, and the targets of its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.handlers: list[str] = []
        self.leads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.leads += [value or "" for name, value in attrs if name in ("href", "src", "action")]


def inventory(page: str) -> Inventory:
    found = Inventory()
    found.feed(page)
    found.close()
    return found


def project(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile.build(folder, lambda _: text)
    monkeypatch.chdir(folder)


@pytest.mark.parametrize("args", RUNS_OF["html"], ids=" ".join)
def test_a_page_has_the_tags_that_it_is_to_have(
    args: tuple[str, ...], tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path, HARMLESS, monkeypatch)
    harmless = inventory(quality("report", *args).out)
    project(tmp_path, IN_HTML, monkeypatch)
    outcome = quality("report", *args)
    assert outcome.code == 0, outcome.err
    found = inventory(outcome.out)
    for one in (found, harmless):
        del one.tags["tspan"]  # a line of text in a picture: longer texts have more lines
    assert found.tags == harmless.tags
    assert found.tags["html"] == 1
    assert found.handlers == []
    assert not [one for one in found.leads if "alert" in one and not one.startswith("#")]


ADDRESSES: Final = (
    *("javascript:alert(1)", " jav\tascript:alert(1)", "data:text/html,<script>", "//e"),
)


@pytest.mark.parametrize("first", range(len(ADDRESSES) if THOROUGH else 1))
@pytest.mark.parametrize("args", RUNS_OF["html"], ids=" ".join)
def test_no_link_runs_anything(
    args: tuple[str, ...],
    first: int,
    tmp_path: Path,
    quality: Quality,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Each text is another address in each document.
    attacks = islice(cycle(ADDRESSES), first + RUNS_OF["html"].index(args), None)
    hostile.build(tmp_path, lambda _: next(attacks))
    monkeypatch.chdir(tmp_path)
    outcome = quality("report", *args)
    assert outcome.code == 0, outcome.err
    leads = inventory(outcome.out).leads
    assert leads
    assert [one for one in leads if not one.startswith(("#", "data:image/svg+xml"))] == []


def tokens(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    waiting: list[Token] = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    while waiting:
        token = waiting.pop()
        found[token.type] += 1
        waiting += token.children or []
    return Counter({kind: found[kind] for kind in MADE})


@pytest.mark.parametrize("args", RUNS_OF["md"], ids=" ".join)
def test_markdown_has_the_parts_that_it_is_to_have(
    args: tuple[str, ...], tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path, HARMLESS, monkeypatch)
    harmless = quality("report", *args).out
    project(tmp_path, IN_MARKDOWN, monkeypatch)
    outcome = quality("report", *args)
    assert outcome.code == 0, outcome.err
    assert tokens(outcome.out) == tokens(harmless)
    assert "<b>" not in outcome.out
