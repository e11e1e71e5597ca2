"""The process itself: exit statuses, internal errors, and readers that close the pipe early."""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from qualitycli import about
from qualitycli.__main__ import main
from qualitycli.application import open_year
from tests.conftest import TOP, Quality, year_text

pytestmark = pytest.mark.slow


class LeftError(Exception):
    """The process would have exited."""


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--version"], 0, "quality 1.0.0 (YAML parser: libyaml)\n"),
        (["nonsense"], 2, ""),
        (["--lang", "en", "--version"], 0, "quality 1.0.0 (YAML parser: libyaml)\n"),
    ],
)
def test_the_process_flushes_and_leaves(
    args: list[str],
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    left: list[int] = []

    def leave(status: int) -> None:
        left.append(status)
        raise LeftError

    monkeypatch.setattr(os, "_exit", leave)
    monkeypatch.setattr(sys, "argv", ["quality", *args])
    monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", "")
    try:
        with pytest.raises(LeftError):
            main()
    finally:
        gc.enable()
    assert left == [code]
    assert capsys.readouterr().out == said


def test_pyyaml_without_its_c_extension_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(about, "EXTENSION_SUFFIXES", [".nothing"])
    assert about.version_line() == "quality 1.0.0 (YAML parser: PyYAML's own, slower)"


def test_a_fault_of_the_tool_itself_is_status_three(
    project: object, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr(open_year, "score_year", break_down)
    outcome = quality("score", "2020-2021")
    assert (outcome.code, outcome.out) == (3, "")
    assert "ZeroDivisionError" in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("args", [("nonsense",), ("score", "--depth", "leaf"), ("score", "a", "b")])
def test_usage_errors_have_status_two(args: tuple[str, ...], quality: Quality) -> None:
    outcome = quality(*args)
    assert (outcome.code, outcome.out) == (2, "")


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    run = subprocess.run(
        f'"{sys.executable}" -m qualitycli framework show | head -n 1',
        shell=True,
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr == ""
    assert len(run.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("encoding", "args"),
    [
        ("ascii", ["score", "2020-2021"]),
        ("cp866", ["score", "2020-2021", "--format", "json"]),
        ("cp1251", ["validate"]),
    ],
)
def test_no_console_makes_the_output_fail(encoding: str, args: list[str]) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "qualitycli", "--lang", "bg", *args],
        cwd=TOP,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, b"")
    run.stdout.decode(encoding)


def test_a_summary_that_cannot_be_written_is_no_fault(
    project: object, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "/no/such/folder/summary.md")
    outcome = quality("validate", "--format", "github")
    assert outcome.code == 0
    assert "step summary" in outcome.err


@pytest.mark.parametrize("end", ["> /dev/full", ">&-"])
def test_output_that_cannot_be_written_is_told_or_let_go(end: str) -> None:
    run = subprocess.run(
        f'"{sys.executable}" -m qualitycli score 2020-2021 {end}',
        shell=True,
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode in (0, 2)
    assert "Traceback" not in run.stderr
    assert "fault" not in run.stderr


def test_csv_is_utf8_wherever_it_goes() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "qualitycli", "score", "2020-2021", "--format", "csv"],
        cwd=TOP,
        env={**os.environ, "PYTHONIOENCODING": "cp866", "PYTHONUTF8": "0"},
        capture_output=True,
        check=True,
    )
    assert "Образователен процес" in run.stdout.decode("utf-8")


def test_junit_is_well_formed_in_any_encoding(project: Path) -> None:
    path = project / "data/years/2020-2021.yaml"
    path.write_text(year_text("OP.99: 3"), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "qualitycli", "--lang", "bg", "validate", "--format", "junit"],
        cwd=project,
        env={**os.environ, "PYTHONIOENCODING": "cp1251", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    root = ET.fromstring(run.stdout)
    assert "оценяван показател" in next(root.iter("failure")).get("message", "")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["valdate"], "There is no command “valdate”. Did you mean “validate”?"),
        (["measure", "ad", "2020-2021"], "There is no command “ad”. Did you mean “add”?"),
        (["framework", "dif"], "There is no command “dif”. Did you mean “diff”?"),
        (["nonsense"], "There is no command “nonsense”."),
        (["no\x1b[31m"], "There is no command “no\\x1b[31m”."),
        (["--lang", "bg", "skore"], "Няма команда „skore“. Имахте ли предвид „score“?"),
    ],
)
def test_who_mistypes_a_command_is_told_which_was_meant(
    args: list[str], said: str, quality: Quality
) -> None:
    outcome = quality(*args)
    assert (outcome.code, outcome.out) == (2, "")
    first, usage, *_ = outcome.err.splitlines()
    assert first.endswith(f": {said}")
    # The error comes first, then the remedy.
    assert "quality" in usage


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("catalogue", "Error: “catalogue” is now “framework show”."),
        ("catalogue --process", "Error: “catalogue” is now “framework show”."),
        ("catalogue diff a.yaml b.yaml", "Error: “catalogue diff” is now “framework diff”."),
        ("--lang en show OP.1", "Error: “show” is now “framework show”."),
        ("help measures", "Error: “measures” is now “measure list”."),
        ("measures 2020-2021 --lang bg", "Грешка: „measures“ вече е „measure list“."),
        (
            "measure add 2020-2021 x --serves OP.1",
            "Error: “measure add --serves” is now “measure add --for”.",
        ),
        (
            "measure add 2020-2021 x --serves=OP.1",
            "Error: “measure add --serves” is now “measure add --for”.",
        ),
    ],
)
def test_an_old_name_answers_with_the_new_one(args: str, said: str, quality: Quality) -> None:
    assert quality(*args.split()) == (2, "", f"{said}\n")


@pytest.mark.parametrize(
    ("args", "same_as"),
    [
        (("help",), ("--help",)),
        (("help", "help"), ("--help",)),
        (("--lang", "bg", "help"), ("--lang", "bg", "--help")),
        (("help", "score"), ("score", "--help")),
        (("help", "score", "--lang", "bg"), ("score", "--lang", "bg", "--help")),
        (("help", "framework", "diff"), ("framework", "diff", "--help")),
        (("measure", "help", "add"), ("measure", "add", "--help")),
    ],
)
def test_help_is_a_command_too(
    args: tuple[str, ...], same_as: tuple[str, ...], quality: Quality
) -> None:
    assert quality(*args) == quality(*same_as)
    assert quality(*args).code == 0


def test_help_for_what_is_not_there(quality: Quality) -> None:
    outcome = quality("help", "skore")
    assert (outcome.code, outcome.out) == (2, "")
    assert "Did you mean “score”?" in outcome.err.splitlines()[0]


@pytest.mark.parametrize(("args", "most"), [((), "report"), (("measure",), "approve")])
def test_nothing_said_shows_the_help_line_by_line(
    args: tuple[str, ...], most: str, quality: Quality
) -> None:
    outcome = quality(*args)
    assert (outcome.code, outcome.out) == (2, "")
    assert re.search(rf"^  {most}  ", outcome.err, re.MULTILINE)
    assert outcome.err == quality(*args, "--help").out
