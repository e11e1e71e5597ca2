"""Documents of frameworks with points or without an overall result, and of other institutions."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from qualitycli import __version__
from qualitycli.cli.app import run
from tests.browser import OPEN_ALL, opened
from tests.conftest import TOP, Quality
from tests.documents import KINDS
from tests.points_school import score_by_means, write_points_school
from tests.render_markdown import tables

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

GOLDEN: Final = TOP / "tests/golden/report"
LANGUAGES: Final = ("bg", "en")
# The printed card has its own tests.
DOCUMENTS: Final = tuple(kind for kind in KINDS if kind != "card")
# “Grade” and “rating” are the same word in Bulgarian; bands and ratings also exist with points.
_NO_GRADE: Final = (
    r"качествен\w+ оценк\w+|самооценк\w+|оценка на показателя|без оценка|скала за \w+ оценка"
)
_GRADES: Final = {
    "bg": r"равнищ\w*|оценка\b|оценката|оценките|оценки\b|средноаритметичн\w+|средна|медиан\w*",
    "en": r"\blevels?\b|\bgrades?\b|\bmeans?\b|\bmedian\b",
}
_SCHOOLS: Final = {
    "bg": r"\bучилищ\w+|\bучени(?:к|ци|ците|чески)\w*",
    "en": r"\bschools?\b(?! years?\b)|\bpupils?\b",
}


def made(quality: Quality, *args: str) -> str:
    outcome = quality("report", *args)
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.out


def said(document: str) -> str:
    """Return the text of a document; for a page, with the chart descriptions and without styles."""
    text = re.sub(r"(?s)<style>.*?</style>", " ", document)
    return unescape(re.sub(r"<[^>]+>", " ", text)).lower()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = tmp_path / "points"
    found.mkdir()
    monkeypatch.chdir(found)
    return found


Published = Callable[..., str]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Return a document of a project in a language; each project is published once."""

    @cache
    def publish(language: str, *, means: bool = False, **options: Any) -> Path:
        folder = tmp_path_factory.mktemp("published")
        write_points_school(folder, language, **options)
        if means:
            score_by_means(folder)
        assert run(["--root", str(folder), "publish", str(folder / "all"), "2022-2023"]) == 0
        return folder / "all/2022-2023"

    return lambda name, *args, **more: (publish(*args, **more) / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["self-assessment", "comparison"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_is_as_it_was(kind: str, language: str, folder: Path, quality: Quality) -> None:
    write_points_school(folder, language)
    document = made(quality, "2022-2023", "--kind", kind)
    expected = (GOLDEN / f"points-{kind}.{language}.md").read_text(encoding="utf-8")
    assert document.replace(f"quality {__version__}\n", "quality\n") == expected


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_points_are_not_spoken_of_as_grades(language: str, form: str, published: Published) -> None:
    for kind in DOCUMENTS:
        document = said(published(f"{kind}.{form}", language))
        found = re.findall(_GRADES[language], re.sub(_NO_GRADE, "", document))
        assert not found, kind
        assert "none" not in document.replace("none of them counts", ""), kind


@pytest.mark.parametrize("kind_of_institution", ["kindergarten", "centre"])
@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_other_institutions_are_not_called_schools(
    language: str, form: str, kind_of_institution: str, published: Published
) -> None:
    for kind in KINDS:
        document = said(published(f"{kind}.{form}", language, kind=kind_of_institution))
        assert not re.findall(_SCHOOLS[language], document), kind


def test_a_figure_is_its_points_with_their_maximum(folder: Path, quality: Quality) -> None:
    write_points_school(folder, "en")
    document = made(quality, "2022-2023")
    rows = {
        row[""]: row
        for table in tables(document)
        if "Points" in table.heads and "Percent" in table.heads
        for row in table.records()
    }
    expected = {
        "": ("15.75 of 18 (20)", "87.5%", "5 of 6"),
        "1": ("7 of 8", "87.5%", "3 of 3"),
        "1.1": ("2 of 2", "100.0%", "1 of 1"),
        "2": ("8.75 of 10 (12)", "87.5%", "2 of 3"),
        "2.1.1": ("4 of 4", "100.0%", "1 of 1"),
        "2.1.3": ("–", "–", "0 of 1"),
        "2.2.1": ("4.75 of 6", "79.2%", "1 of 1"),
        "2.2.2": ("7 projects", "–", "–"),
    }
    for node, figures in expected.items():
        row = rows[node]
        assert (row["Points"], row["Percent"], row["Coverage"]) == figures, node


def test_values_for_information_are_shown_and_compared(folder: Path, quality: Quality) -> None:
    write_points_school(folder, "en")
    document = made(quality, "2022-2023", "--kind", "comparison")
    (table,) = [one for one in tables(document) if "Change" in one.heads and len(one.heads) == 5]
    assert table.rows == [["2.2.2", "Projects.", "5 projects", "7 projects", "+2 projects"]]
    assert "2.2.2;" not in document


def test_the_answers_that_do_not_count_are_shown(folder: Path, quality: Quality) -> None:
    write_points_school(folder, "en")
    document = made(quality, "2022-2023")
    (table,) = [one for one in tables(document) if one.heads[0] == "Answer"]
    assert [row[:2] for row in table.rows] == [
        ["3 (Agree)", "16"],
        ["2 (Undecided)", "6"],
        ["1 (Disagree)", "2"],
        ["x (Cannot say; does not count)", "3"],
    ]
    assert "27 of 40 invited people answered (67.5%)." in document
    assert "3 answers (Cannot say) are left out of the result." in document


def test_a_single_step_is_named(folder: Path, quality: Quality) -> None:
    write_points_school(folder, "en")
    document = made(quality, "2022-2023")
    step = "If “Absence on sick leave” earned 2 points instead of 4"
    assert f"- {step}, the band of “Environment” would be “sound”.\n" in document


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_overall_result_there_is_none(
    language: str, form: str, published: Published
) -> None:
    for kind in DOCUMENTS:
        document = said(published(f"{kind}.{form}", language, overall=False))
        # „общо 2 източника“ states the total number.
        assert not re.findall(r"\boverall\b|\bобщ(?:ата|ия|ият)\b|\bобщо\b(?! \d)", document), kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_levels_results_are_percentages(language: str, published: Published) -> None:
    for kind in DOCUMENTS:
        document = published(f"{kind}.md", language, means=True)
        found = re.findall(_GRADES[language], re.sub(_NO_GRADE, "", said(document)))
        # The method is a mean of percentages.
        assert set(found) <= {"mean", "средноаритметичното"}, kind
    report = published("self-assessment.md", language, means=True)
    (table, *_others) = [one for one in tables(report) if len(one.heads) == 7]
    assert table.rows[0][2:4] == [{"bg": "91,7 %", "en": "91.7%"}[language], table.rows[1][3]]


def test_the_charts_have_an_axis_in_percent(folder: Path, quality: Quality) -> None:
    write_points_school(folder, "en")
    page = made(quality, "2022-2023", "--format", "html")
    ticks = re.findall(r'<text class="c-tick"[^>]*>([^<]+)<', page)
    assert {"0%", "25%", "50%", "75%", "100%"} <= set(ticks)
    assert 'id="levels-title"' not in page


PAGES: Final = ("index", *(f"2022-2023/{kind}" for kind in DOCUMENTS))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every document of a kindergarten's project, as it would publish it."""
    project = tmp_path_factory.mktemp("points")
    write_points_school(project, "bg", kind="kindergarten")
    assert run(["--root", str(project), "publish", str(project / "all")]) == 0
    return project / "all"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_a_phone_and_is_accessible(pages: Path, browser: Browser, page: str) -> None:
    with opened(browser, pages / f"{page}.html", width=360, axe=True) as one:
        assert one.overflow() == []
        one.page.evaluate(OPEN_ALL)
        assert one.overflow() == []
        assert one.violations() == []
        assert one.said == []
