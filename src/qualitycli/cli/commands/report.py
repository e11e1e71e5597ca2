"""``quality report``: generate a document for a year."""

from __future__ import annotations

import io
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

import click

from qualitycli.application.paths import shown_path
from qualitycli.cli.base import Option, make_command
from qualitycli.cli.parameters.document_options import (
    KindChoice,
    against_option,
    day_option,
    format_option,
    report_options,
)
from qualitycli.cli.parameters.options import demo_option, force_option
from qualitycli.cli.parameters.years import year_or_newest
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_, no_command, visible
from qualitycli.render.documents.kinds import KINDS

_ENDINGS: Final = ("", ".md", ".markdown", ".txt", ".html", ".htm")


@make_command(
    "report",
    help=N_(
        """Generate a document for a year: the self-assessment report, the measures, the plan, the
        summary for parents, the comparison of two years, the self-assessment card, or the signature
        sheet. It is written in the framework's language.

        Without -o, the document is printed. The same data always produces the same document: it is
        dated with the latest date in the data, unless you use --date.

        “quality publish” generates all documents at once. Templates in the project's “templates”
        folder take precedence over the built-in ones; see “quality template eject”."""
    ),
    examples=(
        "quality report 2021-2022 -o report.html",
        "quality report 2021-2022 --kind comparison --against 2020-2021",
        "quality report 2022-2023 --kind card --blank -o card.html",
    ),
    writes=True,
)
@year_or_newest
@click.option(
    "--kind",
    cls=Option,
    type=KindChoice(),
    default=next(iter(KINDS)),
    show_default=True,
    help=N_("Kind of document."),
)
@format_option(N_("Output format (default: by the file name, else md)."))
@against_option
@click.option(
    "-o",
    "--output",
    cls=Option,
    type=click.Path(path_type=Path),
    metavar=N_("FILE"),
    help=N_("Write the document to FILE."),
)
@click.option(
    "--template",
    cls=Option,
    type=click.Path(path_type=Path),
    metavar=N_("FILE"),
    help=N_("Use this template instead of the built-in one."),
)
@day_option
@click.option(
    "--blank", cls=Option, is_flag=True, help=N_("Leave the card empty, to be filled in by hand.")
)
@force_option
@demo_option
@click.pass_obj
def command(session: Session, /, **values: Any) -> None:
    """Check the options, generate the document and write it."""
    given = ReportArguments(**values)
    _refuse_impossible(session, given)
    from qualitycli.application.reports import make_report
    from qualitycli.cli.output.files import write_requested
    from qualitycli.cli.output.templates import warn_of_renamed
    from qualitycli.cli.run.projects import open_year, refuse_example

    if given.output is not None:
        refuse_example(session, given.year)
    options = report_options(
        session, given.against, given.day, blank=given.blank, template=given.template
    )
    year = open_year(session, given.year)
    warn_of_renamed(session, year.project)
    text = make_report(year, given.kind, _format_of(given), options)
    if given.output is None:
        _print_document(text)
    else:
        write_requested(session, given.output, text.encode(), force=given.force)
        session.confirm(N_("Written: {path}"), path=Path(shown_path(given.output)))


class ReportArguments(NamedTuple):
    """The arguments and options of the command."""

    year: str | None
    kind: str
    ending: str | None
    against: str | None
    output: Path | None
    template: Path | None
    day: date | None
    blank: bool
    force: bool


def _refuse_impossible(session: Session, given: ReportArguments) -> None:
    """Refuse, before anything is read, a document that could not be generated or written."""
    if given.blank and not KINDS[given.kind].blank_title:
        kinds = ", ".join(name for name, kind in KINDS.items() if kind.blank_title)
        session.refuse(N_("--blank can only be used with --kind {kinds}."), kinds=kinds)
    if given.output is not None:
        if given.ending is None and given.output.suffix.lower() not in _ENDINGS:
            text = N_(
                "{path}: documents are written as .html or .md. For PDF, print the .html from a "
                "browser; for Word, convert the .md with pandoc. To write this file anyway, use "
                "--format."
            )
            session.refuse(text, path=Path(shown_path(given.output)))
        _refuse_unwritable(session, given.output, over=given.force)
    if given.template is not None and not given.template.is_file():
        session.refuse(N_("There is no file {path}."), path=given.template)


def _format_of(given: ReportArguments) -> str:
    """Return the format: the one given, else that of the file names, else Markdown."""
    if given.ending is not None:
        return given.ending
    if given.output is not None and given.output.suffix.lower() in (".html", ".htm"):
        return "html"
    if given.output is None and given.template is not None and ".html" in given.template.name:
        return "html"
    return "md"


def _print_document(text: str) -> None:
    """Write a document to standard output, in UTF-8 unless it is a terminal."""
    if not sys.stdout.isatty() and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    # Texts from the data are already escaped; a template's own text may be untrusted too.
    lines = ("\t".join(map(visible, line.split("\t"))) for line in text.split("\n"))
    sys.stdout.write(no_command("\n".join(lines), colon="&#58;"))


def _refuse_unwritable(session: Session, path: Path, *, over: bool) -> None:
    shown = Path(shown_path(path))
    if path.is_dir():
        text = N_("{path} is a folder; specify a file, or use “quality publish”.")
        session.refuse(text, path=shown)
    if not path.parent.is_dir():
        session.refuse(N_("There is no folder {path}."), path=Path(shown_path(path.parent)))
    if os.path.lexists(path) and not over:
        session.refuse(N_("{path} already exists (use --force to overwrite)."), path=shown)
