"""Findings over the limit are counted but not shown, in every format; none is lost."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import jsonschema
import pytest

from qualitycli.diagnostics import (
    MOST_IN_ALL,
    MOST_OF_A_FILE,
    Diagnostic,
    Findings,
    Place,
    Rule,
    Severity,
    by_place,
)
from qualitycli.render import reports
from qualitycli.render.reports import Report, limited
from qualitycli.rules.scoring import NO_EVIDENCE_FOR_EXTREME
from qualitycli.rules.shape import UNKNOWN_KEY
from qualitycli.source import Span
from tests.conftest import YEAR_HEAD, Quality, year_text

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
ERROR, WARNING = UNKNOWN_KEY, NO_EVIDENCE_FOR_EXTREME


def test_the_bounds_are_those_that_the_documentation_names() -> None:
    assert (MOST_OF_A_FILE, MOST_IN_ALL) == (1_000, 10_000)


def finding(rule: Rule, line: int, file: str = "f") -> Diagnostic:
    place = Place(file, Span(line, 1, line, 2))
    if rule is ERROR:
        return ERROR.at(place, key="k", known=("a",))
    return WARNING.at(place, id="OP.1", level=1)


@pytest.mark.parametrize("backwards", [False, True])
def test_errors_are_kept_before_warnings_and_of_each_the_first(backwards: bool) -> None:
    every = [finding(WARNING, line) for line in range(1, 3001)]
    every += [finding(ERROR, line) for line in range(3001, 3501)]
    found = Findings(reversed(every) if backwards else every)
    assert found.counts == Counter({Severity.WARNING: 3000, Severity.ERROR: 500})
    assert found.left_out == 2500
    assert found.left_out_of(Severity.ERROR) == 0
    lines = [one.place.span.line for one in by_place(found)]
    assert lines == [*range(1, 501), *range(3001, 3501)]


def test_never_are_more_than_twice_as_many_in_memory() -> None:
    found = Findings()
    for line in range(20_000):
        found.append(finding(ERROR, line + 1))
        assert len(found._kept) < 2 * MOST_OF_A_FILE
    assert found.counts.total() == 20_000


def test_counts_survive_joining() -> None:
    one = Findings(finding(ERROR, line) for line in range(1, 1501))
    other = Findings(finding(WARNING, line) for line in range(1, 1201))
    one += other
    assert one.counts == Counter({Severity.ERROR: 1500, Severity.WARNING: 1200})
    assert len(one) == 1000
    assert by_place(one).errors.counts.total() == 1500


def test_in_all_errors_of_the_last_file_displace_warnings_of_the_first() -> None:
    files = [
        Report.of(f"{n}", "year", [finding(WARNING, line, f"{n}") for line in range(1, 1002)])
        for n in range(30)
    ]
    files.append(Report.of("last", "year", [finding(ERROR, line, "last") for line in range(1, 4)]))
    written = limited(files)
    assert sum(len(one.found) for one in written) == MOST_IN_ALL
    assert len(written[-1].found) == 3
    assert [len(one.found) for one in written[:11]] == [*([1000] * 9), 997, 0]
    assert sum(one.found.counts.total() for one in written) == 30 * 1001 + 3


@pytest.fixture
def faulty(project: Path) -> Path:
    """Write a year with 1,050 errors after as many warnings, and return the project."""
    warnings = "\n".join(f"OP.1.1.{n}: 4" for n in (1, 2, 3))
    errors = "\n".join(f"OP.99.{n}: 3" for n in range(1, 1051))
    text = year_text(f"{warnings}\n{errors}", YEAR_HEAD)
    (project / "data/years/2020-2021.yaml").write_text(text, encoding="utf-8")
    return project


def test_text_says_how_many_more_there_are(faulty: Path, quality: Quality) -> None:
    outcome = quality("validate", "2020-2021")
    assert outcome.code == 1
    assert outcome.out.count(" error Q") == 1000
    assert outcome.out.count(" warning Q") == 0
    said = "data/years/2020-2021.yaml: not shown: 50 errors, 3 warnings."
    assert said in outcome.out
    assert outcome.out.endswith("Found: 1050 errors, 3 warnings.\n")


def test_json_has_the_number(faulty: Path, quality: Quality) -> None:
    outcome = quality("validate", "2020-2021", "--format", "json")
    values = json.loads(outcome.out)
    assert len(values["findings"]) == 1000
    assert values["findings_left_out"] == 53
    assert (values["summary"]["errors"], values["summary"]["warnings"]) == (1050, 3)


def test_sarif_says_it_of_the_run(faulty: Path, quality: Quality) -> None:
    outcome = quality("validate", "2020-2021", "--format", "sarif")
    log = json.loads(outcome.out)
    schema = json.loads((HERE / "fixtures/sarif/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    (run,) = log["runs"]
    assert len(run["results"]) == 1000
    assert run["properties"] == {"findings_left_out": 53}
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "50 errors, 3 warnings" in told["message"]["text"]


def test_junit_has_a_case_for_the_rest(faulty: Path, quality: Quality) -> None:
    root = ET.fromstring(quality("validate", "2020-2021", "--format", "junit").out)
    (suite,) = root
    assert len(suite) == 1001
    assert (suite.get("tests"), suite.get("failures")) == ("1001", "1001")
    (failure,) = suite[-1]
    assert "50 errors, 3 warnings" in (failure.get("message") or "")


def test_github_counts_all_in_the_tenth_annotation(
    faulty: Path, quality: Quality, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    out = quality("validate", "2020-2021", "--format", "github").out
    assert "and 1041 more" in out
    assert "not shown: 50 errors, 3 warnings" in out
    text = summary.read_text(encoding="utf-8")
    assert "not shown: 50 errors, 3 warnings" in text


def test_a_command_that_stops_at_errors_writes_no_more_either(
    faulty: Path, quality: Quality
) -> None:
    outcome = quality("score", "2020-2021")
    assert outcome.code == 1
    assert outcome.err.count(" error Q") == 1000
    assert "not shown: 50 errors. At most 1000 findings per file" in outcome.err


def test_a_file_of_too_many_findings_is_not_changed(faulty: Path, quality: Quality) -> None:
    path = faulty / "data/years/2020-2021.yaml"
    before = path.read_bytes()
    outcome = quality("set", "2020-2021", "OP.1.1.1", "3")
    assert outcome.code == 1
    assert "more than 1000 findings" in outcome.err
    assert path.read_bytes() == before


def test_only_warnings_left_out_do_not_fail(
    project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MOST_IN_ALL", 2)
    warnings = "\n".join(f"OP.1.1.{n}: 4" for n in (1, 2, 3))
    text = year_text(warnings, YEAR_HEAD)
    (project / "data/years/2020-2021.yaml").write_text(text, encoding="utf-8")
    outcome = quality("validate", "2020-2021", "--format", "junit")
    assert outcome.code == 0
    suite = ET.fromstring(outcome.out)[0]
    assert (suite.get("tests"), suite.get("failures")) == ("3", "0")
    assert quality("validate", "2020-2021", "--strict").code == 1


def test_an_error_that_is_not_written_out_fails(
    project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MOST_IN_ALL", 0)
    text = year_text("OP.99.1: 3", YEAR_HEAD)
    (project / "data/years/2020-2021.yaml").write_text(text, encoding="utf-8")
    for output in ("text", "json", "sarif", "github", "junit"):
        outcome = quality("validate", "2020-2021", "--format", output)
        assert outcome.code == 1, output
        assert "Q301" not in outcome.out.replace('"id": "Q301"', "")
    (failure,) = ET.fromstring(outcome.out).iter("failure")
    assert "not shown: 1 error" in (failure.get("message") or "")
