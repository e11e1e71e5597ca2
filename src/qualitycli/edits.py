"""Proposed changes of a file: what is to stand at a route, whoever proposes it.

An :class:`Edit` says nothing of lines, styles or quotes. What proposes edits (a command, a
spreadsheet that comes in) knows routes and texts only; :mod:`qualitycli.writing` finds the lines.
What stands at the route already is left as it is, so an edit may also name what need not change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from qualitycli.messages import N_, Message
from qualitycli.source import Route

# A text is written so that it is read as this very text; numbers and dates are texts as well.
# An empty text is a key with nothing behind it, which counts as absent.
Value = str | Sequence["Value"] | Mapping[str, "Value"]

# What a text in place of a mapping is short for: “OP.1.1.1: 3” for “OP.1.1.1: {level: 3}”.
_SHORT_FOR: Final = {"ratings": "level"}
# Down to here a key stays when nothing is left behind it: “OP.1.1.1:” is “not rated yet”.
_KEPT_DEPTH: Final = 2
# What a command line holds in place of bytes that are no UTF-8.
_NO_SIGN: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to stand at a route.

    A rating's level is at ``("ratings", "OP.1.1.1", "level")``, whichever form the rating has in
    the file. An entry of a list is named by its index from 0; the index behind the last one adds
    an entry. What is missing on the way is made.

    :ivar value: a text, a list or a mapping; None takes the key, or the entry of the list, away,
        and so does an empty list or mapping.
    """

    route: Route
    value: Value | None


class UnfitEditError(Exception):
    """The edit does not fit what stands in the file; nothing was changed.

    :ivar message: why.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


def applied(values: Mapping[str, Any], edits: Iterable[Edit]) -> dict[str, Any]:
    """Return what `values` become by `edits`, each applied to what those before it left.

    A rating that is nothing but a level is given its short form, unless it was a mapping before.

    :param values: a file's bare values; they are left as they are.
    :raises UnfitEditError: an edit leads through a text, or to an entry that a list does not have,
        or holds bytes that are not a text.
    """
    result: Any = dict(values)
    for edit in edits:
        result = _put(result, edit, 0, _plain(edit.value))
    return dict(result or {})


def _plain(value: Value | None) -> Any:
    """Return the value in lists and dicts of its own, without what is empty; None if all is."""
    if value is None:
        return None
    if isinstance(value, str):
        if _NO_SIGN.search(value):
            raise UnfitEditError(
                Message(N_("“{text}” contains bytes that are not text"), {"text": value})
            )
        return value
    if isinstance(value, Mapping):
        inner = {key: _plain(one) for key, one in value.items()}
        return {key: one for key, one in inner.items() if one is not None} or None
    return [one for one in map(_plain, value) if one] or None


def _put(holder: Any, edit: Edit, depth: int, value: Any) -> Any:
    """Return `holder`, which stands at the first `depth` steps, with the edit made in it."""
    short = _short_for(edit.route[:depth])
    if depth == len(edit.route):
        return _in_form_of(holder, value, short) if short else value
    if short:
        return _in_short(holder, edit, depth, value, short)
    if isinstance(edit.route[depth], int):
        return _put_entry(holder, edit, depth, value)
    return _put_key(holder, edit, depth, value)


def _in_form_of(holder: Any, value: Any, short: str) -> Any:
    """Return a value in the form, short or long, of the one that is there."""
    if isinstance(holder, dict):
        return {short: value} if isinstance(value, str) and value else value
    return value[short] if isinstance(value, dict) and [*value] == [short] else value


def _in_short(holder: Any, edit: Edit, depth: int, value: Any, short: str) -> Any:
    if not isinstance(holder, str | None):
        return _put_key(holder, edit, depth, value)
    whole = _put_key({short: holder} if holder else None, edit, depth, value)
    if whole is None:
        return holder
    return whole[short] if isinstance(whole, dict) and [*whole] == [short] else whole


def _put_key(holder: Any, edit: Edit, depth: int, value: Any) -> Any:
    key = edit.route[depth]
    if not isinstance(holder or {}, dict) or not isinstance(key, str):
        raise _does_not_lead_there(edit.route[:depth])
    result = dict(holder or {})
    if value is None and not result:
        return holder
    inner = _put(result.get(key), edit, depth + 1, value)
    if inner is None:
        result.pop(key, None)
    else:
        result[key] = inner
    return result or _nothing_at(depth)


def _put_entry(holder: Any, edit: Edit, depth: int, value: Any) -> Any:
    index = edit.route[depth]
    if not isinstance(holder or [], list):
        raise _does_not_lead_there(edit.route[:depth])
    result = list(holder or [])
    if value is None and not result:
        return holder
    if not isinstance(index, int) or not 0 <= index <= len(result):
        raise UnfitEditError(
            Message(N_("“{key}” does not exist"), {"key": _shown(edit.route[: depth + 1])})
        )
    there = result[index] if index < len(result) else None
    inner = _put(there, edit, depth + 1, value)
    result[index : index + 1] = [] if inner in (None, "") else [inner]
    return result or _nothing_at(depth)


def _nothing_at(depth: int) -> str | None:
    return "" if depth <= _KEPT_DEPTH else None


def _short_for(route: Route) -> str | None:
    return _SHORT_FOR.get(str(route[0])) if len(route) == 2 else None


def _does_not_lead_there(route: Route) -> UnfitEditError:
    text = N_("“{key}” has another type of value in the file")
    return UnfitEditError(Message(text, {"key": _shown(route)}))


def _shown(route: Route) -> str:
    return " · ".join(str(step + 1 if isinstance(step, int) else step) for step in route)
