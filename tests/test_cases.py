"""Case files mark the expected findings on the faulty line; other lines must have none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qualitycli.checks import check_year
from qualitycli.reading.load import load_year
from qualitycli.workspace import CatalogueFile

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
_MARK = re.compile(r"# ! (Q[0-9]{3}(?: Q[0-9]{3})*)")


def expected(text: str) -> list[tuple[int, str]]:
    return [
        (number, code)
        for number, line in enumerate(text.splitlines(), 1)
        for mark in _MARK.findall(line)
        for code in mark.split()
    ]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_fault_is_found_on_its_line_and_nothing_else(
    path: Path, real_catalogue: CatalogueFile
) -> None:
    loaded = load_year(path, path.name)
    found = list(loaded.found)
    if loaded.content is not None:
        found += check_year(loaded.content, real_catalogue)
    lines = sorted((one.place.span.line, one.rule.code) for one in found)
    assert lines == expected(path.read_text(encoding="utf-8"))
