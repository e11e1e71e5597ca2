"""The sentences of the documents, checked against the figures of other commands."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from tests import small_school
from tests.conftest import YEAR_HEAD, Quality, year_text
from tests.render_markdown import tables

pytestmark = pytest.mark.slow


def report(quality: Quality, *args: str) -> str:
    outcome = quality("report", *args)
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.out


def change(project: Path, name: str, words: str, others: str) -> None:
    path = project / "data" / name
    text = path.read_text(encoding="utf-8")
    assert text.count(words) == 1
    path.write_text(text.replace(words, others), encoding="utf-8")


def write(project: Path, year: str, ratings: str) -> None:
    head = YEAR_HEAD.replace("2020-2021", year)
    (project / f"data/years/{year}.yaml").write_text(year_text(ratings, head), encoding="utf-8")


def section(document: str, title: str) -> list[str]:
    """Return the lines of a section."""
    body = document.partition(f"## {title}\n")[2]
    return [line for line in body.partition("\n## ")[0].split("\n") if line]


@pytest.mark.parametrize("kind", ["self-assessment", "summary", "card"])
def test_without_bands_there_are_grades_and_no_words(
    kind: str, project: Path, quality: Quality
) -> None:
    path = project / "data/criteria.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("bands:\n"), text.index("process:\n")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    document = report(quality, "2020-2021", "--kind", kind)
    assert "None" not in document
    if kind != "card":
        assert "- Общата оценка е 2,84.\n" in document
        (table,) = [one for one in tables(document) if "Общо" in one.rows[0][:2]]
        assert next(iter(table.records()))["Оценка"] == "2,84"
        assert "Процент" not in table.heads
        assert "Качествена оценка" not in table.heads
    if kind == "self-assessment":
        assert "- За 2020/2021 г. няма скала за качествената оценка.\n" in document
        assert "Устойчивост" not in document


def test_how_firm_the_words_are(project: Path, quality: Quality) -> None:
    # The overall grade is 61.27 %; with this bound, a small change would lead to another band.
    change(project, "criteria.yaml", "        from: 50\n", "        from: 61.2\n")
    found = json.loads(quality("robustness", "2020-2021", "--format", "json").out)
    causes = Counter(flip["cause"] for flip in found["flips"])
    assert all(causes[cause] for cause in ("rating", "left_out", "weight"))
    lines = section(report(quality, "2020-2021"), "Устойчивост на качествените оценки")
    for cause, beginning in (
        ("rating", "- Ако „[^“]*“.* имаше равнище"),
        ("left_out", "- Без критерия „"),
        ("weight", "- Ако тежестта на „"),
    ):
        told = [line for line in lines if re.match(beginning, line)]
        assert len(told) == min(causes[cause], 3), cause
    more = [max(causes[cause] - 3, 0) for cause in ("rating", "left_out", "weight")]
    counted = [int(n) for n in re.findall(r"^- Има още (\d+) так", "\n".join(lines), re.MULTILINE)]
    assert counted == [n for n in more if n]
    assert not any(line.startswith("- Никоя качествена оценка") for line in lines)


def test_a_borderline_grade_is_said_to_be_one(project: Path, quality: Quality) -> None:
    change(project, "criteria.yaml", "        from: 50\n", "        from: 61.2\n")
    document = report(quality, "2020-2021")
    assert "„добра (2,84)“, което отговаря на 61,3 %. На границата: най-много" in document
    (table,) = [one for one in tables(document) if one.rows[0][1] == "Общо"]
    assert table.rows[0][4] == "добра, на границата"
    assert "На границата: най-много половин процентен пункт дели оценката" in document


def test_the_worst_and_the_best_word_have_one_edge(project: Path, quality: Quality) -> None:
    write(project, "2020-2021", rated(quality, 1))
    lines = section(report(quality, "2020-2021"), "Устойчивост на качествените оценки")
    assert lines[0].startswith("- При 0,0 % общата оценка е с 30,0 процентни пункта под границата")
    write(project, "2020-2021", rated(quality, 4))
    lines = section(report(quality, "2020-2021"), "Устойчивост на качествените оценки")
    assert lines[0].startswith("- При 100,0 % общата оценка е с 25,0 процентни пункта над долната")
    assert lines[0].endswith("над долната граница на своята качествена оценка.")


def rated(quality: Quality, level: int) -> str:
    """Return ratings of every item at one level, with evidence."""
    items = [
        one["id"]
        for one in json.loads(quality("score", "2020-2021", "--format", "json").out)["nodes"]
        if "state" in one
    ]
    judgement = f"\n  level: {level}\n  evidence:\n    - Протокол"
    surveys = ("OP.11.1", "OP.11.2", "OP.11.3")
    return "\n".join(
        f"{one}:\n  answers:\n    {level}: 10" if one in surveys else f"{one}:{judgement}"
        for one in items
    )


@pytest.mark.parametrize(
    ("against", "said"),
    [
        ("2021-2022", "В сравнение с 2021/2022 г. общата оценка се е понижила с 0,21."),
        ("2020-2021", "В сравнение с 2020/2021 г. общата оценка не се е променила."),
    ],
)
def test_how_the_whole_changed(against: str, said: str, project: Path, quality: Quality) -> None:
    document = report(quality, "2020-2021", "--kind", "comparison", "--against", against)
    assert f"- {said}\n" in document


def test_years_without_anything_in_common(project: Path, quality: Quality) -> None:
    write(project, "2020-2021", "OP.1.1.1: 3")
    write(project, "2021-2022", "UI.1.1.1: 3")
    document = report(quality, "2021-2022", "--kind", "comparison")
    assert "Няма показател, оценен и през двете години" in document
    assert "общата оценка е 3,00 и още е непълна: оценени са 1 от 139" in document
    write(project, "2020-2021", "OP.1.1.1:")
    document = report(quality, "2021-2022", "--kind", "comparison")
    assert "За 2020/2021 г. още няма оценени показатели." in document
    assert "За 2020/2021 г. няма оценка, с която да се сравни." in document
    write(project, "2020-2021", "OP.1.1.1: 3")
    write(project, "2021-2022", "UI.1.1.1:")
    document = report(quality, "2021-2022", "--kind", "comparison")
    assert "За 2021/2022 г. още няма оценка, затова сравнение не може да се направи." in document
    assert "с която да се сравни" not in document


def test_a_change_too_small_to_see(project: Path, quality: Quality) -> None:
    ratings = "OP.11.1:\n  answers: {{3: 1000, 4: {n}}}\nOP.1.1.1: 3"
    write(project, "2020-2021", ratings.format(n=0))
    write(project, "2021-2022", ratings.format(n=1))
    document = report(quality, "2021-2022", "--kind", "comparison")
    assert "В сравнение с 2020/2021 г. общата оценка почти не се е променила." in document


LADDER = """\
- id: OP.6.1.2
                rated_by: points
                ladder:
                  - {points: 0, text: Няма призови места.}
                  - {points: 1.5, text: Има призови места на областно равнище.}
                  - {points: 2, text: Има призови места на национално равнище.}
"""


def test_points_shares_and_surveys_are_told_as_they_were_given(
    project: Path, quality: Quality
) -> None:
    change(project, "criteria.yaml", "- id: OP.6.1.2\n", LADDER)
    for year in (project / "data/years").glob("*.yaml"):
        year.unlink()
    write(
        project,
        "2020-2021",
        "OP.6.1.1:\n  level: 3\n  count: 182\n  of: 403\n"
        "OP.6.1.2:\n  points: 1.5\n"
        "OP.11.1:\n  answers: {2: 1, 4: 3}\n"
        "UI.3.2.2:\n  level: 3\n  parts:\n    - {count: 30, of: 40}\n    - {count: 10, of: 40}",
    )
    document = report(quality, "2020-2021")
    rows = {
        row[1]: row[1:] for table in tables(document) if "Код" in table.heads for row in table.rows
    }
    assert rows["OP.6.1.1"][2] == "3 (добро)"
    assert rows["OP.6.1.2"][2] == "1,5 т."
    assert rows["OP.11.1"][2] == "3,50"
    assert "- Брой: 182 от 403 (45,2 %)\n" in document
    assert "вътрешноинституционална квалификация през последната учебна година" in document
    assert "30 от 40 (75,0 %); " in document
    assert "Отговорили са 4 души. Оценка: 3,50." in document
    card = report(quality, "2020-2021", "--kind", "card")
    assert "- I.6.1.2: 1,5 – Има призови места на областно равнище.\n" in card


def test_a_retired_item_is_compared_and_replaced(project: Path, quality: Quality) -> None:
    change(
        project,
        "criteria.yaml",
        "- id: OP.1.1.2\n",
        "- id: OP.1.1.2\n                retired: 2021-2022\n"
        "                replaced_by:\n                  - {id: OP.1.1.3, kind: partly}\n",
    )
    write(project, "2020-2021", "OP.1.1.1: 3\nOP.1.1.2: 2\nOP.1.1.3: 3")
    write(project, "2021-2022", "OP.1.1.1: 3\nOP.1.1.3: 3")
    document = report(quality, "2021-2022", "--kind", "comparison")
    assert "### Заменени в рамката (1)\n" in document
    (row,) = [row for table in tables(document) for row in table.rows if row[0] == "I.1.1.2"]
    assert row[1].endswith("→ I.1.1.3")
    assert row[2:] == ["2 (задоволително)", "–"]
    trend = report(quality, "2021-2022")
    assert "- От 2021/2022 г. рамката е променена.\n" in trend
    assert not {"†", "‡"} & set(trend), "the notes name the years"


def test_a_target_that_is_met_missed_or_open(project: Path, quality: Quality) -> None:
    lines = section(report(quality, "2020-2021"), "Целеви стойности за годината")
    found = json.loads(quality("score", "2020-2021", "--format", "json").out)["targets"]
    assert len(lines) == len(found)
    for line, target in zip(lines, found, strict=True):
        printed = target["id"].replace("OP", "I").replace("UI", "II")
        assert line.startswith(f"- {printed} ")
        grade = target["grade"].replace(".", ",")
        if target["met"]:
            assert line.endswith(f"е постигната: резултатът е {grade}.")
        else:
            less = target["difference"].lstrip("-").replace(".", ",")
            assert line.endswith(f"не е постигната: резултатът е {grade}, с {less} по-малко.")


def write_equal_areas(folder: Path, evidence: str) -> None:
    """Write a school with two areas of one item each, both rated 3 of 1 to 4."""
    first, areas = small_school.CATALOGUE.split("areas:\n")
    second = areas.replace("OP", "UI").replace("Процес", "Институция")
    small_school.write(
        folder,
        {
            "data/criteria.yaml": f"{first}areas:\n{areas}{second}",
            "data/years/2023-2024.yaml": small_school.year_text(
                rest=f"ratings:\n  OP.1.1.1: {{level: 3, evidence: [{evidence}]}}\n  UI.1.1.1: 3\n"
            ),
        },
    )


def test_all_lowest_areas_are_named(tmp_path: Path, quality: Quality) -> None:
    write_equal_areas(tmp_path, "Протокол")
    args = ("--root", str(tmp_path))
    scored = quality("score", *args, "--lang", "en").out
    assert (
        "The areas with the lowest grade so far are “OP Процес” – incomplete (3.00); "
        "“UI Институция” – incomplete (3.00)."
    ) in scored
    said = "Засега с най-ниска оценка са областите „{}Процес“ – {}; „{}Институция“ – {}."
    verdict = "непълна оценка (3,00)"
    scored = quality("score", *args, "--lang", "bg").out
    assert said.format("OP ", verdict, "UI ", verdict) in scored
    assert json.loads(quality("score", *args, "--format", "json").out)["lowest_area"] == "OP"
    document = report(quality, *args, "--kind", "self-assessment")
    assert said.format("", verdict, "", verdict) in document
    page = report(quality, *args, "--kind", "summary", "--format", "html")
    assert "<dd>Процес, Институция</dd>" in page


@pytest.mark.parametrize(
    ("evidence", "said"), [("Протокол", "– общо 1 източник."), ("А, Б", "– общо 2 източника.")]
)
def test_the_sources_are_counted(
    evidence: str, said: str, tmp_path: Path, quality: Quality
) -> None:
    write_equal_areas(tmp_path, evidence)
    args = ("--root", str(tmp_path), "--lang", "bg", "--kind", "self-assessment")
    assert (
        f"Доказателства са посочени за 1 от 2 оценени показателя {said}"
        in quality("report", *args).out
    )
