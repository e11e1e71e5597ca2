"""The list of generated pages, and the functions that generate them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from qualitycli.messages import Translator, speak_everywhere
from qualitycli.render.rulebook import as_markdown
from qualitycli.rules.rulebook import RULES
from tools.pages.commands import commands_page
from tools.pages.formats import formats_page


def _rules_page(translate: Translator) -> Iterator[str]:
    return as_markdown(RULES, translate)


PAGES: Final[Mapping[str, Callable[[Translator], Iterator[str]]]] = {
    "commands": commands_page,
    "formats": formats_page,
    "rules": _rules_page,
}


def file_name(name: str, language: str) -> str:
    """Return the name of a page's file."""
    return f"{name}.md" if language == "en" else f"{name}.{language}.md"


def page(name: str, language: str) -> str:
    """Return the text of a page in one language."""
    # Messages of click are in the language of the process.
    speak_everywhere(language)
    return "\n".join(PAGES[name](Translator(language))) + "\n"
