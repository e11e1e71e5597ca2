"""Q6: letters that look like others, and signs that change how a text is shown."""

from __future__ import annotations

from qualitycli.diagnostics import Rule, Severity
from qualitycli.messages import N_

LOOK_ALIKE = Rule(
    "Q601",
    title=N_("look-alike letters in a name"),
    message=N_("“{written}” has letters of another alphabet in it: {letters}"),
    hint=N_("write “{meant}”"),
)
MIXED_SCRIPTS = Rule(
    "Q602",
    title=N_("Latin and Cyrillic letters in one word"),
    message=N_("the word “{word}” mixes Latin and Cyrillic letters"),
    hint=N_("write it anew in one alphabet; searching will not find it otherwise"),
    severity=Severity.WARNING,
)
DIRECTION_OVERRIDE = Rule(
    "Q603",
    title=N_("sign that changes the direction of writing"),
    message=N_("the invisible sign {character} changes the direction of writing"),
    hint=N_("delete it; it can make a text look other than it is"),
    severity=Severity.WARNING,
)
