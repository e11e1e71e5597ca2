"""“#” inside a sentence: after a space, YAML treats the rest of the line as a comment.

The author of “Виж задача #7” means all of it. So a text is reported if a “#” without a space
after it cuts it short, or one before a number that follows a word like “Протокол”. Any other
“# ” is a comment.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.messages import N_, Message
from qualitycli.source import Source, Span

# Prefixes of words that a number usually follows: „Протокол # 3“ is protocol No. 3.
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
_CUTTING: Final = re.compile(r" #(?:#*[^\s#]| \d)")
# A comment without a space after its “#”, in a place where a comment can start.
_GLUED: Final = r"(?<=[\s\[{,])#\S.*"


class Cut(NamedTuple):
    """A text that is cut short by a “#”.

    :ivar scalar: the event of the text; its value is empty if nothing is left.
    :ivar offset: of the “#”, from 0; `line` and `column` are the same place, from 1.
    :ivar is_below: whether the “#” starts the line below the text.
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
    """Return the offsets of each “#” that may cut a text short; few files have any."""
    return [found.start() + 1 for found in _CUTTING.finditer(text)]


def cuts(text: str, scalars: Sequence[Any]) -> Iterator[Cut]:
    """Yield the texts that are cut short by a “#”.

    :param scalars: the scalars of the text, in order.
    """
    before = -1
    for offset in cutting(text):
        index = bisect_right(scalars, offset, key=lambda one: one.start_mark.index) - 1
        # Of several comments, only the first can cut a text short.
        if index > before and (cut := _cut_at(scalars[index], text, offset)) is not None:
            yield cut
        before = index


def _cut_at(scalar: Any, text: str, offset: int) -> Cut | None:
    """Return the cut at a “#”, if there is only white space between it and the text."""
    start, end = scalar.start_mark, scalar.end_mark
    if scalar.style in ("|", ">"):
        # YAML takes a sentence that starts with | or > for the header of a block scalar.
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
    """Return the quotation marks that fit around a text without changing it."""
    if not set(written) & {'"', "\\"}:
        return Message(N_('quotation marks: "…"'))
    if "'" not in written:
        return Message(N_("single quotes: '…'"))
    return Message(N_("single quotes, with each ' inside doubled: '…'"))


def naming_comment(found: Diagnostic, source: Source, problem: int) -> Diagnostic:
    """Return a finding of invalid YAML, with a hint about the “#” if that caused it.

    A “#” can turn a closing bracket into a comment, or end a text that the next line continues.

    :param problem: the number of the line at which the parser failed.
    """
    place = found.place.span
    above = next((n for n in range(problem - 1, 0, -1) if source.line(n).strip()), problem)
    for number in dict.fromkeys((place.line, above)):
        comment = re.search(_GLUED, source.line(number))
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
    """Tell whether the comment contains the closing bracket of one opened on the line."""
    before = comment.string[: comment.start()]
    return any(
        before.count(begin) > before.count(end) and end in comment[0] for begin, end in ("[]", "{}")
    )


def _is_continued(comment: re.Match[str], found: Diagnostic, source: Source) -> bool:
    """Tell whether the faulty line continues the text that the comment cuts short."""
    line, faulty = comment.string, source.line(found.place.span.line)
    is_deeper = len(faulty) - len(faulty.lstrip()) > len(line) - len(line.lstrip())
    return is_deeper and ": " not in faulty and not faulty.rstrip().endswith(":")
