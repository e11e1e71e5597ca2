"""A comparison of two years, with every figure as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from qualitycli.comparing.diff import CLASSES, COMMON, Diff, ItemChange, NodeChange
from qualitycli.messages import N_, Difference, Finished, Say, Translator, visible
from qualitycli.model.framework import Catalogue
from qualitycli.model.period_texts import printed_period
from qualitycli.model.periods import period_order
from qualitycli.render.change_parts import parts_of
from qualitycli.render.comparison_text import (
    CLASS_NAMES,
    UNMOVED,
    class_counts,
    comparison_title,
    legend,
    other_framework_note,
    result_unit,
    rounding_note,
    what_if_note,
)
from qualitycli.render.nodes import (
    DEPTH_OF,
    DEPTHS,
    is_within,
    named,
    narrow_note,
    notices,
    verdict,
)
from qualitycli.render.results import (
    own_change,
    own_result,
    percent_text,
    percentage_points,
    points_change,
    result,
)
from qualitycli.render.score_text import bands_note
from qualitycli.render.view import Column, Row, Section, Tone, View, tones_of
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.score import flatten

# The columns of the change and of the change like for like.
_CHANGES: Final = (2, 3)


def view_of(diff: Diff, depth: str, only: Sequence[str], translate: Translator) -> View:
    """Return the view of a comparison.

    :param depth: how deep the table goes, one of DEPTHS.
    :param only: the classes of items to list; empty for all.
    """
    before, after = diff.before.score, diff.after.score
    years = printed_period(before.year), printed_period(after.year)
    most = DEPTHS.index(depth) + 1
    sections = [_figures(_nodes(diff, most), *years, diff, translate)]
    sections += _items(diff, only, translate)
    return View(
        title=comparison_title(*years, translate),
        notices=tuple(dict.fromkeys([*notices(before, translate), *notices(after, translate)])),
        sections=tuple(sections),
        remarks=tuple(_remarks(diff, only, translate)),
        narrow=narrow_note(translate),
    )


def _nodes(diff: Diff, most: int) -> list[NodeChange | ItemChange]:
    """Return the changes of the nodes down to `most` levels, including items at those levels."""
    shown: list[NodeChange | ItemChange] = [
        *(node for node in diff.nodes if is_within(node.kind, most)),
        *(item for item in diff.items if is_within(_kind(item), most)),
    ]
    newer = diff.after.score, diff.before.score
    if period_order(newer[0].year) < period_order(newer[1].year):
        newer = newer[1], newer[0]
    every = (node.id for score in newer for node in flatten(score.overall.children))
    order = {node_id: index for index, node_id in enumerate(dict.fromkeys(every))}
    shown.sort(key=lambda one: order.get(one.id, len(order)))
    return [diff.overall, *shown] if diff.has_overall else shown


def _kind(item: ItemChange) -> str:
    side = item.after or item.before
    return side.kind if side is not None else "subindicator"


def _figures(
    nodes: Sequence[NodeChange | ItemChange],
    before: str,
    after: str,
    diff: Diff,
    translate: Translator,
) -> Section:
    columns = (
        Column(before, right=True),
        Column(after, right=True),
        Column(translate(N_("Change")), right=True),
        Column(translate(N_("Like for like")), right=True),
        Column(translate(N_("Rest")), right=True, style="dim", spare=2),
        Column(translate(N_("Band")), spare=1),
    )
    rows = (
        _node_row(one, diff, translate)
        if isinstance(one, NodeChange)
        else _item_in_tree(one, diff, translate)
        for one in nodes
    )
    return Section(columns, tuple(rows))


def _node_row(node: NodeChange, diff: Diff, translate: Translator) -> Row:
    before, after = (one.catalogue_file.catalogue for one in (diff.before, diff.after))
    cells = (
        _result(node.before, translate),
        _result(node.after, translate),
        *_changes(node, (before, after), translate),
        _words(node, translate),
    )
    return Row(
        name=named(node.id, node.kind, translate),
        text=visible(node.text),
        cells=cells,
        important=DEPTH_OF[node.kind] < 2,
        tones=tones_of(cells, _CHANGES),
    )


def _result(node: NodeScore | None, translate: Translator) -> str:
    """Return a node's grade, or its points with the percentage if there are no grades."""
    shown = result(node, translate) if node is not None else None
    if node is None or node.share is None or shown is None:
        return "–"
    if node.points is None:
        return shown
    return f"{shown} ({percent_text(100 * node.share, translate)})"


def _changes(
    node: NodeChange, catalogues: tuple[Catalogue, Catalogue], translate: Translator
) -> tuple[str, ...]:
    """Return the change of the printed results, its like-for-like part, and the remainder."""
    unit, parts, percents = parts_of(node, *catalogues)
    if unit == "grade":
        return tuple(_or_dash(one, _grades, translate) for one in parts)
    if unit == "percent":
        return tuple(_or_dash(one, percentage_points, translate) for one in percents)
    return tuple(_with_percent(*pair, translate) for pair in zip(parts, percents, strict=True))


def _with_percent(points: Fraction | None, percent: Fraction | None, translate: Translator) -> str:
    if points is None or percent is None:
        return "–"
    return f"{points_change(points, translate)} ({percentage_points(percent, translate)})"


def _grades(change: Fraction, say: Say) -> str:
    return say("{change}", change=Difference(change))


def _or_dash(
    change: Fraction | None, write: Callable[[Fraction, Say], str], translate: Translator
) -> str:
    return "–" if change is None else write(change, translate)


def _item_in_tree(item: ItemChange, diff: Diff, translate: Translator) -> Row:
    """Return the row of an item that is on one of the levels shown."""
    change = _item_change(item, diff, translate) or "–"
    cells = (
        own_result(item.before, diff.before.score.catalogue, translate),
        own_result(item.after, diff.after.score.catalogue, translate),
        change,
        change if item.item_class in COMMON else "–",
        "",
        "",
    )
    name, tones = named(item.id, _kind(item), translate), _item_tones(item, cells, _CHANGES)
    return Row(name=name, text=visible(item.text), cells=cells, tones=tones)


def _item_tones(item: ItemChange, cells: Sequence[str], columns: Sequence[int]) -> dict[int, Tone]:
    """Return the tones of the changes of an item, whose unit may be better if it is lower."""
    node = item.after or item.before
    if node is None or node.item is None or item.is_information:
        return {}
    lower = node.item.is_measured and node.item.less_is_better
    return tones_of(cells, columns, lower_is_better=lower)


def _item_change(item: ItemChange, diff: Diff, translate: Translator) -> str:
    if item.item_class == "not_comparable":
        return ""
    before = item.before, diff.before.score.catalogue
    return own_change(before, (item.after, diff.after.score.catalogue), translate)


def _words(node: NodeChange, translate: Translator) -> str:
    before, after = _word(node.before, translate), _word(node.after, translate)
    return before if before == after else f"{before} → {after}"


def _word(score: NodeScore | None, translate: Translator) -> str:
    """Return a year's band without its grade, so that two fit; `score` marks borderline bands."""
    if score is None:
        return "–"
    return visible(score.band) if score.band else verdict(score, translate)


def _items(diff: Diff, only: Sequence[str], translate: Translator) -> Iterator[Section]:
    for item_class in CLASSES:
        if only and item_class not in only:
            continue
        if item_class in UNMOVED and not only:
            continue
        items = [
            one for one in diff.items if one.item_class == item_class and not one.is_information
        ]
        # The largest changes first; equal changes in the order of the framework.
        items.sort(key=lambda item: -abs(item.change))
        yield from _listed(CLASS_NAMES[item_class], items, diff, translate)
    if not only:
        stated = [item for item in diff.items if item.is_information and _is_stated(item)]
        yield from _listed(N_("For information"), stated, diff, translate)


def _listed(
    heading: str, items: Sequence[ItemChange], diff: Diff, translate: Translator
) -> Iterator[Section]:
    if items:
        rows = [_item_row(item, diff, translate) for item in items]
        columns = [Column(right=True), Column(), Column(right=True), Column(right=True)]
        if not any(row.cells[3] for row in rows):
            columns.pop()
            rows = [row._replace(cells=row.cells[:3]) for row in rows]
        yield Section(tuple(columns), tuple(rows), f"{translate(heading)}: {len(items)}")


def _is_stated(item: ItemChange) -> bool:
    return any(one is not None and one.measured is not None for one in (item.before, item.after))


def _item_row(item: ItemChange, diff: Diff, translate: Translator) -> Row:
    text = visible(item.text)
    if item.replaced_by:
        others = ", ".join(node_id for node_id, _ in item.replaced_by)
        now = translate(N_("now {ids}"), ids=Finished(others))
        text += f" ({now})"
    before = own_result(item.before, diff.before.score.catalogue, translate)
    after = own_result(item.after, diff.after.score.catalogue, translate)
    cells = (before, "→", after, _item_change(item, diff, translate))
    return Row(f"  {item.id}", text, cells, tones=_item_tones(item, cells, (3,)))


def _remarks(diff: Diff, only: Sequence[str], translate: Translator) -> Iterator[str]:
    if not diff.same_framework:
        yield other_framework_note(translate)
    if _nothing_changed(diff):
        yield translate(N_("No change."))
    unmoved = (one for one in CLASSES if one in UNMOVED)
    if not only and (counts := class_counts(diff, unmoved, translate)):
        yield counts
    catalogues = diff.before.score.catalogue, diff.after.score.catalogue
    yield from legend(diff, translate, points=result_unit(*catalogues) == "points")
    yield rounding_note(translate)
    yield from _bands(diff, translate)


def _nothing_changed(diff: Diff) -> bool:
    return diff.same_framework and all(
        item.item_class in UNMOVED and not (item.is_information and _has_moved(item))
        for item in diff.items
    )


def _has_moved(item: ItemChange) -> bool:
    values = [one.measured if one is not None else None for one in (item.before, item.after)]
    return values[0] != values[1]


def _bands(diff: Diff, translate: Translator) -> Iterator[str]:
    profiles = {one.score.year: one.score.profile for one in (diff.before, diff.after)}
    for year, profile in profiles.items():
        if profile is not None:
            yield bands_note(printed_period(year), profile.title, translate)
    yield from what_if_note(diff, printed_period, translate)
