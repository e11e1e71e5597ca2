"""``quality diff``, ``trend`` and the gate: their output, and when they pass."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import TOP, YEAR_HEAD, Quality, year_text

GOLDEN = Path(__file__).parent / "golden"


def write(project: Path, year: str, ratings: str) -> Path:
    path = project / f"data/years/{year}.yaml"
    path.write_text(year_text(ratings, YEAR_HEAD.replace("2020-2021", year)), encoding="utf-8")
    return path


def level(item: str, value: int) -> str:
    return f"{item}:\n  level: {value}\n  evidence: [протокол]"


@pytest.mark.parametrize("language", ["en", "bg"])
@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("diff", ("diff", "2020-2021", "2021-2022")),
        ("trend", ("trend",)),
        ("robustness", ("robustness", "2020-2021")),
    ],
)
def test_the_story_of_the_example_years(
    name: str, args: tuple[str, ...], language: str, project: Path, quality: Quality
) -> None:
    golden = GOLDEN / f"{name}.{language}.txt"
    assert quality("--lang", language, *args).out == golden.read_text(encoding="utf-8")


def test_the_two_newest_without_names(project: Path, quality: Quality) -> None:
    named = quality("diff", "2021-2022", "2022-2023", "--format", "json")
    assert quality("diff", "--format", "json").out == named.out


def test_a_year_against_itself_changes_nothing(project: Path, quality: Quality) -> None:
    outcome = quality("diff", "2020-2021", "2020-2021")
    assert outcome.code == 0
    assert "No change." in outcome.out
    assert "Rated higher" not in outcome.out


def test_only_a_class(project: Path, quality: Quality) -> None:
    out = quality("diff", "2020-2021", "2021-2022", "--only", "worsened").out
    assert "Rated lower: 5" in out
    assert "Rated higher" not in out


def test_the_biggest_change_comes_first(project: Path, quality: Quality) -> None:
    out = quality("diff", "2020-2021", "2021-2022", "--only", "improved").out
    section = out[out.index("Rated higher") :].splitlines()[1:]
    assert section[0].split()[0] == "OP.10.2.1", "from 2 to 4, the only change by two levels"


def test_files_by_path_are_compared_as_well(
    project: Path, quality: Quality, tmp_path: Path
) -> None:
    copy = tmp_path / "main.yaml"
    path = project / "data/years/2020-2021.yaml"
    copy.write_bytes(path.read_bytes())
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  OP.1.1.1: 3\n", "  OP.1.1.1: 2\n"), encoding="utf-8")
    diff = json.loads(quality("diff", copy, path, "--format", "json").out)
    assert diff["classes"]["worsened"] == 1
    assert Fraction(diff["overall"]["rest"]) == 0


def test_years_of_two_frameworks_have_nothing_in_common(
    project: Path, quality: Quality, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    (other / "data/years").mkdir(parents=True)
    text = (project / "data/criteria.yaml").read_text(encoding="utf-8")
    (other / "data/criteria.yaml").write_text(text.replace("vou-montana", "druga"), "utf-8")
    year = other / "data/years/2021-2022.yaml"
    year.write_text(
        (project / "data/years/2021-2022.yaml")
        .read_text(encoding="utf-8")
        .replace("vou-montana", "druga"),
        encoding="utf-8",
    )
    outcome = quality("diff", project / "data/years/2020-2021.yaml", year)
    assert outcome.code == 0
    assert "different frameworks" in outcome.out
    assert "Added to the framework: 139" in outcome.out
    assert "Retired from the framework: 139" in outcome.out


def test_csv_of_a_comparison(project: Path, quality: Quality) -> None:
    out = quality("diff", "2020-2021", "2021-2022", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    items = [row for row in rows if row["class"]]
    assert len(items) == 139
    assert {row["kind"] for row in items} == {"indicator", "subindicator"}
    assert rows[0]["kind"] == "overall"


@pytest.mark.parametrize(
    ("gate", "ratings", "code"),
    [
        ("worsened", (3, 2, 3, 3), "Q701"),
        ("overall", (3, 2, 3, 3), "Q702"),
        ("area", (3, 2, 3, 3), "Q702"),
        ("band", (3, 2, 3, 3), None),
        ("worsened", (3, 3, 3, 3), None),
        ("worsened", (2, 3, 3, 2), "Q701"),
        ("overall", (2, 3, 3, 2), None),
        ("band", (3, 1, 3, 1), "Q703"),
    ],
)
def test_a_gate_stops_the_named_changes(
    gate: str,
    ratings: tuple[int, int, int, int],
    code: str | None,
    project: Path,
    quality: Quality,
) -> None:
    old_one, new_one, old_two, new_two = ratings
    items = ("OP.1.1.1", "OP.1.1.2")
    write(project, "2018-2019", "\n".join(map(level, items, (old_one, old_two))))
    write(project, "2019-2020", "\n".join(map(level, items, (new_one, new_two))))
    outcome = quality("diff", "2018-2019", "2019-2020", "--fail-on", gate)
    assert outcome.code == (0 if code is None else 1)
    assert ("error " + (code or "Q") in outcome.err) == (code is not None)


def test_a_fall_of_coverage(project: Path, quality: Quality) -> None:
    write(project, "2018-2019", "OP.1.1.1: 3\nOP.1.1.2: 3")
    write(project, "2019-2020", "OP.1.1.1: 3")
    outcome = quality("diff", "2018-2019", "2019-2020", "--fail-on", "coverage")
    assert outcome.code == 1
    assert "error Q704" in outcome.err
    assert quality("diff", "2018-2019", "2019-2020", "--fail-on", "overall").code == 0


@pytest.mark.parametrize(("most", "code"), [("0.99", 1), ("1", 0), ("1.00", 0), ("0", 1)])
def test_the_drop_that_is_allowed_is_exact(
    most: str, code: int, project: Path, quality: Quality
) -> None:
    write(project, "2018-2019", "OP.1.1.1: 3")
    write(project, "2019-2020", "OP.1.1.1: 2")
    assert quality("diff", "2018-2019", "2019-2020", "--max-drop", most).code == code


@pytest.mark.parametrize("most", ["0,5", "x", "-1", ""])
def test_a_drop_has_to_be_a_number(most: str, project: Path, quality: Quality) -> None:
    outcome = quality("diff", "2020-2021", "2021-2022", "--max-drop", most)
    assert (outcome.code, outcome.out) == (2, "")


def test_the_findings_of_a_gate_are_at_the_rating(project: Path, quality: Quality) -> None:
    write(project, "2018-2019", "OP.1.1.1: 3\nOP.1.1.2: 3")
    write(project, "2019-2020", "OP.1.1.1: 3\nOP.1.1.2: 2")
    args = ("diff", "2018-2019", "2019-2020", "--fail-on", "worsened", "--format")
    out = quality(*args, "github").out
    assert "::error file=data/years/2019-2020.yaml,line=8,col=3" in out
    for form in ("sarif", "junit"):
        outcome = quality(*args, form)
        assert outcome.code == 1
        assert "Q701" in outcome.out


def test_the_gate_compares_a_branch_with_main(tmp_path: Path) -> None:
    """The script from the docs, run in a real repository with two branches."""
    script = (TOP / "docs/ci.md").read_text(encoding="utf-8")
    block = script[script.index("```sh\nyear=$1\n") + 6 :]
    lines = block[: block.index("```")]
    repository = tmp_path / "repository"
    (repository / "data/years").mkdir(parents=True)
    (repository / "data/criteria.yaml").write_bytes((TOP / "data/criteria.yaml").read_bytes())
    year = repository / "data/years/2020-2021.yaml"
    year.write_text(year_text("OP.1.1.1: 3\nOP.1.1.2: 3"), encoding="utf-8")

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "GIT_AUTHOR_NAME": "x",
            "GIT_AUTHOR_EMAIL": "x@example.org",
            "GIT_COMMITTER_NAME": "x",
            "GIT_COMMITTER_EMAIL": "x@example.org",
        }
        return subprocess.run(
            command,
            cwd=repository,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    run("git", "init", "-q", "-b", "main")
    run("git", "add", "-A")
    run("git", "commit", "-q", "-m", "main")
    run("git", "checkout", "-q", "-b", "branch")
    year.write_text(year_text("OP.1.1.1: 3\nOP.1.1.2: 3\nOP.1.1.3: 2"), encoding="utf-8")
    run("git", "commit", "-qam", "one more rating, a low one")
    passed = run("bash", "-e", "-c", lines, "gate.sh", "2020-2021")
    assert passed.returncode == 0, passed.stderr
    year.write_text(year_text("OP.1.1.1: 3\nOP.1.1.2: 2"), encoding="utf-8")
    run("git", "commit", "-qam", "one rating lower")
    failed = run("bash", "-e", "-c", lines, "gate.sh", "2020-2021")
    assert failed.returncode == 1, failed.stderr
    assert "Q701" in failed.stderr + failed.stdout


def test_a_trend_chains_the_changes_on_common_items(project: Path, quality: Quality) -> None:
    trend = json.loads(quality("trend", "--format", "json").out)
    years = [one["year"] for one in trend["years"]]
    assert years == ["2020-2021", "2021-2022", "2022-2023"]
    assert [one["bands_changed"] for one in trend["years"]] == [False, True, False]
    overall = trend["series"][0]
    chained = [Fraction(one["chained_exact"]) for one in overall["years"]]
    assert chained[-1] == Fraction(overall["years"][-1]["share_exact"])
    for index, (old, new) in enumerate(pairwise(years)):
        diff = json.loads(quality("diff", old, new, "--format", "json").out)
        change = Fraction(diff["overall"]["like_for_like"])
        assert chained[index + 1] - chained[index] == change
    assert Fraction(overall["like_for_like"]) == chained[-1] - chained[0]


@pytest.mark.parametrize(
    ("span", "years"),
    [
        ("2020-2021..2021-2022", 2),
        ("2021-2022..", 2),
        ("..2020-2021", 1),
        ("2022-2023..2022-2023", 1),
    ],
)
def test_a_span_of_years(span: str, years: int, project: Path, quality: Quality) -> None:
    trend = json.loads(quality("trend", span, "--format", "json").out)
    assert len(trend["years"]) == years


@pytest.mark.parametrize(
    "span", ["2020-2021", "2020..21", "2021..2020-2021", "2030-2031..", "a..b"]
)
def test_what_is_no_span(span: str, project: Path, quality: Quality) -> None:
    outcome = quality("trend", span)
    assert (outcome.code, outcome.out) == (2, "")


def test_a_year_with_errors_is_not_compared(project: Path, quality: Quality) -> None:
    write(project, "2020-2021", "OP.1.1.1: 9")
    for args in (("diff", "2020-2021", "2021-2022"), ("trend",), ("robustness", "2020-2021")):
        outcome = quality(*args)
        assert (outcome.code, outcome.out) == (1, "")
        assert "error Q401" in outcome.err


@pytest.mark.parametrize(
    "args",
    [
        ("diff", "2020-2021", "data/criteria.yaml"),
        ("score", "data/criteria.yaml"),
        ("framework", "diff", "data/criteria.yaml", "data/years/2020-2021.yaml"),
    ],
)
def test_a_path_that_is_of_another_kind(
    args: tuple[str, ...], project: Path, quality: Quality
) -> None:
    outcome = quality(*args)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.count("error Q220") == outcome.err.count("error") == 1


@pytest.mark.parametrize("args", [("diff", "2020-2021"), ("diff", "2020-2021", "nowhere.yaml")])
def test_usage_errors(args: tuple[str, ...], project: Path, quality: Quality) -> None:
    outcome = quality(*args)
    assert (outcome.code, outcome.out) == (2, "")


def test_a_gate_rounds_as_the_tables_do(project: Path, quality: Quality) -> None:
    survey = "OP.11.1:\n  answers:\n    1: {}\n    2: {}"
    write(project, "2018-2019", survey.format(175, 25))
    write(project, "2019-2020", survey.format(176, 24))
    # 1 + 25/200 = 1.125 and 1 + 24/200 = 1.12: rounded half up, the first is 1.13 in the table.
    args = ("diff", "2018-2019", "2019-2020", "--fail-on", "worsened", "--fail-on", "overall")
    assert "fell from 1.13 to 1.12" in quality(*args).err
    # A drop of five thousandths rounds to a hundredth; one that rounds to zero does not count.
    assert "fell by 0.01 " in quality(*args).err
    write(project, "2018-2019", survey.format(1399, 201))
    write(project, "2019-2020", survey.format(1400, 200))
    assert "fell by 0.001 " in quality(*args).err
    assert "понижила с 0,001 " in quality("--lang", "bg", *args).err


def test_one_fall_is_told_once(project: Path, quality: Quality) -> None:
    write(project, "2018-2019", "OP.1.1.1: 3")
    write(project, "2019-2020", "OP.1.1.1:\n  level: 2")
    args = ("diff", "2018-2019", "2019-2020", "--fail-on", "overall", "--max-drop", "0.1")
    err = quality(*args).err
    assert err.count("the overall result fell") == 1
