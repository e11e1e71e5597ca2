"""What a program passes, checked where it comes in: a slip raises at once, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from qualitycli.errors import NoSuchDocumentError
from qualitycli.messages import N_, Message


def tuple_of(given: Any) -> tuple[Any, ...]:
    """Return all that was passed; a text or a path is one of them, not its letters."""
    return (given,) if isinstance(given, str | Path) else tuple(given)


def check_type(given: object, kinds: Any, rule: str) -> None:
    """Refuse an argument of another type.

    :param kinds: the types that are wanted, as `isinstance` takes them.
    :param rule: what is wanted, in words: “a year is a name or a path”.
    :raises TypeError: it is of another type.
    """
    if not isinstance(given, kinds):
        text = f"{rule}, not {type(given).__name__!r}"
        raise TypeError(text)


def check_day(name: str, day: object) -> None:
    """Refuse what is not a day: a text, and also a point in time.

    :raises TypeError: it is not a day.
    """
    wanted = () if isinstance(day, datetime) else date
    check_type(day, wanted, f"{name} is a datetime.date")


def check_choice(name: str, known: Iterable[str], given: Iterable[object]) -> None:
    """Refuse a choice that there is not.

    :raises ValueError: one of them is not known.
    """
    known = tuple(known)
    for one in given:
        if one not in known:
            text = f"{name} is one of {', '.join(known)}, not {one!r}"
            raise ValueError(text)


def check_formats(known: Iterable[str], given: Iterable[str]) -> None:
    """Refuse a format that there is not.

    :raises NoSuchDocumentError: one of them is not known.
    """
    known = tuple(known)
    for name in given:
        if name not in known:
            text = N_("There is no format “{name}”. Formats: {known}.")
            raise NoSuchDocumentError(Message(text, {"name": name, "known": known}))
