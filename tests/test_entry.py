"""The process itself: exit statuses, faults of our own, readers that leave early."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from qualitycli.cli import score
from tests.conftest import TOP, Quality


def test_a_fault_of_the_tool_itself_is_status_three(
    project: object, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr(score, "score_year", break_down)
    outcome = quality("score", "2020-2021")
    assert (outcome.code, outcome.out) == (3, "")
    assert "ZeroDivisionError" in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("args", [("nonsense",), ("score", "--depth", "leaf"), ("score", "a", "b")])
def test_wrong_usage_is_status_two(args: tuple[str, ...], quality: Quality) -> None:
    outcome = quality(*args)
    assert (outcome.code, outcome.out) == (2, "")


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    run = subprocess.run(
        f'"{sys.executable}" -m qualitycli catalogue | head -n 1',
        shell=True,
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr == ""
    assert len(run.stdout.splitlines()) == 1


@pytest.mark.parametrize("encoding", ["cp866", "cp1251", "ascii", "utf-8"])
def test_no_console_makes_the_output_fail(encoding: str) -> None:
    for args in (["score", "2020-2021"], ["score", "2020-2021", "--format", "json"], ["validate"]):
        run = subprocess.run(
            [sys.executable, "-m", "qualitycli", "--lang", "bg", *args],
            cwd=TOP,
            env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
            capture_output=True,
            check=False,
        )
        assert (run.returncode, run.stderr) == (0, b"")
        run.stdout.decode(encoding)
