"""The changes between two catalogues: lines for people, JSON for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from qualitycli.comparing.catalogues import KINDS, CatalogueChange, ChangeKind, Words
from qualitycli.messages import N_, NP_, Plural, Translator, visible
from qualitycli.render.format_version import FORMAT_VERSION
from qualitycli.render.item import FIT, RATED_BY
from qualitycli.render.text_width import wrapped

_HEADINGS: Final[dict[ChangeKind, Plural]] = {
    "vanished": NP_("Vanished: {n}", "Vanished: {n}"),
    "added": NP_("Added: {n}", "Added: {n}"),
    "retired": NP_("Retired: {n}", "Retired: {n}"),
    "replaced": NP_("Replaced: {n}", "Replaced: {n}"),
    "moved": NP_("Moved: {n}", "Moved: {n}"),
    "renumbered": NP_("Renumbered: {n}", "Renumbered: {n}"),
    "reworded": NP_("Reworded: {n}", "Reworded: {n}"),
    "rerated": NP_("Rated in a different way: {n}", "Rated in a different way: {n}"),
    "redated": NP_("Valid in other years: {n}", "Valid in other years: {n}"),
    "reweighted": NP_("Changed weight: {n}", "Changed weight: {n}"),
    "rescaled": NP_(
        "Changed steps, answers or maximum: {n}", "Changed steps, answers or maximum: {n}"
    ),
    "rescored": NP_("Scored in a different way: {n}", "Scored in a different way: {n}"),
}

# Keys that occur in the old and new values of a node.
_KEYS: Final[dict[str, str]] = {
    **FIT,
    **RATED_BY,
    "ratio": N_("ratio"),
    "criteria": N_("from its criteria"),
    "indicators": N_("from its indicators"),
    "subindicators": N_("from its sub-indicators"),
    "lower_is_better": N_("lower is better"),
    "value": N_("value"),
    "above": N_("above"),
    "from": N_("from"),
    "max_points": N_("maximum"),
    "unit": N_("unit"),
    "step": N_("in steps of"),
    "answers": N_("answers:"),
    "may_exceed": N_("may be over 100 %"),
}
_SCORING: Final[dict[str, str]] = {
    "method": N_("Method"),
    "overall": N_("Overall result"),
    "coverage_threshold": N_("Coverage that is enough for a band"),
    "scale": N_("Scale of levels"),
}
_VALUES: Final[dict[str, str]] = {
    "means": N_("means"),
    "points": N_("points"),
    "true": N_("yes"),
    "false": N_("no"),
}


def as_text(
    found: Sequence[CatalogueChange], translate: Translator, width: int | None
) -> Iterator[str]:
    """Yield the changes by kind, each with the old and the new value."""
    if not found:
        yield translate(N_("No change."))
    first = True
    for kind in KINDS:
        of_kind = [one for one in found if one.kind == kind]
        if not of_kind:
            continue
        if not first:
            yield ""
        first = False
        yield translate(_HEADINGS[kind], n=len(of_kind))
        for one in of_kind:
            yield wrapped(f"{_name(one, translate)} {_said(one, translate)}", width, "  ", "    ")
    yield from _remarks(found, translate, width)


def _name(one: CatalogueChange, translate: Translator) -> str:
    return f"{translate(_SCORING[one.id])}:" if one.kind == "rescored" else visible(one.id)


def _remarks(
    found: Sequence[CatalogueChange], translate: Translator, width: int | None
) -> Iterator[str]:
    """Yield the consequences of the changes for comparisons of years."""
    kinds = {one.kind for one in found}
    remarks = []
    if "rerated" in kinds:
        remarks.append(
            N_(
                "Items rated in a different way are not comparable, so they are left out of "
                "like-for-like changes."
            )
        )
    if any(one.kind == "rescored" and one.id == "method" for one in found):
        remarks.append(N_("Results of different methods are compared in percentages only."))
    if remarks:
        yield ""
        yield from (wrapped(translate(text), width, rest="  ") for text in remarks)


def _said(one: CatalogueChange, translate: Translator) -> str:
    if one.kind == "reworded":
        return _marked(one.words)
    if one.kind in ("added", "vanished"):
        return visible(one.text)
    if one.kind == "rescored":
        return " → ".join(
            translate(_VALUES[text]) if text in _VALUES else visible(text)
            for text in (one.before, one.after)
        )
    change = f"{one.before} → {one.after}" if one.before else one.after
    if one.kind in ("replaced", "redated", "rerated", "rescaled"):
        change = _with_words(change, translate)
    return f"{visible(change)}  {visible(one.text)}".rstrip()


def _with_words(change: str, translate: Translator) -> str:
    """Return a change with its keys translated; only keys contain lower-case letters."""
    return re.sub(
        "[a-z_]+",
        lambda key: translate(_KEYS[key[0]]) if key[0] in _KEYS else key[0],
        change,
    )


def _marked(words: Words) -> str:
    """Return a text whose removed and added words are marked without colour."""
    marks = {"went": "[-{}-]", "came": "{{+{}+}}", "stayed": "{}"}
    return " ".join(marks[tag].format(visible(text)) for tag, text in words)


def as_json(found: Sequence[CatalogueChange]) -> dict[str, Any]:
    """Return the changes as JSON values."""
    return {
        "format_version": FORMAT_VERSION,
        "changes": [
            record | {"words": [{"tag": tag, "text": text} for tag, text in one.words]}
            for one, record in zip(found, as_records(found), strict=True)
        ],
    }


CSV_COLUMNS: Final = ("kind", "id", "text", "from", "to")


def as_records(found: Sequence[CatalogueChange]) -> Iterator[dict[str, Any]]:
    """Yield a record for each change."""
    for one in found:
        yield {
            "kind": one.kind,
            "id": one.id,
            "text": one.text,
            "from": one.before or None,
            "to": one.after or None,
        }
