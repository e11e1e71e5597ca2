"""Texts in the cells of CSV: what a spreadsheet program would calculate is guarded, both ways."""

from __future__ import annotations

import re
from typing import Final

# What a formula may begin with. The full-width and the small signs are taken for the usual ones
# where people write with them.
_SIGNS: Final = r"=+\-@＝＋－＠﹦﹢﹣﹫"
# A program may split a line at another sign than the one it was written with (Excel splits at the
# list separator of the computer's language), and then a cell begins in the middle of a text. Spaces
# and quotes at the beginning of a cell may be dropped.
_BEGINNING: Final = r"(?:\A|(?<=[;,\t\r\n]))"
_FORMULA: Final = rf"""(?:[^\S\t\r\n]|["'])*+[{_SIGNS}]"""
# What Excel and LibreOffice show in place of a value, in English and in Bulgarian. “####” says that
# the column was too narrow.
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
    """Return a text in which no part that may become a cell is a formula or an error.

    An apostrophe goes to the beginning of each such part; :func:`unguarded` takes it away again.
    """
    # Nearly every cell is told by its first character and one search.
    if text[:1].isalnum() and not _SEPARATOR.search(text):
        return text
    return _TO_GUARD.sub("'", text)


def unguarded(text: str) -> str:
    """Return what :func:`guarded` was given."""
    return _GUARD.sub("", text)


def is_error(text: str) -> bool:
    """Tell whether a cell shows an error of a spreadsheet program in place of a value."""
    return _ERROR_CELL.fullmatch(text.strip()) is not None
