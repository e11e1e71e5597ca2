"""Hints that list the levels of the scale, for values that are not a level.

A year is read before its scale is known, so the hints are added once the catalogue is read.
"""

from __future__ import annotations

import re
from typing import Final

from qualitycli.diagnostics import Diagnostic
from qualitycli.messages import N_, Message
from qualitycli.model.framework import Scale
from qualitycli.rules.shape import NOT_A_WHOLE_NUMBER

# Compiled on demand, for a mistake.
_BETWEEN_TWO: Final = r"[0-9]+[.,][0-9]+"


def naming_levels(found: Diagnostic, scale: Scale) -> Diagnostic:
    """Return a finding about a level, with a hint that lists the levels if it is not a number."""
    if found.rule is not NOT_A_WHOLE_NUMBER:
        return found
    written = str(found.args["value"]).strip()
    names = {level.name.casefold(): level.value for level in scale.levels}
    level = names.get(written.casefold())
    if level is not None:
        text = N_("write {level}; levels are: {levels}")
    elif re.fullmatch(_BETWEEN_TWO, written):
        text = N_("a level is a whole number; levels are: {levels}")
    else:
        text = N_("levels are: {levels}")
    return found._replace(hint=Message(text, {"level": level, "levels": scale.values}))
