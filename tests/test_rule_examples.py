"""The documented examples of the rules: each bad one gives its own finding, good ones give none.

An example is part of a file. The rest of a complete file is added here, so that the examples are
tested exactly as users see them.
"""

from __future__ import annotations

import re
from types import ModuleType
from typing import Final

import pytest

from qualitycli.checks import check_catalogue, check_rater, check_year
from qualitycli.diagnostics import Diagnostic, Findings, Rule, by_place
from qualitycli.messages import LANGUAGES, Translator
from qualitycli.reading.files import decode
from qualitycli.reading.load import parse_catalogue, parse_rater, parse_year
from qualitycli.reading.pure_parser import PureParser
from qualitycli.reading.yaml_text import read_text
from qualitycli.render.rulebook import bad_example
from qualitycli.rules import reading, references, scoring, shape, text
from qualitycli.rules.rulebook import RULES
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile
from tests.rule_examples import CATALOGUE_CHANGES, NAMED, WHOLE, catalogue_for, completed, whole_bad

pytestmark = pytest.mark.slow

WITHOUT_EXAMPLE: Final = {
    "Q101": "what cannot be opened has no text",
    "Q102": "a folder or a pipe has no text",
    "Q103": "no short text is too large",
    "Q106": "a picture or a workbook has no text",
    "Q138": "no short text has so many values",
    "Q220": "the whole file is of the wrong kind",
    "Q313": "a note beside the catalogue's own findings, about the years",
    "Q314": "a folder without years has no text",
    "Q318": "it is the name of the file",
    "Q330": "it is the names of the files",
    "Q331": "it is the folder of the file",
    "Q445": "an example is completed to a catalogue that has a scale",
    "Q449": "it takes thousands of surveys",
    "Q450": "it takes a hundred levels",
    "Q512": "two years are compared",
    "Q514": "two years are compared",
    "Q521": "two files are compared",
    "Q523": "a rater's file is checked beside its year",
    "Q524": "a rater's file is checked beside its year",
    "Q701": "two years are compared",
    "Q702": "two years are compared",
    "Q703": "two years are compared",
    "Q704": "two years are compared",
    "Q705": "two years are compared",
    "Q706": "two catalogues are compared",
    "Q707": "two catalogues are compared",
    "Q708": "two catalogues are compared",
    "Q709": "two catalogues are compared",
    "Q132": "a link has no text",
    "Q801": "a spreadsheet has no text",
    "Q802": "a spreadsheet has no text",
    "Q803": "a spreadsheet has no text",
    "Q804": "a spreadsheet has no text",
    "Q805": "a spreadsheet has no text",
    "Q806": "a spreadsheet has no text",
    "Q807": "a spreadsheet has no text",
    "Q808": "a spreadsheet has no text",
    "Q809": "a spreadsheet has no text",
    "Q810": "a spreadsheet has no text",
    "Q811": "a spreadsheet has no text",
    "Q812": "a spreadsheet has no text",
    "Q813": "a spreadsheet has no text",
    "Q814": "a spreadsheet has no text",
    "Q815": "a spreadsheet has no text",
    "Q816": "a spreadsheet has no text",
    "Q817": "a spreadsheet has no text",
    "Q818": "a spreadsheet has no text",
    "Q819": "a spreadsheet has no text",
    "Q820": "a spreadsheet has no text",
    "Q821": "a spreadsheet has no text",
    "Q822": "a spreadsheet has no text",
    "Q823": "a spreadsheet has no text",
    "Q824": "a spreadsheet has no text",
    "Q825": "a spreadsheet has no text",
    "Q826": "a spreadsheet has no text",
    "Q827": "a spreadsheet has no text",
    "Q828": "a spreadsheet has no text",
    "Q830": "a spreadsheet has no text",
    "Q831": "a spreadsheet has no text",
    "Q840": "a spreadsheet has no text",
    "Q841": "a spreadsheet has no text",
    "Q842": "a spreadsheet has no text",
    "Q860": "a spreadsheet has no text",
    "Q861": "a spreadsheet has no text",
    "Q862": "a spreadsheet has no text",
    "Q863": "a spreadsheet has no text",
    "Q864": "a spreadsheet has no text",
    "Q865": "a spreadsheet has no text",
    "Q866": "a spreadsheet has no text",
    "Q867": "a spreadsheet has no text",
    "Q868": "a spreadsheet has no text",
    "Q869": "a spreadsheet has no text",
    "Q870": "a spreadsheet has no text",
    "Q871": "a spreadsheet has no text",
    "Q901": "a template is no file of the data",
    "Q902": "a template is no file of the data",
    "Q903": "a template is no file of the data",
    "Q904": "a template is no file of the data",
    "Q905": "a template is no file of the data",
    "Q906": "a template is no file of the data",
    "Q907": "a template is no file of the data",
}

# Where no mark is possible: bytes that are not text, and a quote that takes in every comment.
UNMARKED: Final = ("Q104", "Q105", "Q112", "Q127")

_MARK = re.compile(r"# ! (Q[0-9]{3})$")
_PLACEHOLDER = re.compile(r"\{\w*\}")

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
every_example = pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.bad], ids=lambda rule: rule.code
)


def findings(whole: bytes, rule: Rule, real: CatalogueFile) -> Findings:
    """Return all findings in a complete file."""
    source = decode(whole, "example.yaml")
    if isinstance(source, Diagnostic):
        return Findings([source])
    if rule.example_of == "catalogue":
        return by_place(parse_catalogue(source).checked(check_catalogue).found)
    if rule.example_of == "rater":
        card = parse_rater(source, NAMED.get(rule.code))
        return by_place(card.checked(lambda one: check_rater(one, real)).found)
    year = parse_year(source, NAMED.get(rule.code))
    return by_place(year.checked(lambda one: check_year(one, catalogue_for(rule, real))).found)


def findings_of_bad(rule: Rule, real: CatalogueFile) -> Findings:
    return findings(whole_bad(rule).encode(rule.encoding), rule, real)


def marks_in(whole: str) -> list[tuple[int, str]]:
    """Return the line and the code of every mark."""
    lines = enumerate(Source("", whole).lines, start=1)
    return [(number, code) for number, line in lines for code in _MARK.findall(line)]


@every_example
def test_the_bad_example_gives_this_finding_alone(
    rule: Rule, real_catalogue: CatalogueFile
) -> None:
    found = findings_of_bad(rule, real_catalogue)
    assert [one.rule.code for one in found] == [rule.code]


@every_example
def test_the_finding_stands_on_the_marked_line(rule: Rule, real_catalogue: CatalogueFile) -> None:
    marks = marks_in(whole_bad(rule))
    if rule.code in UNMARKED:
        assert not marks
        return
    found = findings_of_bad(rule, real_catalogue)
    assert marks == [(one.place.span.line, one.rule.code) for one in found]


@every_example
def test_the_example_breaks_the_rule_as_it_is_shown(
    rule: Rule, real_catalogue: CatalogueFile
) -> None:
    shown = rule._replace(bad=bad_example(rule))
    assert "# !" not in shown.bad
    assert [one.rule for one in findings_of_bad(shown, real_catalogue)] == [rule]


@every_example
def test_the_good_example_gives_no_finding(rule: Rule, real_catalogue: CatalogueFile) -> None:
    assert "# !" not in rule.good
    assert not findings(completed(rule.good, rule).encode(), rule, real_catalogue)


@every_example
def test_both_parsers_take_the_examples_alike(rule: Rule) -> None:
    for example in (whole_bad(rule), completed(rule.good, rule)):
        source = Source("example.yaml", example)
        fast, slow = read_text(source), read_text(source, PureParser)
        assert (fast.values, fast.found) == (slow.values, slow.found)


@every_example
def test_the_finding_can_be_said(rule: Rule, real_catalogue: CatalogueFile) -> None:
    for one in findings_of_bad(rule, real_catalogue):
        messages = [one.message, one.hint, *(other.message for other in one.related)]
        english, bulgarian = ([*map(Translator(name).fill, messages)] for name in LANGUAGES)
        for said in (english, bulgarian):
            assert said[0]
            assert not _PLACEHOLDER.search(" ".join(said))
        # Bulgarian has its own quotation marks, „ “; untranslated texts are still in English.
        translated = [said for said in bulgarian if said not in english]
        assert "”" not in " ".join(translated)


@every_rule
def test_every_rule_has_its_words(rule: Rule) -> None:
    assert all((rule.title, rule.message, rule.why))
    # It is shown unchanged, without placeholders to fill in.
    assert not set("{}") & set(rule.why)
    assert rule.why.endswith(".")
    assert rule.why == " ".join(rule.why.split())


def test_no_two_rules_have_one_title() -> None:
    titles = [rule.title for rule in RULES]
    assert len(titles) == len(set(titles))


def test_codes_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))


@pytest.mark.parametrize(
    ("family", "digit"),
    [(reading, "1"), (shape, "2"), (references, "3"), (scoring, "4"), (text, "6")],
    ids=lambda value: value if isinstance(value, str) else value.__name__.rpartition(".")[2],
)
def test_a_family_keeps_its_digit(family: ModuleType, digit: str) -> None:
    codes = [value.code for value in vars(family).values() if isinstance(value, Rule)]
    assert all(re.fullmatch(f"Q{digit}[0-9]{{2}}", code) for code in codes), codes


@every_rule
def test_examples_come_in_pairs(rule: Rule) -> None:
    assert bool(rule.bad) == bool(rule.good)
    assert all(example == "" or example.endswith("\n") for example in (rule.bad, rule.good))


def test_a_rule_without_an_example_says_why() -> None:
    assert {rule.code for rule in RULES if not rule.bad} == WITHOUT_EXAMPLE.keys()


def test_exceptions_are_still_needed() -> None:
    """The exceptions listed here are for rules with an example."""
    with_example = {rule.code for rule in RULES if rule.bad}
    assert {*NAMED, *WHOLE, *UNMARKED, *CATALOGUE_CHANGES} <= with_example
