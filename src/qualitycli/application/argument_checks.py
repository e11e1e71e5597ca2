"""Checks of the arguments of public functions, so that mistakes fail early and clearly."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from types import NoneType
from typing import Any

from qualitycli.errors import NoSuchDocumentError
from qualitycli.messages import N_, Message


def tuple_of(name: str, given: Any) -> tuple[Any, ...]:
    """Return several texts or paths as a tuple; a single one becomes a tuple of one.

    :param name: the name of the argument.
    :raises TypeError: it is neither.
    """
    if isinstance(given, str | Path):
        return (given,)
    rule = f"{name} is a string, or several"
    check_type(given, Iterable, rule)
    items = tuple(given)
    for one in items:
        check_type(one, (str, Path), rule)
    return items


def check_type(given: object, kinds: Any, rule: str) -> None:
    """Check the type of an argument.

    :param kinds: the accepted types, as for `isinstance`.
    :param rule: the requirement, as a sentence: “a year is a name or a path”.
    :raises TypeError: the argument is of another type.
    """
    if not isinstance(given, kinds):
        text = f"{rule}, not {type(given).__name__!r}"
        raise TypeError(text)


def check_text(name: str, given: object, *, optional: bool = False) -> None:
    """Check that an argument is a string.

    :param optional: accept None too.
    :raises TypeError: it is not.
    """
    if optional:
        check_type(given, (str, NoneType), f"{name} is a string or None")
    else:
        check_type(given, str, f"{name} is a string")


def check_day(name: str, day: object) -> None:
    """Check that an argument is a date, and not a datetime.

    :raises TypeError: it is not a date.
    """
    wanted = () if isinstance(day, datetime) else date
    check_type(day, wanted, f"{name} is a datetime.date")


def check_choice(name: str, known: Iterable[str], given: Iterable[object]) -> None:
    """Check that all given choices are known.

    :raises ValueError: one of them is unknown.
    """
    known = tuple(known)
    for one in given:
        if one not in known:
            text = f"{name} is one of {', '.join(known)}, not {one!r}"
            raise ValueError(text)


def check_formats(known: Iterable[str], given: Iterable[str]) -> None:
    """Check that all given formats are known.

    :raises NoSuchDocumentError: one of them is unknown.
    """
    known = tuple(known)
    for name in given:
        if name not in known:
            text = N_("There is no format “{name}”. Formats: {known}.")
            raise NoSuchDocumentError(Message(text, {"name": name, "known": known}))
