"""Changes from year to year, in sentences that the terminal and the documents share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal

from qualitycli.comparing.diff import COMMON, Diff, ItemClass
from qualitycli.messages import N_, Say
from qualitycli.model.framework import Catalogue
from qualitycli.render.institution_texts import LIKE_FOR_LIKE, about, kind_of

CLASS_NAMES: Final[dict[ItemClass, str]] = {
    "worsened": N_("Rated lower"),
    "improved": N_("Rated higher"),
    "newly_rated": N_("Newly rated"),
    "no_longer_rated": N_("No longer rated"),
    "newly_applicable": N_("Newly applicable"),
    "no_longer_applicable": N_("No longer applicable"),
    "added": N_("Added to the framework"),
    "retired": N_("Retired from the framework"),
    "replaced": N_("Replaced in the framework"),
    "not_comparable": N_("Rated in a different way, so not comparable"),
    "unchanged": N_("Unchanged"),
    "unscored": N_("Without a rating in both years"),
    "not_applicable": N_("Not applicable in both years"),
}
# The same texts for results that are not grades.
_WITHOUT_GRADES: Final[dict[ItemClass, str]] = {
    "worsened": N_("With a lower result"),
    "improved": N_("With a higher result"),
    "unscored": N_("Without a result in both years"),
}
# Items of these classes did not change, so they are only counted.
UNMOVED: Final = frozenset({"unchanged", "unscored", "not_applicable"})


ResultUnit = Literal["grade", "points", "percent"]
PERCENTAGE_POINTS_NOTE: Final = N_("pp: percentage points.")


def comparison_title(before: str, after: str, say: Say) -> str:
    """Return a title that names the two years."""
    return say(N_("{after} compared with {before}"), after=after, before=before)


def class_name(item_class: ItemClass, say: Say, *, grades: bool) -> str:
    """Return the name of a class of change.

    :param grades: whether the results are grades.
    """
    own = None if grades else _WITHOUT_GRADES.get(item_class)
    return say(own or CLASS_NAMES[item_class])


def class_counts(diff: Diff, classes: Iterable[ItemClass], say: Say) -> str:
    """Return the number of items in each of the classes; empty if there are none."""
    judged = [item for item in diff.items if not item.is_information]
    counts = {one: sum(item.item_class == one for item in judged) for one in classes}
    grades = bool(diff.after.score.catalogue.grades)
    return " ".join(
        f"{class_name(one, say, grades=grades)}: {n}." for one, n in counts.items() if n
    )


def result_unit(before: Catalogue, after: Catalogue) -> ResultUnit:
    """Return the unit in which the results of two years are compared."""
    if before.grades and after.grades:
        return "grade"
    return "points" if before.method == after.method == "points" else "percent"


def legend(diff: Diff, say: Say, *, points: bool = False) -> Iterator[str]:
    """Yield the explanations of the columns of a comparison.

    :param points: whether the changes are also shown in points.
    """
    text = N_(
        "“Change” is the difference between the two years' printed grades. It also "
        "depends on which items were rated in each year."
    )
    if points:
        text = N_(
            "“Change” is the difference between the two years' printed points and, in brackets, "
            "between their percentages, in percentage points (pp). It also depends on which items "
            "were rated in each year."
        )
    elif result_unit(diff.before.score.catalogue, diff.after.score.catalogue) != "grade":
        text = N_(
            "“Change” is the difference between the two years' percentages, in percentage "
            "points (pp). It also depends on which items were rated in each year."
        )
    yield say(text)
    yield like_for_like_note(diff, say)
    yield say(
        N_(
            "“Rest” is the difference between the two: it comes from which items were "
            "rated and from changes to the framework."
        )
    )


def like_for_like_note(diff: Diff, say: Say) -> str:
    """Return the explanation of the like-for-like change."""
    return about(
        LIKE_FOR_LIKE,
        kind_of(diff.after.file.assessment.institution),
        say,
        n=sum(item.item_class in COMMON for item in diff.items),
    )


def rounding_note(say: Say) -> str:
    """Return the note on which part of a change is rounded."""
    return say(N_("“Like for like” is calculated before rounding; “rest” is what remains."))


def other_framework_note(say: Say) -> str:
    """Return the note that items of two frameworks cannot be compared."""
    return say(N_("The two years use different frameworks, so their items cannot be compared."))


def what_if_note(diff: Diff, year_of: Callable[[str], str], say: Say) -> Iterator[str]:
    """Yield the newer year's band under the older year's band profile, if the profiles differ.

    :param year_of: returns the text for a year.
    """
    other = diff.what_if
    if other is not None and other.profile is not None and other.overall.band:
        text = N_("With the bands of “{title}”, the overall grade of {year} would be “{band}”.")
        if not other.catalogue.grades:
            text = N_(
                "With the bands of “{title}”, the overall result of {year} would be “{band}”."
            )
        yield say(
            text,
            title=other.profile.title,
            year=year_of(other.year),
            band=other.overall.band,
        )


def trend_legend(say: Say) -> str:
    """Return the explanation of the change over several years."""
    return say(
        N_(
            "“Like for like” is the sum of the changes from year to year, each on the "
            "items rated in the same way in both years."
        )
    )


def framework_changed_note(years: str, say: Say) -> str:
    """Return the note that lists the years in which the framework changed."""
    return say(N_("The framework changed in {years}."), years=years)


def bands_changed_note(years: str, say: Say, *, grades: bool = True) -> str:
    """Return the note that lists the years from which other bands apply.

    :param grades: whether the results are grades.
    """
    changed = say(N_("Different bands apply from {years}."), years=years)
    return f"{changed} {bands_differ_note(say, grades=grades)}"


def bands_differ_note(say: Say, *, grades: bool = True) -> str:
    """Return the note on comparing years with different band profiles."""
    if not grades:
        return say(N_("Bands of different ordinances cannot be compared; percentages can."))
    return say(N_("Bands of different ordinances cannot be compared; grades can."))
