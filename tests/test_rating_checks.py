"""Every rating is checked, in whatever form it is written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qualitycli.checks import check_year, ratings
from qualitycli.diagnostics import Diagnostic
from qualitycli.reading.load import load_year
from qualitycli.rules import scoring
from qualitycli.workspace import CatalogueFile
from tests.conftest import TOP

YEAR = "2020-2021"


@pytest.mark.usefixtures("no_reading_cache")
def test_no_rating_is_spared_a_check(
    real_catalogue: CatalogueFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def complains_of_each(rated: ratings.Rated) -> Iterator[Diagnostic]:
        yield scoring.NO_ANSWERS.at(rated.at())

    year = load_year(TOP / f"data/years/{YEAR}.yaml", YEAR).content
    assert year is not None
    monkeypatch.setattr(ratings, "RATING_CHECKS", ((complains_of_each,),))
    found = [one for one in check_year(year, real_catalogue) if one.rule is scoring.NO_ANSWERS]
    rated = year.assessment.ratings
    assert len(found) == len(rated)
    # They include short forms (“3”), mappings with a level, and other judgements.
    assert any(one.model_fields_set == {"level"} for one in rated.values())
    assert any(one.model_fields_set > {"level"} for one in rated.values())
    assert any("level" not in one.model_fields_set for one in rated.values())
