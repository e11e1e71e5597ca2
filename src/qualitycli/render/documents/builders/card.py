"""The card for the self-assessment: blank, or with the ratings of the year."""

from __future__ import annotations

from qualitycli.messages import N_
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.views import PrintedCard
from qualitycli.render.documents.sections.cycle import commissions_of
from qualitycli.render.documents.sections.head import head_of
from qualitycli.render.documents.sections.tree import areas_of
from qualitycli.render.documents.wording.words import Words, clean


def view_of(context: ReportContext, words: Words) -> PrintedCard:
    """Return the card for the self-assessment."""
    levels = "; ".join(f"{one.value} – {clean(one.name)}" for one in context.scale.levels)
    return PrintedCard(
        head=head_of("card", context, words),
        blank=context.blank,
        instructions=(
            words(N_("Mark one level for each item: {levels}."), levels=levels),
            words(
                N_(
                    "If an item does not apply to the school, write “not applicable”; if there is "
                    "no evidence for it, write “no evidence”. Give the reason in both cases."
                )
            ),
            words(N_("For the lowest and the highest level, give the evidence and its date.")),
            words(N_("Leave items that are not rated yet empty. Do not write pupils' names here.")),
        ),
        areas=areas_of(context, words),
        commissions=commissions_of(context, words),
        year_before=words.year(context.year_before) if context.year_before else "",
    )
