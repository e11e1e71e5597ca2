"""Characters in the indentation that look like spaces or are invisible.

YAML takes them for the start of a text, so the line does not belong where it seems to. They come
with text copied from Word or from a web page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, Final

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.rules import reading as rules
from qualitycli.source import Source, Spanned
from qualitycli.suggestions import UNSEEN

# Possessive quantifiers, so that files without any are scanned quickly.
_SUSPECT: Final = re.compile(rf"\n[- ]*+[{UNSEEN}]")
_INDENTATION: Final = rf"(?:\A|[\n\r])[ ]*+(?:-[ ]++)*+-?([{UNSEEN}])"


def strange_indentation(
    source: Source, scalars: Sequence[Spanned], until: int
) -> Diagnostic | None:
    """Return the finding for the first such character outside quoted and block scalars.

    :param scalars: the scalars that the parser read.
    :param until: the offset at which the parser stopped; the text after it is not checked.
    """
    for found in re.compile(_INDENTATION).finditer(source.text, 0, until):
        offset = found.start(1)
        index = bisect_right(scalars, offset, key=lambda one: one.start_mark.index) - 1
        if index < 0 or not _is_text_around(scalars[index], offset):
            place = Place(source.name, source.span_at(offset))
            return rules.INVALID_INDENTATION.at(place, character=f"U+{ord(found[1]):04X}")
    return None


def has_strange_beginnings(text: str) -> bool:
    """Tell whether any line starts with such a character; few files do."""
    lines = text.replace("\r", "\n") if "\r" in text else text
    return _SUSPECT.search(f"\n{lines}") is not None


def _is_text_around(scalar: Any, offset: int) -> bool:
    return bool(scalar.style) and bool(offset < scalar.end_mark.index)
