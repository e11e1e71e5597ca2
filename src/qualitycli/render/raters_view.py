"""The ratings of all raters of a year, with every figure as text; only for the commission."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

from qualitycli.comparing.inter_rater import (
    AgreementStatus,
    ItemRatings,
    RaterComparison,
    RaterRating,
    ScaleAgreement,
)
from qualitycli.messages import N_, NP_, Finished, Translator, as_written, visible
from qualitycli.model.assessment import STEPS, TEXTS_BESIDE, Assessment, Judgement
from qualitycli.model.period_texts import printed_period
from qualitycli.render.beside import json_beside
from qualitycli.render.format_version import FORMAT_VERSION
from qualitycli.render.nodes import notices_of
from qualitycli.render.numbers import exact
from qualitycli.render.view import Column, Row, Section, View
from qualitycli.rounding import fixed
from qualitycli.scoring.figures import STATE_WORDS, points_said

CSV_COLUMNS: Final = (
    *("year", "id", "text", "standing", "spread", "median", "rater", "role", "judgement", "value"),
    *TEXTS_BESIDE,
)
STANDINGS: Final[dict[AgreementStatus, str]] = {
    "unheard": N_("not rated by anyone"),
    "single": N_("one rater"),
    "same": N_("the same"),
    "near": N_("one step apart"),
    "apart": N_("far apart"),
    "kinds": N_("different answers"),
    "facts": N_("different figures"),
}
_JUDGEMENTS: Final[dict[Judgement, str]] = {
    "not_applicable": N_("n/a"),
    "no_evidence": N_("none"),
    "answers": N_("survey"),
}


def view_of(comparison: RaterComparison, year: Assessment, translate: Translator) -> View:
    """Return the view: what each rater rated, the agreement, and the items to discuss."""
    return View(
        title=translate(N_("Raters of {year}"), year=printed_period(comparison.year)),
        notices=notices_of(year, translate),
        sections=(
            _who(comparison, translate),
            *_to_discuss(comparison, translate),
            *_on_each_scale(comparison, translate),
        ),
        remarks=tuple(_remarks(comparison, translate)),
    )


def _who(comparison: RaterComparison, translate: Translator) -> Section:
    headings = [N_("rated"), N_("not applicable"), N_("no evidence"), N_("missing")]
    informed = any(one.information for one in comparison.shares)
    if informed:
        headings.append(STATE_WORDS["information"])
    columns = tuple(Column(translate(heading), right=True) for heading in headings)
    rows = []
    for number, one in enumerate(comparison.shares, 1):
        role = f" ({visible(one.rater.role)})" if one.rater.role else ""
        cells = [one.scored, one.not_applicable, one.no_evidence, one.missing]
        if informed:
            cells.append(one.information)
        name = visible(one.rater.name) + role
        rows.append(Row(f"{number}.", name, tuple(map(str, cells))))
    return Section(columns, tuple(rows))


def _to_discuss(comparison: RaterComparison, translate: Translator) -> Iterator[Section]:
    if not comparison.to_discuss:
        return
    columns = (
        Column(translate(N_("spread")), right=True),
        Column(translate(N_("median")), right=True),
        *(Column(f"{number}.", right=True) for number in range(1, len(comparison.shares) + 1)),
        Column("", spare=1),
    )
    rows = tuple(_item(one, comparison, translate) for one in comparison.to_discuss)
    yield Section(columns, rows, translate(N_("To discuss")))


def _item(item_ratings: ItemRatings, comparison: RaterComparison, translate: Translator) -> Row:
    voices = {id(one.rater): one for one in item_ratings.ratings}
    said = (voices.get(id(rater)) for rater in comparison.raters)
    return Row(
        f"  {item_ratings.item.id}",
        visible(item_ratings.item.label),
        (
            "–" if item_ratings.spread is None else str(item_ratings.spread),
            median_of(item_ratings, translate),
            *("·" if one is None else value_of(one, item_ratings, translate) for one in said),
            translate(STANDINGS[item_ratings.standing]),
        ),
        important=item_ratings.standing == "apart",
    )


def median_of(item_ratings: ItemRatings, translate: Translator) -> str:
    """Return the median, or both neighbours if it is between two steps: ``2/3``."""
    values = (translate.decimal(as_written(one)) for one in item_ratings.median)
    return "/".join(values) or "–"


def value_of(voice: RaterRating, item_ratings: ItemRatings, translate: Translator) -> str:
    """Return a rater's rating of an item as a short text."""
    if voice.judgement in _JUDGEMENTS:
        return translate(_JUDGEMENTS[voice.judgement])
    if voice.judgement == "count":
        return f"{voice.rating.count}/{voice.rating.of}"
    given = Fraction(getattr(voice.rating, voice.judgement))
    shown = translate.decimal(as_written(given))
    if voice.judgement not in STEPS or item_ratings.judged_on is not None:
        return shown
    # One rater gave a level and another gave points.
    if voice.judgement == "level":
        return translate(N_("level {level}"), level=shown)
    return translate.fill(points_said(shown, one=given == 1))


def _on_each_scale(comparison: RaterComparison, translate: Translator) -> Iterator[Section]:
    """Yield the table of the scales, unless all items are rated by level."""
    scales = comparison.agreement.scales
    if all(one.steps.kind == "level" for one in scales):
        return
    columns = (Column(translate(N_("items")), right=True), Column("α", right=True))
    rows = (
        Row("", scale_name(one, translate), (str(one.items), _alpha(one.alpha, translate)))
        for one in scales
    )
    heading = translate(N_("Krippendorff's α (ordinal) for each scale"))
    yield Section(columns, tuple(rows), heading)


def scale_name(one: ScaleAgreement, translate: Translator) -> str:
    """Return the name of a scale: the levels, or the steps of points."""
    steps = one.steps
    if not steps.listed:
        most, step = (translate.decimal(as_written(number)) for number in (steps.most, steps.step))
        return translate(N_("points from 0 to {most}, in steps of {step}"), most=most, step=step)
    # Bulgarian decimals contain commas.
    listed = Finished("; ".join(translate.decimal(as_written(one)) for one in steps.listed))
    if steps.kind == "level":
        return translate(N_("levels {steps}"), steps=listed)
    if one.name:
        return translate(N_("points scale “{name}”: {steps}"), name=one.name, steps=listed)
    return translate(N_("points {steps}"), steps=listed)


def _remarks(comparison: RaterComparison, translate: Translator) -> Iterator[str]:
    agreement = comparison.agreement
    if not agreement.pairs:
        yield translate(N_("No item was rated by two raters, so there is nothing to compare."))
        return
    text = NP_(
        "Agreement on {n} item rated by two or more raters: {exact} exact, {near} "
        "within one step ({pairs} pairs).",
        "Agreement on {n} items rated by two or more raters: {exact} exact, {near} "
        "within one step ({pairs} pairs).",
    )
    exact, near = (
        translate.percent(fixed(Fraction(100 * count, agreement.pairs), 1))
        for count in (agreement.exact, agreement.within_one)
    )
    counts = {"n": agreement.items, "pairs": agreement.pairs}
    yield translate(text, exact=exact, near=near, **counts)
    if all(one.steps.kind == "level" for one in agreement.scales):
        alpha = _alpha(agreement.alpha, translate)
        yield translate(N_("Krippendorff's α (ordinal): {alpha}."), alpha=alpha)
    if not comparison.to_discuss:
        yield translate(N_("The raters do not differ on any item."))
    agreed = sum(one.standing == "same" for one in comparison.items)
    text = NP_("All raters agree on {n} item.", "All raters agree on {n} items.")
    yield translate(text, n=agreed)


def _alpha(alpha: Fraction | None, translate: Translator) -> str:
    if alpha is None:
        return translate(N_("undefined, because the ratings do not vary"))
    return translate.decimal(fixed(alpha, 2)).replace("-", "−")


def as_json(comparison: RaterComparison, *, illustrative: bool) -> dict[str, Any]:
    """Return the raters as JSON values; α is given with four decimals and as an exact fraction."""
    agreement = comparison.agreement
    alpha = agreement.alpha
    return {
        "format_version": FORMAT_VERSION,
        "year": comparison.year,
        "illustrative": illustrative,
        "raters": [
            {
                "name": one.rater.name,
                "role": one.rater.role,
                "scored": one.scored,
                "not_applicable": one.not_applicable,
                "no_evidence": one.no_evidence,
                "missing": one.missing,
                "information": one.information,
            }
            for one in comparison.shares
        ],
        "agreement": {
            "items": agreement.items,
            "pairs": agreement.pairs,
            "exact": agreement.exact,
            "within_one": agreement.within_one,
            "alpha": None if alpha is None else float(fixed(alpha, 4)),
            "alpha_exact": exact(alpha),
            "scales": [_json_scale(one) for one in agreement.scales],
        },
        "to_discuss": [one.item.id for one in comparison.to_discuss],
        "items": [_json_item(one) for one in comparison.items if one.ratings],
    }


def _json_scale(one: ScaleAgreement) -> dict[str, Any]:
    steps = one.steps
    return {
        "kind": steps.kind,
        "ladder": one.name or None,
        "steps": [as_written(step) for step in steps.listed],
        "max_points": as_written(steps.most) if not steps.listed else None,
        "step": as_written(steps.step) if not steps.listed else None,
        "items": one.items,
        "alpha": None if one.alpha is None else float(fixed(one.alpha, 4)),
        "alpha_exact": exact(one.alpha),
    }


def _json_item(item_ratings: ItemRatings) -> dict[str, Any]:
    return {
        "id": item_ratings.item.id,
        "text": item_ratings.item.label,
        "standing": item_ratings.standing,
        "spread": item_ratings.spread,
        "median": [as_written(one) for one in item_ratings.median],
        "voices": [
            {
                "rater": one.rater.name,
                "judgement": one.judgement,
                "value": _plain_value(one),
                **json_beside(one.rating),
            }
            for one in item_ratings.ratings
        ],
    }


def as_records(comparison: RaterComparison) -> Iterator[dict[str, Any]]:
    """Yield a record for each item and each rater who rated it."""
    for item_ratings in comparison.items:
        for one in item_ratings.ratings:
            yield {
                "year": comparison.year,
                "id": item_ratings.item.id,
                "text": item_ratings.item.label,
                "standing": item_ratings.standing,
                "spread": item_ratings.spread,
                "median": "/".join(as_written(step) for step in item_ratings.median),
                "rater": one.rater.name,
                "role": one.rater.role,
                "judgement": one.judgement,
                "value": _plain_value(one),
                **json_beside(one.rating),
            }


def _plain_value(voice: RaterRating) -> str:
    """Return a rater's rating as text: a level, points, a count, a value, a mean or a reason."""
    value = getattr(voice.rating, voice.judgement)
    if voice.judgement == "answers":
        return "; ".join(f"{level}: {count}" for level, count in sorted(value.items()))
    if voice.judgement == "count":
        return f"{voice.rating.count}/{voice.rating.of}"
    if voice.judgement == "mean":
        return f"{as_written(value)} ({voice.rating.answered})"
    return value if isinstance(value, str) else as_written(Fraction(value))
