"""Agreement between raters, checked against published figures and a second calculation."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from pathlib import Path
from statistics import median_high, median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitycli.comparing.inter_rater import (
    ItemRatings,
    RaterComparison,
    compare_raters,
    ordinal_alpha,
)
from qualitycli.model.rater import Opinions
from qualitycli.workspace import CatalogueFile
from tests.conftest import TOP
from tests.raters import second_alpha

YEAR = "2020-2021"
# Krippendorff, “Computing Krippendorff's Alpha-Reliability” (2011), section C: four observers,
# twelve units, missing values; the ordinal α printed there is 0.815.
PUBLISHED = """\
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""


def card(name: str, ratings: Mapping[str, object]) -> Opinions:
    return Opinions.model_validate(
        {
            "format": "1",
            "year": YEAR,
            "framework": {"id": "vou-montana", "edition": "2020"},
            "rater": {"name": name},
            "ratings": ratings,
        }
    )


def compared(catalogue: CatalogueFile, *ratings: Mapping[str, object]) -> RaterComparison:
    cards = [card(f"Оценител {n}", one) for n, one in enumerate(ratings)]
    return compare_raters(cards, catalogue.held_in(YEAR), catalogue.catalogue.scale, YEAR)


def item(comparison: RaterComparison, item_id: str) -> ItemRatings:
    return next(one for one in comparison.items if one.item.id == item_id)


def test_the_published_example() -> None:
    rows = [line.split() for line in PUBLISHED.splitlines()]
    units = [[int(one) for one in unit if one != "."] for unit in zip(*rows, strict=True)]
    alpha = ordinal_alpha(units)
    assert alpha is not None
    assert round(float(alpha), 3) == 0.815


@given(st.lists(st.lists(st.integers(0, 3), max_size=5), max_size=8))
def test_alpha_agrees_with_a_second_calculation(units: list[list[int]]) -> None:
    assert ordinal_alpha(units) == second_alpha(units)


@pytest.mark.parametrize("units", [[], [[2]], [[2, 2], [2, 2, 2]], [[1], [3]]])
def test_without_variation_alpha_is_undefined(units: list[list[int]]) -> None:
    assert ordinal_alpha(units) is None


def test_full_agreement_is_one() -> None:
    assert ordinal_alpha([[0, 0], [3, 3, 3]]) == 1


@given(st.lists(st.integers(1, 4), min_size=1, max_size=6))
def test_the_median_is_never_between_two_levels(levels: list[int]) -> None:
    found = item(compared(_CATALOGUE, *({"OP.1.1.1": str(one)} for one in levels)), "OP.1.1.1")
    assert set(found.median) == {median_low(levels), median_high(levels)}
    assert found.spread == (max(levels) - min(levels) if len(levels) > 1 else None)


def test_pairs_are_counted_over_items_that_two_judged(real_catalogue: CatalogueFile) -> None:
    comparison = compared(
        real_catalogue,
        {
            "OP.1.1.1": "3",
            "OP.1.1.2": "2",
            "OP.1.1.3": {"not_applicable": "Няма."},
            "OP.1.2.1": "4",
        },
        {"OP.1.1.1": "3", "OP.1.1.2": "3", "OP.1.1.3": {"not_applicable": "Няма такъв."}},
        {"OP.1.1.1": "1", "OP.1.1.2": {"not_applicable": "Няма."}, "OP.1.1.3": "2"},
    )
    found = comparison.agreement
    # OP.1.1.1: 3-3 exact, 3-1 and 3-1 far; OP.1.1.2: 2-3 near, two against “not applicable”;
    # OP.1.1.3: two equal “not applicable”, two against a level; OP.1.2.1: one rater, no pair.
    assert (found.items, found.pairs, found.exact, found.within_one) == (3, 9, 2, 3)
    shares = [(s.scored, s.not_applicable, s.missing) for s in comparison.shares]
    assert shares == [(3, 1, 135), (2, 1, 136), (2, 1, 136)]


def test_what_was_counted_enters_no_percentage(real_catalogue: CatalogueFile) -> None:
    answers = {"answers": {"1": "4", "2": "11"}, "invited": "210"}
    same = {"answers": {"2": "11", "1": "4", "3": "0"}, "invited": "210"}
    other = {"answers": {"1": "4", "2": "12"}, "invited": "210"}
    comparison = compared(
        real_catalogue,
        {"OP.11.1": answers, "OP.11.2": answers},
        {"OP.11.1": same, "OP.11.2": other},
    )
    assert (item(comparison, "OP.11.1").standing, item(comparison, "OP.11.2").standing) == (
        "same",
        "facts",
    )
    assert comparison.agreement.pairs == 0
    assert comparison.agreement.alpha is None


@pytest.mark.parametrize(
    ("one", "other", "standing"),
    [
        ({"level": "3", "count": "0", "of": "9"}, {"level": "3", "count": "1", "of": "9"}, "facts"),
        ({"level": "3", "count": "0", "of": "9"}, {"level": "3", "count": "0", "of": "9"}, "same"),
        ({"level": "3", "count": "4", "of": "9"}, {"level": "3"}, "same"),
        ({"level": "3"}, {"level": "2"}, "near"),
        ({"level": "1"}, {"level": "3", "count": "4", "of": "9"}, "apart"),
        ({"level": "1"}, {"no_evidence": "Няма справка."}, "kinds"),
        ({"not_applicable": "Няма."}, {"no_evidence": "Няма справка."}, "kinds"),
        ({"level": "1"}, {}, "single"),
        ({"note": "Още не."}, {}, "unheard"),
    ],
)
def test_two_raters_compared(
    one: dict[str, str], other: dict[str, str], standing: str, real_catalogue: CatalogueFile
) -> None:
    comparison = compared(real_catalogue, {"OP.6.1.1": one}, {"OP.6.1.1": other})
    assert item(comparison, "OP.6.1.1").standing == standing


def test_the_widest_spread_is_talked_about_first(real_catalogue: CatalogueFile) -> None:
    dice = random.Random(8)
    items = list(real_catalogue.held_in(YEAR))[:60]
    ratings: list[dict[str, object]] = [
        {one: str(dice.randint(1, 4)) for one in items} for _ in range(3)
    ]
    ratings[0]["OP.1.1.1"] = {"not_applicable": "Няма."}
    ratings[1]["OP.1.1.1"] = ratings[2]["OP.1.1.1"] = "2"
    comparison = compared(real_catalogue, *ratings)

    def spread(item_id: str) -> int:
        given = [int(said) for one in ratings if isinstance(said := one[item_id], str)]
        return max(given) - min(given)

    wide = [[one for one in items if spread(one) == width] for width in (3, 2)]
    near = [one for one in items if spread(one) == 1]
    assert [one.item.id for one in comparison.to_discuss] == [*wide[0], *wide[1], "OP.1.1.1", *near]


def _catalogue() -> CatalogueFile:
    from qualitycli.reading.load import load_catalogue

    loaded = load_catalogue(Path(TOP / "data/criteria.yaml"), "criteria.yaml")
    assert loaded.content is not None
    return loaded.content


# A property is tried many times; a fixture would be generated again each time.
_CATALOGUE = _catalogue()


@pytest.mark.parametrize(
    ("page", "not_applicable", "discussed"),
    [("agreement.md", "n/a", "To discuss"), ("agreement.bg.md", "непр.", "За обсъждане")],
)
def test_the_worked_example_of_the_documents(
    page: str, not_applicable: str, discussed: str, real_catalogue: CatalogueFile
) -> None:
    text = (TOP / "docs" / page).read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-E]) \| (.*?) \|$", text, re.MULTILINE)
    ids = dict(zip("ABCDE", list(real_catalogue.held_in(YEAR)), strict=False))
    ratings: list[dict[str, object]] = [{}, {}, {}]
    expected = {}
    for letter, cells in rows:
        *said, median, spread, standing = cells.split(" | ")
        expected[letter] = (median, spread, standing)
        for one, cell in zip(ratings, said, strict=True):
            if cell != "–":
                one[ids[letter]] = {"not_applicable": "Няма."} if cell == not_applicable else cell
    comparison = compared(real_catalogue, *ratings)
    found = {}
    for letter in expected:
        one_of = item(comparison, ids[letter])
        spread = "–" if one_of.spread is None else str(one_of.spread)
        found[letter] = ("/".join(map(str, one_of.median)), spread, one_of.standing)
    assert len(expected) == 5
    assert found == expected
    agreement = comparison.agreement
    assert (agreement.pairs, agreement.exact, agreement.within_one) == (13, 6, 10)
    assert str(agreement.alpha) == "48/143"
    names = {one: letter for letter, one in ids.items()}
    order = ", ".join(names[one.item.id] for one in comparison.to_discuss)
    for figure in ("46.2 %", "76.9 %", "48/143", "0.34", f"{discussed}: {order}."):
        assert figure in re.sub(r"(?<=\d),(?=\d)", ".", " ".join(text.split()))
