"""No document shows two figures of one name for one node, in any example."""

from __future__ import annotations

import shutil
from collections.abc import Callable
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
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every document of every example, by the name of the example."""
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        for name in EXAMPLES:
            folder = tmp_path_factory.mktemp("figures")
            if name == "points":
                write_points_school(folder, "bg")
            else:
                source = TOP if name == "shipped" else TOP / "examples" / name
                shutil.copytree(source / "data", folder / "data")
            patch.chdir(folder)
            assert run(["publish", "out", "--lang", "bg"]) == 0
            found[name] = folder / "out"
    return found


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
