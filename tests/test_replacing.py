"""Replacing a file: completely or not at all, one writer at a time, symlinks out refused."""

from __future__ import annotations

import errno
import fcntl
import os
import random
import select
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import pytest

from qualitycli.errors import FileChangedError, LockTimeoutError
from qualitycli.reading.folders import SymlinkEscapeError
from qualitycli.writing.files import replace
from qualitycli.writing.lock import locked
from tests.conftest import TIMES, TOP
from tests.small_school import CATALOGUE, year_text

pytestmark = pytest.mark.slow

OLD = "ratings:\n  OP.1.1.1: 3\n"
KILLS = 40 * TIMES

# Forks for each line of input, and writes one of two long texts in turn forever, as a command would
# do it once.
_WRITERS = """
import os, signal, sys
from pathlib import Path
from qualitycli.writing.files import replace
from qualitycli.writing.lock import locked
path = Path(sys.argv[1])
texts = ["a" * 200_000 + "\\n", "б" * 100_000 + "\\n"]
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for _ in sys.stdin:
    if process := os.fork():
        print(process, flush=True)
        continue
    while True:
        with locked(path):
            data = path.read_bytes()
            replace(path, texts[data == texts[0].encode()], data, path.parent)
"""
# Adds a rating for each of its items, like “quality set”.
_RATER = """
import sys
from qualitycli.cli.app import run
sys.exit(max(run(["set", "2020-2021", item, "2"]) for item in sys.argv[1:]))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "year.yaml"
    path.write_bytes(OLD.encode())
    return path


def alone(path: Path) -> bool:
    return [one.name for one in path.parent.iterdir()] == [path.name]


def test_the_file_is_replaced_and_keeps_its_mode(path: Path) -> None:
    path.chmod(0o640)
    replace(path, "нов\r\n", OLD.encode(), path.parent)
    assert path.read_bytes() == "нов\r\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert alone(path)


def test_a_byte_order_mark_stays(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbfold\n")
    replace(path, "new\n", path.read_bytes(), path.parent)
    assert path.read_bytes() == b"\xef\xbb\xbfnew\n"


def test_a_file_that_changed_meanwhile_is_left(path: Path) -> None:
    path.write_text("somebody else's", encoding="utf-8")
    with pytest.raises(FileChangedError):
        replace(path, "new\n", OLD.encode(), path.parent)
    assert path.read_text(encoding="utf-8") == "somebody else's"
    assert alone(path)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path, path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    link = root / "year.yaml"
    link.symlink_to(path)
    with pytest.raises(SymlinkEscapeError):
        replace(link, "new\n", OLD.encode(), root)
    assert path.read_bytes() == OLD.encode()


def test_a_link_within_the_folder_stays_a_link(path: Path) -> None:
    link = path.with_name("link.yaml")
    link.symlink_to(path.name)
    replace(link, "new\n", OLD.encode(), path.parent)
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == "new\n"


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_the_old_file(
    path: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if call == "write":
        # At a file size limit, the kernel behaves as on a full disk.
        import resource

        old = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, old[1]))
        try:
            with pytest.raises(OSError, match="large"):
                replace(path, "x" * 1000, OLD.encode(), path.parent)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, old)
    else:
        monkeypatch.setattr(os, call, full)
        with pytest.raises(OSError, match="No space"):
            replace(path, "new\n", OLD.encode(), path.parent)
    monkeypatch.undo()
    assert path.read_bytes() == OLD.encode()
    assert alone(path)


def test_a_read_only_file_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The tests may run as a user who is not subject to permissions.
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)
    with pytest.raises(PermissionError):
        replace(path, "new\n", OLD.encode(), path.parent)
    assert path.read_bytes() == OLD.encode()


def test_a_read_only_folder_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def refuses(name: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return opened(name, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", refuses)
    with pytest.raises(PermissionError):
        replace(path, "new\n", OLD.encode(), path.parent)
    assert path.read_bytes() == OLD.encode()
    assert alone(path)


def test_what_a_killed_writer_left_is_cleared_away(path: Path) -> None:
    left = path.with_name(f".{path.name}.abc.unfinished")
    left.write_text("half", encoding="utf-8")
    other = path.with_name(".other.yaml.abc.unfinished")
    other.write_text("half", encoding="utf-8")
    replace(path, "new\n", OLD.encode(), path.parent)
    assert sorted(path.parent.iterdir()) == [other, path]


def test_a_second_writer_waits_and_gives_up_in_the_end(path: Path) -> None:
    with locked(path):
        began = time.monotonic()
        with pytest.raises(LockTimeoutError), locked(path, patience=0.1):
            raise AssertionError
        assert time.monotonic() - began >= 0.1
    with locked(path, patience=0.1):
        pass
    assert alone(path)


def test_a_lock_that_cannot_be_opened_for_writing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def only_reading(name: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if flags & os.O_RDWR:
            raise PermissionError
        return opened(name, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", only_reading)
    with locked(path):
        pass


def test_a_lock_on_a_file_that_was_replaced_meanwhile_is_no_lock(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer that waited for the old file has to lock the new one."""
    flock = fcntl.flock
    tries = []

    def late(file: IO[bytes], how: int) -> None:
        flock(file, how)
        tries.append(file)
        if len(tries) == 1:
            path.with_name("new").write_bytes(b"new")
            path.with_name("new").replace(path)

    monkeypatch.setattr(fcntl, "flock", late)
    with locked(path):
        assert len(tries) == 2


def test_killed_at_any_moment_the_file_is_complete(path: Path) -> None:
    whole = {b"a" * 200_000 + b"\n", ("б" * 100_000 + "\n").encode()}
    path.write_bytes(b"a" * 200_000 + b"\n")
    seen, killed_within = set(), 0
    chance = random.Random(7)
    with _start(_WRITERS, str(path)) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        for _ in range(KILLS // 4):
            # Four at a time, so that some wait for the others.
            parent.stdin.write(b"\n" * 4)
            parent.stdin.flush()
            writers = [os.pidfd_open(int(parent.stdout.readline())) for _ in range(4)]
            for writer in writers:
                time.sleep(chance.uniform(0, 0.012))
                _kill(writer)
                killed_within += any(one.suffix == ".unfinished" for one in path.parent.iterdir())
                data = path.read_bytes()
                assert data in whole
                seen.add(data)
        parent.communicate()
    assert seen == whole, "the writers wrote"
    assert killed_within, "some were killed in the midst of it"
    with locked(path, patience=1):
        replace(path, "new\n", path.read_bytes(), path.parent)
    assert alone(path)


def test_two_writers_in_a_loop_lose_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "data/years/2020-2021.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(year_text("2020-2021", "ratings:\n"), encoding="utf-8")
    items = [f"OP.1.1.{number}" for number in range(1, 20)]
    last = "OP.1.1.2, text: Целта е ясна.}\n"
    more = (f"              - {{id: {item}, text: Урок}}\n" for item in items[2:])
    catalogue = CATALOGUE.replace(last, last + "".join(more))
    (tmp_path / "data/criteria.yaml").write_text(catalogue, encoding="utf-8")
    writers = [_start(_RATER, *items[start::2]) for start in (0, 1)]
    for writer in writers:
        writer.communicate(timeout=300)
        assert writer.returncode == 0
    lines = file.read_text(encoding="utf-8").partition("ratings:\n")[2].splitlines()
    assert lines == [f"  {item}: 2" for item in items]


def _kill(process: int) -> None:
    """Kill a process and wait until it has ended.

    :param process: its file descriptor.
    """
    signal.pidfd_send_signal(process, signal.SIGKILL)
    select.select([process], [], [])
    os.close(process)


def _start(script: str, *args: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(TOP / "src")},
    )
