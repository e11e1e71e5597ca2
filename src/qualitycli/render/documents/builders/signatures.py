"""The signature sheet of the people who have read the measures and the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from qualitycli.messages import N_
from qualitycli.model.cycle import Decision
from qualitycli.model.period_texts import ACQUAINTED
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.cycle import Signer
from qualitycli.render.documents.records.views import Signatures
from qualitycli.render.documents.sections.head import head_of
from qualitycli.render.documents.wording.words import Words, clean, decision_name

# The number of empty lines on a signature sheet if neither names nor the number of staff is known.
_EMPTY_ROWS: Final = 18
# At most this many, whatever number of staff is stated.
_MOST_ROWS: Final = 300


def view_of(context: ReportContext, words: Words) -> Signatures:
    """Return the signature sheet."""
    people = context.year.acquainted
    signed = max((one.date for one in people if one.date is not None), default=None)
    if signed is not None and not context.stated:
        context = replace(context, day=signed)
    return Signatures(
        head=head_of("signatures", context, words),
        statement=words.of_period(ACQUAINTED, context.year.year),
        documents=tuple(_documents(context, words)),
        signers=tuple(
            Signer(str(number), clean(one.name), clean(one.position), "")
            for number, one in enumerate(people, start=1)
        ),
        empty_rows=_empty_rows(context),
        note="" if people else words(N_("The names are filled in by hand.")),
    )


def _empty_rows(context: ReportContext) -> int:
    """Return the number of lines for the staff who are not named."""
    named = len(context.year.acquainted)
    school = context.year.institution
    profile = school.profile if school else None
    staff = (profile.teachers or 0) + (profile.staff or 0) if profile else 0
    if not staff:
        return 0 if named else _EMPTY_ROWS
    return min(max(staff - named, 0), _MOST_ROWS)


def _documents(context: ReportContext, words: Words) -> Iterator[str]:
    """Yield the version of the rules, then the decisions, up to the day of the sheet."""
    day = context.day
    if (rules := context.year.rules) is not None:
        valid = [one for one in rules.amendments if (one.date or date.max) <= (day or date.max)]
        version = valid[-1].version if valid else rules.version
        yield words(N_("Rules for applying the system, version {version}"), version=version)
    for one in sorted(context.year.decisions, key=lambda one: one.date):
        if one.id in _adopting(context) and (day is None or one.date <= day):
            yield f"{_named(one, words)}: {clean(one.text)}"


def _named(one: Decision, words: Words) -> str:
    """Return a decision with who decided, since two councils number their protocols."""
    name = decision_name(one, words)
    return f"{name} ({clean(one.by)})" if one.by else name


def _adopting(context: ReportContext) -> set[str | None]:
    """Return the ids of the decisions by which measures and rules were adopted."""
    found = {one.adopted_by for one in context.year.measures}
    if (adoption := context.year.adoption) is not None and adoption.measures is not None:
        found |= {decision for _, decision in adoption.measures}
    if (rules := context.year.rules) is not None:
        found |= {rules.adopted_by, *(one.adopted_by for one in rules.amendments)}
    return found
