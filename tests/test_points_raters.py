"""Raters of items that earn points up to a maximum, have values, or are judged in two ways."""

from fractions import Fraction

import pytest

from qualitycli.comparing.decisions import proposal, takes
from qualitycli.comparing.inter_rater import ItemRatings, compare_raters
from qualitycli.comparing.item_steps import EvenSteps
from qualitycli.model.framework import NO_SCALE, Level, Scale
from qualitycli.model.rater import Opinions
from qualitycli.model.tree import Indicator, Item
from tests.score_oracle import Json

SCALE = Scale(
    levels=tuple(Level.model_validate({"value": str(n), "name": f"равнище {n}"}) for n in (1, 2, 3))
)


def item_of(**keys: object) -> Item:
    return Indicator.model_validate({"id": "A.1.1", "title": "Показател", **keys})


def heard(item: Item, *ratings: Json, scale: Scale = NO_SCALE) -> ItemRatings:
    """The raters' ratings of one item."""
    opinions = [
        Opinions.model_validate(
            {
                "format": "1",
                "year": "2020-2021",
                "framework": {"id": "x", "edition": "1"},
                "rater": {"name": f"Оценител {n}"},
                "ratings": {item.id: one},
            }
        )
        for n, one in enumerate(ratings)
    ]
    return compare_raters(opinions, {item.id: item}, scale, "2020-2021").items[0]


@pytest.mark.parametrize(
    ("points", "standing", "spread"),
    [
        (("7", "7"), "same", 0),
        (("7", "7.5"), "near", 1),
        (("9.5", "0"), "apart", 19),
        (("7", "7.5", "8"), "apart", 2),
    ],
)
def test_points_up_to_a_maximum(points: tuple[str, ...], standing: str, spread: int) -> None:
    item = item_of(rated_by="points", max_points="9.5", step="0.5")
    said = heard(item, *({"points": one} for one in points))
    assert (said.standing, said.spread) == (standing, spread)


def test_without_a_step_each_hundredth_is_one() -> None:
    item = item_of(rated_by="points", max_points="999999999")
    said = heard(item, {"points": "7.25"}, {"points": "7.25"}, {"points": "7.26"})
    assert (said.standing, said.median) == ("near", (Fraction("7.25"),))
    assert proposal(heard(item, {"points": "7.25"}, {"points": "7.25"})) == {"points": "7.25"}
    assert takes(said, {"points": "999999999"})
    assert not any(takes(said, {"points": one}) for one in ("7.255", "1000000000", "-1", "7.250"))


def test_levels_and_points_of_one_item_are_of_different_kinds() -> None:
    item = item_of(rated_by="ratio", max_points="4")
    said = heard(item, {"points": "3"}, {"level": "1"}, scale=SCALE)
    assert (said.standing, said.spread, said.median) == ("kinds", None, ())
    by_level = heard(item, {"level": "3"}, {"level": "1"}, scale=SCALE)
    assert (by_level.standing, by_level.spread) == ("apart", 2)
    by_points = heard(item, {"points": "3"}, {"points": "2.99"}, scale=SCALE)
    assert (by_points.standing, by_points.spread) == ("near", 1)


def test_a_value_or_a_mean_is_a_fact() -> None:
    ladder = [{"points": "0"}, {"points": "1", "from": "-2.5"}]
    value = item_of(rated_by="value", unit="бр.", ladder=ladder)
    assert heard(value, {"value": "-1.5"}, {"value": "3"}).standing == "facts"
    same = heard(value, {"value": "-1.5"}, {"value": "-1.5"})
    assert (same.standing, proposal(same)) == ("same", {"value": "-1.5"})
    survey = item_of(rated_by="survey")
    mean = {"mean": "2.25", "answered": "7"}
    same = heard(survey, mean, mean, scale=SCALE)
    assert proposal(same) == {"mean": "2.25", "answered": "7"}
    assert heard(survey, mean, mean | {"answered": "8"}, scale=SCALE).standing == "facts"


def test_even_steps_are_a_sequence() -> None:
    steps = EvenSteps(Fraction(2), Fraction(1, 2))
    assert list(steps) == [0, Fraction(1, 2), 1, Fraction(3, 2), 2]
    assert (len(steps), steps[-1], steps[1:3]) == (5, Fraction(2), (Fraction(1, 2), Fraction(1)))
    assert [steps.index(one) for one in steps] == [0, 1, 2, 3, 4]
    assert "1" not in steps
    with pytest.raises(ValueError, match="9/4"):
        steps.index(Fraction(9, 4))
