"""Q3: names that lead to nothing, to the wrong thing, or to two things at once."""

from __future__ import annotations

from qualitycli.diagnostics import Rule, Severity
from qualitycli.messages import N_

UNKNOWN_ITEM = Rule(
    "Q301",
    title=N_("unknown item"),
    message=N_("the framework has no item “{id}”"),
    hint=N_("“quality catalogue” lists all items"),
)
NOT_AN_ITEM = Rule(
    "Q302",
    title=N_("node that is not rated itself"),
    message=N_("“{id}” is not rated itself: its figure comes from its items"),
    hint=N_("rate its items, from {first} to {last}"),
)
ITEM_NOT_HELD = Rule(
    "Q303",
    title=N_("item that did not hold in that year"),
    message=N_("the item “{id}” does not hold in {year}"),
    hint=N_("it holds {period}; take the rating out"),
)
UNKNOWN_FRAMEWORK = Rule(
    "Q304",
    title=N_("unknown framework"),
    message=N_("the catalogue is the framework “{known}”, not “{id}”"),
    hint=N_("write “id: {known}”, or check the year against its own catalogue"),
)
UNKNOWN_EDITION = Rule(
    "Q305",
    title=N_("unknown edition of the framework"),
    message=N_("the framework has no edition “{edition}”"),
    hint=N_("editions so far: {known}"),
)
UNKNOWN_BANDS = Rule(
    "Q306",
    title=N_("unknown band profile"),
    message=N_("the catalogue has no band profile “{id}”"),
    hint=N_("band profiles: {known}"),
)
UNKNOWN_NODE = Rule(
    "Q307",
    title=N_("reference to nothing in the framework"),
    message=N_("the framework has nothing with the id “{id}”"),
    hint=N_("“quality catalogue” lists all areas, criteria, indicators and items"),
)
DUPLICATE_ID = Rule(
    "Q308",
    title=N_("id that is given twice"),
    message=N_("the id “{id}” is already given, at line {line}"),
    hint=N_("an id names one thing for ever: give this one the next free number"),
)
FOREIGN_ID = Rule(
    "Q309",
    title=N_("id that does not continue its parent's"),
    message=N_("“{id}” stands under “{parent}” but does not continue its id"),
    hint=N_("write {parent}.{last}; if it moved here, keep the id and add “moved_from”"),
)
YEAR_AND_FILE_NAME = Rule(
    "Q310",
    title=N_("year that contradicts the file's name"),
    message=N_("the file is named {name} but speaks of {year}"),
    hint=N_("rename the file to {year}.yaml, or mend the year"),
)
REPLACED_WITHOUT_END = Rule(
    "Q311",
    title=N_("replaced without being retired"),
    message=N_("“{id}” is replaced but not retired"),
    hint=N_("add “retired:” with the first year in which it no longer holds"),
)
RETIRED_BEFORE_BEGINNING = Rule(
    "Q312",
    title=N_("retired before it began"),
    message=N_("“{id}” is retired in {retired} but holds only since {since}"),
    hint=N_("“retired” is the first year in which it no longer holds: it comes after “since”"),
)
CATALOGUE_BROKEN = Rule(
    "Q313",
    title=N_("years not checked against a broken catalogue"),
    message=N_("the years could not be checked against this catalogue, since it has errors"),
    hint=N_("mend the catalogue first, then check again"),
    severity=Severity.NOTE,
)
NO_YEARS = Rule(
    "Q314",
    title=N_("no year to check"),
    message=N_("there is no year file in {folder}"),
    hint=N_("a year stands in a file of its own, for example {folder}/2020-2021.yaml"),
)
NO_CATALOGUE = Rule(
    "Q315",
    title=N_("missing catalogue"),
    message=N_("the project has no catalogue"),
    hint=N_("put the framework into data/criteria.yaml"),
)
