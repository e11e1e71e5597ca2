"""Q7: changes from one year to another that a gate was asked to stop (`quality diff --fail-on`)."""

from __future__ import annotations

from qualitycli.diagnostics import Rule
from qualitycli.messages import N_

ITEM_WORSENED = Rule(
    "Q701",
    title=N_("item that worsened"),
    message=N_("“{id}” fell from {before} to {after}: {text}"),
    hint=N_("say in the note of the rating what happened, and plan a measure"),
    why=N_(
        "A single item that falls is hidden by the mean of its criterion. Whoever guards a year "
        "against the one before wants to see it by name."
    ),
)
FELL = Rule(
    "Q702",
    title=N_("area or whole that fell"),
    message=N_("{id} fell by {drop} on the items that both years have scored"),
    hint=N_("“quality diff” shows which items brought it down"),
    why=N_(
        "Only what is scored in both years in the same way is compared, so a change of the "
        "framework or of what has been rated so far is no fall."
    ),
)
BAND_FELL = Rule(
    "Q703",
    title=N_("lower word than before"),
    message=N_("{id} fell from “{before}” to “{after}” on the items that both years have scored"),
    hint=N_("“quality diff” shows which items brought it down"),
    why=N_(
        "Both words are taken under the bands of the year compared to, on the same items: a change "
        "of the ordinance alone is no fall."
    ),
)
COVERAGE_FELL = Rule(
    "Q704",
    title=N_("smaller coverage than before"),
    message=N_("the coverage of {id} fell from {before} to {after}"),
    hint=N_("rate the items that are still open"),
    why=N_(
        "A figure from few items looks as good as one from many; the coverage tells them apart."
    ),
)
DROPPED = Rule(
    "Q705",
    title=N_("fall beyond what is allowed"),
    message=N_("{id} fell by {drop} on the items that both years have scored"),
    hint=N_("“quality diff” shows which items brought it down; --max-drop sets what is allowed"),
    why=N_(
        "A small fall may be chance. Whoever sets a limit wants to hear of what goes beyond it."
    ),
)
VANISHED = Rule(
    "Q706",
    title=N_("id that vanished from a published catalogue"),
    message=N_("“{id}” is no longer in the catalogue: {text}"),
    hint=N_("put it back with “retired:” and, where something follows it, “replaced_by:”"),
    why=N_(
        "Ratings of earlier years point to the id. Without it those years can no longer be read; "
        "retired, it is simply no longer asked for."
    ),
)
REWORDED = Rule(
    "Q707",
    title=N_("text changed without a new edition"),
    message=N_("“{id}” has another text: it was “{before}” and is “{after}”"),
    hint=N_("add an edition under “editions:”, or put the published text back"),
    why=N_(
        "A year says by which edition it was judged. If a text changes within an edition, nobody "
        "can tell later what exactly was rated."
    ),
)
RERATED = Rule(
    "Q708",
    title=N_("published item that is rated or weighed in another way"),
    message=N_("“{id}” is rated or weighed in another way: it was {before} and is {after}"),
    hint=N_("retire the item and give the new one an id of its own, named in “replaced_by:”"),
    why=N_(
        "Figures of different years may be compared only if they came about in the same way. A new "
        "way of rating is a new item."
    ),
)
REDATED = Rule(
    "Q709",
    title=N_("published part of the framework that holds in other years"),
    message=N_("“{id}” holds or is replaced otherwise: it was {before} and is {after}"),
    hint=N_("put the published years back; retire anew what is to end, under a year still to come"),
    why=N_(
        "When an item begins and ends decides which years it counts in. If that changes later, "
        "figures that were published change with it."
    ),
)
