"""``quality validate``: the checks, the messages, and the exit status."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import YEAR_HEAD, Quality, year_text


def write_year(project: Path, ratings: str, year: str = "2020-2021") -> Path:
    path = project / f"data/years/{year}.yaml"
    path.write_text(year_text(ratings, YEAR_HEAD.replace("2020-2021", year)), encoding="utf-8")
    return path


def only_years(project: Path, *names: str) -> None:
    for path in (project / "data/years").glob("*.yaml"):
        if path.stem not in names:
            path.unlink()


def test_everything_by_default(project: Path, quality: Quality) -> None:
    only_years(project, "2020-2021")
    outcome = quality("validate")
    assert outcome.code == 0
    assert outcome.out == "Checked: 1 catalogue, 1 year. Found: 0 errors, 0 warnings.\n"


def test_warnings_fail_only_when_strict(project: Path, quality: Quality) -> None:
    only_years(project)
    write_year(project, "OP.1.1.1: 4")
    plain = quality("validate")
    assert plain.code == 0
    assert "warning Q416" in plain.out
    assert plain.out.endswith("Found: 0 errors, 1 warning.\n")
    assert quality("validate", "--strict").code == 1


def test_all_years_are_checked_in_order(project: Path, quality: Quality) -> None:
    only_years(project)
    for year in ("2021-2022", "2019-2020", "2020-2021"):
        write_year(project, "OP.1.1.1: 9", year)
    found = json.loads(quality("validate", "--format", "json").out)["findings"]
    assert [one["file"][-14:-5] for one in found] == ["2019-2020", "2020-2021", "2021-2022"]


def test_no_year_is_an_error(project: Path, quality: Quality) -> None:
    only_years(project)
    outcome = quality("validate")
    assert outcome.code == 1
    assert "error Q314" in outcome.out


def test_a_broken_catalogue_is_said_once_and_the_years_wait(
    project: Path, quality: Quality
) -> None:
    only_years(project)
    write_year(project, "OP.1.1.1: no\nOP.1.1.2: 9")
    catalogue = project / "data/criteria.yaml"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text.replace("id: OP.1.1.1", "id: OP.1.1.x"), encoding="utf-8")
    for args in ((), ("2020-2021",)):
        found = json.loads(quality("validate", *args, "--format", "json").out)["findings"]
        # Findings on the year's own structure are still reported; those that need the catalogue are
        # not.
        assert [one["code"] for one in found] == ["Q313", "Q215", "Q206"]


def test_a_missing_catalogue(project: Path, quality: Quality) -> None:
    (project / "data/criteria.yaml").unlink()
    assert quality("validate").code == 2
    outcome = quality("--root", project, "validate")
    assert outcome.code == 2
    assert "quality init" in outcome.err


def test_outside_a_project_it_names_the_way_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quality: Quality
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = quality("validate")
    assert (outcome.code, outcome.out) == (2, "")
    assert "quality init" in outcome.err


def test_the_search_for_a_project_stops_at_a_repository(
    project: Path, monkeypatch: pytest.MonkeyPatch, quality: Quality
) -> None:
    inner = project / "docs/deep"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert quality("validate").code == 0
    (project / "docs/.git").mkdir()
    assert quality("validate").code == 2


def test_paths_lead_from_the_folder_that_the_user_is_in(
    project: Path, monkeypatch: pytest.MonkeyPatch, quality: Quality
) -> None:
    write_year(project, "OP.1.1.1: 9")
    (project / "docs/deep").mkdir(parents=True)
    places = {
        ".": "data/years/2020-2021.yaml",
        "data": "years/2020-2021.yaml",
        "data/years": "2020-2021.yaml",
        "docs/deep": "../../data/years/2020-2021.yaml",
    }
    for folder, place in places.items():
        monkeypatch.chdir(project / folder)
        for args in (("validate",), ("validate", place), ("score", "2020-2021")):
            outcome = quality(*args)
            assert re.match(rf"{place}:\d+:\d+: error Q401: ", outcome.out + outcome.err)
        found = json.loads(quality("validate", "--format", "json").out)["findings"]
        assert {one["file"] for one in found} == {place}
    # From outside the project, the path is shown as typed.
    (project.parent / "elsewhere").mkdir()
    monkeypatch.chdir(project.parent / "elsewhere")
    path = project / "data/years/2020-2021.yaml"
    assert quality("validate", path).out.startswith(f"{path}:")


def test_root_beats_the_environment(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quality: Quality
) -> None:
    other = tmp_path / "друго училище"
    (other / "data/years").mkdir(parents=True)
    (other / "data/criteria.yaml").write_bytes((project / "data/criteria.yaml").read_bytes())
    write_year(other, "OP.1.1.1: 9")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUALITY_ROOT", str(project))
    assert quality("validate").code == 0
    assert quality("validate", "--root", other).code == 1
    assert quality("--root", other, "validate").code == 1


def test_a_path_belongs_to_the_project_above_it(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quality: Quality
) -> None:
    write_year(project, "OP.1.1.1: 9")
    monkeypatch.chdir(tmp_path)
    outcome = quality("validate", project / "data/years/2020-2021.yaml")
    assert outcome.code == 1
    assert "Q401" in outcome.out


def test_a_path_outside_every_project_is_checked_against_the_built_in_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quality: Quality
) -> None:
    monkeypatch.chdir(tmp_path)
    year = tmp_path / "copy.yaml"
    year.write_text(year_text("OP.1.1.1: 3\nXX.1: 3"), encoding="utf-8")
    outcome = quality("validate", year)
    assert outcome.code == 1
    assert outcome.out.startswith("copy.yaml:8:3: error Q301")


def test_a_catalogue_may_be_named_and_be_anywhere(
    project: Path, tmp_path: Path, quality: Quality
) -> None:
    outcome = quality("validate", "data/criteria.yaml")
    assert outcome.out == "Checked: 1 catalogue. Found: 0 errors, 0 warnings.\n"
    other = tmp_path / "нова рамка.yaml"
    text = (project / "data/criteria.yaml").read_text(encoding="utf-8")
    other.write_text(text.replace("coverage_threshold: 2/3", "coverage_threshold: 3/2"), "utf-8")
    outcome = quality("validate", other)
    assert outcome.code == 1
    assert "Q218" in outcome.out


def test_the_name_of_the_file_is_the_year(project: Path, quality: Quality) -> None:
    text = year_text("OP.1.1.1: 3")
    for name in ("2021-2022", "минала година"):
        path = project / f"data/years/{name}.yaml"
        path.write_text(text, encoding="utf-8")
        outcome = quality("validate", path)
        assert "error Q310" in outcome.out
        path.unlink()


def test_a_year_that_was_misspelt_finds_its_neighbour(project: Path, quality: Quality) -> None:
    outcome = quality("validate", "2020-2012")
    assert outcome.code == 2
    assert "Did you mean 2020-2021?" in outcome.err


def test_a_year_that_is_not_there_gets_a_hint_how_to_start(project: Path, quality: Quality) -> None:
    for args in (("score",), ("validate",), ("new", "2024-2025", "--from")):
        outcome = quality(*args, "2025-2026")
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err == (
            "Error: There is no year “2025-2026”. Existing years: 2020-2021, 2021-2022, 2022-2023. "
            "Create it with “quality new 2025-2026”.\n"
        )


def test_a_root_that_is_no_folder_is_named(project: Path, quality: Quality) -> None:
    for root in ("nowhere", "data/criteria.yaml"):
        outcome = quality("--lang", "bg", "--root", root, "score")
        assert outcome.code == 2
        assert outcome.err.splitlines()[0].endswith(f"Няма папка {root}.")


@pytest.mark.parametrize(
    ("piece", "code"),
    [
        ("targets: {OP.2: 3,2}\nratings:\n  OP.1.1.1: 3", "Q216"),
        ("ratings: {OP.1.1.1: 3,5}", "Q216"),
        ("ratings:\n  OP.11.1: {answers: {3: 10, 4: 11,5}}", "Q216"),
        ("ratings: {OP.1.1.1: 3, OP.1.1.2: }", None),
        ("targets: {OP.2: 3.2, OP.3: }\nratings:\n  OP.1.1.1: 3", None),
    ],
)
def test_a_comma_in_braces_swallows_nothing(
    piece: str, code: str | None, project: Path, quality: Quality
) -> None:
    path = project / "data/years/2020-2021.yaml"
    path.write_text(YEAR_HEAD + piece + "\n", encoding="utf-8")
    outcome = quality("validate", "2020-2021", "--format", "json")
    found = [one["code"] for one in json.loads(outcome.out)["findings"]]
    assert found == ([] if code is None else [code])


def test_an_editors_hidden_file_is_no_year(project: Path, quality: Quality) -> None:
    only_years(project, "2020-2021")
    (project / "data/years/.#2020-2021.yaml").write_text("x", encoding="utf-8")
    assert quality("validate").code == 0


def test_a_link_out_of_the_project_is_not_read(
    project: Path, tmp_path: Path, quality: Quality
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret: [hunter2", encoding="utf-8")
    (project / "data/years/2019-2020.yaml").symlink_to(secret)
    for args in (("validate",), ("score", "2019-2020"), ("trend",), ("framework", "show", "OP.1")):
        outcome = quality(*args)
        assert "hunter2" not in outcome.out + outcome.err
    assert "error Q132" in quality("validate").out


def test_escapes_hide_nothing(project: Path, quality: Quality) -> None:
    path = project / "data/years/2020-2021.yaml"
    text = year_text("OP.1.1.1: 3").replace(
        "ratings:", 'institution:\n  name: "Име\\u202E txet"\nratings:'
    )
    path.write_text(text, encoding="utf-8")
    assert "warning Q603" in quality("validate", "2020-2021").out


HOSTILE_NAME = "2020\x1b[31m\n::error::boo"


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit"])
def test_a_hostile_file_name_stays_a_name(form: str, project: Path, quality: Quality) -> None:
    path = project / f"data/years/{HOSTILE_NAME}.yaml"
    path.write_text(year_text("OP.99: 3"), encoding="utf-8")
    out = quality("validate", "--format", form).out
    assert "\x1b" not in out
    assert "\n::error::boo" not in out
    if form == "junit":
        ET.fromstring(out)
    assert "\x1b" not in quality("framework", "show", "OP.1").out


@pytest.mark.parametrize("form", ["json", "csv", "tree"])
def test_hostile_texts_reach_no_terminal(form: str, project: Path, quality: Quality) -> None:
    path = project / "data/criteria.yaml"
    text = path.read_text(encoding="utf-8")
    hostile = '"a\\x9b31m\\u2028\\x7f\\u202E\\e[1m\\n::error::x"'
    path.write_text(text.replace("Управление на класа", hostile, 1), encoding="utf-8")
    out = quality("framework", "show", "--format", form).out
    assert not set("\x9b\u2028\x7f\u202e\x1b") & set(out)
    assert "\n::error" not in out
