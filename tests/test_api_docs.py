"""The pages about the Python API: their examples run, and they list every public name."""

from __future__ import annotations

import dataclasses
import doctest
import re
from dataclasses import is_dataclass
from datetime import date
from pathlib import Path

import pytest

import qualitycli
from tests.conftest import TOP
from tests.raters import with_raters

PAGES = ["docs/api.md", "docs/api.bg.md"]
# Members that the package itself needs from its types.
INTERNAL = {
    "CatalogueDiff": {"of"},
    "Diff": {"like_for_like_shares"},
    "Finding": {"of"},
    "InvalidEditError": {"code"},
    "InvalidFileError": {"code"},
    "OpenProject": {"catalogue_file", "read", "templates", "public_findings", "years_before"},
    "OpenYear": {"change", "checked", "editable", "judged"},
}
# Attributes that are set on creation.
ATTRIBUTES = {
    "OpenProject": {"folder", "is_example"},
    "OpenYear": {"project", "path"},
    "Reports": {"names", "pages"},
}
# Their fields are the keys of files, which are documented on another page.
# Their fields are on other pages, or internal.
WITHOUT_TABLE = {"Assessment", "Catalogue", "Measure", "YearEdit"}


def members_of(name: str) -> set[str]:
    """Return the public members of a public type."""
    kind = getattr(qualitycli, name)
    fields = {one.name for one in dataclasses.fields(kind)} if is_dataclass(kind) else set()
    public = {one for one in vars(kind) if not one.startswith("_")}
    return (fields | public | ATTRIBUTES.get(name, set())) - INTERNAL.get(name, set())


def rows_of(page: str) -> dict[str, list[str]]:
    """Return the names in the first column of each table of the reference, by its heading."""
    text = (TOP / page).read_text(encoding="utf-8")
    tables = re.findall(r"^\| (.+?) \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    return {
        heading: [
            name
            for row in re.findall(r"^\| (`.*?) \|", rows, re.MULTILINE)
            for name in re.findall(r"`(\w+)(?:\(.*?\))?`", row)
        ]
        for heading, rows in tables
    }


@pytest.mark.parametrize(
    ("page", "examples"), [*((page, 37) for page in PAGES), ("README.md", 3), ("README.bg.md", 3)]
)
def test_the_examples_give_the_shown_results(
    page: str, examples: int, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.rename(project.with_name("school")).parent)
    # In doctest, an empty line ends the expected output.
    text = (TOP / page).read_text(encoding="utf-8").replace("\n```\n", "\n\n```\n")
    test = doctest.DocTestParser().get_doctest(text, {}, page, page, 0)
    assert len(test.examples) >= examples
    told: list[str] = []
    outcome = doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert outcome.failed == 0, "".join(told)


@pytest.mark.parametrize("page", PAGES)
def test_every_public_name_is_in_the_reference(page: str) -> None:
    tables = rows_of(page)
    types = {
        heading.split("`")[1]: rows for heading, rows in tables.items() if heading.startswith("`")
    }
    for name, rows in types.items():
        assert sorted(rows) == sorted(members_of(name)), name
    others = [name for head, rows in tables.items() if not head.startswith("`") for name in rows]
    public = {name for name in qualitycli.__all__ if not name.startswith("_")}
    # The base class of the errors with findings is one of the errors as well.
    assert sorted([*others, *types]) == sorted([*public, "InvalidFileError"])
    classes = {name for name in public if isinstance(getattr(qualitycli, name), type)}
    errors = {name for name in classes if name.endswith("Error")}
    assert types.keys() == classes - errors - WITHOUT_TABLE | {"InvalidFileError"}
    text = (TOP / page).read_text(encoding="utf-8")
    codes = dict(re.findall(r"^\| `(\w+Error)` \| `([a-z-]+)` \|", text, re.MULTILINE))
    assert codes == {name: getattr(qualitycli, name).code for name in codes}
    assert set(codes) == errors - {"QualityError"}


def test_what_is_returned_is_of_a_public_type(project: Path) -> None:
    opened = qualitycli.open_project(project)
    year, today = opened.year("2021-2022"), date(2022, 3, 1)
    with_raters(project)
    returned = [
        opened.framework,
        opened.history("OP.1"),
        opened.trend(),
        opened.trend().series[0],
        opened.reports(),
        next(iter(opened.reports())),
        year.assessment,
        year.score(),
        year.score().node("OP.1"),
        year.explain(),
        year.robustness(),
        year.status(today),
        *year.measures(today),
        *year.calendar(today),
        opened.year("2020-2021").raters(),
        opened.year("2020-2021").raters().agreement,
        *opened.year("2020-2021").raters().items,
        (change := qualitycli.compare(opened.year("2020-2021"), year)),
        change.node("OP.1"),
        change.item("OP.1.1.1"),
        qualitycli.compare_catalogues("data/criteria.yaml", "data/criteria.yaml"),
    ]
    public = {getattr(qualitycli, name) for name in qualitycli.__all__}
    assert {type(one) for one in returned} <= public
