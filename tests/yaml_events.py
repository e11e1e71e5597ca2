"""The intended meaning of a text, from the events that the YAML test suite lists for it.

Each line is an event: ``=VAL :text`` for a plain scalar (``'``, ``"``, ``|`` and ``>`` for the
other styles), ``+MAP`` … ``-MAP``, ``+SEQ`` … ``-SEQ``, ``=ALI *name``; an anchor and a tag come
before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

_ESCAPES: Final = {"\\": "\\", "n": "\n", "t": "\t", "b": "\b", "r": "\r", "0": "\0"}
_EVENT: Final = re.compile(
    r" *(?P<kind>[-+=][A-Z]{3})(?: (?:\[\]|\{\}))?(?: (?P<anchor>&\S+))?(?: (?P<tag><\S*>))?"
    r"(?: (?P<style>[:'\"|>])(?P<text>.*)| \*\S+| ---| \.\.\.)*",
    re.S,
)


class RejectedTextError(Exception):
    """The text violates the rule with this code."""


def meaning(tree: str) -> dict[str, Any]:
    """Return the values of the one mapping.

    :raises RejectedTextError: with the code of the first violated rule.
    """
    events = _events(tree)
    next(events)
    head = next(events)
    if head["kind"] == "-STR":
        raise RejectedTextError("Q127")
    root = next(events)
    if root["kind"] != "+MAP":
        _refuse_properties(root)
        empty = root["kind"] == "=VAL" and root["style"] == ":" and not root["text"]
        raise RejectedTextError("Q127" if empty else "Q128")
    value = _node(root, events)
    assert isinstance(value, dict)
    next(events)
    if next(events)["kind"] != "-STR":
        raise RejectedTextError("Q122")
    return value


def _events(tree: str) -> Iterator[dict[str, str]]:
    for line in tree.splitlines():
        found = _EVENT.fullmatch(line)
        assert found is not None, line
        yield {name: value or "" for name, value in found.groupdict().items()}


def _refuse_properties(event: dict[str, str]) -> None:
    if event["kind"] == "=ALI":
        raise RejectedTextError("Q119")
    if event["anchor"]:
        raise RejectedTextError("Q118")
    if event["tag"]:
        raise RejectedTextError("Q121")


def _node(event: dict[str, str], events: Iterator[dict[str, str]]) -> Any:
    _refuse_properties(event)
    if event["kind"] == "=VAL":
        text = re.sub(r"\\(.)", lambda found: _ESCAPES[found[1]], event["text"])
        # Line breaks at the end of a block scalar are dropped.
        return text.rstrip("\n") if event["style"] in ("|", ">") else text
    if event["kind"] == "+SEQ":
        values = [_node(one, events) for one in iter(lambda: _until("-SEQ", events), None)]
        return [one for one in values if one != ""]
    mapping: dict[str, Any] = {}
    while (key := _until("-MAP", events)) is not None:
        _refuse_properties(key)
        if key["kind"] != "=VAL" or not key["text"]:
            raise RejectedTextError("Q124")
        name = _node(key, events)
        mapping[name] = _node(next(events), events)
    return mapping


def _until(end: str, events: Iterator[dict[str, str]]) -> dict[str, str] | None:
    event = next(events)
    return None if event["kind"] == end else event
