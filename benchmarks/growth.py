"""How the cost of a command grows with the size of its input: the exponent.

A cost that grows with the exponent 1 doubles when the size doubles. What a run costs at any size,
its start, is the cost at the smallest size, and is taken off the others.
"""

from __future__ import annotations

import math
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.generate import schools, write, year_text, years_from
from benchmarks.measure import Program, Run, run
from qualitycli.workspace import CatalogueFile

YEAR: Final = "2024-2025"
# Noise of the machine, not growth.
MOST: Final = 1.1
# Seconds of a run in which the noise is small, so that one run is enough.
_LONG: Final = 5.0
_HEAD: Final = f'format: 1\nyear: {YEAR}\nframework: {{id: large, edition: "2024"}}\n'
_CATALOGUE: Final = """\
format: 1
framework: {id: large, editions: ["2024"], title: Голяма рамка}
scale: {levels: [{value: 1, name: слабо}, {value: 2, name: средно}, {value: 3, name: добро}]}
areas:
"""


class Growth(NamedTuple):
    """The runs of a command at growing sizes.

    :ivar what: what the sizes count.
    :ivar runs: of each size the mean of the fastest run on the way up and the one on the way down;
        the largest size is measured once.
    """

    command: str
    what: str
    runs: tuple[tuple[int, Run], ...]

    @property
    def exponent(self) -> float:
        """The exponent of the growth between the two largest sizes."""
        (first, start), *_, (smaller, less), (larger, more) = self.runs
        costs = (more.busy - start.busy) / max(less.busy - start.busy, 1e-9)
        return math.log(costs) / math.log((larger - first) / (smaller - first))


class _Axis(NamedTuple):
    """An input that can grow.

    :ivar make: writes a project of a size to a folder, and returns the arguments of the command.
    """

    command: str
    what: str
    sizes: Sequence[int]
    make: Callable[[Path, int], Sequence[str]]


def growths(
    ours: Path, folder: Path, catalogue_file: CatalogueFile, *, quick: bool
) -> list[Growth]:
    """Measure every command at every size.

    :param ours: the program to measure.
    :param folder: where the projects are written.
    :param quick: whether to leave out the larger sizes.
    """
    shutil.rmtree(folder, ignore_errors=True)
    found = []
    for axis in _axes(catalogue_file):
        sizes = axis.sizes[:3] if quick else axis.sizes
        programs = {size: _program(ours, axis, folder, size) for size in sizes}
        # Up and down again, or a machine that becomes slower would look like growth.
        up = {size: _fastest(programs[size]) for size in sizes}
        down = {size: _fastest(programs[size]) for size in reversed(sizes[:-1])}
        runs = tuple((size, _mean(up[size], down.get(size, up[size]))) for size in sizes)
        found.append(Growth(axis.command, axis.what, runs))
    return found


def _program(ours: Path, axis: _Axis, folder: Path, size: int) -> Program:
    inside = folder / f"{axis.command}-{axis.what}-{size}"
    (inside / "data/years").mkdir(parents=True)
    words = (str(ours), *axis.command.split(), *axis.make(inside, size))
    return Program(words, inside, frozenset({0}), good=(0, 1))


def _fastest(program: Program) -> Run:
    """Return the fastest of three runs, by processor time; a long one is run once."""
    runs = [run(program)]
    while len(runs) < 3 and runs[-1].busy < _LONG:
        runs.append(run(program))
    return min(runs, key=lambda one: one.busy)


def _mean(one: Run, other: Run) -> Run:
    return Run(
        (one.seconds + other.seconds) / 2,
        (one.busy + other.busy) / 2,
        max(one.megabytes, other.megabytes),
    )


def _axes(catalogue_file: CatalogueFile) -> tuple[_Axis, ...]:
    def of_schools(folder: Path, size: int) -> Sequence[str]:
        """Write one school, and the others as links to its files, which are read all the same."""
        shutil.rmtree(folder / "data")
        first = folder / write(folder, 1, [YEAR])[0].folder
        for number in range(2, size + 1):
            shutil.copytree(first, folder / f"other/{number:05}", copy_function=os.link)
        return ["."]

    def of_years(folder: Path, size: int) -> Sequence[str]:
        _copy(catalogue_file, folder)
        for year in years_from(2025 - size, size):
            _write_year(folder, year, year_text(schools(1)[0], year, catalogue_file))
        return []

    def of_raters(folder: Path, size: int) -> Sequence[str]:
        _copy(catalogue_file, folder)
        _write_year(folder, YEAR, year_text(schools(1)[0], YEAR, catalogue_file))
        (folder / f"data/years/{YEAR}/raters").mkdir(parents=True)
        for number in range(1, size + 1):
            path = folder / f"data/years/{YEAR}/raters/{number:03}.yaml"
            path.write_text(_rater(number, catalogue_file), encoding="utf-8")
        return [YEAR]

    files, items, years = (10, 100, 1_000, 5_000, 20_000), (50, 200, 1_000, 5_000), (1, 5, 20, 50)
    return (
        _Axis("validate", "items", items, _of_items),
        _Axis("score", "items", items, _of_items),
        _Axis("report", "items", items[:3], _of_items),
        _Axis("validate", "files", files, of_schools),
        _Axis("collect", "files", files, of_schools),
        _Axis("validate", "findings", (1, 1_000, 10_000, 100_000), _of_findings),
        _Axis("raters", "raters", (1, 10, 50, 200), of_raters),
        _Axis("validate", "years", years, of_years),
        _Axis("trend", "years", years, of_years),
    )


def _of_items(folder: Path, size: int) -> Sequence[str]:
    lines = [_CATALOGUE.rstrip()]
    for area in range(1, max(1, size // 500) + 1):
        lines += [f"- id: A{chr(64 + area)}", f"  title: Област {area}", "  criteria:"]
        for criterion in range(1, 11):
            lines += [f"  - id: A{chr(64 + area)}.{criterion}", "    title: Критерий"]
            lines += ["    indicators:"]
            lines += [
                f"    - {{id: A{chr(64 + area)}.{criterion}.{item}, title: Показател {item}}}"
                for item in range(1, min(size, 500) // 10 + 1)
            ]
    (folder / "data/criteria.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    ids = [line.split(": ")[1].split(",")[0] for line in lines if line.startswith("    - {")]
    rated = "".join(f"  {item}: 2\n" for item in ids)
    _write_year(folder, YEAR, f"{_HEAD}ratings:\n{rated}")
    return [YEAR]


def _of_findings(folder: Path, size: int) -> Sequence[str]:
    """Write a year with an unknown item for each finding, in several files if there are many."""
    _of_items(folder, 50)
    each = min(size, 5_000)
    for number in range(size // each):
        unknown = "".join(f"  ZZ.{n}: 2\n" for n in range(1, each + 1))
        year = f"{2000 + number}-{2001 + number}"
        _write_year(folder, year, f"{_HEAD.replace(YEAR, year)}ratings:\n{unknown}")
    return []


def _rater(number: int, catalogue_file: CatalogueFile) -> str:
    framework = catalogue_file.catalogue.framework
    head = (
        f"format: 1\nyear: {YEAR}\nframework: {{id: {framework.id}, "
        f'edition: "{framework.editions[-1]}"}}\nrater: {{name: Оценител {number}}}\nratings:\n'
    )
    items = catalogue_file.held_in(YEAR).values()
    levels = [item.id for item in items if item.rated_by == "level"]
    return head + "".join(f"  {one}: {2 + (number + n) % 2}\n" for n, one in enumerate(levels))


def _copy(catalogue_file: CatalogueFile, folder: Path) -> None:
    text = catalogue_file.file.source.text
    (folder / "data/criteria.yaml").write_text(text, encoding="utf-8")


def _write_year(folder: Path, year: str, text: str) -> None:
    (folder / f"data/years/{year}.yaml").write_text(text, encoding="utf-8")
