"""What each key of the files means, for whoever writes one: the one home of these sentences.

They stand beside the models and not in them, since only an editor's schema shows them and
everything else is to start without them; what a rating states beside its judgement is declared
with its field, since the command and the tables need it too. A key that a model inherits is
described once. A test asks for every key of every model, and that nothing here describes a key
that is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from qualitycli.messages import N_
from qualitycli.model.fields import Model
from qualitycli.model.keys.catalogue import CATALOGUE
from qualitycli.model.keys.cycle import CYCLE
from qualitycli.model.keys.year import YEAR
from qualitycli.model.measure import STATUS_WORDS

KEYS: Final[Mapping[type[Model], Mapping[str, str]]] = {**CATALOGUE, **YEAR, **CYCLE}

# Words of which one is to be chosen, by all that there are to choose from.
WORDS: Final[Mapping[tuple[str, ...], tuple[str, ...]]] = {
    ("level", "points", "ratio", "survey"): (
        N_("by a level of the scale"),
        N_("by points, on a ladder of its own"),
        N_("by a share: how many of how many"),
        N_("by a survey: how many chose each level"),
    ),
    ("range", "maximum"): (
        N_("of the range from the lowest to the highest level"),
        N_("of the highest level"),
    ),
    ("same", "narrower", "broader", "partly"): (
        N_("the same thing in other words: years are compared"),
        N_("a narrower one"),
        N_("a broader one"),
        N_("one that has only a part in common"),
    ),
    ("internal", "external", "support"): (
        N_("from within the school"),
        N_("from outside the school"),
        N_("methodical support"),
    ),
    ("planned", "corrective"): (N_("planned for the year"), N_("corrective, after a monitoring")),
    ("protocol", "order"): (
        N_("a protocol of the pedagogical council"),
        N_("an order of the director"),
    ),
    tuple(STATUS_WORDS): tuple(STATUS_WORDS.values()),
}


def meaning(model: type[Model], key: str) -> str:
    """Return what a key means in a model: what is said there, else of the one it comes from.

    :raises KeyError: nothing is said of it.
    """
    for one in model.__mro__:
        if key in (said := KEYS.get(one, {})):
            return said[key]
    raise KeyError(model, key)
