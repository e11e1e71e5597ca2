"""A real Chromium for the pages: layout, messages, requests and print output."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, cast
from weakref import WeakKeyDictionary

from tests.needs import NODE_MODULES, need, path_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Prints a document, and returns the text of each sheet.
Printer = Callable[[str], list[str]]
Scheme = Literal["light", "dark"]
_AXE: Final = NODE_MODULES / "axe-core/axe.min.js"
# Show everything that is folded.
OPEN_ALL: Final = "document.querySelectorAll('details').forEach(one => one.open = true)"
# The rules about colours: a dark page changes nothing else.
_COLOUR_RULES: Final = ["color-contrast", "link-in-text-block"]
_STANDARD: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@contextmanager
def launched(name: str) -> Iterator[Browser]:
    """Start Chromium.

    :param name: its package: with windows, or without, which takes a third less processor time.
    """
    need("chromium", "playwright", "axe-core")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path_of(name), args=["--no-sandbox"])
        yield started
        started.close()


class Opened:
    """An open page, with the messages that it logged and the requests that it made."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        self.asked_for: list[str] = []
        self._noted: dict[Any, Callable[[Any], None]] = {
            "console": lambda message: self.said.append(message.text),
            "pageerror": lambda error: self.said.append(str(error)),
            "request": lambda request: self.asked_for.append(request.url),
        }
        for event, note in self._noted.items():
            page.on(event, note)

    def leave(self) -> None:
        """Stop recording events of the page."""
        for event, note in self._noted.items():
            self.page.remove_listener(event, note)

    def overflow(self) -> list[str]:
        """Return the elements beyond the right edge, except in regions that scroll."""
        return cast("list[str]", self.page.evaluate(BEYOND_THE_EDGE))

    def broken_words(self) -> list[str]:
        """Return the words that are broken at the end of a line, with automatic hyphenation off."""
        style = self.page.add_style_tag(content="* { hyphens: manual !important; }")
        found = cast("list[str]", self.page.evaluate(_BROKEN_WORDS))
        style.evaluate("one => one.remove()")
        return found

    def cut(self) -> list[str]:
        """Return the texts that are cut off."""
        return cast("list[str]", self.page.evaluate(_CUT))

    def violations(self, *, dark: bool = True) -> list[str]:
        """Return the violations of WCAG 2.2 AA that axe-core finds, one line for each rule.

        Dark mode changes only colours, so only the rules about colours run again.
        """
        self.page.emulate_media(color_scheme="light")
        found = [
            *self._violations(_CHECK_THE_REST, _STANDARD),
            *self._violations(_CHECK_COLOURS, _COLOUR_RULES),
        ]
        if dark:
            self.page.emulate_media(color_scheme="dark")
            found += self._violations(_CHECK_COLOURS, _COLOUR_RULES)
        return found

    def _violations(self, script: str, rules: list[str]) -> list[str]:
        found = cast("list[Mapping[str, Any]]", self.page.evaluate(script, rules))
        return [
            f"{one['id']}: {one['help']} ({len(one['nodes'])}): {one['nodes'][0]['html'][:200]}"
            for one in found
        ]


_CHECK_THE_REST: Final = (
    "standard => axe.run(document, {runOnly: standard, resultTypes: ['violations'], rules: "
    + json.dumps({rule: {"enabled": False} for rule in _COLOUR_RULES})
    + "}).then(found => found.violations)"
)
# The colours of thousands of elements take axe-core many seconds, but most look like others: take
# an element away if each one in it, with all that is around it, looks exactly like an earlier one.
# What stands in for it keeps its place among its siblings.
_CHECK_COLOURS: Final = """async rules => {
  const looks = new Map();
  const repeated = [];
  // axe-core does not judge a text of one letter.
  const ownLetters = one => Math.min(2, [...one.childNodes].map(part =>
    part.nodeType === Node.TEXT_NODE ? part.data.trim() : '').join('').length);
  const visit = (one, around) => {
    const style = getComputedStyle(one);
    const look = JSON.stringify([
      around, one.tagName, one.getAttribute('class'), one.getAttribute('role'),
      one.getAttributeNames(), one.checkVisibility(),
      ownLetters(one), style.visibility, style.textShadow,
      style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.clipPath,
      style.fontSize, style.fontWeight, style.textDecorationLine, style.borderBottom]);
    const known = looks.has(look);
    if (!known) looks.set(look, looks.size);
    const parts = [...one.children].map(part => [part, visit(part, looks.get(look))]);
    const nothingNew = known && parts.every(([, old]) => old);
    if (!nothingNew) repeated.push(...parts.filter(([, old]) => old).map(([part]) => part));
    return nothingNew;
  };
  visit(document.body, null);
  const standIns = repeated.map(one => {
    const standIn = one.cloneNode();
    standIn.style.setProperty('display', 'none', 'important');
    one.replaceWith(standIn);
    return standIn;
  });
  const found = await axe.run(document, {runOnly: rules, resultTypes: ['violations']});
  standIns.forEach((standIn, at) => standIn.replaceWith(repeated[at]));
  return found.violations;
}"""

BEYOND_THE_EDGE: Final = """() => {
  const scrolls = one => { for (let at = one; at; at = at.parentElement)
    if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(at).overflowX)) return true;
    return false; };
  const room = document.documentElement.clientWidth;
  const found = document.documentElement.scrollWidth > room ? ['the page scrolls'] : [];
  for (const one of document.querySelectorAll('body *')) {
    const box = one.getBoundingClientRect();
    if (box.width && box.right > room + 0.5 && !scrolls(one) && one.checkVisibility()
        && getComputedStyle(one).clipPath === 'none' && !one.closest('symbol'))
      found.push(`${one.tagName} ${one.className.baseVal ?? one.className}: ${box.right}`);
  }
  return found;
}"""

# Text for screen readers only is clipped to nothing.
_FOR_THE_EAR: Final = """const forTheEar = one => {
  for (let at = one; at; at = at.parentElement)
    if (getComputedStyle(at).clipPath !== 'none') return true;
  return false; };
"""
_BROKEN_WORDS: Final = (
    "() => {"
    + _FOR_THE_EAR
    + r"""
  const found = new Set();
  const range = document.createRange();
  const lines = () => new Set(
    [...range.getClientRects()].filter(box => box.width).map(box => Math.round(box.top))).size;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode());) {
    const around = text.parentElement;
    range.selectNodeContents(text);
    if (lines() < 2) continue;
    if (!around.checkVisibility() || around.closest('svg') || forTheEar(around)) continue;
    for (const word of text.data.matchAll(/[^\s\u00a0\/–-]{2,}/gu)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (lines() > 1) found.add(word[0]);
    }
  }
  return [...found];
}"""
)

_CUT: Final = (
    "() => {"
    + _FOR_THE_EAR
    + """
  return [...document.querySelectorAll('main *, header *')]
  .filter(one => one.scrollHeight > one.clientHeight + 1
    && getComputedStyle(one).overflowY !== 'visible'
    && one.checkVisibility() && !one.closest('svg') && !forTheEar(one))
  .map(one => one.textContent);
}"""
)


@contextmanager
def opened(
    browser: Browser, file: Path, width: int = 1280, scheme: Scheme = "light", *, axe: bool = False
) -> Iterator[Opened]:
    """Open a file in a window `width` pixels wide.

    All files share one window, because a new one takes longer than most pages. Our pages keep
    nothing in the browser, and their styles and scripts disappear with them.

    :param axe: whether to make axe-core available; the page's own policy blocks scripts.
    """
    page = _window(browser, axe)
    # Nothing that the previous page does counts. (Opening the same page would be a reload, which
    # restores the choices of forms.)
    page.goto("about:blank")
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media="null", color_scheme=scheme)
    one = Opened(page)
    try:
        page.goto(file.as_uri())
        if axe:
            page.evaluate(_AXE.read_text(encoding="utf-8"))
        yield one
    finally:
        one.leave()


def parsed(browser: Browser, file: Path, function: str) -> Any:
    """Return what a function of a file's document returns, which is neither laid out nor run.

    That takes a tenth of the time of opening the page.
    """
    parse = "(new DOMParser().parseFromString(text, 'text/html'))"
    page = _window(browser, axe=False)
    return page.evaluate(f"text => ({function}){parse}", file.read_text(encoding="utf-8"))


# For each browser, and for whether scripts can be added to a page.
_WINDOWS: Final = WeakKeyDictionary["Browser", dict[bool, "Page"]]()


def _window(browser: Browser, axe: bool) -> Page:
    windows = _WINDOWS.setdefault(browser, {})
    if axe not in windows or windows[axe].is_closed():
        windows[axe] = browser.new_context(bypass_csp=axe).new_page()
    return windows[axe]


def printed(browser: Browser, file: Path, target: Path) -> list[str]:
    """Print a file as PDF, and return the text of each of its pages."""
    with opened(browser, file) as page:
        page.page.pdf(path=target, prefer_css_page_size=True)
    return pages_of(target)


def pages_of(pdf: Path, *, layout: bool = True) -> list[str]:
    """Return the text of each page of a PDF.

    :param layout: whether to keep the places of the texts on the page, or else to read the texts
        one after another.
    """
    need("pdftotext")
    options = ["-layout"] if layout else []
    run = subprocess.run(
        ["pdftotext", *options, str(pdf), "-"], capture_output=True, check=True, text=True
    )
    return run.stdout.split("\f")[:-1]


def words(text: str) -> str:
    """Return a text with all whitespace reduced to single spaces."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u00ad", "")).strip()
