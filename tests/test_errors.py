"""Errors of the use cases: their messages, and their output on the command line."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import qualitycli as q
from qualitycli import errors
from qualitycli.application import projects
from qualitycli.diagnostics import Findings
from qualitycli.errors import InvalidFileError, QualityError
from qualitycli.messages import Message
from tests.conftest import Quality, year_text


def kinds(base: type[QualityError] = QualityError) -> list[type[QualityError]]:
    return [base, *(one for sub in base.__subclasses__() for one in kinds(sub))]


def test_every_kind_of_error_has_a_code_of_its_own() -> None:
    codes = [one.code for one in kinds()]
    assert len(set(codes)) == len(codes)
    assert all(one.__name__.endswith("Error") for one in kinds())


@pytest.fixture
def search(project: Path) -> projects.ProjectSearch:
    return projects.ProjectSearch(project, None, {})


def test_an_error_is_a_sentence_in_both_languages(search: projects.ProjectSearch) -> None:
    project = projects.project_here(search)
    with pytest.raises(errors.NoSuchYearError) as raised:
        projects.path_of_year(project, "2031-2032")
    assert raised.value.code == "no-such-year"
    assert raised.value.message.args["name"] == "2031-2032"
    assert "There is no year “2031-2032”" in str(raised.value)
    assert "„2031-2032“" in raised.value.in_language("bg")


def test_an_invalid_year_tells_its_first_error_and_how_many_more(project: Path) -> None:
    path = project / "data/years/2020-2021.yaml"
    path.write_text(year_text("OP.1.1.1: 9\nOP.1.1.2: 9\nXX.1: 2"), encoding="utf-8")
    year = q.open_project(project).year("2020-2021")
    with pytest.raises(errors.InvalidYearError) as raised:
        year.score()
    said = str(raised.value)
    assert said.startswith("data/years/2020-2021.yaml:7: Q")
    assert said.endswith("(and 2 more errors)")
    assert raised.value.in_language("bg").endswith("(и още 2 грешки)")
    assert raised.value.text == path.read_text(encoding="utf-8")
    findings = raised.value.findings
    assert findings == tuple(one for one in year.findings if one.severity == "error")
    assert [one.line for one in findings] == [7, 8, 9]
    again = pickle.loads(pickle.dumps(raised.value))
    assert (str(again), again.code) == (said, "invalid-year")
    assert again.findings == findings


def test_the_findings_of_an_error_are_in_either_language(project: Path) -> None:
    path = project / "data/years/2020-2021.yaml"
    path.write_text(year_text("OP.1.1.1: 9"), encoding="utf-8")
    with pytest.raises(errors.InvalidYearError) as raised:
        q.open_project(project).year("2020-2021").score()
    (english,), (bulgarian,) = raised.value.findings, raised.value.findings_in("bg")
    # "  OP.1.1.1: 9": the 9 is the thirteenth character of the seventh line.
    assert english[3:7] == bulgarian[3:7] == (7, 13, 7, 14)
    assert str(english) == "data/years/2020-2021.yaml:7:13: error Q401: " + english.message
    assert english.message == "9 is not a level of the scale"
    assert bulgarian.message == "равнище 9 не съществува"
    expected = "data/years/2020-2021.yaml:7:13: error Q401: равнище 9 не съществува"
    assert str(bulgarian) == expected


def test_no_error_is_without_words() -> None:
    assert str(QualityError(Message("No.")))
    assert str(InvalidFileError(Findings(), None))


def test_the_command_line_tells_an_error_by_its_status(project: Path, quality: Quality) -> None:
    outcome = quality("score", "2031-2032")
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err == (
        "Error: There is no year “2031-2032”. Existing years: 2020-2021, 2021-2022, 2022-2023. "
        "Create it with “quality new 2031-2032”.\n"
    )
    path = project / "data/years/2020-2021.yaml"
    path.write_text(year_text("OP.1.1.1: 9"), encoding="utf-8")
    outcome = quality("score", "2020-2021")
    assert outcome.code == 1
    assert outcome.out == ""
    assert outcome.err.startswith("data/years/2020-2021.yaml:7:13: error Q")
