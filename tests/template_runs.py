"""Generate a document of the example with a user's own template."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from tests.conftest import CommandResult, Quality

_SAID = re.compile(r":(\d+):\d+: error (Q\d+): (.*)")


class Stopped(NamedTuple):
    """The finding that rendering a template ends with."""

    code: str
    line: int
    message: str


def by_template(
    quality: Quality, text: str, form: str = "md", *more: str, kind: str = "plan"
) -> CommandResult:
    """Return the output of `quality report --template` for a template in the working folder."""
    path = Path(f"own.{form}.j2")
    path.write_text(text, encoding="utf-8")
    chosen = ("--kind", kind, "--format", form, "--template", str(path))
    return quality(*more, "report", "2020-2021", *chosen)


def stopped(outcome: CommandResult) -> Stopped:
    """Return the one finding on standard error; there must be no output."""
    assert (outcome.code, outcome.out) == (1, ""), outcome
    (found,) = _SAID.findall(outcome.err)
    return Stopped(found[1], int(found[0]), found[2])
