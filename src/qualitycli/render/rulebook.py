"""The rules: one in full, all of them in a list, or all of them on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from qualitycli.diagnostics import Rule
from qualitycli.messages import N_, Translator
from qualitycli.render.findings import SEVERITIES
from qualitycli.render.format_version import FORMAT_VERSION
from qualitycli.render.text_width import columns, wrapped

_FAMILIES: Final = {
    "Q1": N_("Reading a file"),
    "Q2": N_("Structure of the values"),
    "Q3": N_("References"),
    "Q4": N_("Scoring"),
    "Q5": N_("The quality cycle"),
    "Q6": N_("Text"),
    "Q7": N_("Gates"),
    "Q8": N_("Spreadsheets and documents"),
    "Q9": N_("Templates"),
}
# The marker of the faulty line, for the tests.
_MARKER: Final = re.compile(r"(?<![ \t])[ \t]*+# ! Q[0-9]{3}$", re.MULTILINE)
# The page in each language links to the page in the other.
_IN_THE_OTHER: Final = {
    "en": "*На български: [rules.bg.md](rules.bg.md).*",
    "bg": "*In English: [rules.md](rules.md).*",
}


def as_text(rule: Rule, translate: Translator, width: int | None) -> Iterator[str]:
    """Yield a rule in full: its title and severity, the reason for it, a bad and a good example."""
    yield f"{rule.code} {translate(rule.title)} ({translate(SEVERITIES[rule.severity])})"
    yield ""
    yield wrapped(translate(rule.why), width)
    for head, example in _examples(rule, translate):
        yield ""
        yield head
        yield from (f"  {line}".rstrip() for line in example.rstrip("\n").split("\n"))


def as_list(rules: Sequence[Rule], translate: Translator) -> Iterator[str]:
    """Yield a line for each rule."""
    yield from columns(
        [(rule.code, translate(SEVERITIES[rule.severity]), translate(rule.title)) for rule in rules]
    )


def as_markdown(rules: Sequence[Rule], translate: Translator) -> Iterator[str]:
    """Yield the lines of a page with all rules, by family."""
    title = translate(N_("The rules"))
    yield f"# {title}"
    yield ""
    yield translate(
        N_(
            "The rules that “quality validate” checks. This page is generated: “quality "
            "rule --format markdown” prints it, “quality rule Q301” shows one rule."
        )
    )
    yield ""
    yield _IN_THE_OTHER[translate.language]
    family = ""
    for rule in rules:
        if rule.code[:2] != family:
            family = rule.code[:2]
            yield ""
            yield f"## {family} {translate(_FAMILIES[family])}"
        yield ""
        yield f'<a id="{rule.code}"></a>'
        yield ""
        severity = translate(SEVERITIES[rule.severity])
        yield f"### {rule.code} {translate(rule.title)} ({severity})"
        yield ""
        yield translate(rule.why)
        for head, example in _examples(rule, translate):
            yield ""
            yield head
            yield ""
            yield "```yaml"
            yield from example.rstrip("\n").split("\n")
            yield "```"


def bad_example(rule: Rule) -> str:
    """Return the example that breaks a rule, without the marker of its faulty line."""
    return _MARKER.sub("", rule.bad)


def _examples(rule: Rule, translate: Translator) -> Iterator[tuple[str, str]]:
    if rule.bad:
        if rule.encoding == "utf-8":
            yield translate(N_("Wrong:")), bad_example(rule)
        else:
            encoding = rule.encoding.upper()
            yield translate(N_("Wrong, saved as {encoding}:"), encoding=encoding), bad_example(rule)
    if rule.good:
        yield translate(N_("Right:")), rule.good


def as_json(rules: Sequence[Rule], translate: Translator) -> dict[str, Any]:
    """Return rules as JSON values."""
    return {
        "format_version": FORMAT_VERSION,
        "rules": [
            record
            | {
                "bad": bad_example(rule) or None,
                "good": rule.good or None,
                "example_of": rule.example_of if rule.bad else None,
                "encoding": rule.encoding,
            }
            for rule, record in zip(rules, as_records(rules, translate), strict=True)
        ],
    }


CSV_COLUMNS: Final = ("code", "severity", "title", "why")


def as_records(rules: Sequence[Rule], translate: Translator) -> Iterator[dict[str, Any]]:
    """Yield a record for each rule."""
    for rule in rules:
        yield {
            "code": rule.code,
            "severity": str(rule.severity),
            "title": translate(rule.title),
            "why": translate(rule.why),
        }
