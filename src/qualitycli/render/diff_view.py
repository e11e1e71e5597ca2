"""Two years compared, every figure already written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualitycli.comparing.diff import CLASSES, Diff, ItemChange, NodeChange
from qualitycli.messages import N_, Finished, Translator, visible
from qualitycli.model.period_texts import printed_period
from qualitycli.render.comparison_text import (
    CLASS_NAMES,
    UNMOVED,
    class_counts,
    comparison_title,
    legend,
    other_framework_note,
    what_if_note,
)
from qualitycli.render.nodes import (
    DEPTH_OF,
    DEPTHS,
    change_written,
    is_within,
    judged,
    named,
    narrow_note,
    notices,
    verdict,
    written,
)
from qualitycli.render.score_text import bands_note
from qualitycli.render.view import Column, Row, Section, View
from qualitycli.scoring.score import NodeScore


def view_of(diff: Diff, depth: str, only: Sequence[str], translate: Translator) -> View:
    """Return the view of a comparison.

    :param depth: how far down the table goes, one of DEPTHS.
    :param only: the classes of items to list; all if it is empty.
    """
    before, after = diff.before.score, diff.after.score
    years = printed_period(before.year), printed_period(after.year)
    most = DEPTHS.index(depth) + 1
    nodes = [diff.overall, *(node for node in diff.nodes if is_within(node.kind, most))]
    sections = [_figures(nodes, *years, diff, translate)]
    sections += _items(diff, only, translate)
    return View(
        title=comparison_title(*years, translate),
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
        Column(translate(N_("Change")), right=True),
        Column(translate(N_("Like for like")), right=True),
        Column(translate(N_("Rest")), right=True, style="dim", spare=2),
        Column(translate(N_("Band")), spare=1),
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
    """Return a year's band without its grade, so that two fit; `score` marks borderline bands."""
    if score is None:
        return "–"
    return visible(score.band) if score.band else verdict(score, translate)


def _items(diff: Diff, only: Sequence[str], translate: Translator) -> Iterator[Section]:
    columns = (Column(right=True), Column(), Column(right=True))
    for item_class in CLASSES:
        if only and item_class not in only:
            continue
        if item_class in UNMOVED and not only:
            continue
        items = [item for item in diff.items if item.item_class == item_class]
        if not items:
            continue
        # The largest change first; equal ones in the framework's order.
        items.sort(key=lambda item: -abs(item.change))
        heading = f"{translate(CLASS_NAMES[item_class])}: {len(items)}"
        yield Section(columns, tuple(_item_row(item, translate) for item in items), heading)


def _item_row(item: ItemChange, translate: Translator) -> Row:
    text = visible(item.text)
    if item.replaced_by:
        others = ", ".join(node_id for node_id, _ in item.replaced_by)
        now = translate(N_("now {ids}"), ids=Finished(others))
        text += f" ({now})"
    return Row(
        name=f"  {item.id}",
        text=text,
        cells=(judged(item.before, translate), "→", judged(item.after, translate)),
    )


def _remarks(diff: Diff, only: Sequence[str], translate: Translator) -> Iterator[str]:
    if not diff.same_framework:
        yield other_framework_note(translate)
    if _nothing_changed(diff):
        yield translate(N_("No change."))
    unmoved = (one for one in CLASSES if one in UNMOVED)
    if not only and (counts := class_counts(diff, unmoved, translate)):
        yield counts
    yield from legend(diff, translate)
    yield from _bands(diff, translate)


def _nothing_changed(diff: Diff) -> bool:
    return diff.same_framework and all(item.item_class in UNMOVED for item in diff.items)


def _bands(diff: Diff, translate: Translator) -> Iterator[str]:
    profiles = {one.score.year: one.score.profile for one in (diff.before, diff.after)}
    for year, profile in profiles.items():
        if profile is not None:
            yield bands_note(printed_period(year), profile.title, translate)
    yield from what_if_note(diff, printed_period, translate)
