"""``quality set``: its edits, its output, and the edits that it refuses."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import get_args

import pytest

from qualitycli.errors import FileChangedError
from qualitycli.model.assessment import BESIDE, COUNTED, REASONS, STEPS, Judgement, Rating
from qualitycli.writing.lock import locked
from tests.conftest import TOP, YEAR_HEAD, Quality, year_text

pytestmark = pytest.mark.slow

YEAR = "data/years/2020-2021.yaml"
RATINGS = """\
ratings:
  # OP.1 Първи критерий
  OP.1.1.1: 3   # след обсъждане
  OP.1.1.2:
    level: 4
    evidence:
      - Протокол № 1
    note: Бележка
    rated_on: 2021-05-20
  OP.1.2.1:     # още не

  OP.6.1.1:
    level: 3
    count: 182
    of: 403
  OP.11.1:
    answers: {1: 4, 4: 75}
    invited: 210
"""


@pytest.fixture
def year(project: Path) -> Path:
    path = project / YEAR
    path.write_text(YEAR_HEAD + RATINGS, encoding="utf-8")
    return path


def ratings(path: Path) -> str:
    return path.read_text(encoding="utf-8").removeprefix(YEAR_HEAD)


@pytest.mark.parametrize(
    ("args", "before", "after", "said"),
    [
        (
            ["OP.1.1.1", "2"],
            "  OP.1.1.1: 3   # след обсъждане\n",
            "  OP.1.1.1: 2   # след обсъждане\n",
            f"{YEAR}:8: OP.1.1.1: level 3 → level 2\n",
        ),
        (
            [
                *("OP.1.2.1", "2", "--evidence", "Протокол: 2"),
                *("--note", "Защо", "--rated-on", "2021-05-21"),
            ],
            "  OP.1.2.1:     # още не\n",
            "  OP.1.2.1:     # още не\n    level: 2\n    evidence:\n"
            '      - "Протокол: 2"\n    note: Защо\n    rated_on: 2021-05-21\n',
            f"{YEAR}:15: OP.1.2.1: not rated → level 2\n  also changed: evidence, note, rated_on\n",
        ),
        (
            ["OP.1.1.2", "--evidence", "Протокол № 1", "--evidence", "Протокол № 2", "--note", ""],
            "      - Протокол № 1\n    note: Бележка\n",
            "      - Протокол № 1\n      - Протокол № 2\n",
            f"{YEAR}:9: OP.1.1.2: level 4 (unchanged)\n  also changed: evidence, note\n",
        ),
        (
            ["OP.1.1.2", "--evidence", "Друг", "--replace-evidence"],
            "      - Протокол № 1\n",
            "      - Друг\n",
            f"{YEAR}:9: OP.1.1.2: level 4 (unchanged)\n  also changed: evidence\n",
        ),
        (
            ["OP.1.1.2", "--no-evidence", "Няма данни."],
            "    level: 4\n    evidence:\n      - Протокол № 1\n",
            "    no_evidence: Няма данни.\n    evidence:\n      - Протокол № 1\n",
            f"{YEAR}:9: OP.1.1.2: level 4 → no evidence\n",
        ),
        (
            ["OP.1.1.1", "--not-applicable", "Няма такава организация."],
            "  OP.1.1.1: 3   # след обсъждане\n",
            "  OP.1.1.1:   # след обсъждане\n    not_applicable: Няма такава организация.\n",
            f"{YEAR}:8: OP.1.1.1: level 3 → not applicable\n",
        ),
        (
            ["OP.1.1.1", "--clear"],
            "  OP.1.1.1: 3   # след обсъждане\n",
            "  OP.1.1.1:   # след обсъждане\n",
            f"{YEAR}:8: OP.1.1.1: level 3 → not rated\n",
        ),
        # Counts are evidence in addition to the level, unless the framework defines thresholds.
        (
            ["OP.6.1.1", "4", "--evidence", "Справка"],
            "    level: 3\n    count: 182\n    of: 403\n",
            "    level: 4\n    count: 182\n    of: 403\n    evidence:\n      - Справка\n",
            f"{YEAR}:17: OP.6.1.1: level 3 → level 4\n  also changed: evidence\n",
        ),
        (
            ["OP.6.1.1", "--count", "200", "--of", "403"],
            "    count: 182\n",
            "    count: 200\n",
            f"{YEAR}:17: OP.6.1.1: level 3 (unchanged)\n  also changed: count\n",
        ),
        (
            ["OP.11.1", "--answers", "2=10, 4=75"],
            "    answers: {1: 4, 4: 75}\n",
            "    answers: {2: 10, 4: 75}\n",
            f"{YEAR}:21: OP.11.1: answers 1=4, 4=75 → answers 2=10, 4=75\n",
        ),
        (
            ["OP.1.1.3", "2"],
            "    rated_on: 2021-05-20\n",
            "    rated_on: 2021-05-20\n  OP.1.1.3: 2\n",
            f"{YEAR}:15: OP.1.1.3: not rated → level 2\n",
        ),
        # Nothing to change.
        (["OP.1.1.1", "3"], "", "", f"{YEAR}:8: OP.1.1.1: level 3 (unchanged)\n"),
        (["OP.1.2.1", "--clear"], "", "", f"{YEAR}:15: OP.1.2.1: not rated (unchanged)\n"),
    ],
)
def test_what_is_written_and_said(
    args: list[str], before: str, after: str, said: str, year: Path, quality: Quality
) -> None:
    assert not before or RATINGS.count(before) == 1
    outcome = quality("set", "2020-2021", *args)
    assert (outcome.code, outcome.err) == (0, "")
    assert ratings(year) == RATINGS.replace(before, after)
    assert outcome.out == said


def test_what_is_said_in_bulgarian(year: Path, quality: Quality) -> None:
    args = ["--lang", "bg", "set", "2020-2021"]
    assert quality(*args, "OP.1.1.1", "2").out == (f"{YEAR}:8: OP.1.1.1: равнище 3 → равнище 2\n")
    assert quality(*args, "OP.1.1.2", "--note", "а").out == (
        f"{YEAR}:9: OP.1.1.2: равнище 4 (без промяна)\n  променено е и: note\n"
    )
    refused = quality(*args, "OP.1.1.1", "7")
    assert refused.err.startswith(f"{YEAR}:8:13: грешка Q401:")
    assert refused.err.endswith(f"{YEAR} не е променен.\n")
    assert ratings(year).startswith("ratings:\n  # OP.1 Първи критерий\n  OP.1.1.1: 2 ")


LADDER = """\
              - id: OP.1.1.1
                text: Урокът съответства на учебната програма.
                rated_by: points
                ladder: [{points: 0, text: не}, {points: 2.5, text: да}]
"""


def test_points_and_parts(year: Path, quality: Quality) -> None:
    catalogue = year.parents[2] / "data/criteria.yaml"
    text = catalogue.read_text(encoding="utf-8")
    short = "".join(LADDER.splitlines(keepends=True)[:2])
    assert text.count(short) == 1
    catalogue.write_text(text.replace(short, LADDER), encoding="utf-8")
    assert quality("set", "2020-2021", "OP.1.1.1", "--points", "2.5").out == (
        f"{YEAR}:8: OP.1.1.1: level 3 → 2.5 points\n"
    )
    args = ["--part", "1/2", "--part", "3/4", "3"]
    assert quality("set", "2020-2021", "UI.3.2.2", *args).code == 0
    assert ratings(year).endswith(
        "  UI.3.2.2:\n    level: 3\n    parts:\n      - count: 1\n        of: 2\n"
        "      - count: 3\n        of: 4\n"
    )


def test_a_key_without_a_value_says_nothing(year: Path, quality: Quality) -> None:
    text = f"{YEAR_HEAD}ratings:\n  OP.1.1.1:\n    level:   # после\n    evidence:\n"
    year.write_text(text, encoding="utf-8")
    args = ["OP.1.1.1", "2", "--evidence", "Протокол"]
    assert quality("set", "2020-2021", *args).out == (
        f"{YEAR}:7: OP.1.1.1: not rated → level 2\n  also changed: evidence\n"
    )
    assert ratings(year) == (
        "ratings:\n  OP.1.1.1:\n    level: 2   # после\n    evidence:\n      - Протокол\n"
    )


def test_a_count_that_rates(year: Path, quality: Quality) -> None:
    """With thresholds, the count is the judgement, and a level is not allowed in addition."""
    catalogue = year.parents[2] / "data/criteria.yaml"
    text = catalogue.read_text(encoding="utf-8")
    marked = "rated_by: ratio\n"
    head, mark, rest = text.partition("- id: OP.6.1.1\n")
    indent = " " * (len(head) - len(head.rstrip(" ")) + 2)
    rest = rest.replace(marked, f"{marked}{indent}thresholds: [30, 50, 70]\n", 1)
    catalogue.write_text(head + mark + rest, encoding="utf-8")
    outcome = quality("set", "2020-2021", "OP.6.1.1", "--count", "300", "--of", "403")
    assert outcome == (
        0,
        f"{YEAR}:17: OP.6.1.1: level 3 → 300 of 403\n",
        "",
    )
    assert "  OP.6.1.1:\n    count: 300\n    of: 403\n" in ratings(year)


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["OP.1.1.1", "7"], 1, "error Q401: 7 is not a level of the scale\n    8 |   OP.1.1.1: 7"),
        (["OP.1", "3"], 1, "error Q302"),
        (["OP.1.1.1", "3,5"], 1, "error Q206"),
        (["OP.1.1.1", "--points", "3"], 1, "error Q403"),
        (["OP.1.1.1", "--no-evidence", " "], 1, "error Q404"),
        (["OP.11.1", "--answers", "1=200,2=11"], 1, "211"),
        (
            ["OP.1.11", "3"],
            2,
            "did you mean “OP.1.1.1” (Урокът съответства на учебната програма.)?",
        ),
        (["ОР.1.1.1", "3"], 2, "OP.1.1.1"),
        (["OP.1.1.1"], 2, "Nothing to set"),
        (["OP.1.1.1", "--clear", "3"], 2, "--clear removes the rating"),
        (["OP.11.1", "--answers", "1:4"], 2, "write it as 1=4,2=11"),
        (["OP.11.1", "--answers", "1=4,1=5"], 2, "write it as 1=4,2=11"),
        (["UI.3.2.2", "--part", "12"], 2, "write it as 12/30"),
        (["OP.1.1.1", "--rated-on", "31.6.2021"], 2, "does not exist"),
    ],
)
def test_what_is_refused(
    args: list[str], code: int, said: str, year: Path, quality: Quality
) -> None:
    outcome = quality("set", "2020-2021", *args)
    assert (outcome.code, outcome.out) == (code, "")
    assert said in outcome.err
    assert ratings(year) == RATINGS
    assert sorted(path.name for path in year.parent.iterdir()) == [
        "2020-2021.yaml",
        "2021-2022.yaml",
        "2022-2023.yaml",
    ]


def test_a_dry_run_shows_the_lines(year: Path, quality: Quality) -> None:
    outcome = quality("set", "2020-2021", "OP.1.1.1", "2", "--dry-run")
    assert outcome == (
        0,
        f"--- {YEAR}\n+++ {YEAR}\n@@ -7,3 +7,3 @@\n   # OP.1 Първи критерий\n"
        "-  OP.1.1.1: 3   # след обсъждане\n+  OP.1.1.1: 2   # след обсъждане\n   OP.1.1.2:\n",
        "",
    )
    assert ratings(year) == RATINGS


def test_a_new_warning_is_shown(year: Path, quality: Quality) -> None:
    outcome = quality("set", "2020-2021", "OP.1.1.1", "4")
    assert outcome.code == 0
    assert "warning Q4" in outcome.err
    assert "OP.1.1.1: 4   # след" in ratings(year)


def test_errors_that_were_there_do_not_block_it(year: Path, quality: Quality) -> None:
    year.write_text(YEAR_HEAD + RATINGS + "  OP.9.9.9: 3\n  UI.1.1.1: 9\n", encoding="utf-8")
    outcome = quality("set", "2020-2021", "OP.1.1.1", "2")
    assert outcome.code == 0
    assert f"{YEAR} has 2 other errors" in outcome.err
    outcome = quality("set", "2020-2021", "UI.1.1.1", "3")
    assert f"{YEAR} has 1 other error;" in outcome.err
    assert ratings(year).endswith("  OP.9.9.9: 3\n  UI.1.1.1: 3\n")


@pytest.mark.parametrize(
    ("text", "code"), [("ratings: {\n  a: 1\nb: 2\n", "Q1"), ("year: 1\nyear: 2\n", "Q125")]
)
def test_a_file_that_cannot_be_read_is_left(
    text: str, code: str, year: Path, quality: Quality
) -> None:
    year.write_text(text, encoding="utf-8")
    outcome = quality("set", "2020-2021", "OP.1.1.1", "2")
    assert (outcome.code, outcome.out) == (1, "")
    assert f"error {code}" in outcome.err
    assert year.read_text(encoding="utf-8") == text


def test_bytes_stay_as_they_were(year: Path, quality: Quality) -> None:
    text = (YEAR_HEAD + RATINGS).replace("\n", "\r\n").rstrip("\r\n")
    year.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert quality("set", "2020-2021", "OP.1.1.3", "2").code == 0
    new = text.replace("05-20\r\n", "05-20\r\n  OP.1.1.3: 2\r\n")
    assert year.read_bytes() == b"\xef\xbb\xbf" + new.encode()


def test_the_whole_example_stays_but_for_one_line(project: Path, quality: Quality) -> None:
    path = project / YEAR
    before = path.read_bytes().splitlines(keepends=True)
    assert quality("set", "2020-2021", "OP.1.1.1", "2").code == 0
    after = path.read_bytes().splitlines(keepends=True)
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [
        (b"  OP.1.1.1: 3\n", b"  OP.1.1.1: 2\n")
    ]


def test_outside_a_project(
    tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for args in (["set", "2020-2021", "OP.1.1.1", "2"], ["measure", "start", "2020-2021", "M1"]):
        outcome = quality(*args)
        assert outcome.code == 2
        assert "quality init" in outcome.err


def test_a_year_or_path_that_is_not_there(year: Path, quality: Quality) -> None:
    assert quality("set", "2019-2020", "OP.1.1.1", "2").code == 2
    assert quality("set", "data/years/x.yaml", "OP.1.1.1", "2").code == 2
    assert quality("set", YEAR, "OP.1.1.1", "2").code == 0
    assert quality("set", str(year.parent), "OP.1.1.1", "2").code == 1


def test_a_link_out_of_the_project(year: Path, tmp_path: Path, quality: Quality) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(YEAR_HEAD + RATINGS, encoding="utf-8")
    year.unlink()
    year.symlink_to(outside)
    outcome = quality("set", "2020-2021", "OP.1.1.1", "2")
    assert outcome.code == 2
    assert "leads out of the project" in outcome.err
    assert outside.read_text(encoding="utf-8") == YEAR_HEAD + RATINGS


def test_a_pipe_is_not_waited_for(year: Path, quality: Quality) -> None:
    year.unlink()
    os.mkfifo(year)
    outcome = quality("set", "2020-2021", "OP.1.1.1", "2")
    assert outcome.code == 1
    assert "Q102" in outcome.err


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left"), f"{YEAR} cannot be written: the disk is full."),
        (PermissionError(errno.EACCES, "x"), f"{YEAR} cannot be written: permission denied."),
        (FileChangedError(Path(YEAR)), f"{YEAR} was changed by someone else"),
    ],
)
def test_what_hinders_the_writing_is_said(
    error: Exception, said: str, year: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr("qualitycli.application.file_editing.replace", fails)
    outcome = quality("set", "2020-2021", "OP.1.1.1", "2")
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert ratings(year) == RATINGS


def test_an_editor_that_saves_meanwhile_wins(
    year: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def slowly(file: int) -> None:
        year.write_text(YEAR_HEAD + RATINGS + "# записано\n", encoding="utf-8")
        fsync(file)

    monkeypatch.setattr(os, "fsync", slowly)
    outcome = quality("set", "2020-2021", "OP.1.1.1", "2")
    assert outcome.code == 2
    assert "was changed by someone else" in outcome.err
    assert ratings(year) == RATINGS + "# записано\n"


def test_a_writer_that_does_not_end_is_told_of(
    year: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualitycli.application.file_editing.PATIENCE", 0.05)
    with locked(year):
        outcome = quality("set", "2020-2021", "OP.1.1.1", "2")
    assert outcome.code == 2
    assert "is being written by another program" in outcome.err


def test_hostile_text_is_written_visibly_and_shown_so(year: Path, quality: Quality) -> None:
    outcome = quality("set", "2020-2021", "OP.1.1.1", "--note", "a\x1b[31m\u202eб", "--dry-run")
    assert '"a\\u001B[31m\\u202Eб"' in outcome.out
    assert "\x1b" not in outcome.out
    surrogate = quality("set", "2020-2021", "OP.1.1.1", "--note", "\udcd0")
    assert surrogate.code == 2
    assert "not text" in surrogate.err


def test_the_repository_itself_is_left(quality: Quality) -> None:
    before = (TOP / YEAR).read_bytes()
    assert quality("--root", str(TOP), "set", "2020-2021", "OP.1.1.1", "2", "--dry-run").code == 0
    assert (TOP / YEAR).read_bytes() == before


def test_points_are_written_and_read_as_people_write_them(project: Path, quality: Quality) -> None:
    catalogue = project / "data/criteria.yaml"
    text = catalogue.read_text(encoding="utf-8")
    item = "              - id: OP.1.1.3\n"
    ladder = "                ladder: [{points: 0, text: Не}, {points: 1.5, text: Да}]\n"
    rated = "                rated_by: points\n"
    catalogue.write_text(text.replace(item, item + rated + ladder), encoding="utf-8")
    for path in (project / "data/years").glob("*.yaml"):
        path.unlink()
    path = project / "data/years/2020-2021.yaml"
    path.write_text(year_text("OP.1.1.3:\n  points: 0"), encoding="utf-8")
    outcome = quality("--lang", "bg", "set", "2020-2021", "OP.1.1.3", "--points", "1,5")
    assert outcome.out.endswith("0 т. → 1,5 т.\n"), outcome
    assert "points: 1.5\n" in path.read_text(encoding="utf-8")
    explained = quality("--lang", "bg", "explain", "2020-2021", "OP.1.1.3").out
    assert "1,5 т." in explained
    assert ".." not in explained


def test_every_key_of_a_rating_judges_counts_or_adds_information() -> None:
    keys = [*STEPS, *REASONS, *COUNTED, *BESIDE, "agreed"]
    assert sorted(keys) == sorted(Rating.model_fields)
    assert {*STEPS, *REASONS, "answers", "mean", "count", "value"} == {*get_args(Judgement)}
