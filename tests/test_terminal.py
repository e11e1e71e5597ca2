"""Views on a terminal: a line for each row if there is room, whole words, meaningful colours."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import click
import pytest

from qualitycli.cli.output import prompts
from qualitycli.cli.run.session import Session, terminal_width
from qualitycli.messages import Translator
from qualitycli.render.terminal import print_view
from qualitycli.render.text_width import width_of
from qualitycli.render.view import Column, Row, Section, View, tones_of
from tests.conftest import Quality

LONGEST = "Изграждане на междупредметни връзки и реализиране на интердисциплинарни проекти"
BAND = "много добра → непълна оценка"


def comparison(rows: int = 2) -> View:
    """Return a view of figures that need 83 columns, two of which can be left out."""
    columns = (
        Column("2021/2022", right=True),
        Column("2022/2023", right=True),
        Column("Съпоставима промяна", right=True),
        Column("Останало", right=True, spare=2),
        Column("Оценка", spare=1),
    )
    cells = ("3,05", "2,94", "−0,11", "0,00", BAND)
    table = [Row(f"OP.{n}", LONGEST, cells, tones=tones_of(cells, (2, 3))) for n in range(rows)]
    return View("Сравнение", (Section(columns, tuple(table)),), narrow="Има пропуснати колони.")


def shown(view: View, width: int) -> list[str]:
    out = io.StringIO()
    print_view(view, out, width)
    lines = out.getvalue().splitlines()
    assert [line for line in lines if width_of(line) > width] == []
    return [line.rstrip() for line in lines]


def test_a_wide_terminal_has_a_line_for_each_row() -> None:
    for width in (180, 200, 400):
        rows = [line for line in shown(comparison(), width) if line.startswith("OP.")]
        assert [re.sub(" {2,}", "  ", row) for row in rows] == [
            f"OP.{n} {LONGEST}  3,05  2,94  −0,11  0,00  {BAND}" for n in range(2)
        ]


def test_figures_are_next_to_the_longest_title() -> None:
    (row, *_) = [line for line in shown(comparison(), 400) if line.startswith("OP.")]
    assert width_of(row) < 180


@pytest.mark.parametrize("width", [110, 120])
def test_what_can_be_left_out_makes_room_for_a_line_for_each_row(width: int) -> None:
    lines = shown(comparison(), width)
    assert any(line.startswith("OP.0") and "−0,11" in line for line in lines)
    assert any("Съпоставима" in line for line in lines)
    assert "Съпоставима промяна" not in "\n".join(lines), "the heading has two lines"


@pytest.mark.parametrize("width", [30, 45, 60, 80, 110, 160])
def test_no_word_and_no_figure_is_broken(width: int) -> None:
    lines = shown(comparison(), width)
    said = " ".join(lines).split()
    for word in (*LONGEST.split(), "2021/2022", "2022/2023", "Съпоставима", "3,05", "−0,11"):
        assert word in said, word


def test_nothing_is_left_out_without_a_note() -> None:
    for width in (60, 80, 110, 120, 160):
        text = "\n".join(shown(comparison(), width))
        is_whole = "Останало" in text and BAND in text
        assert is_whole != ("Има пропуснати колони." in text), width


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_fall_is_red_and_a_rise_green(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    cells = ("+0,36", "−0,36", "0,00", "–")
    columns = tuple(Column() for _ in cells)
    for lower, (red, green) in ((False, cells[1::-1]), (True, cells[:2])):
        tones = tones_of(cells, range(4), lower_is_better=lower)
        out = Terminal()
        print_view(View("", (Section(columns, (Row("OP", "О", cells, tones=tones),)),)), out, 80)
        assert f"\x1b[31m{red}\x1b[0m" in out.getvalue()
        assert f"\x1b[32m{green}\x1b[0m" in out.getvalue()
        assert len(re.findall(r"\x1b\[3[0-9]m", out.getvalue())) == 2
    monkeypatch.setenv("NO_COLOR", "1")
    out = Terminal()
    print_view(View("", (Section(columns, (Row("OP", "О", cells, tones=tones),)),)), out, 80)
    assert "\x1b[3" not in out.getvalue()
    assert all(cell in out.getvalue() for cell in cells), "the signs remain"


@pytest.mark.parametrize("language", ["en", "bg"])
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_message_is_wrapped_at_words(
    stream: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "  rate the items in {path} as the comment above each one shows, then run"
    path = Path("schools/изгрев/data/years/2025-2026.yaml")
    monkeypatch.setenv("COLUMNS", "60")
    session = Session(Translator(language))
    show = session.say if stream == "stdout" else session.complain
    monkeypatch.setattr(sys, stream, out := Terminal())
    show(text, path=path)
    lines = out.getvalue().splitlines()
    assert len(lines) > 1
    assert max(map(width_of, lines)) <= 60
    assert all(re.match("  [^ ]", line) for line in lines)
    assert str(path) in out.getvalue()
    monkeypatch.delenv("COLUMNS")
    monkeypatch.setattr(sys, stream, piped := io.StringIO())
    show(text, path=path)
    assert piped.getvalue() == "  " + " ".join(line.strip() for line in lines) + "\n"


@pytest.mark.parametrize(
    ("has_written", "said"),
    [
        (False, "Прекъснато, нищо не е записано.\n"),
        (True, "Прекъснато; записаното дотук се запазва.\n"),
    ],
)
def test_the_end_of_the_input_is_no_answer(
    has_written: bool,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(prompts, "can_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    session = Session(Translator("bg"))
    session.has_written = has_written
    with pytest.raises(click.Abort):
        prompts.is_confirmed(session, "Write the file?")
    out, err = capsys.readouterr()
    assert out.endswith("? \n")
    assert err == said


@pytest.mark.parametrize(
    ("asked", "width"),
    [("100", 100), ("", None), ("0", None), ("wide", None), ("-5", None), ("9" * 30, None)],
)
def test_a_pipe_has_the_width_that_was_asked_for(
    asked: str, width: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", asked)
    assert terminal_width(io.StringIO()) == width


def test_columns_wraps_the_output_for_a_pager(
    project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = quality("diff").out
    monkeypatch.setenv("COLUMNS", "70")
    wrapped = quality("diff").out
    assert max(map(width_of, plain.splitlines())) > 100
    assert max(map(width_of, wrapped.splitlines())) <= 70
    assert "\x1b" not in wrapped
