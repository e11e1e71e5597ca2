"""Work in a separate process: it ends at its limits, and returns only bytes.

Every limit here is far from what the work needs, so that the result of a test does not depend on
timing.
"""

from __future__ import annotations

import os
import resource
import signal
import time
from collections.abc import Callable
from multiprocessing import active_children, get_context
from pathlib import Path

import pytest

from qualitycli.render.documents.templates import own_process
from qualitycli.render.documents.templates.own_process import LimitError, Limits, run_apart

pytestmark = pytest.mark.slow

PLENTY = Limits()
SOON = Limits(seconds=0.2)
MIB = 1024 * 1024


def answer(text: str) -> bytes:
    return text.encode()


def endless(_: str) -> bytes:
    while True:
        pass


def deaf(_: str) -> bytes:
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    return endless("")


def greedy(size: int) -> bytes:
    try:
        return b"%d" % len(b"x" * size)
    except MemoryError:
        return b"refused"


def long_answer(size: int) -> bytes:
    return b"x" * size


def failing(_: str) -> bytes:
    raise ValueError("a secret")


def killed(_: str) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def asleep(_: str) -> bytes:
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    time.sleep(3600)
    return b""


def opening(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError:
        return b"refused"


def limits_there(_: str) -> bytes:
    kinds = (resource.RLIMIT_CPU, resource.RLIMIT_CORE, resource.RLIMIT_NOFILE)
    return repr([resource.getrlimit(kind) for kind in kinds]).encode()


def test_what_is_made_comes_back() -> None:
    assert run_apart(answer, "да", PLENTY) == "да".encode()


@pytest.mark.parametrize("work", [endless, deaf, asleep])
def test_what_does_not_end_is_ended(work: Callable[[str], bytes]) -> None:
    with pytest.raises(LimitError):
        run_apart(work, "", SOON)


def test_memory_is_bounded() -> None:
    limits = Limits(memory=128 * MIB)
    assert run_apart(greedy, 16 * MIB, limits) == b"%d" % (16 * MIB)
    assert run_apart(greedy, 256 * MIB, limits) == b"refused"


def test_an_answer_is_bounded() -> None:
    limits = Limits(output=1000)
    assert len(run_apart(long_answer, 1000, limits)) == 1000
    with pytest.raises(LimitError):
        run_apart(long_answer, 1001, limits)


@pytest.mark.parametrize("work", [failing, killed])
def test_a_process_that_ends_without_an_answer_says_nothing(
    work: Callable[[str], bytes], capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(LimitError):
        run_apart(work, "", PLENTY)
    assert capfd.readouterr() == ("", "")


def test_it_opens_no_file(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("hidden", encoding="utf-8")
    assert run_apart(opening, str(path), PLENTY) == b"refused"


def test_limits_that_were_there_are_kept() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (90_000, hard))
    try:
        known = run_apart(limits_there, "", Limits(seconds=99_000)).decode()
        assert known == "[(90000, 90000), (0, 0), (0, 0)]"
        assert run_apart(limits_there, "", PLENTY).decode().startswith("[(22, 22)")
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def test_where_no_process_can_be_started_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    with pytest.raises(LimitError, match="could not start"):
        run_apart(answer, "", PLENTY)


def test_nothing_is_left_over() -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for work, limits in ((answer, PLENTY), (failing, PLENTY), (endless, SOON)):
        try:
            run_apart(work, "", limits)
        except LimitError:
            continue
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    assert active_children() == []


def test_the_same_without_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_process, "_context", lambda: get_context("spawn"))
    assert run_apart(answer, "да", PLENTY) == "да".encode()
    with pytest.raises(LimitError):
        run_apart(endless, "", SOON)
