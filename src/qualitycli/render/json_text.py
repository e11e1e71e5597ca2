"""JSON as text: harmless wherever it is looked at, and within what a stream can carry."""

from __future__ import annotations

import json
from typing import Any

from qualitycli.messages import unseen_as_json


def dumped(value: Any, encoding: str | None, indent: int = 2) -> str:
    """Return JSON text that a stream of that encoding can carry."""
    wide = (encoding or "").lower().replace("-", "").startswith("utf")
    text = json.dumps(value, ensure_ascii=not wide, indent=indent)
    # What json leaves as it is could still steer a terminal that the output is looked at on.
    return "\n".join(unseen_as_json(line) for line in text.split("\n"))
