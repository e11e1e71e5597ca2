"""Shared fixtures: a project to work in, and the command line in the same process."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import settings

from qualitycli.cli.app import run
from qualitycli.reading.load import load_catalogue
from qualitycli.workspace import CatalogueFile
from tests import reading_cache
from tests.browser import Printer, launched, printed
from tests.card_page import OnePage
from tests.firefox import Firefox
from tests.firefox import launched as firefox_launched
from tests.forked_quality import forked_quality

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Byte code is cached, as in check.py; otherwise each process would compile everything again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

TOP = Path(__file__).resolve().parents[1]
EVERY_FIELD = TOP / "tests/fixtures/every-field"

# Set in CI, where tests try all cases and property tests use more examples.
# As `qualitycli.render.workbook` sets it, which a test may import after openpyxl.
os.environ["OPENPYXL_LXML"] = "False"
THOROUGH = bool(os.environ.get("THOROUGH"))
TIMES = 5 if THOROUGH else 1

settings.register_profile(
    "steady", max_examples=40 * TIMES, deadline=None, derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("steady")


class CommandResult(NamedTuple):
    """The result of a run of the command line."""

    code: int
    out: str
    err: str


Quality = Callable[..., CommandResult]


@pytest.hookimpl(trylast=True)  # after they were shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Move files that use a browser to the front, then the slow ones, and keep each together.

    Each of several processes begins with a stretch of this list. So one process runs the tests
    that need a browser and the published documents, while the others begin with other slow tests,
    and the quick ones at the end let all processes finish at the same time.
    """
    ranks: dict[Path, int] = {}
    for item in items:
        ranks[item.path] = min(_rank(item), ranks.get(item.path, 2))
    items.sort(key=lambda item: ranks[item.path])


def _rank(item: pytest.Item) -> int:
    needed = set(getattr(item, "fixturenames", ()))
    # A cluster takes longest to start; no process should get it last.
    if needed & {"browser", "firefox", "papers"} or item.path.name == "test_spark.py":
        return 0
    return 1 if item.get_closest_marker("slow") else 2


def pytest_collectstart() -> None:
    """Disable the garbage collector during collection, which creates objects that all stay."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Freeze the objects created during collection, so that the garbage collector skips them.

    Scanning them took a third of the time of the fast tests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _plain_surroundings() -> Iterator[None]:
    """Isolate tests, and what is made for several of them, from the machine's preferences."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        make_plain(monkeypatch)
        yield


@pytest.fixture(autouse=True)
def _plain_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Isolate each test from the settings of others; a command changes its own surroundings."""
    make_plain(monkeypatch)


def make_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the variables on which a command depends, for example its language."""
    names = ["QUALITY_LANG", "QUALITY_ROOT", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "COLUMNS"]
    for name in (*names, "GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture(scope="session", autouse=True)
def _reading_cache() -> Iterator[None]:
    """Cache texts that several tests read."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        if not THOROUGH:
            reading_cache.install(monkeypatch.setattr)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    """Let the system write files when it wants to; only a loss of power would show a difference."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        if not THOROUGH:
            monkeypatch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture
def no_reading_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read every text in this test, because it depends on how files are read or checked."""
    reading_cache.uninstall(monkeypatch.setattr)


@pytest.fixture
def quality(capsys: pytest.CaptureFixture[str]) -> Quality:
    """Run the command line in this process."""

    def call(*args: str | Path) -> CommandResult:
        capsys.readouterr()
        code = run([str(arg) for arg in args])
        said = capsys.readouterr()
        return CommandResult(code, said.out, said.err)

    return call


@pytest.fixture(scope="session")
def quality_command(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder with the command, for tests that run it many times in a shell."""
    if THOROUGH or not hasattr(os, "pidfd_open"):
        yield Path(sys.prefix) / "bin"
    else:
        with forked_quality(tmp_path_factory.mktemp("quality")) as folder:
            yield folder


MadeOnce = Callable[[str, Callable[[Path], object], Path], None]


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """Create a folder for the first test that requests the name, and copy it for each test."""
    made: dict[str, Path] = {}

    def copy(name: str, make: Callable[[Path], object], to: Path) -> None:
        if name not in made:
            folder = tmp_path_factory.mktemp("made")
            make(folder)
            made[name] = folder
        shutil.copytree(made[name], to, dirs_exist_ok=True)

    return copy


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the real project's data without raters' files, as the working folder."""
    root = tmp_path / "project"
    shutil.copytree(TOP / "data", root / "data", ignore=shutil.ignore_patterns("????-????"))
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def small_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project that reads ten times as fast and contains every field."""
    root = tmp_path / "project"
    write_small_project(root)
    monkeypatch.chdir(root)
    return root


def write_small_project(root: Path) -> None:
    """Write the project of `small_project`."""
    (root / "data").mkdir(parents=True)
    shutil.copy(EVERY_FIELD / "criteria.yaml", root / "data")
    shutil.copytree(EVERY_FIELD, root / "data/years", ignore=shutil.ignore_patterns("criteria*"))


@pytest.fixture(scope="session")
def real_catalogue() -> CatalogueFile:
    """Return the built-in catalogue."""
    loaded = load_catalogue(TOP / "data/criteria.yaml", "data/criteria.yaml")
    assert loaded.content is not None
    return loaded.content


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return one Chromium for all tests."""
    with launched("chromium" if THOROUGH else "chromium-headless-shell") as started:
        yield started


@pytest.fixture(scope="session")
def one_page(browser: Browser) -> Iterator[OnePage]:
    """Return a window in which cards are opened one after another."""
    page = OnePage(browser)
    yield page
    page.close()


@pytest.fixture(scope="session")
def firefox() -> Iterator[Firefox]:
    """Return one Firefox for all tests."""
    with firefox_launched() as started:
        yield started


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every document of the project, as published by a school."""
    folder = tmp_path_factory.mktemp("papers") / "all"
    assert run(["--root", str(TOP), "publish", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def sheets(papers: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Printer:
    """Print a document of `papers` once, and return the text of each sheet."""
    target = tmp_path_factory.mktemp("printed") / "printed.pdf"
    return cache(lambda paper: printed(browser, papers / f"{paper}.html", target))


YEAR_HEAD = """\
format: 1
year: 2020-2021
framework:
  id: vou-montana
  edition: "2020"
"""


def year_text(ratings: str, head: str = YEAR_HEAD) -> str:
    """Return the text of a year with these ratings, which are passed without indentation."""
    lines = ratings.strip("\n").split("\n")
    return head + "ratings:\n" + "".join(f"  {line}\n" for line in lines)
