"""The glance at a plain level says nothing where a check would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitycli.checks.ratings import RATING_CHECKS, Rated, plain_levels
from qualitycli.model.assessment import Rating
from qualitycli.source import Places, Source
from qualitycli.workspace import CatalogueFile, ReadFile

YEAR = "2020-2021"
NOWHERE = ReadFile(Source("year.yaml", ""), {}, Places(None))
LEVELS = st.sampled_from(["0", "1", "2", "3", "4", "5", "9"])
COUNTS = st.sampled_from(["0", "1", "7"])
RATINGS = st.fixed_dictionaries(
    {},
    optional={
        "level": LEVELS,
        "points": st.just("3"),
        "answers": st.dictionaries(LEVELS, COUNTS, min_size=1),
        "invited": COUNTS,
        "count": COUNTS,
        "of": COUNTS,
        "parts": st.lists(st.just({"count": "1", "of": "2"}), max_size=2),
        "not_applicable": st.sampled_from(["", " ", "Няма такива ученици."]),
        "no_evidence": st.sampled_from(["", "Няма данни."]),
        "evidence": st.lists(st.just("Протокол № 3"), max_size=2),
        "note": st.just("Бележка"),
        "rated_on": st.sampled_from(["2020-09-14", "2020-09-15", "2021-09-14", "2021-09-15"]),
    },
)


@given(values=RATINGS, data=st.data())
def test_of_a_plain_level_no_check_complains(
    values: dict[str, object], data: st.DataObject, real_catalogue: CatalogueFile
) -> None:
    items = list(real_catalogue.held_in(YEAR).values())
    item = data.draw(st.sampled_from(items))
    rating, scale = Rating.model_validate(values), real_catalogue.catalogue.scale
    if plain_levels(scale, YEAR)(item, rating):
        rated = Rated(NOWHERE, item, rating, scale, YEAR)
        assert [one for group in RATING_CHECKS for check in group for one in check(rated)] == []


@pytest.mark.parametrize(
    ("values", "plain"),
    [
        ({"level": "3"}, True),
        ({"level": "2", "evidence": ["а"], "note": "б", "rated_on": "2021-05-20"}, True),
        ({"level": "4", "evidence": ["а"]}, True),
        ({"level": "4"}, False),
        ({"level": "1"}, False),
        ({"level": "5", "evidence": ["а"]}, False),
        ({"level": "3", "rated_on": "2021-09-15"}, False),
        ({"level": "3", "count": "1"}, False),
        ({"level": "3", "not_applicable": ""}, False),
        ({}, False),
    ],
)
def test_what_is_plain(
    values: dict[str, object], plain: bool, real_catalogue: CatalogueFile
) -> None:
    item = real_catalogue.held_in(YEAR)["OP.1.1.1"]
    is_plain = plain_levels(real_catalogue.catalogue.scale, YEAR)
    assert is_plain(item, Rating.model_validate(values)) is plain
