"""No text of a file has a special meaning in a terminal, a spreadsheet, a calendar or a CI log.

The attack is put into every text field of the models, and every command displays the project.
"""

from __future__ import annotations

import csv
import io
import json
import re
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Final

import pytest

from qualitycli.cli.app import SECTIONS
from qualitycli.model.assessment import Assessment
from qualitycli.model.framework import Catalogue
from tests import hostile
from tests.command_runs import ALL_RUNS, RUNS
from tests.conftest import THOROUGH, CommandResult, MadeOnce, Quality
from tests.payloads import ALL, BRACES, MARKUP, commands_in, is_clean

pytestmark = pytest.mark.slow

FORMULAS: Final = ("=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1")
AS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture
def attacked(tmp_path: Path, made_once: MadeOnce, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a valid project, as the working folder, in which every text is an attack."""
    root = tmp_path / "project"
    made_once("attacked", full_of_attacks, root)
    monkeypatch.chdir(root)
    return root


def full_of_attacks(root: Path) -> None:
    """Write the project in which every text is an attack."""
    hostile.build(root, lambda text: f"::notice::{text} {ALL}")
    older = (root / "data/criteria.yaml").read_text(encoding="utf-8").replace("::error", "::eror")
    (root / "data/older.yaml").write_text(older, encoding="utf-8")
    hostile.filled_in(root)
    hostile.rated(root, f"::notice::{ALL}".replace("\x00", ""))


def test_no_command_is_left_out() -> None:
    assert RUNS.keys() == {name for section in SECTIONS.values() for name in section}


def test_no_text_is_left_out(tmp_path: Path) -> None:
    changed = hostile.build(tmp_path, lambda text: text + "!")
    fields = hostile.text_fields(Catalogue) | hostile.text_fields(Assessment)
    assert changed | hostile.NAMES == fields
    assert not changed & hostile.NAMES
    assert len(changed) > 80


def checked(args: tuple[str, ...], outcome: CommandResult) -> CommandResult:
    assert outcome.code in (0, 1), (args, outcome.err)
    for text in outcome[1:]:
        # Line ends of a calendar are two characters.
        assert is_clean(text.replace("\r\n", "\n") if "ics" in args else text), args
    if "github" not in args:
        assert commands_in(outcome.out + outcome.err) == [], args
    return outcome


@pytest.mark.parametrize("args", ALL_RUNS, ids=" ".join)
def test_what_goes_to_a_pipe_is_clean(
    args: tuple[str, ...], attacked: Path, quality: Quality
) -> None:
    # The first ones would refuse to write a second time.
    once = ("new", "init", "export", "template", *(() if THOROUGH else ("publish", "card")))
    if "--format" not in args and args[0] not in once:
        checked(args, quality("--lang", "bg", *args))
    outcome = checked(args, quality(*args))
    if "json" in args or "sarif" in args:
        json.loads(outcome.out)
    if "csv" in args:
        assert len({len(row) for row in csv.reader(io.StringIO(outcome.out))}) == 1


@pytest.mark.parametrize("width", [60])
@pytest.mark.parametrize("args", [one for one in ALL_RUNS if "--format" not in one], ids=" ".join)
def test_what_goes_to_a_terminal_is_clean(
    args: tuple[str, ...],
    width: int,
    attacked: Path,
    quality: Quality,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in ("run.session", "output.findings", "commands.rule", "commands.validate"):
        for name, value in (("terminal_width", width), ("has_colours", True)):
            monkeypatch.setattr(
                f"qualitycli.cli.{module}.{name}", lambda _, value=value: value, raising=False
            )
    outcome = quality(*args)
    assert outcome.code in (0, 1), outcome.err
    assert is_clean(outcome.out + outcome.err)


@pytest.mark.parametrize("width", [None, 2000])
@pytest.mark.parametrize(
    "args",
    [
        ("score", "2021-2022", "--depth", "item"),
        ("status", "2021-2022"),
        ("framework", "show", "OP.1.1.1"),
        ("explain", "2021-2022", "OP.1"),
    ],
)
def test_markup_and_placeholders_are_shown_as_they_are(
    args: tuple[str, ...],
    width: int | None,
    attacked: Path,
    quality: Quality,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hostile.build(attacked, lambda text: f"{MARKUP} {BRACES}")
    monkeypatch.setattr("qualitycli.cli.run.session.terminal_width", lambda _: width)
    out = re.sub(r"\x1b\[[0-9;]*m", "", quality(*args).out)
    assert MARKUP in out
    assert BRACES in out


def full_of_formulas(root: Path, first: int) -> None:
    """Write the project in which every text is one of the formulas, in turn."""
    full_of_attacks(root)
    formulas = islice(cycle(FORMULAS), first, None)
    # A reason contains a letter.
    hostile.build(root, lambda _: f"{next(formulas)} а")


# The first four are formulas everywhere; with these two, each text is one of them once.
@pytest.mark.parametrize("first", range(8) if THOROUGH else (0, 4))
@pytest.mark.parametrize("args", [one for one in ALL_RUNS if "csv" in one], ids=" ".join)
def test_no_cell_of_csv_is_a_formula(
    args: tuple[str, ...],
    first: int,
    tmp_path: Path,
    made_once: MadeOnce,
    quality: Quality,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made_once(f"formulas {first}", partial(full_of_formulas, first=first), tmp_path)
    monkeypatch.chdir(tmp_path)
    rows = list(csv.reader(io.StringIO(checked(args, quality(*args)).out)))
    assert len(rows) > 1
    for cell in (cell for row in rows for cell in row):
        number = re.fullmatch(r"[-+]?[0-9]+([./][0-9]+)?", cell)
        assert number or not cell.startswith(AS_FORMULA), cell


@pytest.mark.parametrize("args", [one for one in ALL_RUNS if "ics" in one], ids=" ".join)
def test_a_calendar_has_the_lines_that_it_is_to_have(
    args: tuple[str, ...], attacked: Path, quality: Quality
) -> None:
    attack = "x\r\nEND:VEVENT\r\nBEGIN:VALARM\nATTENDEE:mailto:a@b;x,y\\"
    hostile.build(attacked, lambda _: attack)
    out = quality(*args).out.replace("\r\n ", "")
    names = {re.split("[:;]", line)[0] for line in out.split("\r\n") if line}
    assert names <= {
        *("BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME", "UID"),
        *("DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP"),
    }
    assert "VALARM" not in [line.partition(":")[2] for line in out.split("\r\n")]
