"""A YAML text as an editor sees it: values of the YAML 1.2 core schema, with keys as texts."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from tests.quick_yaml import nodes_of

_TAGS: Final = (
    ("null", re.compile("~|null|Null|NULL|")),
    ("bool", re.compile("true|True|TRUE|false|False|FALSE")),
    ("int", re.compile("[-+]?[0-9]+")),
    ("octal", re.compile("0o[0-7]+")),
    ("hexadecimal", re.compile("0x[0-9a-fA-F]+")),
    ("float", re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")),
    ("special", re.compile(r"[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN")),
)


def editor_view(text: str) -> Any:
    """Return the values that an editor checks against a schema."""
    node = nodes_of(text)
    return None if node is None else _value(node)


def _value(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {_key(key): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(one) for one in node.value]
    # The style of a plain text is None, or empty if libyaml read it.
    return node.value if node.style else _scalar(node.value)


def _key(node: Any) -> str:
    value = _value(node)
    if value is None or isinstance(value, bool):
        return str(value).lower().replace("none", "null")
    # JavaScript's number format.
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _scalar(text: str) -> Any:
    kind = next((name for name, pattern in _TAGS if pattern.fullmatch(text)), "text")
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind == "int":
        return int(text)
    if kind in ("octal", "hexadecimal"):
        return int(text[2:], 8 if kind == "octal" else 16)
    if kind == "float":
        return float(text)
    return float(text.lower().replace(".", "")) if kind == "special" else text
