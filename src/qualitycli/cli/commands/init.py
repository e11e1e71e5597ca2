"""``quality init``: create a project."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from qualitycli.application.file_writing import writing
from qualitycli.application.first_framework import (
    SUGGESTED,
    ExistingProject,
    existing_project,
    first_framework,
    kind_for,
)
from qualitycli.application.initial_files import (
    NewProject,
    refuse_unless_year,
    running_year,
    start_project,
)
from qualitycli.application.paths import shown_path
from qualitycli.cli.base import Argument, ExitError, Option, given_options, make_command
from qualitycli.cli.commands.init_prompt import (
    KINDS,
    Answers,
    InitPrompt,
    show_account,
    shown_folder,
)
from qualitycli.cli.output.prompts import can_ask
from qualitycli.cli.output.schemas import refresh_schemas
from qualitycli.cli.parameters import completion
from qualitycli.cli.parameters.options import text_option
from qualitycli.cli.parameters.years import YEAR
from qualitycli.cli.run.exit_codes import WRONG_USAGE
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_
from qualitycli.reading.folders import located
from qualitycli.reading.project import BLANK, CATALOGUE, SCHEMAS, Project
from qualitycli.writing.files import DanglingLinkError, refuse_dangling, write_new
from qualitycli.writing.year import writes_levels


@make_command(
    "init",
    help=N_(
        """Create a project in FOLDER (default: the current folder): the framework, the file for a
        first school year with nothing rated, a CI workflow, and JSON Schemas and settings for
        editors.

        On a terminal, it asks for the options that are not given; Enter accepts the suggestion.
        Otherwise, and with --yes, it uses the suggestions: a school, the framework vou-montana and
        the current school year.

        Existing files are not changed. If FOLDER has only a framework, such as one that “quality
        framework import” wrote, the rest is added. If it is a project already, it shows what is
        there and writes nothing. The exit status is then 0, or 2 if an option was given."""
    ),
    examples=(
        "quality init",
        "quality init ourschool --framework karta.docx --year 2026-2027",
        "quality init ourschool --framework blank --name 'ОУ „Изгрев“' --yes",
        "quality init garden --framework detska-gradina --kind kindergarten",
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
@text_option(
    "--framework",
    metavar=N_("NAME|FILE"),
    shell_complete=completion.frameworks,
    help=N_(
        "Framework to start with: vou-montana, community-school, detska-gradina, "
        "profesionalna-gimnazia or tsentar-za-obuchenie; blank, with explanations; or a file: a "
        "table (.docx, .xlsx, .csv) or a framework (.yaml)."
    ),
)
@text_option(
    "--columns",
    metavar=N_("COLUMN=ROLE,…"),
    help=N_(
        "Columns of a table whose headings are not recognised; see “quality framework import”."
    ),
)
@click.option(
    "--kind",
    cls=Option,
    type=click.Choice(KINDS),
    help=N_("Kind of institution, which the documents name."),
)
@text_option("--year", type=YEAR, metavar=N_("YEAR"), help=N_("First school year."))
@text_option("--name", help=N_("Name of the institution."))
@click.option(
    "-y", "--yes", cls=Option, is_flag=True, help=N_("Accept all suggestions without asking.")
)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    folder: Path,
    *,
    yes: bool,
    framework: str | None,
    columns: str | None,
    **given: Any,
) -> None:
    """Ask for what is missing, write the missing files and print the next steps."""
    session: Session = ctx.obj
    found = existing_project(folder)
    if found and framework is None and found.is_to_be_completed(folder):
        framework = str(found.root / CATALOGUE)
    elif found is not None:
        options = [option for name, option in given_options(ctx).items() if name != "yes"]
        _show_existing(session, found, options)
        return
    start = _answers(
        session, folder, framework, given, columns or "", is_asking=can_ask() and not yes
    )
    project = Project(folder)
    files = start_project(project, start)
    for path in (*files, SCHEMAS / "any"):
        with writing(folder / path):
            refuse_dangling(folder / path)
            located((folder / path).parent, folder)
    written = [_write(session, folder, path, text) for path, text in files.items()]
    refresh_schemas(session, folder, start.framework.catalogue)
    if any(written) and not session.is_quiet:
        _say_what_next(session, project, start)


def _answers(
    session: Session,
    folder: Path,
    framework: str | None,
    given: Mapping[str, Any],
    columns: str,
    *,
    is_asking: bool,
) -> NewProject:
    """Return what was given, what the user answers to questions, and for the rest suggestions."""
    language = session.translate.language
    this_year = running_year(date.today())
    answers = Answers(**given)
    if answers.year is not None:
        refuse_unless_year(answers.year)
    first_year = answers.year or this_year
    if framework is not None:
        loaded = first_framework(framework, first_year, language, columns)
        show_account(session, loaded)
        answers = answers._replace(framework=loaded)
    if is_asking:
        answers = InitPrompt(session, folder, columns).ask(answers, this_year)
    name = SUGGESTED[answers.kind or "school"]
    chosen = answers.framework or first_framework(name, first_year, language, columns)
    year = answers.year or first_year
    if year != first_year:
        # The edition of a new framework is called after the year.
        chosen = first_framework(chosen.name, year, language, columns)
    return NewProject(
        chosen, year, answers.kind or kind_for(chosen.name), (answers.name or "").strip()
    )


def _show_existing(session: Session, found: ExistingProject, options: Sequence[str]) -> None:
    """Show what a project contains, and the commands that change it.

    :param options: the options that cannot be applied to it.
    :raises ExitError: there are such options.
    """
    place = shown_folder(found.root)
    if options:
        text = N_(
            "{folder} already contains a project, so {options} cannot be applied. Nothing was "
            "written."
        )
        session.report_error(session.translate(text, folder=place, options=tuple(options)))
    else:
        session.say(N_("{folder} already contains a project. Nothing was written."), folder=place)
    title = found.title or session.translate(N_("has errors; “quality validate” shows them"))
    session.say(N_("  Framework: {path} ({title})"), path=CATALOGUE, title=title)
    session.say(N_("  Years: {years}"), years=found.years or "–")
    for text, commands in _CHANGES.items():
        session.say(text)
        session.write(f"  {session.translate(one)}" for one in commands)
    if options:
        raise ExitError(WRONG_USAGE)


# How to do with a project what the options of `init` do with a new one.
_CHANGES: Final = {
    N_("To add a year:"): [N_("quality new YEAR")],
    N_("To change the institution, edit it at the top of the year's file."): [],
    N_("To read the framework from a table:"): [N_("quality framework import FILE")],
    N_("To start with another framework, create a project in another folder:"): [
        N_("quality init FOLDER --framework NAME")
    ],
}


def _say_what_next(session: Session, project: Project, start: NewProject) -> None:
    session.say(N_("Next steps:"))
    if project.root.resolve() != Path.cwd().resolve():
        session.write([f"  cd {shlex.quote(str(project.root))}"])
    path = project.year(start.year).relative_to(project.root)
    if start.framework.name == BLANK:
        session.say(
            N_(
                "  write your framework in {catalogue}; then delete the year with the examples, "
                "create it again and fill in “institution”:"
            ),
            catalogue=CATALOGUE,
        )
        remove = "del" if sys.platform == "win32" else "rm"
        session.write([f"  {remove} {path}", f"  quality new {start.year}"])
    if writes_levels(start.framework.catalogue, start.year):
        text = N_("  rate the items in {path} by writing a level after each id, then run")
    else:
        text = N_("  rate the items in {path} as the comment above each one shows, then run")
    session.say(text, path=path)
    session.write(["  quality validate", f"  quality score {start.year}"])


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
