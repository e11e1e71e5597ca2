"""``quality init``: create a project."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

import click

from qualitycli.application.file_writing import writing
from qualitycli.application.initial_files import running_year, start_project
from qualitycli.application.paths import shown_path
from qualitycli.cli.base import Argument, Option, make_command
from qualitycli.cli.output.schemas import refresh_schemas
from qualitycli.cli.parameters import completion
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_
from qualitycli.model.framework import Catalogue
from qualitycli.reading.folders import located
from qualitycli.reading.project import SCHEMAS, SHIPPED_FRAMEWORK, Project
from qualitycli.writing.files import DanglingLinkError, refuse_dangling, write_new
from qualitycli.writing.year import writes_levels


@make_command(
    "init",
    help=N_(
        """Create a project in FOLDER (default: the current folder): the framework, the file for a
        first school year with nothing rated, a CI workflow, and JSON Schemas and settings for
        editors.

        Existing files are not changed."""
    ),
    examples=(
        "quality init",
        "quality init ourschool --year 2023-2024",
        "quality init ourschool --framework profesionalna-gimnazia",
    ),
    writes=True,
)
@click.argument(
    "folder",
    cls=Argument,
    metavar=N_("[FOLDER]"),
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
)
@click.option(
    "--year",
    cls=Option,
    metavar=N_("YEAR"),
    help=N_("First school year (default: the current one)."),
)
@click.option(
    "--framework",
    cls=Option,
    metavar=N_("NAME"),
    default=SHIPPED_FRAMEWORK,
    shell_complete=completion.frameworks,
    help=N_(
        "Framework to start from: vou-montana (default), community-school, detska-gradina, "
        "profesionalna-gimnazia or tsentar-za-obuchenie."
    ),
)
@click.pass_obj
def command(session: Session, folder: Path, year: str | None, framework: str) -> None:
    """Write the missing files and print the next steps."""
    year = year or running_year(date.today())
    project = Project(folder)
    catalogue, files = start_project(project, year, framework)
    for path in (*files, SCHEMAS / "any"):
        with writing(folder / path):
            refuse_dangling(folder / path)
            located((folder / path).parent, folder)
    written = [_write(session, folder, path, text) for path, text in files.items()]
    refresh_schemas(session, folder, catalogue)
    if any(written) and not session.is_quiet:
        _say_what_next(session, folder, project, year, catalogue)


def _say_what_next(
    session: Session, folder: Path, project: Project, year: str, catalogue: Catalogue
) -> None:
    session.say(N_("Next steps:"))
    if folder.resolve() != Path.cwd().resolve():
        session.write([f"  cd {shlex.quote(str(folder))}"])
    path = project.year(year).relative_to(folder)
    if writes_levels(catalogue, year):
        text = N_("  rate the items in {path} by writing a level after each id, then run")
    else:
        text = N_("  rate the items in {path} as the comment above each one shows, then run")
    session.say(text, path=path)
    session.write(["  quality validate", f"  quality score {year}"])


def _write(session: Session, folder: Path, path: Path, text: str) -> bool:
    """Write one file unless it exists, and report it."""
    shown = Path(shown_path(folder / path))
    with writing(folder / path):
        try:
            write_new(folder / path, text, folder)
            session.has_written = True
        except DanglingLinkError:
            raise
        except FileExistsError:
            session.confirm(N_("Kept:    {path}"), path=shown)
            return False
    session.confirm(N_("Written: {path}"), path=shown)
    return True
