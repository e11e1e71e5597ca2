"""SECURITY.md: each promise names existing tests."""

from __future__ import annotations

import re

import pytest

from tests.conftest import TOP

PAGE = (TOP / "SECURITY.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and "| Tests |" not in line]


def test_every_section_has_promises() -> None:
    promised = PAGE.partition("## Promises")[2].partition("\n## ")[0]
    assert all("| Promise | Tests |" in one for one in promised.split("\n### ")[1:])
    assert len(ROWS) > 20


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:40])
def test_a_promise_names_its_tests(row: str) -> None:
    _, promise, named, _ = (one.strip() for one in row.split("|"))
    assert promise.endswith(".")
    names = re.findall(r"`(test_\w+\.py)`", named)
    assert names
    for name in names:
        assert "def test_" in (TOP / "tests" / name).read_text(encoding="utf-8")
