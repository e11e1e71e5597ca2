"""CSV cells. A text that could be a formula is guarded when written, and unguarded when read."""

from __future__ import annotations

import re
from typing import Final

# Characters that a formula can start with. Programs treat full-width and small forms like the
# usual ones when people type them.
_SIGNS: Final = r"=+\-@＝＋－＠﹦﹢﹣﹫"
# A program may split a line at a different separator from the one that it was written with (Excel
# uses the list separator of the computer's language), so a cell may start in the middle of a text.
# Programs may also drop spaces and quotes at the start of a cell.
_BEGINNING: Final = r"(?:\A|(?<=[;,\t\r\n]))"
_FORMULA: Final = rf"""(?:[^\S\t\r\n]|["'])*+[{_SIGNS}]"""
# The errors that Excel and LibreOffice show instead of a value, in English and in Bulgarian.
# “####” means that the column was too narrow.
_ERROR: Final = (
    r"#{2,}|#[A-ZА-Я][A-ZА-Я0-9/_]{0,30}+[!?]|#(?:N/A|Н/Д|FMT|GETTING_DATA)"
    r"|(?:Err|Грешка|Грш):[0-9]{3}"
)
_SEPARATOR: Final = re.compile(r"[;,\t\r\n:]")
_NOTHING_BUT_ERROR: Final = rf"[\s']*+(?:{_ERROR})\s*+\Z"
_TO_GUARD: Final = re.compile(rf"{_BEGINNING}(?={_FORMULA})|\A(?={_NOTHING_BUT_ERROR})")
_GUARD: Final = re.compile(rf"{_BEGINNING}'(?={_FORMULA})|\A'(?={_NOTHING_BUT_ERROR})")
_ERROR_CELL: Final = re.compile(_ERROR)


def guarded(text: str) -> str:
    """Return a text without any part that a program could read as a formula or an error.

    An apostrophe is added at the start of each such part; :func:`unguarded` removes it.
    """
    # For nearly every cell, its first character and one search are enough.
    if text[:1].isalnum() and not _SEPARATOR.search(text):
        return text
    return _TO_GUARD.sub("'", text)


def unguarded(text: str) -> str:
    """Return the text that was passed to :func:`guarded`."""
    return _GUARD.sub("", text)


def is_error(text: str) -> bool:
    """Tell whether a cell shows an error of a spreadsheet program instead of a value."""
    return _ERROR_CELL.fullmatch(text.strip()) is not None
