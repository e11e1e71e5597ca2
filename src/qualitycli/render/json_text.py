"""JSON as text that is safe on a terminal and can be encoded for the stream."""

from __future__ import annotations

import json
from typing import Any

from qualitycli.messages import unseen_as_json


def dumped(value: Any, encoding: str | None, indent: int = 2) -> str:
    """Return JSON text that a stream with this encoding can carry."""
    wide = (encoding or "").lower().replace("-", "").startswith("utf")
    text = json.dumps(value, ensure_ascii=not wide, indent=indent)
    # json does not escape characters that could control a terminal.
    return "\n".join(unseen_as_json(line) for line in text.split("\n"))
