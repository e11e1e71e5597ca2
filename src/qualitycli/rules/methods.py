"""Q430–Q447: points, their scales and maxima, values, and the answers of surveys."""

from __future__ import annotations

from qualitycli.diagnostics import Rule, Severity
from qualitycli.messages import N_

UNKNOWN_LIST = Rule(
    "Q430",
    title=N_("unknown points scale or answer scale"),
    message=N_("“{section}” has no “{name}”"),
    hint=N_("use one of: {known}; or define it under “{section}:” at the top of the catalogue"),
    why=N_(
        "Items refer to a points scale or an answer scale by its name. If there is none with that "
        "name, the item has no steps, and nothing can be rated."
    ),
    bad="""\
ladders:
  da-ne:
    - points: 0
      text: Не
    - points: 1
      text: Да
areas:
  - id: OP
    title: Образователен процес
    criteria:
      - id: OP.1
        title: Публичност
        rated_by: points
        ladder: da-nee  # ! Q430
""",
    good="""\
ladders:
  da-ne:
    - points: 0
      text: Не
    - points: 1
      text: Да
areas:
  - id: OP
    title: Образователен процес
    criteria:
      - id: OP.1
        title: Публичност
        rated_by: points
        ladder: da-ne
""",
    example_of="catalogue",
)
UNUSED_LIST = Rule(
    "Q431",
    title=N_("unused points scale or answer scale"),
    message=N_("no item uses “{name}”"),
    hint=N_("refer to it with “{key}: {name}”, or delete it"),
    severity=Severity.WARNING,
    why=N_(
        "A points scale that nothing uses is usually left over, or items that should use it have "
        "another one by mistake."
    ),
    bad="""\
ladders:
  da-ne:  # ! Q431
    - points: 0
      text: Не
    - points: 1
      text: Да
""",
    good="""\
ladders: {}
""",
    example_of="catalogue",
)
BAD_BOUNDS = Rule(
    "Q432",
    title=N_("bounds of a points scale out of order"),
    message=N_("the bounds on the points scale of “{id}” are out of order here"),
    hint=N_(
        "list the steps from the lowest bound to the highest: the first has none, each further one "
        "has either “from” or “above”, higher than the one before it"
    ),
    why=N_(
        "The points follow from the last step whose bound a percentage or value reaches. If bounds "
        "are missing, equal or out of order, some results would earn the points of another step."
    ),
    bad="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
    rated_by: ratio
    ladder:
      - points: 1
      - points: 2
        above: 60
      - points: 1.5  # ! Q432
        above: 20
""",
    good="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
    rated_by: ratio
    ladder:
      - points: 1
      - points: 1.5
        above: 20
      - points: 2
        above: 60
""",
    example_of="catalogue",
)
MAX_POINTS_DISAGREE = Rule(
    "Q433",
    title=N_("maximum that differs from the sum"),
    message=N_("“max_points” of “{id}” is {stated}, but its items add up to {total}"),
    hint=N_("check the maximum and the points of the items below it: one of them is mistyped"),
    why=N_(
        "A school's result is its points out of the maximum. If a printed maximum differs from "
        "what the items can earn, the percentage depends on which of the two is used."
    ),
    bad="""\
method: points
areas:
  - id: OP
    title: Образователен процес
    max_points: 16  # ! Q433
    criteria:
      - id: OP.1
        title: Публичност
        rated_by: points
        max_points: 6
""",
    good="""\
method: points
areas:
  - id: OP
    title: Образователен процес
    max_points: 6
    criteria:
      - id: OP.1
        title: Публичност
        rated_by: points
        max_points: 6
""",
    example_of="catalogue",
)
UNKNOWN_ANSWER = Rule(
    "Q434",
    title=N_("unknown answer"),
    message=N_("“{key}” is not one of the answers of “{id}”"),
    hint=N_("answers are: {known}"),
    why=N_(
        "Answers are counted by their number or key on the item's answer scale. People counted "
        "under any other key would be left out of the mean."
    ),
    bad="""\
ratings:
  # Според каталога OP.6.1.2 е анкета с отговори от 1 до 3 и „x“ – „не мога да преценя“.
  OP.6.1.2:
    answers:
      1: 4
      3: 21
      4: 2  # ! Q434
""",
    good="""\
ratings:
  # Според каталога OP.6.1.2 е анкета с отговори от 1 до 3 и „x“ – „не мога да преценя“.
  OP.6.1.2:
    answers:
      1: 4
      3: 21
      x: 2
""",
)
NO_MAX_POINTS = Rule(
    "Q435",
    title=N_("item without a maximum"),
    message=N_("“{id}” has no points to earn, but the method is points"),
    hint=N_("set “max_points:” for it, or give it a points scale with “ladder:”"),
    why=N_(
        "With points, every item counts by the most points that it can earn. Without a maximum, it "
        "would not count at all."
    ),
    bad="""\
method: points
areas:
  - id: OP
    title: Образователен процес
    criteria:
      - id: OP.1
        title: Публичност
        rated_by: points  # ! Q435
""",
    good="""\
method: points
areas:
  - id: OP
    title: Образователен процес
    criteria:
      - id: OP.1
        title: Публичност
        rated_by: points
        max_points: 6
""",
    example_of="catalogue",
)
ZERO_POINTS = Rule(
    "Q436",
    title=N_("maximum or step of 0"),
    message=N_("“{key}” of “{id}” must be greater than 0"),
    hint=N_("write how many points can be earned"),
    why=N_("A share of 0 points cannot be calculated, and no points could be earned."),
    bad="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
    rated_by: points
    max_points: 0  # ! Q436
""",
    good="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
    rated_by: points
    max_points: 2
""",
    example_of="catalogue",
)
MAX_POINTS_OFF_STEP = Rule(
    "Q437",
    title=N_("maximum that is not a multiple of the step"),
    message=N_("the maximum of “{id}”, {most}, is not a multiple of its step, {step}"),
    hint=N_("change “step” or “max_points” so that steps lead from 0 to the maximum"),
    why=N_("Otherwise nobody could ever earn the maximum."),
    bad="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
    rated_by: points
    max_points: 2
    step: 0.75  # ! Q437
""",
    good="""\
subindicators:
  - id: OP.6.1.1
    text: Дял участващи ученици.
    rated_by: points
    max_points: 2
    step: 0.25
""",
    example_of="catalogue",
)
POINTS_OVER_MAXIMUM = Rule(
    "Q438",
    title=N_("more points than the maximum"),
    message=N_("{points} is more than the maximum of “{id}”, {most}"),
    hint=N_("write at most {most}"),
    why=N_("More points than the maximum would raise the result above 100 %."),
    bad="""\
ratings:
  # Според каталога OP.6.1.2 се оценява с до 9.5 точки през 0.5.
  OP.6.1.2:
    points: 10  # ! Q438
""",
    good="""\
ratings:
  # Според каталога OP.6.1.2 се оценява с до 9.5 точки през 0.5.
  OP.6.1.2:
    points: 9.5
""",
)
POINTS_OFF_STEP = Rule(
    "Q439",
    title=N_("points between two steps"),
    message=N_("{points} is not a multiple of the step of “{id}”, {step}"),
    hint=N_("write {below} or {over}"),
    why=N_(
        "The framework says in what steps points are given. Points in between have no meaning in "
        "it, and nobody could explain how they were earned."
    ),
    bad="""\
ratings:
  # Според каталога OP.6.1.2 се оценява с до 9.5 точки през 0.5.
  OP.6.1.2:
    points: 7.3  # ! Q439
""",
    good="""\
ratings:
  # Според каталога OP.6.1.2 се оценява с до 9.5 точки през 0.5.
  OP.6.1.2:
    points: 7.5
""",
)
WEIGHT_WITH_POINTS = Rule(
    "Q440",
    title=N_("weight in a framework of points"),
    message=N_("“{id}” has a weight, but the method is points"),
    hint=N_("delete “weight” and “weight_reason”: the points are the weights"),
    why=N_(
        "With points, an item counts by the points it can earn. With a weight as well, it would "
        "count twice, and the result would differ from the sum of the points."
    ),
    bad="""\
method: points
areas:
  - id: OP
    title: Образователен процес
    criteria:
      - id: OP.1
        title: Публичност
        weight: 6  # ! Q440
        weight_reason: Максимален брой точки
        rated_by: points
        max_points: 6
""",
    good="""\
method: points
areas:
  - id: OP
    title: Образователен процес
    criteria:
      - id: OP.1
        title: Публичност
        rated_by: points
        max_points: 6
""",
    example_of="catalogue",
)
VALUE_WITHOUT_UNIT = Rule(
    "Q441",
    title=N_("value without a unit"),
    message=N_("“{id}” is a value without a unit"),
    hint=N_("add “unit:”, for example “unit: бр.” for a number of things, or “unit: '%'”"),
    why=N_(
        "54 may be a percentage, a number of projects or a sum of money. Readers of the documents "
        "see the unit, not the catalogue."
    ),
    bad="""\
subindicators:
  - id: OP.6.1.1
    text: Брой проекти.
    rated_by: value  # ! Q441
""",
    good="""\
subindicators:
  - id: OP.6.1.1
    text: Брой проекти.
    rated_by: value
    unit: бр.
""",
    example_of="catalogue",
)
MEAN_OFF_SCALE = Rule(
    "Q442",
    title=N_("mean off the answer scale"),
    message=N_("a mean of {mean} is not possible for “{id}”"),
    hint=N_("the mean must be between {lowest} and {highest}"),
    why=N_(
        "The mean of the answers is always between the lowest and the highest answer. Any other "
        "value is on another scale, such as pupils' marks, or is mistyped."
    ),
    bad="""\
ratings:
  # Според каталога OP.6.1.2 е анкета с отговори от 1 до 3 и „x“ – „не мога да преценя“.
  OP.6.1.2:
    mean: 4.6  # ! Q442
    answered: 84
""",
    good="""\
ratings:
  # Според каталога OP.6.1.2 е анкета с отговори от 1 до 3 и „x“ – „не мога да преценя“.
  OP.6.1.2:
    mean: 2.6
    answered: 84
""",
)
MEAN_OF_NOBODY = Rule(
    "Q443",
    title=N_("incomplete pair of “mean” and “answered”"),
    message=N_("“{given}” is given without “{missing}”"),
    hint=N_("give both: “mean” is the mean, “answered” is how many people answered"),
    why=N_(
        "A mean of three answers says less than one of three hundred. Without their number, no "
        "reader can tell."
    ),
    bad="""\
ratings:
  # Според каталога OP.6.1.2 е анкета с отговори от 1 до 3 и „x“ – „не мога да преценя“.
  OP.6.1.2:
    mean: 2.6  # ! Q443
""",
    good="""\
ratings:
  # Според каталога OP.6.1.2 е анкета с отговори от 1 до 3 и „x“ – „не мога да преценя“.
  OP.6.1.2:
    mean: 2.6
    answered: 84
""",
)
NOTHING_COUNTS = Rule(
    "Q444",
    title=N_("only answers that do not count"),
    message=N_("“{id}” has no answers that count, so it is not rated"),
    hint=N_("check the numbers; if nobody could say, write “no_evidence:” with the reason"),
    severity=Severity.WARNING,
    why=N_(
        "Answers such as “cannot say” are shown but are not included in the mean. If there are no "
        "other answers, the survey has no result."
    ),
    bad="""\
ratings:
  # Според каталога OP.6.1.2 е анкета с отговори от 1 до 3 и „x“ – „не мога да преценя“.
  OP.6.1.2:
    answers:  # ! Q444
      x: 14
""",
    good="""\
ratings:
  # Според каталога OP.6.1.2 е анкета с отговори от 1 до 3 и „x“ – „не мога да преценя“.
  OP.6.1.2:
    no_evidence: Анкетираните не са могли да преценят.
""",
)
NO_LEVELS = Rule(
    "Q445",
    title=N_("level without a scale"),
    message=N_("“{id}” is rated by levels, but the framework has no scale"),
    hint=N_("add “scale:” with its levels to the catalogue, or rate the item in another way"),
    why=N_(
        "A level has a meaning only on a scale: what is the lowest, what is the highest, and what "
        "they are called."
    ),
)
BAD_ANSWER_SCALE = Rule(
    "Q446",
    title=N_("unusable answer scale"),
    message=N_("the answer scale needs at least two answers that count, each with its own key"),
    hint=N_(
        "list the answers from the lowest to the highest, each with a “key” of its own or none"
    ),
    why=N_(
        "Shares are calculated from the lowest answer to the highest. With only one answer, or two "
        "with the same key, no share can be calculated."
    ),
    bad="""\
subindicators:
  - id: OP.6.1.1
    text: Учениците участват с желание.
    rated_by: survey
    answer_scale:  # ! Q446
      - text: Съгласен съм
      - text: Не мога да преценя
        counts: false
""",
    good="""\
subindicators:
  - id: OP.6.1.1
    text: Учениците участват с желание.
    rated_by: survey
    answer_scale:
      - text: Не съм съгласен
      - text: Съгласен съм
      - text: Не мога да преценя
        counts: false
""",
    example_of="catalogue",
)
STEP_WITHOUT_TEXT = Rule(
    "Q447",
    title=N_("step without a text"),
    message=N_("a step on the points scale of “{id}” does not say what its points are for"),
    hint=N_("add “text:” to the step"),
    why=N_(
        "A rater chooses the step whose description fits. Where points follow from a percentage or "
        "a value, its bounds say enough."
    ),
    bad="""\
subindicators:
  - id: OP.6.1.2
    text: Постижения/резултати от участие в олимпиади, състезания, конкурси и т.н.
    rated_by: points
    ladder:
      - points: 0
        text: Няма призови места.
      - points: 2  # ! Q447
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
