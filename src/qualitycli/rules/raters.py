"""Q52: the raters' files of a year, and what the commission agrees on."""

from __future__ import annotations

from qualitycli.diagnostics import Rule, Severity
from qualitycli.messages import N_

TWO_RATERS_OF_ONE_NAME = Rule(
    "Q521",
    title=N_("two raters under one name"),
    message=N_("“{name}” has another file already"),
    hint=N_("put the right name in one of the two, or take the older file away"),
    why=N_(
        "Each member of the commission has one file. With two under one name nobody can tell which "
        "of them holds, and one person would be counted twice."
    ),
)
RATING_OF_ANOTHER_YEAR = Rule(
    "Q522",
    title=N_("rater's file of another year"),
    message=N_("the file lies among those of {named} but speaks of {year}"),
    hint=N_("move it to the folder {year}/raters, or fill in the card of {named}"),
    why=N_(
        "What was judged in another year is no judgement of this one. Such a file was most often "
        "copied from last year's folder, or comes from an old card."
    ),
    bad="""\
# data/years/2020-2021/raters/ivanova.yaml
format: 1
year: 2019-2020  # ! Q522
rater:
  name: Мария Иванова
""",
    good="""\
# data/years/2020-2021/raters/ivanova.yaml
format: 1
year: 2020-2021
rater:
  name: Мария Иванова
""",
    example_of="rater",
)
RATING_OF_ANOTHER_EDITION = Rule(
    "Q523",
    title=N_("rater's file for another edition of the framework"),
    message=N_("the rater judged by edition “{edition}”, the year is judged by “{other}”"),
    hint=N_("make a new card with “quality card {year}”, and open the old file in it"),
    why=N_(
        "From one edition to the next the texts of the items may change. Two people who read "
        "different texts have not judged the same thing, even if the ids agree."
    ),
)
RATER_NOT_IN_COMMISSION = Rule(
    "Q524",
    title=N_("rater who is not in the commission"),
    message=N_("“{name}” is in no commission of {year}"),
    hint=N_("members: {members}; mend the name, or add the member in the file of the year"),
    severity=Severity.WARNING,
    why=N_(
        "The commission that judges is named by the director's order. A rater whom the order does "
        "not know is either written differently there, or should not rate."
    ),
)
AGREED_ON_NOTHING = Rule(
    "Q525",
    title=N_("agreement on nothing"),
    message=N_("“{id}” is agreed on but has no judgement"),
    hint=N_("write what was agreed on, or take “agreed:” out"),
    why=N_(
        "An agreement is the record that the commission settled on a rating. Without the rating "
        "the record says that something was decided, and not what."
    ),
    bad="""\
ratings:
  OP.1.1.1: 3
  OP.1.1.2:
    agreed:  # ! Q525
      date: 2021-06-10
      protocol: Протокол № 4
""",
    good="""\
ratings:
  OP.1.1.1: 3
  OP.1.1.2:
    level: 3
    agreed:
      date: 2021-06-10
      protocol: Протокол № 4
""",
)
AGREED_BY_ONE = Rule(
    "Q526",
    title=N_("agreement in a rater's file"),
    message=N_("“{id}” is said to be agreed on in the file of one rater"),
    hint=N_("take “agreed:” out; what the commission agrees on stands in the file of the year"),
    severity=Severity.WARNING,
    why=N_(
        "A rater's file says what one person thinks, before all have talked about it. An agreement "
        "in it was most often copied from the file of the year, together with its ratings."
    ),
    bad="""\
rater:
  name: Мария Иванова
ratings:
  OP.1.1.2:
    level: 3
    agreed:  # ! Q526
      date: 2021-06-10
      protocol: Протокол № 4
""",
    good="""\
rater:
  name: Мария Иванова
ratings:
  OP.1.1.2:
    level: 3
""",
    example_of="rater",
)
