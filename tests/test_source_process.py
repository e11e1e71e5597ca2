"""The catalogue's `process` against parts I–IV of the source: nothing lost, added or changed.

The expected values are repeated here, taken from the source: `HEAD`, `HEADINGS`, `OUTLINE`,
`MEMBERS`, `TICKS`, `JOINTS`, `REPEATED` and `CORRECTIONS`. `test_source` does the same for the
table.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import Any

import pytest

from tests.source_document import OUTLINE as TABLE_OUTLINE
from tests.source_document import expect_none, foreign_words, marked, read_catalogue
from tests.source_process import (
    CORRECTIONS,
    HEADINGS,
    JOINTS,
    LATIN,
    LETTERS,
    MEMBERS,
    REPEATED,
    TICKS,
    Entry,
    Passage,
    as_printed,
    by_point,
    claim,
    parse,
    read_entries,
    read_lines,
)

pytestmark = pytest.mark.slow

# The text that the source prints above its first part, line by line.
HEAD = [
    "ПЕТО ОСНОВНО УЧИЛИЩЕ “ХРИСТО БОТЕВ “-МОНТАНА",
    "ул. “Димитър Подвързачов” №1, тел.:096/300 414, 300 424;",
    "e-mail:peto_sou.montana@abv.bg",
    "Утвърдил: /п/",
    "заповед № РД-14-6928.09.2020 г.",
    "Вилма Гергова",
    "Директор",
    "МЕРКИ ЗА ПОВИШАВАНЕ КАЧЕСТВОТО НА ОБРАЗОВАНИЕТО",
    "2020/2021 г.",
]
# The ids of every kind. An id that others extend is the sentence that introduces them.
OUTLINE = {
    "basis": "B.1 B.2 B.3 B.4.1 B.4.2 B.8",
    "step": "S S.1 S.2 S.3 S.4 S.5",
    "principle": "P P.1 P.2 P.3 P.4 P.5 P.6 P.7 P.8 P.9",
    "level": "L.1 L.2 L.2.1 L.2.2 L.2.3",
    "system": "Y.1 Y.2 Y.2.1 Y.2.2 Y.2.3 Y.3",
    "body": "O.4 O.4.1 O.4.2 O.4.3 O.9",
    "commission": "C.5 C.5.1 C.6 C.7 C.8",
    "duty": "D.9 D.9.1 D.9.2 D.9.3 D.9.4 D.9.5 D.9.6",
    "adoption": "A.10 A.10.1 A.10.2",
    "activity": "V.11 V.11.1 V.11.2 V.11.3 V.11.4 V.11.5 V.11.6 V.11.7",
    "corrective": "K.12.1 K.12.2",
    "requirement": "R R.1 R.1.a R.1.b R.1.c R.1.d"
    " R.2 R.2.a R.2.b R.2.c R.2.d R.2.e R.3 R.3.a R.3.b R.3.c R.3.d R.3.e",
    "support": "M.1 M.2 M.2.1 M.2.2 M.2.3 M.2.4",
    "monitoring": "N.1 N.2 N.3 N.3.1 N.3.2",
}

WELL_FORMED = re.compile(r"[A-Z](?:\.(?:[1-9][0-9]*|[a-z]))*")


@dataclass
class ProcessDifferences:
    """All differences between the process and the source document, as readable lines."""

    lacking: list[str] = field(default_factory=list)
    uncovered: list[str] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        yield from (*self.lacking, *self.uncovered, *self.misplaced)


def uncovered_lines(rest: dict[str, str]) -> Iterator[str]:
    """Each point with words or punctuation that no entry contains, other than its joints."""
    for at, text in rest.items():
        left = [words for piece in re.split(r"[\0\n]+", text) if (words := piece.strip())]
        if left != JOINTS.get(at, []):
            around = "".join("▪" if c == "\0" else c for c in re.sub(r"\0+", "\0", text))
            yield f"{at}: {left} left of „{around}“"


def misplaced_lines(entries: list[Entry], places: list[int], order: list[str]) -> Iterator[str]:
    """Each entry that the source prints before its predecessor in the group."""
    placed = [
        (entry, (order.index(entry.at), place))
        for entry, place in zip(entries, places, strict=True)
        if place >= 0 and entry.id not in REPEATED
    ]
    for (before, there), (entry, here) in pairwise(placed):
        if before.kind == entry.kind and here <= there:
            yield f"{entry.id}: „{entry.text}“ is printed before {before.id}: „{before.text}“"


def compare(entries: list[Entry], points: dict[str, str]) -> ProcessDifferences:
    """Check the process against the points of the source."""
    places, rest = claim(entries, points)
    return ProcessDifferences(
        lacking=[
            f"{entry.id}: {entry.at} has no „{as_printed(entry)}“ for it"
            for entry, place in zip(entries, places, strict=True)
            if place < 0
        ],
        uncovered=list(uncovered_lines(rest)),
        misplaced=list(misplaced_lines(entries, places, list(points))),
    )


def order_of(entry_id: str) -> list[tuple[int, str]]:
    """The sort key of an id: numbers as numbers, then letters."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in entry_id.split(".")]


def id_differences(entries: list[Entry]) -> list[str]:
    """Ids that are malformed, repeated, out of order, or not in the outline."""
    ids = [entry.id for entry in entries]
    wanted = {id_: kind for kind, noted in OUTLINE.items() for id_ in noted.split()}
    kinds = [kind for kind, _ in groupby(entries, key=lambda entry: entry.kind)]
    lines = [] if kinds == list(OUTLINE) else [f"the kinds are {', '.join(kinds)}"]
    lines += [f"{id_}: ill-formed" for id_ in ids if not WELL_FORMED.fullmatch(id_)]
    lines += [f"{id_}: {n} times" for id_, n in Counter(ids).items() if n > 1]
    lines += [f"{id_}: not in the process" for id_ in wanted if id_ not in ids]
    lines += [
        f"{entry.id}: not in the outline as {entry.kind}"
        for entry in entries
        if wanted.get(entry.id) != entry.kind
    ]
    lines += [
        f"{entry.id}: after {before.id}"
        for before, entry in pairwise(entries)
        if before.kind == entry.kind and order_of(entry.id) <= order_of(before.id)
    ]
    return lines


def repetitions_not_kept(entries: list[Entry]) -> list[str]:
    """Entries that should repeat words of another entry at the same point, and do not."""
    by_id = {entry.id: entry for entry in entries}
    return [
        f"{id_}: not within {other}"
        for id_, other in REPEATED.items()
        if id_ in by_id
        and (
            other not in by_id
            or by_id[id_].at != by_id[other].at
            or by_id[id_].text not in by_id[other].text
        )
    ]


def mendings_not_made(entries: list[Entry]) -> list[str]:
    """Entries that do not contain a corrected word exactly once, or still contain the misprint."""
    texts = {entry.id: entry.text for entry in entries}
    return [
        f"{at}: „{printed}“ should be „{mended}“ in „{texts.get(at, '')}“"
        for at, printed, mended in sorted(CORRECTIONS)
        if texts.get(at, "").count(mended) != 1 or printed in texts[at]
    ]


def differences(entries: list[Entry], points: dict[str, str]) -> list[str]:
    """All errors."""
    return [
        *compare(entries, points),
        *id_differences(entries),
        *repetitions_not_kept(entries),
        *mendings_not_made(entries),
    ]


@pytest.fixture(scope="module")
def catalogue() -> dict[str, Any]:
    return read_catalogue()


@pytest.fixture(scope="module")
def entries(catalogue: dict[str, Any]) -> list[Entry]:
    return read_entries(catalogue)


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    return parse(read_lines())


@pytest.fixture(scope="module")
def points(passages: list[Passage]) -> dict[str, str]:
    return by_point(passages)


def test_the_source_is_headed_as_listed() -> None:
    lines = read_lines()
    assert lines[: len(HEAD)] == HEAD
    assert lines[len(HEAD)] in HEADINGS
    assert [line for line in lines if line in HEADINGS] == list(HEADINGS)


def test_the_numbering_of_the_source_is_complete(passages: list[Passage]) -> None:
    numbered = [passage.at for passage in passages if passage.mark == "number"]
    counts = {"I": 8, "II": 12, "III": 3}
    assert numbered == [f"{part}.{n}" for part, last in counts.items() for n in range(1, last + 1)]
    ticks = Counter(passage.at for passage in passages if passage.mark == "tick")
    assert ticks == TICKS
    letters = [passage.at for passage in passages if passage.mark == "letter"]
    assert letters == [f"{at}.{letter}" for at, those in LETTERS.items() for letter in those]
    plain = [passage.at for passage in passages if not passage.mark]
    assert plain == ["III", *["IV"] * 5]


def test_the_source_has_every_text_of_the_process(
    entries: list[Entry], points: dict[str, str]
) -> None:
    expect_none(compare(entries, points).lacking)


def test_the_process_covers_parts_1_to_4(entries: list[Entry], points: dict[str, str]) -> None:
    expect_none(compare(entries, points).uncovered)


def test_texts_are_in_the_order_of_the_source(entries: list[Entry], points: dict[str, str]) -> None:
    expect_none(compare(entries, points).misplaced)


def test_ids_are_unique_well_formed_and_in_order(entries: list[Entry]) -> None:
    expect_none(id_differences(entries))


def test_each_tick_and_letter_is_one_entry(entries: list[Entry], passages: list[Passage]) -> None:
    texts = Counter((entry.at, as_printed(entry)) for entry in entries)
    listed = [each for each in passages if each.mark in {"tick", "letter"}]
    assert len(listed) == 28 + 14
    expect_none([f"{each.at}: {each.text}" for each in listed if texts[each.at, each.text] != 1])


def test_letters_of_ids_are_those_of_the_source(entries: list[Entry]) -> None:
    lettered = {entry.at: entry.id for entry in entries if entry.id[-1].islower()}
    assert lettered == {
        f"{at}.{letter}": f"R.{at.rpartition('.')[2]}.{LATIN[letter]}"
        for at, letters in LETTERS.items()
        for letter in letters
    }


def test_no_entry_contains_two_sentences(entries: list[Entry]) -> None:
    expect_none([entry.id for entry in entries if re.search(r"[.:;]\s+[А-Я]", entry.text)])


def test_counts(entries: list[Entry]) -> None:
    parents = {entry.id.rpartition(".")[0] for entry in entries}
    assert Counter(entry.kind for entry in entries if entry.id not in parents) == MEMBERS
    requirements = Counter(
        entry.id[:3] for entry in entries if entry.kind == "requirement" and entry.id[-1].islower()
    )
    assert requirements == {"R.1": 4, "R.2": 5, "R.3": 5}


def test_every_group_has_a_title_of_its_own(catalogue: dict[str, Any]) -> None:
    titles = [group["title"] for group in catalogue.get("process", [])]
    assert len(set(titles)) == len(OUTLINE)
    assert all(title.strip() for title in titles)


def test_repeated_words_are_anothers(entries: list[Entry]) -> None:
    expect_none(repetitions_not_kept(entries))


def test_notes_list_the_corrections_and_no_other(catalogue: dict[str, Any]) -> None:
    notes = [note for note in catalogue["framework"]["notes"] if "mended" in note]
    of_process = [note for note in notes if note.get("at") not in TABLE_OUTLINE]
    assert sorted((n.get("at"), n["printed"], n["mended"]) for n in of_process) == sorted(
        CORRECTIONS
    )


def test_corrections_are_made(entries: list[Entry]) -> None:
    expect_none(mendings_not_made(entries))


def test_neither_source_nor_process_has_a_foreign_letter(
    entries: list[Entry], points: dict[str, str]
) -> None:
    assert not [word for text in points.values() for word in foreign_words(text)]
    expect_none(
        [
            f"{entry.id}: „{marked(word)}“ in „{entry.text}“"
            for entry in entries
            for word in foreign_words(entry.text)
        ]
    )


Change = Callable[[dict[str, Entry]], list[Entry]]


def without(entry_id: str) -> Change:
    return lambda by_id: [entry for entry in by_id.values() if entry.id != entry_id]


def twice(entry_id: str) -> Change:
    return lambda by_id: [*by_id.values(), by_id[entry_id]]


def edited(entry_id: str, old: str, new: str) -> Change:
    def change(by_id: dict[str, Entry]) -> list[Entry]:
        entry = by_id[entry_id]
        assert old in entry.text
        return list(
            (by_id | {entry_id: replace(entry, text=entry.text.replace(old, new))}).values()
        )

    return change


def renamed(entry_id: str, new: str) -> Change:
    return lambda by_id: [replace(e, id=new) if e.id == entry_id else e for e in by_id.values()]


def swapped(key: str, one: str, other: str) -> Change:
    """Two entries swap their `text` or `at`."""

    def change(by_id: dict[str, Entry]) -> list[Entry]:
        values = {one: getattr(by_id[other], key), other: getattr(by_id[one], key)}
        assert values[one] != values[other]
        return [replace(e, **{key: values[e.id]}) if e.id in values else e for e in by_id.values()]

    return change


def exchanged(one: str, other: str) -> Change:
    """Two entries swap places."""

    def change(by_id: dict[str, Entry]) -> list[Entry]:
        order = {one: other, other: one}
        return [by_id[order.get(id_, id_)] for id_ in by_id]

    return change


def joined(first: str, second: str) -> Change:
    """An entry absorbs the next one."""

    def change(by_id: dict[str, Entry]) -> list[Entry]:
        whole = replace(by_id[first], text=f"{by_id[first].text} {by_id[second].text}")
        return [whole if e.id == first else e for e in by_id.values() if e.id != second]

    return change


@pytest.mark.parametrize(
    ("change", "finding", "words"),
    [
        pytest.param(without("P.9"), "uncovered", "I.6: ['лидерство", id="tick dropped"),
        pytest.param(without("D.9"), "uncovered", "II.9: ['Директорът:'", id="lead-in dropped"),
        pytest.param(without("S.3"), "uncovered", "изпълнение на д", id="member dropped"),
        pytest.param(without("B.4.2"), "uncovered", "I.4: ['Също", id="sentence dropped"),
        pytest.param(without("R.3.e"), "uncovered", "III.3.д: ", id="letter dropped"),
        pytest.param(twice("K.12.2"), "lacking", "K.12.2: II.12", id="entry doubled"),
        pytest.param(twice("O.4.1"), "lacking", "O.4.1: II.4", id="member doubled"),
        pytest.param(edited("P.2", "авт", "афт"), "lacking", "P.2: ", id="letter changed"),
        pytest.param(edited("P.1", "е", "e"), "lacking", "P.1: ", id="letter looks alike"),
        pytest.param(edited("Y.2.3", ";", ""), "uncovered", "II.2: [';']", id="stop lost"),
        pytest.param(edited("S.5", "ния", "ния."), "uncovered", "I.5: ", id="joint taken"),
        pytest.param(edited("C.6", " вида и", ""), "lacking", "C.6: ", id="word dropped"),
        pytest.param(edited("C.6", "ачи.", "ачи"), "uncovered", "II.6: ['.']", id="end dropped"),
        pytest.param(edited("V.11.1", "анал", "1. анал"), "lacking", "V.11.1:", id="number added"),
        pytest.param(
            edited("R.1.c", "бновяв", "бнов"), "lacking", "R.1.c", id="mended yet altered"
        ),
        pytest.param(edited("R.1.b", "не", "ние"), "lacking", "R.1.b: ", id="unlisted mending"),
        pytest.param(
            edited("A.10.1", "мерките за ", ""), "uncovered", "мерките", id="head dropped"
        ),
        pytest.param(swapped("at", "Y.1", "Y.3"), "lacking", "Y.3: II.1", id="points swapped"),
        pytest.param(swapped("at", "B.1", "N.2"), "lacking", "B.1: IV", id="parts swapped"),
        pytest.param(swapped("at", "R.1.a", "R.2.a"), "lacking", "III.2.а", id="letters swapped"),
        pytest.param(swapped("at", "O.9", "O.4"), "lacking", "O.9: II.4", id="repetition moved"),
        pytest.param(swapped("text", "P.3", "P.4"), "misplaced", "P.4: ", id="ticks swapped"),
        pytest.param(swapped("text", "S.1", "S.2"), "misplaced", "S.2: ", id="members swapped"),
        pytest.param(swapped("text", "B.2", "B.3"), "lacking", "B.2: ", id="sentences swapped"),
        pytest.param(exchanged("C.7", "C.8"), "misplaced", "C.7: ", id="entries out of order"),
        pytest.param(joined("D.9.1", "D.9.2"), "lacking", "D.9.1: ", id="two ticks joined"),
    ],
)
def test_a_fault_in_the_process_is_found(
    entries: list[Entry], points: dict[str, str], change: Change, finding: str, words: str
) -> None:
    faulty = change({entry.id: entry for entry in entries})
    lines: list[str] = getattr(compare(faulty, points), finding)
    assert any(words in line for line in lines), lines


@pytest.mark.parametrize(
    ("change", "line"),
    [
        pytest.param(without("P.9"), "P.9: not in the process", id="dropped"),
        pytest.param(without("O.9"), "O.9: not in the process", id="repetition dropped"),
        pytest.param(twice("N.3.2"), "N.3.2: 2 times", id="doubled"),
        pytest.param(renamed("P.9", "P.10"), "P.10: not in the outline as principle", id="renamed"),
        pytest.param(renamed("R.1.a", "R.1.а"), "R.1.а: ill-formed", id="Cyrillic letter"),
        pytest.param(renamed("P.2", "P.02"), "P.02: ill-formed", id="leading nought"),
        pytest.param(exchanged("V.11.2", "V.11.3"), "V.11.2: after V.11.3", id="exchanged"),
        pytest.param(
            swapped("kind", "Y.2", "C.6"), "Y.2: not in the outline as commission", id="kind"
        ),
    ],
)
def test_a_fault_in_the_ids_is_found(entries: list[Entry], change: Change, line: str) -> None:
    assert line in id_differences(change({entry.id: entry for entry in entries}))


def test_a_correction_not_made_is_found(entries: list[Entry]) -> None:
    change = edited("R.1.c", "модернизиране", "модернизирание")
    lines = mendings_not_made(change({entry.id: entry for entry in entries}))
    assert any(line.startswith("R.1.c") for line in lines), lines


def test_repeated_words_that_are_nobodys_are_found(entries: list[Entry]) -> None:
    change = edited("O.9", "отговорника по качеството", "състава на комисията")
    assert repetitions_not_kept(change({entry.id: entry for entry in entries}))


FAULTS: dict[str, Callable[[Entry], list[Entry]]] = {
    "dropped": lambda entry: [],
    "doubled": lambda entry: [entry, entry],
    "first letter changed": lambda entry: [replace(entry, text=f"ж{entry.text[1:]}")],
    "first letter lost": lambda entry: [replace(entry, text=entry.text[1:])],
    "last letter lost": lambda entry: [replace(entry, text=entry.text[:-1])],
    "word added": lambda entry: [replace(entry, text=f"{entry.text} да")],
    "at another point": lambda entry: [replace(entry, at="II" if entry.at == "I" else "I")],
    "at no point": lambda entry: [replace(entry, at="")],
    "emptied": lambda entry: [replace(entry, text="")],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_wherever_it_is(
    entries: list[Entry], points: dict[str, str], fault: str
) -> None:
    assert not differences(entries, points)
    assert len(entries) == 92
    unnoticed = [
        entry.id
        for index, entry in enumerate(entries)
        if not differences([*entries[:index], *FAULTS[fault](entry), *entries[index + 1 :]], points)
    ]
    expect_none(unnoticed)


def test_a_swap_of_points_is_found_wherever_it_is(
    entries: list[Entry], points: dict[str, str]
) -> None:
    by_id = {entry.id: entry for entry in entries}
    expect_none(
        [
            f"{one.id}, {other.id}"
            for one, other in pairwise(entries)
            if one.at != other.at
            and not differences(swapped("at", one.id, other.id)(by_id), points)
        ]
    )


@pytest.mark.parametrize(
    "line", ["✓ оценка на риска;", "в срок", "13. Директорът утвърждава плана."], ids=str
)
def test_a_line_more_in_the_source_is_found(
    entries: list[Entry], passages: list[Passage], line: str
) -> None:
    (more,) = parse([list(HEADINGS)[1], line])
    lines = compare(entries, by_point([*passages, more])).uncovered
    assert any(more.text in found for found in lines), lines
