"""A text → YAML that every reader takes for this very text."""

from __future__ import annotations

import json
from typing import Final

# What other YAML readers take for something else than a text.
_WORDS: Final = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}


def quoted(text: str) -> str:
    """Return a text as a YAML value that every reader takes for a text."""
    plain = text[:1].isalpha() and text.isascii() and text.replace("-", "").isalnum()
    return text if plain and text.lower() not in _WORDS else json.dumps(text, ensure_ascii=False)
