"""JSON as text that is safe on a terminal and fits the encoding of the stream."""

from __future__ import annotations

import json
from typing import Any

from qualitycli.messages import unseen_as_json


def dumped(value: Any, encoding: str | None, indent: int = 2) -> str:
    """Return JSON text that a stream of that encoding can carry."""
    wide = (encoding or "").lower().replace("-", "").startswith("utf")
    text = json.dumps(value, ensure_ascii=not wide, indent=indent)
    # json leaves characters as they are that could control a terminal.
    return "\n".join(unseen_as_json(line) for line in text.split("\n"))
