"""Proposed changes of a file: values for routes.

An :class:`Edit` does not contain lines, styles or quotes. Commands and imported spreadsheets
propose edits as routes and texts; :mod:`qualitycli.writing` finds the lines. An edit whose value is
already in the file changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from qualitycli.messages import N_, Message
from qualitycli.source import Route

# A text is written so that it is read as the same text; numbers and dates are texts as well.
# An empty text is a key without a value, which counts as absent.
Value = str | Sequence["Value"] | Mapping[str, "Value"]

# The key that a text is short for if it replaces a mapping: “OP.1.1.1: 3” means “{level: 3}”.
_SHORT_FOR: Final = {"ratings": "level"}
# Up to this depth, a key stays if its value is removed: “OP.1.1.1:” means “not rated yet”.
_KEPT_DEPTH: Final = 2
# The characters that Python uses for command-line bytes that are not UTF-8.
_NO_SIGN: Final = re.compile("[\ud800-\udfff]")


class Edit(NamedTuple):
    """A value to put at a route.

    A rating's level is at ``("ratings", "OP.1.1.1", "level")``, even if the file has the short
    form. An entry of a list is named by its index from 0; the index after the last one adds an
    entry. Missing parents are created. At an empty route, the value is the whole contents of the
    file, empty parts included.

    :ivar value: a text, a list or a mapping; None or an empty list or mapping removes the key or
        the entry of the list.
    """

    route: Route
    value: Value | None


class UnfitEditError(Exception):
    """The edit does not fit the contents of the file; nothing was changed.

    :ivar message: the reason.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


def applied(values: Mapping[str, Any], edits: Iterable[Edit]) -> dict[str, Any]:
    """Return `values` with `edits` applied in order.

    A rating that only has a level gets the short form, unless it was a mapping before.

    :param values: the values of a file; they are not changed.
    :raises UnfitEditError: a route leads through a text, or to an entry that a list does not have,
        or a value contains bytes that are not text.
    """
    result: Any = dict(values)
    for edit in edits:
        result = _put(result, edit, 0, _plain(edit.value)) if edit.route else edit.value
    return dict(result or {})


def _plain(value: Value | None) -> Any:
    """Return a copy of the value without empty parts; None if nothing is left."""
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
    """Return `holder`, the value at the first `depth` steps of the route, with the edit made."""
    short = _short_for(edit.route[:depth])
    if depth == len(edit.route):
        return _in_form_of(holder, value, short) if short else value
    if short:
        return _in_short(holder, edit, depth, value, short)
    if isinstance(edit.route[depth], int):
        return _put_entry(holder, edit, depth, value)
    return _put_key(holder, edit, depth, value)


def _in_form_of(holder: Any, value: Any, short: str) -> Any:
    """Return a value in the same form, short or long, as the current one."""
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
