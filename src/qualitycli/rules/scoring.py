"""Q4: judgements, counts, weights, scales and bands that cannot be reckoned with."""

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
        "5 or a 6 would lift the average above the highest level, and the word for it would be "
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
    title=N_("two judgements of one item"),
    message=N_("“{id}” has more than one judgement: {judgements}"),
    hint=N_("keep one of them"),
    why=N_(
        "An item cannot have level 3 and no evidence at once. The tool would have to choose one of "
        "the two, and the figure would rest on a decision that nobody made."
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
    title=N_("judgement that the item is not rated by"),
    message=N_("“{id}” is not rated by “{given}”"),
    hint=N_("give “{wanted}”, as the catalogue asks"),
    why=N_(
        "The framework says how an item is judged: by a level, by points, by a count or by a "
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
    title=N_("empty reason"),
    message=N_("“{key}” has no reason"),
    hint=N_("say why in a sentence, or delete the line"),
    why=N_(
        "What does not apply or cannot be shown is left out of the figures. Without a reason "
        "anything that turned out badly could be left out, and no reader could tell the "
        "difference."
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
    title=N_("count over its total"),
    message=N_("{count} of {of} is more than all of them"),
    hint=N_("“count” is the part, “of” the whole"),
    why=N_(
        "More than all there are is impossible: the two numbers were swapped, or one is mistyped. "
        "A share above 100 % would cast doubt on every other figure in the report."
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
    title=N_("count or total that stands alone"),
    message=N_("“{given}” stands there without “{missing}”"),
    hint=N_("give both: “count” is the part, “of” the whole"),
    why=N_(
        "In a small school 182 pupils are all of them, in a large one only a few. Without the "
        "total the count says nothing, and no share can be worked out."
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
    hint=N_("“invited” is how many were asked, whether or not they answered"),
    why=N_(
        "More answers than people asked means a wrong number, or a survey that some filled in "
        "twice. With more than 100 % of answers nobody would trust the survey."
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
    message=N_("not one answer is counted"),
    hint=N_("if there were none, write “no_evidence:” with the reason"),
    why=N_(
        "No answers have no mean. A zero in its place would read as if everybody were dissatisfied."
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
    message=N_("{value} is less than nothing"),
    hint=N_("only numbers from 0 up are possible here"),
    why=N_(
        "Counts, levels, weights and percentages begin at zero. A minus is a slip, most often a "
        "dash that got stuck to the number, and it would pull every sum down."
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
    title=N_("points that are no step of the ladder"),
    message=N_("{points} is no step of the ladder of “{id}”"),
    hint=N_("steps are: {steps}"),
    why=N_(
        "A ladder describes what each number of points is given for. For points in between there "
        "is no description, and nobody could explain how the school came by them."
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
    hint=N_("say in “weight_reason” who set the weight and why"),
    why=N_(
        "A weight makes one part of the framework count for more than another and can change the "
        "result of the school. Teachers and inspectors will ask who decided so, and why."
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
    title=N_("steps out of order"),
    message=N_("the steps of “{id}” are out of order here"),
    hint=N_(
        "best first: each step but the last has one lower bound, “from” or “above”, lower than the "
        "one before it; the last has none"
    ),
    why=N_(
        "The word for a result is looked for from the best step down. A step in the wrong place "
        "would never be reached, and the school would get a better or worse word than its figure "
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
    title=N_("band profiles that overlap"),
    message=N_("the band profiles “{first}” and “{second}” both hold in {year}"),
    hint=N_("end the older one with “to” in the year before the newer one begins"),
    why=N_(
        "Where two band profiles hold in one year, the same figure has two words. Which of them "
        "gets printed would be left to chance."
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
LEVEL_BY_ANOTHERS_WORD = Rule(
    "Q414",
    title=N_("band profile that calls a level by another's word"),
    message=N_(
        "a year rated {level} throughout would be called “{word}”, the word of another level"
    ),
    hint=N_("check “percent_of”, “round” and the bounds of the steps"),
    why=N_(
        "A school rated “задоволително” in everything must not be called “незадоволителна” in the "
        "end. Where that happens, the bounds do not fit the way in which the percentage is worked "
        "out."
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
    title=N_("year without a band profile"),
    message=N_("no band profile holds in {year}, so its figures get no words"),
    hint=N_("add a profile for that year, or name one after “bands:”; there are: {known}"),
    severity=Severity.WARNING,
    why=N_(
        "Without a band profile the documents show figures but no words such as “добра”. The "
        "pedagogical council and the parents read the words first."
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
        "The outermost levels are the first that an inspector asks about. Without proof a highest "
        "level looks like self-praise, and a lowest one gives nothing to begin improving with."
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
    title=N_("nothing rated"),
    message=N_("nothing is rated yet in {year}"),
    hint=N_("rate the first item, for example “{example}”"),
    severity=Severity.WARNING,
    why=N_(
        "A year without a single rating has no result. Most often the wrong file was saved, or the "
        "filled-in cards have not been taken over yet."
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
    title=N_("date outside the school year"),
    message=N_("{date} is outside the school year {year}"),
    hint=N_("{year} runs from {first} to {last}"),
    severity=Severity.WARNING,
    why=N_(
        "A date from outside the school year is most often mistyped, or was left over when the "
        "file of the year before was copied. Then the rating may be an old one, too."
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
    title=N_("scale out of order"),
    message=N_("the scale needs two levels or more, each higher than the one before it"),
    hint=N_("list the levels from the lowest to the highest"),
    why=N_(
        "Every figure rests on where a level stands between the lowest and the highest one. In the "
        "wrong order “много добро” would count as the worst."
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
    title=N_("key that does not go with how the item is rated"),
    message=N_("“{key}” does not go with “rated_by: {rated_by}”"),
    hint=N_("“ladder” belongs to points, “thresholds” and “lower_is_better” to a ratio"),
    why=N_(
        "Thresholds turn a share into a level, a ladder says what points are given for. At an item "
        "that is rated in another way they would do nothing, while whoever set them believes that "
        "they count."
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
    title=N_("ladder without proper steps"),
    message=N_("the ladder of “{id}” needs two steps or more, from the fewest points to the most"),
    hint=N_("list “points” from the lowest to the highest, each once"),
    why=N_(
        "The share of the maximum is worked out from the last step of the ladder. With steps "
        "missing or out of order a school with the best result could get less than all of it."
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
        "“{id}” needs thresholds between 0 and 100 in the order of the levels, {wanted} in all"
    ),
    hint=N_(
        "one percentage for each level but the lowest, such as 50, 70, 90 of four levels; falling "
        "with lower_is_better"
    ),
    why=N_(
        "Each level but the lowest needs the percentage at which it begins. If one is missing or "
        "out of order, a better share could get a worse level."
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
    title=N_("way of rating on a node that is not rated"),
    message=N_("“{key}” belongs to items, and “{id}” has sub-indicators"),
    hint=N_("move it to the sub-indicators"),
    why=N_(
        "An indicator with sub-indicators is not rated itself: its figure follows from them. A way "
        "of rating given to it would do nothing, although it looks as if it did."
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
    title=N_("target off the scale"),
    message=N_("no grade can be {target}"),
    hint=N_("a target is a grade from {lowest} to {highest}"),
    why=N_(
        "A target above the highest level can never be met, and one below the lowest is always "
        "met. Most often the marks of pupils, from 2 to 6, were meant."
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
    title=N_("counts that do not match the item's parts"),
    message=N_("parts of “{id}”: {wanted}; pairs of counts given: {given}"),
    hint=N_("give one pair “count” and “of” for each part, in the order of the catalogue"),
    why=N_(
        "Each part of the item has a share of its own. With a pair too few or too many nobody can "
        "tell which counts belong to which part."
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
    title=N_("count of nothing"),
    message=N_("of a total of 0 no share can be reckoned"),
    hint=N_("“of” is how many there are in all; if there are none, the item is not applicable"),
    why=N_(
        "There is no share of nothing. If no teacher was absent, neither 0 % nor 100 % of the "
        "lessons were covered, and either number would be invented."
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
    title=N_("counts without a use"),
    message=N_("“{key}” has no use at “{id}”"),
    hint=N_("“count”, “of” and “parts” belong to a ratio, “invited” to a survey"),
    why=N_(
        "The item is rated in another way, so these numbers would appear in no figure and in no "
        "document. What they show can be said in the evidence."
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
    title=N_("years that run backwards"),
    message=N_("the years of “{id}” end before they begin"),
    hint=N_("“from” is the first school year, “to” the last"),
    why=N_(
        "A band profile that ends before it begins holds in no year. The years it was meant for "
        "would get no words, and nothing would say why."
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
    title=N_("descriptor of a level that does not exist"),
    message=N_("“{id}” describes level {level}, which the scale does not have"),
    hint=N_("levels are: {levels}"),
    why=N_(
        "A description of a level that cannot be given helps nobody. Most often the number is "
        "mistyped, and another level is left without its description."
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
    title=N_("exact figures too long"),
    message=N_("exact figures for this year would have more than {limit} digits"),
    hint=N_("check the numbers of answers, the weights and the points of the ladders"),
    why=N_(
        "Every figure is calculated as an exact fraction. With thousands of surveys, each with a "
        "different number of answers, this would take minutes. No school has that many."
    ),
)
TOO_MANY = Rule(
    "Q450",
    title=N_("too many levels or band profiles"),
    message=N_("too many {what}: {n}"),
    hint=N_("at most {most} are possible; for points and percentages use a ladder or a ratio"),
    why=N_(
        "Every item is shown with every level, and every band profile is compared with every "
        "other. Scales usually have four to ten levels."
    ),
)
