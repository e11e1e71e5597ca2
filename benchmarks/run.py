"""Measure this tool and comparable programs in one run, and write RESULTS.md.

``python benchmarks/run.py`` takes about half an hour; ``--quick`` takes a few minutes, with fewer
rounds and files, and writes nothing. It needs the development environment that ``tools/set_up.py
--full`` makes, npm for ajv, Java for Spark, and a network connection the first time.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

if sys.platform == "win32":
    raise SystemExit("The benchmarks run on Linux: they choose processors and read /proc.")

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.generate import schools, write, year_text, years_from
from benchmarks.growth import growths
from benchmarks.growth_plot import plot
from benchmarks.measure import Program, Runs, in_turn, run
from benchmarks.peers import CACHE, HERE, TOP, Peers, checks, install
from benchmarks.results import (
    COLLECT,
    IMPORT,
    LIBRARIES,
    NO_SCAN,
    ON_ONE,
    ON_TWO,
    OPENPYXL,
    PARQUET,
    PARQUET_AGAIN,
    SCAN,
    VALIDATE,
    Measured,
    text_of,
)
from benchmarks.spark import readings
from qualitycli.reading.load import load_catalogue
from qualitycli.reading.project import shipped_project
from tools.table_packages import folder as packages

READ_CELLS: Final = """
import sys, openpyxl
for sheet in openpyxl.load_workbook(sys.argv[1], data_only=True):
    for row in sheet.iter_rows(values_only=True):
        pass
"""
ONE_MODEL: Final = """
import gc, os
gc.disable()
import click, yaml, pydantic
class Model(pydantic.BaseModel):
    number: int
Model(number=1)
os._exit(0)
"""
RESULTS: Final = HERE / "RESULTS.md"
PLOT: Final = HERE / "growth.svg"
YEAR: Final = "2024-2025"


class Size(NamedTuple):
    """Numbers of rounds, files and schools."""

    rounds: int
    rounds_of_many: int
    few: int
    many: int
    schools: int
    slow: int
    shared: int


FULL: Final = Size(
    rounds=21, rounds_of_many=3, few=1000, many=5000, schools=5000, slow=200, shared=300
)
QUICK: Final = Size(rounds=5, rounds_of_many=1, few=50, many=200, schools=50, slow=10, shared=30)


def main() -> None:
    """Install, generate, measure, write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--rounds", type=int, help="rounds for one file")
    asked.add_argument("--rounds-of-many", type=int, help="rounds for many files")
    options = asked.parse_args()
    size = QUICK if options.quick else FULL
    size = size._replace(
        rounds=options.rounds or size.rounds,
        rounds_of_many=options.rounds_of_many or size.rounds_of_many,
    )
    if not packages().is_dir() or shutil.which("java") is None:
        sys.exit("Parquet and Spark are not installed; run: python tools/set_up.py --full")
    peers = install()
    data = Data(size)
    run(Program((str(peers.ours), "export", YEAR, "-o", "year.xlsx", "--force"), data.one))
    schema = CACHE / "year.schema.json"
    with schema.open("w", encoding="utf-8") as file:
        run(Program((str(peers.ours), "schema", "year"), data.one), file.fileno())
    measured = Measured(
        versions=peers.versions,
        size=size._asdict(),
        bytes_of_year=(data.one / f"data/years/{YEAR}.yaml").stat().st_size,
        bytes_of_example=(TOP / "data/years/2020-2021.yaml").stat().st_size,
        bytes_of_catalogue=(TOP / "data/criteria.yaml").stat().st_size,
        start=in_turn(_starts(peers, data, schema), size.rounds),
        few=_many(peers, data, schema, size.few, size),
        many=_many(peers, data, schema, size.many, size),
        memory={
            count: run(_validate(peers, data, count)).megabytes
            for count in (100, size.few, size.many)
        },
        schools=in_turn(_schools(peers, data), size.rounds_of_many, warm_up=False),
        cores=in_turn(_cores(peers, data, size), size.rounds_of_many, warm_up=False),
        growths=growths(peers.ours, CACHE / "growth", data.catalogue_file, quick=options.quick),
        spark=readings((size.schools // 10, size.schools)),
    )
    text = text_of(measured)
    sys.stdout.write(text)
    if not options.quick:
        RESULTS.write_text(text, encoding="utf-8")
        PLOT.write_text(plot(measured.growths), encoding="utf-8")


class Data:
    """The generated files; made once for each size."""

    def __init__(self, size: Size) -> None:
        loaded = load_catalogue(shipped_project().catalogue, "catalogue")
        assert loaded.content is not None
        self.catalogue_file = loaded.content
        self.folder = CACHE / f"data-{size.many}"
        self.one = self.folder / "one"
        self.many = self.folder / "many"
        self.schools = self.folder / "schools"
        if not (self.folder / "complete").exists():
            shutil.rmtree(self.folder, ignore_errors=True)
            self._make(size)
            (self.folder / "complete").touch()

    def files(self, count: int) -> list[Path]:
        """Return the paths of the first `count` year files of one project."""
        return sorted((self.many / "files").glob(f"*/{YEAR}.yaml"))[:count]

    def _make(self, size: Size) -> None:
        # Twenty years of a school, all with the built-in catalogue.
        _project(self.one / "data")
        for year in years_from(2005, 20):
            path = self.one / f"data/years/{year}.yaml"
            path.write_text(year_text(schools(1)[0], year, self.catalogue_file), encoding="utf-8")
        _project(self.many / "data")
        (self.many / "files").mkdir()
        for school in schools(size.many):
            path = self.many / f"files/{school.number:04}/{YEAR}.yaml"
            path.parent.mkdir()
            path.write_text(year_text(school, YEAR, self.catalogue_file), encoding="utf-8")
        write(self.schools, size.schools, [YEAR])


def _project(data: Path) -> None:
    (data / "years").mkdir(parents=True)
    shutil.copyfile(shipped_project().catalogue, data / "criteria.yaml")


def _starts(peers: Peers, data: Data, schema: Path) -> dict[str, Program]:
    """Return the programs that run on one file, or on none."""
    ours, one, example = str(peers.ours), data.one, TOP
    year = one / f"data/years/{YEAR}.yaml"
    programs = {
        "python -c pass": Program((str(peers.python), "-c", "pass"), one),
        LIBRARIES: Program((str(peers.python), "-c", f"{LIBRARIES}; pydantic.BaseModel"), one),
        # The least that a program with a model takes, ended as ours is.
        "one pydantic model": Program((str(peers.python), "-c", ONE_MODEL), one),
        "quality --version": Program((ours, "--version"), one),
        "quality --help": Program((ours, "--help"), one),
        "quality, completing a command": Program(
            (
                *("/usr/bin/env", "_QUALITY_COMPLETE=bash_complete", "COMP_WORDS=quality sc"),
                *("COMP_CWORD=1", ours),
            ),
            one,
        ),
        "quality validate YEAR": Program((ours, "validate", YEAR), one),
        "quality validate YEAR (the example)": Program((ours, "validate", "2020-2021"), example),
        "quality score YEAR": Program((ours, "score", YEAR), one),
        "quality score YEAR (the example)": Program((ours, "score", "2020-2021"), example),
        "quality diff": Program((ours, "diff", "2023-2024", YEAR), one),
        # All but the writing, so that each run finds the same file.
        "quality set YEAR ITEM --note": Program(
            (ours, "set", YEAR, "OP.1.1.1", "--note", "Измерено.", "--dry-run"), one
        ),
        IMPORT: Program((ours, "import", "year.xlsx", YEAR, "--dry-run"), one),
        OPENPYXL: Program((str(peers.python), "-c", READ_CELLS, "year.xlsx"), one),
        "quality trend, 20 years": Program((ours, "trend"), one),
        # The first year, because a report of a later one includes comparisons.
        "quality report YEAR (the example)": Program(
            (ours, "report", "2020-2021", "-o", str(CACHE / "report.md"), "--force"), example
        ),
    }
    for name, words in checks(peers, schema, [year]).items():
        programs[name] = Program(words, one)
    trestle = peers.pypi("compliance-trestle", "trestle")
    programs["check-jsonschema --help"] = Program(
        (*programs["check-jsonschema"].words[:1], "-h"), one
    )
    programs["check-jsonschema (the example)"] = Program(
        checks(peers, schema, [TOP / "data/years/2020-2021.yaml"])["check-jsonschema"], one
    )
    programs["trestle --help"] = Program((trestle, "--help"), one)
    programs["trestle validate"] = Program(
        (trestle, "validate", "-t", "catalog", "-n", "one"), CACHE / "trestle"
    )
    return programs


def _validate(peers: Peers, data: Data, count: int, cores: frozenset[int] | None = None) -> Program:
    paths = tuple(str(path.relative_to(data.many)) for path in data.files(count))
    return Program((str(peers.ours), "validate", *paths), data.many, cores)


def _many(peers: Peers, data: Data, schema: Path, count: int, size: Size) -> Runs:
    """Measure on many files."""
    files = data.files(count)
    others = {
        name: Program(words, data.many) for name, words in checks(peers, schema, files).items()
    }
    scan = (str(peers.python), str(HERE / "scan.py"))
    # These take a minute for a thousand files, so they run once, on some of them.
    part = checks(peers, schema, files[: size.slow])
    slow = ("check-jsonschema", "yamllint") if count == size.few else ()
    return in_turn(
        {
            SCAN: Program((*scan, *map(str, files)), data.many),
            NO_SCAN: Program(scan, data.many),
            f"{VALIDATE}{ON_ONE}": _validate(peers, data, count, frozenset({0})),
            f"{VALIDATE}{ON_TWO}": _validate(peers, data, count, frozenset({0, 1})),
            "ajv": others["ajv"],
            # Takes a minute for five thousand files, which would add no information.
            **({"yamale": others["yamale"]} if count == size.few else {}),
        },
        size.rounds_of_many,
        warm_up=False,
        once={name: Program(part[name], data.many) for name in slow},
    )


def _schools(peers: Peers, data: Data) -> dict[str, Program]:
    """Return the programs that read all schools."""
    ours, tables = str(peers.ours), CACHE / "tables"
    shutil.rmtree(tables, ignore_errors=True)
    tables.mkdir()
    unchanged = _into_parquet(ours, tables / "unchanged", ["schools"], data.folder)
    run(unchanged)
    first = _into_parquet(ours, tables / "first", ["schools"], data.folder, new=True)
    return {
        VALIDATE: Program((ours, "validate", "schools"), data.folder),
        COLLECT: Program((ours, "collect", "schools"), data.folder),
        PARQUET: first,
        PARQUET_AGAIN: unchanged,
    }


def _cores(peers: Peers, data: Data, size: Size) -> dict[str, Program]:
    """Return the programs that share their work, each on one core and on two."""
    ours = str(peers.ours)
    projects = sorted(str(one.parent) for one in data.schools.rglob("data"))[: size.shared]
    programs = {
        f"{VALIDATE}, projects": Program((ours, "validate", *projects), data.folder),
        f"{VALIDATE}, year files of one project": _validate(peers, data, size.shared),
        COLLECT: Program((ours, "collect", *projects), data.folder),
        PARQUET: _into_parquet(ours, CACHE / "tables/shared", projects, data.folder, new=True),
    }
    return {
        f"{name}{cores}": program._replace(cores=frozenset(range(number)))
        for name, program in programs.items()
        for cores, number in ((ON_ONE, 1), (ON_TWO, 2))
    }


def _into_parquet(
    ours: str, table: Path, places: Sequence[str], folder: Path, *, new: bool = False
) -> Program:
    """Return the program that collects into a table.

    :param new: whether to remove the table first.
    """
    words = (ours, "collect", *places, "--format", "parquet", "-o", str(table))
    return Program(words, folder, packages=packages(), makes=table if new else None)


if __name__ == "__main__":
    main()
