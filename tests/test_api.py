"""The public Python API: the same figures as the command, without the command's libraries."""

from __future__ import annotations

import json
import random
import shutil
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import qualitycli as q
from qualitycli.reading.files import read_file
from qualitycli.workspace import CatalogueFile
from tests.conftest import TOP, YEAR_HEAD, Quality, year_text
from tests.interpreter import in_a_fresh_interpreter

pytestmark = pytest.mark.slow

YEARS = ["2020-2021", "2021-2022", "2022-2023"]
SCRIPT = """\
import json, sys
import qualitycli as q

assert not [name for name in sys.modules if name.startswith("qualitycli.")], "lazy"

project = q.open_project(sys.argv[1])
figures = {"years": project.years, "shares": {}, "changes": []}
figures["findings"] = [
    [one.code, str(one.severity), one.file, one.line, one.column, one.end_line, one.end_column,
     one.message, one.hint]
    for one in project.findings()
]
for name in project.years:
    year = project.year(name)
    assert year.is_valid
    waiting = [year.score().overall]
    nodes = figures["shares"][name] = {}
    while waiting:
        node = waiting.pop()
        nodes[node.id or ""] = str(node.share)
        waiting += node.children
for before in project.years:
    for after in project.years:
        change = q.compare(project.year(before), project.year(after))
        figures["changes"].append([before, after, str(change.overall.like_for_like)])
figures["modules"] = sorted(sys.modules)
print(json.dumps(figures))
"""


def random_year(year: str, seed: int, catalogue_file: CatalogueFile) -> str:
    """Return the text of a year with levels, reasons and gaps determined by a seed."""
    choose = random.Random(seed)
    ratings = []
    for item in catalogue_file.held_in(year).values():
        states = ["", "{not_applicable: няма такава дейност}", "{no_evidence: не са събрани}"]
        said = choose.choice([*states, *map(str, (1, 2, 3, 4))])
        if said and item.rated_by == "level":
            ratings.append(f"{item.id}: {said}")
    head = YEAR_HEAD.replace("2020-2021", year)
    return year_text("\n".join(ratings), head)


def test_a_script_has_the_figures_of_the_command(
    project: Path, quality: Quality, real_catalogue: CatalogueFile
) -> None:
    years = [*YEARS[:2], "2030-2031"]
    (project / f"data/years/{YEARS[2]}.yaml").unlink()
    text = random_year(years[2], 0, real_catalogue)
    (project / f"data/years/{years[2]}.yaml").write_text(text, encoding="utf-8")
    figures = in_a_fresh_interpreter(SCRIPT, ".", folder=project)
    assert not {"click", "rich", "jinja2"} & set(figures["modules"])
    assert not [name for name in figures["modules"] if name.startswith("qualitycli.cli")]
    assert figures["years"] == years
    for year in years:
        told = json.loads(quality("score", year, "--format", "json").out)
        nodes = [told["overall"], *told["nodes"]]
        shares = {one["id"] or "": str(one["share_exact"]) for one in nodes}
        assert figures["shares"][year] == shares
    for before, after, change in figures["changes"]:
        told = json.loads(quality("diff", before, after, "--format", "json").out)
        assert change == str(told["overall"]["like_for_like"])
    findings = json.loads(quality("validate", "--format", "json").out)["findings"]
    places = ("file", "line", "column", "end_line", "end_column")
    keys = ("code", "severity", *places, "message", "hint")
    assert figures["findings"] == [[one[key] for key in keys] for one in findings]
    assert figures["findings"]


def test_the_shares_and_changes_are_exact(project: Path) -> None:
    opened = q.open_project(project)
    for before, after in pairwise(opened.years):
        change = q.compare(opened.year(before), opened.year(after))
        assert isinstance(change.overall.like_for_like, Fraction)
        assert isinstance(opened.year(after).score().overall.share, Fraction)


@given(value=st.fractions(-10, 10, max_denominator=800), digits=st.integers(0, 4))
@example(value=Fraction(25, 8), digits=2)
@example(value=Fraction(-25, 8), digits=2)
@example(value=Fraction(-1, 1000), digits=2)
def test_rounding_is_half_up_away_from_zero(value: Fraction, digits: int) -> None:
    text = q.rounded(value, digits)
    assert text is not None
    assert len(text.partition(".")[2]) == digits
    error = Fraction(text) - value
    half = Fraction(1, 2 * 10**digits)
    assert abs(error) <= half
    assert abs(error) < half or abs(Fraction(text)) > abs(value)
    assert not text.startswith("-") or Fraction(text) < 0


def test_nothing_rounds_to_nothing() -> None:
    assert q.rounded(None, 2) is None


def test_a_finding_names_rule_weight_line_and_words(project: Path) -> None:
    path = project / "data/years/2020-2021.yaml"
    path.write_text(year_text("OP.1.1.1: 3\nOP.1.1.2: 9"), encoding="utf-8")
    year = q.open_project(project).year("2020-2021")
    errors = [one for one in year.findings if one.severity == "error"]
    assert [(one.file, one.line) for one in errors] == [("data/years/2020-2021.yaml", 8)]
    assert errors[0].code.startswith("Q")
    assert "9" in errors[0].message
    assert errors[0].hint
    bulgarian = q.open_project(project, language="bg").year("2020-2021")
    assert [one.code for one in bulgarian.findings] == [one.code for one in year.findings]
    assert bulgarian.findings[0].message != year.findings[0].message


def test_figures_of_a_faulty_year_cannot_be_had(project: Path, quality: Quality) -> None:
    path = project / "data/years/2020-2021.yaml"
    path.write_text(year_text("OP.1.1.1: 9"), encoding="utf-8")
    opened = q.open_project(project)
    bad, good = opened.year("2020-2021"), opened.year("2021-2022")
    assert (bad.is_valid, good.is_valid) == (False, True)
    for figures in (
        bad.score,
        bad.explain,
        bad.robustness,
        lambda: q.compare(bad, good),
        lambda: q.compare(good, bad),
        opened.trend,
    ):
        with pytest.raises(q.InvalidYearError) as raised:
            figures()
        assert str(raised.value).startswith("data/years/2020-2021.yaml:7: Q")
        assert quality("score", "2020-2021").err.startswith("data/years/2020-2021.yaml:7:")


def test_figures_under_a_faulty_framework_cannot_be_had(project: Path) -> None:
    path = project / "data/criteria.yaml"
    path.write_text(path.read_text("utf-8").replace("areas:", "areas: 1\nparts:", 1), "utf-8")
    year = q.open_project(project).year("2020-2021")
    for asked in (year.score, year.explain, lambda: year.findings, lambda: year.is_valid):
        with pytest.raises(q.InvalidCatalogueError):
            asked()
    assert "error" in {one.severity for one in q.open_project(project).findings()}


def test_a_part_is_found_by_its_id(project: Path) -> None:
    for name, level in (("2020-2021", 2), ("2021-2022", 4)):
        path = project / f"data/years/{name}.yaml"
        head = YEAR_HEAD.replace("2020-2021", name)
        path.write_text(year_text(f"OP.1.1.1: {level}", head), encoding="utf-8")
    opened = q.open_project(project)
    before, after = opened.year("2020-2021"), opened.year("2021-2022")
    # On levels 1 … 4 the shares are (2 − 1)/3 and (4 − 1)/3.
    for node_id in ("OP", "OP.1", "OP.1.1", "OP.1.1.1"):
        assert before.score().node(node_id).id == node_id
        assert before.score().node(node_id).share == Fraction(1, 3)
    change = q.compare(before, after)
    assert change.node("OP.1").like_for_like == Fraction(2, 3)
    assert change.item("OP.1.1.1").change == Fraction(2, 3)
    for missing in (
        lambda: before.score().node("XX.9"),
        lambda: change.node("OP.1.1.1"),
        lambda: change.item("OP.1"),
    ):
        with pytest.raises(q.NoSuchNodeError, match="2020-2021") as raised:
            missing()
        assert raised.value.in_language("bg") != str(raised.value)


def test_a_file_is_read_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noted(path: Path, name: str, root: Path | None = None) -> Any:
        read.append(path.name)
        return read_file(path, name, root)

    monkeypatch.setattr("qualitycli.reading.load.read_file", noted)
    opened = q.open_project(project)
    year, other = opened.year("2020-2021"), opened.year()
    for _ in range(2):
        assert year.is_valid
        year.score()
        year.explain("OP.1")
        q.compare(year, other)
    assert sorted(read) == ["2020-2021.yaml", "2022-2023.yaml", "criteria.yaml"]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (lambda one: q.open_project(one.folder / "nothing"), q.NoCatalogueError),
        (lambda one: one.year("1999-2000"), q.NoSuchYearError),
        (lambda one: one.year("no.yaml"), q.NoSuchYearError),
        (lambda one: one.year("2020-2021").score("none"), q.NoSuchProfileError),
        (lambda one: one.year("2020-2021").explain("XX.9"), q.NoSuchNodeError),
        (lambda one: one.trend("2030-2031"), q.NoYearsError),
    ],
)
def test_what_is_not_there_is_an_error_with_words(
    wrong: Any, error: type[q.QualityError], project: Path
) -> None:
    with pytest.raises(error) as raised:
        wrong(q.open_project(project))
    assert str(raised.value)
    assert raised.value.code
    assert raised.value.in_language("bg") != str(raised.value)


@pytest.mark.parametrize(
    ("ends", "span"),
    [
        (("2030-2031",), "2030-2031.."),
        (("", "1999-2000"), "..1999-2000"),
        (("2022-2023", "2020-2021"), "2022-2023..2020-2021"),
    ],
)
def test_a_span_without_years_is_named(ends: Any, span: str, project: Path) -> None:
    with pytest.raises(q.NoYearsError) as raised:
        q.open_project(project).trend(*ends)
    known = ", ".join(YEARS)
    assert str(raised.value) == f"There are no years in “{span}”. Existing years: {known}."


def test_a_project_and_a_year_say_which_they_are(project: Path) -> None:
    opened = q.open_project(project)
    assert repr(opened) == f"<OpenProject {project}>"
    assert repr(opened.year("2020-2021")) == f"<OpenYear 2020-2021 of {project}>"


@pytest.mark.parametrize("closed", ["data/years", "data/years/2022-2023/raters"])
def test_a_folder_that_cannot_be_read_is_not_taken_for_an_empty_one(
    closed: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / closed).mkdir(parents=True, exist_ok=True)
    listing = Path.iterdir

    def refusing(folder: Path) -> Any:
        if folder == project / closed:
            raise PermissionError(13, "Permission denied", str(folder))
        return listing(folder)

    monkeypatch.setattr(Path, "iterdir", refusing)
    with pytest.raises(PermissionError):
        list(q.open_project(project).findings())


@pytest.mark.parametrize("root", [".", "data/..", "../same"])
@pytest.mark.parametrize("spelled", [".", "data/..", "../same"])
def test_a_link_out_of_the_project_is_not_read_however_it_is_spelled(
    root: str, spelled: str, project: Path
) -> None:
    (project / "../same").symlink_to(project, target_is_directory=True)
    outside = project.with_name("outside.yaml")
    outside.write_text("secret: x\n", encoding="utf-8")
    year = Path(spelled, "data/years/2030-2031.yaml")
    (project / year).symlink_to(outside)
    found = q.open_project(project / root).year(project / year).findings
    assert [one.code for one in found] == ["Q132"]


def test_without_a_folder_the_project_is_found_as_the_command_line_finds_it(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / "data")
    assert q.open_project().folder == project
    other = tmp_path / "other"
    shutil.copytree(project, other)
    monkeypatch.setenv("QUALITY_ROOT", str(other))
    assert q.open_project().folder == other
    monkeypatch.delenv("QUALITY_ROOT")
    (empty := tmp_path / "empty").mkdir()
    monkeypatch.chdir(empty)
    assert q.open_project().is_example
    assert q.open_project().years == YEARS
    with pytest.raises(q.NoCatalogueError):
        q.open_project(empty)


def test_a_fault_of_ours_is_raised(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from qualitycli.application import validation

    def failing(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(validation, "check_year", failing)
    with pytest.raises(q.FaultError, match="ZeroDivisionError") as raised:
        list(q.open_project(project).findings())
    assert "failing" in raised.value.__notes__[0]


def test_every_public_name_is_there_and_imported_when_it_is_used() -> None:
    script = """\
import json, sys
import qualitycli as q
before = [name for name in sys.modules if name.startswith("qualitycli.")]
there = [name for name in q.__all__ if getattr(q, name) is not None and name in dir(q)]
print(json.dumps([before, there]))
"""
    assert in_a_fresh_interpreter(script, folder=TOP) == [[], q.__all__]
    with pytest.raises(AttributeError, match="nothing"):
        _ = q.nothing
