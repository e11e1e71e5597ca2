"""A report does its work only once. These tests count work; benchmarks/ measures time."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

import pytest

from qualitycli.checks import check_year
from qualitycli.comparing.diff import ScoredYear
from qualitycli.messages import Translator
from qualitycli.reading.load import load_catalogue, load_year
from qualitycli.render.documents.builders import view_of
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.kinds import KINDS
from qualitycli.render.documents.sections import tree
from qualitycli.scoring.score import score_year
from tests.conftest import TOP

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def judged() -> ScoredYear:
    """Return the example's first year, scored."""
    catalogue_file = load_catalogue(TOP / "data/criteria.yaml", "catalogue").content
    file = load_year(TOP / "data/years/2020-2021.yaml", "year").content
    assert catalogue_file is not None
    assert file is not None
    return ScoredYear(file, catalogue_file, score_year(file.assessment, catalogue_file.catalogue))


def counted(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> list[tuple[Any, ...]]:
    """Record the arguments of each call of a module's function."""
    calls: list[tuple[Any, ...]] = []
    function: Callable[..., Any] = getattr(module, name)

    def noting(*args: Any) -> Any:
        calls.append(args)
        return function(*args)

    monkeypatch.setattr(module, name, noting)
    return calls


@pytest.mark.parametrize("kind", ["self-assessment", "summary"])
def test_each_item_of_a_report_is_made_into_a_view_once(
    kind: str, judged: ScoredYear, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = counted(monkeypatch, tree, "item_of")
    view_of(KINDS[kind], ReportContext(judged), Translator("bg"))
    made = [node.id for node, *_ in calls]
    held = judged.catalogue_file.held_in(judged.score.year)
    assert sorted(made) == sorted(held)


def test_a_year_that_is_read_checked_and_scored_leaves_nothing_over() -> None:
    """A run does not collect garbage, so reference cycles would stay in memory, year after year."""
    catalogue = load_catalogue(TOP / "data/criteria.yaml", "data/criteria.yaml").content
    assert catalogue is not None
    path = TOP / "data/years/2020-2021.yaml"

    def work() -> None:
        loaded = load_year(path, path.name).checked(lambda year: check_year(year, catalogue))
        assert loaded.sound is not None
        score_year(loaded.sound.assessment, catalogue.catalogue)

    work()  # create the objects that are cached
    gc.collect()
    gc.disable()
    try:
        work()
        assert gc.collect() == 0
    finally:
        gc.enable()
