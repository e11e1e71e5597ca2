"""An unfinished merge gives one finding with a remedy, in YAML and in a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qualitycli.messages import Translator
from qualitycli.reading.pure_parser import PureParser
from qualitycli.reading.yaml_text import Parser, read_text
from qualitycli.source import Source
from tests.conftest import Quality, year_text

PARSERS = [pytest.param(Parser, id="libyaml"), pytest.param(PureParser, id="pure")]

# The text, the line of the first marker, and the lines that the remedy mentions.
CONFLICTS = {
    "git's usual": (
        "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> petrova\nc: 3\n",
        2,
        "2, 4, 6",
    ),
    "with the common ancestor": (
        "<<<<<<< HEAD\nb: 1\n||||||| 1a2b3c4\nb: 0\n=======\nb: 2\n>>>>>>> x\n",
        1,
        "1, 3, 5, 7",
    ),
    "in a block text": (
        "a: |\n  <<<<<<< HEAD\n  Добре\n  =======\n  Лошо\n  >>>>>>> x\nb: 1\n",
        2,
        "2, 4, 6",
    ),
    "at the margin of a block text": (
        "a: |\n  Да\n<<<<<<< HEAD\n  Добре\n=======\n  Лошо\n>>>>>>> x\nb: 1\n",
        3,
        "3, 5, 7",
    ),
    "two conflicts": (
        "<<<<<<< A\nb: 1\n=======\nb: 2\n>>>>>>> B\nc: 1\n"
        "<<<<<<< A\nd: 1\n=======\nd: 2\n>>>>>>> B\n",
        1,
        "1, 3, 5",
    ),
    "only the end is left": ("a: 1\n>>>>>>> petrova\nb: 1\n", 2, "2"),
    "only the beginning is left": ("<<<<<<< HEAD\na: 1\n", 1, "1"),
    "only the middle is left": ("a: 1\n=======\nb: 1\n", 2, "2"),
    "on Windows": ("a: 1\r\n<<<<<<< HEAD\r\nb: 1\r\n=======\r\n>>>>>>> x\r\n", 2, "2, 4, 5"),
}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(("text", "line", "lines"), CONFLICTS.values(), ids=CONFLICTS.keys())
def test_the_first_conflict_is_the_one_finding(
    text: str, line: int, lines: str, parser: type[Any]
) -> None:
    document = read_text(Source("y", text), parser)
    (found,) = document.found
    assert document.values is None
    assert (found.rule.code, found.place.span.line) == ("Q136", line)
    assert f"({lines})" in Translator("en").fill(found.hint)
    assert f"({lines})" in Translator("bg").fill(found.hint)


@pytest.mark.parametrize("text", [text for text, *_ in list(CONFLICTS.values())[:4]])
def test_keeping_one_side_without_the_markers_helps(text: str) -> None:
    kept, keeping = [], True
    for line in text.splitlines():
        sign = line.strip()[:7]
        if sign in ("<<<<<<<", "|||||||", "=======", ">>>>>>>"):
            keeping = sign in ("<<<<<<<", ">>>>>>>")
        elif keeping:
            kept.append(line)
    document = read_text(Source("y", "\n".join(kept) + "\n"))
    assert document.values is not None
    assert document.found == ()


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  Заглавие\n  =======\n  текст\n",
        "a: |\n  <<<<<< шест\n  <<<<<<<< осем\n",
        "# <<<<<<< HEAD\na: 1\n",
        "a: x <<<<<<< y\n",
        "a: |\n  ======= край\n",
    ],
)
def test_other_lines_of_these_characters_are_text(text: str) -> None:
    assert read_text(Source("y", text)).found == ()


def test_in_a_table_it_is_found_as_well(project: Path, quality: Quality) -> None:
    table = "Код;Равнище\nOP.1.1.1;3\n"
    conflict = f"<<<<<<< HEAD\n{table}=======\nКод;Равнище\nOP.1.1.1;2\n>>>>>>> petrova\n"
    for number, text in enumerate((conflict, "\ufeff" + conflict, f"{table}{conflict}")):
        name = f"m{number}.csv"
        Path(name).write_text(text, encoding="utf-8")
        outcome = quality("import", name, "2020-2021", "--dry-run")
        assert outcome.code == 1
        line = text.splitlines().index(next(x for x in text.splitlines() if "<<<<<<<" in x)) + 1
        assert f"{name}:{line}:" in outcome.out + outcome.err
        assert (outcome.out + outcome.err).count("error Q") == 1
        assert "error Q136" in outcome.out + outcome.err
    page = Path("m.csv")
    page.write_text("<html></html>", encoding="utf-8")
    outcome = quality("import", page, "2020-2021", "--dry-run")
    assert "error Q801" in outcome.out + outcome.err


def test_a_cell_may_have_a_line_of_equals_signs(project: Path, quality: Quality) -> None:
    table = 'Код;Равнище;Бележка\nOP.1.1.1;3;"Заглавие\n=======\nтекст"\n'
    Path("m.csv").write_text(table, encoding="utf-8")
    outcome = quality("import", "m.csv", "2020-2021", "--dry-run")
    assert "Q136" not in outcome.out + outcome.err


def test_the_number_of_findings_does_not_grow(project: Path, quality: Quality) -> None:
    path = project / "data/years/2020-2021.yaml"
    text = year_text("<<<<<<< HEAD\nOP.1.1.1: 3\n=======\nOP.1.1.1 2\n>>>>>>> x\nOP.1.1.2 4")
    path.write_text(text, encoding="utf-8")
    outcome = quality("validate", path)
    assert outcome.out.count("error Q") == 1
    assert "Q136" in outcome.out
