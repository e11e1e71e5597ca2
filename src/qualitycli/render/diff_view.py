"""Two years compared, every figure already written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from qualitycli.comparing.diff import CLASSES, COMMON, Diff, ItemChange, ItemClass, NodeChange
from qualitycli.messages import N_, NP_, Finished, Plural, Translator, visible
from qualitycli.render.nodes import (
    DEPTH_OF,
    DEPTHS,
    change_written,
    is_within,
    named,
    narrow_note,
    notices,
    verdict,
    written,
)
from qualitycli.render.view import Column, Row, Section, View
from qualitycli.scoring.figures import STATE_WORDS
from qualitycli.scoring.score import NodeScore

HEADINGS: Final[dict[ItemClass, Plural]] = {
    "improved": NP_("Improved: {n} item", "Improved: {n} items"),
    "worsened": NP_("Worsened: {n} item", "Worsened: {n} items"),
    "unchanged": NP_("Unchanged: {n} item", "Unchanged: {n} items"),
    "newly_rated": NP_("Newly rated: {n} item", "Newly rated: {n} items"),
    "no_longer_rated": NP_("No longer rated: {n} item", "No longer rated: {n} items"),
    "newly_applicable": NP_("Newly applicable: {n} item", "Newly applicable: {n} items"),
    "no_longer_applicable": NP_(
        "No longer applicable: {n} item", "No longer applicable: {n} items"
    ),
    "unscored": NP_("Scored in neither year: {n} item", "Scored in neither year: {n} items"),
    "not_applicable": NP_(
        "Not applicable in either year: {n} item", "Not applicable in either year: {n} items"
    ),
    "added": NP_("Added to the framework: {n} item", "Added to the framework: {n} items"),
    "retired": NP_("Retired from the framework: {n} item", "Retired from the framework: {n} items"),
    "replaced": NP_("Replaced in the framework: {n} item", "Replaced in the framework: {n} items"),
    "not_comparable": NP_(
        "Rated in another way, so not comparable: {n} item",
        "Rated in another way, so not comparable: {n} items",
    ),
}
# Where nothing happened only the number is told.
_COUNTED_ONLY: Final = frozenset({"unchanged", "unscored", "not_applicable"})


def view_of(diff: Diff, depth: str, only: Sequence[str], translate: Translator) -> View:
    """Return the view of a comparison.

    :param depth: how far down the table goes, one of DEPTHS.
    :param only: the classes of items to list; all if it is empty.
    """
    before, after = diff.before.score, diff.after.score
    words = {"before": before.year, "after": after.year}
    most = DEPTHS.index(depth) + 1
    nodes = [diff.overall, *(node for node in diff.nodes if is_within(node.kind, most))]
    sections = [_figures(nodes, before.year, after.year, diff, translate)]
    sections += _items(diff, only, translate)
    return View(
        title=translate(N_("From {before} to {after}"), **words),
        notices=tuple(dict.fromkeys([*notices(before, translate), *notices(after, translate)])),
        sections=tuple(sections),
        remarks=tuple(_remarks(diff, only, translate)),
        narrow=narrow_note(translate),
    )


def _figures(
    nodes: Sequence[NodeChange], before: str, after: str, diff: Diff, translate: Translator
) -> Section:
    columns = (
        Column(before, right=True),
        Column(after, right=True),
        Column(translate(N_("change")), right=True),
        Column(translate(N_("like for like")), right=True),
        Column(translate(N_("rest")), right=True, style="dim", spare=2),
        Column(translate(N_("in words")), spare=1),
    )
    return Section(columns, tuple(_node_row(node, diff, translate) for node in nodes))


def _node_row(node: NodeChange, diff: Diff, translate: Translator) -> Row:
    before, after = (one.catalogue_file.catalogue.scale for one in (diff.before, diff.after))
    same = before.span == after.span
    return Row(
        name=named(node.id, node.kind, translate),
        text=visible(node.text),
        cells=(
            written(node.before.grade if node.before else None, 2, translate),
            written(node.after.grade if node.after else None, 2, translate),
            change_written(node.headline if same else None, after, translate),
            change_written(node.like_for_like, after, translate),
            change_written(node.rest if same else None, after, translate),
            _words(node, translate),
        ),
        important=DEPTH_OF[node.kind] < 2,
    )


def _words(node: NodeChange, translate: Translator) -> str:
    before, after = _word(node.before, translate), _word(node.after, translate)
    return before if before == after else f"{before} → {after}"


def _word(score: NodeScore | None, translate: Translator) -> str:
    """Return a year's word alone: two have to fit, and `score` tells of borders."""
    if score is None:
        return "–"
    return visible(score.band) if score.band else verdict(score, translate)


def _items(diff: Diff, only: Sequence[str], translate: Translator) -> Iterator[Section]:
    columns = (Column(right=True), Column(), Column(right=True))
    for item_class in CLASSES:
        if only and item_class not in only:
            continue
        if item_class in _COUNTED_ONLY and not only:
            continue
        items = [item for item in diff.items if item.item_class == item_class]
        if not items:
            continue
        # The biggest change first; among equals, in the framework's order.
        items.sort(key=lambda item: -abs(item.change))
        heading = translate(HEADINGS[item_class], n=len(items))
        yield Section(columns, tuple(_item_row(item, translate) for item in items), heading)


def _item_row(item: ItemChange, translate: Translator) -> Row:
    text = visible(item.text)
    if item.replaced_by:
        others = ", ".join(node_id for node_id, _ in item.replaced_by)
        text += " " + translate(N_("(now {ids})"), ids=Finished(others))
    return Row(
        name=f"  {item.id}",
        text=text,
        cells=(_side(item.before, translate), "→", _side(item.after, translate)),
    )


def _side(score: NodeScore | None, translate: Translator) -> str:
    if score is None or score.state is None:
        return "–"
    if score.level is not None:
        return str(score.level)
    if score.share is not None:
        return written(score.grade, 2, translate)
    return translate(STATE_WORDS[score.state])


def _remarks(diff: Diff, only: Sequence[str], translate: Translator) -> Iterator[str]:
    if not diff.same_framework:
        yield translate(
            N_(
                "The two years are of different frameworks, so no item of one can be compared with "
                "an item of the other, whatever their ids."
            )
        )
    if _nothing_changed(diff):
        yield translate(N_("No change."))
    if not only:
        counted = [
            translate(HEADINGS[item_class], n=n)
            for item_class in CLASSES
            if item_class in _COUNTED_ONLY
            and (n := sum(item.item_class == item_class for item in diff.items))
        ]
        if counted:
            yield ". ".join(counted) + "."
    yield translate(
        NP_(
            "Like for like: both years on the {n} item that both have scored in the same way.",
            "Like for like: both years on the {n} items that both have scored in the same way.",
        ),
        n=sum(item.item_class in COMMON for item in diff.items),
    )
    yield translate(N_("The rest comes from what was rated and from changes of the framework."))
    yield from _bands(diff, translate)


def _nothing_changed(diff: Diff) -> bool:
    return diff.same_framework and all(item.item_class in _COUNTED_ONLY for item in diff.items)


def _bands(diff: Diff, translate: Translator) -> Iterator[str]:
    profiles = {one.score.year: one.score.profile for one in (diff.before, diff.after)}
    for year, profile in profiles.items():
        if profile is not None:
            text = N_("Words of {year} by “{title}”.")
            yield translate(text, year=year, title=profile.title)
    what_if = diff.what_if
    if what_if is not None and what_if.profile is not None:
        yield translate(
            N_("What if: {year} under “{title}” would be “{word}”."),
            year=what_if.year,
            title=what_if.profile.title,
            word=verdict(what_if.overall, translate),
        )
