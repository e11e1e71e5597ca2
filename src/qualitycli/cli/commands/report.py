"""``quality report``: the documents that a school prints, reads aloud from and publishes."""

from __future__ import annotations

import io
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from qualitycli.application.paths import shown_path
from qualitycli.cli.base import Argument, Option, given_options, make_command
from qualitycli.cli.parameters import completion
from qualitycli.cli.parameters.options import date_option, force_option
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_, no_command, visible
from qualitycli.render.documents.kinds import FORMATS, KINDS

if TYPE_CHECKING:
    from qualitycli.application.report_context import ReportOptions

_NAMES: Final = tuple(KINDS)
_ENDINGS: Final = ("", ".md", ".markdown", ".txt", ".html", ".htm")


@make_command(
    "report",
    help=N_(
        """Make a document of a year: the self-assessment report, the paper with the measures, the
        plan, the summary for parents, the comparison of two years, the card to be filled in, or
        the sheet of signatures. It speaks the framework's language.

        Without -o it goes to standard output. With --all every document of the years named, or of
        all, goes into the folder -o, with a page that links them. The same data give the same
        document: its date is the last day that they tell of, unless --date names another.

        A file in the project's folder “templates” stands before the built-in template of the same
        name; --eject puts one there to be changed."""
    ),
    examples=(
        "quality report 2021-2022 -o report.html",
        "quality report 2021-2022 --kind comparison --against 2020-2021",
        "quality report 2022-2023 --kind card --blank -o card.html",
        "quality report --all -o public",
        "quality report --eject summary",
    ),
    writes=True,
)
@click.argument(
    "years",
    cls=Argument,
    metavar=N_("[YEAR]..."),
    nargs=-1,
    shell_complete=completion.years,
)
@click.option(
    "--kind",
    cls=Option,
    type=click.Choice(_NAMES),
    default=_NAMES[0],
    show_default=True,
    help=N_("Which document."),
)
@click.option(
    "--format",
    "form",
    cls=Option,
    type=click.Choice(FORMATS),
    help=N_("Its form; else as the name of the file says, else md. With --all else both."),
)
@click.option(
    "--against",
    cls=Option,
    metavar=N_("YEAR"),
    shell_complete=completion.years,
    help=N_("Compare with this year; else with the one before."),
)
@click.option(
    "-o",
    "--output",
    cls=Option,
    type=click.Path(path_type=Path),
    metavar=N_("FILE"),
    help=N_("Where to write it; with --all the folder."),
)
@click.option(
    "--template",
    cls=Option,
    type=click.Path(path_type=Path),
    metavar=N_("FILE"),
    help=N_("Use this template in place of the built-in one."),
)
@date_option(
    "--date",
    "day",
    help=N_("The date of the document; else SOURCE_DATE_EPOCH, else the last one in the data."),
)
@click.option(
    "--blank", cls=Option, is_flag=True, help=N_("The form to be filled in by hand, unrated.")
)
@force_option
@click.option(
    "--all", "every", cls=Option, is_flag=True, help=N_("All documents, and a page of links.")
)
@click.option(
    "--eject",
    cls=Option,
    type=click.Choice(_NAMES),
    metavar=N_("KIND"),
    help=N_("Copy the template of a document into the project, to be changed."),
)
@click.pass_context
def command(ctx: click.Context, /, **values: Any) -> None:
    """See what is asked for, and have it made."""
    session: Session = ctx.obj
    asked = Asked(**values)
    _refuse_contradictions(session, asked, given_options(ctx))
    if asked.eject is not None:
        from qualitycli.cli.commands.eject import eject

        eject(session, asked.eject, asked.formats)
    elif asked.every:
        _all(session, asked)
    else:
        _one(session, asked)


def _refuse_contradictions(session: Session, asked: Asked, given: dict[str, str]) -> None:
    """Refuse what would be passed over without a word."""
    if asked.eject is not None:
        for name in given.keys() - {"eject", "form"}:
            session.refuse_both("--eject", given[name])
        if asked.years:
            session.refuse(N_("A template is of no year; leave the year out."))
    elif asked.every:
        for name in given.keys() & {"kind", "template", "blank"}:
            text = N_("{option} is for one document, not for --all.")
            session.refuse(text, option=given[name])


class Asked(NamedTuple):
    """The options as they were given."""

    years: tuple[str, ...]
    kind: str
    form: str | None
    against: str | None
    output: Path | None
    template: Path | None
    day: date | None
    blank: bool
    force: bool
    every: bool
    eject: str | None

    @property
    def formats(self) -> tuple[str, ...]:
        """The format that was asked for, else all."""
        return (self.form,) if self.form else FORMATS


def _one(session: Session, asked: Asked) -> None:
    if len(asked.years) > 1:
        session.refuse(N_("One document is of one year; --all makes those of several."))
    if asked.blank and not KINDS[asked.kind].blank_title:
        kinds = ", ".join(name for name, kind in KINDS.items() if kind.blank_title)
        session.refuse(N_("--blank goes with --kind {kinds}."), kinds=kinds)
    if asked.output is not None:
        if asked.form is None and asked.output.suffix.lower() not in _ENDINGS:
            text = N_(
                "{path}: documents are made as .html and .md. For PDF print the .html from a "
                "browser, for Word convert the .md with pandoc; --format makes one all the same."
            )
            session.refuse(text, path=Path(shown_path(asked.output)))
        _see_that_it_can_be_written(session, asked.output, over=asked.force)
    if asked.template is not None and not asked.template.is_file():
        session.refuse(N_("There is no file {path}."), path=asked.template)
    from qualitycli.application.reports import make_report
    from qualitycli.cli.output.files import write_asked
    from qualitycli.cli.run.projects import open_year

    options = _options(session, asked)
    year = open_year(session, asked.years[0] if asked.years else None)
    text = make_report(year, asked.kind, _form_of(asked), options)
    if asked.output is None:
        _put_out(text)
    else:
        write_asked(session, asked.output, text.encode(), force=asked.force)
        session.say(N_("Written: {path}"), path=Path(shown_path(asked.output)))


def _all(session: Session, asked: Asked) -> None:
    if asked.output is None:
        session.refuse(N_("--all needs a folder to write to: -o FOLDER."))
    from qualitycli.application.reports import Reports
    from qualitycli.cli.commands.publish import publish
    from qualitycli.cli.run.projects import open_year, opened, project_to_read

    options = _options(session, asked)
    project = opened(session, project_to_read(session))
    names = dict.fromkeys(asked.years) or project.years
    # A year is looked for when it is its turn.
    years = (open_year(session, name) for name in names)
    publish(
        session,
        Reports(project, years, asked.formats, options),
        asked.output,
        force=asked.force,
    )


def _options(session: Session, asked: Asked) -> ReportOptions:
    from qualitycli.application.report_context import ReportOptions
    from qualitycli.cli.parameters.dates import day_of_source
    from qualitycli.cli.run.projects import open_year

    return ReportOptions(
        against=(lambda: open_year(session, asked.against)) if asked.against else None,
        day=asked.day or day_of_source(session),
        blank=asked.blank,
        template=asked.template,
    )


def _form_of(asked: Asked) -> str:
    """Return the form: the one asked for, else what the names of the files say."""
    if asked.form is not None:
        return asked.form
    if asked.output is not None and asked.output.suffix.lower() in (".html", ".htm"):
        return "html"
    if asked.output is None and asked.template is not None and ".html" in asked.template.name:
        return "html"
    return "md"


def _put_out(text: str) -> None:
    """Write a document to standard output, in UTF-8 wherever it goes but to a terminal."""
    if not sys.stdout.isatty() and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    # What data say is harmless already; the words of a template itself come from somebody too.
    lines = ("\t".join(map(visible, line.split("\t"))) for line in text.split("\n"))
    sys.stdout.write(no_command("\n".join(lines), colon="&#58;"))


def _see_that_it_can_be_written(session: Session, path: Path, *, over: bool) -> None:
    """Refuse before anything is read what could not be written at the end."""
    shown = Path(shown_path(path))
    if path.is_dir():
        session.refuse(N_("{path} is a folder; name a file, or use --all."), path=shown)
    if not path.parent.is_dir():
        session.refuse(N_("There is no folder {path}."), path=Path(shown_path(path.parent)))
    if os.path.lexists(path) and not over:
        session.refuse(
            N_("{path} is there already and stays as it is; --force replaces it."), path=shown
        )
