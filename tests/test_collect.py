"""Many schools in one table: its content, its order, and the files that are left out."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate import schools, write
from qualitycli.application import collecting
from qualitycli.reading.load import Loaded, parse_catalogue
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile
from tests.conftest import MadeOnce, Quality
from tests.interpreter import in_a_fresh_interpreter

pytestmark = pytest.mark.slow

YEARS = ["2022-2023", "2023-2024"]
# Enough rows for tests of which schools and years are in the table.
AREAS = ("--depth", "area")


@pytest.fixture
def country(tmp_path: Path, made_once: MadeOnce, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with six schools with two years each, as the working folder."""
    made_once("country", lambda to: write(to, 6, YEARS, seed=3), tmp_path / "schools")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def school_folders(country: Path) -> list[str]:
    found = (path.parents[1] for path in country.glob("schools/*/*/data/criteria.yaml"))
    return sorted(path.relative_to(country).as_posix() for path in found)


def test_the_table_has_what_score_says_of_each_year(country: Path, quality: Quality) -> None:
    found = rows(quality("collect", "schools").out)
    assert list(dict.fromkeys(row["project"] for row in found)) == school_folders(country)
    for folder in school_folders(country):
        for year in YEARS:
            own = [row for row in found if (row["project"], row["year"]) == (folder, year)]
            path = f"{folder}/data/years/{year}.yaml"
            said = json.loads(quality("score", path, "--format", "json").out)
            nodes = [said["overall"], *said["nodes"]]
            assert [row["id"] or None for row in own] == [node["id"] for node in nodes]
            for row, node in zip(own, nodes, strict=True):
                assert row["share_exact"] == (node["share_exact"] or "")
                for name in ("share", "grade", "percent", "coverage"):
                    figure = None if node[name] is None else float(node[name])
                    assert (float(row[name]) if row[name] else None) == figure
                assert row["band"] == (node["band"] or "")
                assert (row["state"] or None) == node.get("state")
                assert (row["level"] or None) == (str(node["level"]) if "level" in node else None)
                assert (row["scored"], row["applicable"]) == (
                    str(node["scored"]),
                    str(node["applicable"]),
                )
            assert {row["school"] for row in own} == {f"Примерно училище № {int(folder[-4:])}"}
            assert {row["illustrative"] for row in own} == {"true"}


def test_json_says_the_same_with_numbers_and_null(country: Path, quality: Quality) -> None:
    table = rows(quality("collect", "schools").out)
    lines = [
        json.loads(line)
        for line in quality("collect", "schools", "--format", "jsonl").out.splitlines()
    ]
    assert len(lines) == len(table)
    for row, line in zip(table, lines, strict=True):
        assert list(row) == list(line)
        assert row == {name: _as_cell(value) for name, value in line.items()}
    overall = lines[0]
    assert (overall["id"], overall["kind"], overall["state"]) == (None, "overall", None)
    assert isinstance(overall["grade"], float)
    assert isinstance(overall["illustrative"], bool)


def _as_cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


# The format makes no difference to the workers, so each is tried with two numbers of them.
@pytest.mark.parametrize(
    ("output", "numbers"), [("csv", ("2", "64")), ("jsonl", ("3", "6"))], ids=["csv", "jsonl"]
)
def test_the_table_is_the_same_however_many_share_the_work(
    output: str, numbers: tuple[str, str], country: Path, quality: Quality
) -> None:
    (country / school_folders(country)[2] / "data/years/2022-2023.yaml").write_text("ratings: [")
    alone = quality("collect", "schools", "--format", output, "--jobs", "1")
    for jobs in numbers:
        assert quality("collect", "schools", "--format", output, "--jobs", jobs) == alone


def test_a_broken_school_is_named_and_does_not_stop_the_rest(
    country: Path, quality: Quality
) -> None:
    first, second, third, fourth, *rest = school_folders(country)
    year = country / first / "data/years/2022-2023.yaml"
    year.write_text(year.read_text("utf-8") + "  OP.99.1: 3\n  OP.99.2: 3\n", "utf-8")
    (country / second / "data/criteria.yaml").unlink()
    (country / second / "data/criteria.yaml").write_text("format: 1\nareas: [\n", "utf-8")
    for path in (country / third / "data/years").iterdir():
        path.unlink()
    (country / fourth / "data/years/2023-2024.yaml").write_bytes(b"\xff\xfe\x00")
    outcome = quality("collect", "schools", *AREAS)
    assert outcome.code == 1
    left = {(row["project"], row["year"]) for row in rows(outcome.out)}
    assert left == {
        (first, "2023-2024"),
        (fourth, "2022-2023"),
        *((one, year) for one in rest for year in YEARS),
    }
    for place in (
        f"{first}/data/years/2022-2023.yaml",
        f"{second}/data/criteria.yaml",
        f"{third}/data/criteria.yaml",
        f"{fourth}/data/years/2023-2024.yaml",
    ):
        assert outcome.err.count(place) == 1
    assert "Left out because of errors: 4 files." in outcome.err
    assert "… and 1 more error in it." in outcome.err
    assert "Collected: 4 schools, 6 years" in outcome.err


def test_places_may_be_folders_patterns_projects_and_years(country: Path, quality: Quality) -> None:
    first, second, *_ = school_folders(country)
    everything = quality("collect", "schools", *AREAS).out
    assert quality("collect", "schools/*", *AREAS).out == everything
    assert quality("collect", str(country / "schools/*/*"), "schools", *AREAS).out == everything
    assert quality("collect", ".", *AREAS).out.replace("./", "") == everything
    one = rows(quality("collect", first, *AREAS).out)
    assert {row["project"] for row in one} == {first}
    year = rows(quality("collect", "schools/*/*/data/years/2023-2024.yaml", *AREAS).out)
    assert {row["year"] for row in year} == {"2023-2024"}
    assert len({row["project"] for row in year}) == 6
    both = rows(quality("collect", second, first, second, *AREAS).out)
    assert list(dict.fromkeys(row["project"] for row in both)) == [second, first]


@pytest.mark.parametrize("place", ["nowhere", "no/*/where", "notes.txt", ""])
def test_a_place_without_a_project_is_a_usage_error(
    place: str, country: Path, quality: Quality
) -> None:
    (country / "notes.txt").write_text("x", encoding="utf-8")
    outcome = quality("collect", "schools", place)
    assert (outcome.code, outcome.out) == (2, "")
    assert "No project found" in outcome.err


def test_depth_limits_the_floors(country: Path, quality: Quality) -> None:
    kinds = {row["kind"] for row in rows(quality("collect", "schools", "--depth", "area").out)}
    assert kinds == {"overall", "area"}


def test_links_to_folders_are_not_followed(country: Path, quality: Quality, tmp_path: Path) -> None:
    real = school_folders(country)
    first = real[0]
    (country / "schools/again").symlink_to(country / first, target_is_directory=True)
    (country / "schools/round").symlink_to(country / "schools", target_is_directory=True)
    outside = tmp_path / "secret.yaml"
    shutil.copy(country / first / "data/years/2022-2023.yaml", outside)
    link = country / first / "data/years/2021-2022.yaml"
    link.symlink_to(outside)
    outcome = quality("collect", "schools", *AREAS)
    assert list(dict.fromkeys(row["project"] for row in rows(outcome.out))) == real
    assert outcome.code == 1
    assert "2021-2022.yaml" in outcome.err


def test_a_catalogue_that_is_a_link_out_of_its_school_is_not_read(
    country: Path, quality: Quality
) -> None:
    first = school_folders(country)[0]
    catalogue = country / first / "data/criteria.yaml"
    outside = country / "outside.yaml"
    catalogue.rename(outside)
    catalogue.symlink_to(outside)
    outcome = quality("collect", "schools", *AREAS)
    assert outcome.code == 1
    assert first not in {row["project"] for row in rows(outcome.out)}
    assert f"{first}/data/criteria.yaml" in outcome.err


def test_no_line_starts_a_command_in_a_log(country: Path, quality: Quality) -> None:
    first = country / school_folders(country)[0]
    first.rename(country / "::error::x")
    outcome = quality("collect", ".", *AREAS)
    assert "error::x" in outcome.out
    assert not [line for line in outcome.out.splitlines() if line.startswith("::")]


def test_no_cell_is_a_formula_or_breaks_a_line(country: Path, quality: Quality) -> None:
    first = country / school_folders(country)[0]
    evil = first.with_name("=1+2 \u202e,x\n")
    first.rename(evil)
    year = evil / "data/years/2022-2023.yaml"
    text = year.read_text(encoding="utf-8")
    name = next(line for line in text.splitlines() if line.startswith("  name:"))
    text = text.replace(name, '  name: "=HYPERLINK(\\"http://x\\")\\n\\e[31m\\u2028"')
    year.write_text(text, encoding="utf-8")
    outcome = quality("collect", "schools")
    found = [
        row for row in rows(outcome.out) if row["year"] == "2022-2023" and "=1+2" in row["project"]
    ]
    assert found
    assert all(row["school"].startswith("'=HYPERLINK") for row in found)
    assert outcome.out.isascii() or not set(outcome.out) & set("\x1b\u202e\u2028")
    assert all(len(line.split(",")) >= 23 for line in outcome.out.splitlines())
    lines = quality("collect", "schools", "--format", "jsonl").out
    assert not set(lines) & set("\x1b\u202e\u2028")
    assert {row["school"] for row in map(json.loads, lines.splitlines())} >= {
        '=HYPERLINK("http://x")\n\x1b[31m\u2028'
    }


def test_schools_with_the_same_catalogue_share_it_read(
    country: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def counting(source: Source) -> Loaded[CatalogueFile]:
        parsed.append(source.name)
        return parse_catalogue(source)

    monkeypatch.setattr(collecting, "parse_catalogue", counting)
    changed = country / school_folders(country)[3] / "data/criteria.yaml"
    text = changed.read_text(encoding="utf-8")
    changed.unlink()
    changed.write_text(text + "# another\n", encoding="utf-8")
    assert quality("collect", "schools", "--jobs", "1").code == 0
    assert len(parsed) == 2


def test_memory_is_flat(tmp_path: Path) -> None:
    """Peak memory does not grow with the number of schools."""
    write(tmp_path / "few", 5, YEARS[:1])
    write(tmp_path / "more", 30, YEARS[:1])
    code = (
        "import json, os, sys; from pathlib import Path; from qualitycli.cli.app import run\n"
        "sys.stdout, peaks = open(os.devnull, 'w'), []\n"
        "for name in ('few', 'more'):\n"
        "    assert run(['collect', name, '--jobs', '1']) == 0\n"
        # Not ru_maxrss, in which the process that started this one may count.
        "    status = Path('/proc/self/status').read_text().split()\n"
        "    peaks.append(int(status[status.index('VmHWM:') + 1]) / 1024)\n"
        "print(json.dumps(peaks), file=sys.__stdout__)"
    )
    few, more = in_a_fresh_interpreter(code, folder=tmp_path)
    # If what is written were kept, it would be 3 MiB.
    assert more < few + 1.5, (few, more)


def test_made_up_schools_are_the_same_for_the_same_seed(tmp_path: Path, quality: Quality) -> None:
    assert schools(50, seed=7) == schools(50, seed=7) != schools(50, seed=8)
    write(tmp_path / "a", 3, YEARS, seed=7)
    write(tmp_path / "b", 3, YEARS, seed=7)
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*.yaml"))
    assert len(files) == 9
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    for folder in (tmp_path / "a").glob("*/*"):
        assert quality("--root", folder, "validate", "--strict").code == 0


def failing_for(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, *stems: str) -> None:
    """Make a function fail with a simulated bug for files with these names."""
    function = getattr(module, name)

    def failing(project: Any, path: Path, *more: Any) -> Any:
        if path.stem in stems or path.parents[2].name in stems:
            raise ZeroDivisionError
        return function(project, path, *more)

    monkeypatch.setattr(module, name, failing)


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_a_fault_in_one_school_does_not_stop_the_others(
    jobs: str, country: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rows(quality("collect", "schools", *AREAS).out)
    bad = Path(school_folders(country)[2])
    failing_for(monkeypatch, collecting, "checked_year", bad.name)
    outcome = quality("collect", "schools", "--jobs", jobs, *AREAS)
    assert outcome.code == 3
    assert rows(outcome.out) == [row for row in whole if row["project"] != bad.as_posix()]
    for year in YEARS:
        assert f"{bad.as_posix()}/data/years/{year}.yaml was left out" in outcome.err
    assert "ZeroDivisionError" in outcome.err
    assert "Collected: 5 schools, 10 years" in outcome.err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_fault_in_one_year_does_not_stop_the_school(
    jobs: str, country: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_for(monkeypatch, collecting, "checked_year", YEARS[0])
    outcome = quality("collect", "schools", "--jobs", jobs, *AREAS)
    assert outcome.code == 3
    assert {row["year"] for row in rows(outcome.out)} == {YEARS[1]}
    assert "Collected: 6 schools, 6 years" in outcome.err


def test_a_fault_in_a_catalogue_and_what_the_system_refuses(
    country: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = school_folders(country)
    real = getattr(collecting, "read_file")  # noqa: B009  (imported by that module)

    def failing(path: Path, name: str, root: Path | None = None) -> Any:
        if name.startswith(f"{folders[0]}/"):
            raise RecursionError
        if name.startswith(f"{folders[1]}/"):
            raise OSError(5, "Input/output error")
        return real(path, name, root)

    monkeypatch.setattr(collecting, "read_file", failing)
    outcome = quality("collect", "schools", *AREAS)
    assert outcome.code == 3
    assert {row["project"] for row in rows(outcome.out)} == set(folders[2:])
    assert f"{folders[0]}/data/criteria.yaml was left out" in outcome.err
    assert f"{folders[1]}/data/criteria.yaml:1:1: error Q101" in outcome.err


def test_a_school_whose_process_is_killed_is_left_out(
    country: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rows(quality("collect", "schools", *AREAS).out)
    bad = school_folders(country)[3]
    function = getattr(collecting, "checked_year")  # noqa: B009  (imported by that module)

    def killed(project: Any, path: Path, *more: Any) -> Any:
        if path.parents[2].name == Path(bad).name:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(project, path, *more)

    monkeypatch.setattr(collecting, "checked_year", killed)
    outcome = quality("collect", "schools", "--jobs", "2", *AREAS)
    assert outcome.code == 3
    assert rows(outcome.out) == [row for row in whole if row["project"] != bad]
    assert f"{bad} was left out: the process that read it was killed." in outcome.err
