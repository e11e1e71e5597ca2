"""A real Firefox for the pages, driven over WebDriver BiDi: layout, scripts and print output."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from tests.needs import need, path_of

if TYPE_CHECKING:
    from websockets.sync.client import ClientConnection

# A4, and the margins of the style sheet, in centimetres.
_SHEET: Final = {"width": 21.0, "height": 29.7}
_MARGIN: Final = {"top": 2.1, "right": 1.8, "bottom": 1.9, "left": 2.2}
# Starting the extensions that come with Firefox takes a third of its start.
_PREFERENCES: Final = """\
user_pref("extensions.webextensions.remote", false);
user_pref("extensions.enabledScopes", 0);
user_pref("extensions.installDistroAddons", false);
user_pref("browser.translations.enable", false);
"""
_LISTENING: Final = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


class Firefox:
    """A running Firefox with one window."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._numbers = count(1)
        self._send("session.new", capabilities={})
        (window,) = self._send("browsingContext.getTree")["contexts"]
        self._window: str = window["context"]

    def open(self, file: Path, width: int = 1280) -> None:
        """Open a file in a window `width` pixels wide."""
        size = {"width": width, "height": 900}
        self._send("browsingContext.setViewport", context=self._window, viewport=size)
        self._send(
            "browsingContext.navigate", context=self._window, url=file.as_uri(), wait="complete"
        )

    def evaluate(self, function: str) -> Any:
        """Return what a function of the page returns, by way of JSON."""
        answer = self._send(
            "script.evaluate",
            expression=f"JSON.stringify(({function})())",
            target={"context": self._window},
            awaitPromise=False,
        )
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def picture(self, target: Path) -> None:
        """Save a picture of the window."""
        answer = self._send("browsingContext.captureScreenshot", context=self._window)
        target.write_bytes(base64.b64decode(answer["data"]))

    def print(self, target: Path) -> None:
        """Print the page as PDF."""
        answer = self._send(
            "browsingContext.print",
            context=self._window,
            page=_SHEET,
            margin=_MARGIN,
            background=False,
            shrinkToFit=False,
        )
        target.write_bytes(base64.b64decode(answer["data"]))

    def _send(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._connection.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._connection.recv(timeout=60))
            if answer.get("id") == number:
                assert answer["type"] == "success", answer
                result: dict[str, Any] = answer["result"]
                return result


@contextmanager
def launched() -> Iterator[Firefox]:
    """Start Firefox with a profile of its own."""
    need("firefox-esr", "websockets")
    from websockets.sync.client import connect

    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        Path(profile, "user.js").write_text(_PREFERENCES, encoding="utf-8")
        program = path_of("firefox-esr")
        assert program is not None
        options = ["--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile]
        with subprocess.Popen(
            [program, *options], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        ) as process:
            try:
                assert process.stderr is not None
                found = next(filter(None, map(_LISTENING.search, process.stderr)))
                # A printed page is one message. No pings: the thread that sends them draws from
                # `random` at any time, which Hypothesis takes for a strategy that does.
                with connect(
                    f"{found[1]}/session", max_size=None, ping_interval=None
                ) as connection:
                    yield Firefox(connection)
            finally:
                process.terminate()
