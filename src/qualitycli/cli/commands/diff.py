"""``quality diff``: what changed between two years, and why."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import click
from pydantic_core import PydanticCustomError

from qualitycli.application.open_project import compare
from qualitycli.application.year_ranges import two_newest
from qualitycli.cli.base import Argument, Option, make_command
from qualitycli.cli.output.findings import fail_on_findings
from qualitycli.cli.parameters import completion
from qualitycli.cli.parameters.options import depth_option, output_format
from qualitycli.cli.parameters.years import YEAR
from qualitycli.cli.run.projects import open_year, project_to_read
from qualitycli.cli.run.session import Session
from qualitycli.comparing.diff import CLASSES
from qualitycli.comparing.gate import GATES, gate_findings
from qualitycli.messages import N_
from qualitycli.model.values import decimal
from qualitycli.render.diff_view import view_of
from qualitycli.render.nodes import DEPTHS
from qualitycli.render.reports import Report


@make_command(
    "diff",
    help=N_(
        """Compare two years like for like: show the change on the items that are scored in both
        years, apart from the effects of coverage and of a changed framework.

        OLD and NEW are school years or paths of year files (default: the two newest years). With
        --fail-on or --max-drop, the exit status is 1 if something dropped."""
    ),
    examples=(
        "quality diff",
        "quality diff 2020-2021 2021-2022 --only worsened",
        "quality diff 2020-2021 2021-2022 --fail-on overall --fail-on band",
        "quality diff main.yaml data/years/2021-2022.yaml --max-drop 0.10",
    ),
)
@click.argument(
    "old",
    cls=Argument,
    type=YEAR,
    metavar=N_("[OLD"),
    required=False,
    shell_complete=completion.years,
)
@click.argument(
    "new",
    cls=Argument,
    type=YEAR,
    metavar=N_("NEW]"),
    required=False,
    shell_complete=completion.years,
)
@depth_option(DEPTHS[:3], "criterion")
@click.option(
    "--only",
    cls=Option,
    type=click.Choice(CLASSES),
    multiple=True,
    metavar=N_("CLASS"),
    help=N_("List only items of this class, for example worsened; may be repeated."),
)
@click.option(
    "--fail-on",
    cls=Option,
    type=click.Choice(tuple(GATES)),
    multiple=True,
    help=N_("Fail if this got worse on the items that are scored in both years; may be repeated."),
)
@click.option(
    "--max-drop",
    cls=Option,
    metavar=N_("GRADE"),
    help=N_(
        "Fail if the overall grade or that of an area or criterion dropped by more than this, "
        "for example 0.25; in percentage points if the framework has no grades."
    ),
)
@output_format("text", "json", "csv", "github", "sarif", "junit")
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917  (one argument for each option)
    session: Session,
    old: str | None,
    new: str | None,
    depth: str,
    only: tuple[str, ...],
    fail_on: tuple[str, ...],
    max_drop: str | None,
    output: str,
) -> None:
    """Compare the years, render the result and check the conditions."""
    most = _grade(session, max_drop) if max_drop is not None else None
    before, after = (open_year(session, name) for name in _two(session, old, new))
    diff = compare(before, after)
    if "overall" in fail_on and not diff.has_overall:
        session.refuse(
            N_("The framework has no overall result, so --fail-on overall cannot be checked.")
        )
    if output == "json":
        from qualitycli.render.diff_json import as_json

        session.write_json(as_json(diff))
    elif output == "csv":
        from qualitycli.render.diff_json import CSV_COLUMNS, as_records
        from qualitycli.render.tables import as_csv

        session.write_csv(as_csv(CSV_COLUMNS, as_records(diff)))
    elif output == "text":
        session.show(view_of(diff, depth, only, session.translate))
    file = diff.after.file.file
    report = Report.of(file.name, "year", gate_findings(diff, fail_on, most), file.source)
    fail_on_findings(session, output, report)


def _grade(session: Session, text: str) -> Fraction:
    try:
        return decimal(text)
    except PydanticCustomError:
        session.refuse(
            N_("--max-drop must be a number such as 0.25, not “{written}”."), written=text
        )


def _two(session: Session, old: str | None, new: str | None) -> tuple[str | Path, str | Path]:
    """Return the two years to compare: those given, else the two newest."""
    if old is not None and new is not None:
        return old, new
    if old is not None:
        session.refuse(N_("Specify both years, or neither to compare the two newest."))
    return two_newest(project_to_read(session))
