"""No output is a command to a CI log, except that of `--format github`."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualitycli.messages import Translator
from qualitycli.reading.load import load_year
from qualitycli.render.icalendar import as_icalendar
from qualitycli.tracking.status import tasks
from tests import hostile
from tests.command_runs import ALL_RUNS
from tests.conftest import EVERY_FIELD, THOROUGH, MadeOnce, Quality
from tests.payloads import ALL, COMMAND, commands_in, is_clean

pytestmark = pytest.mark.slow

OURS: Final = re.compile("::(error|warning|notice) (file=data/|title=quality)[^:]*::[^:]")
# Characters that the runner ignores before a command, its markers, and characters that take room.
signs = st.sampled_from(
    [":", "::", " ", "\t", "\u00a0", "\u00ad", "\u200d", "#", "[", "##[", "я", "vso", "##teamcity["]
)
texts = st.lists(signs | st.just(COMMAND) | st.text(max_size=5), max_size=60).map("".join)


def calendar_of(text: str) -> str:
    """Return the calendar of a year with a measure to do `text`."""
    work = load_year(EVERY_FIELD / "2021-2022.yaml", "2021-2022.yaml").content
    assert work is not None
    dated = next(one for one in tasks(work.assessment) if one.deadline is not None)
    task = dated._replace(text=text, responsible=(text,))
    return as_icalendar(work.assessment, [task], date(2022, 3, 1), Translator("en"))


@given(text=texts)
@example(text="x" * 60 + COMMAND * 10)
@example(text=" " * 300 + COMMAND)
@example(text=":" * 300)
def test_no_line_of_a_calendar_is_a_command(text: str) -> None:
    out = calendar_of(text)
    assert commands_in(out) == []
    assert all(len(line.encode()) <= 75 for line in out.split("\r\n"))


@given(text=st.text("абвг: ,", min_size=1, max_size=200).filter(lambda text: "::" not in text))
def test_a_calendar_whose_lines_are_joined_says_what_the_year_says(text: str) -> None:
    said = calendar_of(text).replace("\r\n ", "").replace("\\,", ",")
    assert f" {text}\r\nDESCRIPTION:" in said


def test_two_colons_stay_where_they_do_no_harm() -> None:
    assert "виж 1::2" in calendar_of("виж 1::2")


def faulty(root: Path) -> None:
    """Write a catalogue and a year that contain an attack wherever a message quotes something."""
    hostile.build(root, lambda text: text)
    attack = f"::error::{ALL}"
    year = {
        "format": attack,
        "year": attack,
        attack: attack,
        "framework": {"id": attack, "edition": attack, attack: [attack]},
        "ratings": {
            attack: attack,
            "OP.1.1.1": {"level": attack, "evidence": {attack: attack}},
            "OP.1.1.2": {attack: attack, "points": attack, "note": [attack]},
        },
        "measures": [{"id": attack, "action": attack, "status": attack, "serves": [attack]}],
        "goals": attack,
    }
    path = root / "data/years/2021-2022.yaml"
    path.write_text(hostile.as_yaml(year), encoding="utf-8")
    for name in ("::error::x", "a\n::error::x", "##[error]x", "\u202e::x", "\x1b[2J"):
        (root / f"data/years/{name}.yaml").write_text(hostile.as_yaml(year), encoding="utf-8")


@pytest.fixture
def broken(tmp_path: Path, made_once: MadeOnce, monkeypatch: pytest.MonkeyPatch) -> Path:
    made_once("faulty", faulty, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit"])
@pytest.mark.parametrize("language", ["en", "bg"])
def test_no_finding_is_a_command_of_its_own(
    form: str, language: str, broken: Path, quality: Quality
) -> None:
    outcome = quality("--lang", language, "validate", "--format", form)
    assert outcome.code == 1
    said = outcome.out + outcome.err
    assert len(said) > 1000
    assert is_clean(said)
    found = commands_in(said)
    assert [one for one in found if not OURS.match(one)] == []
    assert bool(found) == (form == "github")


RUNS: Final = (
    ("score",),
    ("explain", "2021-2022", "OP"),
    ("status",),
    ("new", "2022-2023"),
    ("export", "2021-2022", "-o", "a.xlsx"),
    ("collect", "."),
    ("report", "2021-2022"),
    ("diff", "2020-2021", "2021-2022"),
    ("set", "2021-2022", "OP.1.1.1", "3"),
)


@pytest.mark.parametrize("args", RUNS, ids=" ".join)
def test_no_error_that_is_told_is_a_command(
    args: tuple[str, ...], broken: Path, quality: Quality
) -> None:
    for language in ("en", "bg"):
        outcome = quality("--lang", language, *args)
        assert outcome.code in (0, 1, 2)
        assert is_clean(outcome.out + outcome.err)
        assert commands_in(outcome.out + outcome.err) == []


ATTACKS: Final = (
    *("##[error]x", COMMAND, f"\u00ad {COMMAND}", ":\u00ad:error::x"),
    *("##vso[task.complete result=Succeeded;]", "#\u2060#teamcity[x]"),
)


@pytest.mark.parametrize(
    ("args", "attack"),
    # All output is made harmless in the same way, and Markdown is also escaped on its own.
    [
        pytest.param(args, ATTACKS[number % 6], id=f"{' '.join(args)}-{number % 6}")
        for first, args in enumerate(ALL_RUNS)
        for number in range(first, first + 6, 1 if THOROUGH else 3 if "md" in args else 6)
    ],
)
def test_a_bare_command_is_harmless_in_any_output(
    args: tuple[str, ...],
    attack: str,
    made_once: MadeOnce,
    tmp_path: Path,
    quality: Quality,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def attacked(root: Path) -> None:
        # Without other special characters: some of them would cause a stricter check.
        hostile.build(root, lambda _: attack)
        (root / "data/older.yaml").write_bytes((root / "data/criteria.yaml").read_bytes())
        hostile.filled_in(root)
        hostile.rated(root, attack)

    made_once(f"every text is {attack}", attacked, tmp_path)
    monkeypatch.chdir(tmp_path)
    outcome = quality(*args)
    assert outcome.code in (0, 1), outcome.err
    said = commands_in(outcome.out + outcome.err)
    assert [one for one in said if "github" not in args or not OURS.match(one)] == []


@pytest.mark.parametrize("form", ["md", "html"])
def test_no_word_of_a_template_is_a_command_or_steers_a_terminal(
    form: str, tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile.build(tmp_path, lambda text: text)
    monkeypatch.chdir(tmp_path)
    path = tmp_path / f"templates/summary.{form}.j2"
    path.parent.mkdir()
    path.write_text(f"Слово\tи слово\n{ALL}\n  {COMMAND}\n", encoding="utf-8", newline="\n")
    path.write_text(path.read_text(encoding="utf-8").replace("{%", "{").replace("{{", "{"), "utf-8")
    outcome = quality("report", "2021-2022", "--kind", "summary", "--format", form)
    assert outcome.code == 0, outcome.err
    assert "Слово\tи слово\n" in outcome.out
    assert is_clean(outcome.out)
    assert commands_in(outcome.out) == []


@pytest.mark.parametrize(
    "attack",
    [f"a{ALL}".replace("\0", ""), "##[error]x", "a\n::error::x", "##vso[x]", "##TeamCity[x]"],
)
@pytest.mark.parametrize(
    "args",
    [
        *(("framework", "show", "OP.1"), ("score", "2021-2022"), (), ("score", "--format")),
        *(("explain", "OP.1"), ("set", "OP.1.1.1")),
    ],
)
def test_what_was_typed_is_no_command_either(
    args: tuple[str, ...], attack: str, broken: Path, quality: Quality
) -> None:
    # A shell inserts the names of files, which somebody else may have chosen.
    outcome = quality(*args, attack)
    assert outcome.code == 2
    assert is_clean(outcome.err)
    assert commands_in(outcome.err) == []
