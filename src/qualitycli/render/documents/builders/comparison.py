"""The comparison of two years, like for like, in language that a council understands."""

from __future__ import annotations

from collections.abc import Iterator

from qualitycli.comparing.diff import CLASSES, COMMON, Diff, ItemChange, NodeChange
from qualitycli.messages import N_
from qualitycli.render.comparison_text import (
    CLASS_NAMES,
    bands_differ_note,
    class_counts,
    comparison_title,
    legend,
    other_framework_note,
    what_if_note,
)
from qualitycli.render.documents.context import ReportContext
from qualitycli.render.documents.records.views import (
    Comparison,
    ItemChangeRecord,
    ItemGroup,
    NodeChangeRecord,
)
from qualitycli.render.documents.sections.head import head_of
from qualitycli.render.documents.sections.tree import judgement_of
from qualitycli.render.documents.wording.figures import (
    SIGNS,
    coverage_of,
    direction_of,
)
from qualitycli.render.documents.wording.sentences import change_sentences
from qualitycli.render.documents.wording.words import NONE, Words, clean
from qualitycli.render.score_text import band_text, bands_note, nothing_rated, verdict_of
from qualitycli.scoring.figures import in_grades
from qualitycli.scoring.score import flatten


def view_of(context: ReportContext, words: Words) -> Comparison | None:
    """Return the comparison with the other year; None where there is none."""
    diff = context.diff
    if diff is None:
        return None
    numbers = {
        one.id: clean(one.number)
        for judged in (diff.before, diff.after)
        for one in flatten([judged.score.overall])
    }
    names = {level.value: clean(level.name) for level in context.scale.levels}
    return Comparison(
        head=head_of("comparison", context, words),
        year_before=words.year(diff.before.score.year),
        year_after=words.year(diff.after.score.year),
        heading=comparison_title(
            words.year(diff.before.score.year), words.year(diff.after.score.year), words
        ),
        sentences=tuple(_sentences(diff, context, words)),
        overall=_node(diff.overall, "", context, words),
        nodes=tuple(
            _node(one, numbers.get(one.id, ""), context, words)
            for one in diff.nodes
            if one.kind in ("area", "criterion")
        ),
        groups=tuple(_groups(diff, names, context, words)),
        reading=tuple(legend(diff, words)),
        notes=tuple(_notes(diff, words)),
    )


def _node(one: NodeChange, number: str, context: ReportContext, words: Words) -> NodeChangeRecord:
    before, after = one.before, one.after
    direction = direction_of(one)
    return NodeChangeRecord(
        id=one.id or "",
        kind=one.kind,
        number=number,
        title=clean(one.text) or words(N_("Overall")),
        grade_before=words.grade(before.grade if before else None),
        word_before=band_text(before, words) if before else NONE,
        coverage_before=coverage_of(before, words),
        grade_after=words.grade(after.grade if after else None),
        word_after=band_text(after, words) if after else NONE,
        coverage_after=coverage_of(after, words),
        share_before=float(before.share) if before and before.share is not None else None,
        share_after=float(after.share) if after and after.share is not None else None,
        headline=words.difference(in_grades(one.headline, context.scale)),
        like_for_like=words.difference(in_grades(one.like_for_like, context.scale)),
        rest=words.difference(in_grades(one.rest, context.scale)),
        common=str(one.common),
        direction=direction,
        sign=SIGNS[direction],
    )


def _groups(
    diff: Diff, names: dict[int, str], context: ReportContext, words: Words
) -> Iterator[ItemGroup]:
    for item_class in CLASSES:
        items = [one for one in diff.items if one.item_class == item_class]
        if items:
            yield ItemGroup(
                item_class=item_class,
                name=words(CLASS_NAMES[item_class]),
                count=str(len(items)),
                items=tuple(_item(one, names, context, words) for one in items),
            )


def _item(
    one: ItemChange, names: dict[int, str], context: ReportContext, words: Words
) -> ItemChangeRecord:
    comparable = one.item_class in COMMON
    direction = direction_of(one)
    return ItemChangeRecord(
        id=one.id,
        text=clean(context.texts.get(one.id, one.text)),
        before=judgement_of(one.before, names, words) if one.before else "",
        after=judgement_of(one.after, names, words) if one.after else "",
        change=words.difference(in_grades(one.change, context.scale)) if comparable else "",
        direction=direction,
        sign=SIGNS[direction],
        replaced_by=", ".join(clean(other) for other, _ in one.replaced_by),
    )


def _sentences(diff: Diff, context: ReportContext, words: Words) -> Iterator[str]:
    for judged in (diff.before, diff.after):
        overall = judged.score.overall
        if overall.share is None:
            yield f"{words.year(judged.score.year)}: {nothing_rated(words)}"
            continue
        if overall.complete:
            text = N_(
                "In {year} the overall grade is “{verdict}”: {scored} of {all} applicable items "
                "are rated."
            )
        else:
            text = N_(
                "In {year} the overall grade is {grade}, but still incomplete: {scored} of {all} "
                "applicable items are rated."
            )
        yield words(
            text,
            year=words.year(judged.score.year),
            verdict=verdict_of(overall, words),
            grade=words.grade(overall.grade),
            scored=overall.scored,
            all=overall.applicable,
        )
    yield from change_sentences(diff.overall, context, words)
    if counts := class_counts(diff, ("improved", "worsened", "unchanged"), words):
        yield counts


def _notes(diff: Diff, words: Words) -> Iterator[str]:
    old, new = diff.before.score, diff.after.score
    if not diff.same_framework:
        yield other_framework_note(words)
    if old.profile is not new.profile and (
        old.profile is None or new.profile is None or old.profile.id != new.profile.id
    ):
        for score in (old, new):
            if score.profile is not None:
                yield bands_note(words.year(score.year), score.profile.title, words)
        yield bands_differ_note(words)
    yield from what_if_note(diff, words.year, words)
