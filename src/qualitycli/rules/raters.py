"""Q52: the raters' files of a year, and the decisions of the commission."""

from __future__ import annotations

from qualitycli.diagnostics import Rule, Severity
from qualitycli.messages import N_

DUPLICATE_RATER = Rule(
    "Q521",
    title=N_("two raters with one name"),
    message=N_("“{name}” already has another file"),
    hint=N_("correct the name in one of the two files, or remove the older file"),
    why=N_(
        "Each member of the commission has one file. With two files under one name, it is unclear "
        "which of them counts, and one person would be counted twice."
    ),
)
RATER_OF_OTHER_YEAR = Rule(
    "Q522",
    title=N_("rater's file for another year"),
    message=N_("the file is in the folder for {named} but contains the year {year}"),
    hint=N_("move it to the folder {year}/raters, or fill in the card for {named}"),
    why=N_(
        "Ratings for another year do not count in this one. Such a file was usually copied from "
        "last year's folder, or comes from an old card."
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
RATER_OF_OTHER_EDITION = Rule(
    "Q523",
    title=N_("rater's file for another edition of the framework"),
    message=N_("the rater used edition “{edition}”, but the year uses edition “{other}”"),
    hint=N_("create a new card with “quality card {year}”, and open the old file in it"),
    why=N_(
        "The texts of the items may differ between editions. Two people who read different texts "
        "have not rated the same thing, even if the ids match."
    ),
)
RATER_NOT_IN_COMMISSION = Rule(
    "Q524",
    title=N_("rater outside the commission"),
    message=N_("“{name}” is not in any commission of {year}"),
    hint=N_("correct the name, or add the member to the file of the year; members: {members}"),
    severity=Severity.WARNING,
    why=N_(
        "The director's order names the members of the commission. A rater who is not on that list "
        "is either spelt differently there or should not rate."
    ),
)
AGREED_WITHOUT_RATING = Rule(
    "Q525",
    title=N_("agreement without a rating"),
    message=N_("“{id}” is marked as agreed but has no rating"),
    hint=N_("add the agreed rating, or remove “agreed:”"),
    why=N_(
        "“agreed:” records that the commission settled on a rating. Without the rating, it says "
        "that something was decided, but not what."
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
AGREED_IN_RATER_FILE = Rule(
    "Q526",
    title=N_("agreement in a rater's file"),
    message=N_("“{id}” is marked as agreed in the file of one rater"),
    hint=N_("remove “agreed:”; what the commission agrees belongs in the file of the year"),
    severity=Severity.WARNING,
    why=N_(
        "A rater's file contains the opinion of one person, before the commission discusses it. An "
        "agreement in it was usually copied from the file of the year, along with the ratings."
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
