r"""The JSON Schemas of single values, as an editor sees them: never stricter than the reader.

The reader takes every scalar as text. An editor reads YAML 1.2: it sees a number in ``2020``, no
value in ``null``, and a newline at the end of a text block. The schema must allow every value that
an editor may see in a text that the reader accepts. If it cannot tell the two apart, the schema
accepts the value, and ``validate`` decides.

A subschema never lists ``null`` or ``boolean`` among its types unless such a value is wanted;
otherwise editors would suggest it. ``errorMessage`` and ``enumDescriptions`` are not part of the
standard, but editors show them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from qualitycli.diagnostics import Rule
from qualitycli.messages import Translator
from qualitycli.model.values import ID_FORM, PERIOD_FORMS
from qualitycli.render.schema.yaml12 import seen
from qualitycli.rules import scoring, shape

Schema = dict[str, Any]

# A text block ends in newlines, which the reader drops.
_END: Final = r"\n*$"
_WHOLE: Final = "(?:0|[1-9][0-9]{0,8})"
WHOLE_KEY: Final = f"^{_WHOLE}$"
_DECIMAL: Final = rf"{_WHOLE}(?:\.[0-9]{{1,6}})?"
_MOST: Final = 999_999_999
_DAY: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DAY_OF_YEAR: Final = (
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
_COLLECTIONS: Final = ["array", "object"]
# Any value that is not empty: neither null nor a text that only consists of newlines.
_FILLED: Final[Schema] = {
    "type": ["array", "boolean", "number", "object", "string"],
    "pattern": r"[^\n]",
}
# Has no effect on validation. Without it, yaml-language-server confuses alternatives and conditions
# that have no description, and puts separators between their descriptions.
_APART: Final[Schema] = {"properties": {}}


def definitions(say: Translator) -> dict[str, Schema]:
    """Return the shared JSON Schemas that others refer to, by name."""
    return {
        "empty": {**_APART, "not": _APART | _FILLED},
        "block": {**_APART, "type": "string", "pattern": r"\n$"},
        "text": {
            "if": {**_APART, "type": _COLLECTIONS},
            "then": {"type": "string", "errorMessage": complaint(shape.NOT_A_TEXT, say)},
        },
        "reason": {
            "if": {**_APART, "type": _COLLECTIONS},
            "then": {"type": "string", "errorMessage": complaint(shape.NOT_A_TEXT, say)},
            "pattern": r"[^ \t\n]",
            "patternErrorMessage": complaint(scoring.EMPTY_REASON, say),
        },
        "whole": _number("integer", _WHOLE, complaint(shape.NOT_A_WHOLE_NUMBER, say)),
        "decimal": _number("number", _DECIMAL, complaint(shape.NOT_A_NUMBER, say)),
        "signed_decimal": {
            "type": ["number", "string"],
            "minimum": -_MOST - 1,
            "maximum": _MOST + 1,
            "pattern": f"^-?{_DECIMAL}{_END}",
            "errorMessage": complaint(shape.NOT_A_NUMBER, say),
        },
        "share": {
            "type": ["number", "string"],
            "minimum": 0,
            "maximum": 1,
            "pattern": f"^(?:[0-9]{{1,9}}/[1-9][0-9]{{0,8}}|{_DECIMAL}){_END}",
            "errorMessage": complaint(shape.NOT_A_SHARE, say),
        },
        "truth": _matching("(?:true|false)", shape.NOT_TRUE_OR_FALSE, say, ["boolean", "string"]),
        "day": {
            "if": {**_APART, "type": "string", "pattern": rf"^{_DAY}{_END}"},
            # ``validate`` knows which years have a 29 February.
            "then": {
                "pattern": f"^(?!0000)[0-9]{{4}}-(?:{_DAY_OF_YEAR}|02-29){_END}",
                "errorMessage": complaint(shape.NONEXISTENT_DAY, say),
            },
            "else": _matching(_DAY, shape.NOT_A_DATE, say),
        },
        "month_day": _matching(_DAY_OF_YEAR, shape.NOT_A_MONTH_DAY, say),
        "school_year": _matching(_school_years(), shape.NOT_A_YEAR, say),
        # An editor reads a calendar year as a number.
        "period": {
            **_matching(_periods(), shape.NOT_A_YEAR, say, ["integer", "string"]),
            "minimum": 1,
            "maximum": 9999,
            "errorMessage": complaint(shape.NOT_A_YEAR, say, hint=PERIOD_FORMS),
        },
        "node_id": {
            # TRUE, FALSE and NULL are well-formed too, and an editor does not read them as texts.
            "if": {**_APART, "type": [*_COLLECTIONS, "number"]},
            "then": {"type": "string", "errorMessage": complaint(shape.MALFORMED_ID, say)},
            "pattern": f"^{ID_FORM.pattern}{_END}",
            "patternErrorMessage": complaint(shape.MALFORMED_ID, say),
        },
    }


def form(name: str) -> Schema:
    """Return a reference to one of the definitions."""
    return {"$ref": f"#/$defs/{name}"}


def mapping(say: Translator) -> Schema:
    """Return the constraints on a mapping itself, apart from those on its entries."""
    message = complaint(shape.NOT_A_MAPPING, say)
    # Written this way, the message differs from that of an unknown entry.
    return {
        "if": {**_APART, "type": ["array", "boolean", "null", "number", "string"]},
        "then": {"type": "object", "errorMessage": message},
    }


def optional(schema: Schema) -> Schema:
    """Return the JSON Schema of a value that may be left empty."""
    if schema.keys() == {"anyOf"}:
        return {"anyOf": [*schema["anyOf"], form("empty")]}
    return {"anyOf": [schema, form("empty")]}


def choice(values: Sequence[str], meanings: Sequence[str] = (), message: str = "") -> Schema:
    """Return the JSON Schema of a text that is one of `values`."""
    return {"anyOf": [_listed(values, meanings, message), form("block")]}


def names(values: Sequence[str], meanings: Sequence[str], message: str) -> Schema:
    """Return the JSON Schema of a name from a file, in every way that an editor may read it."""
    pairs = zip(values, meanings or [""] * len(values), strict=True)
    known = [(one, meaning) for value, meaning in pairs for one in seen(value)]
    return choice([one for one, _ in known], [meaning for _, meaning in known], message)


def numbers(
    values: Sequence[int | float], meanings: Sequence[str], message: str, name: str
) -> Schema:
    """Return the JSON Schema of a number that is one of `values`.

    :param name: the definition for a number in quotation marks; its value is not checked against
        `values`.
    """
    quoted = {**_APART, "allOf": [{"type": "string"}, form(name)]}
    return {"anyOf": [_listed(values, meanings, message), quoted]}


def offered(meanings: Mapping[str, str]) -> Schema:
    """Return the JSON Schema that suggests ids with their texts; combine it to allow other ids."""
    return {**_APART, **_listed(list(meanings), list(meanings.values()), "")}


def refused(rule: Rule, say: Translator) -> Schema:
    """Return the JSON Schema of a value that must be empty, because any other breaks `rule`."""
    # A list that only has empty entries is empty too.
    filled = {**_FILLED, "contains": _FILLED}
    return {
        "if": _APART | filled,
        "then": {"type": "null", "errorMessage": complaint(rule, say)},
        "doNotSuggest": True,
    }


def put(properties: dict[str, Schema], key: str, schema: Schema) -> None:
    """Replace the schema of a key, but keep its description."""
    properties[key] = {"description": properties[key]["description"], **schema}


def complaint(rule: Rule, say: Translator, hint: str | None = None, **args: object) -> str:
    """Return the error message of a rule: its title, and its remedy if there is one.

    :param hint: the remedy, if it is not the rule's own.
    :param args: values for the placeholders of the remedy; without them the remedy is left out.
    """
    title, hint = f"{rule.code}: {say(rule.title)}", hint or rule.hint
    if not hint or ("{" in hint and not args):
        return title
    return f"{title} – {say(hint, **args)}"


def number(value: Any) -> int | float:
    """Return an exact number as a JSON number."""
    return int(value) if value == int(value) else float(value)


def _listed(values: Sequence[object], meanings: Sequence[str], message: str) -> Schema:
    listed: Schema = {"enum": list(values)}
    if any(meanings):
        listed["enumDescriptions"] = list(meanings)
    if message:
        listed["errorMessage"] = message
    return listed


def _number(kind: str, pattern: str, message: str) -> Schema:
    return {
        "type": [kind, "string"],
        "minimum": 0,
        "maximum": _MOST + (kind == "number"),
        "pattern": f"^{pattern}{_END}",
        "errorMessage": message,
    }


def _matching(
    pattern: str, rule: Rule, say: Translator, types: Sequence[str] = ("string",)
) -> Schema:
    one = types[0] if len(types) == 1 else list(types)
    return {"type": one, "pattern": f"^{pattern}{_END}", "errorMessage": complaint(rule, say)}


def _periods() -> str:
    """Return the regular expression of a school year, two school years, or a calendar year."""
    one, two = _years_apart(1), _years_apart(2, groups=3)
    return f"(?!0000)(?:[0-9]{{4}}|{one}|{two})"


def _school_years() -> str:
    """Return the regular expression of two consecutive years."""
    return f"(?!0000)(?:{_years_apart(1)})"


def _years_apart(distance: int, groups: int = 0) -> str:
    """Return the regular expression of two years that are one or two years apart.

    The digits before those that change are repeated: 2019-2020 is ``20``, ``19``, ``20``, ``20``.
    There is one alternative for each number of digits that change.

    :param groups: the number of groups before this expression.
    """
    ways = []
    for changing in range(1, 5):
        before = 4 - changing
        group = f"([0-9]{{{before}}})" if before else ""
        again = rf"(?:\{groups + changing})" if before else ""
        changes = "|".join(
            f"{first}-{again}{second}" for first, second in _endings(distance, changing)
        )
        ways.append(f"{group}(?:{changes})")
    return "|".join(ways)


def _endings(distance: int, changing: int) -> Iterator[tuple[str, str]]:
    """Yield the digits in which two years differ; all but the first digit carry."""
    if changing == 1:
        yield from ((str(last), str(last + distance)) for last in range(10 - distance))
        return
    for digit in range(9):
        for last in range(10 - distance, 10):
            nines, noughts = "9" * (changing - 2), "0" * (changing - 2)
            yield f"{digit}{nines}{last}", f"{digit + 1}{noughts}{last + distance - 10}"
