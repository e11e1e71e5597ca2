"""The texts that accompany the rating of an item: evidence, notes and the like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualitycli.messages import Finished, Message, visible
from qualitycli.model.assessment import BESIDE, TEXTS_BESIDE, Rating


def texts_beside(rating: Rating, key: str) -> tuple[str, ...]:
    """Return the texts that accompany a rating under `key`."""
    value = getattr(rating, key)
    return value if isinstance(value, tuple) else (value,) if value else ()


def lines_beside(rating: Rating) -> Iterator[Message]:
    """Yield a line for each text that accompanies a rating."""
    for key in TEXTS_BESIDE:
        for text in texts_beside(rating, key):
            yield Message(BESIDE[key].line, {"text": Finished(visible(text))})


def json_beside(rating: Rating) -> dict[str, Any]:
    """Return the texts that accompany a rating as JSON values, by key."""
    values = {key: getattr(rating, key) for key in TEXTS_BESIDE}
    return {key: list(one) if isinstance(one, tuple) else one for key, one in values.items()}
