"""Assessments of two school years and of a calendar year, combined with single school years."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from qualitycli import open_project
from qualitycli.cli.app import commands, run
from tests.conftest import EVERY_FIELD, Quality

HEAD = 'format: 1\nyear: {year}\nframework:\n  id: vou-montana\n  edition: "2020"\n'
RATED = "ratings:\n  OP.1.1.1: 3\n"
# All three kinds of period, in order.
PERIODS = ["2020-2021", "2020-2022", "2022", "2022-2023"]


def write(project: Path, year: str, *pieces: str, name: str = "") -> None:
    path = project / "data/years" / f"{name or year}.yaml"
    path.write_text(HEAD.format(year=year) + "".join(pieces or [RATED]), encoding="utf-8")


@pytest.fixture
def empty(project: Path) -> Path:
    """Return a project without years."""
    for path in (project / "data/years").iterdir():
        path.unlink()
    return project


@pytest.fixture
def mixed(empty: Path) -> Path:
    """Return a project with years of all three kinds."""
    for one in PERIODS:
        write(empty, one)
    return empty


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the documents of a small project with years of all three kinds."""
    root = tmp_path_factory.mktemp("periods")
    (root / "data/years").mkdir(parents=True)
    shutil.copy(EVERY_FIELD / "criteria.yaml", root / "data")
    for one in PERIODS:
        text = HEAD.format(year=one).replace("vou-montana", "small") + RATED
        (root / f"data/years/{one}.yaml").write_text(text, encoding="utf-8")
    assert run(["--root", str(root), "publish", str(root / "out")]) == 0
    return root / "out"


def findings(quality: Quality, *args: str) -> list[tuple[str, int, str]]:
    said = json.loads(quality("validate", *args, "--format", "json").out)
    return [(Path(one["file"]).stem, one["line"], one["code"]) for one in said["findings"]]


def test_all_forms_are_valid(mixed: Path, quality: Quality) -> None:
    assert findings(quality) == []


@pytest.mark.parametrize(
    ("year", "name"),
    [
        ("2020-2022", "2020-2021"),
        ("2020-2021", "2020-2022"),
        ("2021", "2020-2021"),
        ("2020-2021", "2021"),
        ("2019-2021", "2020-2021"),
    ],
)
def test_a_year_is_the_name_of_its_file(
    empty: Path, quality: Quality, year: str, name: str
) -> None:
    write(empty, year, name=name)
    assert findings(quality) == [(name, 2, "Q310")]


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        ("2020-2021", "2020-09-15", "2021-09-14"),
        ("2020-2022", "2020-09-15", "2022-09-14"),
        ("2022", "2022-01-01", "2022-12-31"),
    ],
)
def test_a_rating_is_given_between_the_first_and_the_last_day(
    empty: Path, quality: Quality, year: str, first: str, last: str
) -> None:
    rating = "  {id}:\n    level: 3\n    rated_on: {day}\n"
    rated = [rating.format(id=f"OP.1.1.{n}", day=day) for n, day in enumerate((first, last), 1)]
    write(empty, year, "ratings:\n", *rated)
    assert findings(quality) == []
    outside = rating.format(id="OP.1.1.1", day=f"{int(last[:4]) + 1}-01-01")
    write(empty, year, "ratings:\n", outside)
    assert findings(quality) == [(year, 9, "Q418")]


@pytest.mark.parametrize(
    ("year", "late"),
    # The framework requires the commissions by 15 September.
    [("2020-2021", "2020-09-16"), ("2020-2022", "2020-09-16"), ("2022", "2022-09-16")],
)
def test_commissions_are_to_be_there_when_the_period_begins(
    empty: Path, quality: Quality, year: str, late: str
) -> None:
    for day, code in ((late, ["Q501"]), (f"{late[:-2]}15", [])):
        commission = f"commissions:\n  - name: Комисия\n    date: {day}\n"
        write(empty, year, commission, RATED)
        assert [one for *_, one in findings(quality)] == code


def test_a_node_and_the_bands_go_by_the_last_school_year(empty: Path, quality: Quality) -> None:
    catalogue = empty / "data/criteria.yaml"
    text = catalogue.read_text(encoding="utf-8")
    item = "- id: OP.1.1.1\n"
    indent = " " * (text.index(item) - text.rindex("\n", 0, text.index(item)) + 1)
    since = f"{item}{indent}since: 2021-2022\n"
    catalogue.write_text(text.replace(item, since, 1), encoding="utf-8")
    for year, held in (
        *(("2020-2021", False), ("2021", False), ("2019-2021", False)),
        *(("2021-2022", True), ("2022", True), ("2020-2022", True)),
    ):
        write(empty, year)
        assert bool(findings(quality, year)) != held, year


def test_a_measure_goes_on_from_an_earlier_period(mixed: Path, quality: Quality) -> None:
    measure = (
        "measures:\n  - id: M1\n    action: Х\n    responsible: Мария\n"
        "    planned: {{to: 2022-05-31}}\n    continues: {{year: {year}, id: M1}}\n"
    )
    for origin, code in (
        *(("2020-2021", []), ("2020-2022", []), ("2021-2022", [])),
        *(("2022", ["Q516"]), ("2022-2023", ["Q516"]), ("2021-2023", ["Q516"])),
    ):
        write(mixed, "2022", measure.format(year=origin), RATED)
        found = [one for *_, one in findings(quality, "2022")]
        assert found == code, origin


@pytest.mark.parametrize("command", ["score", "status", "explain", "robustness"])
@pytest.mark.parametrize("year", PERIODS)
def test_a_command_finds_each_year_by_its_name(
    mixed: Path, quality: Quality, command: str, year: str
) -> None:
    outcome = quality(command, year, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    assert json.loads(outcome.out)["year"] == year


def test_the_newest_year_is_the_last_in_their_order(mixed: Path, quality: Quality) -> None:
    for year in reversed(PERIODS):
        assert json.loads(quality("score", "--format", "json").out)["year"] == year
        (mixed / f"data/years/{year}.yaml").unlink()


@pytest.mark.parametrize("year", PERIODS)
def test_the_order_of_year_and_id_is_free(mixed: Path, quality: Quality, year: str) -> None:
    one = quality("explain", year, "OP.1.1.1")
    assert one.code == 0
    assert quality("explain", "OP.1.1.1", year) == one


@pytest.mark.parametrize("year", PERIODS)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_rating_is_set(mixed: Path, quality: Quality, year: str, at: int) -> None:
    args = ["OP.1.1.2", "2"]
    args.insert(at, year)
    assert quality("set", *args).code == 0
    assert "OP.1.1.2: 2" in (mixed / f"data/years/{year}.yaml").read_text("utf-8")


def test_without_years_the_two_newest_are_compared(mixed: Path, quality: Quality) -> None:
    said = json.loads(quality("diff", "--format", "json").out)
    assert (said["from"]["year"], said["to"]["year"]) == ("2022", "2022-2023")


@pytest.mark.parametrize("year", PERIODS)
def test_a_card_is_for_its_year(mixed: Path, quality: Quality, year: str) -> None:
    path = mixed / "card.html"
    assert quality("card", year, "-o", path, "--force").code == 0
    assert f"data/years/{year}/raters" in path.read_text("utf-8")


@pytest.mark.parametrize("year", PERIODS)
def test_a_schedule_is_of_its_year(mixed: Path, quality: Quality, year: str) -> None:
    outcome = quality("calendar", year, "--format", "csv")
    assert outcome.code == 0
    name = {"2020-2022": "2020–2022"}.get(year, year.replace("-", "/"))
    said = quality("calendar", year, "--format", "ics").out
    assert f"X-WR-CALNAME:Schedule {name}\r\n" in said


@pytest.mark.parametrize(
    ("span", "within"),
    [
        ("2020-2022..2022", ["2020-2022", "2022"]),
        ("..2020-2022", ["2020-2021", "2020-2022"]),
        ("2021-2022..", ["2022", "2022-2023"]),
        ("2022..2022", ["2022"]),
    ],
)
def test_a_trend_from_one_period_to_another(
    mixed: Path, quality: Quality, span: str, within: list[str]
) -> None:
    said = json.loads(quality("trend", span, "--format", "json").out)
    assert [one["year"] for one in said["years"]] == within


def test_a_span_of_years_does_not_run_backwards(mixed: Path, quality: Quality) -> None:
    # 2022 ends after 2021-2022, although it sorts before it as text.
    assert quality("trend", "2022..2020-2022").code == 2


@pytest.mark.parametrize("year", ["2023-2025", "2024"])
def test_a_year_is_begun(mixed: Path, quality: Quality, year: str) -> None:
    assert quality("new", year, "--from", "2022-2023").code == 0
    text = (mixed / f"data/years/{year}.yaml").read_text("utf-8")
    assert f"year: {year}\n" in text
    assert f"rated_on: {year[-4:]}-05-20" in text
    assert quality("validate", year).code == 0


@pytest.mark.parametrize(
    ("newest", "following"),
    [("2022-2023", "2023-2024"), ("2022", "2023"), ("2020-2022", "2022-2024")],
)
def test_the_year_to_begin_is_as_long_as_the_newest(
    empty: Path, quality: Quality, newest: str, following: str
) -> None:
    write(empty, newest)
    assert f"quality new {following}" in quality("new").err


@pytest.mark.parametrize(
    ("year", "remedy"),
    [
        ("2019-2022", "a period is one school year, or exactly two: 2019-2021 or 2020-2022."),
        ("23", "write a school year (2020-2021), two (2019-2021), or a calendar year (2023)."),
    ],
)
def test_what_is_not_a_year_is_refused_with_a_remedy(
    empty: Path, quality: Quality, year: str, remedy: str
) -> None:
    assert remedy in quality("new", year).err


@pytest.mark.parametrize("year", ["2019-2021", "2023"])
def test_a_project_begins_with_any_period(tmp_path: Path, quality: Quality, year: str) -> None:
    assert quality("init", tmp_path / "school", "--year", year).code == 0
    assert (tmp_path / f"school/data/years/{year}.yaml").is_file()


def test_raters_files_are_in_a_folder_named_after_the_period(mixed: Path, quality: Quality) -> None:
    for year in ("2022", "2020-2022"):
        folder = mixed / f"data/years/{year}/raters"
        folder.mkdir(parents=True)
        said = HEAD.format(year=year) + "rater:\n  name: Мария Иванова\n" + RATED
        (folder / "maria.yaml").write_text(said, encoding="utf-8")
        assert "Мария Иванова" in quality("raters", year).out
    assert findings(quality) == []


def test_what_is_exported_is_imported(mixed: Path, quality: Quality, tmp_path: Path) -> None:
    for year in ("2022", "2020-2022"):
        path = tmp_path / f"{year}.csv"
        assert quality("export", year, "-o", path).code == 0
        for args in ((path, year), (year, path)):
            outcome = quality("import", *args, "--dry-run")
            assert (outcome.code, outcome.out) == (0, "Nothing would change.\n")


@pytest.mark.parametrize("year", PERIODS[1:])
def test_a_workbook_with_the_year_before_is_read_back(
    mixed: Path, quality: Quality, year: str
) -> None:
    path = mixed / "card.xlsx"
    assert quality("export", year, "-o", path).code == 0
    outcome = quality("import", path, year, "--dry-run")
    # The column of the previous year is recognised by its heading, whatever its period.
    assert (outcome.code, outcome.out, outcome.err) == (0, "Nothing would change.\n", "")


def test_the_rows_of_a_school_come_in_the_order_of_its_years(mixed: Path, quality: Quality) -> None:
    said = quality("collect", mixed, "--format", "jsonl", "--depth", "area").out
    years = dict.fromkeys(json.loads(line)["year"] for line in said.splitlines())
    assert list(years) == PERIODS


def test_a_program_finds_the_years(mixed: Path) -> None:
    project = open_project(mixed)
    assert project.years == PERIODS
    assert project.year().assessment.year == "2022-2023"
    assert [one.path.stem for one in project.years_before("2022")] == PERIODS[:2]
    trend = project.trend("2020-2022", "2022")
    assert [one.year for one in trend.scores] == ["2020-2022", "2022"]


@pytest.mark.parametrize("name", ["2023", "2021-2023"])
def test_a_year_in_a_wrong_folder_is_told_of(mixed: Path, quality: Quality, name: str) -> None:
    (mixed / f"{name}.yaml").write_text(HEAD.format(year=name) + RATED, encoding="utf-8")
    assert findings(quality) == [(name, 1, "Q331")]


def test_four_digits_may_name_another_file(mixed: Path, quality: Quality) -> None:
    (mixed / "2023.yaml").write_text("on: push\n", encoding="utf-8")
    assert findings(quality) == []


def test_the_shell_offers_years_of_all_forms(mixed: Path, quality: Quality) -> None:
    (mixed / "data/years/2022-2025.yaml").touch()
    offered = ShellComplete(commands, {}, "quality", "_QUALITY_COMPLETE")
    found = offered.get_completions(["score"], "2022")
    assert [one.value for one in found if one.value in PERIODS] == ["2022-2023", "2022"]


def test_the_year_before_is_the_one_before_in_their_order(mixed: Path, quality: Quality) -> None:
    path = mixed / "comparison.md"
    assert quality("report", "2022", "--kind", "comparison", "-o", path).code == 0
    assert "| 2020–2022 | 2022 |" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("year", "heading", "measures", "statement"),
    [
        (
            "2020-2021",
            "Учебна година: 2020/2021",
            "Мерки за учебната 2020/2021 година",
            "през учебната 2020/2021 година.",
        ),
        (
            "2020-2022",
            "Учебни години: 2020–2022",
            "Мерки за учебните 2020–2022 години",
            "през учебните 2020–2022 години.",
        ),
        ("2022", "Календарна година: 2022", "Мерки за 2022 година", "през 2022 година."),
    ],
)
def test_documents_name_a_period_as_people_write_it(
    published: Path, year: str, heading: str, measures: str, statement: str
) -> None:
    kinds = ("measures", "signatures", "self-assessment", "summary", "plan")
    for ending in ("md", "html"):
        said = {kind: (published / f"{year}/{kind}.{ending}").read_text("utf-8") for kind in kinds}
        label, printed = heading.split(": ")
        written = re.escape(heading)
        if ending == "html":
            written = f"<dt[^>]*>{label}</dt><dd[^>]*>{printed}</dd>"
        assert all(re.search(written, text) for text in said.values())
        assert measures in said["measures"]
        assert statement in said["signatures"]
        for page in said.values():
            text = re.sub(r'(?s)<nav class="nearby".*?</nav>', "", page)
            assert not re.search(r"20[0-9]{2}/20[0-9]{2}", text.replace("2020/2021", ""))


def test_english_documents(mixed: Path, quality: Quality) -> None:
    catalogue = mixed / "data/criteria.yaml"
    text = catalogue.read_text("utf-8")
    catalogue.write_text(text.replace("language: bg", "language: en"), "utf-8")
    for year, heading, measures in (
        ("2020-2021", "School year: 2020/2021", "Measures for 2020/2021"),
        ("2020-2022", "School years: 2020–2022", "Measures for the school years 2020–2022"),
        ("2022", "Calendar year: 2022", "Measures for the calendar year 2022"),
    ):
        said = quality("report", year, "--kind", "measures", "--format", "md").out
        assert heading in said
        assert measures in said


@pytest.mark.parametrize(
    ("year", "against", "title"),
    [
        ("2022-2023", "2020-2021", "Сравнение на две учебни години"),
        ("2022-2023", "2022", "Сравнение на два периода"),
        ("2020-2022", "2020-2021", "Сравнение на два периода"),
    ],
)
def test_the_title_of_a_comparison(
    mixed: Path, quality: Quality, year: str, against: str, title: str
) -> None:
    args = ("--kind", "comparison", "--against", against, "--format", "md")
    assert quality("report", year, *args).out.startswith(f"# {title}\n")


def test_the_documents_of_all_periods_are_published(published: Path) -> None:
    index = (published / "index.html").read_text("utf-8")
    headings = re.findall(r'<h2 id="y([0-9-]+)">([^<]+)</h2>', index)
    printed = ["2022/2023", "2022", "2020–2022", "2020/2021"]
    assert headings == list(zip(PERIODS[::-1], printed, strict=True))


@pytest.mark.parametrize(
    ("year", "title"),
    [
        ("2020-2021", "Самооценка за учебната 2020/2021 година"),
        ("2020-2022", "Самооценка за учебните 2020–2022 години"),
        ("2022", "Самооценка за 2022 година"),
    ],
)
def test_the_terminal_names_a_period_as_people_write_it(
    mixed: Path, quality: Quality, year: str, title: str
) -> None:
    assert quality("--lang", "bg", "score", year).out.splitlines()[0] == title


def test_a_trend_has_a_column_for_each_period(mixed: Path, quality: Quality) -> None:
    title, *lines = quality("--lang", "bg", "trend").out.splitlines()
    assert title == "От учебната 2020/2021 до учебната 2022/2023 година"
    columns = " ".join(lines)
    assert all(one in columns for one in ("2020/2021", "2020–2022", "2022", "2022/2023"))
    assert quality("--lang", "bg", "trend", "..2022").out.splitlines()[0] == (
        "От 2020/2021 до 2022 г."
    )
