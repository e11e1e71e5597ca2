"""Parts of documents: spreads and standouts, the last date mentioned, the source's parts."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from statistics import median as middle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitycli.checks import check_year
from qualitycli.comparing.diff import ScoredYear
from qualitycli.diagnostics import has_errors
from qualitycli.messages import Translator
from qualitycli.model.assessment import Assessment
from qualitycli.reading.load import load_year, parse_year
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.sections.process import parts_of
from qualitycli.render.documents.wording.figures import bands_of
from qualitycli.render.documents.wording.words import Words
from qualitycli.scoring.score import Score, flatten, score_year
from qualitycli.scoring.spread import median, spread_of, standouts_of
from qualitycli.source import Source
from qualitycli.tracking.dates import latest_fact, timing_of_activity, timing_of_measure
from qualitycli.workspace import CatalogueFile, YearFile
from tests.conftest import TOP, YEAR_HEAD, year_text

pytestmark = pytest.mark.slow

WORDS = Words(Translator("bg"))


def example(catalogue: CatalogueFile, year: str) -> YearFile:
    loaded = load_year(TOP / f"data/years/{year}.yaml", f"{year}.yaml", year)
    assert loaded.content is not None
    assert not has_errors(check_year(loaded.content, catalogue))
    return loaded.content


def matter_of(file: YearFile, catalogue: CatalogueFile) -> ReportContext:
    score = score_year(file.assessment, catalogue.catalogue)
    return ReportContext(ScoredYear(file, catalogue, score), day=latest_fact(file.assessment))


def scored(catalogue: CatalogueFile, ratings: str) -> Score:
    loaded = parse_year(Source("2020-2021.yaml", year_text(ratings)), "2020-2021")
    assert loaded.content is not None
    return score_year(loaded.content.assessment, catalogue.catalogue)


@given(st.lists(st.integers(1, 4), max_size=12))
def test_the_median_is_the_middle_one(levels: list[int]) -> None:
    assert median(levels) == (Fraction(middle(levels)) if levels else None)


def test_a_spread_counts_every_item_once(real_catalogue: CatalogueFile) -> None:
    year = example(real_catalogue, "2021-2022")
    score = score_year(year.assessment, real_catalogue.catalogue)
    for node in (score.overall, *flatten(score.overall.children)):
        spread = spread_of(node, real_catalogue.catalogue.scale)
        items = [one for one in flatten([node]) if one.state is not None]
        total = sum(spread.levels.values()) + spread.otherwise + sum(spread.left_out.values())
        assert total == len(items)
    whole = spread_of(score.overall, real_catalogue.catalogue.scale)
    assert whole.levels == score.levels
    assert whole.otherwise == 3, "the three surveys"
    assert {**whole.left_out, "scored": score.states["scored"]} == dict(score.states)


def test_what_is_highlighted(real_catalogue: CatalogueFile) -> None:
    # Two of three criteria have a rated item; OP.1 is incomplete and lists nothing.
    ratings = [f"OP.2.1.{number}: 4" for number in range(1, 6)]
    ratings += ["OP.2.2.1: 4", "OP.2.2.2: 4", "OP.2.2.3: 1"]
    ratings += [f"OP.9.{a}.{b}: 2" for a in (1, 2) for b in (1, 2)]
    ratings += ["OP.1.1.1: 1"]
    found = standouts_of(scored(real_catalogue, "\n".join(ratings)))
    assert [one.id for one in found.best] == ["OP.2"]
    assert [one.id for one in found.weakest] == ["OP.9"], "OP.1 has too little rated"
    assert [one.id for one in found.lowest] == ["OP.1.1.1", "OP.2.2.3"]
    assert len(found.highest) == 7


def test_nothing_is_highlighted_if_nothing_is_rated(real_catalogue: CatalogueFile) -> None:
    found = standouts_of(scored(real_catalogue, "OP.1.1.1:"))
    assert (found.best, found.weakest, found.highest, found.lowest) == ((), (), (), ())


YEAR = """\
calendar:
  - {id: K1, activity: Анализ, to: 2020-11-30, done_on: 2020-11-20}
  - {id: K2, activity: Отчет, from: 2021-07-01}
measures:
  - {id: M1, action: Едно, planned: {to: 2021-03-31}}
  - {id: M2, action: Две, planned: {to: 2021-03-31}, status: done, actual: {to: 2021-04-02}}
  - {id: M3, action: Три, planned: {to: 2021-03-31}, status: dropped}
  - {id: M4, action: Четири}
"""


@pytest.fixture
def small() -> Assessment:
    loaded = parse_year(Source("2020-2021.yaml", year_text("OP.1.1.1: 3", YEAR_HEAD + YEAR)))
    assert loaded.content is not None
    assert loaded.found == []
    return loaded.content.assessment


def test_the_last_day_told_of_is_no_deadline(small: Assessment) -> None:
    assert latest_fact(small) == date(2021, 4, 2)


@pytest.mark.parametrize(
    ("day", "measures", "activities"),
    [
        (date(2021, 3, 31), ["due", "done", "dropped", "open"], ["done", "due"]),
        (date(2021, 4, 1), ["overdue", "done", "dropped", "open"], ["done", "due"]),
        (date(2021, 7, 2), ["overdue", "done", "dropped", "open"], ["done", "overdue"]),
        (None, ["open", "done", "dropped", "open"], ["done", "open"]),
    ],
)
def test_the_state_of_tasks_on_a_day(
    day: date | None, measures: list[str], activities: list[str], small: Assessment
) -> None:
    assert [timing_of_measure(one, day) for one in small.measures] == measures
    assert [timing_of_activity(one, day) for one in small.calendar] == activities


def test_document_parts_are_those_of_the_source(real_catalogue: CatalogueFile) -> None:
    """Reassemble every sentence of the source, point by point."""
    context = matter_of(example(real_catalogue, "2020-2021"), real_catalogue)
    parts = parts_of(context, WORDS)
    assert [part.number for part in parts] == ["I", "II", "III", "IV"]
    numbers = [[point.number for point in part.points if point.number] for part in parts]
    assert numbers == [list(map(str, range(1, last + 1))) for last in (8, 12, 3)] + [[]]
    made = [
        text
        for part in parts
        for point in part.points
        for text in (point.text, *(entry.text for entry in point.entries))
    ]
    source = (TOP / "tests/fixtures/source/merki-2020-2021.txt").read_text(encoding="utf-8")
    paper = squeezed(source[: source.index("II. МЕРКИ ЗА ПОВИШАВАНЕ")])
    for text in made:
        mended = text.replace("модернизиране на материално", "модернизирание на материално")
        assert squeezed(mended) in paper, text
    # Nothing in the source's points is left out: only headings and marks remain.
    for text in sorted(made, key=len, reverse=True):
        mended = text.replace("модернизиране на материално", "модернизирание на материално")
        paper = paper.replace(squeezed(mended), "", 1)
    left = re.sub(r"[^а-яА-Я]", "", paper[paper.index("ОБЩИПОЛОЖЕНИЯ") :])
    titles = "".join(part.title for part in parts)
    assert sorted(left.lower()) == sorted(
        re.sub(r"[^а-яА-Я]", "", titles).lower() + "абвгабвгдабвгд"
    )


def squeezed(text: str) -> str:
    """Return a text without spaces and bold markup."""
    return re.sub(r"[\s*]+", "", text)


def test_only_requirements_and_letters_have_marks_of_their_own(
    real_catalogue: CatalogueFile,
) -> None:
    context = matter_of(example(real_catalogue, "2020-2021"), real_catalogue)
    third = parts_of(context, WORDS)[2]
    marks = [[entry.mark for entry in point.entries] for point in third.points]
    assert marks == [[], ["а)", "б)", "в)", "г)"], *[["а)", "б)", "в)", "г)", "д)"]] * 2]
    met = {entry.id for point in third.points for entry in point.entries if entry.how}
    assert met == set(context.year.requirements)


@pytest.mark.parametrize(
    ("year", "bounds", "edges"),
    [
        (
            "2020-2021",
            ["над 75 %", "от 50 % до 75 %", "от 30 % до под 50 %", "под 30 %"],
            [0.75, 0.5, 0.3, 0.0],
        ),
        (
            "2021-2022",
            ["от 81 %", "от 61 % до 80 %", "от 41 % до 60 %", "под 41 %"],
            [0.805, 0.605, 0.405, 0.25],
        ),
    ],
)
def test_bands_are_told_without_gap_or_overlap(
    year: str, bounds: list[str], edges: list[float], real_catalogue: CatalogueFile
) -> None:
    bands = bands_of(matter_of(example(real_catalogue, year), real_catalogue), WORDS)
    assert bands is not None
    assert [step.bounds for step in bands.steps] == bounds
    assert [step.low for step in bands.steps] == edges
    assert [step.high for step in bands.steps] == [1.0, *edges[:-1]]


def test_a_catalogue_without_a_process_has_no_parts(real_catalogue: CatalogueFile) -> None:
    bare = real_catalogue.catalogue.model_copy(update={"process": ()})
    catalogue = CatalogueFile(real_catalogue.file, bare)
    context = matter_of(example(real_catalogue, "2020-2021"), catalogue)
    assert parts_of(context, WORDS) == ()
