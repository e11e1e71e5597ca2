"""``quality validate``: check the catalogue, the years and the raters' files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from qualitycli.application.faults import Fault
from qualitycli.application.parallel import workers_for
from qualitycli.application.projects import ProjectSearch
from qualitycli.application.validation import Checked, reports_of
from qualitycli.cli.base import Argument, ExitError, Option, make_command
from qualitycli.cli.output.faults import report_fault
from qualitycli.cli.output.findings import write_reports, write_text
from qualitycli.cli.parameters import completion
from qualitycli.cli.parameters.options import output_format
from qualitycli.cli.parameters.years import YEAR
from qualitycli.cli.run.exit_codes import FAILED
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_
from qualitycli.render.reports import Report, Tally, limited, tally_line


@make_command(
    "validate",
    help=N_(
        """Check the catalogue, the year files and the raters' files, and show all problems and
        where they are. Nothing is written. The exit status is 1 if there are errors.

        By default the whole project is checked. You can also name years, files, or folders; in a
        folder, all projects in it and below it are checked."""
    ),
    examples=(
        "quality validate",
        "quality validate 2020-2021",
        "quality validate schools",
        "quality validate --strict --format json",
    ),
)
@click.argument(
    "targets",
    cls=Argument,
    type=YEAR,
    nargs=-1,
    metavar=N_("[YEAR|PATH]..."),
    shell_complete=completion.years,
)
@click.option("--strict", is_flag=True, cls=Option, help=N_("Treat warnings as errors."))
@output_format("text", "json", "github", "sarif", "junit")
@click.pass_obj
def command(session: Session, targets: tuple[str, ...], strict: bool, output: str) -> None:
    """Check the targets, write the findings and set the exit status."""
    checked = reports_of(ProjectSearch.here(session.root), targets, workers_for)
    tally = Tally()
    reports = limited(_counted(session, checked, tally))
    if output == "text":
        for report in reports:
            write_text(session, report)
        if not session.is_quiet:
            session.write([tally_line(tally, session.translate)])
    else:
        write_reports(session, output, reports, strict=strict)
    if tally.errors or (strict and tally.warnings):
        raise ExitError(FAILED)


def _counted(session: Session, checked: Iterable[Checked], tally: Tally) -> Iterator[Report]:
    """Yield the reports and count them; report bugs in the tool to standard error."""
    for one in checked:
        if isinstance(one, Fault):
            report_fault(session, one)
        else:
            tally.add(one)
            yield one
