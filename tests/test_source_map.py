"""``docs/source-map.md`` against the outline of the source: every point has a row with places.

The points are those that `test_source_process` reads from the source's own text. The places are
looked up: ids in the catalogue, keys in the model, rules in the rule book, commands on the command
line.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, get_args

import click
import pytest
from pydantic import BaseModel

from qualitycli.cli.app import SECTIONS, commands
from qualitycli.diagnostics import Rule
from qualitycli.model.assessment import Assessment
from qualitycli.model.cycle import Cycle
from qualitycli.model.framework import Asked
from qualitycli.rules import cycle
from qualitycli.rules.rulebook import RULES
from tests.conftest import TOP
from tests.source_document import expect_none, read_catalogue
from tests.source_process import (
    LETTERS,
    TICKS,
    Passage,
    by_point,
    claim,
    parse,
    read_entries,
    read_lines,
)

PAGE = TOP / "docs/source-map.md"
HEADER = ["точка", "начало на текста", "запис", "ключ", "проверка", "команда"]

# The key by which a year answers an entry of the process, if it has a different name.
KEYS = {
    "rules_adopted": "rules.adopted_by",
    "measures_adopted": "measures.adopted_by",
    "training": "calendar.serves",
    "goals_analysed": "goals.indicator.result",
}


@dataclass(frozen=True)
class PageRow:
    """A row of the page: the point, the start of its text, and the places of each kind."""

    point: str
    beginning: str
    entries: tuple[str, ...]
    keys: tuple[str, ...]
    rules: tuple[str, ...]
    commands: tuple[str, ...]


@dataclass(frozen=True)
class SourcePoint:
    """A point of the source: its text, its entries, and the keys that they require in a year."""

    text: str
    entries: tuple[str, ...]
    asked: tuple[str, ...]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def read_rows(page: str) -> list[PageRow]:
    """The rows of all tables of the page."""
    lines = [line for line in page.splitlines() if line.startswith("|")]
    rows = []
    for line in lines:
        point, beginning, *places = cells(line)
        if point in {"точка", "---"}:
            continue
        entries, keys, rules, names = (tuple(re.findall(r"`([^`]+)`", each)) for each in places)
        rows.append(PageRow(point, beginning, entries, keys, rules, names))
    return rows


def names_of(passages: list[Passage]) -> list[str]:
    """The name of each passage: its number or letter, or its position within the point."""
    counted: Counter[str] = Counter()
    names = []
    for each in passages:
        if each.mark in {"number", "letter"} or each.at == "III":
            names.append(each.at)
        else:
            counted[each.at] += 1
            names.append(f"{each.at} {'✓' if each.mark else '¶'}{counted[each.at]}")
    return names


def points_of(passages: list[Passage], catalogue: dict[str, Any]) -> dict[str, SourcePoint]:
    """The points of the source, with the entries whose text is in each."""
    entries, points = read_entries(catalogue), by_point(passages)
    asks = {e["id"]: e.get("asks") for group in catalogue["process"] for e in group["entries"]}
    lines: dict[str, list[str]] = {at: [] for at in points}
    texts = dict(zip(names_of(passages), passages, strict=True))
    for name, passage in texts.items():
        lines[passage.at].append(name)
    found: dict[str, list[str]] = {name: [] for name in texts}
    for entry, place in zip(entries, claim(entries, points)[0], strict=True):
        found[lines[entry.at][points[entry.at][:place].count("\n")]].append(entry.id)
    return {
        name: SourcePoint(
            passage.text, tuple(found[name]), tuple(a for id_ in found[name] if (a := asks[id_]))
        )
        for name, passage in texts.items()
    }


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a field contains, one or many."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from models_in(inner)


def has_key(model: type[BaseModel], route: str) -> bool:
    """Tell whether a year file can have a value there."""
    key, _, rest = route.partition(".")
    held = {each.alias or name: each for name, each in model.model_fields.items()}
    if key not in held:
        return False
    return not rest or any(has_key(inner, rest) for inner in models_in(held[key].annotation))


def is_command(line: str) -> bool:
    """Tell whether it is an existing command with existing options."""
    command: click.Command | None = commands
    options = line.split()
    while isinstance(command, click.Group) and options:
        command = command.get_command(click.Context(command), options.pop(0))
    return command is not None and set(options) <= {
        option for each in command.params for option in each.opts
    }


def place_faults(row: PageRow) -> Iterator[str]:
    """Places that do not exist, and rows without places."""
    codes = {rule.code for rule in RULES}
    yield from (f"{row.point}: no key {key}" for key in row.keys if not has_key(Assessment, key))
    yield from (f"{row.point}: no rule {code}" for code in row.rules if code not in codes)
    yield from (f"{row.point}: no command {each}" for each in row.commands if not is_command(each))
    if not row.entries or not row.commands:
        yield f"{row.point}: without a place"


def point_faults(row: PageRow, point: SourcePoint) -> Iterator[str]:
    """Rows that are not about their point, or that lack a required place."""
    cut = row.beginning.removesuffix(" …")
    end = "$" if cut == row.beginning else r"(?!\w)"
    if not cut or not re.match(f"{re.escape(cut)}{end}", point.text):
        yield f"{row.point}: „{point.text}“ does not begin with „{row.beginning}“"
    if row.entries != point.entries:
        yield f"{row.point}: {row.entries} where the catalogue has {point.entries}"
    for asked in point.asked:
        key = KEYS.get(asked, asked)
        if not any(each == key or each.startswith(f"{key}.") for each in row.keys):
            yield f"{row.point}: asks for {key}, which is not among its keys"
        if "status" not in row.commands:
            yield f"{row.point}: asks for {asked}, and is not under the command status"


def faults(rows: list[PageRow], points: dict[str, SourcePoint]) -> list[str]:
    """All errors."""
    counted = Counter(row.point for row in rows)
    found = [f"{name}: {counted[name]} rows" for name in points if counted[name] != 1]
    found += [f"{row.point}: not in the paper" for row in rows if row.point not in points]
    if not found and [row.point for row in rows] != list(points):
        found.append("the rows are not in the paper's order")
    for row in rows:
        found += place_faults(row)
        if row.point in points:
            found += point_faults(row, points[row.point])
    return found


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    return parse(read_lines())


@pytest.fixture(scope="module")
def points(passages: list[Passage]) -> dict[str, SourcePoint]:
    return points_of(passages, read_catalogue())


@pytest.fixture(scope="module")
def rows() -> list[PageRow]:
    return read_rows(PAGE.read_text("utf-8"))


def test_every_point_has_a_row_and_every_row_its_places(
    rows: list[PageRow], points: dict[str, SourcePoint]
) -> None:
    expect_none(faults(rows, points))


def test_the_points_are_those_of_the_outline(points: dict[str, SourcePoint]) -> None:
    numbers = {"I": 8, "II": 12, "III": 3}
    wanted = {f"{part}.{n}" for part, last in numbers.items() for n in range(1, last + 1)}
    wanted |= {f"{at} ✓{n}" for at, last in TICKS.items() for n in range(1, last + 1)}
    wanted |= {f"{at}.{letter}" for at, letters in LETTERS.items() for letter in letters}
    wanted |= {"III", *(f"IV ¶{n}" for n in range(1, 6))}
    assert set(points) == wanted


def test_every_entry_of_the_process_is_at_one_point(points: dict[str, SourcePoint]) -> None:
    ids = Counter(id_ for point in points.values() for id_ in point.entries)
    assert ids == Counter(entry.id for entry in read_entries(read_catalogue()))


def test_the_tables_have_the_columns_that_are_read() -> None:
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| точка")]
    assert [cells(line) for line in lines] == [HEADER] * 4


def test_all_of_the_cycle_goes_back_to_the_source(rows: list[PageRow]) -> None:
    keys = {key.partition(".")[0] for row in rows for key in row.keys}
    assert set(Cycle.model_fields) - keys == set()
    codes = {rule.code for rule in vars(cycle).values() if isinstance(rule, Rule)}
    assert codes - {code for row in rows for code in row.rules} == set()
    named = {line.split()[0] for row in rows for line in row.commands}
    assert set(SECTIONS["The quality cycle"]) - named == set()


def test_whatever_may_be_asked_for_has_a_key() -> None:
    expect_none(
        [asked for asked in get_args(Asked) if not has_key(Assessment, KEYS.get(asked, asked))]
    )


Change = Callable[[PageRow], list[PageRow]]
CHANGES: dict[str, tuple[Change, str]] = {
    "dropped": (lambda row: [], "0 rows"),
    "doubled": (lambda row: [row, row], "2 rows"),
    "at no point": (lambda row: [replace(row, point="V.1")], "not in the paper"),
    "other words": (lambda row: [replace(row, beginning="Училището …")], "does not begin"),
    "no words": (lambda row: [replace(row, beginning="")], "does not begin"),
    "cut in a word": (
        lambda row: [replace(row, beginning=row.beginning.removesuffix(" …")[:-1])],
        "does not begin",
    ),
    "entry dropped": (lambda row: [replace(row, entries=row.entries[1:])], "the catalogue has"),
    "entry unknown": (
        lambda row: [replace(row, entries=(*row.entries, "Z.1"))],
        "the catalogue has",
    ),
    "key unknown": (lambda row: [replace(row, keys=(*row.keys, "measure"))], "no key measure"),
    "inner key unknown": (
        lambda row: [replace(row, keys=(*row.keys, "rules.date"))],
        "no key rules.date",
    ),
    "key within a value": (
        lambda row: [replace(row, keys=(*row.keys, "policy.text"))],
        "no key policy.text",
    ),
    "rule unknown": (lambda row: [replace(row, rules=(*row.rules, "Q599"))], "no rule Q599"),
    "command unknown": (
        lambda row: [replace(row, commands=(*row.commands, "state"))],
        "no command state",
    ),
    "option unknown": (
        lambda row: [replace(row, commands=(*row.commands, "status --owner"))],
        "no command status --owner",
    ),
    "no command": (lambda row: [replace(row, commands=())], "without a place"),
    "no places": (
        lambda row: [replace(row, entries=(), keys=(), rules=(), commands=())],
        "without a place",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_fault_is_found_wherever_it_is(
    rows: list[PageRow], points: dict[str, SourcePoint], change: str
) -> None:
    alter, words = CHANGES[change]
    unnoticed = [
        row.point
        for index, row in enumerate(rows)
        if not any(
            words in fault
            for fault in faults([*rows[:index], *alter(row), *rows[index + 1 :]], points)
        )
    ]
    expect_none(unnoticed)


def test_rows_out_of_order_are_found(rows: list[PageRow], points: dict[str, SourcePoint]) -> None:
    assert faults([rows[1], rows[0], *rows[2:]], points) == [
        "the rows are not in the paper's order"
    ]


@pytest.mark.parametrize(
    ("alter", "words"),
    [
        pytest.param(lambda row: replace(row, keys=()), "not among its keys", id="key"),
        pytest.param(
            lambda row: replace(row, commands=("validate",)), "not under the command", id="status"
        ),
    ],
)
def test_what_is_asked_of_a_year_is_not_left_out(
    rows: list[PageRow],
    points: dict[str, SourcePoint],
    alter: Callable[[PageRow], PageRow],
    words: str,
) -> None:
    asking = [row for row in rows if points[row.point].asked]
    assert len(asking) == len(get_args(Asked))
    for one in asking:
        found = point_faults(alter(one), points[one.point])
        assert any(words in fault for fault in found), one.point


@pytest.mark.parametrize(
    ("line", "name"),
    [("13. Директорът утвърждава плана.", "II.13"), ("✓ оценка на риска;", "II.12 ✓1")],
)
def test_a_point_more_in_the_source_is_found(
    rows: list[PageRow], passages: list[Passage], line: str, name: str
) -> None:
    lines = read_lines()
    at = next(index for index, each in enumerate(lines) if each.startswith("12. ")) + 1
    more = parse([*lines[:at], line, *lines[at:]])
    assert len(more) == len(passages) + 1
    assert f"{name}: 0 rows" in faults(rows, points_of(more, read_catalogue()))
