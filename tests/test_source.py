"""The catalogue against its source document: nothing is lost, added, altered or moved.

`fixtures/source/merki-2020-2021.txt` is the source. The expected values are repeated here, taken
from the source and not from the catalogue: `OUTLINE`, `PARTS`, `NUMBERS` and `CORRECTIONS`.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pytest

from tests.source_document import OUTLINE, PAPER, expect_none, foreign_words, marked, read_catalogue

PAPER_SHA256 = "1a38651fa8f4606e9c384fdfdb9e0eba848136ad3e023195740a3cc6f295207f"

TABLE_START = "ОБЛАСТ „ОБРАЗОВАТЕЛЕН ПРОЦЕС“"
COLUMN_HEADINGS = "КРИТЕРИИ ИНДИКАТОРИ ПОДИНДИКАТОРИ"
# The inner lists, in the same notation.
PARTS = {
    "OP.3.2.1": (
        "осигуряване на присъствието … език);",
        "за осигуряването на присъствието … предмети.",
        "за ежеседмичните консултации … предмети.",
        "за осигуряването на децата/учениците … подкрепа",
        "за осигуряването на учениците … поведение.",
    ),
    "UI.3.2.1": (
        "стратегията за развитие … институцията,",
        "годишните средства … МОН,",
        "възможностите за участие … проекти",
    ),
    "UI.3.2.2": (
        "вътрешноинституционална квалификация … година.",
        "квалификационна дейност, извършена … година.",
    ),
}
DASHES_LOST = {"UI.3.2.2"}

# Numbers that the source prints twice in one list: the id advances, the number is repeated.
NUMBERS = {"UI.2.5.2": "1", "UI.3.2.3": "2"}

CORRECTIONS = {
    ("OP.3.3.3", "изяви", "изявени"),
    ("OP.8.2.3", "въввлечени", "въвлечени"),
    ("OP.10.1.3", "Организираны", "Организирани"),  # Russian „ы“
    ("UI.2.4.3", "непед\x61\x67\x6f\x67ическият", "непедагогическият"),  # Latin „agog“
    ("UI.2.4.3", "подобрене", "подобрение"),
    ("UI.3.1", "непдагогическия", "непедагогическия"),
}

# Cells that a page break split in two, with other cells of the same row in between.
SPLIT = {
    "UI.3": (
        "Управление и развитие на човешките",
        "ресурси, в т.ч. атестиране на педагогическите специалисти",
    ),
    "UI.3.1": (
        "Назначаване, мотивиране, оценяване на резултатите от труда и",
        "развитие на педагогическите специалисти и непдагогическия персонал",
    ),
}

# The source is read row by row, which is the catalogue's order except for these, which are printed
# before the other: two criteria that moved up into the last rows of the previous one, and the ends
# of the split cells.
PRINTED_BEFORE = {
    "OP.2": "OP.1.8",
    "OP.11": "OP.10.2",
    "UI.3 (end)": "UI.3.1.2",
    "UI.3.1 (end)": "UI.3.1.2",
}

BELOW = {
    "area": ("criteria", "criterion"),
    "criterion": ("indicators", "indicator"),
    "indicator": ("subindicators", "subindicator"),
}


@dataclass(frozen=True)
class PrintedNode:
    """One entry of the catalogue, without its children."""

    id: str
    kind: str
    text: str
    number: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class PrintedText:
    """Words that should be adjacent somewhere in the source, and the entry that they belong to."""

    label: str
    printed: str


@dataclass(frozen=True)
class TextDifferences:
    """All differences between the catalogue and the source document, as readable lines."""

    lacking: list[str]
    uncovered: list[str]
    misplaced: list[str]


def walk(entries: list[dict[str, Any]], kind: str = "area") -> Iterator[PrintedNode]:
    """The entries with their descendants, in order; later additions are not in the source."""
    for entry in entries:
        if "since" in entry:
            continue
        text = entry["title"] if "title" in entry else entry["text"]
        parts = tuple(entry.get("parts", ()))
        yield PrintedNode(entry["id"], kind, text, entry.get("number", ""), parts)
        if kind in BELOW:
            key, child = BELOW[kind]
            yield from walk(entry.get(key, []), child)


def read_table() -> str:
    """The source's table on one line, without leftover markup."""
    paper = PAPER.read_text("utf-8")
    table = paper[paper.index(TABLE_START) :]
    return " ".join(re.sub(r"<[^>]*>", " ", table).split())


def matches(text: str, noted: str) -> bool:
    """Whether a text starts and ends with the words listed for it."""
    opening, dots, ending = noted.partition(" … ")
    if not dots:
        return text == noted
    whole_words = rf"{re.escape(opening)}\b.* {re.escape(ending)}"
    return re.fullmatch(whole_words, text) is not None


def outline_differences(nodes: list[PrintedNode]) -> list[str]:
    """The entries whose ids and first words differ from the outline."""
    ids = [node.id for node in nodes]
    lines = [f"{id_}: not in the catalogue" for id_ in OUTLINE if id_ not in ids]
    lines += [f"{id_}: not in the outline" for id_ in ids if id_ not in OUTLINE]
    lines += [f"{id_}: {n} times in the catalogue" for id_, n in Counter(ids).items() if n > 1]
    for node in nodes:
        noted = PARTS.get(node.id, ())
        if len(node.parts) != len(noted):
            lines.append(f"{node.id}: {len(node.parts)} parts instead of {len(noted)}")
        pairs = zip((node.text, *node.parts), (OUTLINE.get(node.id, ""), *noted), strict=False)
        lines += [f"{node.id}: „{a}“ is not „{b}“" for a, b in pairs if not matches(a, b)]
    return lines


def as_printed(node_id: str, text: str) -> str:
    """The text with its misprints restored."""
    for at, printed, mended in CORRECTIONS:
        if at == node_id:
            text = text.replace(mended, printed)
    return text


def stretches(node: PrintedNode) -> Iterator[PrintedText]:
    """The source's expected text for an entry: number and text, then the parts with dashes."""
    if node.kind == "area":
        yield PrintedText(node.id, f"ОБЛАСТ „{node.text.upper()}“")
        return
    number = node.number or node.id.rpartition(".")[2]
    text = as_printed(node.id, node.text)
    first, end = SPLIT.get(node.id, (text, ""))
    if text == f"{first} {end}":
        yield PrintedText(node.id, f"{number}. {first}")
        yield PrintedText(f"{node.id} (end)", end)
    else:
        yield PrintedText(node.id, f"{number}. {text}")
    dash = "" if node.id in DASHES_LOST else "- "
    for place, part in enumerate(node.parts, start=1):
        yield PrintedText(f"{node.id} part {place}", f"{dash}{as_printed(node.id, part)}")


def claim(wanted: list[PrintedText], table: str) -> tuple[list[int], str]:
    """The position of each text in the table (-1 if missing), and the table with them blanked out.

    Blanked-out text is not matched again. The longest texts are matched first, so that a short text
    does not match inside a longer one. The column headings belong to no entry, and are removed as
    well.
    """
    places = [-1] * len(wanted)
    for index in sorted(range(len(wanted)), key=lambda each: -len(wanted[each].printed)):
        place = re.search(rf"(?<!\S){re.escape(wanted[index].printed)}(?!\S)", table)
        if place:
            places[index] = place.start()
            table = table[: place.start()] + "\0" * len(place[0]) + table[place.end() :]
    return places, table.replace(COLUMN_HEADINGS, "\0" * len(COLUMN_HEADINGS))


def uncovered_lines(rest: str, table: str, labels: dict[int, str]) -> Iterator[str]:
    """Each unmatched part of the table, with its surroundings."""
    for gap in re.finditer(r"[^\0]+", rest):
        words = gap[0].strip()
        if words:
            start = table.index(words, gap.start())
            end = start + len(words)
            after = labels[max((place for place in labels if place < start), default=-1)]
            around = f"…{table[max(0, start - 40) : start]}[{words}]{table[end : end + 40]}…"
            yield f"after {after}: {around}"


def in_printed_order(labels: list[str]) -> list[str]:
    """The labels in the order in which the source should show them."""
    order = [label for label in labels if label not in PRINTED_BEFORE]
    for label, follower in PRINTED_BEFORE.items():
        if label in labels and follower in order:
            order.insert(order.index(follower), label)
    return order


def misplaced_lines(places: dict[str, int], texts: dict[str, str]) -> Iterator[str]:
    """Each text that the source prints before the one that should precede it."""
    for before, label in pairwise(in_printed_order(list(places))):
        if places[label] < places[before]:
            yield f"{label}: „{texts[label]}“ is printed before {before}: „{texts[before]}“"


def compare(nodes: list[PrintedNode], table: str) -> TextDifferences:
    """Check the catalogue's entries against the source's table."""
    wanted = [stretch for node in nodes for stretch in stretches(node)]
    places, rest = claim(wanted, table)
    pairs = list(zip(wanted, places, strict=True))
    placed = {stretch.label: place for stretch, place in pairs if place >= 0}
    labels = {-1: "the start"} | {place: label for label, place in placed.items()}
    return TextDifferences(
        lacking=[f"{each.label}: „{each.printed}“" for each, place in pairs if place < 0],
        uncovered=list(uncovered_lines(rest, table, labels)),
        misplaced=list(misplaced_lines(placed, {each.label: each.printed for each in wanted})),
    )


def mendings_not_made(nodes: list[PrintedNode]) -> list[str]:
    """Entries that do not contain a corrected word exactly once, or still contain the misprint."""
    texts = {node.id: node.text for node in nodes}
    return [
        f"{at}: „{printed}“ should be „{mended}“ in „{texts.get(at, '')}“"
        for at, printed, mended in sorted(CORRECTIONS)
        if texts.get(at, "").count(mended) != 1 or printed in texts[at]
    ]


@pytest.fixture(scope="module")
def catalogue() -> dict[str, Any]:
    return read_catalogue()


@pytest.fixture(scope="module")
def nodes(catalogue: dict[str, Any]) -> list[PrintedNode]:
    return list(walk(catalogue["areas"]))


@pytest.fixture(scope="module")
def table() -> str:
    return read_table()


def test_the_source_is_unchanged() -> None:
    assert hashlib.sha256(PAPER.read_bytes()).hexdigest() == PAPER_SHA256


def test_ids_and_opening_words_are_those_of_the_source(nodes: list[PrintedNode]) -> None:
    expect_none(outline_differences(nodes))
    assert [node.id for node in nodes] == list(OUTLINE)


def test_the_source_has_every_text_of_the_catalogue(nodes: list[PrintedNode], table: str) -> None:
    expect_none(compare(nodes, table).lacking)


def test_the_catalogue_covers_the_table(nodes: list[PrintedNode], table: str) -> None:
    expect_none(compare(nodes, table).uncovered)


def test_texts_are_in_the_order_of_the_source(nodes: list[PrintedNode], table: str) -> None:
    expect_none(compare(nodes, table).misplaced)


def test_notes_list_the_corrections_and_no_other(catalogue: dict[str, Any]) -> None:
    # Corrections in the process are checked elsewhere against the other parts of the source.
    mended = (note for note in catalogue["framework"]["notes"] if "mended" in note)
    notes = [note for note in mended if note["at"] in OUTLINE]
    assert sorted((n["at"], n["printed"], n["mended"]) for n in notes) == sorted(CORRECTIONS)


def test_corrections_are_made(nodes: list[PrintedNode]) -> None:
    expect_none(mendings_not_made(nodes))


def test_every_foreign_letter_of_the_source_is_corrected(table: str) -> None:
    misprints = {printed for _, printed, _ in CORRECTIONS if foreign_words(printed)}
    assert set(foreign_words(table)) == misprints


def test_the_catalogue_has_no_foreign_letter(nodes: list[PrintedNode]) -> None:
    found = [
        f"{node.id}: „{marked(word)}“ in „{text}“"
        for node in nodes
        for text in (node.text, *node.parts)
        for word in foreign_words(text)
    ]
    expect_none(found)


def test_counts(nodes: list[PrintedNode]) -> None:
    counts = Counter(node.kind for node in nodes)
    assert counts == {"area": 2, "criterion": 16, "indicator": 46, "subindicator": 136}
    parents = {node.id.rpartition(".")[0] for node in nodes}
    assert sum(node.kind != "area" and node.id not in parents for node in nodes) == 139


def test_parts(nodes: list[PrintedNode]) -> None:
    parts = {node.id: len(node.parts) for node in nodes if node.parts}
    assert parts == {"OP.3.2.1": 5, "UI.3.2.1": 3, "UI.3.2.2": 2}


def test_only_repeated_numbers_are_written_out(nodes: list[PrintedNode]) -> None:
    assert {n.id: n.number for n in nodes if n.number and n.kind != "area"} == NUMBERS


Change = Callable[[dict[str, PrintedNode]], list[PrintedNode]]


def without(node_id: str) -> Change:
    return lambda by_id: [node for node in by_id.values() if node.id != node_id]


def twice(node_id: str) -> Change:
    return lambda by_id: [*by_id.values(), by_id[node_id]]


def with_number(node_id: str, number: str) -> Change:
    return lambda by_id: list((by_id | {node_id: replace(by_id[node_id], number=number)}).values())


def without_last_part(node_id: str) -> Change:
    def change(by_id: dict[str, PrintedNode]) -> list[PrintedNode]:
        node = by_id[node_id]
        return list((by_id | {node_id: replace(node, parts=node.parts[:-1])}).values())

    return change


def edited(node_id: str, old: str, new: str) -> Change:
    def change(by_id: dict[str, PrintedNode]) -> list[PrintedNode]:
        node = by_id[node_id]
        return list((by_id | {node_id: replace(node, text=node.text.replace(old, new))}).values())

    return change


def with_texts(sources: dict[str, str]) -> Change:
    """Each named entry gets the text of another."""

    def change(by_id: dict[str, PrintedNode]) -> list[PrintedNode]:
        moved = {to: replace(by_id[to], text=by_id[of].text) for to, of in sources.items()}
        return list((by_id | moved).values())

    return change


def swapped(one: str, other: str) -> Change:
    return with_texts({one: other, other: one})


@pytest.mark.parametrize(
    ("change", "finding", "words"),
    [
        pytest.param(without("OP.1.3.7"), "uncovered", "after OP.1.3.6", id="cell deleted"),
        pytest.param(without("UI.5.2.2"), "uncovered", "after UI.5.2.1", id="last cell deleted"),
        pytest.param(without("OP.11"), "uncovered", "[11. Степен", id="criterion deleted"),
        pytest.param(swapped("OP.1.1.1", "OP.1.1.2"), "lacking", "OP.1.1.1", id="texts swapped"),
        pytest.param(swapped("OP.4.2.1", "OP.5.1.1"), "misplaced", "OP.4.2.1", id="far swap"),
        pytest.param(swapped("OP.1.2", "OP.2"), "misplaced", "OP.2:", id="swap across levels"),
        pytest.param(edited("OP.7.1.5", "сен", "сан"), "lacking", "OP.7.1.5", id="letter changed"),
        pytest.param(edited("OP.1.1.2", "цели.", "цели"), "lacking", "OP.1.1.2", id="dot lost"),
        pytest.param(edited("OP.1.3.1", "с", "c"), "lacking", "OP.1.3.1", id="letter looks alike"),
        pytest.param(edited("OP.4.3.2", " сами", ""), "lacking", "OP.4.3.2", id="word dropped"),
        pytest.param(edited("UI.3", " в т.ч.", ""), "uncovered", "ресурси", id="torn cell edited"),
        pytest.param(edited("UI.4", " ресурси", ""), "uncovered", "[ресурси]", id="end dropped"),
        pytest.param(edited("UI.1.1", "лидер", "лидер на"), "lacking", "UI.1.1:", id="word added"),
        pytest.param(
            with_texts({"UI.2.1.2": "UI.1.1.2"}), "lacking", "автономия", id="text copied"
        ),
        pytest.param(twice("UI.1.2.1"), "lacking", "UI.1.2.1", id="entry doubled"),
        pytest.param(without_last_part("UI.3.2.2"), "uncovered", "[квалификац", id="part lost"),
        pytest.param(with_number("UI.2.5.2", "2"), "lacking", "2. Налични", id="renumbered"),
    ],
)
def test_a_fault_in_the_catalogue_is_found(
    nodes: list[PrintedNode], table: str, change: Change, finding: str, words: str
) -> None:
    faulty = change({node.id: node for node in nodes})
    lines = getattr(compare(faulty, table), finding)
    assert any(words in line for line in lines), lines


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param(without("UI.1.2.1"), "UI.1.2.1: not in the catalogue", id="entry deleted"),
        pytest.param(swapped("OP.4.2.1", "OP.5.1.1"), "OP.5.1.1: „Учителят", id="texts swapped"),
        pytest.param(without_last_part("OP.3.2.1"), "OP.3.2.1: 4 parts", id="part lost"),
    ],
)
def test_a_fault_against_the_outline_is_found(
    nodes: list[PrintedNode], change: Change, words: str
) -> None:
    lines = outline_differences(change({node.id: node for node in nodes}))
    assert any(line.startswith(words) for line in lines), lines


def test_a_correction_not_made_is_found(nodes: list[PrintedNode]) -> None:
    change = edited("OP.8.2.3", "въвлечени", "въввлечени")
    lines = mendings_not_made(change({node.id: node for node in nodes}))
    assert any(line.startswith("OP.8.2.3") for line in lines), lines
