"""Q4: judgements, counts, weights, scales and bands that cannot be reckoned with."""

from __future__ import annotations

from qualitycli.diagnostics import Rule, Severity
from qualitycli.messages import N_

OFF_THE_SCALE = Rule(
    "Q401",
    title=N_("level off the scale"),
    message=N_("{level} is not a level of the scale"),
    hint=N_("levels are: {levels}"),
)
TWO_JUDGEMENTS = Rule(
    "Q402",
    title=N_("two judgements of one item"),
    message=N_("“{id}” has more than one judgement: {judgements}"),
    hint=N_("keep one of them"),
)
WRONG_JUDGEMENT = Rule(
    "Q403",
    title=N_("judgement that the item is not rated by"),
    message=N_("“{id}” is not rated by “{given}”"),
    hint=N_("give “{wanted}”, as the catalogue asks"),
)
EMPTY_REASON = Rule(
    "Q404",
    title=N_("empty reason"),
    message=N_("“{key}” has no reason"),
    hint=N_("say why in a sentence, or delete the line"),
)
COUNT_OVER_TOTAL = Rule(
    "Q405",
    title=N_("count over its total"),
    message=N_("{count} of {of} is more than all of them"),
    hint=N_("“count” is the part, “of” the whole"),
)
HALF_A_COUNT = Rule(
    "Q406",
    title=N_("count without its total"),
    message=N_("“{given}” stands there without “{missing}”"),
    hint=N_("give both: “count” is the part, “of” the whole"),
)
MORE_ANSWERS_THAN_INVITED = Rule(
    "Q407",
    title=N_("more answers than people invited"),
    message=N_("{answers} answers came from {invited} invited"),
    hint=N_("“invited” is how many were asked, whether or not they answered"),
)
NO_ANSWERS = Rule(
    "Q408",
    title=N_("survey without answers"),
    message=N_("not one answer is counted"),
    hint=N_("if there were none, write “no_evidence:” with the reason"),
)
NEGATIVE = Rule(
    "Q409",
    title=N_("negative number"),
    message=N_("{value} is less than nothing"),
    hint=N_("only numbers from 0 up are possible here"),
)
POINTS_OFF_THE_LADDER = Rule(
    "Q410",
    title=N_("points that are no step of the ladder"),
    message=N_("{points} points are no step of the ladder of “{id}”"),
    hint=N_("steps are: {steps}"),
)
WEIGHT_WITHOUT_REASON = Rule(
    "Q411",
    title=N_("weight without a reason"),
    message=N_("“{id}” has a weight without a reason"),
    hint=N_("say in “weight_reason” who set the weight and why"),
)
STEPS_OUT_OF_ORDER = Rule(
    "Q412",
    title=N_("steps out of order"),
    message=N_("the steps of “{id}” are out of order here"),
    hint=N_(
        "best first: each step but the last has one lower bound, “from” or “above”, lower than the "
        "one before it; the last has none"
    ),
)
PROFILES_OVERLAP = Rule(
    "Q413",
    title=N_("band profiles that overlap"),
    message=N_("the band profiles “{first}” and “{second}” both hold in {year}"),
    hint=N_("end the older one with “to” in the year before the newer one begins"),
)
LEVEL_BY_ANOTHERS_WORD = Rule(
    "Q414",
    title=N_("band profile that calls a level by another's word"),
    message=N_(
        "a year rated {level} throughout would be called “{word}”, the word of another level"
    ),
    hint=N_("check “percent_of”, “round” and the bounds of the steps"),
)
NO_BANDS = Rule(
    "Q415",
    title=N_("year without a band profile"),
    message=N_("no band profile holds in {year}, so its figures get no words"),
    hint=N_("add a profile for that year, or name one: “bands: {known}”"),
    severity=Severity.WARNING,
)
NO_EVIDENCE_FOR_EXTREME = Rule(
    "Q416",
    title=N_("lowest or highest level without evidence"),
    message=N_("“{id}” is rated {level} without evidence"),
    hint=N_("name what shows it under “evidence:”; the outermost levels are asked about first"),
    severity=Severity.WARNING,
)
NOTHING_RATED = Rule(
    "Q417",
    title=N_("nothing rated"),
    message=N_("nothing is rated yet in {year}"),
    hint=N_("rate the first item, for example “{example}: 3”"),
    severity=Severity.WARNING,
)
OUTSIDE_THE_YEAR = Rule(
    "Q418",
    title=N_("date outside the school year"),
    message=N_("{date} is outside the school year {year}"),
    hint=N_("{year} runs from {first} to {last}"),
    severity=Severity.WARNING,
)
BAD_SCALE = Rule(
    "Q419",
    title=N_("scale out of order"),
    message=N_("the scale needs two levels or more, each higher than the one before it"),
    hint=N_("list the levels from the lowest to the highest"),
)
RATED_BY_CONTRADICTION = Rule(
    "Q420",
    title=N_("key that does not go with how the item is rated"),
    message=N_("“{key}” does not go with “rated_by: {rated_by}”"),
    hint=N_("“ladder” belongs to points, “thresholds” and “lower_is_better” to a ratio"),
)
LADDER_OUT_OF_ORDER = Rule(
    "Q421",
    title=N_("ladder without proper steps"),
    message=N_("the ladder of “{id}” needs two steps or more, from the fewest points to the most"),
    hint=N_("list “points” from the lowest to the highest, each once"),
)
BAD_THRESHOLDS = Rule(
    "Q422",
    title=N_("thresholds out of order"),
    message=N_("“{id}” needs {wanted} thresholds between 0 and 100, in the order of the levels"),
    hint=N_(
        "one percentage for each level but the lowest: 50, 70, 90; falling with lower_is_better"
    ),
)
JUDGES_NO_ITEM = Rule(
    "Q423",
    title=N_("way of rating on a node that is not rated"),
    message=N_("“{key}” belongs to items, and “{id}” has sub-indicators"),
    hint=N_("move it to the sub-indicators"),
)
TARGET_OFF_THE_SCALE = Rule(
    "Q424",
    title=N_("target off the scale"),
    message=N_("no grade can be {target}"),
    hint=N_("a target is a grade from {lowest} to {highest}"),
)
PARTS_DO_NOT_MATCH = Rule(
    "Q425",
    title=N_("counts that do not match the item's parts"),
    message=N_("“{id}” has {wanted} parts, and {given} pairs of counts are given"),
    hint=N_("give one pair “count” and “of” for each part, in the order of the catalogue"),
)
COUNT_OF_NOTHING = Rule(
    "Q426",
    title=N_("count of nothing"),
    message=N_("a part of 0 is no share"),
    hint=N_("“of” is how many there are in all; if there are none, the item is not applicable"),
)
STRAY_COUNTS = Rule(
    "Q427",
    title=N_("counts without a use"),
    message=N_("“{key}” has no use at “{id}”"),
    hint=N_("“count”, “of” and “parts” belong to a ratio, “invited” to a survey"),
)
YEARS_BACKWARDS = Rule(
    "Q428",
    title=N_("years that run backwards"),
    message=N_("the years of “{id}” end before they begin"),
    hint=N_("“from” is the first school year, “to” the last"),
)
DESCRIPTOR_OFF_THE_SCALE = Rule(
    "Q429",
    title=N_("descriptor of a level that does not exist"),
    message=N_("“{id}” describes level {level}, which the scale does not have"),
    hint=N_("levels are: {levels}"),
)
