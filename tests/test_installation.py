"""The requirement that installs the same tool elsewhere, by how it was installed."""

from __future__ import annotations

import json
import pickle
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import pytest

from qualitycli.errors import MissingLibraryError
from qualitycli.installation import address_in, installed

COMMIT: Final = "0123456789abcdef0123456789abcdef01234567"
# The records are the examples of PEP 610, with other addresses.
RECORDS: Final[list[tuple[dict[str, Any], str, str]]] = [
    (
        {"url": "https://example.org/q.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
        f"git+https://example.org/q.git@{COMMIT}",
        "address",
    ),
    (
        {
            "url": "https://example.org/q.git",
            "vcs_info": {"vcs": "git", "requested_revision": "v1.0.0", "commit_id": COMMIT},
            "subdirectory": "tool",
        },
        f"git+https://example.org/q.git@{COMMIT}#subdirectory=tool",
        "address",
    ),
    (
        {"url": "file:///srv/q.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
        f"git+file:///srv/q.git@{COMMIT}",
        "computer",
    ),
    (
        {"url": "https://example.org/q.whl", "archive_info": {"hash": "sha256=2dc6"}},
        "https://example.org/q.whl#sha256=2dc6",
        "address",
    ),
    (
        {
            "url": "https://example.org/q.zip",
            "archive_info": {"hash": "sha256=2dc6", "hashes": {"sha256": "2dc6"}},
            "subdirectory": "tool",
        },
        "https://example.org/q.zip#sha256=2dc6&subdirectory=tool",
        "address",
    ),
    (
        {"url": "file:///media/stick/q.whl", "archive_info": {}},
        "file:///media/stick/q.whl",
        "computer",
    ),
    ({"url": "file:///C:/q", "dir_info": {}}, "file:///C:/q", "computer"),
    ({"url": "file:///home/q", "dir_info": {"editable": True}}, "file:///home/q", "computer"),
]


class Distribution:
    """What pip recorded on the tool."""

    version = "7.8.9"

    def __init__(self, record: object) -> None:
        self._record = record

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return json.dumps(self._record) if self._record else None


def record(monkeypatch: pytest.MonkeyPatch, content: object) -> None:
    monkeypatch.setattr(metadata, "distribution", lambda _: Distribution(content))


@pytest.mark.parametrize(("content", "address", "origin"), RECORDS)
def test_the_requirement_is_where_the_tool_is_from(
    content: dict[str, Any], address: str, origin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(monkeypatch, content)
    assert address_in(content) == address
    assert installed().text() == f"qualitycli @ {address}"
    assert installed().text("word") == f"qualitycli[word] @ {address}"
    assert installed().origin == origin


def test_what_came_from_an_index_is_named_by_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    record(monkeypatch, None)
    assert installed().text("word") == "qualitycli[word]==7.8.9"
    assert installed().origin == "index"


def test_what_is_not_installed_is_named_by_its_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", absent)
    assert installed().origin == "computer"
    folder = installed().address.removeprefix("file://")
    assert (Path(folder) / "src/qualitycli").is_dir()


def test_a_missing_library_is_installed_from_where_the_tool_is_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record(monkeypatch, RECORDS[0][0])
    error = MissingLibraryError("Install it with: {command}", "word")
    assert str(error) == f'Install it with: pip install "qualitycli[word] @ {RECORDS[0][1]}"'
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
