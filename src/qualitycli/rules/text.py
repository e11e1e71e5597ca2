"""Q6: look-alike letters, and characters that change how a text is displayed."""

from __future__ import annotations

from qualitycli.diagnostics import Rule, Severity
from qualitycli.messages import N_

LOOK_ALIKE = Rule(
    "Q601",
    title=N_("look-alike letters in a name"),
    message=N_("“{written}” contains letters of another alphabet: {letters}"),
    hint=N_("write “{meant}”"),
    why=N_(
        "The Cyrillic О and Р look like the Latin O and P, but they are different letters to a "
        "program. The rating would belong to no item, and you could not see why."
    ),
    bad="""\
ratings:
  ОР.1.1.1: 3  # ! Q601
""",
    good="""\
ratings:
  OP.1.1.1: 3
""",
)
MIXED_SCRIPTS = Rule(
    "Q602",
    title=N_("Latin and Cyrillic letters in one word"),
    message=N_("the word “{word}” mixes Latin and Cyrillic letters"),
    hint=N_("retype it in one alphabet, or searches will not find it"),
    severity=Severity.WARNING,
    why=N_(
        "A word with a letter of the other alphabet looks right, but a search does not find it, "
        "and screen readers stumble over it. Such letters come with text from scanned documents."
    ),
    bad="""\
ratings:
  OP.1.1.2:
    level: 3
    note: Планът и целтa се обявяват в началото на часа.  # ! Q602
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 3
    note: Планът и целта се обявяват в началото на часа.
""",
)
DIRECTION_OVERRIDE = Rule(
    "Q603",
    title=N_("character that changes the writing direction"),
    message=N_("the invisible character {character} changes the writing direction"),
    hint=N_("delete it; it can make the text look different from what is written"),
    severity=Severity.WARNING,
    why=N_(
        "The character itself is invisible, but it changes the order in which the text after it is "
        "displayed. You would read something other than what the file contains."
    ),
    bad="""\
ratings:
  OP.1.1.2:
    level: 3
    note: Целта на урока е обявена \u202eв началото.  # ! Q603
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 3
    note: Целта на урока е обявена в началото.
""",
)
