"""The schemas for editors as validators, applied to the examples of the rules."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from jsonschema import Draft202012Validator

from qualitycli.diagnostics import Rule
from qualitycli.messages import Translator
from qualitycli.render.schema.catalogue import catalogue_schema
from qualitycli.render.schema.rater import rater_schema
from qualitycli.render.schema.year import year_schema
from qualitycli.rules import RULES
from qualitycli.workspace import CatalogueFile
from tests.editor_view import editor_view
from tests.rule_examples import catalogue_for

EXAMPLES: Final = [rule for rule in RULES if rule.bad and rule.code >= "Q2"]


@lru_cache(4)
def year_validator(work: CatalogueFile) -> Any:
    return Draft202012Validator(year_schema(work.catalogue, Translator("bg")))


@lru_cache(4)
def catalogue_validator(work: CatalogueFile) -> Any:
    return Draft202012Validator(catalogue_schema(work.catalogue, Translator("bg")))


@lru_cache(4)
def rater_validator(work: CatalogueFile) -> Any:
    return Draft202012Validator(rater_schema(work.catalogue, Translator("bg")))


def complaints(validator: Any, text: str) -> list[str]:
    """Return the errors that an editor would show."""
    found = validator.iter_errors(editor_view(text))
    return [f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}" for one in found]


def example_complaints(rule: Rule, text: str, real: CatalogueFile) -> list[str]:
    if rule.example_of == "catalogue":
        return complaints(catalogue_validator(real), text)
    if rule.example_of == "rater":
        return complaints(rater_validator(real), text)
    return complaints(year_validator(catalogue_for(rule, real)), text)


# Texts that an editor may interpret differently from the reader.
_WORDS: Final = """
null ~ Null true false True TRUE NULL no да 0 1 3 4 5 03 +3 3.0 3.00 -1 1e3 0x10 0o7 .inf .nan 5.10
3,5 2/3 7/2 0/5 0.75 0.750 1.50 999999999 9999999999 0.123456 0.1234567 1_0 ٣ 2020 2020.0
2020-2021 1999-2000 2009-2010 2020-2022 9999-10000 0000-0001 2021-02-29 2020-02-29 2021-06-31
0000-01-01 2021-5-1 2021-05-20 09-15 02-29 02-30 13-01 OP OP.1 OP.1.1.1 OP.99 OP.01 1.10 nashe n15
level points ratio survey range whole same internal planned done protocol goals requirement bg текст
"""
_OTHERS: Final = ("", " ", "a: b", "- a", "текст, и още", "3\n", "level\n", "2020-2021\n", "\n")
TEXTS: Final = (*_WORDS.split(), *_OTHERS)
