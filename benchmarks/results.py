"""Write the measurements to RESULTS.md: each figure with its target, and the other programs."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.growth import MOST, Growth
from benchmarks.measure import Runs
from benchmarks.spark import Reading

UNIT: Final = "python -c pass"
# The unit of the targets. The start of Python alone does not carry over from machine to machine.
LIBRARIES: Final = "import click, yaml, pydantic"
EXAMPLE: Final = "check-jsonschema (the example)"
IMPORT: Final = "quality import FILE"
OPENPYXL: Final = "openpyxl, reading the same file"
SCAN: Final = "bare scan"
NO_SCAN: Final = "bare scan of nothing"
VALIDATE: Final = "quality validate"
COLLECT: Final = "quality collect"
PARQUET: Final = "quality collect --format parquet"
PARQUET_AGAIN: Final = f"{PARQUET}, again"
ON_ONE: Final = ", one core"
ON_TWO: Final = ", two cores"


class Measured(NamedTuple):
    """All measurements of one run of the benchmarks.

    :ivar memory: the peak memory of any process in MB, by the number of files.
    """

    versions: Mapping[str, str]
    size: Mapping[str, int]
    bytes_of_year: int
    bytes_of_example: int
    bytes_of_catalogue: int
    start: Runs
    few: Runs
    many: Runs
    memory: Mapping[int, float]
    schools: Runs
    cores: Runs
    growths: Sequence[Growth]
    spark: Sequence[Reading]


class Figure(NamedTuple):
    """A figure and its target.

    :ivar why: the explanation to show if the target is missed.
    :ivar beside: the same figure measured in another way, for the columns before the target.
    """

    what: str
    value: float
    most: float
    why: str = ""
    beside: tuple[float, ...] = ()

    @property
    def reached(self) -> bool:
        """Whether the figure, as shown, is not above its target."""
        return float(shown(self.value)) <= self.most


_START: Final = (
    "Importing click, PyYAML and pydantic and building the 57 models takes 1.1 times the unit, as "
    "long as “one pydantic model” below. Loading the tool's other hundred modules takes 0.2, and "
    "reading and checking the catalogue and the year 0.25. Comparing and editing load twenty "
    "modules more."
)
_REPORT: Final = (
    "Loading Jinja and the tool's modules takes 1.5 times the unit; reading, checking and scoring "
    "take as long as in `score`. Of the rest, by the profiler, two thirds go into the texts of the "
    "document and the robustness, and one third into the templates, which the build compiles."
)
_SHARED: Final = (
    "Two processes shared the work of one. If they took about as long as one, the second core was "
    "not free."
)
_YEARS: Final = (
    "Starting up, reading the catalogue and finding the files take a seventh of the time on one "
    "core, and are not shared: 0.57 is the best possible. Forked processes copy the memory that "
    "they write to."
)
_TABLE: Final = (
    "Starting up and loading pyarrow take a tenth of the time on one core, and are not shared: "
    "0.55 is the best possible. All rows are sent to the process that writes the table."
)
_TREND: Final = (
    "After starting up and reading the catalogue, the target leaves 0.04 of the unit for each of "
    "the twenty years. A year takes 0.08: 0.03 to read it (creating libyaml's events alone takes "
    "0.01), 0.01 to check it, and 0.02 each to score it and to compare it with the previous one."
)
_IMPORT: Final = (
    "Starting up, and reading and checking the catalogue and the year, take as long as in "
    "`validate`: nine tenths of what openpyxl takes. Parsing the workbook and comparing its cells "
    "with the year take half as long as openpyxl."
)
_SCANNED: Final = (
    "Creating libyaml's events as Python objects takes 2.8 times the bare scan; with the values "
    "and places built from them, it is 6.0. Pydantic takes 1.7, and the checks 2.8."
)
_AJV: Final = (
    "ajv takes about three bare scans in all, because it keeps no positions. Reading with "
    "positions takes six, half of which two cores can save."
)
_LARGE: Final = "As above; the example year and catalogue are twice the size of a usual year."


def shown(value: float) -> str:
    """Return a figure with about three significant digits."""
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def text_of(measured: Measured) -> str:
    """Return the page."""
    return "\n".join(_lines(measured)) + "\n"


def _lines(measured: Measured) -> Iterator[str]:
    yield "# Benchmarks"
    yield ""
    rounds, rounds_of_many = measured.size["rounds"], measured.size["rounds_of_many"]
    yield (
        f"Written by `python benchmarks/run.py` on {date.today():%Y-%m-%d}: all programs run in "
        "turn, and each figure is the median of the ratios of two runs in the same round. "
        f"{rounds} rounds for one file, {rounds_of_many} for many."
    )
    yield ""
    yield from _machine(measured)
    yield "## One file"
    yield ""
    yield (
        f"The built-in catalogue ({_kb(measured.bytes_of_catalogue)}) with a generated year "
        f"({_kb(measured.bytes_of_year)}) or, where stated, the example year "
        f"({_kb(measured.bytes_of_example)}). The unit is Python with `{LIBRARIES}`: "
        f"{measured.start.seconds(LIBRARIES) * 1000:.1f} ms; `{UNIT}` takes "
        f"{measured.start.seconds(UNIT) * 1000:.1f} ms."
    )
    yield ""
    yield from _table(list(_one(measured.start)), "processor time", f"× `{UNIT}`")
    yield from _table(list(_others(measured.start)), "processor time")
    yield from _peers(
        measured.start,
        (
            *(
                "one pydantic model",
                "check-jsonschema",
                "check-jsonschema (the example)",
                "ajv",
                "yamllint",
                "yamale",
            ),
            *("check-jsonschema --help", "trestle --help", "trestle validate"),
        ),
    )
    yield (
        "ajv and check-jsonschema use the schema that `quality schema year` generates; they do not "
        "check references, do not report positions and have none of the other checks. trestle "
        "validates a nearly empty catalogue in its own format."
    )
    yield ""
    for count, runs in (
        (measured.size["few"], measured.few),
        (measured.size["many"], measured.many),
    ):
        yield f"## {count:,} files"
        yield ""
        yield from _table(list(_many(count, runs, measured)))
        yield from _programs(runs, measured.size["slow"])
    yield "## Memory"
    yield ""
    yield from _table(list(_memory(measured)))
    yield "## All schools"
    yield ""
    yield (
        f"{measured.size['schools']:,} schools, each a project with one year: all checked, all "
        "collected into one table as CSV and as Parquet, and into Parquet again without a change."
    )
    yield ""
    schools = measured.schools
    yield from _table([Figure(f"{COLLECT} ÷ {VALIDATE}", schools.ratio(COLLECT, VALIDATE), 1.3)])
    names = (VALIDATE, COLLECT, PARQUET, PARQUET_AGAIN)
    yield from _beside({name: name for name in names}, schools, VALIDATE)
    yield "## Two cores"
    yield ""
    yield (
        f"{measured.size['shared']:,} schools or, where stated, as many year files of one "
        "project. "
        "Two cores that gain nothing are 1, and 0.5 is the best possible."
    )
    yield ""
    yield from _table(list(_shared(measured.cores)))
    yield "## Spark"
    yield ""
    yield "The data source on a cluster of two executors (`benchmarks/spark.py`)."
    yield ""
    yield from _table(list(_spark(measured)))
    yield "## Growth"
    yield ""
    yield (
        "Processor time by the size of the input, on one core. The exponent is that of the growth "
        "between the two largest sizes, without the cost of the smallest; 1 is linear."
    )
    yield ""
    yield "![Processor time against size, both logarithmic](growth.svg)"
    yield ""
    yield from _growth(measured.growths)


def _growth(growths: Sequence[Growth]) -> Iterator[str]:
    yield "| command | size | × the smallest | exponent | at most | |"
    yield "|---|---|---|--:|--:|---|"
    for one in growths:
        sizes = ", ".join(f"{size:,}" for size, _ in one.runs)
        start = one.runs[0][1].busy
        ratios = ", ".join(shown(run.busy / start) for _, run in one.runs)
        verdict = "met" if round(one.exponent, 2) <= MOST else "missed"
        yield (
            f"| {one.command} | {sizes} {one.what} | {ratios} | {one.exponent:.2f} | {MOST} "
            f"| {verdict} |"
        )


def _machine(measured: Measured) -> Iterator[str]:
    versions = [f"{name} {version}" for name, version in sorted(measured.versions.items())]
    cores = len(os.sched_getaffinity(0))
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    yield f"- Machine: {_processor()}, {cores} cores, {platform.system()}; load at the end: {load}"
    if os.getloadavg()[1] > cores:
        yield (
            "- The machine was shared while the benchmarks ran. The elapsed times of short "
            "programs then vary, their processor times hardly do, and programs that use two cores "
            "wait."
        )
    yield f"- Python {platform.python_version()}; {', '.join(versions)}"
    yield ""


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in text.splitlines() if "model name" in line]
    return names[0] if names else platform.machine()


def _kb(size: int) -> str:
    return f"{size / 1000:.0f} KB"


def _one(runs: Runs) -> Iterator[Figure]:
    def over(name: str, most: float, why: str = "") -> Figure:
        beside = runs.busy_ratio(name, LIBRARIES), runs.ratio(name, UNIT)
        return Figure(name, runs.ratio(name, LIBRARIES), most, why, beside)

    yield over("quality --version", 0.15)
    yield over("quality --help", 0.45)
    yield over("quality, completing a command", 0.45)
    yield over("quality validate YEAR", 1.25, _START)
    yield over("quality validate YEAR (the example)", 1.25, _LARGE)
    yield over("quality score YEAR", 1.3, _START)
    yield over("quality score YEAR (the example)", 1.3, _LARGE)
    yield over("quality diff", 1.45, _START)
    yield over("quality trend, 20 years", 2.4, _TREND)
    yield over("quality report YEAR (the example)", 2.4, _REPORT)
    yield over("quality set YEAR ITEM --note", 1.4, _START)


def _others(runs: Runs) -> Iterator[Figure]:
    def over(name: str, unit: str, most: float, why: str = "") -> Figure:
        ratio, busy = runs.ratio(name, unit), runs.busy_ratio(name, unit)
        return Figure(f"{name} ÷ {unit}", ratio, most, why, (busy,))

    yield over(IMPORT, OPENPYXL, 1.2, _IMPORT)
    yield over("quality validate YEAR", "check-jsonschema", 0.4)
    yield over("quality score YEAR", "check-jsonschema", 0.4)
    yield over("quality validate YEAR (the example)", EXAMPLE, 0.4)


def _many(count: int, runs: Runs, measured: Measured) -> Iterator[Figure]:
    one, two = f"{VALIDATE}{ON_ONE}", f"{VALIDATE}{ON_TWO}"
    scan = runs.seconds(SCAN) - runs.seconds(NO_SCAN)
    scans = runs.seconds(one) / scan
    yield Figure("one core ÷ bare libyaml scan of the same bytes", scans, 5.5, _SCANNED)
    yield Figure("two cores ÷ ajv", runs.ratio(two, "ajv"), 1.0, _AJV)
    slow = measured.size["slow"]
    peer = measured.few.seconds("check-jsonschema") * count / slow
    what = f"two cores ÷ check-jsonschema ({slow:,} files, times {count // slow})"
    yield Figure(what, runs.seconds(two) / peer, 0.05)


def _memory(measured: Measured) -> Iterator[Figure]:
    for count, megabytes in measured.memory.items():
        yield Figure(f"peak memory of a process with {count:,} files, MB", megabytes, 80)


def _table(figures: list[Figure], *columns: str) -> Iterator[str]:
    yield f"| | × | {''.join(f'{column} | ' for column in columns)}target | |"
    yield f"|---|{'--:|' * (len(columns) + 2)}---|"
    for one in figures:
        verdict = "met" if one.reached else f"missed by {_over(one)}"
        cells = [one.what, *map(shown, (one.value, *one.beside))]
        yield f"| {' | '.join(cells)} | {one.most:g} | {verdict} |"
    yield ""
    explained: dict[str, list[str]] = {}
    for one in figures:
        if not one.reached and one.why:
            explained.setdefault(one.why, []).append(one.what)
    for why, names in explained.items():
        yield f"*{', '.join(names)}*: {why}"
        yield ""


def _over(one: Figure) -> str:
    return f"{100 * (one.value / one.most - 1):.0f} %"


def _peers(runs: Runs, names: tuple[str, ...]) -> Iterator[str]:
    yield "For comparison:"
    yield ""
    yield "| | × |"
    yield "|---|--:|"
    for name in names:
        yield f"| {name} | {shown(runs.ratio(name, LIBRARIES))} |"
    yield ""


def _programs(runs: Runs, slow: int) -> Iterator[str]:
    names = (f"{VALIDATE}{ON_ONE}", f"{VALIDATE}{ON_TWO}", "ajv", "yamale")
    slowly = {name: f"{name}, {slow:,} of the files" for name in ("check-jsonschema", "yamllint")}
    yield "Beside the scan of all files, here with the start of Python, which the goal leaves out:"
    yield ""
    yield from _beside({name: name for name in names} | slowly, runs, SCAN)


def _beside(names: Mapping[str, str], runs: Runs, unit: str) -> Iterator[str]:
    """Yield a table of the programs that ran, as multiples of one of them."""
    yield f"| | × {unit} | processor time | peak memory of a process, MB |"
    yield "|---|--:|--:|--:|"
    for name, text in names.items():
        if runs.has(name):
            ratio, busy = runs.ratio(name, unit), runs.busy_ratio(name, unit)
            yield f"| {text} | {shown(ratio)} | {shown(busy)} | {runs.megabytes(name):.0f} |"
    yield ""


def _shared(runs: Runs) -> Iterator[Figure]:
    reasons = {
        f"{VALIDATE}, projects": _SHARED,
        f"{VALIDATE}, year files of one project": _YEARS,
        COLLECT: _SHARED,
        PARQUET: _TABLE,
    }
    for name, reason in reasons.items():
        ratio = runs.ratio(f"{name}{ON_TWO}", f"{name}{ON_ONE}")
        yield Figure(f"{name}: two cores ÷ one", ratio, 0.56, reason)


def _spark(measured: Measured) -> Iterator[Figure]:
    few, many = measured.spark
    for what, less, more in (
        ("a Python worker", few.workers, many.workers),
        ("an executor", few.executors, many.executors),
    ):
        growth = more.megabytes / less.megabytes
        yield Figure(f"memory of {what}, {many.schools:,} ÷ {few.schools:,} schools", growth, 1.1)
    own = measured.schools.busy(COLLECT) / measured.size["schools"]
    spark = (many.workers.seconds + many.executors.seconds) / many.schools
    yield Figure(f"processor time for each school ÷ {COLLECT}", spark / own, 2)
