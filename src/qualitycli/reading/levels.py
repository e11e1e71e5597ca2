"""The levels of the scale as the remedy where something else stands in the place of one.

A year is read before anybody knows by which scale it is rated, so its catalogue adds them later.
"""

from __future__ import annotations

import re
from typing import Final

from qualitycli.diagnostics import Diagnostic
from qualitycli.messages import N_, Message
from qualitycli.model.framework import Scale
from qualitycli.rules.shape import NOT_A_WHOLE_NUMBER

_BETWEEN_TWO: Final = re.compile(r"[0-9]+[.,][0-9]+", re.ASCII)


def naming_levels(found: Diagnostic, scale: Scale) -> Diagnostic:
    """Return a finding about a level; where that is no whole number, with those there are."""
    if found.rule is not NOT_A_WHOLE_NUMBER:
        return found
    written = str(found.args["value"]).strip()
    names = {level.name.casefold(): level.value for level in scale.levels}
    level = names.get(written.casefold())
    if level is not None:
        text = N_("write {level}; levels are: {levels}")
    elif _BETWEEN_TWO.fullmatch(written):
        text = N_("a level is a whole number; levels are: {levels}")
    else:
        text = N_("levels are: {levels}")
    return found._replace(hint=Message(text, {"level": level, "levels": scale.values}))
