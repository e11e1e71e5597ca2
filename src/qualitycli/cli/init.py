"""``quality init``: begin a project."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import Final

import click

from qualitycli.application.file_writing import writing
from qualitycli.application.paths import shown_path
from qualitycli.application.projects import sound_catalogue
from qualitycli.cli.base import Argument, Option, make_command
from qualitycli.cli.schemas import refresh_schemas
from qualitycli.cli.session import Session
from qualitycli.messages import N_
from qualitycli.model.values import is_school_year, year_after
from qualitycli.reading.folders import located
from qualitycli.reading.project import CATALOGUE, RATERS, SCHEMAS, YEARS, Project, shipped_project
from qualitycli.render.schema.document import file_name
from qualitycli.writing.files import DanglingLinkError, refuse_dangling, write_new
from qualitycli.writing.starter import EDITOR, EXTENSIONS, WORKFLOW, vscode_settings
from qualitycli.writing.year import new_year

_WORKFLOW: Final = Path(".github/workflows/quality.yml")
_EDITOR: Final = Path(".editorconfig")
_SETTINGS: Final = Path(".vscode/settings.json")
_EXTENSIONS: Final = Path(".vscode/extensions.json")


@make_command(
    "init",
    help=N_(
        """Begin a project in FOLDER, or here: the framework's catalogue, the file of a first
        school year with nothing rated, a workflow for CI, and what editors need to help.

        Files that are there already are left as they are."""
    ),
    examples=("quality init", "quality init ourschool --year 2023-2024"),
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
    help=N_("The first school year; else the one that is running today."),
)
@click.pass_obj
def command(session: Session, folder: Path, year: str | None) -> None:
    """Write what is not there yet, and say what comes next."""
    year = year or running_year(date.today())
    if not is_school_year(year):
        text = N_("“{year}” is not a school year; write both years in full: 2023-2024.")
        session.refuse(text, year=year)
    shipped = shipped_project().catalogue
    project = Project(folder)
    own = project if project.catalogue.is_file() else shipped_project()
    catalogue = sound_catalogue(own).catalogue
    files = {
        CATALOGUE: shipped.read_text(encoding="utf-8"),
        project.year(year).relative_to(folder): new_year(catalogue, year),
        _WORKFLOW: WORKFLOW,
        _EDITOR: EDITOR,
        _SETTINGS: vscode_settings(_schemas()),
        _EXTENSIONS: EXTENSIONS,
    }
    for path in (*files, SCHEMAS / "any"):
        with writing(folder / path):
            refuse_dangling(folder / path)
            located((folder / path).parent, folder)
    written = [_write(session, folder, path, text) for path, text in files.items()]
    refresh_schemas(session, folder, catalogue)
    if any(written):
        _say_what_next(session, folder, project, year)


def _schemas() -> dict[str, str]:
    """Return what each schema is for, as editors are told."""
    years = YEARS.as_posix()
    files = {
        "year": f"{years}/*.yaml",
        "catalogue": CATALOGUE.as_posix(),
        "rater": f"{years}/*/{RATERS}/*.yaml",
    }
    return {(SCHEMAS / file_name(kind)).as_posix(): path for kind, path in files.items()}


def _say_what_next(session: Session, folder: Path, project: Project, year: str) -> None:
    session.say(N_("What comes next:"))
    if folder.resolve() != Path.cwd().resolve():
        session.write([f"  cd {shlex.quote(str(folder))}"])
    path = project.year(year).relative_to(folder)
    session.say(
        N_("  rate the items in {path}: write a level behind the id of each, then"), path=path
    )
    session.write(["  quality validate", f"  quality score {year}"])


def _write(session: Session, folder: Path, path: Path, text: str) -> bool:
    """Write one file and say so; say what keeps it from being written."""
    shown = Path(shown_path(folder / path))
    with writing(folder / path):
        try:
            write_new(folder / path, text, folder)
            session.has_written = True
        except DanglingLinkError:
            raise
        except FileExistsError:
            session.say(N_("Kept:    {path}"), path=shown)
            return False
    session.say(N_("Written: {path}"), path=shown)
    return True


def running_year(today: date) -> str:
    """Return the school year that `today` lies in; one begins on 15 September."""
    return year_after(today.year if (today.month, today.day) >= (9, 15) else today.year - 1)
