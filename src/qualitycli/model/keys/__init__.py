"""Descriptions of all keys of the file formats, for the people who write the files.

They are not in the models, because only the schema for editors shows them and other commands
start faster without them. Evidence, notes and dates of a rating are described at their fields,
because the commands and the tables need those texts too. A key that a model inherits is described
once. Tests check that every key has a description and that every description has a key.
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

# Descriptions of the values that a key may have, by the tuple of those values.
WORDS: Final[Mapping[tuple[str, ...], tuple[str, ...]]] = {
    ("level", "points", "ratio", "value", "survey"): (
        N_("a level on the scale"),
        N_("points on a points scale, or up to a maximum"),
        N_("a ratio: how many out of how many"),
        N_("a value in a unit"),
        N_("a survey: how many people gave each answer"),
    ),
    ("means", "points"): (
        N_("the weighted mean of shares, level by level"),
        N_("points earned out of the maximum"),
    ),
    ("school", "kindergarten", "centre"): (
        N_("a school"),
        N_("a kindergarten"),
        N_("a centre, for example for vocational training"),
    ),
    ("range", "maximum"): (
        N_("of the range from the lowest to the highest level"),
        N_("of the highest level"),
    ),
    ("same", "narrower", "broader", "partly"): (
        N_("the same, reworded: years can be compared"),
        N_("something narrower"),
        N_("something broader"),
        N_("something that overlaps only in part"),
    ),
    ("internal", "external", "support"): (
        N_("by the school itself"),
        N_("by somebody outside the school"),
        N_("methodological support"),
    ),
    ("planned", "corrective"): (N_("planned for the year"), N_("corrective, after monitoring")),
    ("protocol", "order"): (
        N_("a protocol of the pedagogical council"),
        N_("an order by the director"),
    ),
    tuple(STATUS_WORDS): tuple(STATUS_WORDS.values()),
}


def meaning(model: type[Model], key: str) -> str:
    """Return the description of a key of `model`, or of the base class that declares it.

    :raises KeyError: the key has no description.
    """
    for one in model.__mro__:
        if key in (said := KEYS.get(one, {})):
            return said[key]
    raise KeyError(model, key)
