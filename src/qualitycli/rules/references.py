"""Q3: references that are broken, wrong or ambiguous."""

from __future__ import annotations

from typing import Final

from qualitycli.diagnostics import Rule, Severity
from qualitycli.messages import N_

UNKNOWN_ITEM = Rule(
    "Q301",
    title=N_("unknown item"),
    message=N_("the framework has no item “{id}”"),
    hint=N_("“quality framework show” lists all items"),
    why=N_(
        "A rating under an id that does not exist counts for nothing. It would be missing from the "
        "score of its criterion, and nobody would notice the mistyped digit."
    ),
    bad="""\
ratings:
  OP.1.3.8: 3
  OP.1.3.9: 3  # ! Q301
""",
    good="""\
ratings:
  OP.1.3.7: 3
  OP.1.3.8: 3
""",
)
NOT_AN_ITEM = Rule(
    "Q302",
    title=N_("rating of a node that is not an item"),
    message=N_("“{id}” is not rated itself: its score is calculated from its items"),
    hint=N_("rate its items, from {first} to {last}"),
    why=N_(
        "The scores of areas, criteria and indicators are calculated from their items. A rating of "
        "the node itself could contradict them, and nothing would show what it is based on."
    ),
    bad="""\
ratings:
  OP.1.1: 3  # ! Q302
""",
    good="""\
ratings:
  OP.1.1.1: 3
  OP.1.1.2: 3
  OP.1.1.3: 3
""",
)
ITEM_NOT_IN_FORCE = Rule(
    "Q303",
    title=N_("item not in force that year"),
    message=N_("the item “{id}” is not in force in {year}"),
    hint=N_("remove the rating: the item is in force {period}"),
    why=N_(
        "A framework changes over the years. A rating of an item that is not in force would count "
        "towards a result that it does not belong to, and distort the comparison with other years."
    ),
    bad="""\
ratings:
  # По каталога OP.1.3.7 е в сила до 2019/2020 учебна година.
  OP.1.3.6: 3
  OP.1.3.7: 3  # ! Q303
""",
    good="""\
ratings:
  # По каталога OP.1.3.7 е в сила до 2019/2020 учебна година.
  OP.1.3.6: 3
""",
)
UNKNOWN_FRAMEWORK = Rule(
    "Q304",
    title=N_("unknown framework"),
    message=N_("the framework here is “{known}”, not “{id}”"),
    hint=N_("write “id: {known}”, or check the year against its own framework"),
    why=N_(
        "Ratings have a meaning only in the framework they were given in. In another school's "
        "framework, the same id may belong to another item, and every score would be wrong."
    ),
    bad="""\
framework:
  id: ou-yasengrad  # ! Q304
  edition: "2020"
""",
    good="""\
framework:
  id: vou-montana
  edition: "2020"
""",
)
UNKNOWN_EDITION = Rule(
    "Q305",
    title=N_("unknown edition of the framework"),
    message=N_("the framework has no edition “{edition}”"),
    hint=N_("choose one of the editions so far: {known}"),
    why=N_(
        "The edition says which wording the commission rated by. If the edition does not exist, "
        "nobody can check later what exactly a rating was given for."
    ),
    bad="""\
framework:
  id: vou-montana
  edition: "2019"  # ! Q305
""",
    good="""\
framework:
  id: vou-montana
  edition: "2020"
""",
)
UNKNOWN_BANDS = Rule(
    "Q306",
    title=N_("unknown band profile"),
    message=N_("the framework has no band profile “{id}”"),
    hint=N_("choose one of: {known}"),
    why=N_(
        "The band profile turns a percentage into a rating band such as “добра”. If the profile "
        "does not exist, there is no band, and another profile might give the wrong one."
    ),
    bad="""\
bands: naredba-16  # ! Q306
""",
    good="""\
bands: naredba-15
""",
)
UNKNOWN_NODE = Rule(
    "Q307",
    title=N_("reference to an unknown node"),
    message=N_("the framework has no node with the id “{id}”"),
    hint=N_("“quality framework show” lists all areas, criteria, indicators and items"),
    why=N_(
        "A target, a remark or a replacement with an unknown id has no effect. For example, you "
        "would never learn whether the target was met."
    ),
    bad="""\
targets:
  OP.12: 3.20  # ! Q307
""",
    good="""\
targets:
  OP.11: 3.20
""",
)
DUPLICATE_ID = Rule(
    "Q308",
    title=N_("duplicate id"),
    message=N_("the id “{id}” is already used on line {line}"),
    hint=N_("choose an id that was never used: an id always means the same thing"),
    why=N_(
        "The tool finds the item of a rating by its id. If two items share an id, nobody can tell "
        "which of them was rated, and comparisons between years mix them up."
    ),
    bad="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
  - id: OP.6.1.1  # ! Q308
    text: Постижения/резултати от участие в олимпиади, състезания, конкурси и т.н.
""",
    good="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
  - id: OP.6.1.2
    text: Постижения/резултати от участие в олимпиади, състезания, конкурси и т.н.
""",
    example_of="catalogue",
)
ID_OUTSIDE_PARENT = Rule(
    "Q309",
    title=N_("id that does not extend its parent's"),
    message=N_("the id “{id}” does not extend “{parent}”"),
    hint=N_(
        "write {parent}.{last}, or correct the id above it; if the node was moved here, keep the "
        "id and add “moved_from”"
    ),
    why=N_(
        "An id shows where an item belongs: OP.6.1.2 is the second item of indicator OP.6.1. "
        "Anywhere else, people would look for it in one place while it counts in another."
    ),
    bad="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
  - id: OP.6.2.2  # ! Q309
    text: Постижения/резултати от участие в олимпиади, състезания, конкурси и т.н.
""",
    good="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
  - id: OP.6.1.2
    text: Постижения/резултати от участие в олимпиади, състезания, конкурси и т.н.
""",
    example_of="catalogue",
)
# The hint if a file should be renamed, but the name is taken.
IS_TAKEN: Final = N_(
    "{right} already exists: move this file out of the folder, then compare the two with “quality "
    "diff”"
)
YEAR_AND_FILE_NAME = Rule(
    "Q310",
    title=N_("year that contradicts the file name"),
    message=N_("the file is named {name} but contains the year {year}"),
    hint=N_("rename the file to {year}.yaml, or correct the year"),
    why=N_(
        "You choose a year by its file name. If the file contains another year, the wrong year is "
        "printed and compared, and the right one seems to be missing."
    ),
    bad="""\
# data/years/2020-2021.yaml
format: 1
year: 2021-2022  # ! Q310
""",
    good="""\
# data/years/2020-2021.yaml
format: 1
year: 2020-2021
""",
)
REPLACED_WITHOUT_END = Rule(
    "Q311",
    title=N_("replaced but not retired"),
    message=N_("“{id}” is replaced but not retired"),
    hint=N_("add “retired:” with the first year in which it is no longer in force"),
    why=N_(
        "An item that is replaced but not retired would be rated along with its successor, and the "
        "same thing would count twice."
    ),
    bad="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
    replaced_by:  # ! Q311
      - id: OP.6.1.3
        kind: narrower
  - id: OP.6.1.3
    text: Дял на учениците, класирани на национално равнище.
""",
    good="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
    retired: 2022-2023
    replaced_by:
      - id: OP.6.1.3
        kind: narrower
  - id: OP.6.1.3
    text: Дял на учениците, класирани на национално равнище.
    since: 2022-2023
""",
    example_of="catalogue",
)
RETIRED_BEFORE_START = Rule(
    "Q312",
    title=N_("retired before the start"),
    message=N_("“{id}” is retired in {retired} but is in force only since {since}"),
    hint=N_("set “retired” to the first year in which it is no longer in force, after “since”"),
    why=N_(
        "Such an item would not be in force in any year. Nobody could ever rate it, and nothing "
        "would explain why it is missing from the cards."
    ),
    bad="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
    since: 2022-2023
    retired: 2021-2022  # ! Q312
""",
    good="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
    since: 2021-2022
    retired: 2022-2023
""",
    example_of="catalogue",
)
INVALID_CATALOGUE = Rule(
    "Q313",
    title=N_("years not checked because of framework errors"),
    message=N_("the years were not checked, because this framework has errors"),
    hint=N_("fix the framework first, then check again"),
    severity=Severity.NOTE,
    why=N_(
        "A year can be checked only against a framework without errors. Without this note, it "
        "would seem that the years had been checked and were in order."
    ),
)
NO_YEARS = Rule(
    "Q314",
    title=N_("no years to check"),
    message=N_("there are no year files in {folder}"),
    hint=N_("create a file for each year, for example {folder}/2020-2021.yaml"),
    why=N_(
        "If nothing is checked, no errors are found, and that would look like success. A wrong "
        "folder or a lost file would go unnoticed."
    ),
)
WRONG_FILE_ENDING = Rule(
    "Q318",
    title=N_("file name without .yaml"),
    message=N_("{name} is not read: its name does not end in .yaml"),
    hint=N_("rename it to {right}"),
    why=N_(
        "Only files whose names end in .yaml are read as years or raters' files. Editors like to "
        "add another ending, “.yml” or, in Notepad, “.yaml.txt”, and a whole year would be missing "
        "without any warning."
    ),
)
CIRCULAR_REPLACEMENT = Rule(
    "Q316",
    title=N_("circular replacements"),
    message=N_("“{id}” is replaced, directly or indirectly, by itself"),
    hint=N_("end the chain with the item that is now in force"),
    why=N_(
        "To compare years, the tool follows the replacements from the old item to the one now in "
        "force. In a circle, there is no such item."
    ),
    bad="""\
subindicators:
  - id: OP.6.1.1
    text: Урокът съответства на учебната програма.
    retired: 2021-2022
    replaced_by:
      - {id: OP.6.1.2, kind: narrower}
  - id: OP.6.1.2
    text: Урокът съответства на програмата и на разпределението.
    retired: 2022-2023
    replaced_by:
      - {id: OP.6.1.1, kind: broader}  # ! Q316
""",
    good="""\
subindicators:
  - id: OP.6.1.1
    text: Урокът съответства на учебната програма.
    retired: 2021-2022
    replaced_by:
      - {id: OP.6.1.2, kind: narrower}
  - id: OP.6.1.2
    text: Урокът съответства на програмата и на разпределението.
""",
    example_of="catalogue",
)
SAME_NOT_ONE_TO_ONE = Rule(
    "Q317",
    title=N_("“same” not one to one"),
    message=N_("“{id}” and “{other}” are not linked only to each other, so they are not the same"),
    hint=N_("write narrower, broader or partly when one item becomes two, or two become one"),
    why=N_(
        "Items linked as the same are compared as one item. If one item were the same as two "
        "others, its rating would count twice, or it would be unclear which of them to compare it "
        "with."
    ),
    bad="""\
subindicators:
  - id: OP.6.1.1
    text: Урокът съответства на учебната програма.
    retired: 2021-2022
    replaced_by:
      - {id: OP.6.1.2, kind: same}
      - {id: OP.6.1.3, kind: same}  # ! Q317
  - id: OP.6.1.2
    text: Урокът съответства на програмата.
  - id: OP.6.1.3
    text: Урокът съответства на разпределението.
""",
    good="""\
subindicators:
  - id: OP.6.1.1
    text: Урокът съответства на учебната програма.
    retired: 2021-2022
    replaced_by:
      - {id: OP.6.1.2, kind: broader}
      - {id: OP.6.1.3, kind: broader}
  - id: OP.6.1.2
    text: Урокът съответства на програмата.
  - id: OP.6.1.3
    text: Урокът съответства на разпределението.
""",
    example_of="catalogue",
)
DUPLICATE_YEAR = Rule(
    "Q330",
    title=N_("year with more than one file"),
    message=N_("the year {year} has more than one file: {files}"),
    hint=N_("keep the right one and move the others out of {folder}"),
    why=N_(
        "A year with two files would count twice in every comparison and table, and nobody could "
        "tell which file is the right one. Their names may differ only in case: Linux and git "
        "allow that, Windows and macOS do not."
    ),
)
MISPLACED = Rule(
    "Q331",
    title=N_("file in the wrong folder"),
    message=N_("{name} is not read here: it belongs in {folder}"),
    hint=N_("move it to {target}"),
    severity=Severity.WARNING,
    why=N_(
        "Years are read from data/years, and raters' files from data/years/YEAR/raters. If a file "
        "is saved in another folder, a whole year or the work of one rater is missing, and you "
        "might not notice."
    ),
)
