"""Every rating is checked, in whatever form it is written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qualitycli.checks import check_year, ratings
from qualitycli.diagnostics import Diagnostic
from qualitycli.model.assessment import Rating
from qualitycli.reading.load import load_year, parse_year
from qualitycli.rules import scoring
from qualitycli.rules.rulebook import RULES
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile
from tests.conftest import TOP
from tests.rule_examples import catalogue_for, whole_bad

YEAR = "2020-2021"


@pytest.mark.usefixtures("no_reading_cache")
def test_no_rating_is_spared_a_check(
    real_catalogue: CatalogueFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def complains_of_each(rated: ratings.Rated) -> Iterator[Diagnostic]:
        yield scoring.NO_ANSWERS.at(rated.at())

    year = load_year(TOP / f"data/years/{YEAR}.yaml", YEAR).content
    assert year is not None
    every_key = tuple(Rating.model_fields)
    check = ratings.RatingCheck(complains_of_each, every_key)
    monkeypatch.setattr(ratings, "RATING_CHECKS", ((check,),))
    monkeypatch.setattr(ratings, "_checks_of", ratings._checks_of.__wrapped__)
    found = [one for one in check_year(year, real_catalogue) if one.rule is scoring.NO_ANSWERS]
    rated = year.assessment.ratings
    # One without a key says nothing that could be wrong.
    assert len(found) == sum(bool(one.model_fields_set) for one in rated.values()) > 100
    # They include short forms (“3”), mappings with a level, and other judgements.
    assert any(one.model_fields_set == {"level"} for one in rated.values())
    assert any(one.model_fields_set > {"level"} for one in rated.values())
    assert any("level" not in one.model_fields_set for one in rated.values())


@pytest.mark.usefixtures("no_reading_cache")
def test_without_its_keys_a_check_finds_nothing(
    real_catalogue: CatalogueFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = ratings.RATING_CHECKS
    fired = set()

    def watched(one: ratings.RatingCheck) -> ratings.RatingCheck:
        def check(rated: ratings.Rated) -> Iterator[Diagnostic]:
            found = list(one.check(rated))
            if found:
                fired.add(one.check.__name__)
                assert not rated.rating.model_fields_set.isdisjoint(one.keys), found[0].rule.code
            return iter(found)

        return ratings.RatingCheck(check, tuple(Rating.model_fields))

    every = tuple(tuple(map(watched, group)) for group in checks)
    monkeypatch.setattr(ratings, "RATING_CHECKS", every)
    monkeypatch.setattr(ratings, "_checks_of", ratings._checks_of.__wrapped__)
    for rule in RULES:
        if rule.bad and rule.example_of == "year" and rule.code >= "Q4":
            source = Source("year.yaml", whole_bad(rule))
            if year := parse_year(source).content:
                check_year(year, catalogue_for(rule, real_catalogue))
    assert fired == {one.check.__name__ for group in checks for one in group}
