"""“#” inside a sentence: after a space, YAML treats the rest of the line as a comment.

A person who types “Виж задача #7” means all of it. So a text is reported where a “#” with no space
after it ends it, and where a number follows a word like “Протокол”; “# ” stays a comment.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.messages import N_, Message
from qualitycli.source import Source, Span

# Beginnings of words that a number follows: „Протокол # 3“ is protocol No. 3.
_NUMBERED: Final = (
    *("акт", "анекс", "анкет", "въпрос", "глав", "дейност", "договор", "доклад", "документ"),
    *("допълнение", "задач", "заповед", "клас", "критери", "мярк", "мерк", "наредб", "номер"),
    *("папк", "писм", "показател", "приложени", "програм", "протокол", "раздел", "решени"),
    *("сигнал", "справк", "стъпк", "таблиц", "точк", "урок", "член"),
    *("annex", "appendix", "decision", "document", "goal", "issue", "item", "lesson", "letter"),
    *("measure", "minutes", "order", "point", "protocol", "record", "report", "task", "ticket"),
)
_NUMBERED_WHOLE: Final = frozenset(
    (
        *("no", "nr", "№", "т", "чл", "ал", "п", "бр", "вх", "изх", "рег", "стр"),
        *("цел", "целта", "план", "плана", "планът"),
    )
)

_GAP: Final = re.compile(r"[ \t]*(?:(?:\r\n|[\n\r])(?P<below> *))?(?=#)")
# “## ” and a row of “#” are comments as well.
_CUTTING: Final = re.compile(r"(?<= )#(?:#*[^\s#]| \d)")
# A comment without a space after its “#”, in a place where a comment can start.
_GLUED: Final = re.compile(r"(?<=[\s\[{,])#\S.*")


class Cut(NamedTuple):
    """A text that a “#” ends.

    :ivar scalar: what the parser made of the text; empty where nothing is left of it.
    :ivar offset: where the “#” is; `line` and `column` say the same, counted from 1.
    :ivar is_below: whether it begins the line below the text.
    """

    scalar: Any
    offset: int
    line: int
    column: int
    is_below: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left of the text."""
        return not self.scalar.value

    @property
    def is_numbered(self) -> bool:
        """Whether a number is expected where the “#” is."""
        return not self.is_below and _is_numbered(self.scalar.value)


def cutting(text: str) -> list[int]:
    """Return the offsets of the “#” that may end a text: few files have any."""
    return [found.start() for found in _CUTTING.finditer(text)]


def cuts(text: str, scalars: Sequence[Any]) -> Iterator[Cut]:
    """Yield the texts that end at a “#”.

    :param scalars: the scalars of the text, in order.
    """
    before = -1
    for offset in cutting(text):
        index = bisect_right(scalars, offset, key=lambda one: one.start_mark.index) - 1
        # Of several comments only the first can end a text.
        if index > before and (cut := _cut_at(scalars[index], text, offset)) is not None:
            yield cut
        before = index


def _cut_at(scalar: Any, text: str, offset: int) -> Cut | None:
    """Return the cut at a “#”, if only space separates it from the text in front of it."""
    start, end = scalar.start_mark, scalar.end_mark
    if scalar.style in ("|", ">"):
        # A sentence that begins with such a sign seems to be the head of a block text.
        is_head = not scalar.value and not text[start.index + 1 : offset].strip()
        column = start.column + offset - start.index + 1
        return Cut(scalar, offset, start.line + 1, column) if is_head else None
    gap = _GAP.match(text, end.index)
    if scalar.style or gap is None or gap.end() != offset:
        return None
    has_space = text[offset + 1 : offset + 2] == " "
    if gap["below"] is not None:
        cut = Cut(scalar, offset, end.line + 2, len(gap["below"]) + 1, is_below=True)
        return None if has_space else cut
    if has_space and not _is_numbered(scalar.value):
        return None
    return Cut(scalar, offset, end.line + 1, end.column + offset - end.index + 1)


def _is_numbered(text: str) -> bool:
    """Tell whether a number is expected after a text."""
    words = re.findall(r"\w+|№", text.casefold())
    return bool(words) and (words[-1] in _NUMBERED_WHOLE or words[-1].startswith(_NUMBERED))


def fitting_quotes(written: str) -> Message:
    """Return the quotation marks that a text can be put in unchanged."""
    if not set(written) & {'"', "\\"}:
        return Message(N_('quotation marks: "…"'))
    if "'" not in written:
        return Message(N_("single quotes: '…'"))
    return Message(N_("single quotes, with each ' inside doubled: '…'"))


def naming_comment(found: Diagnostic, source: Source, problem: int) -> Diagnostic:
    """Return the finding of broken YAML, with the “#” as the remedy where one breaks it.

    A “#” makes a comment of a closing bracket, or the next line of a text does not continue it.

    :param problem: the number of the line that the parser stumbled over.
    """
    place = found.place.span
    above = next((n for n in range(problem - 1, 0, -1) if source.line(n).strip()), problem)
    for number in dict.fromkeys((place.line, above)):
        comment = _GLUED.search(source.line(number))
        if comment is None:
            continue
        takes_bracket = _takes_bracket(comment)
        if takes_bracket or (number < place.line and _is_continued(comment, found, source)):
            args = {"rest": comment[0], "quotes": fitting_quotes(comment.string), "line": number}
            text = N_(
                "“{rest}” on line {line} is read as a comment: put the whole text in {quotes}"
            )
            if takes_bracket:
                span = Span(number, comment.start() + 1, number, comment.end() + 1)
                found = found._replace(place=Place(source.name, span))
            return found._replace(hint=Message(text, args))
    return found


def _takes_bracket(comment: re.Match[str]) -> bool:
    """Tell whether the bracket that closes one on the line is in the comment."""
    before = comment.string[: comment.start()]
    return any(
        before.count(begin) > before.count(end) and end in comment[0] for begin, end in ("[]", "{}")
    )


def _is_continued(comment: re.Match[str], found: Diagnostic, source: Source) -> bool:
    """Tell whether the line that was found faulty continues the text that the comment ends."""
    line, faulty = comment.string, source.line(found.place.span.line)
    is_deeper = len(faulty) - len(faulty.lstrip()) > len(line) - len(line.lstrip())
    return is_deeper and ": " not in faulty and not faulty.rstrip().endswith(":")
