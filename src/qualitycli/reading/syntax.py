"""Findings for syntax errors: the same for PyYAML's C parser and its pure-Python one.

The parsers report the same errors in slightly different words; the table at the end maps both to
rules. Texts that they would read differently (tabs, byte-order marks, directives) are rejected, so
that a file means the same with either.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from yaml.error import MarkedYAMLError

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.messages import N_, Message
from qualitycli.model.values import ID_FORM
from qualitycli.reading.colons import glued_line, no_entry_above
from qualitycli.reading.conflicts import merge_conflict
from qualitycli.reading.escapes import surrogate_escape_at
from qualitycli.rules import reading as rules
from qualitycli.source import Source, Span, Spanned

# Few files need one of these, so they are compiled on demand.

# Characters that are not printable in YAML 1.1.
_CONTROL: Final = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
# Possessive quantifiers, so that CR LF is not tried as two line ends if no directive follows.
_DIRECTIVE: Final = r"(?:[ ]*(?:#[^\n\r]*)?(?:\r\n|\n|\r))*+(%[^\s#]*)"
_COMMENT: Final = r"(?:^|(?<=\s))#"
_DOTS: Final = r"(?m)^\.\.\.(?=\s|$)"
_SHORT_RATING: Final = rf"[ ]*(?P<id>{ID_FORM.pattern}): +(?P<level>[0-9]+)(?: +#.*)? *"

_BREAK: Final = re.compile("[\n\r]")


def before_parsing(source: Source) -> Diagnostic | None:
    """Return the finding for the first construct that the two parsers treat differently."""
    text = source.text
    if (found := merge_conflict(source, in_yaml=True)) is not None:
        return found
    if "\ufeff" in text:
        place = Place(source.name, source.span_at(text.index("\ufeff")))
        return rules.INNER_BYTE_ORDER_MARK.at(place)
    begins = text.startswith("%") or "\n%" in text or "\r%" in text
    if begins and (directive := re.match(_DIRECTIVE, text)):
        place = Place(source.name, source.span_at(directive.start(1), len(directive[1])))
        return rules.DIRECTIVE.at(place, name=directive[1])
    return None


def control_character(source: Source) -> Diagnostic | None:
    """Return the finding for the first character that YAML does not allow."""
    if found := re.search(_CONTROL, source.text):
        place = Place(source.name, source.span_at(found.start()))
        return rules.CONTROL_CHARACTER.at(place, character=f"U+{ord(found[0]):04X}")
    return None


def stray_tab(source: Source, scalars: Sequence[Spanned], until: Any = None) -> Diagnostic | None:
    """Return the finding for the first tab outside quoted scalars, block scalars and comments.

    :param scalars: the scalars that the parser read.
    :param until: the mark at which the parser stopped; tabs after it are not checked.
    """
    text, end = source.text, len(source.text) if until is None else until.index + 1
    line_start = looked_at = 0
    passed = -1
    for offset in _offsets_of_tabs(text, end):
        for found in _BREAK.finditer(text, looked_at, offset):
            line_start = found.end()
        looked_at = offset
        index = bisect_right(scalars, offset, key=_start) - 1
        scalar = scalars[index] if index >= 0 else None
        if passed == line_start or _is_quoted(scalar, offset):
            continue
        if not _is_inside_text(text, line_start, offset, scalar):
            return rules.TAB.at(Place(source.name, source.span_at(offset)))
        # A comment or a line of a block scalar continues to the end of the line: skip the rest.
        passed = line_start
    return None


def _offsets_of_tabs(text: str, end: int) -> Iterator[int]:
    offset = text.find("\t", 0, end)
    while offset >= 0:
        yield offset
        offset = text.find("\t", offset + 1, end)


def _start(scalar: Spanned) -> int:
    return int(scalar.start_mark.index)


def _is_quoted(scalar: Spanned | None, offset: int) -> bool:
    inside = scalar is not None and offset < scalar.end_mark.index
    return inside and getattr(scalar, "style", None) in ("'", '"')


def _is_inside_text(text: str, line_start: int, offset: int, scalar: Spanned | None) -> bool:
    """Tell whether a tab is in a comment, or in a line of a block scalar after its indentation.

    :param scalar: the last scalar that starts before the tab.
    """
    if scalar is None:
        return re.search(_COMMENT, text[line_start:offset]) is not None
    if offset < scalar.end_mark.index:
        # In the header or the indentation of a block scalar, a tab is not allowed.
        in_block = getattr(scalar, "style", None) in ("|", ">")
        indented = line_start > scalar.start_mark.index and text[line_start:offset].strip()
        return in_block and bool(indented)
    rest_of_line = max(line_start, scalar.end_mark.index)
    return re.search(_COMMENT, text[rest_of_line:offset]) is not None


def given_up_at(error: MarkedYAMLError) -> int:
    """Return the offset up to which the parser understood the text."""
    # An unclosed quotation mark takes in the rest of the text, where spaces have no meaning.
    in_quotes = "quoted scalar" in (error.context or "")
    mark: Any = error.context_mark if in_quotes else error.problem_mark or error.context_mark
    return 0 if mark is None else mark.index + 1


def explain(error: MarkedYAMLError, source: Source) -> Diagnostic:
    """Return the finding for the error of the parser."""
    wording = f"{error.context or ''} · {error.problem or ''}"
    for words, finding in _EXPLANATIONS:
        if any(word in wording for word in words):
            return finding(error, source)
    return rules.SYNTAX.at(_place(source, error.problem_mark or error.context_mark))


def _place(source: Source, mark: Any, length: int = 1) -> Place:
    if mark is None:
        return Place(source.name)
    line, column = mark.line + 1, mark.column + 1
    return Place(source.name, Span(line, column, line, column + length))


def _character(source: Source, mark: Any) -> str:
    return source.text[mark.index : mark.index + 1]


def _open_quote(error: Any, source: Source) -> Diagnostic:
    mark = error.context_mark
    return rules.OPEN_QUOTE.at(_place(source, mark), quote=_character(source, mark))


def _reserved(error: Any, source: Source) -> Diagnostic:
    mark = error.context_mark or error.problem_mark
    if "token" in error.problem or "node content" in error.problem:
        mark = error.problem_mark
    character = _character(source, mark)
    if not character.strip():
        return rules.SYNTAX.at(_place(source, mark))
    if character == ":":
        return rules.INVALID_KEY.at(_place(source, mark))
    return rules.RESERVED_CHARACTER.at(_place(source, mark), character=character)


def _brackets(error: Any, source: Source) -> Diagnostic:
    mark, problem = error.context_mark, error.problem_mark
    in_one_line = problem is not None and problem.line == mark.line
    if in_one_line and _character(source, problem) == ":":
        return rules.INNER_COLON.at(_place(source, problem))
    if in_one_line and (found := _after_quote(source, problem)) is not None:
        return found
    return rules.BROKEN_BRACKETS.at(_place(source, mark), bracket=_character(source, mark))


def _after_quote(source: Source, mark: Any) -> Diagnostic | None:
    """Return the finding for text right after a quoted text, if that ends at `mark`."""
    before = source.text[max(0, mark.index - mark.column) : mark.index].rstrip()
    if not before.endswith(('"', "'")):
        return None
    return rules.TEXT_AFTER_QUOTE.at(
        _place(source, mark), hint=_other_quotes(before[-1], source.line(mark.line + 1))
    )


def _other_quotes(quote: str, line: str) -> Message | None:
    """Return the hint for a text that contains its own quotation marks, or starts with one.

    None if the hint of the rule fits.
    """
    needs_single = {'"', "\\"} & set(line)
    if quote == "'" and line.rstrip(" ]},").endswith("'"):
        return Message(N_("double each ' inside the text: ''"))
    if quote == "'" and not needs_single:
        return Message(N_('put the whole text in double quotes: "…"'))
    if "'" in line:
        return Message(N_("put the whole text in single quotes and double each ' inside it"))
    return None


def _block_end(error: Any, source: Source) -> Diagnostic:
    """Return the finding for a misaligned line, or one that continues after a closing quote."""
    mark = error.problem_mark
    before = source.text[max(0, mark.index - mark.column) : mark.index]
    if (found := _after_quote(source, mark)) is not None:
        return found
    if _character(source, mark) in ("}", "]"):
        bracket = _character(source, mark)
        return rules.BROKEN_BRACKETS.at(_place(source, mark), bracket=bracket)
    if _character(source, mark) == ":":
        return rules.INVALID_KEY.at(_place(source, mark))
    above = None if before.strip() else no_entry_above(source, mark.line + 1, mark.column)
    hint = _below_a_value(source.line(mark.line), mark.column)
    return above or rules.INDENTATION.at(_place(source, mark), hint=hint)


def _escape(error: Any, source: Source) -> Diagnostic:
    mark = error.problem_mark
    # The mark is after the backslash and its letter.
    half = surrogate_escape_at(source, mark.index - 2)
    return half or rules.UNKNOWN_ESCAPE.at(_place(source, mark))


def _no_colon(error: Any, source: Source) -> Diagnostic:
    """Return the finding for a line that lacks the colon of an entry, or the space after it."""
    mark = error.context_mark
    return glued_line(source, mark.line + 1) or rules.MISSING_COLON.at(_place(source, mark))


def _inner_colon(error: Any, source: Source) -> Diagnostic:
    """Return the finding for a colon inside a text, or an entry read as part of the text above."""
    mark = error.problem_mark
    before = source.text[max(0, mark.index - mark.column) : mark.index]
    if ": " not in before and before.strip():
        return _line_out_of_line(before, mark.line, source)
    return rules.INNER_COLON.at(_place(source, mark))


def _line_out_of_line(before: str, line: int, source: Source) -> Diagnostic:
    """Return the finding for an entry read as part of the text above it.

    Either the entry is indented too far, or the line above lacks its colon.
    """
    indent = len(before) - len(before.lstrip(" "))
    if (above := no_entry_above(source, line + 1, indent)) is not None:
        return above
    span = Span(line + 1, indent + 1, line + 1, len(before) + 1)
    hint = _below_a_value(source.line(line), indent)
    return rules.INDENTATION.at(Place(source.name, span), hint=hint)


def _below_a_value(above: str, indent: int) -> Message | None:
    """Return the hint for an entry below a value that is written on one line."""
    if len(above) - len(above.lstrip()) >= indent:
        return None
    if above.rstrip().endswith("}"):
        return Message(
            N_("the line above ends with “}}”: put this entry inside the braces, after a comma")
        )
    rating = re.fullmatch(_SHORT_RATING, above)
    if rating is None:
        return None
    text = N_(
        "the level then needs its own line: write “{id}:” and, below it and aligned with this "
        "line, “level: {level}”"
    )
    return Message(text, {"id": rating["id"], "level": rating["level"]})


def _outside(error: Any, source: Source) -> Diagnostic:
    """Return the finding for text after the end of the mapping: misaligned, or after “...”."""
    mark = error.problem_mark
    dots = re.compile(_DOTS).search(source.text, 0, mark.index)
    if dots is None:
        return rules.INDENTATION.at(_place(source, mark))
    text = N_(
        "three dots at the start of a line end the file: delete this line, or put “# ” in front "
        "of it to make it a comment"
    )
    place = Place(source.name, source.span_at(dots.start(), len(dots[0])))
    return rules.SYNTAX.at(place, hint=Message(text))


def _dash(error: Any, source: Source) -> Diagnostic:
    return rules.LIST_ON_KEY_LINE.at(_place(source, error.problem_mark))


def _tab(error: Any, source: Source) -> Diagnostic:
    return rules.TAB.at(_place(source, error.problem_mark))


def _tag(error: Any, source: Source) -> Diagnostic:
    mark = error.problem_mark
    name = re.match(r"\S+", source.text[mark.index :])
    shown = name[0] if name else "!"
    return rules.TAG.at(_place(source, mark, len(shown)), name=shown)


Explanation = Callable[[MarkedYAMLError, Source], Diagnostic]

# Phrases in the errors of either parser → the function that explains them; the first match wins.
_EXPLANATIONS: Final[tuple[tuple[tuple[str, ...], Explanation], ...]] = (
    (("tab character",), _tab),
    (("document start",), _outside),
    (("unknown escape", "hexadecimal", "hexdecimal", "escape code"), _escape),
    (("quoted scalar",), _open_quote),
    (("undefined tag handle",), _tag),
    (("an alias", "an anchor", "a tag", "a block scalar", "cannot start any token"), _reserved),
    (("mapping keys are not allowed", "node content"), _reserved),
    (("mapping values are not allowed", "found unexpected ':'"), _inner_colon),
    (("sequence entries are not allowed",), _dash),
    (("could not find expected ':'",), _no_colon),
    (("a flow sequence", "a flow mapping"), _brackets),
    (("a block collection", "a block mapping"), _block_end),
)
