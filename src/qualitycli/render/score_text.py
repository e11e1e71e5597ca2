"""A year's results, in sentences that the terminal and the documents share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from qualitycli.messages import N_, NP_, Figure, Finished, Say, visible
from qualitycli.model.assessment import InstitutionKind
from qualitycli.model.framework import BandProfile, Catalogue, Scale
from qualitycli.render.institution_texts import NOTHING_APPLIES, about
from qualitycli.render.results import result
from qualitycli.scoring.figures import STATE_WORDS
from qualitycli.scoring.node_score import NodeScore
from qualitycli.scoring.spread import Spread

NO_BANDS: Final = N_("No rating bands are defined for {year}.")


def band_text(node: NodeScore, say: Say) -> str:
    """Return a node's band, or why it has none."""
    if node.state == "information":
        return say(STATE_WORDS["information"])
    if not node.applicable:
        return say(N_("not applicable"))
    if node.share is None:
        return say(N_("no result"))
    if not node.complete:
        return say(N_("incomplete") if node.grade is not None else N_("incomplete result"))
    return "–" if node.band is None else visible(node.band)


def verdict_of(node: NodeScore, say: Say) -> str:
    """Return band and result as the inspectorate prints them: „добра (3,17)“."""
    shown = result(node, say)
    if shown is None:
        return band_text(node, say)
    if node.complete and node.band is None:
        return shown
    return f"{band_text(node, say)} ({shown})"


def lowest_areas_sentence(
    areas: Sequence[NodeScore], described: Iterable[tuple[str, str]], say: Say
) -> str:
    """Return a sentence on which area has the lowest result, or which areas, if they are equal.

    :param described: the name of each area, and its band and result.
    """
    complete = all(area.complete for area in areas)
    if areas[0].grade is None:
        text = NP_(
            "The area with the lowest percentage is {areas}.",
            "The areas with the lowest percentage are {areas}.",
        )
        if not complete:
            text = NP_(
                "The area with the lowest percentage so far is {areas}.",
                "The areas with the lowest percentage so far are {areas}.",
            )
    elif complete:
        text = NP_(
            "The area with the lowest grade is {areas}.",
            "The areas with the lowest grade are {areas}.",
        )
    else:
        text = NP_(
            "The area with the lowest grade so far is {areas}.",
            "The areas with the lowest grade so far are {areas}.",
        )
    shown = [
        say(N_("“{area}” – {verdict}"), area=name, verdict=Finished(verdict))
        for name, verdict in described
    ]
    return say(text, n=len(areas), areas=Finished("; ".join(shown)))


def nothing_applies(say: Say, kind: InstitutionKind = "school") -> str:
    """Return the sentence that no item applies."""
    return about(NOTHING_APPLIES, kind, say)


def nothing_rated(say: Say) -> str:
    """Return the sentence that no item is rated yet."""
    return say(N_("No item is rated yet."))


def spread_sentence(spread: Spread, scale: Scale, say: Say) -> str:
    """Return the number of items at each level, and the median level."""
    names = {level.value: level.name for level in scale.levels}
    counts = [
        say(N_("level {level} ({name}) – {n}"), level=level, name=names[level], n=count)
        for level, count in reversed(list(spread.levels.items()))
        if count
    ]
    if spread.otherwise and not counts:
        return say(NP_("{n} item is rated.", "{n} items are rated."), n=spread.otherwise)
    if spread.otherwise:
        counts.append(say(N_("by survey or points – {n}"), n=spread.otherwise))
    if not counts:
        return nothing_rated(say)
    sentence = say(
        NP_("{n} item is rated: {counts}.", "{n} items are rated: {counts}."),
        n=sum(spread.levels.values()) + spread.otherwise,
        counts=Finished("; ".join(counts)),
    )
    if spread.median is None:
        return sentence
    digits = 0 if spread.median.denominator == 1 else 1
    median = say(N_("The median level is {median}."), median=Figure(spread.median, digits))
    return f"{sentence} {median}"


def incomplete_note(node: NodeScore, threshold: Fraction, say: Say) -> str:
    """Return why a node has a grade but no band."""
    text = N_(
        "Incomplete: less than {threshold} of the applicable items are rated, so there is no band."
    )
    if node.kind == "overall":
        text = N_(
            "Incomplete: less than {threshold} of the applicable items are rated, overall or in "
            "one of the areas, so there is no band."
        )
    if node.share is not None and node.grade is None:
        text = N_(
            "Incomplete result: less than {threshold} of the applicable items are rated, so there "
            "is no band."
        )
        if node.kind == "overall":
            text = N_(
                "Incomplete result: less than {threshold} of the applicable items are rated, "
                "overall or in one of the areas, so there is no band."
            )
    return say(text, threshold=str(threshold))


def borderline_note(say: Say) -> str:
    """Return the explanation of “borderline”."""
    return say(N_("Borderline: another band is within half a percentage point."))


def no_bands_note(year: str, say: Say) -> str:
    """Return the note that no band profile applies to a year."""
    return say(NO_BANDS, year=year)


def bands_note(year: str, title: str, say: Say) -> str:
    """Return the note on which band profile a year's bands use."""
    return say(N_("Rating bands of {year}: “{title}”."), year=year, title=title)


def percent_note(profile: BandProfile, catalogue: Catalogue, say: Say) -> str:
    """Return the explanation of the percentages."""
    scale = catalogue.grades
    if catalogue.method == "points":
        return say(N_("The percentage is the points earned of those that rated items can earn."))
    if not scale:
        return say(N_("The percentage is the share of the maximum."))
    text = N_("The percentage shows how far the grade is from {lowest} (0%) to {highest} (100%).")
    if profile.percent_of != "range":
        text = N_("The percentage is the grade divided by the highest one, {highest}.")
    return say(text, lowest=scale.lowest, highest=scale.highest)


def rounding_note(say: Say) -> str:
    """Return the note on how percentages are rounded before the band is chosen."""
    return say(N_("The percentage is first rounded to a whole number."))


def verified_note(profile: BandProfile, say: Say) -> str:
    """Return whether the bounds of the bands have been verified against their source."""
    if profile.verified:
        return say(N_("The bounds are verified against the official text."))
    return say(N_("The bounds are not verified against an official text."))
