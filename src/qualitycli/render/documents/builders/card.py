"""The card for the self-assessment: blank, or with the ratings of the year."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from qualitycli.messages import N_
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.content import CardForm
from qualitycli.render.documents.records.views import PrintedCard
from qualitycli.render.documents.sections.card_forms import forms_of
from qualitycli.render.documents.sections.cycle import commissions_of
from qualitycli.render.documents.sections.head import head_of
from qualitycli.render.documents.sections.tree import areas_of
from qualitycli.render.documents.wording.words import Words, clean
from qualitycli.render.institution_texts import HOW_TO_LEAVE_OUT, NO_NAMES, about

# The first instruction: if every item has boxes, and if only some have.
_ONE_LEVEL: Final = (
    N_("Mark one level for each item: {levels}."),
    N_("Mark one level for each item that has boxes: {levels}."),
)
_ONE_STEP: Final = (
    N_("Mark one step for each item."),
    N_("Mark one step for each item that has boxes."),
)
_ONE_OF_THE_STEPS: Final = (
    N_("Mark one step for each item. The levels are: {levels}."),
    N_("Mark one step for each item that has boxes. The levels are: {levels}."),
)


def view_of(context: ReportContext, words: Words) -> PrintedCard:
    """Return the card for the self-assessment."""
    forms = forms_of(context, words)
    by_level = any(one.by_level for one in forms.values())
    return PrintedCard(
        head=head_of("card", context, words),
        blank=context.blank,
        by_level=by_level,
        levels_only=by_level and all(one.by_level or not one.boxes for one in forms.values()),
        instructions=tuple(_instructions(forms.values(), context, words)),
        areas=areas_of(context, words, forms),
        commissions=commissions_of(context, words),
        year_before=words.year(context.year_before) if context.year_before else "",
    )


def _instructions(
    forms: Collection[CardForm], context: ReportContext, words: Words
) -> Iterator[str]:
    by_level = any(one.by_level for one in forms)
    levels_only = by_level and all(one.by_level or not one.boxes for one in forms)
    some = not all(one.boxes for one in forms)
    if by_level:
        levels = "; ".join(f"{one.value} – {clean(one.name)}" for one in context.scale.levels)
        texts = _ONE_LEVEL if levels_only else _ONE_OF_THE_STEPS
        yield words(texts[some], levels=levels)
    elif any(one.boxes for one in forms):
        yield words(_ONE_STEP[some])
    if any(one.blanks for one in forms):
        yield words(N_("Where an item has blanks, write the figures in them."))
    yield about(HOW_TO_LEAVE_OUT, context.institution, words)
    if by_level:
        yield words(N_("For the lowest and the highest level, give the evidence and its date."))
    else:
        yield words(N_("Give the evidence and its date."))
    yield about(NO_NAMES, context.institution, words)
