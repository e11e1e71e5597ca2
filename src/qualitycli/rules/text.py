"""Q6: letters that look like others, and signs that change how a text is shown."""

from __future__ import annotations

from qualitycli.diagnostics import Rule, Severity
from qualitycli.messages import N_

LOOK_ALIKE = Rule(
    "Q601",
    title=N_("look-alike letters in a name"),
    message=N_("“{written}” has letters of another alphabet in it: {letters}"),
    hint=N_("write “{meant}”"),
    why=N_(
        "The Cyrillic О and Р look like the Latin O and P, but to a program they are other "
        "letters. The rating would belong to no item, and nobody could see why."
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
    hint=N_("write it anew in one alphabet; searching will not find it otherwise"),
    severity=Severity.WARNING,
    why=N_(
        "A word with a letter of the other alphabet looks right, but a search does not find it, "
        "and programs that read aloud stumble over it. Such letters come along with text from "
        "scanned papers."
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
    title=N_("sign that changes the direction of writing"),
    message=N_("the invisible sign {character} changes the direction of writing"),
    hint=N_("delete it; it can make a text look other than it is"),
    severity=Severity.WARNING,
    why=N_(
        "Such a sign is not seen itself, but makes the text behind it appear in another order than "
        "it was written. A reader would then see something else than what stands in the file."
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
