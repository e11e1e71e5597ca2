"""The columns of a catalogue's table, and the names of its kinds of rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from qualitycli.messages import N_

KIND: Final = "kind of row"
OWNER: Final = "owner"
CODE: Final = "code"
TEXT: Final = "label"
# Keys that share a column: of each mapping, one names it and one is its text.
_SHARED: Final[Mapping[str, str]] = {
    **dict.fromkeys(("id", "key", "value"), CODE),
    **dict.fromkeys(("title", "text", "name", "note"), TEXT),
}
# The columns and their headings, in order. A key without a column has rows of its own.
HEADINGS: Final[Mapping[str, str]] = {
    KIND: N_("Kind of row"),
    OWNER: N_("Belongs to"),
    CODE: N_("Code"),
    "number": N_("Printed number"),
    TEXT: N_("Text"),
    "rated_by": N_("How it is rated"),
    "ladder": N_("Points scale"),
    "points": N_("Points"),
    "from": N_("From (inclusive)"),
    "above": N_("Above"),
    "max_points": N_("Maximum points"),
    "step": N_("Multiple of"),
    "thresholds": N_("Thresholds"),
    "lower_is_better": N_("Lower is better"),
    "unit": N_("Unit"),
    "may_exceed": N_("Can be over 100 %"),
    "answer_scale": N_("Answers"),
    "counts": N_("Counts in the mean"),
    "weight": N_("Weight"),
    "weight_reason": N_("Reason for the weight"),
    "since": N_("Since"),
    "retired": N_("Retired"),
    "moved_from": N_("Moved from"),
    "kind": N_("Type"),
    "at": N_("Place"),
    "asks": N_("Key of the year"),
    "deadline": N_("Due date (MM-DD)"),
}
# The kinds of rows, by the model of the entry or, for texts and lists by name, by the key.
KIND_NAMES: Final[Mapping[str, str]] = {
    "setting": N_("setting"),
    "editions": N_("edition"),
    "remark": N_("note on the source"),
    "level": N_("level"),
    "ladders": N_("points scale"),
    "rung": N_("scale step"),
    "answer_scales": N_("answers of a survey"),
    "answeroption": N_("answer"),
    "bandprofile": N_("band profile"),
    "step": N_("rating band"),
    "processgroup": N_("group of process entries"),
    "processentry": N_("process entry"),
    "area": N_("area"),
    "criterion": N_("criterion"),
    "indicator": N_("indicator"),
    "subindicator": N_("sub-indicator"),
    "replacement": N_("replaced by"),
    "levels": N_("description of a level"),
    "hints": N_("hint"),
    "parts": N_("part of the text"),
}


def column_of(key: str) -> str | None:
    """Return the column of a key; None if it has none."""
    column = _SHARED.get(key, key)
    return column if column in HEADINGS else None


def kind_name(kind: str) -> str:
    """Return the name of a kind of row, as a message; one without a name has that of its key."""
    return KIND_NAMES.get(kind, kind)


def keys_in(column: str) -> tuple[str, ...]:
    """Return the keys whose values are in a column."""
    return tuple(key for key, shared in _SHARED.items() if shared == column) or (column,)
