"""The findings in the text of a year, in order of position."""

from __future__ import annotations

from qualitycli.checks import check_year
from qualitycli.diagnostics import Diagnostic
from qualitycli.reading.load import parse_year
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile


def findings_in(text: str, catalogue_file: CatalogueFile) -> list[Diagnostic]:
    loaded = parse_year(Source("2020-2021.yaml", text))
    return list(loaded.checked(lambda year: check_year(year, catalogue_file)).found)


def places_in(text: str, catalogue_file: CatalogueFile) -> list[tuple[int, str]]:
    """Return the line and the code of each finding."""
    return sorted((one.place.span.line, one.rule.code) for one in findings_in(text, catalogue_file))
