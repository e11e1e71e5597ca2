"""The shipped framework comes back from a Word table and from a workbook, ids aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from qualitycli.application.framework_import import FrameworkOptions, framework_of
from qualitycli.exchange.source.document import SourceDocument
from qualitycli.exchange.source.read import read_source
from qualitycli.model.framework import Catalogue
from qualitycli.model.tree import Node, Subindicator, descendants
from qualitycli.workspace import CatalogueFile
from tests.framework_papers import TODAY
from tests.shipped_papers import in_excel, in_word

pytestmark = pytest.mark.slow


def texts_of(catalogue: Catalogue) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [
        (type(node).__name__, node.shown_number, node.label, parts_of(node))
        for node in descendants(catalogue.areas)
    ]


def parts_of(node: Node) -> tuple[str, ...]:
    return node.parts if isinstance(node, Subindicator) else ()


@pytest.mark.parametrize(("make", "name"), [(in_word, "ramka.docx"), (in_excel, "ramka.xlsx")])
def test_the_shipped_framework_comes_back(
    make: Callable[[Catalogue], bytes], name: str, real_catalogue: CatalogueFile
) -> None:
    shipped = real_catalogue.catalogue
    document = read_source(make(shipped), name)
    assert isinstance(document, SourceDocument)
    read = framework_of(document, FrameworkOptions(), TODAY)
    kinds = Counter(type(node).__name__ for node in descendants(read.catalogue.areas))
    assert kinds == {"Area": 2, "Criterion": 16, "Indicator": 46, "Subindicator": 136}
    expected = texts_of(shipped)
    # The numbers of areas are not printed.
    found = [(kind, number, *rest) for kind, number, *rest in texts_of(read.catalogue)]
    assert [one for one in found if one[0] != "Area"] == [
        one for one in expected if one[0] != "Area"
    ]
    assert [one[2] for one in found if one[0] == "Area"] == [area.title for area in shipped.areas]
    assert not read.account.reported
