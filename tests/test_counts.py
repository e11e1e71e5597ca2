"""How many items are rated and decided: one number under one name, wherever it is shown.

The numbers are counted here from the raw files, by the definitions. An item is *rated* if it has a
level, points, answers or a count that gives a level. It is *decided* if it is rated, not applicable
or without evidence. Rated items are counted among the applicable items, decided items among all.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from openpyxl import load_workbook

from tests.card_page import OnePage
from tests.conftest import Quality
from tests.quick_yaml import texts_in
from tests.small_school import CATALOGUE, rater_text, write, year_text

pytestmark = pytest.mark.slow

ODD = {
    "one of each": """\
  OP.1.1.1: 3
  OP.1.1.2: {not_applicable: Няма.}
  OP.1.2: {no_evidence: Няма данни.}
""",
    "all rated": """\
  OP.1.1.1: 3
  OP.1.1.2: 2
  OP.1.2: {count: 3, of: 10}
  OP.1.3: {answers: {1: 0, 2: 1, 3: 1, 4: 2}, invited: 5}
""",
    "nothing applies": """\
  OP.1.1.1: {not_applicable: Няма.}
  OP.1.1.2: {not_applicable: Няма.}
  OP.1.2: {not_applicable: Няма.}
  OP.1.3: {not_applicable: Няма.}
""",
    "no evidence at all": """\
  OP.1.1.1: {no_evidence: Няма.}
  OP.1.1.2: {no_evidence: Няма.}
  OP.1.2: {no_evidence: Няма.}
  OP.1.3: {no_evidence: Няма.}
""",
    "keys without a value": "  OP.1.1.1: 3\n  OP.1.1.2:\n  OP.1.2:\n  OP.1.3: {note: Предстои.}\n",
    "one alone": "  OP.1.1.1: 3\n",
}


class Counts(NamedTuple):
    """The four numbers, and the items that are decided but not rated."""

    rated: int
    applicable: int
    decided: int
    items: int
    not_applicable: int
    no_evidence: int


def items_of(node: dict[str, Any], year: str) -> Iterator[str]:
    """Yield the ids of the items in force in a year at or below a node."""
    if year < node.get("since", "") or (node.get("retired") or "9") <= year:
        return
    keys = [key for key in ("areas", "criteria", "indicators", "subindicators") if node.get(key)]
    if not keys:
        yield node["id"]
    for key in keys:
        for one in node[key]:
            yield from items_of(one, year)


def counted(root: Path, year: str) -> Counts:
    """Count the items of a year in the raw files."""
    catalogue = texts_in((root / "data/criteria.yaml").read_text("utf-8"))
    text = (root / f"data/years/{year}.yaml").read_text("utf-8")
    ratings = texts_in(text)["ratings"]
    items = list(items_of({"areas": catalogue["areas"]}, year))
    states = [state(ratings.get(one) or "", one) for one in items]
    inapplicable, without = states.count("not_applicable"), states.count("no_evidence")
    return Counts(
        rated=states.count("rated"),
        applicable=len(items) - inapplicable,
        decided=len(items) - states.count("open"),
        items=len(items),
        not_applicable=inapplicable,
        no_evidence=without,
    )


def state(rating: str | dict[str, Any], item: str) -> str:
    if isinstance(rating, str):
        return "rated" if rating else "open"
    for reason in ("not_applicable", "no_evidence"):
        if reason in rating:
            return reason
    # Of the items with a count here, only OP.1.2 of the small school has thresholds.
    by_count = item == "OP.1.2" and "count" in rating and "subindicators" not in rating
    return "rated" if by_count or {"level", "points", "answers"} & rating.keys() else "open"


def shown(quality: Quality, year: str) -> dict[str, tuple[int, int]]:
    """Return the numbers of rated and all items in the year, by the command that shows them."""

    def read(*args: str | Path) -> Any:
        return json.loads(quality(*args, "--format", "json").out)

    def overall(records: list[dict[str, Any]]) -> dict[str, Any]:
        (found,) = [one for one in records if one["kind"] == "overall"]
        return found

    table = list(csv.DictReader(io.StringIO(quality("score", year, "--format", "csv").out)))
    long = quality("collect", f"data/years/{year}.yaml", "--format", "jsonl").out.splitlines()
    trend = overall(read("trend", f"{year}..{year}")["series"])["years"]
    quality("export", year, "-o", "card.xlsx", "--force")
    results = load_workbook("card.xlsx")["Резултати"]
    (cell,) = [row[5] for row in results.values if row[1] == "Общо"]
    said = {
        "score": read("score", year)["overall"],
        "score as CSV": overall(table),
        "explain": read("explain", year)["node"],
        "collect": overall([json.loads(line) for line in long]),
        "trend": trend[0],
        "status": read("status", year, "--today", "2099-01-01")["rated"],
    }
    found = {name: (int(one["scored"]), int(one["applicable"])) for name, one in said.items()}
    lines = {
        "the table": (quality("score", year).out, r"^Overall .*?([0-9]+)/([0-9]+)"),
        "the workbook": (str(cell), "([0-9]+)/([0-9]+)"),
        "the report": (quality("report", year).out, r"^\| \| \*\*Общо.* ([0-9]+) от ([0-9]+) \|"),
    }
    for name, (text, pattern) in lines.items():
        # If no item applies, documents show a dash.
        if pairs := re.findall(pattern, text, re.M):
            ((rated, applicable),) = pairs
            found[name] = (int(rated), int(applicable))
    return found


ROWS = {"en": ("Items filled in", "Coverage"), "bg": ("Попълнени показатели", "Оценени")}


def check_all(quality: Quality, root: Path, year: str) -> None:
    own, said = counted(root, year), shown(quality, year)
    assert said == dict.fromkeys(said, own[:2])
    assert ("the report" in said) == (own.applicable > 0)
    args = ("status", year, "--today", "2099-01-01")
    status = json.loads(quality(*args, "--format", "json").out)["rated"]
    assert (status["judged"], status["items"]) == (own.decided, own.items)
    for language, (decided, rated) in ROWS.items():
        text = quality("--lang", language, *args).out
        assert re.findall(f"([0-9]+/[0-9]+) +{decided}$", text, re.M) == [
            f"{own.decided}/{own.items}"
        ]
        assert re.findall(f"([0-9]+/[0-9]+) +{rated}$", text, re.M) == [
            f"{own.rated}/{own.applicable}"
        ]
    states = json.loads(quality("score", year, "--format", "json").out)["states"]
    assert states == {
        "scored": own.rated,
        "not_applicable": own.not_applicable,
        "no_evidence": own.no_evidence,
        "not_rated": own.items - own.decided,
        "information": 0,
    }


def test_an_example_year(project: Path, quality: Quality) -> None:
    check_all(quality, project, "2021-2022")


odd = pytest.mark.parametrize("ratings", ODD.values(), ids=ODD)


@odd
def test_odd_years(
    ratings: str, tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"data/years/2023-2024.yaml": year_text(rest=f"ratings:\n{ratings}")})
    check_all(quality, tmp_path, "2023-2024")


def test_items_of_another_year_are_not_counted(
    tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    more = "              - {id: OP.1.1.3, text: Отпаднал., retired: 2022-2023}\n"
    text = CATALOGUE.replace("          - {id: OP.1.2,", more + "          - {id: OP.1.2,")
    rest = f"ratings:\n{ODD['one of each']}"
    files = {"data/criteria.yaml": text, "data/years/2023-2024.yaml": year_text(rest=rest)}
    write(tmp_path, files)
    assert counted(tmp_path, "2023-2024").items == 4
    check_all(quality, tmp_path, "2023-2024")


@odd
def test_what_one_rater_has_decided(
    ratings: str,
    one_page: OnePage,
    tmp_path: Path,
    quality: Quality,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The rater's row, and the page of the card with the rater's file opened in it."""
    monkeypatch.chdir(tmp_path)
    path = Path("data/years/2023-2024/raters/own.yaml")
    rest = f"ratings:\n{ratings}"
    # In block style, the only style that the page reads.
    card_text = yaml.dump(texts_in(rater_text("Ана", rest=rest)))
    files = {"data/years/2023-2024.yaml": year_text(rest=rest), str(path): card_text}
    write(tmp_path, files)
    own = counted(tmp_path, "2023-2024")
    (rater,) = json.loads(quality("raters", "2023-2024", "--format", "json").out)["raters"]
    assert {key: rater[key] for key in ("scored", "not_applicable", "no_evidence", "missing")} == {
        "scored": own.rated,
        "not_applicable": own.not_applicable,
        "no_evidence": own.no_evidence,
        "missing": own.items - own.decided,
    }
    assert quality("card", "2023-2024", "-o", "card.html").code == 0
    card = one_page.opened(tmp_path / "card.html")
    card.page.set_input_files("#file", path)
    said = f"Попълнени: {own.decided} от {own.items}. Остават: {own.items - own.decided}."
    card.page.wait_for_function(
        "said => document.getElementById('progress-text').textContent === said", arg=said
    )
