"""Formats for CI: GitHub annotations, SARIF, JUnit."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import yaml
from junitparser import JUnitXml

from qualitycli.messages import Translator
from qualitycli.render.github import fitting
from tests import hostile
from tests.conftest import TOP, YEAR_HEAD, Quality, year_text
from tests.render_markdown import kinds_of_tokens, tables

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
HOSTILE = 'OP.1.1.1:\n  level: "1\\r\\n::error::x%, <b>&\\"]]>\\e[31m"'


@pytest.fixture
def broken(project: Path) -> Path:
    for path in (project / "data/years").glob("*.yaml"):
        path.unlink()
    path = project / "data/years/2020-2021.yaml"
    text = (HERE / "cases/seven-faults.yaml").read_text(encoding="utf-8")
    path.write_text(re.sub(r"  # ! .*", "", text), encoding="utf-8")
    return path


def write(project: Path, ratings: str) -> None:
    path = project / "data/years/2020-2021.yaml"
    path.write_text(year_text(ratings), encoding="utf-8")


def test_annotations_are_at_the_place(broken: Path, quality: Quality) -> None:
    outcome = quality("validate", "--format", "github")
    assert outcome.code == 1
    *commands, last = outcome.out.splitlines()
    assert len(commands) == 7
    assert commands[0] == (
        "::error file=data/years/2020-2021.yaml,line=6,col=1,endLine=6,endColumn=5,"
        "title=Q125 duplicate key::"
        "the key “year” already appears on line 2%0A"
        "keep one of the two; until then the first one counts"
    )
    assert last == "Checked: 1 catalogue, 1 year. Found: 7 errors, 0 warnings."


def test_nothing_from_a_file_can_start_a_command(project: Path, quality: Quality) -> None:
    write(project, HOSTILE)
    out = quality("validate", "2020-2021", "--format", "github").out
    commands = [line for line in out.splitlines() if line.startswith("::")]
    assert len(commands) == 1
    assert "\r" not in out
    assert "\x1b" not in out


@pytest.mark.parametrize(("faults", "shown"), [(9, 9), (10, 10), (11, 10), (40, 10)])
def test_the_tenth_annotation_says_how_many_more_there_are(
    faults: int, shown: int, project: Path, quality: Quality
) -> None:
    write(project, "\n".join(f"OP.99.{n}: 3" for n in range(1, faults + 1)))
    lines = quality("validate", "2020-2021", "--format", "github").out.splitlines()
    commands = [line for line in lines if line.startswith("::error ")]
    assert len(commands) == shown
    told = sum("Q301" in line for line in lines)
    assert told == faults, "what GitHub does not show is in the log"
    if faults > shown:
        assert f"and {faults - 9} more" in commands[-1]


def test_the_summary_of_a_step(
    broken: Path, quality: Quality, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    broken.write_text(year_text(HOSTILE), encoding="utf-8")
    quality("validate", "2020-2021", "--format", "github")
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("before\n### quality\n")
    rows = [line for line in text.splitlines() if line.startswith("| data")]
    assert len(rows) == 1
    assert "<b>" not in rows[0]
    assert rows[0].count(" | ") == 3


def test_nothing_in_a_summary_is_markup_or_an_address(
    project: Path, quality: Quality, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    for name in ("www.example.org.yml", "<b>`*.yaml", "a|b.yaml", "@someone.yaml"):
        (project / "data/years" / name).write_text("https://example.com: 1\n", encoding="utf-8")
    quality("validate", "--format", "github")
    text = summary.read_text(encoding="utf-8")
    assert len(tables(text)[0].rows) > 4
    marked = {kind for kind in kinds_of_tokens(text) if re.match("html|link|code|em_|strong", kind)}
    assert marked == set()
    assert not re.search(r"//|(?<!data/years/)www\.|(?<!\\)@", text)


def test_a_name_that_is_not_text_is_its_bytes_in_an_address(
    project: Path, quality: Quality
) -> None:
    name = os.fsdecode(b"\xff.yaml")
    (project / "data/years" / name).write_text("format: 9\n", encoding="utf-8")
    outcome = quality("validate", "--format", "sarif")
    assert outcome.code == 1
    assert '"data/years/%FF.yaml"' in outcome.out


SENTENCE = "This summary is cut off"
MEBIBYTE = 1024 * 1024


def long_summary(quality: Quality, path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    quality("validate", "2020-2021", "--format", "github")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("before", "cut"), [(0, False), (MEBIBYTE - 20_000, True)])
def test_a_summary_is_cut_where_the_step_has_no_more_room(
    before: int,
    cut: bool,
    project: Path,
    quality: Quality,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("x" * before, encoding="utf-8")
    write(project, "\n".join(f"OP.99.{n}: 3" for n in range(1, 501)))
    text = long_summary(quality, summary, monkeypatch)
    assert len(text.encode()) <= MEBIBYTE
    assert (SENTENCE in text.splitlines()[-1]) == cut
    rows = [line for line in text.splitlines() if line.startswith("| data")]
    assert all(row.endswith(" |") for row in rows), "no row is cut in two"
    assert (0 < len(rows) < 500) if cut else len(rows) == 500


@pytest.mark.parametrize("before", [MEBIBYTE - 30, MEBIBYTE, MEBIBYTE + 5])
def test_a_summary_that_is_full_stays_as_it_is(
    before: int, project: Path, quality: Quality, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("x" * before, encoding="utf-8")
    assert long_summary(quality, summary, monkeypatch) == "x" * before


@pytest.mark.parametrize("room", range(0, 400, 7))
def test_a_summary_fits_into_any_room(room: int) -> None:
    text = "### quality\n\n| място | правило |\n|---|---|\n" + "| данни | Q301 |\n" * 20
    cut = fitting(text, room, Translator("bg"))
    assert len(cut.encode()) <= room
    assert text.startswith(cut.partition("\nОбобщението")[0])
    assert cut in ("", text) or cut.endswith("дневника на проверката.\n")


@pytest.mark.parametrize("workspace", [".", "..", "../.."])
@pytest.mark.parametrize("linked", [False, True])
def test_github_reads_paths_from_the_root_of_the_repository(
    workspace: str,
    linked: bool,
    project: Path,
    tmp_path: Path,
    quality: Quality,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(project, "OP.99: 3")
    root = (project / workspace).resolve()
    expected = (project / "data/years/2020-2021.yaml").relative_to(root).as_posix()
    if linked:
        (tmp_path / "link").symlink_to(root)
        root = tmp_path / "link"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(root))
    out = quality("validate", "2020-2021", "--format", "github").out
    assert re.findall("file=([^,]+),", out) == [expected]
    log = json.loads(quality("validate", "2020-2021", "--format", "sarif").out)
    (result,) = log["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == expected


def test_schools_in_one_repository_have_fingerprints_of_their_own(
    project: Path, tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, "OP.99: 3")
    shutil.copytree(project, tmp_path / "other")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    first = fingerprints(quality)
    monkeypatch.chdir(tmp_path / "other")
    assert not set(first) & set(fingerprints(quality))


def test_a_file_outside_of_the_repository_keeps_its_path(
    project: Path, tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(year_text("OP.99: 3"), encoding="utf-8")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project))
    out = quality("validate", "../outside.yaml", "--format", "github").out
    assert "file=../outside.yaml," in out


def test_sarif_is_valid_by_its_schema(broken: Path, quality: Quality) -> None:
    schema = json.loads((HERE / "fixtures/sarif/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    log = json.loads(quality("validate", "--format", "sarif").out)
    jsonschema.Draft4Validator(schema).validate(log)
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [one["ruleId"] for one in run["results"]] == [
        *("Q125", "Q301", "Q601", "Q201", "Q206", "Q206", "Q601")
    ]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert rules[result["ruleIndex"]]["help"]["text"]
    (location,) = run["results"][2]["locations"]
    assert location["physicalLocation"]["region"] == {
        "startLine": 11,
        "startColumn": 5,
        "endLine": 11,
        "endColumn": 9,
    }


def fingerprints(quality: Quality) -> list[str]:
    log = json.loads(quality("validate", "--format", "sarif").out)
    return [one["partialFingerprints"]["qualityLine/v1"] for one in log["runs"][0]["results"]]


def test_fingerprints_survive_moved_lines_and_differ_from_each_other(
    broken: Path, quality: Quality
) -> None:
    before = fingerprints(quality)
    assert len(set(before)) == len(before)
    text = broken.read_text(encoding="utf-8")
    broken.write_text(text.replace("ratings:", "# one\n# two\n\nratings:"), encoding="utf-8")
    assert fingerprints(quality) == before


def test_junit_is_read_by_its_readers(broken: Path, quality: Quality) -> None:
    out = quality("validate", "--format", "junit").out
    suites = JUnitXml.fromstring(out.encode())
    assert [(suite.name, suite.tests, suite.failures) for suite in suites] == [
        ("data/criteria.yaml", 1, 0),
        ("data/years/2020-2021.yaml", 7, 7),
    ]
    assert sum(len(list(suite)) for suite in suites) == 8


@pytest.mark.parametrize(("strict", "failures"), [((), "0"), (("--strict",), "1")])
def test_warnings_fail_in_junit_only_when_strict(
    strict: tuple[str, ...], failures: str, project: Path, quality: Quality
) -> None:
    write(project, "OP.1.1.1: 4")
    out = quality("validate", "2020-2021", "--format", "junit", *strict).out
    assert ET.fromstring(out).get("failures") == failures


def test_junit_stays_xml_whatever_a_file_contains(project: Path, quality: Quality) -> None:
    write(project, HOSTILE)
    out = quality("validate", "2020-2021", "--format", "junit").out
    root = ET.fromstring(out)
    (failure,) = root.iter("failure")
    assert "::error::" in (failure.get("message") or "")


# No characters that XML 1.0 excludes, and no commands, wherever the text is quoted.
ODD: Final = "\ufffe\uffff\x00\x0b\x1f\U0001ffff\U000e0041\u00ad##vso[x]##teamcity[y]"


@pytest.mark.parametrize("language", ["en", "bg"])
def test_junit_is_well_formed_with_any_text(language: str, project: Path, quality: Quality) -> None:
    ratings = {ODD: ODD, "OP.1.1.1": {"level": ODD, ODD: 1}}
    year = {"format": "1", "year": ODD, "framework": {"id": ODD, "edition": ODD}}
    path = project / "data/years/2020-2021.yaml"
    path.write_text(hostile.as_yaml(year | {"ratings": ratings}), encoding="utf-8")
    out = quality("--lang", language, "validate", "2020-2021", "--format", "junit").out
    root = ET.fromstring(out.encode())
    assert len(list(root.iter("failure"))) > 3
    assert "##vso[" not in out
    assert "\u00ad" not in out


def test_the_step_of_the_action_annotates_the_right_lines(broken: Path, tmp_path: Path) -> None:
    action = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
    step = action["runs"]["steps"][-1]
    defaults = {name: one["default"] for name, one in action["inputs"].items()}
    environment = {
        name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: defaults[found[1]], value)
        for name, value in step["env"].items()
    }
    summary = tmp_path / "summary.md"
    run = subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=broken.parents[2],
        env={
            **os.environ,
            **environment,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_WORKSPACE": str(broken.parents[2]),
            "GITHUB_STEP_SUMMARY": str(summary),
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 1
    found = re.findall(r"^::error file=data/years/2020-2021\.yaml,line=(\d+),", run.stdout, re.M)
    assert found == ["6", "8", "11", "13", "15", "17", "18"]
    assert summary.read_text(encoding="utf-8").count("| data/years") == 7


def test_a_path_in_sarif_is_a_uri(project: Path, quality: Quality) -> None:
    path = project / "data/years/минала година.yaml"
    path.write_text(year_text("OP.99: 3", YEAR_HEAD), encoding="utf-8")
    log = json.loads(quality("validate", path, "--format", "sarif").out)
    uri = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert uri["uri"].startswith("data/years/%D0%BC")
    assert " " not in uri["uri"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a name is always text")
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit"])
def test_a_path_that_is_not_utf8_stops_no_format(
    form: str, project: Path, quality: Quality
) -> None:
    folder = project / os.fsdecode(b"\xff\xfe")
    folder.mkdir()
    path = folder / "2020-2021.yaml"
    path.write_text(year_text("OP.99: 3", YEAR_HEAD), encoding="utf-8")
    outcome = quality("validate", path, "--format", form)
    assert outcome.code == 1, outcome.err
    assert ("%FF%FE/2020-2021.yaml" if form == "sarif" else "2020-2021.yaml") in outcome.out
