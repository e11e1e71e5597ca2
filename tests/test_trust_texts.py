"""No text of a file changes what a terminal, a spreadsheet, a calendar or a CI log means.

Every field of the models that holds a text gets the attack, and every command shows the project.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from pathlib import Path
from typing import Final

import pytest

from qualitycli.cards.card import card_of
from qualitycli.cli.app import SECTIONS
from qualitycli.model.assessment import Assessment
from qualitycli.model.framework import Catalogue
from qualitycli.render.card_csv import csv_of
from qualitycli.render.documents.kinds import KINDS
from qualitycli.scoring.score import score_year
from tests import hostile
from tests.conftest import MadeOnce, Outcome, Quality

pytestmark = pytest.mark.slow

# Each stands behind a text, so that one run tries them all; nothing in one hides another.
STEERING: Final = "\x1b[2J\x1b]0;t\x07\x9b31m\x08\r\x00"
TURNING: Final = "\u202e\u2066\u2069\u200f\u061c\u200b\ufeff\u2028\u2029"
# Invisible characters (fillers, invisible operators, tags, selectors) and noncharacters.
HIDDEN: Final = (
    "x\u034f\u2061\u2064\u206a\u3164\ufe00\ufff9\U000e0041\U000e0100\ufffe\uffff\ufdd0\U0001ffff"
)
# Characters that documents keep inside a word, and logs show.
INSIDE_WORDS: Final = "x\u00ady\u2060z\u200c\u200d\ufe0f"
MARKUP: Final = "[bold]x[/bold][/y][link=http://u]:smile:"
HTML: Final = "<script>alert(1)</script>\"'&amp;"
CI: Final = "\n::error file=x::y\n  ::stop-commands::z\r\n%0A::warning::w ##[add-mask]v ##[group]"
AZURE: Final = "##vso[task.prependpath]/home/evil ##vso[task.setvariable variable=A;isOutput=true]b"
TEAMCITY: Final = (
    "##teamcity[buildStatus status='SUCCESS'] #\u00ad#Te\u2060amCity[x] ##\u200dvso[y]"
)
BRACES: Final = "{n} {0.__class__} {{7*7}} {% raw %} %s %(x)s ${x} \\u0041"
ALL: Final = STEERING + TURNING + HIDDEN + MARKUP + HTML + CI + AZURE + TEAMCITY + BRACES
FORMULAS: Final = ("=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1")
AS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
DAY: Final = ("--today", "2022-03-01")

# Every command, in all forms that show what files say.
RUNS: Final[dict[str, list[tuple[str, ...]]]] = {
    "init": [()],
    "new": [("2022-2023", "--from", "2021-2022")],
    "schema": [("year",), ("catalogue",)],
    "set": [
        ("2021-2022", "OP.1.1.1", "3", "--note", ALL.replace("\x00", ""), "--dry-run"),
        ("2021-2022", "OP.1.1.1", "3"),
        ("2021-2022", "OP.1.1.1", "9"),
        ("2021-2022", "OP.1.1.4", "3"),
    ],
    "measure": [
        ("add", "2021-2022", "ново", "--dry-run"),
        ("done", "2021-2022", "M.2", "--on", "2022-03-01", "--dry-run"),
        ("drop", "2021-2022", "M.2", "--reason", "защото", "--dry-run"),
    ],
    "export": [("2021-2022", "-o", "card.xlsx"), ("2021-2022", "-o", "new.csv")],
    "import": [("card.csv", "2021-2022", "--dry-run")],
    "card": [("2021-2022", "-o", "card.html", "--force")],
    "raters": [("2021-2022", "--format", one) for one in ("table", "json", "csv")],
    "agree": [
        (
            "2021-2022",
            "--unanimous",
            "--protocol",
            "№ 4",
            "--date",
            "2022-05-20",
            "--force",
            "--dry-run",
        ),
        ("2021-2022", "--unanimous", "--protocol", "№ 4", "--date", "2022-05-20", "--force"),
    ],
    "collect": [(".", "--format", one) for one in ("csv", "jsonl")],
    "validate": [("--format", one) for one in ("text", "json", "github", "sarif", "junit")],
    "rule": [("Q301",)],
    "score": [
        *(("2021-2022", "--depth", one) for one in ("area", "criterion", "indicator", "item")),
        ("2021-2022", "--format", "json"),
        ("2021-2022", "--format", "csv"),
    ],
    "diff": [
        ("2020-2021", "2021-2022"),
        *(
            ("2020-2021", "2021-2022", "--fail-on", "worsened", "--format", one)
            for one in ("table", "json", "csv", "github", "sarif", "junit")
        ),
    ],
    "trend": [(), ("--format", "json"), ("--format", "csv")],
    "explain": [
        *(("2021-2022", one) for one in ("OP", "OP.1", "OP.1.1", "OP.2.1")),
        *(("2021-2022", f"OP.1.1.{n}") for n in (1, 2, 3, 5)),
        ("2021-2022", "OP.1", "--format", "json"),
    ],
    "robustness": [("2021-2022",), ("2021-2022", "--format", "json")],
    "status": [("2021-2022", *DAY), ("2021-2022", *DAY, "--format", "json")],
    "measures": [("2021-2022", *DAY, "--format", one) for one in ("table", "json", "csv")],
    "calendar": [("2021-2022", *DAY, "--format", one) for one in ("table", "json", "ics")],
    "report": [
        ("2021-2022", "--kind", kind, "--format", form) for kind in KINDS for form in ("md", "html")
    ],
    "catalogue": [
        (),
        ("--process",),
        ("--format", "json"),
        ("--format", "csv"),
        ("diff", "data/older.yaml", "data/criteria.yaml"),
    ],
    "show": [("OP.1.1.1",), ("OP.2.1",), ("OP",), ("OP.1.1.1", "--format", "json")],
}


ALL_RUNS: Final = [(name, *one) for name, arguments in RUNS.items() for one in arguments]


@pytest.fixture
def attacked(tmp_path: Path, made_once: MadeOnce, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a sound project, as the working folder, whose every text is an attack."""
    root = tmp_path / "project"
    made_once("attacked", full_of_attacks, root)
    monkeypatch.chdir(root)
    return root


def full_of_attacks(root: Path) -> None:
    """Write the project whose every text is an attack."""
    hostile.build(root, lambda text: f"::notice::{text} {ALL}")
    older = (root / "data/criteria.yaml").read_text(encoding="utf-8").replace("::error", "::eror")
    (root / "data/older.yaml").write_text(older, encoding="utf-8")
    filled_in(root)
    rated(root, f"::notice::{ALL}".replace("\x00", ""))


def rated(root: Path, text: str) -> None:
    """Write the files of two raters, who agree on one item and differ widely on another."""
    folder = root / "data/years/2021-2022/raters"
    folder.mkdir(parents=True)
    year = hostile.year_of(root).assessment
    for name, level in (("a", 1), ("b", 4)):
        values = {
            "format": "1",
            "year": "2021-2022",
            "framework": {"id": year.framework.id, "edition": year.framework.edition},
            "rater": {"name": f"{name} {text}", "role": text},
            "ratings": {
                "UI.1.1.1": {"level": "2", "evidence": [text], "note": text},
                "OP.1.1.1": {"level": str(level), "evidence": [text], "note": text},
                "OP.1.1.5": {"not_applicable": text},
            },
        }
        (folder / f"{name}.yaml").write_text(hostile.as_yaml(values), encoding="utf-8")


def filled_in(root: Path) -> None:
    """Write a table as it was exported, but with another level and another note."""
    content = hostile.year_of(root)
    catalogue = hostile.catalogue_of(root)
    score = score_year(content.assessment, catalogue.catalogue)
    card = card_of(catalogue.catalogue, score, content.assessment, None)
    text = csv_of(card).replace("Бележка.", "Друга.").replace(";4;", ";2;", 1)
    (root / "card.csv").write_text(text, encoding="utf-8")


def test_no_command_is_left_out() -> None:
    assert RUNS.keys() == {name for section in SECTIONS.values() for name in section}


def test_no_text_is_left_out(tmp_path: Path) -> None:
    changed = hostile.build(tmp_path, lambda text: text + "!")
    fields = hostile.text_fields(Catalogue) | hostile.text_fields(Assessment)
    assert changed | hostile.NAMES == fields
    assert not changed & hostile.NAMES
    assert len(changed) > 80


def is_clean(text: str) -> bool:
    """Tell whether nothing steers a terminal or turns a text; our own colours do not count."""
    unpainted = re.sub(r"\x1b\[[0-9;]*m", "", text)
    kept = "\t\n\u00ad\u200c\u200d\u2060\ufe0e\ufe0f"
    return all(
        one in kept
        or (unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Zl", "Zp") and not is_hidden(one))
        for one in unpainted
    )


HIDDEN_RANGES: Final = (
    *((0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x3164, 0x3164)),
    *((0xFE00, 0xFE0D), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0xE0000, 0xE0FFF), (0xFDD0, 0xFDEF)),
)


def is_hidden(character: str) -> bool:
    """Tell whether Unicode calls a character ignorable by default, or a noncharacter."""
    code = ord(character)
    return code & 0xFFFE == 0xFFFE or any(one <= code <= last for one, last in HIDDEN_RANGES)


def commands_in(text: str) -> list[str]:
    """Return the lines that a runner takes for commands.

    GitHub's passes over spaces in front of `::`, and looks for `##[` anywhere (ActionCommand.cs),
    as Azure's does for `##vso[` too, and TeamCity's for `##teamcity[`. What a comparison by the
    rules of a language passes over is left out.
    """
    lines = re.sub("[\u00ad\u200c\u200d\u2060\ufe0e\ufe0f]", "", text).splitlines()
    return [
        one
        for one in lines
        if one.lstrip().startswith("::") or re.search(r"##(vso|teamcity)?\[", one, re.IGNORECASE)
    ]


def checked(args: tuple[str, ...], outcome: Outcome) -> Outcome:
    assert outcome.code in (0, 1), (args, outcome.err)
    for text in outcome[1:]:
        # Line ends of a calendar are two signs.
        assert is_clean(text.replace("\r\n", "\n") if "ics" in args else text), args
    if "github" not in args:
        assert commands_in(outcome.out + outcome.err) == [], args
    return outcome


@pytest.mark.parametrize("args", ALL_RUNS, ids=" ".join)
def test_what_goes_to_a_pipe_is_clean(
    args: tuple[str, ...], attacked: Path, quality: Quality
) -> None:
    if "--format" not in args and args[0] not in ("new", "init", "export"):
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
    for module in ("session", "reports", "rule", "validate"):
        for name, value in (("terminal_width", width), ("has_colours", True)):
            monkeypatch.setattr(
                f"qualitycli.cli.{module}.{name}", lambda _, value=value: value, raising=False
            )
    outcome = quality(*args)
    assert outcome.code in (0, 1), outcome.err
    assert is_clean(outcome.out + outcome.err)


@pytest.mark.parametrize("width", [None, 2000])
@pytest.mark.parametrize(
    "args", [("score", "--depth", "item"), ("status",), ("show", "OP.1.1.1"), ("explain", "OP.1")]
)
def test_markup_and_placeholders_are_shown_as_they_are(
    args: tuple[str, ...],
    width: int | None,
    attacked: Path,
    quality: Quality,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hostile.build(attacked, lambda text: f"{MARKUP} {BRACES}")
    monkeypatch.setattr("qualitycli.cli.session.terminal_width", lambda _: width)
    year = () if args[0] in ("show",) else ("2021-2022",)
    out = re.sub(r"\x1b\[[0-9;]*m", "", quality(args[0], *year, *args[1:]).out)
    assert MARKUP in out
    assert BRACES in out


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("args", [one for one in ALL_RUNS if "csv" in one], ids=" ".join)
def test_no_cell_of_csv_is_a_formula(
    args: tuple[str, ...], formula: str, attacked: Path, quality: Quality
) -> None:
    # A reason has a letter in it.
    hostile.build(attacked, lambda _: f"{formula} а")
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
