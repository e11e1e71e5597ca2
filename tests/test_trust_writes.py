"""Every command that writes, on a full or read-only disk: nothing is half written."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from qualitycli.cli.app import SECTIONS
from tests import hostile
from tests.conftest import THOROUGH, MadeOnce, Quality
from tests.process_spy import watching

pytestmark = pytest.mark.slow

LONG: Final = "Дълга бележка. " * 200
# One run of every command that writes files; no other command does.
WRITES: Final[dict[str, tuple[str, ...]]] = {
    "init": ("school",),
    "new": ("2022-2023",),
    "schema": ("-o", "data/schema"),
    "set": ("2021-2022", "OP.1.1.1", "3", "--note", LONG),
    "measure": ("add", "2021-2022", LONG),
    "export": ("2021-2022", "-o", "new.xlsx"),
    "report": ("2021-2022", "-o", "report.html"),
    "publish": ("public", "2021-2022"),
    "template": ("eject", "plan"),
    "import": ("card.csv", "2021-2022", "--yes"),
    "card": ("2021-2022", "-o", "card.html"),
    "agree": (
        *("2021-2022", "--unanimous", "--force"),
        *("--protocol", "№ 4", "--date", "2022-05-20"),
    ),
}
READS: Final = frozenset(
    {
        *("validate", "rule", "score", "diff", "trend", "explain", "robustness", "status"),
        *("calendar", "framework", "raters", "collect", "completion"),
    }
)


@pytest.fixture
def sound(tmp_path: Path, made_once: MadeOnce, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with a space and Cyrillic letters in its path, as the working folder."""
    root = tmp_path / "Нашето училище 2021"
    made_once("sound", build, root)
    monkeypatch.chdir(root)
    return root


def build(root: Path) -> None:
    hostile.build(root, lambda text: text)
    hostile.filled_in(root)
    hostile.rated(root, LONG)


def contents(root: Path) -> Mapping[str, bytes]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def test_every_command_writes_or_does_not() -> None:
    assert WRITES.keys() | READS == {name for section in SECTIONS.values() for name in section}


@pytest.mark.parametrize("command", WRITES)
def test_the_run_does_write(command: str, sound: Path, quality: Quality) -> None:
    before = contents(sound)
    outcome = quality(command, *WRITES[command])
    assert outcome.code == 0, outcome.err
    assert contents(sound) != before


FAULTS: Final = (
    (errno.ENOSPC, "the disk is full"),
    (errno.EROFS, "the file system is read-only"),
    (errno.EACCES, "permission denied"),
)


@pytest.mark.parametrize(
    ("command", "fault", "reason"),
    # What a fault is called does not depend on the command.
    [
        (command, *fault)
        for number, command in enumerate(WRITES)
        for fault in (FAULTS if THOROUGH else [FAULTS[number % 3]])
    ],
)
def test_a_disk_that_takes_nothing_is_told(
    command: str, fault: int, reason: str, sound: Path, quality: Quality
) -> None:
    before = contents(sound)
    with watching(fails=fault):
        outcome = quality(command, *WRITES[command])
    assert outcome.code == 2, outcome.err
    assert reason in outcome.err.splitlines()[-1]
    assert contents(sound) == before


@contextmanager
def files_of(limit: int) -> Iterator[None]:
    """Let files grow to `limit` bytes; then the system refuses further writes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("command", WRITES)
def test_a_disk_that_fills_up_on_the_way_leaves_the_old_files(
    command: str, sound: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(sound)
    # Python would keep the first half of a module that it compiles.
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    with files_of(512):
        code, _, said = quality(command, *WRITES[command])
    assert code == 2, said
    assert "cannot be written" in said.splitlines()[-1]
    assert contents(sound) == before


def test_a_process_on_a_disk_that_fills_up_says_so_too(sound: Path) -> None:
    before = contents(sound)
    run = subprocess.run(
        [sys.executable, "-m", "qualitycli", "publish", *WRITES["publish"]],
        capture_output=True,
        text=True,
        cwd=sound,
        env={**os.environ, "LANGUAGE": "en", "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512)),
        check=False,
    )
    assert run.returncode == 2, run.stderr
    assert "cannot be written" in run.stderr.splitlines()[-1]
    assert contents(sound) == before
