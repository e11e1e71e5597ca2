"""A card in a real Chromium, with a profile that survives its closing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitycli.model.assessment import TEXTS_BESIDE
from tests.conftest import Quality
from tests.needs import path_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

# Storage that refuses from the beginning, or as soon as something larger is to be kept.
STORAGE_OFF = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("off", "SecurityError"); },
});
"""
STORAGE_FULL = """
const put = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
  if (value.length > 400) throw new DOMException("full", "QuotaExceededError");
  put.call(this, key, value);
};
"""


class CardPage:
    """A card that is open in a browser, and what it said and asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        self.asked_for: list[str] = []
        self.dialogs: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda one: self.faults.append(one.text))
        page.context.on("request", lambda request: self.asked_for.append(request.url))

    def answer_dialogs(self, *, yes: bool) -> None:
        """Answer every question of the page from now on."""

        def answer(dialog: Any) -> None:
            self.dialogs.append(dialog.message)
            if yes:
                dialog.accept()
            else:
                dialog.dismiss()

        self.page.on("dialog", answer)

    def item(self, item_id: str) -> Locator:
        """Return an item's field set."""
        return self.page.locator(f'[id="{item_id}"]')

    def choose(self, item_id: str, value: str) -> None:
        """Choose by a click."""
        self.item(item_id).locator(f'input[type=radio][value="{value}"]').check()

    def chosen(self, item_id: str) -> str | None:
        """Return what is chosen."""
        found = self.item(item_id).locator("input[type=radio]:checked")
        return found.get_attribute("value") if found.count() else None

    def write(self, item_id: str, key: str, text: str) -> None:
        """Write into a text field of an item, opening what it is in."""
        if key in TEXTS_BESIDE:
            self.item(item_id).locator("details.more").evaluate("one => { one.open = true; }")
        self.item(item_id).locator(f'[data-key="{key}"]').fill(text)

    def save(self, target: Path) -> Path:
        """Save by the button, and return the file under the name that the page gave it."""
        with self.page.expect_download() as waiting:
            self.page.click("#save")
        path: Path = target / waiting.value.suggested_filename
        target.mkdir(parents=True, exist_ok=True)
        waiting.value.save_as(path)
        return path

    def open(self, path: Path) -> str:
        """Open a file, and return what the page says of it."""
        self.page.set_input_files("#file", path)
        self.page.locator("#message:visible").wait_for()
        return self.message

    def press_cyrillic(self, letter: str) -> None:
        """Press a key that gives a Cyrillic letter, which Playwright's keyboard does not have."""
        self.page.evaluate(
            "key => document.activeElement.dispatchEvent("
            "new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}))",
            letter,
        )

    @property
    def message(self) -> str:
        """The message that the page shows."""
        said: str = self.page.inner_text("#message")
        return said


def make_card(quality: Quality, target: Path, *args: str, year: str = "2020-2021") -> Path:
    """Make a card by the command."""
    outcome = quality("card", year, "-o", target, "--force", *args)
    assert outcome.code == 0, outcome.err
    return target


@contextmanager
def at_home(browser: Browser, profile: Path, **options: Any) -> Iterator[BrowserContext]:
    """Start a Chromium with a profile of its own, and end it."""
    context = browser.browser_type.launch_persistent_context(
        profile, executable_path=path_of("chromium"), args=["--no-sandbox"], **options
    )
    try:
        yield context
    finally:
        context.close()


class OnePage:
    """One window for many cards: to open another one takes a third of the time of a first one.

    Each card is opened as if nothing was kept in the browser.
    """

    def __init__(self, browser: Browser) -> None:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_init_script("localStorage.clear()")
        self._card = CardPage(context.new_page())
        self._card.answer_dialogs(yes=True)

    def opened(self, path: Path) -> CardPage:
        """Open a card in place of the one before."""
        self._card.page.goto(path.as_uri())
        self._card.faults.clear()
        return self._card

    def close(self) -> None:
        """Close the window."""
        self._card.page.context.close()


@contextmanager
def card_open(
    browser: Browser,
    path: Path,
    *,
    before: str = "",
    bypass_csp: bool = False,
) -> Iterator[CardPage]:
    """Open a card in a fresh window.

    :param before: a script that runs before the page's own.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=bypass_csp)
    try:
        if before:
            context.add_init_script(before)
        card = CardPage(context.new_page())
        card.page.goto(path.as_uri())
        yield card
    finally:
        context.close()
