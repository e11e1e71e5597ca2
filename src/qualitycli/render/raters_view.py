"""The raters of a year side by side, with every figure as text; only for the commission."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

from qualitycli.comparing.inter_rater import (
    Agreement,
    AgreementStatus,
    ItemRatings,
    RaterComparison,
    RaterRating,
)
from qualitycli.messages import N_, NP_, Translator, as_written, visible
from qualitycli.model.assessment import TEXTS_BESIDE, Judgement
from qualitycli.model.period_texts import printed_period
from qualitycli.render.beside import json_beside
from qualitycli.render.format_version import FORMAT_VERSION
from qualitycli.render.nodes import example_notice
from qualitycli.render.numbers import exact
from qualitycli.render.view import Column, Row, Section, View
from qualitycli.rounding import fixed

CSV_COLUMNS: Final = (
    *("year", "id", "text", "standing", "spread", "median", "rater", "role", "judgement", "value"),
    *TEXTS_BESIDE,
)
STANDINGS: Final[dict[AgreementStatus, str]] = {
    "unheard": N_("not rated by anyone"),
    "single": N_("one rater"),
    "same": N_("the same"),
    "near": N_("one level apart"),
    "apart": N_("far apart"),
    "kinds": N_("different answers"),
    "facts": N_("different counts"),
}
_JUDGEMENTS: Final[dict[Judgement, str]] = {
    "not_applicable": N_("n/a"),
    "no_evidence": N_("none"),
    "answers": N_("survey"),
    "count": N_("counts"),
}


def view_of(comparison: RaterComparison, translate: Translator, *, illustrative: bool) -> View:
    """Return the view: what each rater rated, the agreement, and the items to discuss."""
    return View(
        title=translate(N_("Raters of {year}"), year=printed_period(comparison.year)),
        notices=(example_notice(translate),) if illustrative else (),
        sections=(_who(comparison, translate), *_to_discuss(comparison, translate)),
        remarks=tuple(_remarks(comparison, translate)),
    )


def _who(comparison: RaterComparison, translate: Translator) -> Section:
    columns = tuple(
        Column(translate(heading), right=True)
        for heading in (N_("rated"), N_("not applicable"), N_("no evidence"), N_("missing"))
    )
    rows = []
    for number, one in enumerate(comparison.shares, 1):
        role = f" ({visible(one.rater.role)})" if one.rater.role else ""
        cells = (one.scored, one.not_applicable, one.no_evidence, one.missing)
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
            *("·" if one is None else value_of(one, translate) for one in said),
            translate(STANDINGS[item_ratings.standing]),
        ),
        important=item_ratings.standing == "apart",
    )


def median_of(item_ratings: ItemRatings, translate: Translator) -> str:
    """Return the median; both neighbours if it is between two levels: ``2/3``."""
    values = (translate.decimal(as_written(one)) for one in item_ratings.median)
    return "/".join(values) or "–"


def value_of(voice: RaterRating, translate: Translator) -> str:
    """Return a rater's rating as a short text."""
    if voice.judgement in _JUDGEMENTS:
        return translate(_JUDGEMENTS[voice.judgement])
    return translate.decimal(as_written(Fraction(getattr(voice.rating, voice.judgement))))


def _remarks(comparison: RaterComparison, translate: Translator) -> Iterator[str]:
    agreement = comparison.agreement
    if not agreement.pairs:
        yield translate(N_("No item was rated by two raters, so there is nothing to compare."))
        return
    text = NP_(
        "Agreement on {n} item rated by two or more raters: {exact} exact, {near} "
        "within one level ({pairs} pairs).",
        "Agreement on {n} items rated by two or more raters: {exact} exact, {near} "
        "within one level ({pairs} pairs).",
    )
    exact, near = (
        translate.percent(fixed(Fraction(100 * count, agreement.pairs), 1))
        for count in (agreement.exact, agreement.within_one)
    )
    counts = {"n": agreement.items, "pairs": agreement.pairs}
    yield translate(text, exact=exact, near=near, **counts)
    yield translate(N_("Krippendorff's α (ordinal): {alpha}."), alpha=_alpha(agreement, translate))
    if not comparison.to_discuss:
        yield translate(N_("The raters do not differ on any item."))
    agreed = sum(one.standing == "same" for one in comparison.items)
    text = NP_("All raters agree on {n} item.", "All raters agree on {n} items.")
    yield translate(text, n=agreed)


def _alpha(agreement: Agreement, translate: Translator) -> str:
    if agreement.alpha is None:
        return translate(N_("undefined, because the levels do not vary"))
    return translate.decimal(fixed(agreement.alpha, 2)).replace("-", "−")


def as_json(comparison: RaterComparison, *, illustrative: bool) -> dict[str, Any]:
    """Return the raters as JSON values; α has four decimals, and its exact fraction beside it."""
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
        },
        "to_discuss": [one.item.id for one in comparison.to_discuss],
        "items": [_json_item(one) for one in comparison.items if one.ratings],
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
    """Return a rater's rating as text: a level, points, counts or a reason."""
    value = getattr(voice.rating, voice.judgement)
    if voice.judgement == "answers":
        return "; ".join(f"{level}: {count}" for level, count in sorted(value.items()))
    if voice.judgement == "count":
        return f"{voice.rating.count}/{voice.rating.of}"
    return value if isinstance(value, str) else as_written(Fraction(value))
