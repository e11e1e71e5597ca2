"""Code shared by test modules is in separate modules."""

from __future__ import annotations

import re

from tests.conftest import TOP

_OF_ANOTHER = re.compile(
    r"^\s*(from tests\.test_|import tests\.test_|from tests import .*\btest_)", re.M
)


def test_no_test_module_imports_another() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (TOP / "tests").glob("*.py")}
    assert [name for name, text in texts.items() if _OF_ANOTHER.search(text)] == []
