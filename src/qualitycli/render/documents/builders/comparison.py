"""The comparison of two years, like for like, in words that a council understands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from qualitycli.comparing.diff import CLASSES, COMMON, Diff, ItemClass
from qualitycli.comparing.diff import ItemChange as ItemChangeOf
from qualitycli.comparing.diff import NodeChange as NodeChangeOf
from qualitycli.messages import N_, NP_, Plural
from qualitycli.render.documents.matter import Matter
from qualitycli.render.documents.records.views import Comparison, ItemChange, ItemGroup, NodeChange
from qualitycli.render.documents.sections.head import head_of
from qualitycli.render.documents.sections.tree import judgement_of
from qualitycli.render.documents.wording.figures import (
    SIGNS,
    coverage_of,
    direction_of,
    on_scale,
    verdict_of,
    word_of,
)
from qualitycli.render.documents.wording.sentences import change_sentences
from qualitycli.render.documents.wording.words import NONE, Words, clean
from qualitycli.scoring.score import flatten

_CLASSES: Final[dict[ItemClass, str]] = {
    "worsened": N_("Rated lower than before"),
    "improved": N_("Rated higher than before"),
    "newly_rated": N_("Rated for the first time"),
    "no_longer_rated": N_("Rated before, but not now"),
    "newly_applicable": N_("Applicable now, but not before"),
    "no_longer_applicable": N_("No longer applicable"),
    "added": N_("New in the framework"),
    "retired": N_("No longer in the framework"),
    "replaced": N_("Replaced in the framework"),
    "not_comparable": N_("Rated in another way"),
    "unchanged": N_("Rated as before"),
    "unscored": N_("Without a grade in both years"),
    "not_applicable": N_("Not applicable in both years"),
}
# How many items moved, and how many did not.
_TOLD: Final[dict[ItemClass, Plural]] = {
    "improved": NP_("{n} item is rated higher.", "{n} items are rated higher."),
    "worsened": NP_("{n} item is rated lower.", "{n} items are rated lower."),
    "unchanged": NP_("{n} item is rated as before.", "{n} items are rated as before."),
}


def view_of(matter: Matter, words: Words) -> Comparison | None:
    """Return the comparison with the other year; None where there is none."""
    diff = matter.diff
    if diff is None:
        return None
    numbers = {
        one.id: clean(one.number)
        for judged in (diff.before, diff.after)
        for one in flatten([judged.score.overall])
    }
    names = {level.value: clean(level.name) for level in matter.scale.levels}
    return Comparison(
        head=head_of("comparison", matter, words),
        year_before=words.year(diff.before.score.year),
        year_after=words.year(diff.after.score.year),
        heading=words(
            N_("{after} compared with {before}"),
            after=words.year(diff.after.score.year),
            before=words.year(diff.before.score.year),
        ),
        sentences=tuple(_sentences(diff, matter, words)),
        overall=_node(diff.overall, "", matter, words),
        nodes=tuple(
            _node(one, numbers.get(one.id, ""), matter, words)
            for one in diff.nodes
            if one.kind in ("area", "criterion")
        ),
        groups=tuple(_groups(diff, names, matter, words)),
        reading=_reading(words),
        notes=tuple(_notes(diff, words)),
    )


def _node(one: NodeChangeOf, number: str, matter: Matter, words: Words) -> NodeChange:
    before, after = one.before, one.after
    direction = direction_of(one)
    return NodeChange(
        id=one.id or "",
        kind=one.kind,
        number=number,
        title=clean(one.text) or words(N_("Overall")),
        grade_before=words.grade(before.grade if before else None),
        word_before=word_of(before, words) if before else NONE,
        coverage_before=coverage_of(before, words),
        grade_after=words.grade(after.grade if after else None),
        word_after=word_of(after, words) if after else NONE,
        coverage_after=coverage_of(after, words),
        share_before=float(before.share) if before and before.share is not None else None,
        share_after=float(after.share) if after and after.share is not None else None,
        headline=words.difference(on_scale(one.headline, matter.scale)),
        like_for_like=words.difference(on_scale(one.like_for_like, matter.scale)),
        rest=words.difference(on_scale(one.rest, matter.scale)),
        common=str(one.common),
        direction=direction,
        sign=SIGNS[direction],
    )


def _groups(diff: Diff, names: dict[int, str], matter: Matter, words: Words) -> Iterator[ItemGroup]:
    for item_class in CLASSES:
        items = [one for one in diff.items if one.item_class == item_class]
        if items:
            yield ItemGroup(
                item_class=item_class,
                name=words(_CLASSES[item_class]),
                count=str(len(items)),
                items=tuple(_item(one, names, matter, words) for one in items),
            )


def _item(one: ItemChangeOf, names: dict[int, str], matter: Matter, words: Words) -> ItemChange:
    comparable = one.item_class in COMMON
    direction = direction_of(one)
    return ItemChange(
        id=one.id,
        text=clean(matter.texts.get(one.id, one.text)),
        before=judgement_of(one.before, names, words) if one.before else "",
        after=judgement_of(one.after, names, words) if one.after else "",
        change=words.difference(on_scale(one.change, matter.scale)) if comparable else "",
        direction=direction,
        sign=SIGNS[direction],
        replaced_by=", ".join(clean(other) for other, _ in one.replaced_by),
    )


def _sentences(diff: Diff, matter: Matter, words: Words) -> Iterator[str]:
    for judged in (diff.before, diff.after):
        overall = judged.score.overall
        if overall.share is None:
            text = N_("In {year} nothing is rated yet.")
        elif overall.complete:
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
    yield from change_sentences(diff.overall, matter, words)
    for name, told in _TOLD.items():
        yield words(told, n=sum(one.item_class == name for one in diff.items))


def _reading(words: Words) -> tuple[str, ...]:
    return (
        words(
            N_(
                "“Change” is the difference between the two years' printed grades. It also "
                "moves when other items are rated than the year before."
            )
        ),
        words(
            N_(
                "“Like for like” is the change on those items alone that both years have rated "
                "in the same way. This is what shows whether the school has become better."
            )
        ),
        words(
            N_(
                "“Rest” is the difference of the two: it comes from what was or was not rated, "
                "and from changes of the framework."
            )
        ),
    )


def _notes(diff: Diff, words: Words) -> Iterator[str]:
    old, new = diff.before.score, diff.after.score
    if not diff.same_framework:
        yield words(N_("The two years are of different frameworks: nothing can be compared."))
    if old.profile is not new.profile and (
        old.profile is None or new.profile is None or old.profile.id != new.profile.id
    ):
        for score in (old, new):
            if score.profile is not None:
                yield words(
                    N_("The words of {year} are by “{title}”."),
                    year=words.year(score.year),
                    title=score.profile.title,
                )
        yield words(
            N_("Words by different ordinances may not be compared with each other; grades may.")
        )
    if diff.what_if is not None and diff.what_if.overall.band and diff.what_if.profile:
        yield words(
            N_("By “{title}” the overall grade of {year} would be “{word}”."),
            title=diff.what_if.profile.title,
            year=words.year(diff.what_if.year),
            word=diff.what_if.overall.band,
        )
