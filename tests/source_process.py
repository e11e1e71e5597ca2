"""Parts I–IV of the source document, divided into passages and points."""

import re
from dataclasses import dataclass
from typing import Any

from tests.source_document import PAPER

HEADINGS = {
    "I. ОБЩИ ПОЛОЖЕНИЯ": "I",
    "II. РАЗРАБОТВАНЕ НА ВЪТРЕШНА СИСТЕМА ЗА ОСИГУРЯВАНЕ НА КАЧЕСТВОТО НА ОБРАЗОВАНИЕТО И "
    "ОБУЧЕНИЕТО": "II",
    "III. МИНИМАЛНИ РАМКОВИ ИЗИСКВАНИЯ ЗА УПРАВЛЕНИЕ НА КАЧЕСТВОТО": "III",
    "IV.МЕТОДИЧЕСКО ПОДПОМАГАНЕ И МОНИТОРИНГ ЗА ПОВИШАВАНЕ НА КАЧЕСТВОТО НА ОБРАЗОВАНИЕТО": "IV",
}
# The heading of the second part, which contains the table.
END = "II. МЕРКИ ЗА ПОВИШАВАНЕ КАЧЕСТВОТО НА ОБРАЗОВАНИЕТО В V ОУ „Христо Ботев“"
# The number of entries of each kind that do not introduce others.
MEMBERS = {
    "basis": 6,
    "step": 5,
    "principle": 9,
    "level": 4,
    "system": 5,
    "body": 4,
    "commission": 4,
    "duty": 6,
    "adoption": 2,
    "activity": 7,
    "corrective": 2,
    "requirement": 14,
    "support": 5,
    "monitoring": 4,
}
TICKS = {"I.6": 9, "II.2": 3, "II.5": 1, "II.9": 6, "II.10": 2, "II.11": 7}
LETTERS = {"III.1": "абвг", "III.2": "абвгд", "III.3": "абвгд"}
LATIN = dict(zip("абвгд", "abcde", strict=True))
# The text between and after the members of a list in a sentence, in order; it has no entry.
JOINTS = {
    "I.5": [",", ",", ",", "и", "."],
    "I.7": [",", "и", "."],
    "II.4": [",", "и", "."],
    "IV": [",", ",", "и", ".", ", а", "."],
}
# The one entry whose text is part of another: a duty of the director names the officer.
REPEATED = {"O.9": "D.9.3"}
CORRECTIONS = {("R.1.c", "модернизирание", "модернизиране")}
MARK = re.compile(r"(?:- )?(?:(?P<tick>✓) |(?P<number>\d+)\. |(?P<letter>[а-я])\) )?")


@dataclass(frozen=True)
class Entry:
    """One entry of the process, with the kind of its group."""

    kind: str
    id: str
    at: str
    text: str


@dataclass(frozen=True)
class Passage:
    """A line of the source without its number or mark, and the point that it belongs to."""

    at: str
    mark: str
    text: str


def read_lines() -> list[str]:
    """The source up to its second part, without blank lines and leftover bold markup."""
    paper = PAPER.read_text("utf-8")
    lines = (line.replace("**", "").strip() for line in paper[: paper.index(END)].splitlines())
    return [line for line in lines if line]


def parse(lines: list[str]) -> list[Passage]:
    """The lines below the headings, each with its point in the source's own numbering."""
    passages: list[Passage] = []
    part = point = ""
    for line in lines:
        if line in HEADINGS:
            part = point = HEADINGS[line]
        elif part:
            found = MARK.match(line)
            assert found
            mark = found.lastgroup or ""
            if mark == "number":
                point = f"{part}.{found['number']}"
            at = f"{point}.{found['letter']}" if mark == "letter" else point
            passages.append(Passage(at, mark, line[found.end() :]))
    return passages


def by_point(passages: list[Passage]) -> dict[str, str]:
    """The text of each point, line by line, so that no entry can extend over two points."""
    points: dict[str, str] = {}
    for each in passages:
        points[each.at] = f"{points[each.at]}\n{each.text}" if each.at in points else each.text
    return points


def read_entries(catalogue: dict[str, Any]) -> list[Entry]:
    """The process, entry by entry."""
    return [
        Entry(group["kind"], entry["id"], entry["at"], entry["text"])
        for group in catalogue.get("process", [])
        for entry in group["entries"]
    ]


def as_printed(entry: Entry) -> str:
    """The text with its misprints restored."""
    text = entry.text
    for at, printed, mended in CORRECTIONS:
        if at == entry.id:
            text = text.replace(mended, printed)
    return text


def claim(entries: list[Entry], points: dict[str, str]) -> tuple[list[int], dict[str, str]]:
    """The position of each entry in its own point (-1 if missing), and the rest of the points.

    Matched text is not matched again, except for words that are known to be repeated. The longest
    entries are matched first, so that a short text does not match inside a longer one.
    """
    places = [-1] * len(entries)
    rest = dict(points)
    for index in sorted(range(len(entries)), key=lambda each: -len(entries[each].text)):
        entry, printed = entries[index], as_printed(entries[index])
        text = (points if entry.id in REPEATED else rest).get(entry.at, "")
        place = re.search(rf"(?<!\w){re.escape(printed)}(?!\w)", text)
        if place and printed.strip():
            places[index] = place.start()
            if entry.id not in REPEATED:
                blot = "\0" * len(printed)
                rest[entry.at] = f"{text[: place.start()]}{blot}{text[place.end() :]}"
    return places, rest
