r"""Escapes texts from data so that nothing in them is interpreted as Markdown or HTML.

``<``, ``>`` and ``&`` become entities. Other characters get a backslash if they would have a
meaning. A line break becomes a space, so that a text stays in its cell, its list or its heading.
"""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup

from qualitycli.messages import no_command, visible

# Characters with a meaning anywhere in a line, for GitHub or pandoc.
_ANYWHERE: Final = re.compile(r"[\\`*_\[\]|~^$@]")
# Text that GitHub or another program would turn into a link: a host name, unless it comes after a
# slash as a file name does, and the prefixes of an address.
_HOST: Final = re.compile(r"(?:(?<![\w./-])|(?<=//))(?:[\w-]+\.)+(?=[A-Za-z]{2}|рф)")
_ADDRESS: Final = re.compile(r"(?<=/)/|\.(?<=[wW]{3}\.)")
# A colon only matters where it starts the name of an emoji (:smile:).
_EMOJI: Final = re.compile(r":(?=[\w+-]+:)")
# Anything that would start a heading, a list, a rule or a definition at the start of a line.
_LEADING: Final = re.compile(
    r"(?P<before>\#{1,6}|[-+:%]|(?=[-=]{2,})|\(?[0-9A-Za-z]{1,9}(?=[.)]))(?P<after>\s|$|[-=]{2,}\s*$|[.)](?:\s|$))"
)
# Characters that could form an address, a list or a heading's underline with the template's text in
# front of them.
_JOINING: Final = re.compile(r"^(?:[./:)]|=(?! ))")
# Characters that would close a heading, or that pandoc would read as the heading's attributes.
_CLOSING: Final = re.compile(r"(?<!#)#+$|\{(?=[^{}]*\}$)")
_LETTER_WORD: Final = re.compile(r"[A-Za-z]{5,}")
_BREAKS: Final = frozenset("\r\n\x85\u2028\u2029")
_SPACES: Final = re.compile(r"\s+")


def for_markdown(text: str) -> Markup:
    """Return `text` on one line, with everything escaped that Markdown would interpret."""
    # Line breaks are not printable, and most texts are printable.
    line = text if text.isprintable() else _SPACES.sub(_without_breaks, text)
    line = visible(line.strip())
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _ANYWHERE.sub(r"\\\g<0>", line)
    # Searching for one character is much faster than trying each of these everywhere.
    if "." in line or "//" in line:
        line = _HOST.sub(lambda host: host[0].replace(".", r"\."), line)
        line = _ADDRESS.sub(r"\\\g<0>", line)
    if ":" in line:
        line = _EMOJI.sub(r"\\:", line)
    line = _CLOSING.sub(_each_escaped, line)
    return Markup(no_command(_safe_beginning(line), colon="&#58;"))


def _without_breaks(spaces: re.Match[str]) -> str:
    """Return a run of spaces, as one space if it contains a line break."""
    return " " if _BREAKS.intersection(spaces[0]) else spaces[0]


def _each_escaped(signs: re.Match[str]) -> str:
    return "".join(f"\\{sign}" for sign in signs[0])


def _safe_beginning(line: str) -> str:
    line = _JOINING.sub(r"\\\g<0>", line)
    found = _LEADING.match(line)
    if found is None or _LETTER_WORD.match(found["before"]):
        return line
    place = found.end("before")
    if found["after"][:1] in (".", ")"):
        return f"{line[:place]}\\{line[place:]}"
    return f"\\{line}"
