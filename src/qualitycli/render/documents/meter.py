"""Bounds for a template that may be anybody's: steps, size and time, counted while it runs.

Neither a deadline alone nor a look at the output would do: an empty loop writes nothing, and a
text that is doubled forty times takes no time. So whatever makes a template long is counted where
it happens: every round of a loop, every call, every text that is put out or put together.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Any, Final

from qualitycli.messages import N_, Message

# A full report takes some thirteen thousand steps and four hundred thousand characters.
MOST_STEPS: Final = 700_000
MOST_CHARACTERS: Final = 20_000_000
MOST_SECONDS: Final = 20.0
# The longest text, number (in bits) and list that a template may put together.
LONGEST_TEXT: Final = 1_000_000
LONGEST_NUMBER: Final = 4_096
DEEPEST: Final = 4
# Long texts cost steps, so that not many of them can be kept.
_CHARACTERS_A_STEP: Final = 100
_LOOK_AT_CLOCK: Final = 256


class TooMuch(Exception):  # noqa: N818  (a reason, told as a message)
    """A bound was reached; what it was is a message."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = Message(reason)


class Meter:
    """Counts what one document takes."""

    def __init__(self, seconds: float = MOST_SECONDS) -> None:
        self.steps = 0
        self.characters = 0
        self._deadline = time.monotonic() + seconds

    def step(self, count: int = 1) -> None:
        """Count steps.

        :raises TooMuch: there were too many, or it has taken too long.
        """
        before = self.steps
        self.steps += count
        if self.steps > MOST_STEPS:
            raise TooMuch(N_("it takes too many steps"))
        if self.steps // _LOOK_AT_CLOCK != before // _LOOK_AT_CLOCK:
            self.look_at_clock()

    def look_at_clock(self) -> None:
        """Stop what has taken too long.

        :raises TooMuch: it has.
        """
        if time.monotonic() > self._deadline:
            raise TooMuch(N_("it takes too long"))

    def put_out(self, characters: int) -> None:
        """Count what is put out, or kept to be put out.

        :raises TooMuch: there is too much of it.
        """
        self.step()
        self.characters += characters
        if self.characters > MOST_CHARACTERS:
            raise TooMuch(N_("it grows too large"))

    def rounds(self, values: Iterable[Any]) -> Iterator[Any]:
        """Yield `values`, a step each."""
        for value in values:
            self.step()
            yield value

    def sized(self, value: Any) -> Any:
        """Return `value` if it is no larger than a template may put together.

        :raises TooMuch: it is.
        """
        if isinstance(value, int):
            if value.bit_length() > LONGEST_NUMBER:
                raise TooMuch(N_("a number grows too large"))
        elif isinstance(value, str):
            self.step(1 + len(value) // _CHARACTERS_A_STEP)
            if len(value) > LONGEST_TEXT:
                raise TooMuch(N_("a text grows too long"))
        elif isinstance(value, list | tuple | dict):
            self._nested(value, DEEPEST)
        return value

    def fits(self, characters: int) -> None:
        """Count a text before it is put together.

        :raises TooMuch: it would be too long.
        """
        if characters > LONGEST_TEXT:
            raise TooMuch(N_("a text grows too long"))
        self.step(1 + characters // _CHARACTERS_A_STEP)

    def times(self, left: Any, right: Any) -> None:
        """See to it beforehand that a product is not too large.

        :raises TooMuch: it would be.
        """
        for one, other in ((left, right), (right, left)):
            if isinstance(one, str | list | tuple) and isinstance(other, int):
                if len(one) * other > LONGEST_TEXT:
                    raise TooMuch(N_("a text grows too long"))
            elif isinstance(one, int) and one.bit_length() > LONGEST_NUMBER:
                raise TooMuch(N_("a number grows too large"))

    def _nested(self, value: Any, depth: int) -> None:
        """Walk through lists in lists: two that look alike could take for ever to compare."""
        if depth == 0:
            raise TooMuch(N_("lists are nested too deeply"))
        entries = (*value, *value.values()) if isinstance(value, dict) else value
        for entry in entries:
            self.step()
            if isinstance(entry, list | tuple | dict):
                self._nested(entry, depth - 1)
