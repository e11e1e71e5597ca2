"""Write a new catalogue from plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from qualitycli.writing.comments import comment
from qualitycli.writing.scalars import literal, plain, quoted

# A value of a file: every number, date and truth value is its text.
Plain = str | Sequence["Plain"] | Mapping[str, "Plain"]
# Their values are written without quotation marks; every other value is a text.
_UNQUOTED: Final = frozenset(
    {"format", "overall", "coverage_threshold", "value", "points", "from", "above", "step"}
    | {"max_points", "weight", "since", "retired", "thresholds", "lower_is_better", "may_exceed"}
    | {"counts", "verified", "date", "deadline", "to"}
)
# Entries of these lists are short enough for one line each.
_ONE_LINE: Final = frozenset({"ladder", "answer_scale"})
_LISTS_BY_NAME: Final = frozenset({"ladders", "answer_scales"})
_MOST_COLUMNS: Final = 110


def catalogue_text(values: Mapping[str, Plain], comments: Iterable[str] = ()) -> str:
    """Return the text of a catalogue.

    :param values: by the keys of the file, in the order in which they are written.
    :param comments: sentences for the beginning of the file, a comment each.
    """
    lines = [line for sentence in comments for line in comment(sentence, 0)]
    return "\n".join([*lines, *_mapping(values, 0)]) + "\n"


def _mapping(values: Mapping[str, Plain], indent: int, short: bool = False) -> Iterator[str]:
    for key, value in values.items():
        name = f"{' ' * indent}{quoted(key) if not key.isdecimal() else key}:"
        if isinstance(value, str):
            yield from _text(name, key, value, indent)
        elif isinstance(value, Mapping):
            yield name
            yield from _mapping(value, indent + 2, key in _LISTS_BY_NAME)
        elif all(isinstance(one, str) for one in value) and key in ("editions", "thresholds"):
            inner = ", ".join(_scalar(key, str(one), in_braces=True) for one in value)
            yield f"{name} [{inner}]"
        else:
            yield name
            yield from _entries(key, value, indent + 2, short or key in _ONE_LINE)


def _entries(key: str, values: Sequence[Plain], indent: int, short: bool) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield from _text(f"{' ' * indent}-", key, value, indent)
            continue
        assert isinstance(value, Mapping)
        line = f"{' ' * indent}- {_in_braces(value)}" if short else ""
        if line and len(line) <= _MOST_COLUMNS:
            yield line
            continue
        first, *rest = _mapping(value, indent + 2)
        yield f"{' ' * indent}- {first[indent + 2 :]}"
        yield from rest


def _text(name: str, key: str, value: str, indent: int) -> Iterator[str]:
    if (lines := literal(value)) is None:
        yield f"{name} {_scalar(key, value)}"
        return
    yield f"{name} |-"
    yield from (f"{' ' * (indent + 2)}{line}" if line else "" for line in lines)


def _in_braces(values: Mapping[str, Plain]) -> str:
    inner = ", ".join(
        f"{key}: {_scalar(key, str(value), in_braces=True)}" for key, value in values.items()
    )
    return f"{{{inner}}}"


def _scalar(key: str, value: str, *, in_braces: bool = False) -> str:
    return (plain if key in _UNQUOTED else quoted)(value, in_braces=in_braces)
