"""The blocks of code in the documentation."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

TOP: Final = Path(__file__).resolve().parents[1]
_FENCE: Final = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: str, kind: str) -> list[str]:
    """Return the blocks of one kind on a page, in their order."""
    text = (TOP / page).read_text(encoding="utf-8")
    return [body for found, body in _FENCE.findall(text) if found == kind]
