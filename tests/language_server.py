"""The real yaml-language-server, used over its standard input and output."""

from __future__ import annotations

import itertools
import json
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, cast

from tests.conftest import TOP
from tests.needs import NODE_MODULES, need

_PROGRAM: Final = NODE_MODULES / "yaml-language-server/bin/yaml-language-server"
# The time limit for all requests of a test, in seconds.
_PATIENCE: Final = 240
_SETTINGS: Final = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        # Nothing is fetched from the network: the schema comes from the modeline.
        "schemaStore": {"enable": False},
        "schemas": {},
    },
    "http": {},
    "[yaml]": {"editor.tabSize": 2},
}
_CAPABILITIES: Final = {
    "workspace": {"configuration": True},
    "textDocument": {
        "completion": {
            "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}
        },
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {},
    },
}


class LanguageServer:
    """A server process, as an editor runs one."""

    def __init__(self, folder: Path) -> None:
        need("node", "yaml-language-server")
        self._process = subprocess.Popen(
            ["node", str(_PROGRAM), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=TOP,
        )
        # If the server stops responding, end it and with it the test.
        self._watch = threading.Timer(_PATIENCE, self._process.kill)
        self._watch.start()
        self._numbers = itertools.count(1)
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        root = folder.as_uri()
        self._ask(
            "initialize",
            processId=None,
            rootUri=root,
            workspaceFolders=[{"uri": root, "name": "school"}],
            capabilities=_CAPABILITIES,
        )
        self._tell("initialized")
        self._tell("workspace/didChangeConfiguration", settings=_SETTINGS)

    def __enter__(self) -> LanguageServer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._watch.cancel()
        try:
            self._ask("shutdown")
            self._tell("exit")
            self._process.wait(timeout=10)
        finally:
            self._process.kill()
            for stream in (self._process.stdin, self._process.stdout):
                cast("IO[bytes]", stream).close()
            self._process.wait()

    def diagnostics(self, folder: Path, *texts: str) -> list[list[dict[str, Any]]]:
        """Return what an editor would underline in files of that folder with these texts."""
        uris = [self._open(folder, text) for text in texts]
        return [self._wait_for(uri) for uri in uris]

    def completions(self, folder: Path, text: str) -> dict[str, str]:
        """Return the completions at the ``|`` of a text, each with its description."""
        offered = self._at(folder, text, "completion") or {}
        items = offered["items"] if isinstance(offered, dict) else offered
        return {one["label"]: _plain(one.get("documentation", "")) for one in items}

    def hover(self, folder: Path, text: str) -> str:
        """Return the hover text at the ``|`` of a text."""
        shown = self._at(folder, text, "hover")
        return _plain(shown["contents"]) if shown else ""

    def _at(self, folder: Path, text: str, what: str) -> Any:
        before, _, after = text.partition("|")
        uri = self._open(folder, before + after)
        self._wait_for(uri)
        position = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        return self._ask(f"textDocument/{what}", textDocument={"uri": uri}, position=position)

    def _open(self, folder: Path, text: str) -> str:
        """Open a new file, so that late answers about earlier ones are not mistaken for its own."""
        uri = (folder / f"file-{next(self._numbers)}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", textDocument=document)
        return uri

    def _wait_for(self, uri: str) -> list[dict[str, Any]]:
        while uri not in self._diagnostics:
            self._take(self._receive())
        return self._diagnostics[uri]

    def _ask(self, method: str, **params: object) -> Any:
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self._take(message)

    def _tell(self, method: str, **params: object) -> None:
        self._send({"method": method, "params": params})

    def _take(self, message: Mapping[str, Any]) -> None:
        """Store diagnostics and answer the server's requests."""
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self._diagnostics[params["uri"]] = params["diagnostics"]
        elif "id" in message and message.get("method") == "workspace/configuration":
            sections = [one.get("section") for one in message["params"]["items"]]
            self._send({"id": message["id"], "result": [_SETTINGS.get(one) for one in sections]})
        elif "id" in message:
            self._send({"id": message["id"], "result": None})

    def _send(self, message: Mapping[str, object]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = cast("IO[bytes]", self._process.stdin)
        stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        stream.flush()

    def _receive(self) -> dict[str, Any]:
        stream = cast("IO[bytes]", self._process.stdout)
        length = 0
        while line := stream.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server has left"
        return cast("dict[str, Any]", json.loads(stream.read(length)))


def _plain(contents: Any) -> str:
    text = contents["value"] if isinstance(contents, dict) else str(contents)
    return text.replace("\\", "").replace("&nbsp;", " ")
