"""``quality set``: rate an item, or change its evidence, note or date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final

import click

from qualitycli.application.file_editing import FileChange
from qualitycli.application.year_edits import YearEdit, clear_rating, set_rating
from qualitycli.cards.rating import changed_beside, rating_of, rating_text
from qualitycli.cli.base import Argument, F, Option, make_command
from qualitycli.cli.output.changes import conclude
from qualitycli.cli.parameters import completion
from qualitycli.cli.parameters.options import (
    date_option,
    dry_run_option,
    text_option,
)
from qualitycli.cli.parameters.years import year_argument
from qualitycli.cli.run.projects import year_to_change
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_, Finished
from qualitycli.model.assessment import BESIDE, COUNTS, REASONS, STEPS
from qualitycli.model.tree import Item
from qualitycli.rounding import MINUS
from qualitycli.workspace import YearFile

_COUNT: Final = r" *([^/ ]+) */ *([^/ ]+) *"
# The key of an answer may have spaces within.
_ANSWER: Final = r" *([^=, ](?:[^=,]*[^=, ])?) *= *([^=, ]+) *"
_DECIMALS: Final = ("points", "value", "mean")
_OPTIONS: Final = (*STEPS, *COUNTS, "value", "invited", "mean", "answered", *REASONS)
_OPTIONS_BESIDE: Final[Mapping[str, Callable[..., Callable[[F], F]]]] = {
    "text": text_option,
    "lines": partial(text_option, multiple=True),
    "date": date_option,
}


def _options_beside(command: F) -> F:
    """Add the options for the keys that accompany a judgement."""
    for key, one in reversed([*BESIDE.items()]):
        name = key.replace("_", "-")
        if one.replace_help:
            command = click.option(
                f"--replace-{name}", cls=Option, is_flag=True, help=one.replace_help
            )(command)
        command = _OPTIONS_BESIDE[one.kind](f"--{name}", help=one.help)(command)
    return command


@make_command(
    "set",
    help=N_(
        """Rate an item in the file of a year, or change its evidence, note or date. Only the lines
        concerned are changed; the comments, order and style of the rest are kept.

        Give a level, or the options of the way in which the framework rates the item: --points,
        --count and --of, --value, --answers, or --mean and --answered. If the item is rated in
        another way, the error says which one, with its steps.

        A new rating or note replaces the old one, and an empty note removes it. Evidence is added
        to the existing evidence. If the change would cause an error, the error is shown and nothing
        is written.

        YEAR is required. YEAR and ID may be given in either order."""
    ),
    examples=(
        "quality set 2020-2021 OP.1.1.1 3",
        'quality set 2020-2021 OP.1.1.2 4 --evidence "Протокол № 3" --rated-on 2021-05-20',
        "quality set 2020-2021 OP.11.1 --answers 1=4,2=11,3=60,4=75 --invited 210",
        "quality set 2020-2021 OP.11.2 --mean 3.4 --answered 84",
        'quality set 2020-2021 OP.1.8.1 --not-applicable "Няма целодневна организация."',
        "quality set 2020-2021 OP.1.1.1 --clear",
    ),
    writes=True,
)
@year_argument
@click.argument("item_id", cls=Argument, metavar="ID", shell_complete=completion.ids)
@click.argument("level", cls=Argument, metavar=N_("[LEVEL]"), required=False)
@text_option(
    "--points",
    metavar=N_("NUMBER"),
    help=N_("Points: a step of the points scale, or up to the item's maximum."),
)
@text_option("--count", metavar=N_("NUMBER"), help=N_("The count; requires --of."))
@text_option("--of", metavar=N_("NUMBER"), help=N_("The total; requires --count."))
@text_option("--value", metavar=N_("NUMBER"), help=N_("The value, in the unit of the item."))
@text_option(
    "--part",
    "parts",
    metavar=N_("COUNT/OF"),
    multiple=True,
    help=N_("Count and total of one part of the item; repeat for each part."),
)
@text_option(
    "--answers",
    metavar=N_("1=NUMBER,2=NUMBER…"),
    help=N_(
        "How many people gave each answer, by its key in the framework; an answer left out counts "
        "as 0."
    ),
)
@text_option("--invited", metavar=N_("NUMBER"), help=N_("How many people were invited to answer."))
@text_option(
    "--mean",
    metavar=N_("NUMBER"),
    help=N_("The mean of a survey of which only that was published; requires --answered."),
)
@text_option(
    "--answered",
    metavar=N_("NUMBER"),
    help=N_("How many people the mean is based on; requires --mean."),
)
@text_option(
    "--not-applicable", metavar=N_("REASON"), help=N_("The item does not apply to the school.")
)
@text_option(
    "--no-evidence", metavar=N_("REASON"), help=N_("There is no evidence to rate the item.")
)
@_options_beside
@click.option(
    "--clear",
    cls=Option,
    is_flag=True,
    help=N_("Remove the rating; the item is then not rated yet."),
)
@dry_run_option
@click.pass_obj
def command(
    session: Session, /, year: str | None, item_id: str, dry_run: bool, **options: Any
) -> None:
    """Edit the year and report the change."""
    edit = _edit(session, item_id, options)
    opened = year_to_change(session, year)
    change = opened.change(edit, dry_run=dry_run)
    node = opened.project.catalogue_file.nodes.get(item_id)
    item = node.item if node is not None else None
    conclude(session, change, _done(session, item_id, change, item), dry_run=dry_run)


def _edit(session: Session, item_id: str, options: Mapping[str, Any]) -> YearEdit:
    """Return the edit that the options describe; refuse contradictory options."""
    values = {key: options[key] for key in _OPTIONS if options[key] is not None}
    for key in values.keys() & _DECIMALS:
        # A decimal comma and a typographic minus are accepted; year files have neither.
        values[key] = values[key].replace(",", ".").replace(MINUS, "-")
    if options["parts"]:
        values["parts"] = [_count_of(session, one) for one in options["parts"]]
    if options["answers"] is not None:
        values["answers"] = _answers(session, options["answers"])
    instead = [key for key in BESIDE if options.get(f"replace_{key}")]
    for key in BESIDE:
        value = options[key]
        if value not in (None, ()) or key in instead:
            values[key] = value
    if options["clear"] and values:
        session.refuse(N_("--clear removes the rating; it cannot be used with other values."))
    if not (options["clear"] or values):
        session.refuse(N_("Nothing to set; specify a level or an option (see --help)."))
    return clear_rating(item_id) if options["clear"] else set_rating(item_id, instead, **values)


def _count_of(session: Session, text: str) -> dict[str, str]:
    if (found := re.fullmatch(_COUNT, text)) is None:
        session.refuse(
            N_("“{written}” is not a count and a total; write it as 12/30."), written=text
        )
    return {"count": found[1], "of": found[2]}


def _answers(session: Session, text: str) -> dict[str, str]:
    answers: dict[str, str] = {}
    for one in text.split(","):
        found = re.fullmatch(_ANSWER, one)
        if found is None or found[1] in answers:
            session.refuse(
                N_("“{written}” is not a count for each answer; write it as 1=4,2=11."),
                written=text,
            )
        answers[found[1]] = found[2]
    return answers


def _done(
    session: Session, item_id: str, change: FileChange[YearFile], item: Item | None
) -> Iterator[str]:
    """Yield the report: the judgement before and after, and the other keys that changed."""
    old, new = (rating_of(one.values or {}, item_id) for one in (change.old, change.new))
    before, now = rating_text(old, item), rating_text(new, item)
    args = {"place": Finished(change.place(("ratings", item_id))), "id": item_id, "now": now}
    if before == now:
        yield session.translate(N_("{place}: {id}: {now} (unchanged)"), **args)
    else:
        yield session.translate(N_("{place}: {id}: {before} → {now}"), before=before, **args)
    if keys := changed_beside(old, new):
        yield session.translate(N_("  also changed: {keys}"), keys=tuple(keys))
