"""Write texts as YAML that every program reads as the same text, quoted only if necessary."""

from __future__ import annotations

import re
from typing import Final

# Texts that other programs read as a boolean, as null, or as special.
_WORDS: Final = {"true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", "=", "<<"}
# Numbers and dates of YAML 1.1 and 1.2, including 1_000, 0x1F, 12:30 and .5.
_NUMBER: Final = re.compile(
    r"""[-+]?(?: 0b[01_]+ | 0o[0-7_]+ | 0x[0-9a-fA-F_]+
      | [0-9_]+(?::[0-5]?[0-9])*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?
      | \.[0-9_]+(?:[eE][-+]?[0-9]+)? | \.inf )
    | \.nan
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}
      (?:(?:[Tt]|[ ]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?
         (?:[ ]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?)?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
# Without quotes, a text with one of these would be read as something else, or cut short.
_STEERS: Final = re.compile(r"""^[\s,\[\]{}#&*!|>'"%@`]|^[-?:](?:\s|$)|^[?:]|^---|^\.\.\.
    |:(?:\s|$)|\s\#|\s$""", re.VERBOSE)  # fmt: skip
_STEERS_IN_BRACES: Final = r"[,\[\]{}:?]"
# Characters that YAML does not allow, are invisible, or change the writing direction. As the
# complement of those allowed, this would take four times as long to compile.
_ESCAPED: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
_SHORT: Final = {"\0": r"\0", "\t": r"\t", "\n": r"\n", "\r": r"\r"}
_NOT_IN_A_BLOCK: Final = r"^\s|\s$|[ ]\n|\t"


def quoted(text: str, *, in_braces: bool = False) -> str:
    """Return a text as a YAML value on one line that every program reads as this text.

    :param in_braces: whether it is for ``{…}`` or ``[…]``, where more characters are special.
    """
    if text.lower() in _WORDS or _NUMBER.fullmatch(text):
        return in_quotation_marks(text)
    return plain(text, in_braces=in_braces)


def plain(text: str, *, in_braces: bool = False) -> str:
    """Return a number, a date or the like unquoted; quote anything else if necessary."""
    steers = not text or _STEERS.search(text) or (in_braces and re.search(_STEERS_IN_BRACES, text))
    return in_quotation_marks(text) if steers or _ESCAPED.search(text) else text


def literal(text: str) -> list[str] | None:
    """Return the lines of a text of several lines as a block scalar, below ``|-``.

    None if some program would not read the same text from it: with spaces at an end, tabs, or
    characters that have to be escaped.
    """
    if "\n" not in text or re.search(_NOT_IN_A_BLOCK, text):
        return None
    lines = text.split("\n")
    return None if any(_ESCAPED.search(line) for line in lines) else lines


def in_quotation_marks(text: str) -> str:
    """Return a text as a YAML value in single or double quotes."""
    if _ESCAPED.search(text):
        inner = re.sub(r'["\\]', r"\\\g<0>", text)
        return f'"{_ESCAPED.sub(lambda found: _escape(found[0]), inner)}"'
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _escape(sign: str) -> str:
    code = ord(sign)
    return _SHORT.get(sign) or (f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}")
