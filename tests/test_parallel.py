"""Work distributed over processes: the order of jobs, internal errors, readers that stop early."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from qualitycli.application import parallel, validation
from qualitycli.cli.commands import validate
from qualitycli.diagnostics import Findings
from qualitycli.reading.folders import Folder
from qualitycli.workspace import CatalogueFile, YearFile
from tests.conftest import THOROUGH, YEAR_HEAD, Quality, year_text
from tests.raters import card_text

pytestmark = pytest.mark.slow


def doubled(job: range) -> Iterator[tuple[int, int]]:
    for number in job:
        yield number, 2 * number


def pair(number: int) -> tuple[int, int]:
    return number, -1


# The first number of all, two next to each other in a later job, and the last number.
KILLED: Final = (0, 13, 14, 19)
# Large enough that results before the killed number were sent, and are not repeated.
LARGE: Final = 1 << 60_000


@pytest.mark.parametrize("workers", [2, 3])
def test_of_a_killed_worker_only_the_number_at_hand_is_lost(workers: int) -> None:
    def work(job: range) -> Iterator[tuple[int, int]]:
        for number in job:
            if number in KILLED:
                os.kill(os.getpid(), signal.SIGKILL)
            yield number, LARGE
            yield number, LARGE + 1

    jobs = parallel.chunks(20, workers, longest=5)
    assert len(jobs) > workers
    found = list(parallel.in_order(jobs, work, workers, pair))
    wanted = [
        (number, part)
        for number in range(20)
        for part in ((-1,) if number in KILLED else (LARGE, LARGE + 1))
    ]
    assert found == wanted


@pytest.mark.parametrize("workers", [1, 2, 3, 7])
@pytest.mark.parametrize("count", [0, 1, 2, 5, 200, 501])
def test_results_keep_the_order_of_the_jobs(count: int, workers: int) -> None:
    found = list(parallel.in_order(parallel.chunks(count, workers), doubled, workers, pair))
    assert found == [(number, 2 * number) for number in range(count)]


def test_several_processes_do_the_work() -> None:
    def process(job: range) -> Iterator[int]:
        yield from (os.getpid() for _ in job)

    found = set(parallel.in_order(parallel.chunks(40, 3), process, 3, int))
    assert len(found) == 3
    assert os.getpid() not in found


def test_a_fault_in_a_worker_is_raised_with_its_trace() -> None:
    def work(job: range) -> Iterator[int]:
        for number in job:
            yield 100 // (number - 30)

    results = parallel.in_order(parallel.chunks(60, 2), work, 2, int)
    with pytest.raises(ZeroDivisionError) as raised:
        list(results)
    assert "100 // (number - 30)" in raised.value.__notes__[0]


def test_more_than_fits_into_a_pipe_waits_until_it_is_read() -> None:
    def work(job: range) -> Iterator[str]:
        for number in job:
            yield str(number).ljust(20_000)

    found = parallel.in_order(parallel.chunks(100, 2), work, 2, str)
    assert [int(one) for one in found] == list(range(100))


def test_no_worker_waits_for_its_turn(tmp_path: Path) -> None:
    """The first result comes only when another worker has sent more than fits into its pipe."""
    sent = tmp_path / "sent"

    def work(job: range) -> Iterator[str]:
        if job.start:
            yield from (str(number).ljust(20_000) for number in job)
            sent.touch()
            return
        end = time.monotonic() + 30
        while not sent.exists() and time.monotonic() < end:
            time.sleep(0.001)
        yield from ("early" if sent.exists() else "late" for _ in job)

    found = list(parallel.in_order(parallel.chunks(100, 2), work, 2, str))
    assert found[:50] == ["early"] * 50
    assert [int(one) for one in found[50:]] == list(range(50, 100))


def test_results_are_kept_only_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[int] = []
    read = parallel._Worker.read

    def counting(worker: parallel._Worker) -> None:
        read(worker)
        kept.append(worker.kept)

    monkeypatch.setattr(parallel._Worker, "read", counting)
    monkeypatch.setattr(parallel, "_MOST_KEPT", 3 * 400_000)
    monkeypatch.setattr(parallel, "_READ_AT_ONCE", 50_000)

    def work(job: range) -> Iterator[str]:
        yield from (str(number).ljust(20_000) for number in job)

    jobs = parallel.chunks(300, 3)
    assert [len(job) for job in jobs] == [50] * 6
    found = parallel.in_order(jobs, work, 3, str)
    assert [int(one) for one in found] == list(range(300))
    assert 20_000 < max(kept) <= 450_000


@pytest.mark.parametrize("workers", [2, 3])
@pytest.mark.parametrize("count", [1, 65, 128, 129, 300, 1001])
def test_each_worker_gets_as_many_jobs_of_the_same_length(count: int, workers: int) -> None:
    jobs = parallel.chunks(count, workers)
    assert [number for job in jobs for number in job] == list(range(count))
    lengths = [len(job) for job in jobs]
    assert set(lengths[:-1]) <= {lengths[0]}
    assert max(lengths) <= 64
    shares = [sum(lengths[worker::workers]) for worker in range(workers)]
    # Each job may be one longer than its part, at the cost of the last ones.
    assert max(shares) - min(shares) <= workers * -(-count // (64 * workers))


def test_a_reader_that_leaves_early_ends_the_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    workers: list[int] = []
    fork = os.fork

    def counted() -> int:
        if process := fork():
            workers.append(process)
        return process

    monkeypatch.setattr(os, "fork", counted)

    def work(job: range) -> Iterator[str]:
        for number in job:
            yield str(number).ljust(20_000)

    results = parallel.in_order(parallel.chunks(1000, 3), work, 3, str)
    assert int(next(results)) == 0
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert len(workers) == 3
    for worker in workers:
        # No longer a child process: it has ended and was waited for.
        with pytest.raises(ChildProcessError):
            os.waitpid(worker, os.WNOHANG)


@pytest.mark.parametrize(
    ("files", "asked", "cores", "workers"),
    [(9, None, 4, 1), (10, None, 4, 4), (1000, None, 2, 2), (1000, None, 64, 8), (3, 2, 1, 2)],
)
def test_how_many_share_the_work(
    files: int, asked: int | None, cores: int, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)), raising=False)
    assert parallel.workers_for(files, asked) == workers


def test_without_forks_one_process_does_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert parallel.workers_for(1000) == 1


def sharing(monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    monkeypatch.setattr(validate, "workers_for", lambda _: workers)


MEASURES = """\
measures:
  - id: M1
    action: Обучение
    responsible: Иван Образцов
    serves:
      - OP.1.1.{item}
    planned:
      to: {last}-05-01
    actual:
      to: {last}-05-01
    status: done
    continues:
      year: {before}
      id: {origin}
"""


def years_in_a_row(folder: Path, count: int) -> None:
    """Write years in which each has a finding about the one before it."""
    for number in range(count):
        first = 1990 + number
        year, before = f"{first}-{first + 1}", f"{first - 1}-{first}"
        origin = "M1" if number % 3 else "M9"
        head = YEAR_HEAD.replace("2020-2021", year)
        head += MEASURES.format(last=first + 1, before=before, origin=origin, item=1 + number % 2)
        level = 3 - number % 2
        text = year_text(f"OP.1.1.1: {level}\nOP.1.1.2: 3", head)
        if number % 7 == 5:
            text += "  OP.99.1: 3\n"
        (folder / f"{year}.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("workers", "output"), [(2, "text"), (3, "json"), (5, "github")])
def test_shared_or_not_the_same_is_found(
    workers: int,
    output: str,
    project: Path,
    quality: Quality,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = project / "data/years"
    for path in folder.iterdir():
        path.unlink()
    years_in_a_row(folder, 23)
    sharing(monkeypatch, 1)
    alone = quality("validate", "--format", output)
    assert alone.out.count("Q512") >= 5
    assert alone.out.count("Q514") >= 5
    sharing(monkeypatch, workers)
    assert quality("validate", "--format", output) == alone
    paths = [f"data/years/{path.name}" for path in sorted(folder.iterdir())]
    # The catalogue in the list of years is not the previous year of any year.
    paths.insert(12, "data/criteria.yaml")
    shared = quality("validate", "--format", output, *paths)
    sharing(monkeypatch, 1)
    assert quality("validate", "--format", output, *paths) == shared


def test_a_broken_catalogue_is_told_once(
    project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    years_in_a_row(project / "data/years", 12)
    catalogue = project / "data/criteria.yaml"
    text = catalogue.read_text(encoding="utf-8").replace("id: OP.1.1.1\n", "id: OP.1.1.x\n", 1)
    catalogue.write_text(text, encoding="utf-8")
    sharing(monkeypatch, 3)
    paths = sorted((project / "data/years").iterdir())
    assert quality("validate", *paths).out.count("OP.1.1.x") == quality("validate").out.count(
        "OP.1.1.x"
    )


def test_a_reader_of_many_files_that_leaves_is_no_fault(project: Path) -> None:
    for path in (project / "data/years").iterdir():
        path.unlink()
    years_in_a_row(project / "data/years", 60)
    run = subprocess.run(
        f'"{sys.executable}" -m qualitycli validate | head -n 1',
        shell=True,
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.stderr == ""
    assert "Q" in run.stdout


def test_the_catalogue_is_read_once_and_each_file_once(
    project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (project / "data/years").iterdir():
        path.unlink()
    years_in_a_row(project / "data/years", 9)
    opened: list[str] = []
    read = Folder.read

    def counting(folder: Folder, name: str, limit: int = -1) -> bytes:
        opened.append(name)
        return read(folder, name, limit)

    monkeypatch.setattr(Folder, "read", counting)
    quality("validate")
    years = sorted(path.name for path in (project / "data/years").iterdir())
    assert sorted(opened) == ["1990-1991.yaml", *years[1:], "criteria.yaml"]
    opened.clear()
    quality("validate", *sorted((project / "data/years").iterdir()))
    assert sorted(opened) == [*years, "criteria.yaml"]
    opened.clear()
    quality("trend")
    assert opened.count("criteria.yaml") == 1


def test_raters_of_one_name_are_found_however_many_share_the_work(
    project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = []
    for number in range(12):
        name = "Иван Образцов" if number in (0, 11) else f"Оценител {number}"
        path = project / f"{number:02}.yaml"
        path.write_text(card_text(name, "OP.1.1.1: 3"), encoding="utf-8")
        paths.append(path)
    sharing(monkeypatch, 1)
    alone = quality("validate", *paths)
    assert "11.yaml" in alone.out
    sharing(monkeypatch, 3)
    assert quality("validate", *paths) == alone


@pytest.mark.parametrize("workers", [1, 3])
@pytest.mark.parametrize("named", [False, True])
def test_a_fault_in_one_file_does_not_stop_the_others(
    workers: int, named: bool, project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project / "data/years"
    for path in folder.iterdir():
        path.unlink()
    years_in_a_row(folder, 12)
    paths = sorted(folder.iterdir()) if named else []
    sharing(monkeypatch, workers)
    before = quality("validate", *paths)
    check = getattr(validation, "check_year")  # noqa: B009  (imported by that module)

    def failing(work: YearFile, catalogue_file: CatalogueFile) -> Findings:
        if work.assessment.year == "1992-1993":
            raise MemoryError
        found: Findings = check(work, catalogue_file)
        return found

    monkeypatch.setattr(validation, "check_year", failing)
    outcome = quality("validate", *paths)
    assert outcome.code == 3
    assert "data/years/1992-1993.yaml was left out" in outcome.err
    kept = [one for one in before.out.split("\n\n") if "/1992-1993.yaml:" not in one]
    # The findings that compare the following year with it are missing.
    kept = [one for one in kept if not one.startswith("data/years/1993-1994.yaml")]
    for one in kept[:-1]:
        assert one in outcome.out
    assert "11 years" in outcome.out


# The last year of a worker's range, one in the middle, and two in a row.
@pytest.mark.parametrize("years", [("1993",), ("1992",), ("1995", "1996")])
def test_a_process_killed_at_a_year_does_not_stop_the_others(
    years: tuple[str, ...], project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The following year is still checked, although it is compared with the killed one."""
    folder = project / "data/years"
    for path in folder.iterdir():
        path.unlink()
    years_in_a_row(folder, 12)
    sharing(monkeypatch, 3)
    check = getattr(validation, "check_year")  # noqa: B009  (imported by that module)

    def killed(work: YearFile, catalogue_file: CatalogueFile) -> Findings:
        if work.assessment.year.startswith(years):
            os.kill(os.getpid(), signal.SIGKILL)
        found: Findings = check(work, catalogue_file)
        return found

    monkeypatch.setattr(validation, "check_year", killed)
    outcome = quality("validate")
    assert outcome.code == 3
    assert outcome.err.count("was left out") == len(years)
    assert all(f"data/years/{year}-" in outcome.err for year in years)
    assert f"{12 - len(years)} years" in outcome.out


def test_a_fault_in_one_project_does_not_stop_another(
    project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = project.with_name("other")
    shutil.copytree(project, other)
    check = getattr(validation, "check_catalogue")  # noqa: B009  (imported by that module)

    def failing(work: CatalogueFile) -> Findings:
        if "other" in work.file.name:
            raise ZeroDivisionError
        found: Findings = check(work)
        return found

    monkeypatch.setattr(validation, "check_catalogue", failing)
    paths = [one / "data/years/2020-2021.yaml" for one in (other, project)]
    outcome = quality("validate", *paths, "--format", "json")
    assert outcome.code == 3
    assert json.loads(outcome.out)["summary"]["years"] == 1
    assert "other/data/years/2020-2021.yaml was left out" in outcome.err


@pytest.fixture
def several(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder, as the working one, with five projects of six years with findings."""
    for path in (project / "data/years").iterdir():
        path.unlink()
    years_in_a_row(project / "data/years", 6)
    for number in range(4):
        shutil.copytree(project, project.with_name(f"project{number}"))
    monkeypatch.chdir(project.parent)
    return project.parent


def test_of_several_projects_the_same_is_found(
    several: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    years = sorted(several.glob("*/data/years/*.yaml"))
    interleaved = sorted(years, key=lambda path: path.name)
    (several / "project1/data/criteria.yaml").write_text("areas: [", encoding="utf-8")
    runs: list[tuple[int, list[str | Path]]] = [
        (2, ["."]),
        (3, [*years]),
        (2, [*interleaved]),
        (3, ["project2", *years[:8]]),
    ]
    for number, targets in runs:
        sharing(monkeypatch, 1)
        alone = quality("validate", *targets)
        assert alone.out.count("Q512") >= 2
        for workers in (2, 3) if THOROUGH else (number,):
            sharing(monkeypatch, workers)
            assert quality("validate", *targets) == alone


@pytest.mark.parametrize("named", [False, True])
def test_a_process_killed_at_a_project_does_not_stop_the_others(
    named: bool, several: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = getattr(validation, "check_year")  # noqa: B009  (imported by that module)

    def killed(work: YearFile, catalogue_file: CatalogueFile) -> Findings:
        if "project2/" in work.file.name:
            os.kill(os.getpid(), signal.SIGKILL)
        found: Findings = check(work, catalogue_file)
        return found

    monkeypatch.setattr(validation, "check_year", killed)
    sharing(monkeypatch, 2)
    targets = sorted(several.glob("*/data/years/*.yaml")) if named else ["."]
    outcome = quality("validate", *targets)
    assert outcome.code == 3
    assert outcome.err.count("was left out") == 1
    assert "project2 was left out: the process that read it was killed." in outcome.err
    assert "24 years" in outcome.out
