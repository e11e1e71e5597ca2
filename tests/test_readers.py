"""Readers that close the pipe, and full disks, change neither the files nor the exit status."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import cycle
from pathlib import Path
from subprocess import DEVNULL
from typing import Final

import click
import pytest

from qualitycli.cli.app import commands, run
from tests.conftest import THOROUGH, TOP, Quality, year_text
from tests.forked import run_forked
from tests.needs import use
from tests.raters import with_raters
from tools.pages import command_texts

pytestmark = pytest.mark.slow

YEAR: Final = "data/years/2020-2021.yaml"
MINUTES: Final = ("--protocol", "№ 4", "--date", "2021-06-10")
# Runs of every command that writes files, by its name.
RUNS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "init": (("school", "--year", "2030-2031"),),
    "new": (("2030-2031", "--from", "2022-2023"),),
    "schema": (("-o", "made"), ("year", "--force", "-o", "data/schema")),
    "set": (("2020-2021", "OP.1.1.1", "--note", "Нова бележка.", "--rated-on", "2021-05-20"),),
    "measure add": (("2020-2021", "Открити уроци", "--to", "2021-03-31"),),
    "measure approve": (("2020-2021", "M91", "--order", "РД-12", "--on", "2021-03-15"),),
    "measure start": (("2020-2021", "M90", "--on", "2021-02-01"),),
    "measure done": (("2020-2021", "M90", "--on", "2021-03-01", "--evidence", "Протокол № 5"),),
    "measure drop": (("2020-2021", "M90", "--reason", "Няма средства.", "--on", "2021-03-01"),),
    "export": (("2020-2021", "-o", "new.csv"), ("2020-2021", "-o", "old.csv", "--force")),
    "import": (
        ("card.csv", "2020-2021", "--yes"),
        ("card.csv", "2020-2021", "--yes", "--rater", "Нов Оценител"),
    ),
    "card": (("2020-2021", "-o", "card.html"),),
    "framework export": (("-o", "framework.csv"), ("-o", "old.csv", "--force")),
    "framework import": (("table.csv", "--yes"), ("table.csv", "-o", "new/criteria.yaml")),
    "agree": (
        ("2020-2021", "--unanimous", "--force", *MINUTES),
        ("2020-2021", "--item", "OP.1.3.5", "--level", "3", "--force", *MINUTES),
    ),
    "collect": ((".", "--format", "parquet", "-o", "table"),),
    "report": (("2020-2021", "-o", "report.html"),),
    "publish": (("public", "2020-2021", "--format", "md"),),
    "template eject": (("summary",),),
}
CASES: Final = [(name, args) for name, runs in RUNS.items() for args in runs]
MEASURES: Final = """\
  - id: M90
    action: Открити уроци
  - id: M91
    kind: corrective
    action: Консултации
    proposed:
      by: Комисията
      date: 2021-03-01
"""


def written(command: click.Command, name: str = "") -> Iterator[str]:
    """Yield the names of the commands whose help says that they write files."""
    if getattr(command, "writes", False):
        yield name
    if isinstance(command, click.Group):
        for one in command.list_commands(click.Context(command)):
            below = command.get_command(click.Context(command), one)
            assert below is not None
            yield from written(below, f"{name} {one}".strip())


def test_no_command_that_writes_is_left_out() -> None:
    """The other commands are run in test_made_pages.py, which shows that they write nothing."""
    assert RUNS.keys() == set(written(commands)) == command_texts.WRITTEN.keys()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project in which each of the commands has something to do."""
    root = tmp_path_factory.mktemp("readers") / "project"
    shutil.copytree(TOP / "data", root / "data")
    with_raters(root)
    year = root / YEAR
    text = year.read_text(encoding="utf-8").replace("\nmeasures:\n", f"\nmeasures:\n{MEASURES}")
    year.write_text(text, encoding="utf-8")
    card = root / "card.csv"
    assert run(["export", "2020-2021", "-o", str(card), "--root", str(root)]) == 0
    card.write_bytes(card.read_bytes().replace(b";3;", b";4;"))
    table = root / "table.csv"
    assert run(["framework", "export", "-o", str(table), "--root", str(root)]) == 0
    table.write_bytes(table.read_bytes().replace("задоволително".encode(), "средно".encode()))
    (root / "old.csv").touch()
    (root / "data/schema/year.schema.json").write_text("{}", encoding="utf-8")
    return root


def contents(root: Path) -> Mapping[str, bytes]:
    """Return all files below a folder, and the empty folders."""
    return {
        str(path.relative_to(root)): path.read_bytes() if path.is_file() else b""
        for path in sorted(root.rglob("*"))
    }


Streams = Callable[[], tuple[int, int | None]]


def _closed() -> tuple[int, int]:
    """Return a pipe without a reader, for both streams."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing, writing


def _full() -> tuple[int, None]:
    """Return a device without room for the output; what is wrong can still be said."""
    return os.open("/dev/full", os.O_WRONLY), None


def run_in(root: Path, args: Iterable[str], streams: Streams) -> tuple[int, str]:
    """Run the tool in a separate process; return its status and its error output."""
    out, err = streams()
    try:
        # Without buffering, the first line of output reaches the closed pipe at once.
        return run_forked(root, ("--lang", "en", *args), out, err, is_buffered=err is None)
    finally:
        os.close(out)


@pytest.mark.parametrize(
    ("name", "args", "streams"),
    [
        pytest.param(name, args, streams, id=" ".join((name, *args)))
        for number, (name, args) in enumerate(CASES)
        # All commands share one output: each is run with one of two failing streams.
        for streams in ((_closed, _full) if THOROUGH else [(_closed, _full)[number % 2]])
    ],
)
def test_a_write_does_not_depend_on_who_reads(
    name: str,
    args: tuple[str, ...],
    streams: Streams,
    template: Path,
    tmp_path: Path,
    quality: Quality,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if name == "collect":
        use("pyarrow")
    read = tmp_path / "read/project"
    shutil.copytree(template, read)
    monkeypatch.chdir(read)
    assert quality("--lang", "en", *name.split(), *args).code == 0
    assert contents(read) != contents(template)
    root = tmp_path / "not read/project"
    shutil.copytree(template, root)
    code, said = run_in(root, (*name.split(), *args), streams)
    assert code == 0, said
    if name != "collect":  # which prints nothing
        assert ("could not be printed" in said) == (streams is _full), said
    assert contents(root) == contents(read)


def test_a_write_does_not_wait_for_a_reader(template: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(template, root)
    before = (root / YEAR).read_bytes()
    args = [sys.executable, "-m", "qualitycli", "import", "card.csv", "2020-2021", "--yes"]
    with subprocess.Popen(args, cwd=root, stdout=subprocess.PIPE, pipesize=4096) as process:
        assert process.stdout is not None
        os.read(process.stdout.fileno(), 1)
        # More output remains than fits into the pipe, but all files have been written.
        assert process.poll() is None
        assert (root / YEAR).read_bytes() != before
        assert len(process.stdout.read()) > 4096
    assert process.returncode == 0


@pytest.mark.parametrize(
    "args",
    [
        ("set", "2020-2021", "OP.1.1.1", "2", "--dry-run"),
        ("schema",),
        ("report", "2020-2021"),
        ("new", "2020-2021"),
        ("validate",),
    ],
    ids=" ".join,
)
def test_where_nothing_was_written_a_full_output_fails(
    args: tuple[str, ...], template: Path
) -> None:
    before = contents(template)
    code, said = run_in(template, args, _full)
    assert code == 2
    assert "cannot be written" in said or "already exists" in said
    assert contents(template) == before


@pytest.mark.parametrize(("streams", "unbuffered"), [(_closed, "1"), (_full, "")])
def test_an_interpreter_of_its_own_does_the_same(
    streams: Streams, unbuffered: str, template: Path, request: pytest.FixtureRequest
) -> None:
    out, err = streams()
    request.addfinalizer(lambda: os.close(out))
    for args, code in ((("score", "2020-2021"), 0 if err else 2), (("set", "OP.99", "3"), 2)):
        done = subprocess.run(
            [sys.executable, "-m", "qualitycli", *args],
            cwd=template,
            stdout=out,
            stderr=err or subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            check=False,
            timeout=120,
        )
        assert done.returncode == code
        assert b"Traceback" not in (done.stderr or b"")


def test_a_command_that_fails_does_so_without_a_reader_too(template: Path) -> None:
    assert run_in(template, ("set", "2020-2021", "OP.99", "3"), _closed)[0] == 2
    assert run_in(template, ("import", "nosuch.csv", "2020-2021", "--yes"), _closed)[0] == 2


@pytest.fixture
def faulty(project: Path, quality: Quality) -> Path:
    """Return a project with more errors than fit into any pipe at once."""
    ratings = "".join(f"OP.9{number:04}: 3\n" for number in range(1500))
    (project / YEAR).write_text(year_text(ratings), encoding="utf-8")
    shutil.copy(project / "data/criteria.yaml", project / "old.yaml")
    catalogue = project / "data/criteria.yaml"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text.replace("id: OP.1.1.1\n", "id: OP.1.1.99\n"), encoding="utf-8")
    # Forked processes share what is read here, once for all tests.
    assert quality("validate").code == 1
    return project


READERS: Final = ("true", "head -n 1", "head -c 100000 >/dev/null")
GATES: Final = (
    *("validate --format json", "validate --format github", "validate --format sarif"),
    *("validate --format junit", f"validate {YEAR}", "collect ."),
    "framework diff old.yaml data/criteria.yaml --fail-on vanished",
)


@pytest.mark.parametrize(
    ("args", "reader"),
    [*(("validate", one) for one in READERS), *zip(GATES, cycle(READERS), strict=False)],
)
def test_a_gate_does_not_fail_open(args: str, reader: str, faulty: Path) -> None:
    with subprocess.Popen(reader, shell=True, stdin=subprocess.PIPE, stdout=DEVNULL) as process:
        assert process.stdin is not None
        code, said = run_forked(faulty, args.split(), process.stdin.fileno())
    assert code == 1, said
    assert "fault" not in said


def test_a_gate_in_a_shell_does_not_fail_open(faulty: Path) -> None:
    script = f'set -o pipefail; "{sys.executable}" -m qualitycli validate data/years/*.yaml | true'
    done = subprocess.run(
        ["bash", "-c", script], cwd=faulty, capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 1, done.stderr
    assert b"fault" not in done.stderr


def test_a_gate_of_two_years_does_not_fail_open(project: Path, quality: Quality) -> None:
    for year, level in (("2020-2021", 4), ("2021-2022", 1)):
        text = year_text(f"OP.1.1.1: {level}").replace("2020-2021", year)
        (project / f"data/years/{year}.yaml").write_text(text, encoding="utf-8")
    args = ("diff", "2020-2021", "2021-2022", "--max-drop", "1")
    assert quality(*args).code == 1
    for more in ((), ("--format", "json"), ("--format", "sarif")):
        assert run_in(project, (*args, *more), _closed)[0] == 1
    assert run_in(project, ("score", "2020-2021"), _closed)[0] == 0
