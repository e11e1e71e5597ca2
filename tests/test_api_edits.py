"""Editing a year from Python: the same changes as the commands, and the same refusals."""

from __future__ import annotations

import errno
import os
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import qualitycli as q
from qualitycli.reading.load import load_catalogue
from qualitycli.workspace import CatalogueFile
from qualitycli.writing.lock import locked
from tests.conftest import Quality, year_text

pytestmark = pytest.mark.slow

YEARS = ["2020-2021", "2021-2022", "2022-2023"]
YEAR = YEARS[0]
TEXTS = st.sampled_from(["Протокол № 3", "5.10", "a: b # c", "два\nреда", "no", ""])
DAY = date(2021, 5, 20)


def file_of(project: Path, year: str = YEAR) -> Path:
    return project / f"data/years/{year}.yaml"


Said = tuple[list[str], dict[str, Any]]
# Arguments for rating an item: the options of the command, and the same for the API.
JUDGEMENTS: st.SearchStrategy[Said] = st.one_of(
    st.integers(1, 5).map(lambda n: ([str(n)], {"level": n})),
    st.integers(1, 5).map(lambda n: (["--points", str(n)], {"points": n})),
    st.integers(1, 5).map(
        lambda n: (["--count", str(n), "--of", "4"], {"count": n, "of": 4}),
    ),
    st.integers(1, 5).map(
        lambda n: (
            ["--part", f"{n}/9", "--part", "2/4"],
            {"parts": [{"count": n, "of": 9}, {"count": 2, "of": 4}]},
        )
    ),
    st.integers(1, 5).map(
        lambda n: (
            ["--answers", f"1={n},4=7", "--invited", "20"],
            {"answers": {1: n, 4: 7}, "invited": 20},
        )
    ),
    TEXTS.map(lambda text: (["--not-applicable", text], {"not_applicable": text})),
    TEXTS.map(lambda text: (["--no-evidence", text], {"no_evidence": text})),
    st.just((["--rated-on", "2021-05-20"], {"rated_on": DAY})),
)
BESIDE: st.SearchStrategy[Said] = st.one_of(
    st.just(([], {})),
    TEXTS.map(lambda text: (["--note", text], {"note": text})),
    st.lists(TEXTS, max_size=2).map(
        lambda texts: (
            [word for text in texts for word in ("--evidence", text)],
            {"evidence": texts},
        )
    ),
    TEXTS.map(
        lambda text: (
            ["--evidence", text, "--replace-evidence"],
            {"evidence": text, "replace": ["evidence"]},
        )
    ),
)


@given(data=st.data())
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_rating_is_what_the_command_writes(
    data: st.DataObject, small_project: Path, quality: Quality
) -> None:
    catalogue = load_catalogue(small_project / "data/criteria.yaml", "data/criteria.yaml").content
    assert catalogue is not None
    year = data.draw(st.sampled_from(YEARS[:2]))
    item = data.draw(st.sampled_from(list(catalogue.held_in(year))))
    said = data.draw(st.tuples(JUDGEMENTS, BESIDE))
    options = [word for words, _ in said for word in words]
    values = said[0][1] | said[1][1]
    path = file_of(small_project, year)
    before = path.read_bytes()
    try:
        outcome = quality("set", year, item, *options)
        wanted = path.read_bytes()
        path.write_bytes(before)
        one = q.open_project(small_project).year(year)
        if outcome.code == 1:
            with pytest.raises(q.InvalidEditError) as raised:
                one.edit(q.set_rating(item, **values))
            told = re.findall(r"^\S+: error (Q\d+)", outcome.err, re.MULTILINE)
            assert [found.code for found in raised.value.findings] == told
            assert raised.value.text is not None
        else:
            assert outcome.code == 0, outcome.err
            one.edit(q.set_rating(item, **values))
        assert path.read_bytes() == wanted
        assert one.score() == q.open_project(small_project).year(year).score()
    finally:
        path.write_bytes(before)


STEPS = [
    (["start", "M2", "--on", "2021-05-20"], q.start_measure("M2", DAY)),
    (
        ["done", "M2", "--on", "2021-05-20", "--evidence", "№ 5", "--evidence", "№ 6"],
        q.finish_measure("M2", DAY, evidence=["№ 5", "№ 6"]),
    ),
    (
        ["done", "M2", "--on", "2021-05-20", "--result", "31 от 36", "--note", "Готово"],
        q.finish_measure("M2", DAY, result="31 от 36", note="Готово"),
    ),
    (
        ["drop", "M1", "--reason", "Няма средства.", "--on", "2021-05-20"],
        q.drop_measure("M1", DAY, "Няма средства."),
    ),
    (
        ["approve", "M3", "--order", "РД-12", "--on", "2021-05-20"],
        q.approve_measure("M3", "РД-12", DAY),
    ),
    (["add", "Открити уроци"], q.add_measure("Открити уроци")),
    (
        [
            *("add", "Уроци", "--kind", "corrective", "--by", "Комисията", "--on", "2021-05-20"),
            *("--responsible", "Иванова", "--responsible", "Петров", "--for", "OP.4"),
            *("--from", "2021-05-20", "--to", "2021-05-20", "--indicator", "Уроци"),
            *("--baseline", "5.10", "--resources", "Няма", "--note", "Бележка"),
        ],
        q.add_measure(
            "Уроци",
            note="Бележка",
            indicator={"baseline": "5.10", "text": "Уроци"},
            planned={"to": DAY, "from": DAY},
            serves="OP.4",
            responsible=["Иванова", "Петров"],
            resources="Няма",
            proposed={"date": DAY, "by": "Комисията"},
            kind="corrective",
        ),
    ),
]
MEASURES = """\
measures:
  - id: M1
    action: Първа
  - id: M2
    action: Втора
    indicator: {text: Уроци}
  - id: M3
    kind: corrective
    action: Трета
    proposed: {by: Комисията, date: 2021-05-01}
"""


@pytest.mark.parametrize(("words", "edit"), STEPS, ids=[str(n) for n in range(len(STEPS))])
def test_a_step_of_a_measure_is_what_the_command_writes(
    words: list[str], edit: q.YearEdit, project: Path, quality: Quality
) -> None:
    path = file_of(project)
    path.write_text(year_text("OP.1.1.1: 3") + MEASURES, encoding="utf-8")
    before = path.read_bytes()
    step, *rest = words
    assert quality("measure", step, YEAR, *rest).code == 0
    wanted = path.read_bytes()
    assert wanted != before
    path.write_bytes(before)
    assert q.open_project(project).year(YEAR).edit(edit).after.encode() == wanted
    assert path.read_bytes() == wanted


def test_only_its_own_lines_change_and_the_year_says_so(project: Path) -> None:
    path = file_of(project)
    path.write_text(year_text("OP.1.1.1: 3  # след обсъждане\nOP.1.1.2: 2"), encoding="utf-8")
    opened = q.open_project(project)
    year = opened.year(YEAR)
    # Levels of 1 … 4: (3 − 1)/3 and (2 − 1)/3, of equal weight.
    assert year.score().overall.share == Fraction(2 + 1, 3) / 2
    result = year.edit(q.set_level("OP.1.1.2", "4", evidence="Протокол № 3"))
    assert result.is_changed
    assert result.before == year_text("OP.1.1.1: 3  # след обсъждане\nOP.1.1.2: 2")
    assert result.after == path.read_text(encoding="utf-8")
    assert result.after == year_text(
        "OP.1.1.1: 3  # след обсъждане\nOP.1.1.2:\n  level: 4\n  evidence:\n    - Протокол № 3"
    )
    assert year.score().overall.share == Fraction(2 + 3, 3) / 2
    assert opened.year(YEAR) is year
    assert not year.edit(q.set_level("OP.1.1.2", 4)).is_changed


def test_several_edits_are_made_in_turn_and_at_once(project: Path) -> None:
    path = file_of(project)
    path.write_text(year_text("OP.1.1.1: 3") + MEASURES, encoding="utf-8")
    year = q.open_project(project).year(YEAR)
    year.edit(
        q.set_level("OP.1.1.1", 4, evidence="а"),
        q.set_rating("OP.1.1.1", evidence="б"),
        q.start_measure("M2", DAY),
        q.finish_measure("M2", DAY, evidence="в"),
        q.add_measure("Четвърта"),
        q.add_measure("Пета"),
        q.start_measure("M5", DAY),
    )
    text = path.read_text(encoding="utf-8")
    assert "      - а\n      - б\n" in text
    assert "status: done" in text
    assert re.findall(r"id: (M\d)", text) == ["M1", "M2", "M3", "M4", "M5"]
    before = path.read_bytes()
    with pytest.raises(q.InvalidEditError):
        year.edit(q.set_level("OP.1.1.2", 2), q.set_level("OP.1.1.3", 9))
    with pytest.raises(q.EditError, match="already"):
        year.edit(q.set_level("OP.1.1.2", 2), q.finish_measure("M2", DAY))
    assert path.read_bytes() == before


def test_a_dry_run_tells_and_writes_nothing(project: Path) -> None:
    path = file_of(project)
    before, status = path.read_bytes(), path.stat()
    year = q.open_project(project).year(YEAR)
    share = year.score().overall.share
    result = year.edit(q.set_level("OP.1.1.1", 1, evidence="а"), dry_run=True)
    assert result.is_changed
    assert path.read_bytes() == before == result.before.encode()
    assert path.stat() == status
    assert year.score().overall.share == share
    assert year.edit(q.set_level("OP.1.1.1", 1, evidence="а")).after == result.after
    assert path.read_text(encoding="utf-8") == result.after


def test_old_errors_do_not_block_it_and_new_warnings_are_told(project: Path) -> None:
    path = file_of(project)
    path.write_text(year_text("OP.1.1.1: 9\nOP.1.1.2: 3"), encoding="utf-8")
    year = q.open_project(project).year(YEAR)
    result = year.edit(q.set_level("OP.1.1.2", 4))
    assert result.errors == 1
    assert [(one.severity, one.line) for one in result.warnings] == [("warning", 8)]
    assert not year.is_valid
    assert year.edit(q.set_level("OP.1.1.1", 3)).errors == 0
    assert year.is_valid


WRONG: list[tuple[q.YearEdit, type[q.QualityError]]] = [
    (q.set_level("OP.1.1.1", 9), q.InvalidEditError),
    (q.set_rating("OP.1.1.1", lvel=3), q.InvalidEditError),
    (q.set_rating("OP.1.1.1", points=2), q.InvalidEditError),
    (q.set_level("OP.1", 3), q.InvalidEditError),
    (q.set_rating("OP.1.1.1", note="\udcd0"), q.EditError),
    (q.set_level("XX.9", 3), q.NoSuchNodeError),
    (q.start_measure("M9", DAY), q.NoSuchMeasureError),
    (q.approve_measure("M1", "РД-1", DAY), q.EditError),
    (q.finish_measure("M1", DAY, result="1"), q.EditError),
]


@pytest.mark.parametrize(("edit", "error"), WRONG, ids=[str(n) for n in range(len(WRONG))])
def test_what_cannot_be_done_raises_and_leaves_the_file(
    edit: q.YearEdit, error: type[q.QualityError], project: Path
) -> None:
    path = file_of(project)
    path.write_text(year_text("OP.1.1.1: 3") + MEASURES, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(error) as raised:
        q.open_project(project).year(YEAR).edit(edit)
    assert raised.value.code
    assert str(raised.value)
    assert raised.value.in_language("bg") != str(raised.value)
    if isinstance(raised.value, q.InvalidEditError):
        assert {one.severity for one in raised.value.findings} == {"error"}
    assert path.read_bytes() == before


def test_a_file_that_cannot_be_read_is_not_edited(project: Path) -> None:
    path = file_of(project)
    for text in ("a: [\n", "", "ratings:\n  OP.1.1.1: 3\n  OP.1.1.1: 4\n"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(q.InvalidFileError):
            q.open_project(project).year(YEAR).edit(q.set_level("OP.1.1.1", 3))
        assert path.read_text(encoding="utf-8") == text


def test_a_year_with_two_files_is_not_edited(project: Path) -> None:
    other = project / f"data/years/{YEAR}.YAML"
    other.write_bytes(file_of(project).read_bytes())
    with pytest.raises(q.InvalidYearError, match="Q"):
        q.open_project(project).year(YEAR).edit(q.set_level("OP.1.1.1", 1))


def test_the_example_is_not_edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    opened = q.open_project()
    assert opened.is_example
    with pytest.raises(q.NoProjectError, match="The built-in example cannot be edited") as raised:
        opened.year().edit(q.set_level("OP.1.1.1", 1))
    assert "--" not in str(raised.value)


def test_one_writer_at_a_time(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualitycli.application.file_editing.PATIENCE", 0.05)
    path = file_of(project)
    before = path.read_bytes()
    year = q.open_project(project).year(YEAR)
    with locked(path), pytest.raises(q.LockTimeoutError, match="is being written"):
        year.edit(q.set_level("OP.1.1.1", 1))
    assert path.read_bytes() == before
    year.edit(q.set_level("OP.1.1.1", 1, evidence="а"))
    assert path.read_bytes() != before


def test_writers_that_meet_lose_nothing(project: Path, real_catalogue: CatalogueFile) -> None:
    path = file_of(project)
    path.write_text(year_text("OP.1.1.1: 3"), encoding="utf-8")
    held = real_catalogue.held_in(YEAR).values()
    ids = [item.id for item in held if item.rated_by == "level"][:12]

    def rate(items: list[str]) -> None:
        year = q.open_project(project).year(YEAR)
        assert year.is_valid
        for item in items:
            year.edit(q.set_level(item, 2))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(rate, [ids[n::4] for n in range(4)]))
    assert re.findall(r"^  (\S+): 2$", path.read_text(encoding="utf-8"), re.MULTILINE) == ids


def test_an_editor_that_saves_meanwhile_wins(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, fsync = file_of(project), os.fsync

    def slowly(file: int) -> None:
        path.write_text(year_text("OP.1.1.1: 4"), encoding="utf-8")
        fsync(file)

    year = q.open_project(project).year(YEAR)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", slowly)
        with pytest.raises(q.FileChangedError, match="was changed by someone else"):
            year.edit(q.set_level("OP.1.1.2", 2))
    assert path.read_text(encoding="utf-8") == year_text("OP.1.1.1: 4")
    # The edit is based on the version saved since the year was read.
    year.edit(q.set_level("OP.1.1.2", 2))
    assert path.read_text(encoding="utf-8") == year_text("OP.1.1.1: 4\nOP.1.1.2: 2")


def test_what_the_system_refuses_is_an_error_of_ours(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left")

    monkeypatch.setattr("qualitycli.application.file_editing.replace", full)
    with pytest.raises(q.NotWrittenError, match="the disk is full"):
        q.open_project(project).year(YEAR).edit(q.set_level("OP.1.1.1", 1, evidence="а"))
