"""A card in a real Chromium, with a profile that outlives the window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitycli.model.assessment import TEXTS_BESIDE
from tests.needs import path_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize

    from tests.conftest import Quality

# Storage that fails from the start, or as soon as something larger is stored.
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


_SIZE: ViewportSize = {"width": 1280, "height": 900}


class CardPage:
    """A card that is open in a browser, with the messages that it logged and its requests."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        self.asked_for: list[str] = []
        self.dialogs: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda one: self.faults.append(one.text))
        page.context.on("request", lambda request: self.asked_for.append(request.url))

    def answer_dialogs(self, *, yes: bool) -> None:
        """Accept every dialog of the page from now on."""

        def answer(dialog: Any) -> None:
            self.dialogs.append(dialog.message)
            if yes:
                dialog.accept()
            else:
                dialog.dismiss()

        self.page.on("dialog", answer)

    def item(self, item_id: str) -> Locator:
        """Return the field set of an item."""
        return self.page.locator(f'[id="{item_id}"]')

    def choose(self, item_id: str, value: str) -> None:
        """Click a choice."""
        self.item(item_id).locator(f'input[type=radio][value="{value}"]').check()

    def chosen(self, item_id: str) -> str | None:
        """Return the selected choices."""
        found = self.item(item_id).locator("input[type=radio]:checked")
        return found.get_attribute("value") if found.count() else None

    def write(self, item_id: str, key: str, text: str) -> None:
        """Fill in a text field of an item, and unfold its section first."""
        if key in TEXTS_BESIDE:
            self.item(item_id).locator("details.more").evaluate("one => { one.open = true; }")
        self.item(item_id).locator(f'[data-key="{key}"]').fill(text)

    def save(self, target: Path) -> Path:
        """Click the save button, and return the file under the name that the page gave it."""
        with self.page.expect_download() as waiting:
            self.page.click("#save")
        path: Path = target / waiting.value.suggested_filename
        target.mkdir(parents=True, exist_ok=True)
        waiting.value.save_as(path)
        return path

    def open(self, path: Path) -> str:
        """Open a file, and return the page's message about it, even if it shows an earlier one."""
        self.page.locator("#message").evaluate("one => { one.hidden = true; }")
        self.page.set_input_files("#file", path)
        self.page.locator("#message:visible").wait_for()
        return self.message

    def press_cyrillic(self, letter: str) -> None:
        """Press a key that types a Cyrillic letter, which Playwright's keyboard does not have."""
        self.page.evaluate(
            "key => document.activeElement.dispatchEvent("
            "new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}))",
            letter,
        )

    @property
    def message(self) -> str:
        """The message that the page displays."""
        said: str = self.page.inner_text("#message")
        return said


def make_card(quality: Quality, target: Path, *args: str, year: str = "2020-2021") -> Path:
    """Create a card with the command."""
    outcome = quality("card", year, "-o", target, "--force", *args)
    assert outcome.code == 0, outcome.err
    return target


@contextmanager
def at_home(browser: Browser, profile: Path, **options: Any) -> Iterator[BrowserContext]:
    """Start a Chromium with its own profile, and close it afterwards."""
    context = browser.browser_type.launch_persistent_context(
        profile, executable_path=path_of("chromium"), args=["--no-sandbox"], **options
    )
    try:
        yield context
    finally:
        context.close()


class OnePage:
    """One window for many cards: opening another window takes a third as long as opening the first.

    Each card is opened as if the browser had stored nothing.
    """

    def __init__(self, browser: Browser) -> None:
        context = browser.new_context(viewport=_SIZE)
        context.add_init_script("localStorage.clear()")
        self._card = CardPage(context.new_page())
        self._card.answer_dialogs(yes=True)

    def opened(self, path: Path) -> CardPage:
        """Open a card instead of the previous one."""
        page = self._card.page
        page.set_viewport_size(_SIZE)
        # What the previous card says when it is left does not count. (Opening the same card would
        # be a reload, which restores what was filled in.)
        page.goto("about:blank")
        for noted in (self._card.faults, self._card.asked_for, self._card.dialogs):
            noted.clear()
        page.goto(path.as_uri())
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
    """Open a card in a new window.

    :param before: a script that runs before the page's own.
    """
    context = browser.new_context(viewport=_SIZE, bypass_csp=bypass_csp)
    try:
        if before:
            context.add_init_script(before)
        card = CardPage(context.new_page())
        card.page.goto(path.as_uri())
        yield card
    finally:
        context.close()
