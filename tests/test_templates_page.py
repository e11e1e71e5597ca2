"""The pages on templates match the views, with every name and kind."""

from __future__ import annotations

import re
from types import ModuleType

import pytest

from qualitycli.render.documents.records import chart_marks, content, cycle, views
from qualitycli.render.documents.records.content import TEMPLATE_VERSION
from qualitycli.render.documents.records.record import TemplateRecord
from qualitycli.render.documents.templates.filters import ALLOWED_FILTERS
from tests.conftest import TOP

PAGES = ("docs/templates.md", "docs/templates.bg.md")
_SECTION = re.compile(r"^### (\w+)\n\n(.+)\n\n((?:\|.*\n)+)", re.MULTILINE)
_ROW = re.compile(r"^\| `(\w+)` \| `([^`]+)` \| (.+) \|$", re.MULTILINE)


def promised(page: str) -> dict[str, list[tuple[str, str]]]:
    """Return the names and kinds that a page lists for each view."""
    text = (TOP / page).read_text(encoding="utf-8")
    return {
        name: [(field, kind) for field, kind, _ in _ROW.findall(rows)]
        for name, _, rows in _SECTION.findall(text)
    }


def there(module: ModuleType) -> dict[str, list[tuple[str, str]]]:
    """Return the names and kinds that the views of a module have."""
    return {
        name: [(field, str(of).replace("|", "or")) for field, of in kind.__annotations__.items()]
        for name, kind in vars(module).items()
        if isinstance(kind, type)
        and issubclass(kind, TemplateRecord)
        and kind.__module__ == module.__name__
    }


@pytest.mark.parametrize("page", PAGES)
def test_every_name_is_on_the_page(page: str) -> None:
    assert promised(page) == there(views) | there(content) | there(cycle) | there(chart_marks)


@pytest.mark.parametrize("page", PAGES)
def test_the_page_names_the_filters_and_the_version(page: str) -> None:
    text = (TOP / page).read_text(encoding="utf-8")
    (line,) = [line for line in text.split("\n") if "`groupby`" in line]
    own = {"e", "escape", "join", "replace", "safe", "trim"}
    assert set(re.findall(r"`(\w+)`", line)) == {*ALLOWED_FILTERS, *own}
    assert re.search(rf"`template_version` (?:is|е) {TEMPLATE_VERSION}\.", text)


def test_the_templates_use_nothing_else() -> None:
    known = {name for kind in there(views).values() for name, _ in kind}
    for path in (TOP / "templates").glob("*.j2"):
        text = path.read_text(encoding="utf-8")
        code = " ".join(re.findall(r"\{[{%](.*?)[%}]\}", text, re.DOTALL))
        code = re.sub(r'"[^"]*"', "", code)
        used = set(re.findall(r"\bview\.(\w+)", code))
        assert used <= known, path.name
