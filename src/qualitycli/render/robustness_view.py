"""The robustness of a year's bands, with every figure as text."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

from qualitycli.messages import N_, Finished, Translator, as_written, visible
from qualitycli.model.framework import Catalogue
from qualitycli.model.period_texts import printed_period
from qualitycli.render.format_version import FORMAT_VERSION
from qualitycli.render.nodes import named, notices, verdict, written
from qualitycli.render.numbers import decimal_text, exact
from qualitycli.render.results import POINTS_OF_MOST, percent_text, shortest
from qualitycli.render.robustness_text import (
    NO_BAND,
    NO_CHANGE,
    band_starts_note,
    firm_sentence,
    steps_note,
)
from qualitycli.render.score_json import json_year
from qualitycli.render.view import Column, Row, Section, View
from qualitycli.rounding import exactly, fixed
from qualitycli.scoring.figures import grade_of
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.robustness import Flip, Range, Robustness

_CAUSES: Final = {
    "rating": N_("One rating one step higher or lower"),
    "left_out": N_("One criterion left out"),
    "weight": N_("One weight changed by a quarter"),
}


def view_of(found: Robustness, translate: Translator) -> View:
    """Return the view of the robustness of a year's bands."""
    heading = translate(N_("How close each band is to changing"))
    return View(
        title=f"{heading} · {printed_period(found.score.year)}",
        notices=tuple(notices(found.score, translate)),
        sections=tuple(_sections(found, translate)),
        remarks=tuple(_remarks(found, translate)),
    )


def _sections(found: Robustness, translate: Translator) -> Iterator[Section]:
    if found.edges:
        yield _edges(found, translate)
    for cause, heading in _CAUSES.items():
        flips = [flip for flip in found.flips if flip.cause == cause]
        if flips:
            rows = tuple(_flip(flip, translate) for flip in flips)
            yield Section((Column(right=True), Column()), rows, translate(heading))
    if any(verdicts for _, verdicts in found.other_bands):
        yield _other_bands(found, translate)
    if found.ranges:
        yield _ranges(found, translate)


def _edges(found: Robustness, translate: Translator) -> Section:
    columns = (
        Column(translate(N_("Percent")), right=True),
        Column(translate(N_("Band"))),
        Column(translate(N_("To lower edge")), right=True),
        Column(translate(N_("To upper edge")), right=True),
    )
    rows = []
    for one in found.edges:
        above = [distance for _, distance in one.distances if distance >= 0]
        below = [distance for _, distance in one.distances if distance < 0]
        rows.append(
            Row(
                name=named(one.node.id, one.node.kind, translate),
                text=visible(one.node.text),
                cells=(
                    translate.percent(fixed(one.percent, 1)),
                    verdict(one.node, translate),
                    written(min(above), 1, translate) if above else "–",
                    written(-max(below), 1, translate) if below else "–",
                ),
                important=one.node.kind != "criterion",
            )
        )
    return Section(columns, tuple(rows))


def _flip(flip: Flip, translate: Translator) -> Row:
    name = flip.node.id or translate(N_("Overall"))
    return Row(
        name=f"  {flip.source.id}",
        text=visible(flip.source.text),
        cells=(_change(flip, translate), f"{name}: {flip.node.band} → {flip.band}"),
    )


def _change(flip: Flip, translate: Translator) -> str:
    """Return a change of a rating or a weight: the old and the new value, in its unit."""
    if flip.before is None or flip.after is None:
        return ""
    before, after = (translate.decimal(as_written(one)) for one in (flip.before, flip.after))
    change = Finished(f"{before} → {after}")
    if flip.unit == "points":
        return translate(N_("points: {change}"), change=change)
    if flip.unit == "count" and flip.source.rating is not None:
        return translate(N_("{change} of {of}"), change=change, of=flip.source.rating.of)
    return str(change)


def _other_bands(found: Robustness, translate: Translator) -> Section:
    columns = (Column(), Column())
    whole = translate(N_("Overall"))
    rows = [
        Row(
            name=f"  {node.id or whole}",
            text=visible(profile.title),
            cells=(band, translate(N_("the same")) if band == node.band else f"≠ {node.band}"),
        )
        for profile, verdicts in found.other_bands
        for node, band in verdicts
    ]
    return Section(columns, tuple(rows), translate(N_("With other band profiles")))


def _ranges(found: Robustness, translate: Translator) -> Section:
    catalogue = found.score.catalogue
    whole = translate(N_("Overall"))
    rows = [
        Row(
            name=f"  {one.node.id or whole}",
            text=visible(one.node.text),
            cells=(
                f"{_end(one, one.worst, catalogue, translate)} ({one.worst_band})",
                f"{_end(one, one.best, catalogue, translate)} ({one.best_band})",
            ),
        )
        for one in found.ranges
    ]
    columns = (Column(translate(N_("Lowest"))), Column(translate(N_("Highest"))))
    text = N_("If all unrated items got the lowest or the highest level")
    if not catalogue.grades:
        text = N_("If all unrated items got the lowest or the highest rating")
    return Section(columns, tuple(rows), translate(text))


def _end(one: Range, share: Fraction, catalogue: Catalogue, translate: Translator) -> str:
    """Return an end of a range: a grade, points, or a percentage."""
    if catalogue.grades:
        return written(grade_of(share, catalogue.grades), 2, translate)
    percent = percent_text(100 * share, translate)
    if one.most_points is None:
        return percent
    points = {"points": shortest(share * one.most_points), "most": shortest(one.most_points)}
    return f"{translate(POINTS_OF_MOST, **points)}, {percent}"


def _remarks(found: Robustness, translate: Translator) -> Iterator[str]:
    if not found.edges:
        yield translate(NO_BAND)
        return
    profile = found.score.profile
    if profile is not None and profile.rounding == "whole":
        yield band_starts_note(profile, translate)
    kinds = {flip.cause for flip in found.flips}
    sentences = (
        firm_sentence(one, found.score, translate) for one in NO_CHANGE if one not in kinds
    )
    yield from (one for one in sentences if one is not None)
    if (note := steps_note(found.score, translate)) is not None:
        yield note


def as_json(found: Robustness) -> dict[str, Any]:
    """Return the robustness of a year's bands as JSON values; shares and percentages are exact."""
    return {
        "format_version": FORMAT_VERSION,
        **json_year(found.score),
        "edges": [
            {
                "id": one.node.id,
                "percent": exactly(one.percent),
                "band": one.node.band,
                "distances": [
                    {"edge": exactly(edge), "distance": exactly(distance)}
                    for edge, distance in one.distances
                ],
            }
            for one in found.edges
        ],
        "flips": [
            {
                "cause": flip.cause,
                "source": flip.source.id,
                "unit": flip.unit,
                "from": exact(flip.before),
                "to": exact(flip.after),
                "id": flip.node.id,
                "band": flip.node.band,
                "would_be": flip.band,
            }
            for flip in found.flips
        ],
        "other_bands": [
            {"bands": profile.id, "id": node.id, "band": node.band, "would_be": band}
            for profile, verdicts in found.other_bands
            for node, band in verdicts
        ],
        "ranges": [
            {
                "id": one.node.id,
                "worst": exactly(one.worst),
                "best": exactly(one.best),
                "worst_band": one.worst_band,
                "best_band": one.best_band,
                **_json_points(one),
            }
            for one in found.ranges
        ],
    }


def _json_points(one: Range) -> dict[str, str | None]:
    """Return the ends of a range in points, and their maximum; null for frameworks with means."""
    most = one.most_points
    return {
        "worst_points": decimal_text(None if most is None else one.worst * most),
        "best_points": decimal_text(None if most is None else one.best * most),
        "most_points": decimal_text(most),
    }


CSV_COLUMNS: Final = (
    *("year", "list", "id", "band", "percent", "edge", "distance"),
    *("cause", "source", "from", "to", "bands", "would_be"),
    *("worst", "best", "worst_band", "best_band"),
    *("unit", "worst_points", "best_points", "most_points"),
)


def as_records(found: Robustness) -> Iterator[dict[str, Any]]:
    """Yield a record for each entry of the lists in the JSON, with exact figures."""
    for name, node, values in _records(found):
        yield {
            "year": found.score.year,
            "list": name,
            "id": node.id,
            "band": node.band,
            **values,
        }


def _records(found: Robustness) -> Iterator[tuple[str, NodeScore, dict[str, Any]]]:
    for one in found.edges:
        for edge, distance in one.distances:
            values = {"percent": one.percent, "edge": edge, "distance": distance}
            yield "edges", one.node, values
    for flip in found.flips:
        change = {"unit": flip.unit, "from": flip.before, "to": flip.after, "would_be": flip.band}
        yield "flips", flip.node, {"cause": flip.cause, "source": flip.source.id, **change}
    for profile, verdicts in found.other_bands:
        for node, band in verdicts:
            yield "other_bands", node, {"bands": profile.id, "would_be": band}
    for within in found.ranges:
        bands = {"worst_band": within.worst_band, "best_band": within.best_band}
        ends = {"worst": within.worst, "best": within.best, **bands}
        yield "ranges", within.node, ends | _json_points(within)
