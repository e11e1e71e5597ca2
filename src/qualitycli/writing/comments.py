"""Comments in generated files."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from qualitycli.messages import visible

WIDTH: Final = 100


def comment(text: str, indent: int) -> Iterator[str]:
    """Yield a comment, wrapped; line breaks in the text do not end it."""
    space = " " * indent
    for paragraph in text.splitlines() or [""]:
        yield from textwrap.wrap(
            visible(paragraph.strip()),
            WIDTH,
            initial_indent=f"{space}# ",
            subsequent_indent=f"{space}# ",
            break_long_words=False,
            break_on_hyphens=False,
        )
