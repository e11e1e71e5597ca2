"""Q3: names that lead to nothing, to the wrong thing, or to two things at once."""

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
        "figure of its criterion, and nobody would notice that a digit was mistyped."
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
    title=N_("node that is not rated itself"),
    message=N_("“{id}” is not rated itself: its figure comes from its items"),
    hint=N_("rate its items, from {first} to {last}"),
    why=N_(
        "The figures of areas, criteria and indicators follow from their items. A rating given to "
        "the whole could contradict them, and nobody could say what it rests on."
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
ITEM_NOT_HELD = Rule(
    "Q303",
    title=N_("item that did not hold in that year"),
    message=N_("the item “{id}” does not hold in {year}"),
    hint=N_("it holds {period}; take the rating out"),
    why=N_(
        "A framework changes over the years. A rating of an item that did not hold in that year "
        "would count towards a result that it is no part of, and spoil the comparison with other "
        "years."
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
    message=N_("the catalogue is the framework “{known}”, not “{id}”"),
    hint=N_("write “id: {known}”, or check the year against its own catalogue"),
    why=N_(
        "Ratings have a meaning only under the framework by which they were given. Under another "
        "school's framework the same id may name another item, and every figure would be wrong."
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
    hint=N_("editions so far: {known}"),
    why=N_(
        "The edition says by which wording the commission judged. If there is no such edition, "
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
    message=N_("the catalogue has no band profile “{id}”"),
    hint=N_("band profiles: {known}"),
    why=N_(
        "The band profile turns a figure into a word such as “добра”. With one that does not exist "
        "there is no word, and another profile in its place might give the wrong one."
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
    title=N_("reference to nothing in the framework"),
    message=N_("the framework has nothing with the id “{id}”"),
    hint=N_("“quality framework show” lists all areas, criteria, indicators and items"),
    why=N_(
        "A target, a remark or a replacement that leads to nothing is lost. Nobody would ever "
        "learn, for example, whether the target was met."
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
    title=N_("id that is given twice"),
    message=N_("the id “{id}” is already given, at line {line}"),
    hint=N_("an id names one thing for ever: give this one another that is still free"),
    why=N_(
        "A rating finds its item by the id. If two items share one, nobody can tell which of them "
        "was rated, and the comparison of years mixes them up."
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
FOREIGN_ID = Rule(
    "Q309",
    title=N_("id that does not continue its parent's"),
    message=N_("the id “{id}” does not continue “{parent}”"),
    hint=N_(
        "write {parent}.{last}, or mend the id above it; if it moved here, keep the id and add "
        "“moved_from”"
    ),
    why=N_(
        "An id says where an item stands: OP.6.1.2 is the second one of indicator OP.6.1. Standing "
        "elsewhere, it would be looked for in one place and count in another."
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
# The remedy where a file should be renamed to a name that another one has.
IS_TAKEN: Final = N_(
    "{right} already exists: move this file out of the folder, then compare the two with “quality "
    "diff”"
)
YEAR_AND_FILE_NAME = Rule(
    "Q310",
    title=N_("year that contradicts the file's name"),
    message=N_("the file is named {name} but speaks of {year}"),
    hint=N_("rename the file to {year}.yaml, or correct the year"),
    why=N_(
        "People choose a year by the name of its file. If the text inside speaks of another year, "
        "the wrong year is printed and compared, and the right one seems to be missing."
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
    title=N_("replaced without being retired"),
    message=N_("“{id}” is replaced but not retired"),
    hint=N_("add “retired:” with the first year in which it no longer holds"),
    why=N_(
        "An item that is replaced but not retired would be rated side by side with its successor. "
        "One and the same thing would count twice."
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
RETIRED_BEFORE_BEGINNING = Rule(
    "Q312",
    title=N_("retired before it began"),
    message=N_("“{id}” is retired in {retired} but holds only since {since}"),
    hint=N_("“retired” is the first year in which it no longer holds: it comes after “since”"),
    why=N_(
        "Such an item would hold in no year at all. Nobody could ever rate it, and nothing would "
        "say why it is missing from the cards."
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
CATALOGUE_BROKEN = Rule(
    "Q313",
    title=N_("years not checked against a broken catalogue"),
    message=N_("the years could not be checked against this catalogue, since it has errors"),
    hint=N_("mend the catalogue first, then check again"),
    severity=Severity.NOTE,
    why=N_(
        "A year can be checked only against a sound framework. Without this note it would seem "
        "that the years had been checked, too, and were in order."
    ),
)
NO_YEARS = Rule(
    "Q314",
    title=N_("no year to check"),
    message=N_("there is no year file in {folder}"),
    hint=N_("a year stands in a file of its own, for example {folder}/2020-2021.yaml"),
    why=N_(
        "Where nothing is checked, no mistake is found, and that would look like success. A wrong "
        "folder or a lost file would go unnoticed."
    ),
)
MISNAMED = Rule(
    "Q318",
    title=N_("file that is not read for its ending"),
    message=N_("{name} is not read: its name does not end in .yaml"),
    hint=N_("rename it to {right}"),
    why=N_(
        "Only what ends in .yaml is a year, or a rater's file. Editors like to add another ending, "
        "“.yml” or, in Notepad, “.yaml.txt”, and then a whole year would be missing without a word."
    ),
)
REPLACED_IN_A_CIRCLE = Rule(
    "Q316",
    title=N_("replacements that run in a circle"),
    message=N_("“{id}” is replaced, step by step, by itself"),
    hint=N_("let the chain end at the item that holds now"),
    why=N_(
        "A comparison follows the replacements from the old item to the one that holds now. In a "
        "circle there is no such item."
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
SAME_BUT_SHARED = Rule(
    "Q317",
    title=N_("“same” that is not one to one"),
    message=N_("“{id}” is not the only one joined with “{other}”, so they are not the same"),
    hint=N_("use narrower, broader or partly where one item becomes two, or two become one"),
    why=N_(
        "Items joined as the same are compared as one item. If one were the same as two, its "
        "rating would count twice, or it would be unclear with which it is compared."
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
YEAR_TWICE = Rule(
    "Q330",
    title=N_("year with more than one file"),
    message=N_("the year {year} has more than one file: {files}"),
    hint=N_("keep the right one, and move the others out of {folder}"),
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
        "Years are read from data/years, and raters' files from data/years/YEAR/raters. If they "
        "are saved in another folder, a whole year or one rater's work is missing without anyone "
        "noticing."
    ),
)
