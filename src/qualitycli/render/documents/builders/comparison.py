"""The like-for-like comparison of two years, in language that a council understands."""

from __future__ import annotations

from collections.abc import Iterator

from qualitycli.comparing.diff import CLASSES, COMMON, Diff, ItemChange, NodeChange
from qualitycli.messages import N_
from qualitycli.render.comparison_text import (
    bands_differ_note,
    class_counts,
    class_name,
    comparison_title,
    legend,
    like_for_like_note,
    other_framework_note,
    result_unit,
    rounding_note,
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
from qualitycli.render.documents.wording.figures import (
    SIGNS,
    change_of_item,
    coverage_of,
    direction_of,
    direction_of_difference,
    scope_note,
)
from qualitycli.render.documents.wording.references import code_of
from qualitycli.render.documents.wording.results import in_full, judgement_of
from qualitycli.render.documents.wording.sentences import change_sentences, result_sentence_part
from qualitycli.render.documents.wording.words import NONE, Words, clean
from qualitycli.render.score_text import band_text, bands_note, nothing_rated, verdict_of
from qualitycli.scoring.score import Score, flatten


def view_of(context: ReportContext, words: Words, *, plain: bool = True) -> Comparison | None:
    """Return the comparison with the other year; None if there is no other year.

    :param plain: whether the sentences also have the difference of the printed results.
    """
    diff = context.diff
    if diff is None:
        return None
    numbers = {
        one.id: clean(one.number)
        for judged in (diff.before, diff.after)
        for one in flatten([judged.score.overall])
    }
    return Comparison(
        head=head_of("comparison", context, words),
        year_before=words.year(diff.before.score.year),
        year_after=words.year(diff.after.score.year),
        heading=comparison_title(
            words.year(diff.before.score.year), words.year(diff.after.score.year), words
        ),
        compares=any(one.item_class in COMMON for one in diff.items),
        sentences=tuple(_sentences(diff, context, words, plain=plain)),
        has_overall=diff.has_overall,
        overall=_node(diff.overall, "", context, words),
        nodes=tuple(_node(one, numbers.get(one.id, ""), context, words) for one in _shown(diff)),
        groups=tuple(_groups(diff, context, words)),
        information=tuple(_item(one, context, words) for one in diff.items if _is_information(one)),
        reading=tuple(_reading(diff, words, plain=plain)),
        notes=tuple(_notes(diff, words)),
    )


def _reading(diff: Diff, words: Words, *, plain: bool) -> Iterator[str]:
    if not plain:
        yield like_for_like_note(diff, words)
        return
    yield from legend(diff, words, points=_in_points(diff))
    yield rounding_note(words)


def _in_points(diff: Diff) -> bool:
    return result_unit(diff.before.score.catalogue, diff.after.score.catalogue) == "points"


def _shown(diff: Diff) -> list[NodeChange]:
    """Return the changes of areas and criteria in tree order; some criteria are items."""
    nodes = [one for one in diff.nodes if one.kind in ("area", "criterion")]
    judged = (one for one in map(change_of_item, diff.items) if one.kind == "criterion")
    nodes.extend(one for one in judged if one.headline is not None)
    order = {one.id: place for place, one in enumerate(flatten([diff.after.score.overall]))}
    return sorted(nodes, key=lambda one: order.get(one.id, len(order)))


def _node(one: NodeChange, number: str, context: ReportContext, words: Words) -> NodeChangeRecord:
    before, after, parts = one.before, one.after, context.change_parts(one)
    headline, like_for_like, rest = words.changes(parts)
    alike = parts.percent.like_for_like
    direction = direction_of_difference(parts.parts.like_for_like)
    return NodeChangeRecord(
        id=one.id or "",
        kind=one.kind,
        rated_itself=after is not None and after.state is not None,
        number=number,
        code=code_of(one.id or "", context, words) if one.id else "",
        title=clean(one.text) or words(N_("Overall")),
        grade_before=words.grade(before.grade if before else None),
        result_before=in_full(before, words),
        percent_before=words.percent(before.percent if before else None),
        word_before=band_text(before, words) if before else NONE,
        coverage_before=coverage_of(before, words),
        grade_after=words.grade(after.grade if after else None),
        result_after=in_full(after, words),
        percent_after=words.percent(after.percent if after else None),
        word_after=band_text(after, words) if after else NONE,
        coverage_after=coverage_of(after, words),
        share_before=float(before.share) if before and before.share is not None else None,
        share_after=float(after.share) if after and after.share is not None else None,
        headline=headline,
        like_for_like=like_for_like,
        percentage_points=NONE if alike is None else words.percentage_points(alike),
        rest=rest,
        common=str(one.common),
        direction=direction,
        sign=SIGNS[direction],
        scope=scope_note(parts, words),
    )


def _groups(diff: Diff, context: ReportContext, words: Words) -> Iterator[ItemGroup]:
    for item_class in CLASSES:
        items = [
            one for one in diff.items if one.item_class == item_class and not _is_information(one)
        ]
        if items:
            yield ItemGroup(
                item_class=item_class,
                name=class_name(item_class, words, grades=bool(context.grades)),
                count=str(len(items)),
                items=tuple(_item(one, context, words) for one in items),
            )


def _is_information(one: ItemChange) -> bool:
    """Tell whether an item that is in both years is a value for information only."""
    return one.is_information and one.before is not None and one.after is not None


def _item(one: ItemChange, context: ReportContext, words: Words) -> ItemChangeRecord:
    scale = context.scale
    change = _change(one, context, words) if one.item_class in COMMON else ""
    direction = direction_of(one)
    if _is_information(one):
        change = _change_of_value(one, words)
    return ItemChangeRecord(
        id=one.id,
        code=code_of(one.id, context, words),
        text=clean(context.texts.get(one.id, one.text)),
        before=judgement_of(one.before, scale, words) if one.before else "",
        after=judgement_of(one.after, scale, words) if one.after else "",
        change=change,
        direction=direction,
        sign=SIGNS[direction],
        replaced_by=", ".join(code_of(other, context, words) for other, _ in one.replaced_by),
    )


def _change(one: ItemChange, context: ReportContext, words: Words) -> str:
    """Return the change of an item that both years rate in the same way: in grades or points."""
    before, after = one.before, one.after
    if context.grades or before is None or after is None:
        return words.change(one.change, context.grades)
    if before.points is None or after.points is None:
        return words.change(one.change, context.grades)
    return words.difference_of_points(after.points - before.points)


def _change_of_value(one: ItemChange, words: Words) -> str:
    """Return the change of a value for information, in its unit; empty if it is unknown."""
    before, after = one.before, one.after
    assert before is not None, one.id
    assert after is not None, one.id
    if before.measured is None or after.measured is None or after.item is None:
        return ""
    return words.difference_in_unit(after.measured - before.measured, after.item.unit)


def _sentences(diff: Diff, context: ReportContext, words: Words, *, plain: bool) -> Iterator[str]:
    if plain:
        for judged in (diff.before, diff.after):
            yield _overall(judged.score, words)
    if diff.has_overall:
        yield from change_sentences(diff.overall, context, words, plain=plain)
    if counts := class_counts(diff, ("improved", "worsened", "unchanged"), words):
        yield counts


def _overall(score: Score, words: Words) -> str:
    """Return a year's overall result, and how many items are rated."""
    overall, year = score.overall, words.year(score.year)
    if not overall.scored or (overall.share is None and score.has_overall):
        return f"{year}: {nothing_rated(words)}"
    counts = {"scored": overall.scored, "all": overall.applicable}
    if overall.share is None:
        text = N_("In {year}, {scored} of {all} applicable items are rated.")
        return words(text, year=year, **counts)
    if overall.grade is None:
        text = N_(
            "In {year} the overall result is {result}: {scored} of {all} applicable items are "
            "rated."
        )
        if not overall.complete:
            text = N_(
                "In {year} the overall result is {result}, but still incomplete: {scored} of {all} "
                "applicable items are rated."
            )
        return words(text, year=year, result=result_sentence_part(overall, words), **counts)
    text = N_(
        "In {year} the overall grade is “{verdict}”: {scored} of {all} applicable items are rated."
    )
    if not overall.complete:
        text = N_(
            "In {year} the overall grade is {grade}, but still incomplete: {scored} of {all} "
            "applicable items are rated."
        )
    verdict = verdict_of(overall, words)
    return words(text, year=year, verdict=verdict, grade=words.grade(overall.grade), **counts)


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
        yield bands_differ_note(words, grades=bool(new.catalogue.grades))
    yield from what_if_note(diff, words.year, words)
