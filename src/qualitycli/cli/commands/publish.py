"""``quality publish``: all documents for the given years, and an index page."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from qualitycli.application.file_writing import writing
from qualitycli.application.paths import shown_path
from qualitycli.application.reports import Reports
from qualitycli.cli.base import Argument, make_command
from qualitycli.cli.output.files import write_requested
from qualitycli.cli.output.templates import warn_of_renamed
from qualitycli.cli.parameters import completion
from qualitycli.cli.parameters.document_options import (
    against_option,
    day_option,
    format_option,
    report_options,
)
from qualitycli.cli.parameters.options import demo_option, force_option
from qualitycli.cli.parameters.years import YEAR
from qualitycli.cli.run.projects import open_project, open_year, refuse_example
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_, NP_
from qualitycli.reading.folders import located, opened
from qualitycli.render.documents.kinds import FORMATS
from qualitycli.writing.files import clear_before_publishing, refuse_dangling


@make_command(
    "publish",
    help=N_(
        """Generate all documents for the given years (default: all years) in the folder DIR, with
        an index page.

        The documents are the same as those of “quality report”. A year without an earlier one has
        no comparison."""
    ),
    examples=(
        "quality publish public",
        "quality publish public 2020-2021 2021-2022 --format html",
    ),
    writes=True,
)
@click.argument("folder", cls=Argument, metavar=N_("DIR"), type=click.Path(path_type=Path))
@click.argument(
    "years",
    cls=Argument,
    type=YEAR,
    metavar=N_("[YEAR]..."),
    nargs=-1,
    shell_complete=completion.years,
)
@format_option(N_("Output format (default: both)."))
@against_option
@day_option
@force_option
@demo_option
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917  (click passes each option)
    session: Session,
    folder: Path,
    years: tuple[str, ...],
    ending: str | None,
    against: str | None,
    day: date | None,
    force: bool,
) -> None:
    """Check that all files can be written, then generate and write the documents in turn."""
    refuse_example(session, *years)
    options = report_options(session, against, day)
    project = open_project(session)
    warn_of_renamed(session, project)
    # Each year is opened only when it is needed.
    opened_years = (open_year(session, name) for name in dict.fromkeys(years) or project.years)
    formats = (ending,) if ending else FORMATS
    _write_all(session, Reports(project, opened_years, formats, options), folder, force=force)


def _write_all(session: Session, reports: Reports, folder: Path, *, force: bool) -> None:
    names = [*reports.names, *reports.pages]
    _refuse_unwritable(session, names, folder, force=force)
    clear_before_publishing(folder)
    with _progress(session, len(names)) as advance:
        for name, text in reports:
            write_requested(session, folder / name, text.encode(), force=force, root=folder)
            advance()
    session.confirm(
        NP_("{n} document written to {path}.", "{n} documents written to {path}."),
        n=len(reports.names),
        path=Path(shown_path(folder)),
    )


def _refuse_unwritable(
    session: Session, names: Sequence[str], folder: Path, *, force: bool
) -> None:
    if folder.exists() and not folder.is_dir():
        session.refuse(N_("{path} is not a folder."), path=Path(shown_path(folder)))
    for path in (folder / name for name in names):
        with writing(path, folder):
            refuse_dangling(path)
            located(path, folder)
        if os.path.lexists(path) and not force:
            text = N_("{path} already exists (use --force to overwrite).")
            session.refuse(text, path=Path(shown_path(path)))
    for parent in sorted({(folder / name).parent for name in names}):
        with writing(parent, folder), opened(parent, folder, make=True):
            pass


@contextmanager
def _progress(session: Session, steps: int) -> Iterator[Callable[[], None]]:
    """Show a progress bar, on a terminal only."""
    if session.is_quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(file=sys.stderr)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    # No refresh thread: documents with the project's own templates are generated in forks.
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as progress:
        task = progress.add_task(session.translate(N_("Generating documents")), total=steps)

        def advance() -> None:
            progress.advance(task)
            progress.refresh()

        yield advance
