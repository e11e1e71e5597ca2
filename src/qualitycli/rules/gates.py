"""Q7: changes that a gate can reject (`quality diff --fail-on`)."""

from __future__ import annotations

from qualitycli.diagnostics import Rule
from qualitycli.messages import N_

LOWER_RATING = Rule(
    "Q701",
    title=N_("lower rating of an item"),
    message=N_("“{id}” fell from {before} to {after}: {text}"),
    hint=N_("say in the note of the rating what happened, and plan a measure"),
    why=N_(
        "The score of a criterion can hide that a single item fell. When you compare a year with "
        "the one before, you want to know which item it is."
    ),
)
LOWER_SCORE = Rule(
    "Q702",
    title=N_("lower score of an area or overall"),
    message=N_("{id} fell by {drop} on the items that both years have scored"),
    hint=N_("“quality diff” shows which items brought it down"),
    why=N_(
        "Only items scored in the same way in both years are compared, so a change of the "
        "framework or of the coverage does not count as a drop."
    ),
)
LOWER_BAND = Rule(
    "Q703",
    title=N_("lower rating band"),
    message=N_("{id} fell from “{before}” to “{after}” on the items that both years have scored"),
    hint=N_("“quality diff” shows which items brought it down"),
    why=N_(
        "Both rating bands are determined by the band profile of the second year and on the same "
        "items, so a change of the ordinance alone does not count as a drop."
    ),
)
LOWER_COVERAGE = Rule(
    "Q704",
    title=N_("lower coverage"),
    message=N_("the coverage of {id} fell from {before} to {after}"),
    hint=N_("rate the items that are still open"),
    why=N_(
        "A score from a few items looks as good as one from many. Only the coverage tells them "
        "apart."
    ),
)
DROP_OVER_LIMIT = Rule(
    "Q705",
    title=N_("drop beyond the limit"),
    message=N_("{id} fell by {drop} on the items that both years have scored"),
    hint=N_("“quality diff” shows which items brought it down; --max-drop sets the limit"),
    why=N_("A small drop may be chance. With a limit, you hear only of drops that exceed it."),
)
MISSING_ID = Rule(
    "Q706",
    title=N_("id missing from a published framework"),
    message=N_("“{id}” is no longer in the framework: {text}"),
    hint=N_("put it back with “retired:” and, if something replaces it, “replaced_by:”"),
    why=N_(
        "Ratings of earlier years refer to the id. Without it, those years can no longer be read. "
        "Once it is marked as retired, it is simply no longer rated."
    ),
)
TEXT_CHANGED = Rule(
    "Q707",
    title=N_("text changed without a new edition"),
    message=N_("“{id}” has another text: it was “{before}” and is “{after}”"),
    hint=N_("add an edition under “editions:”, or restore the published text"),
    why=N_(
        "Each year records which edition it was rated by. If a text changes within an edition, "
        "nobody can tell later what exactly was rated."
    ),
)
RATING_CHANGED = Rule(
    "Q708",
    title=N_("changed way of rating or weight"),
    message=N_("“{id}” is rated or weighted differently: it was {before} and is {after}"),
    hint=N_("retire the item, and give the new one its own id, named in “replaced_by:”"),
    why=N_(
        "Scores of different years can be compared only if they were calculated in the same way. A "
        "new way of rating makes it a new item."
    ),
)
YEARS_CHANGED = Rule(
    "Q709",
    title=N_("changed years in force"),
    message=N_(
        "“{id}” has other years in force or another replacement: it was {before} and is {after}"
    ),
    hint=N_("restore the published years; to end an item, retire it in a future year"),
    why=N_(
        "The years in which an item starts and ends decide where it counts. If they change later, "
        "scores that were already published change as well."
    ),
)
