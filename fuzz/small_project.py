"""The small project that the targets start from: a framework and two years with all keys."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from qualitycli.reading.load import load_catalogue, load_year
from qualitycli.workspace import CatalogueFile, YearFile

FOLDER = Path(__file__).resolve().parents[1] / "tests/fixtures/every-field"
YEARS = ("2020-2021", "2021-2022")


def text_of(name: str) -> bytes:
    """Return one of its files: `criteria` or a school year."""
    return (FOLDER / f"{name}.yaml").read_bytes()


@cache
def catalogue_file() -> CatalogueFile:
    """Return its catalogue."""
    content = load_catalogue(FOLDER / "criteria.yaml", "data/criteria.yaml").content
    assert content is not None
    return content


@cache
def year_file(year: str = YEARS[1]) -> YearFile:
    """Return one of its years."""
    content = load_year(FOLDER / f"{year}.yaml", f"data/years/{year}.yaml", year).content
    assert content is not None
    return content
