"""Many schools in a folder of Parquet files: its rows and types, and what a second run does."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate import write
from qualitycli.application import collecting, table_writing
from qualitycli.cli.app import run
from qualitycli.render.long_table import COLUMNS
from qualitycli.writing import folder_swap
from qualitycli.writing.table_folder import LIST, hash_of
from tests.conftest import THOROUGH, TIMES, CommandResult, MadeOnce, Quality
from tests.needs import use

pytestmark = pytest.mark.slow

YEARS = ["2022-2023", "2023-2024"]
DECIMALS = {
    "share": 4,
    "grade": 2,
    "percent": 1,
    "coverage": 4,
    "points": 4,
    "points_scored_max": 4,
    "points_max": 4,
    "value": 6,
    "percent_stated": 1,
}
INTEGERS = ["level", "scored", "applicable", "count", "of"]
BOOLEANS = ["illustrative", "borderline", "complete"]


@pytest.fixture
def country(tmp_path: Path, made_once: MadeOnce, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with four schools with two years each, as the working folder."""
    use("pyarrow")
    made_once("four schools", lambda to: write(to, 4, YEARS, seed=3), tmp_path / "schools")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def collect(quality: Quality, country: Path) -> Callable[..., CommandResult]:
    """Run the command on all schools, for the folder `table`."""

    def call(*more: str, depth: str = "area") -> CommandResult:
        words = ("--depth", depth, "--format", "parquet", "-o", "table", "--jobs", "1")
        return quality("collect", "schools", *words, *more)

    return call


def dataset(folder: Path) -> Any:
    import pyarrow.dataset as ds

    return ds.dataset(folder, partitioning="hive")


def table_rows(folder: Path = Path("table")) -> list[dict[str, Any]]:
    """Return all rows, in the order of schools, years and the framework."""
    found = [dict(row) for row in dataset(folder).to_table().to_pylist()]
    return sorted(found, key=lambda row: (row["project"], row["year"]))


def schools() -> list[Path]:
    return sorted(path.parents[1] for path in Path().glob("schools/*/*/data/criteria.yaml"))


def change(school: Path, year: str = YEARS[0]) -> None:
    """Change the figures of a school's year: no item is rated at the highest level any more."""
    path = school / f"data/years/{year}.yaml"
    path.write_text(path.read_text("utf-8").replace("level: 4", "level: 1"), encoding="utf-8")


def years_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which the name of each school is added when a year of it is read."""
    read: list[str] = []
    real = getattr(collecting, "checked_year")  # noqa: B009  (imported by that module)

    def counting(project: Any, path: Path, *more: Any) -> Any:
        read.append(project.root.name)
        return real(project, path, *more)

    monkeypatch.setattr(collecting, "checked_year", counting)
    return read


def test_the_rows_are_those_of_the_other_formats(
    collect: Callable[..., CommandResult], quality: Quality
) -> None:
    outcome = collect(depth="item")
    assert outcome.code == 0
    assert outcome.out == ""
    lines = quality("collect", "schools", "--format", "jsonl").out.splitlines()
    wanted = [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in lines]
    found = table_rows()
    assert len(found) == len(wanted) > 1000
    for row, line in zip(found, wanted, strict=True):
        assert set(row) == set(line) == set(COLUMNS)
        # A boolean equals a number, but is not one.
        assert {name: type(row[name]) for name in BOOLEANS} == dict.fromkeys(BOOLEANS, bool)
        assert row == line


def test_every_column_has_its_type(collect: Callable[..., CommandResult]) -> None:
    import pyarrow as pa

    collect(depth="item")
    types = {field.name: field.type for field in dataset(Path("table")).schema}
    for name, kind in types.items():
        if name in DECIMALS:
            assert pa.types.is_decimal128(kind)
            assert kind.scale == DECIMALS[name]
        elif name in INTEGERS:
            assert pa.types.is_integer(kind)
        elif name in BOOLEANS:
            assert pa.types.is_boolean(kind)
        elif name in ("year", "share_exact"):
            assert pa.types.is_string(kind)
        else:
            assert pa.types.is_dictionary(kind), name
            assert pa.types.is_string(kind.value_type)
    assert set(types) == set(COLUMNS)


def test_the_largest_numbers_of_a_file_have_room() -> None:
    use("pyarrow")
    from qualitycli.render.arrow_table import SCHEMA

    # Nine digits before the point; points of as many items as a file of 8 MiB can have.
    largest = {"value": 10**9, "percent_stated": 10**11, "grade": 10**9, "percent": 100}
    largest |= {"share": 1, "coverage": 1}
    largest |= dict.fromkeys(("points", "points_scored_max", "points_max"), 10**9 * 2**20)
    assert largest.keys() == DECIMALS.keys()
    for name, number in largest.items():
        kind = SCHEMA.field(name).type
        assert number <= 10 ** (kind.precision - kind.scale)


def test_the_folders_are_the_years_and_other_names_are_hidden(
    collect: Callable[..., CommandResult],
) -> None:
    collect()
    names = {path.name for path in Path("table").iterdir()}
    assert {name for name in names if name[0] not in "_."} == {f"year={year}" for year in YEARS}
    for path in Path("table").glob("year=*/*"):
        assert path.suffix == ".parquet"
    assert sorted(path.name for path in Path().iterdir()) == ["schools", "table"]


def test_only_changed_schools_are_read_again(
    collect: Callable[..., CommandResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    collect()
    before = {path: path.stat().st_ino for path in Path("table").rglob("*.parquet")}
    read = years_read(monkeypatch)
    assert collect().code == 0
    assert read == []
    old = table_rows()
    changed = schools()[3]
    change(changed)
    outcome = collect()
    assert outcome.code == 0
    assert "Collected: 1 school, 2 years" in outcome.err
    assert "Unchanged: 3 schools." in outcome.err
    assert read == [changed.name] * 2
    new = table_rows()
    assert {(row["project"], row["year"]) for row in new if row not in old} == {
        (changed.as_posix(), YEARS[0])
    }
    collect("-o", "fresh")
    assert new == table_rows(Path("fresh"))
    # The files of schools that did not change are still the same ones.
    after = {path: path.stat().st_ino for path in Path("table").rglob("*.parquet")}
    assert after.keys() == before.keys()
    assert 0 < sum(after[path] != before[path] for path in after) <= 2 < len(after)


def test_a_changed_catalogue_and_another_depth_are_changes(
    collect: Callable[..., CommandResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    collect()
    read = years_read(monkeypatch)
    catalogue = schools()[0] / "data/criteria.yaml"
    text = catalogue.read_text("utf-8")
    catalogue.unlink()
    catalogue.write_text(text + "# checked again\n", encoding="utf-8")
    collect()
    assert read == [schools()[0].name] * 2
    collect(depth="criterion")
    assert len(read) == 2 + 8
    assert {row["kind"] for row in table_rows()} == {"overall", "area", "criterion"}


def test_a_table_with_other_columns_is_written_again(
    collect: Callable[..., CommandResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow.parquet as pq

    collect()
    expected = table_rows()
    *fewer, last = COLUMNS
    made = json.loads(Path("table", LIST).read_text("utf-8"))
    made["made_from"]["columns"] = ",".join(fewer)
    for name in made["files"]:
        path = Path("table", name)
        pq.write_table(pq.ParquetFile(path).read().drop_columns([last]), path)
        made["files"][name] = hash_of(path)
    Path("table", LIST).write_text(json.dumps(made), encoding="utf-8")
    read = years_read(monkeypatch)
    assert collect().code == 0
    assert len(read) == 8
    assert table_rows() == expected


def test_the_table_of_a_changed_country_is_that_of_a_new_folder(
    collect: Callable[..., CommandResult], country: Path
) -> None:
    """Whatever happens to the schools, a table that is kept up to date equals a new one."""
    chance = random.Random(5)
    apart = country / "apart"
    apart.mkdir()
    collect()
    events = ("change", "leave", "spoil", "come", "lose a year", "leave", "come", "change")
    for step, event in enumerate(events * TIMES):
        school = chance.choice(schools())
        match event:
            case "change":
                change(school, chance.choice(sorted((school / "data/years").iterdir())).stem)
            case "spoil":
                path = school / f"data/years/{chance.choice(YEARS)}.yaml"
                if path.exists():
                    path.write_text(path.read_text("utf-8") + "  OP.99.1: 3\n", encoding="utf-8")
            case "leave" if len(schools()) > 2:
                shutil.move(school, apart / f"{school.parent.name} {school.name} {step}")
            case "come":
                for one in apart.iterdir():
                    shutil.move(one, Path("schools") / one.name)
            case "lose a year":
                (school / f"data/years/{YEARS[1]}.yaml").unlink(missing_ok=True)
            case _:
                assert event == "leave"
        kept = collect()
        shutil.rmtree("fresh", ignore_errors=True)
        fresh = collect("-o", "fresh")
        assert kept.code == fresh.code
        assert table_rows() == table_rows(Path("fresh"))
        assert [line for line in kept.err.splitlines() if "Q" in line] == [
            line for line in fresh.err.splitlines() if "Q" in line
        ]


def test_a_file_with_errors_is_left_out_and_told_every_time(
    collect: Callable[..., CommandResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    collect()
    whole = table_rows()
    bad = schools()[1]
    path = bad / f"data/years/{YEARS[0]}.yaml"
    text = path.read_text("utf-8")
    path.write_text(text + "  OP.99.1: 3\n", encoding="utf-8")
    for _ in range(2):
        outcome = collect()
        assert outcome.code == 1
        assert outcome.err.count(path.as_posix()) == 1
        assert table_rows() == [
            row for row in whole if (row["project"], row["year"]) != (bad.as_posix(), YEARS[0])
        ]
    path.write_text(text, encoding="utf-8")
    assert collect().code == 0
    assert table_rows() == whole

    def failing(*_: object) -> None:
        raise ZeroDivisionError

    change(bad)
    with monkeypatch.context() as broken:
        broken.setattr(collecting, "score_year", failing)
        assert collect().code == 3
    assert bad.as_posix() not in {row["project"] for row in table_rows()}
    assert collect().code == 0
    assert len(table_rows()) == len(whole)


@pytest.mark.parametrize("is_first", [True, False])
def test_a_kill_at_any_moment_leaves_the_old_or_the_new_table(
    is_first: bool, collect: Callable[..., CommandResult], country: Path
) -> None:
    shutil.rmtree(schools()[3])
    (schools()[1] / f"data/years/{YEARS[0]}.yaml").unlink()
    old: list[dict[str, Any]] | None = None
    if not is_first:
        collect()
        old = table_rows()
        shutil.copytree("table", "kept")
        change(schools()[0], YEARS[1])
        shutil.rmtree(schools()[2])
    collect("-o", "fresh")
    new = table_rows(Path("fresh"))
    assert new != old
    seen = set()
    for moment in range(1, 1000):
        if not is_killed_at(moment, country):
            break
        there = table_rows() if Path("table").exists() else None
        assert there in (old, new)
        seen.add(there == new)
        if moment % (7 if is_first or THOROUGH else 13) == 0:
            collect()
            assert table_rows() == new
            assert not [path for path in country.iterdir() if path.name.startswith(".")]
        shutil.rmtree("table", ignore_errors=True)
        if not is_first:
            shutil.copytree("kept", "table")
    assert moment > 20
    # The first table appears with the last operation.
    assert seen == ({False} if is_first else {False, True})


def is_killed_at(moment: int, country: Path) -> bool:
    """Run the command in a process that is killed at its n-th operation on a file of a table."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    left = [moment]

    def watch(event: str, args: tuple[Any, ...]) -> None:
        if (event == "open" or event.startswith("os.")) and f"{country}/" in str(args[0]):
            name = str(args[0]).removeprefix(f"{country}/")
            left[0] -= name.startswith((".table", "table"))
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    words = ("--depth", "area", "--format", "parquet", "-o", str(country / "table"), "--jobs", "1")
    os._exit(run(["collect", "schools", *words]))


def test_where_folders_cannot_be_swapped_the_next_run_completes_a_killed_one(
    collect: Callable[..., CommandResult], monkeypatch: pytest.MonkeyPatch, country: Path
) -> None:
    monkeypatch.setattr(folder_swap, "_swap", lambda *_: False)
    collect()
    old = table_rows()
    change(schools()[0])
    assert collect().code == 0
    new = table_rows()
    assert new != old
    assert sorted(path.name for path in country.iterdir()) == ["schools", "table"]
    # Killed between the two steps.
    Path("table").rename(".table.quality-old")
    Path(".table.quality-new").mkdir()
    assert collect().code == 0
    assert table_rows() == new
    assert sorted(path.name for path in country.iterdir()) == ["schools", "table"]


def _note(table: Path) -> Path:
    (table / "notes.txt").write_text("mine", encoding="utf-8")
    return table / "notes.txt"


def _own_parquet(table: Path) -> Path:
    path = table / f"year={YEARS[0]}/mine.parquet"
    path.write_bytes(b"PAR1")
    return path


def _changed_file(table: Path) -> Path:
    path = min(table.rglob("*.parquet"))
    path.write_bytes(path.read_bytes() + b" ")
    return path


def _link(table: Path) -> Path:
    (table / "year=1999-2000").symlink_to(table / f"year={YEARS[0]}")
    return table / "year=1999-2000"


def _broken_list(table: Path) -> Path:
    (table / "_quality.json").write_text("[" * 100_000, encoding="utf-8")
    return table


def _no_list(table: Path) -> Path:
    (table / "_quality.json").unlink()
    return table


@pytest.mark.parametrize(
    "spoil", [_note, _own_parquet, _changed_file, _link, _broken_list, _no_list]
)
def test_a_folder_with_other_files_is_left_as_it_is(
    spoil: Callable[[Path], Path],
    collect: Callable[..., CommandResult],
    country: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def contents() -> dict[str, bytes]:
        found = [path for path in country.rglob("*") if path.is_file()]
        return {path.as_posix(): path.read_bytes() for path in found if path.parts[0] != "schools"}

    collect()
    foreign = spoil(country / "table")
    change(schools()[0])
    before = contents()
    outcome = collect()
    assert outcome.code == 2
    assert foreign.relative_to(country).as_posix() in outcome.err
    assert contents() == before
    # What the message says helps.
    foreign.rename(country / "moved")
    assert collect().code == 0
    collect("-o", "fresh")
    assert table_rows() == table_rows(Path("fresh"))


def test_a_file_that_appears_during_the_run_is_not_lost(
    collect: Callable[..., CommandResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    collect()
    old = table_rows()
    change(schools()[0])
    real = getattr(table_writing, "write_list")  # noqa: B009  (imported by that module)

    def late(*args: Any) -> None:
        real(*args)
        _note(Path("table"))

    monkeypatch.setattr(table_writing, "write_list", late)
    assert collect().code == 2
    assert Path("table/notes.txt").read_text("utf-8") == "mine"
    Path("table/notes.txt").unlink()
    assert table_rows() == old


def test_a_deleted_file_is_written_again(collect: Callable[..., CommandResult]) -> None:
    collect()
    whole = table_rows()
    min(Path("table").rglob("*.parquet")).unlink()
    assert len(table_rows()) < len(whole)
    assert collect().code == 0
    assert table_rows() == whole


def test_two_runs_at_a_time_do_not_mix(collect: Callable[..., CommandResult]) -> None:
    collect()
    change(schools()[0])
    with folder_swap.successor(Path("table"), lambda _: None):
        outcome = collect()
        assert outcome.code == 2
        assert "is being written by another program" in outcome.err
        assert len(list(Path("table").iterdir())) == 3


def test_rows_in_memory_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use("pyarrow")
    import pyarrow.parquet as pq

    from qualitycli.render import parquet
    from qualitycli.render.arrow_table import SCHEMA

    monkeypatch.setattr(parquet, "_MOST_ROWS_KEPT", 100)
    kept = []
    with parquet.ParquetFiles() as files:
        for number in range(90):
            batch = rows_like(SCHEMA, 7, f"school {number}")
            files.add(tmp_path / f"year={number % 3}" / "a.parquet", batch)
            kept.append(sum(file.kept for file in files._files.values()))
        paths = files.complete()
    assert max(kept) <= 100
    for path in paths:
        found = pq.ParquetFile(path)
        assert found.metadata.num_rows == 210
        assert 1 < found.metadata.num_row_groups < 10
        assert len(set(found.read()["project"].to_pylist())) == 30


def rows_like(schema: Any, count: int, project: str) -> Any:
    import pyarrow as pa

    columns = [pa.nulls(count, field.type) for field in schema]
    columns[0] = pa.array([project] * count)
    return pa.record_batch(columns, schema=schema)


def test_without_its_library_the_message_says_what_to_install(
    collect: Callable[..., CommandResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_writing, "find_spec", lambda _: None)
    outcome = collect()
    assert outcome.code == 2
    assert 'pip install "qualitycli[parquet]' in outcome.err
    assert not Path("table").exists()


@pytest.mark.parametrize("words", [("--format", "parquet"), ("-o", "table")])
def test_the_folder_and_the_format_belong_together(
    words: tuple[str, ...], quality: Quality, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = quality("collect", ".", *words)
    assert outcome.code == 2
    assert "--format parquet -o DIR" in outcome.err


def test_several_processes_write_the_same_table(
    collect: Callable[..., CommandResult], quality: Quality
) -> None:
    collect()
    words = ("--depth", "area", "--format", "parquet", "-o", "shared", "--jobs", "3")
    assert quality("collect", "schools", *words).code == 0
    assert table_rows(Path("shared")) == table_rows()


def test_a_name_that_is_not_utf_8_is_written_as_in_csv(
    collect: Callable[..., CommandResult], quality: Quality
) -> None:
    schools()[0].rename("schools/a\udcff")
    for _ in range(2):
        assert collect().code == 0
        change(schools()[-1])
        names = {row["project"] for row in table_rows()}
        lines = quality("collect", "schools", "--depth", "area").out.splitlines()[1:]
        assert names == {line.partition(",")[0] for line in lines}
        assert "schools/a\\udcff" in names
        lines = quality("collect", "schools", "--format", "jsonl").out.splitlines()
        assert names == {json.loads(line)["project"] for line in lines}


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("file", "file already exists."),
        ("file/table", "file/table cannot be written: a part of its path is not a folder."),
        ("/", "/ cannot be written:"),
    ],
)
def test_what_cannot_be_a_folder_is_refused(
    output: str, reason: str, collect: Callable[..., CommandResult]
) -> None:
    Path("file").write_text("а", encoding="utf-8")
    before = sorted(Path().iterdir())
    outcome = collect("-o", output)
    assert (outcome.code, outcome.out) == (2, "")
    assert reason in outcome.err
    assert sorted(Path().iterdir()) == before


@pytest.mark.parametrize("locked", ["table", "table/year=2022-2023"])
def test_a_read_only_table_is_not_replaced(
    locked: str, collect: Callable[..., CommandResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    collect()
    before = table_rows()
    change(schools()[0])
    with monkeypatch.context() as patched:
        # Root may write anywhere, so the permission itself shows nothing in a container.
        denied = Path(locked).absolute()
        patched.setattr(
            os, "access", lambda path, mode: mode != os.W_OK or Path(path).absolute() != denied
        )
        outcome = collect()
    assert outcome.code == 2
    assert "table cannot be written: permission denied" in outcome.err
    assert table_rows() == before
    assert not Path(".table.quality-new").exists()
    assert collect().code == 0
    assert table_rows() != before


def test_folders_above_the_table_are_made(collect: Callable[..., CommandResult]) -> None:
    assert collect("-o", "national/2025/table").code == 0
    assert table_rows(Path("national/2025/table"))
    Path("file").write_text("x", encoding="utf-8")
    outcome = collect("-o", "file")
    assert outcome.code == 2
    assert Path("file").read_text("utf-8") == "x"
