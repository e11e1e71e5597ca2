"""The filters of templates: they only accept printable values and never cut an escape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final

from jinja2 import Undefined
from jinja2.filters import FILTERS
from markupsafe import Markup

from qualitycli.messages import N_
from qualitycli.render.documents.records.record import TemplateRecord
from qualitycli.render.documents.templates.html import for_css

ALLOWED_FILTERS: Final = (
    *("abs", "capitalize", "d", "default", "dictsort", "first", "float", "groupby", "int"),
    *("items", "last", "length", "count", "list", "lower", "map", "max", "min", "reject"),
    *("rejectattr", "reverse", "select", "selectattr", "sort", "title"),
    *("truncate", "unique", "upper"),
)
# The filters that would let Jinja print any object.
_OF_TEXTS: Final = frozenset(("capitalize", "lower", "title", "truncate", "upper"))
# The filters that could cut an escape in two, so their result is escaped again.
_CUTTING: Final = frozenset(("last", "reverse", "truncate"))
_PRINTED: Final = (str, int, float)
_KINDS: Final = (
    (list | tuple, N_("a list cannot be printed; loop over it")),
    (Mapping, N_("a mapping cannot be printed; print one of its values")),
    (TemplateRecord, N_("this has several parts; choose the one to print")),
    (type(None), N_("the value to print is empty (none)")),
    (object, N_("only text and numbers can be printed")),
)


class NotPrintableError(Exception):
    """A value is neither a text nor a number; the reason is a message."""

    REASONS: Final = tuple(reason for _, reason in _KINDS)

    def __init__(self, value: object) -> None:
        super().__init__(next(reason for kind, reason in _KINDS if isinstance(value, kind)))


def scalar(value: Any) -> Any:
    """Return a text or a number as it is."""
    if isinstance(value, Undefined):
        str(value)  # its error names the missing variable
    if not isinstance(value, _PRINTED):
        raise NotPrintableError(value)
    return value


def plain(value: Any) -> Any:
    """Return a finished text as a plain one, to be escaped again: an escape may have been cut."""
    return str(value) if isinstance(value, Markup) else value


def _guarded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a Jinja filter that only accepts texts if it would otherwise print any object."""
    subject = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if name in _OF_TEXTS:
            scalar(args[subject])
        if name in _CUTTING:
            args = tuple(map(plain, args))
            kwargs = {key: plain(value) for key, value in kwargs.items()}
        return function(*args, **kwargs)

    return guarded


def _replaced(text: str, old: str, new: str) -> str:
    return str(scalar(text)).replace(str(scalar(old)), str(scalar(new)))


def _trimmed(text: str, characters: str | None = None) -> str:
    if characters is None and isinstance(text, Markup):
        return text.strip()
    return str(scalar(text)).strip(characters)


def _css(text: str) -> Markup:
    return for_css(str(scalar(text)))


def _css_in_markdown(text: str) -> str:
    return str(_css(text))


def filters(*, markdown: bool) -> dict[str, Callable[..., Any]]:
    """Return the filters of a document, except `join`, which depends on how texts are escaped."""
    return {
        **{name: _guarded(name, FILTERS[name]) for name in ALLOWED_FILTERS},
        **dict.fromkeys(("e", "escape", "safe"), scalar),
        "replace": _replaced,
        "trim": _trimmed,
        "css_text": _css_in_markdown if markdown else _css,
        "_plain": plain,
    }
