"""Q4: judgements, counts, weights, scales and bands that no score can be calculated from."""

from __future__ import annotations

from qualitycli.diagnostics import Rule, Severity
from qualitycli.messages import N_

OFF_THE_SCALE = Rule(
    "Q401",
    title=N_("level off the scale"),
    message=N_("{level} is not a level of the scale"),
    hint=N_("levels are: {levels}"),
    why=N_(
        "Pupils get marks from 2 to 6, but an item has only the levels of the framework's scale. A "
        "5 or a 6 would raise the average above the highest level, and the rating band would be "
        "wrong."
    ),
    bad="""\
ratings:
  OP.1.1.1: 5  # ! Q401
""",
    good="""\
ratings:
  OP.1.1.1: 3
""",
)
TWO_JUDGEMENTS = Rule(
    "Q402",
    title=N_("conflicting judgements"),
    message=N_("“{id}” has more than one judgement: {judgements}"),
    hint=N_("keep one of them"),
    why=N_(
        "An item cannot have level 3 and no evidence at the same time. The tool would have to "
        "choose one of them, and the score would rest on a decision that nobody made."
    ),
    bad="""\
ratings:
  OP.7.1.5:
    level: 3
    no_evidence: Няма данни за филтъра през втория срок.  # ! Q402
""",
    good="""\
ratings:
  OP.7.1.5:
    no_evidence: Няма данни за филтъра през втория срок.
""",
)
WRONG_JUDGEMENT = Rule(
    "Q403",
    title=N_("wrong way of rating"),
    message=N_("“{id}” is not rated by “{given}”"),
    hint=N_("use “{wanted}”, as the framework requires"),
    why=N_(
        "The framework says how each item is rated: by a level, by points, by a count or by a "
        "survey. A level in place of a survey hides how many people answered and what they said."
    ),
    bad="""\
ratings:
  OP.11.2:
    level: 3  # ! Q403
""",
    good="""\
ratings:
  OP.11.2:
    answers:
      2: 3
      3: 14
      4: 12
    invited: 32
""",
)
EMPTY_REASON = Rule(
    "Q404",
    title=N_("missing reason"),
    message=N_("“{key}” has no reason"),
    hint=N_("give the reason in a sentence, or delete the line"),
    why=N_(
        "Items that do not apply or have no evidence are left out of the scores. Without a reason, "
        "any poor result could be left out, and no reader could tell the difference."
    ),
    bad="""\
ratings:
  OP.1.8.1:
    not_applicable:  # ! Q404
""",
    good="""\
ratings:
  OP.1.8.1:
    not_applicable: Няма група за целодневна организация, защото няма желаещи.
""",
)
COUNT_OVER_TOTAL = Rule(
    "Q405",
    title=N_("count greater than its total"),
    message=N_("the count {count} is greater than the total {of}"),
    hint=N_(
        "check both numbers: “count” is the part, “of” is the total; if the total is a plan, set "
        "“may_exceed: true” for the item in the catalogue"
    ),
    why=N_(
        "A part cannot be greater than the whole: the two numbers were swapped, or one is "
        "mistyped. A share above 100 % would cast doubt on every other figure in the report."
    ),
    bad="""\
ratings:
  OP.6.1.1:
    level: 3
    count: 403  # ! Q405
    of: 182
""",
    good="""\
ratings:
  OP.6.1.1:
    level: 3
    count: 182
    of: 403
""",
)
HALF_A_COUNT = Rule(
    "Q406",
    title=N_("incomplete pair of “count” and “of”"),
    message=N_("“{given}” is given without “{missing}”"),
    hint=N_("give both: “count” is the part, “of” is the total"),
    why=N_(
        "In a small school, 182 pupils may be all of them; in a large one, only a few. Without the "
        "total, the count says nothing and no share can be calculated."
    ),
    bad="""\
ratings:
  OP.6.1.1:
    level: 3
    count: 182  # ! Q406
""",
    good="""\
ratings:
  OP.6.1.1:
    level: 3
    count: 182
    of: 403
""",
)
MORE_ANSWERS_THAN_INVITED = Rule(
    "Q407",
    title=N_("more answers than people invited"),
    message=N_("there are more answers ({answers}) than people invited ({invited})"),
    hint=N_("write in “invited” how many people were asked, whether or not they answered"),
    why=N_(
        "If there are more answers than people invited, a number is wrong, or somebody filled in "
        "the survey twice. With more than 100 % of answers, nobody would trust the survey."
    ),
    bad="""\
ratings:
  OP.11.2:
    answers:
      2: 3
      3: 14
      4: 12
    invited: 23  # ! Q407
""",
    good="""\
ratings:
  OP.11.2:
    answers:
      2: 3
      3: 14
      4: 12
    invited: 32
""",
)
NO_ANSWERS = Rule(
    "Q408",
    title=N_("survey without answers"),
    message=N_("the survey has no answers"),
    hint=N_("if there were none, write “no_evidence:” with the reason"),
    why=N_(
        "Without answers, there is no mean. A zero in its place would read as if everybody were "
        "dissatisfied."
    ),
    bad="""\
ratings:
  OP.11.3:
    answers:  # ! Q408
      1: 0
      2: 0
      3: 0
      4: 0
""",
    good="""\
ratings:
  OP.11.3:
    no_evidence: Анкетата сред родителите е отложена за следващата учебна година.
""",
)
NEGATIVE = Rule(
    "Q409",
    title=N_("negative number"),
    message=N_("{value} is less than 0"),
    hint=N_("write 0 or a positive number"),
    why=N_(
        "Counts, levels, weights and percentages start at zero. A minus is a mistake, usually a "
        "dash too close to the number, and would lower every total."
    ),
    bad="""\
ratings:
  OP.6.1.1:
    level: 3
    count: -182  # ! Q409
    of: 403
""",
    good="""\
ratings:
  OP.6.1.1:
    level: 3
    count: 182
    of: 403
""",
)
POINTS_OFF_THE_LADDER = Rule(
    "Q410",
    title=N_("points not on the points scale"),
    message=N_("{points} is not on the points scale of “{id}”"),
    hint=N_("choose one of: {steps}"),
    why=N_(
        "A points scale describes what each number of points is given for. Points in between have "
        "no description, and nobody could explain how the school earned them."
    ),
    bad="""\
ratings:
  # Според каталога OP.6.1.2 се оценява с 0, 0.75, 1.5 или 2 точки.
  OP.6.1.2:
    points: 1  # ! Q410
""",
    good="""\
ratings:
  # Според каталога OP.6.1.2 се оценява с 0, 0.75, 1.5 или 2 точки.
  OP.6.1.2:
    points: 0.75
""",
)
WEIGHT_WITHOUT_REASON = Rule(
    "Q411",
    title=N_("weight without a reason"),
    message=N_("“{id}” has a weight without a reason"),
    hint=N_("state in “weight_reason” who set the weight and why"),
    why=N_(
        "A weight makes one part of the framework count more than another and can change the "
        "school's result. Teachers and inspectors will ask who decided this, and why."
    ),
    bad="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
    weight: 2  # ! Q411
""",
    good="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
    weight: 2
    weight_reason: Приоритет в стратегията, Протокол № 1/10.09.2020 г. на Педагогическия съвет
""",
    example_of="catalogue",
)
STEPS_OUT_OF_ORDER = Rule(
    "Q412",
    title=N_("bands out of order"),
    message=N_("the bands of “{id}” are out of order here"),
    hint=N_(
        "list the bands best first: each one except the last has one lower bound, “from” or "
        "“above”, lower than the one before it; the last has none"
    ),
    why=N_(
        "The rating band is looked up from the best one down. A band in the wrong place would "
        "never be reached, and the school would get a higher or lower one than its percentage "
        "deserves."
    ),
    bad="""\
bands:
  - id: naredba-18
    steps:
      - name: задоволителна
        from: 41
      - name: добра  # ! Q412
        from: 61
      - name: незадоволителна
""",
    good="""\
bands:
  - id: naredba-18
    steps:
      - name: добра
        from: 61
      - name: задоволителна
        from: 41
      - name: незадоволителна
""",
    example_of="catalogue",
)
PROFILES_OVERLAP = Rule(
    "Q413",
    title=N_("overlapping band profiles"),
    message=N_("the band profiles “{first}” and “{second}” both apply to {year}"),
    hint=N_("end the older one with “to” in the year before the newer one starts"),
    why=N_(
        "If two band profiles apply to one year, the same percentage has two rating bands, and it "
        "would be left to chance which of them is printed."
    ),
    bad="""\
bands:
  - id: naredba-15
    years:
      to: 2021-2022
  - id: naredba-18
    years:  # ! Q413
      from: 2021-2022
""",
    good="""\
bands:
  - id: naredba-15
    years:
      to: 2020-2021
  - id: naredba-18
    years:
      from: 2021-2022
""",
    example_of="catalogue",
)
LEVEL_IN_OTHER_BAND = Rule(
    "Q414",
    title=N_("level in another level's band"),
    message=N_(
        "a year rated {level} throughout would be in the band “{band}”, which belongs to another "
        "level"
    ),
    hint=N_("check “percent_of”, “round” and the bounds of the bands"),
    severity=Severity.WARNING,
    why=N_(
        "A school rated “задоволително” for every item must not end up as “незадоволителна”. If it "
        "does, the bounds do not match the way the percentage is calculated."
    ),
    bad="""\
bands:
  - id: naredba-18
    percent_of: range  # ! Q414
    steps:
      - name: много добра
        from: 81
      - name: добра
        from: 61
      - name: задоволителна
        from: 41
      - name: незадоволителна
""",
    good="""\
bands:
  - id: naredba-18
    percent_of: maximum
    steps:
      - name: много добра
        from: 81
      - name: добра
        from: 61
      - name: задоволителна
        from: 41
      - name: незадоволителна
""",
    example_of="catalogue",
)
NO_BANDS = Rule(
    "Q415",
    title=N_("year without rating bands"),
    message=N_("no rating bands are defined for {year}"),
    hint=N_("add a band profile for that year, or choose one with “bands:” from: {known}"),
    severity=Severity.WARNING,
    why=N_(
        "Without a band profile, the documents show percentages but no rating bands such as "
        "“добра”, which the pedagogical council and the parents read first."
    ),
    bad="""\
# В каталога няма скала за 2021/2022 учебна година.
year: 2021-2022  # ! Q415
""",
    good="""\
# В каталога няма скала за 2021/2022 учебна година.
year: 2021-2022
bands: naredba-15
""",
)
NO_EVIDENCE_FOR_EXTREME = Rule(
    "Q416",
    title=N_("lowest or highest level without evidence"),
    message=N_("“{id}” is rated {level} without evidence"),
    hint=N_("list the evidence under “evidence:”, next to “level:”"),
    severity=Severity.WARNING,
    why=N_(
        "The lowest and the highest level are the first that an inspector asks about. Without "
        "evidence, the highest level looks like self-praise, and the lowest does not show where to "
        "start improving."
    ),
    bad="""\
ratings:
  OP.1.1.2: 4  # ! Q416
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 4
    evidence:
      - Протокол от наблюдение на урок № 3
""",
)
NOTHING_RATED = Rule(
    "Q417",
    title=N_("no ratings"),
    message=N_("no items are rated yet in {year}"),
    hint=N_("rate the first item, for example “{example}”"),
    severity=Severity.WARNING,
    why=N_(
        "A year without ratings has no result. Usually the wrong file was saved, or the completed "
        "cards have not been imported yet."
    ),
    bad="""\
ratings:  # ! Q417
  OP.1.1.1:
  OP.1.1.2:
""",
    good="""\
ratings:
  OP.1.1.1: 3
  OP.1.1.2:
""",
)
OUTSIDE_THE_YEAR = Rule(
    "Q418",
    title=N_("date outside the year"),
    message=N_("{date} is outside {year}"),
    hint=N_("check the date: {year} runs from {first} to {last}"),
    severity=Severity.WARNING,
    why=N_(
        "A date outside the year is usually mistyped, or was left over when last year's "
        "file was copied. The rating itself may then be an old one."
    ),
    bad="""\
ratings:
  OP.1.1.2:
    level: 3
    rated_on: 2020-05-20  # ! Q418
""",
    good="""\
ratings:
  OP.1.1.2:
    level: 3
    rated_on: 2021-05-20
""",
)
BAD_SCALE = Rule(
    "Q419",
    title=N_("levels out of order"),
    message=N_("the scale needs at least two levels, each higher than the one before it"),
    hint=N_("list at least two levels, from the lowest to the highest"),
    why=N_(
        "Every score depends on the position of a level between the lowest and the highest one. In "
        "the wrong order, “много добро” would count as the worst."
    ),
    bad="""\
scale:
  levels:  # ! Q419
    - value: 2
      name: добро
    - value: 1
      name: незадоволително
""",
    good="""\
scale:
  levels:
    - value: 1
      name: незадоволително
    - value: 2
      name: добро
""",
    example_of="catalogue",
)
RATED_BY_CONTRADICTION = Rule(
    "Q420",
    title=N_("key that does not match “rated_by”"),
    message=N_("“{key}” does not apply to “rated_by: {rated_by}”"),
    hint=N_(
        "“ladder” goes with points, ratio and value; “thresholds” with ratio and value, without a "
        "ladder; “lower_is_better” with thresholds; “step” with points; “unit” with value; "
        "“may_exceed” with ratio; “answer_scale” with survey"
    ),
    why=N_(
        "Thresholds turn a share into a level, and a points scale says what points are given for. "
        "On an item rated in another way, they would have no effect, although you would expect "
        "them to count."
    ),
    bad="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
    thresholds: [30, 50, 70]  # ! Q420
""",
    good="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
    rated_by: ratio
    thresholds: [30, 50, 70]
""",
    example_of="catalogue",
)
LADDER_OUT_OF_ORDER = Rule(
    "Q421",
    title=N_("points scale out of order"),
    message=N_(
        "the points scale of “{id}” needs at least two steps, from the fewest points to the most"
    ),
    hint=N_("list “points” in ascending order, each value once"),
    why=N_(
        "The share of the maximum is calculated from the last step of the points scale. If steps "
        "are missing or out of order, even the best result could get less than the full share."
    ),
    bad="""\
subindicators:
  - id: OP.6.1.2
    text: Постижения/резултати от участие в олимпиади, състезания, конкурси и т.н.
    rated_by: points
    ladder:  # ! Q421
      - points: 2
        text: Има призови места на национално равнище.
      - points: 0
        text: Няма призови места.
""",
    good="""\
subindicators:
  - id: OP.6.1.2
    text: Постижения/резултати от участие в олимпиади, състезания, конкурси и т.н.
    rated_by: points
    ladder:
      - points: 0
        text: Няма призови места.
      - points: 2
        text: Има призови места на национално равнище.
""",
    example_of="catalogue",
)
BAD_THRESHOLDS = Rule(
    "Q422",
    title=N_("thresholds out of order"),
    message=N_(
        "“{id}” needs thresholds in the order of the levels, {wanted} in all, and percentages "
        "between 0 and 100"
    ),
    hint=N_(
        "list one number for each level except the lowest, for example 50, 70, 90 for four "
        "levels; with lower_is_better, in descending order"
    ),
    why=N_(
        "Each level except the lowest needs the number at which it starts. If one is missing "
        "or out of order, a better share could get a lower level."
    ),
    bad="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
    rated_by: ratio
    thresholds: [70, 50, 30]  # ! Q422
""",
    good="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
    rated_by: ratio
    thresholds: [30, 50, 70]
""",
    example_of="catalogue",
)
JUDGES_NO_ITEM = Rule(
    "Q423",
    title=N_("way of rating on a node that is not an item"),
    message=N_("“{key}” applies only to items, but “{id}” has nodes below it"),
    hint=N_("move it to the items below “{id}”"),
    why=N_(
        "A node with others below it is not rated itself: its score is calculated from them. "
        "A way of rating set for it would have no effect, although it looks as if it had."
    ),
    bad="""\
indicators:
  - id: OP.6.1
    title: Участие на учениците в олимпиади, състезания, конкурси и т.н.
    rated_by: ratio  # ! Q423
    subindicators:
      - id: OP.6.1.1
        text: Дял участващи ученици.
""",
    good="""\
indicators:
  - id: OP.6.1
    title: Участие на учениците в олимпиади, състезания, конкурси и т.н.
    subindicators:
      - id: OP.6.1.1
        text: Дял участващи ученици.
        rated_by: ratio
""",
    example_of="catalogue",
)
TARGET_OFF_THE_SCALE = Rule(
    "Q424",
    title=N_("target out of range"),
    message=N_("the target {target} cannot be reached or missed"),
    hint=N_("write a number from {lowest} to {highest}"),
    why=N_(
        "A target above the maximum can never be met, and one below the minimum is always met. The "
        "cause is often a pupils' mark, from 2 to 6. Targets are grades, or for points, "
        "percentages and values in the unit of the item."
    ),
    bad="""\
targets:
  OP.3: 5.50  # ! Q424
""",
    good="""\
targets:
  OP.3: 3.20
""",
)
PARTS_DO_NOT_MATCH = Rule(
    "Q425",
    title=N_("counts that do not match the parts"),
    message=N_("parts of “{id}”: {wanted}; pairs of counts given: {given}"),
    hint=N_("give one pair of “count” and “of” for each part, in the order of the framework"),
    why=N_(
        "Each part of the item has its own share. With a pair too few or too many, it is unclear "
        "which counts belong to which part."
    ),
    bad="""\
ratings:
  UI.3.2.2:
    level: 3
    parts:  # ! Q425
      - count: 31
        of: 34
""",
    good="""\
ratings:
  UI.3.2.2:
    level: 3
    parts:
      - count: 31
        of: 34
      - count: 19
        of: 34
""",
)
COUNT_OF_NOTHING = Rule(
    "Q426",
    title=N_("total of zero"),
    message=N_("no share can be calculated from a total of 0"),
    hint=N_("write the total in “of”; if it is 0, write “not_applicable:” with the reason instead"),
    why=N_(
        "A share of zero cannot be calculated. If no teacher was absent, the share of covered "
        "lessons is neither 0 % nor 100 %, and either number would be made up."
    ),
    bad="""\
ratings:
  UI.2.5.1:
    level: 3
    count: 0
    of: 0  # ! Q426
""",
    good="""\
ratings:
  UI.2.5.1:
    not_applicable: През учебната година няма отсъстващи учители.
""",
)
STRAY_COUNTS = Rule(
    "Q427",
    title=N_("unused counts"),
    message=N_("“{key}” is not used for “{id}”"),
    hint=N_(
        "remove it: “count”, “of” and “parts” belong to a ratio, “value” to a value, "
        "“invited”, “mean” and “answered” to a survey"
    ),
    why=N_(
        "The item is rated in another way, so these numbers would not appear in any score or "
        "document. Describe what they show in the evidence instead."
    ),
    bad="""\
ratings:
  OP.1.3.5:
    level: 2
    count: 11  # ! Q427
    of: 42
""",
    good="""\
ratings:
  OP.1.3.5:
    level: 2
    evidence:
      - Обобщена справка – учениците работят с ИКТ ресурси в 11 от 42 урока
""",
)
YEARS_BACKWARDS = Rule(
    "Q428",
    title=N_("years in reverse order"),
    message=N_("the years of “{id}” end before they start"),
    hint=N_("set “from” to the first school year and “to” to the last"),
    why=N_(
        "A band profile that ends before it starts applies to no year. The years it was meant for "
        "would have no rating bands, and nothing would explain why."
    ),
    bad="""\
bands:
  - id: naredba-15
    years:
      from: 2020-2021
      to: 2016-2017  # ! Q428
""",
    good="""\
bands:
  - id: naredba-15
    years:
      from: 2016-2017
      to: 2020-2021
""",
    example_of="catalogue",
)
DESCRIPTOR_OFF_THE_SCALE = Rule(
    "Q429",
    title=N_("descriptor of a nonexistent level"),
    message=N_("“{id}” describes level {level}, which is not on the scale"),
    hint=N_("levels are: {levels}"),
    why=N_(
        "A descriptor of a level that cannot be given helps nobody. Usually the number is "
        "mistyped, and another level has no descriptor."
    ),
    bad="""\
subindicators:
  - id: OP.6.1.2
    text: Постижения/резултати от участие в олимпиади, състезания, конкурси и т.н.
    levels:
      3: Има призови места на областно равнище.
      5: Има призови места на национално равнище.  # ! Q429
""",
    good="""\
subindicators:
  - id: OP.6.1.2
    text: Постижения/резултати от участие в олимпиади, състезания, конкурси и т.н.
    levels:
      3: Има призови места на областно равнище.
      4: Има призови места на национално равнище.
""",
    example_of="catalogue",
)
FIGURES_TOO_LONG = Rule(
    "Q449",
    title=N_("exact scores too long"),
    message=N_("exact scores for this year would have more than {limit} digits"),
    hint=N_("check the numbers of answers, the weights and the points of the points scales"),
    why=N_(
        "Every score is calculated as an exact fraction. With thousands of surveys, each with a "
        "different number of answers, this would take minutes. No school has that many."
    ),
)
TOO_MANY = Rule(
    "Q450",
    title=N_("too many levels or band profiles"),
    message=N_("too many {what}: {n}"),
    hint=N_("use at most {most}; for points and percentages, use a points scale or a ratio"),
    why=N_(
        "Every item is shown with every level, and every band profile is compared with every "
        "other. Scales usually have four to ten levels."
    ),
)
