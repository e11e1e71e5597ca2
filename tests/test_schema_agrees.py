"""``validate`` refuses everything that the schema refuses: in examples, and in random changes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitycli.checks import check_catalogue, check_rater, check_year
from qualitycli.diagnostics import Diagnostic, Rule, Severity, has_errors
from qualitycli.reading.load import parse_catalogue, parse_rater, parse_year
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile
from tests.conftest import TIMES, TOP
from tests.quick_yaml import nodes_of, text_of
from tests.raters import FIXTURES
from tests.rule_examples import completed, whole_bad
from tests.schema_files import CATALOGUE, YEAR
from tests.schema_validators import (
    EXAMPLES,
    TEXTS,
    catalogue_validator,
    complaints,
    example_complaints,
    rater_validator,
    year_validator,
)

pytestmark = pytest.mark.slow

# Rules on structure and references that no schema can express, each with the reason.
BEYOND_A_SCHEMA: Final = {
    "Q303": "depends on the year that the same file names",
    "Q308": "two values of one file are compared",
    "Q309": "an id is compared with that of the node around it",
    "Q310": "a schema does not see the file's name",
    "Q312": "two values of one file are compared",
    "Q316": "references are followed through the file",
    "Q317": "references are followed through the file",
}


@cache
def small() -> CatalogueFile:
    loaded = parse_catalogue(Source("criteria.yaml", CATALOGUE))
    assert loaded.content is not None
    assert not [*loaded.found, *check_catalogue(loaded.content)]
    return loaded.content


@cache
def validators() -> tuple[Any, Any]:
    """Return the validators for the small files, created once."""
    return year_validator(small()), catalogue_validator(small())


def year_findings(text: str, work: CatalogueFile) -> list[Diagnostic]:
    loaded = parse_year(Source("2020-2021.yaml", text), "2020-2021")
    return list(loaded.checked(lambda year: check_year(year, work)).found)


def catalogue_findings(text: str) -> list[Diagnostic]:
    loaded = parse_catalogue(Source("criteria.yaml", text))
    return [*loaded.found, *(check_catalogue(loaded.content) if loaded.content else [])]


@pytest.mark.parametrize("name", sorted(path.name for path in (TOP / "data/years").glob("*.yaml")))
def test_the_example_years_are_accepted(name: str, real_catalogue: CatalogueFile) -> None:
    text = (TOP / "data/years" / name).read_text(encoding="utf-8")
    assert complaints(year_validator(real_catalogue), text) == []


def test_the_example_catalogue_is_accepted(real_catalogue: CatalogueFile) -> None:
    text = (TOP / "data/criteria.yaml").read_text(encoding="utf-8")
    assert complaints(catalogue_validator(real_catalogue), text) == []


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.glob("*.yaml")))
def test_raters_files_are_accepted(name: str, real_catalogue: CatalogueFile) -> None:
    text = (FIXTURES / name).read_text(encoding="utf-8")
    assert complaints(rater_validator(real_catalogue), text) == []
    # They are not valid as a year, and a year is not valid as one of them.
    assert complaints(year_validator(real_catalogue), text) != []
    year = (TOP / "data/years/2020-2021.yaml").read_text(encoding="utf-8")
    assert complaints(rater_validator(real_catalogue), year) != []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("OP.1.1.1: 3", "OP.1.1.1: 9"),
        ("OP.1.1.1: 3", "OP.1.1.99: 3"),
        ("name: Виолета Каменова", "nmae: Виолета Каменова"),
        ("rater:\n  name: Виолета Каменова\n  role: председател\n", ""),
        ("id: vou-montana", "id: druga"),
        ("saved_on: 2021-06-04", "saved_on: 4.06.2021"),
    ],
)
def test_a_spoilt_rater_s_file_is_refused_as_validate_does(
    old: str, new: str, real_catalogue: CatalogueFile
) -> None:
    text = (FIXTURES / "kamenova.yaml").read_text(encoding="utf-8")
    assert old in text
    spoilt = text.replace(old, new)
    assert complaints(rater_validator(real_catalogue), spoilt) != []
    loaded = parse_rater(Source("kamenova.yaml", spoilt), "2020-2021")
    assert has_errors(loaded.checked(lambda card: check_rater(card, real_catalogue)).found)


def test_files_that_use_every_key_are_accepted() -> None:
    assert not has_errors(year_findings(YEAR, small()))
    assert complaints(year_validator(small()), YEAR) == []
    assert complaints(catalogue_validator(small()), CATALOGUE) == []


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.code)
def test_a_good_example_is_accepted(rule: Rule, real_catalogue: CatalogueFile) -> None:
    assert example_complaints(rule, completed(rule.good, rule), real_catalogue) == []


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.code)
def test_a_bad_example_is_refused(rule: Rule, real_catalogue: CatalogueFile) -> None:
    refused = bool(example_complaints(rule, whole_bad(rule), real_catalogue))
    if rule.code[:2] in ("Q2", "Q3"):
        assert refused == (rule.code not in BEYOND_A_SCHEMA)
    # A warning is not a reason to reject a file.
    assert not refused or rule.severity is Severity.ERROR


STYLES: Final = (None, None, None, '"', "'", "|")


def nodes(root: Any) -> Iterator[Any]:
    yield root
    if isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            yield key
            yield from nodes(value)
    elif isinstance(root, yaml.SequenceNode):
        for one in root.value:
            yield from nodes(one)


def scalar(text: str, style: str | None = None) -> Any:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, style=style)


@st.composite
def values(draw: st.DrawFn) -> Any:
    leaf = scalar(draw(st.sampled_from(TEXTS)), draw(st.sampled_from(STYLES)))
    kind = draw(st.sampled_from(["leaf", "leaf", "leaf", "list", "mapping", "none", "nothing"]))
    if kind == "leaf":
        return leaf
    inner = [] if kind in ("none", "nothing") else [leaf]
    if kind in ("list", "none"):
        return yaml.SequenceNode("tag:yaml.org,2002:seq", inner)
    key = scalar(draw(st.sampled_from(KEYS)))
    return yaml.MappingNode("tag:yaml.org,2002:map", [(key, one) for one in inner])


KEYS: Final = sorted(
    {
        key.value
        for text in (CATALOGUE, YEAR)
        for node in nodes(nodes_of(text))
        if isinstance(node, yaml.MappingNode)
        for key, _ in node.value
    }
    | {"evidance", "0", "1", "5", "03", "null", "true"}
)


@st.composite
def changed(draw: st.DrawFn, text: str) -> str:
    """Return the text with one or two random changes."""
    root = nodes_of(text)
    for _ in range(draw(st.integers(1, 2))):
        holders = [one for one in nodes(root) if not isinstance(one, yaml.ScalarNode)]
        holder = draw(st.sampled_from([one for one in holders if one.value] or [root]))
        index = draw(st.integers(0, max(len(holder.value) - 1, 0)))
        change(draw, holder, index)
    return text_of(root)


def change(draw: st.DrawFn, holder: Any, index: int) -> None:
    """Replace, add, remove or rename one entry."""
    way = draw(
        st.sampled_from(["replace", "replace", "replace", "replace", "add", "out", "rename"])
    )
    if isinstance(holder, yaml.SequenceNode):
        if way == "out" or not holder.value:
            del holder.value[index:]
        elif way == "add":
            holder.value.insert(index, draw(values()))
        else:
            holder.value[index] = draw(values())
        return
    if not holder.value:
        return
    key, value = holder.value[index]
    if way == "replace":
        holder.value[index] = (key, draw(values()))
    elif way == "out":
        del holder.value[index]
    else:
        other = scalar(draw(st.sampled_from(KEYS)))
        new = (other, draw(values()) if way == "add" else value)
        holder.value[index : index + (way == "rename")] = [new]


@settings(max_examples=50 * TIMES)
@given(changed(YEAR))
def test_what_is_refused_of_a_year_is_an_error(text: str) -> None:
    refused = complaints(validators()[0], text)
    assert not refused or has_errors(year_findings(text, small())), (refused, text)


@settings(max_examples=50 * TIMES)
@given(changed(CATALOGUE))
def test_what_is_refused_of_a_catalogue_is_an_error(text: str) -> None:
    refused = complaints(validators()[1], text)
    assert not refused or has_errors(catalogue_findings(text)), (refused, text)
