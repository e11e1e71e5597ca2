"""No document shows two figures of one name for one node, in any example."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from qualitycli.cli.app import run
from tests.conftest import TOP
from tests.points_school import write_points_school
from tests.printed_figures import (
    PrintedRow,
    contradictions,
    figures_in,
    markdown_rows,
    page_rows,
    wrong_changes,
)

pytestmark = pytest.mark.slow

READ: dict[str, Callable[[str], list[PrintedRow]]] = {"html": page_rows, "md": markdown_rows}
EXAMPLES = ("shipped", "points", *sorted(one.name for one in (TOP / "examples").iterdir()))


@pytest.fixture(scope="module")
def published(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every document of every example, by the name of the example."""
    found = {"shipped": papers}
    with pytest.MonkeyPatch.context() as patch:
        for name in EXAMPLES[1:]:
            folder = tmp_path_factory.mktemp("figures")
            if name == "points":
                write_points_school(folder, "bg")
            else:
                shutil.copytree(TOP / "examples" / name / "data", folder / "data")
            patch.chdir(folder)
            assert run(["publish", "out", "--lang", "bg"]) == 0
            found[name] = folder / "out"
    return found


@cache
def documents(folder: Path, form: str) -> dict[str, list[PrintedRow]]:
    return {
        str(path.relative_to(folder)): READ[form](path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob(f"*.{form}"))
    }


@pytest.mark.parametrize("form", READ)
@pytest.mark.parametrize("name", EXAMPLES)
def test_one_name_has_one_figure(name: str, form: str, published: dict[str, Path]) -> None:
    for document, rows in documents(published[name], form).items():
        assert contradictions(figures_in(rows)) == [], document
        assert wrong_changes(rows) == [], document


@pytest.mark.parametrize("form", READ)
def test_enough_figures_are_read(form: str, published: dict[str, Path]) -> None:
    found = documents(published["shipped"], form)
    report = figures_in(found[f"2021-2022/self-assessment.{form}"])
    assert len({one.node for one in report}) > 180, "areas, criteria, indicators and items"
    assert len(report) > 400
    comparison = found[f"2021-2022/comparison.{form}"]
    assert sum("Промяна" in row.cells for row in comparison) == 19, "overall, areas and criteria"


def altered(published: dict[str, Path], name: str, old: str, new: str) -> str:
    text = (published["shipped"] / name).read_text(encoding="utf-8")
    assert text.count(old) > 0, old
    place = text.rindex(old)
    return text[:place] + new + text[place + len(old) :]


def test_another_figure_of_one_name_is_found(published: dict[str, Path]) -> None:
    page = altered(published, "2021-2022/self-assessment.html", ">3,05</td>", ">3,06</td>")
    found = contradictions(figures_in(page_rows(page)))
    assert [(first.node, first.text, one.text) for first, one in found] == [
        ("overall", "3,05", "3,06")
    ]
    text = altered(published, "2021-2022/self-assessment.md", "| Общо | 2,84 |", "| Общо | 2,85 |")
    ((first, one),) = contradictions(figures_in(markdown_rows(text)))
    assert (first.node, one.label, one.text) == ("overall", "2020/2021", "2,85")


def test_a_change_that_is_no_difference_is_found(published: dict[str, Path]) -> None:
    name = "2021-2022/comparison"
    row = "| 2,84 (добра) | 3,05 (добра) | +0,2"
    text = altered(published, f"{name}.md", f"{row}1 |", f"{row}0 |")
    assert [row.node for row in wrong_changes(markdown_rows(text))] == ["overall"]
    cell = 'data-figure="headline">+0,2'
    page = altered(published, f"{name}.html", f"{cell}5<", f"{cell}4<")
    (found,) = wrong_changes(page_rows(page))
    assert found.cells["Промяна"] == "+0,24"


def text_of(published: dict[str, Path], name: str) -> str:
    example, _, document = name.partition("/")
    return (published[example] / document).read_text(encoding="utf-8")


def items_under(text: str, title: str) -> list[str]:
    """Return the lines of the list under a heading of a Markdown document."""
    below = text.partition(f" {title}\n")[2].partition("\n#")[0]
    return [line for line in below.split("\n") if line.startswith("- ")]


@pytest.mark.parametrize("form", READ)
@pytest.mark.parametrize(
    ("name", "said", "unsaid"),
    [
        # The measures name the newest rules as those in force.
        ("shipped/2020-2021/measures", "правила са версия 1.1;", "правила са версия 1.0;"),
        # A measure is not adopted and only proposed at once.
        ("shipped/2021-2022/measures", "предложена", "предложена, **"),
        # The framework was approved by the director of another school.
        ("shipped/2020-2021/plan", "утвърдена там със", "Монтана; утвърдена със"),
        ("shipped/2020-2021/plan", "са просрочени 2 мерки.", "дейности и мерки"),
        ("shipped/2022-2023/plan", "е просрочена 1 дейност.", "дейности и мерки"),
        ("shipped/2020-2021/plan", "изпълнена, целта не е постигната", "изходна стойност няма"),
        ("shipped/2020-2021/plan", "При 3 от изпълнените мерки целта", "целева стойност 12"),
        ("shipped/2020-2021/summary", "Отпаднала е 1 мярка.", "доказателствата към отделните"),
        ("shipped/2020-2021/summary", "Процентът показва докъде", "без специални термини"),
        ("shipped/2020-2021/summary", "Какво е в ход", "Къде резултатите"),
        ("shipped/2020-2021/card", "Тоня Лазарова", "Тодор Мутафов"),
        ("shipped/2020-2021/card", "Десислава Маринска", "Борислав Янков"),
        ("shipped/2020-2021/measures", "на директора", "(Елена Примерова): Утвърждава"),
        ("shipped/2021-2022/comparison", "По-висока оценка имат 30", "С по-висока оценка: 30"),
        ("shipped/2021-2022/comparison", "ориентир за", "се вижда дали"),
        ("shipped/2022-2023/comparison", "оценени са и други показатели", "обхватът"),
        ("detska-gradina/2024-2025/summary", "Къде резултатите са", "Над какво работим"),
        ("detska-gradina/2024-2025/self-assessment", "3,6 процентни пункта", "3,6 % по-малко"),
        ("detska-gradina/2024-2025/self-assessment", "13,5 дни (4 от 6 т.)", "не е приложим за"),
        ("detska-gradina/2024-2025/self-assessment", "(Не мога да преценя)", "не се броят."),
        ("tsentar-za-obuchenie/2023/summary", "обучаемите и работодателите", "Обществения"),
        ("tsentar-za-obuchenie/2023/self-assessment", "Целеви стойности", "4,86 успех"),
    ],
)
def test_what_a_document_says(
    name: str, said: str, unsaid: str, form: str, published: dict[str, Path]
) -> None:
    text = re.sub(r"<[^>]*>", "", text_of(published, f"{name}.{form}"))
    text = " ".join(unescape(text).split())
    assert said in text
    assert unsaid not in text


def test_the_lowest_results_come_first(published: dict[str, Path]) -> None:
    text = text_of(published, "profesionalna-gimnazia/2024-2025/self-assessment.md")
    lowest = items_under(text, "Показатели с най-нисък резултат")
    shares = [
        Fraction(*map(_decimal, re.findall(r"([\d,]+) от (\d+)", line)[-1])) for line in lowest
    ]
    assert shares == sorted(shares)
    assert lowest[0].startswith("- II.4.3 "), "2 of 8 points"
    assert any(line.startswith("- II.4.2 ") for line in lowest), "1.5 of 4 points"


def _decimal(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def test_an_incomplete_result_is_in_no_band(published: dict[str, Path]) -> None:
    chart = "Областите по скалата за качествена оценка"
    assert chart in text_of(published, "shipped/2021-2022/summary.html")
    page = text_of(published, "shipped/2022-2023/summary.html").partition(chart)[2]
    assert "81,4" not in page.partition("</table>")[0]
