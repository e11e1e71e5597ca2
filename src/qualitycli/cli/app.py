"""The command line: its commands, and the setup, error handling and exit status of a run."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from gettext import gettext
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from qualitycli.about import version_line
from qualitycli.cli.base import HELP_OPTIONS, ExitError, Group, Option, common_options, quoted
from qualitycli.cli.run.exit_codes import FAULT, FINE, INTERRUPTED, WRONG_USAGE
from qualitycli.cli.run.session import Session
from qualitycli.cli.run.standard_output import StandardOutput
from qualitycli.messages import (
    N_,
    Translator,
    preferred_language,
    speak_everywhere,
    visible,
)

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


# The commands with their one-line help, available without importing them.
SECTIONS: Final[dict[str, dict[str, str]]] = {
    N_("Getting started"): {
        "init": N_("Create a project."),
        "new": N_("Create the file for a school year."),
        "schema": N_("Generate JSON Schemas for editors."),
        "completion": N_("Print a shell completion script."),
    },
    N_("Fill in"): {
        "set": N_("Rate an item or add evidence."),
    },
    N_("Exchange"): {
        "export": N_("Export a year as a spreadsheet."),
        "import": N_("Import ratings from a spreadsheet."),
    },
    N_("Check"): {
        "validate": N_("Check the project for errors."),
        "rule": N_("Explain a rule, with examples."),
    },
    N_("Commission"): {
        "card": N_("Create the card that a rater fills in."),
        "raters": N_("Compare the raters' ratings."),
        "agree": N_("Record the commission's agreed ratings."),
    },
    N_("Results"): {
        "score": N_("Show the scores of a year."),
        "diff": N_("Compare two years like for like."),
        "trend": N_("Show how the scores changed over the years."),
        "explain": N_("Show how a score is calculated."),
        "robustness": N_("Show how close each rating band is to changing."),
    },
    N_("Many schools"): {
        "collect": N_("Collect the scores of many schools in one table."),
    },
    N_("The quality cycle"): {
        "status": N_("Show the progress of a year."),
        "measure": N_("List, add and update measures."),
        "calendar": N_("Show the schedule of a year."),
    },
    N_("Documents"): {
        "report": N_("Generate a document for a year."),
        "publish": N_("Generate all documents, with an index page."),
        "template": N_("Customize the document templates."),
    },
    N_("Framework"): {
        "framework": N_("Show the framework or compare two editions."),
    },
}
_SUMMARIES: Final = {
    name: summary for section in SECTIONS.values() for name, summary in section.items()
}
# The modules of commands whose names are Python keywords.
_MODULES: Final = {"import": "import_file"}
# The new names of commands and options of version 1.0.
_RENAMED: Final = {
    "catalogue": "framework show",
    "catalogue diff": "framework diff",
    "show": "framework show",
    "measures": "measure list",
    "measure add --serves": "measure add --for",
    "agree --at-least": "agree --min-raters",
    "agree --without-evidence": "agree --no-copy-evidence",
    "report --all": "publish DIR",
    "report --eject": "template eject KIND",
}


class Commands(Group):
    """The commands in sections; each is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(_SUMMARIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command of that name."""
        if cmd_name not in _SUMMARIES:
            return None
        module = _MODULES.get(cmd_name, cmd_name)
        command = import_module(f"qualitycli.cli.commands.{module}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a name from version 1.0 is an error that shows the new name.

        :raises click.UsageError: there is no such command.
        """
        for old in (" ".join(args[:2]), args[0]):
            if old in _RENAMED and not ctx.resilient_parsing:
                raise _renamed(old, _RENAMED[old])
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the matching command names or options, without importing a command."""
        from click.shell_completion import CompletionItem

        names = [
            CompletionItem(name, help=gettext(summary))
            for name, summary in _SUMMARIES.items()
            if name.startswith(incomplete)
        ]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by section, without importing them."""
        for section, summaries in SECTIONS.items():
            with formatter.section(gettext(section)):
                formatter.write_dl(
                    [(name, gettext(summary)) for name, summary in summaries.items()]
                )


def _renamed(old: str, new: str) -> click.UsageError:
    text = gettext(N_("“{old}” is now “{new}”."))
    return click.UsageError(text.format(old=old, new=new))


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(version_line())
        ctx.exit()


@click.group(
    cls=Commands,
    name="quality",
    context_settings=HELP_OPTIONS,
    help=N_(
        "Run a school's internal quality-assurance system as plain text files: a framework "
        "(data/criteria.yaml) and a file for each school year (data/years)."
    ),
)
@common_options
@click.option(
    "-V",
    "--version",
    cls=Option,
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help=N_("Show the version and exit."),
)
def commands() -> None:
    """Group the commands."""


def run(args: Sequence[str]) -> int:
    """Run the command line and return the exit status.

    :returns: 0 success; 1 errors found or a gate failed; 2 usage error, or no such year or file; 3
        a bug in the tool.
    """
    language = preferred_language(_asked_language(args), os.environ)
    speak_everywhere(language)
    # Replace a stream that was closed before the run; it stays open until the process ends.
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (kept open)
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (kept open)
    if hasattr(sys.stderr, "reconfigure"):
        # A console that lacks a character shows a question mark instead.
        sys.stderr.reconfigure(errors="replace")
    stdout = sys.stdout
    output, sys.stdout = StandardOutput.in_place_of(stdout)
    try:
        session = Session(Translator(language), output, args)
        return _released(session, output, _run(args, session))
    finally:
        sys.stdout = stdout


def _released(session: Session, output: StandardOutput, code: int) -> int:
    """Print the output that was held back, and return the exit status.

    If files were written, the status says so, even if the output cannot be printed.
    """
    try:
        output.release()
    except OSError as error:
        refused = _refused(error, session)
        return code or refused
    return code


def _run(args: Sequence[str], session: Session) -> int:
    try:
        status = _status_of(args, session)
        return FAULT if session.faults else status
    except click.NoSuchOption as error:
        command = error.ctx.command_path.partition(" ")[2] if error.ctx else ""
        old = f"{command} {error.option_name}"
        _show(_renamed(old, _RENAMED[old]) if old in _RENAMED else error, session)
        return WRONG_USAGE
    except click.ClickException as error:
        _show(error, session)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except OSError as error:
        return _refused(error, session)
    except Exception as error:  # noqa: BLE001  (any other exception is a bug)
        return _fault(error, session)


# A value as Python, and so click, quotes it. An unterminated quotation matches up to the end of the
# message, so that no text is scanned twice.
_TYPED: Final = r"""(?s)(["'])((?:(?!\1)[^\\]|\\.)*+)(\1|\\?\Z)"""


def _show(error: click.ClickException, session: Session) -> None:
    """Show an error of click, then the usage."""
    text = error.format_message()
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        session.complain_line(text)
        return
    # A plain UsageError, such as ours, does not contain values in Python's quotes.
    if type(error) is not click.UsageError:
        text = re.sub(
            _TYPED, lambda found: quoted(found[2]) if found[3] == found[1] else found[0], text
        )
    session.report_error("\n".join(visible(line.expandtabs(4)) for line in text.splitlines()))
    if isinstance(error, click.UsageError) and error.ctx is not None:
        session.complain_line(error.ctx.get_usage())
        help_of = f"{error.ctx.command_path} --help"
        session.complain(N_("Try “{command}” for help."), command=help_of)


def _status_of(args: Sequence[str], session: Session) -> int:
    try:
        commands.main(list(args), prog_name="quality", standalone_mode=False, obj=session)
    except ExitError as stop:
        return stop.code
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except SystemExit as leaving:
        # Click exits like this after shell completion.
        return leaving.code if isinstance(leaving.code, int) else FINE
    except Exception as error:
        from qualitycli.errors import QualityError

        if not isinstance(error, QualityError):
            raise
        from qualitycli.cli.output.errors import report_error

        return report_error(session, error)
    return FINE


def _asked_language(args: Sequence[str]) -> str | None:
    """Return the value of ``--lang`` before click parses it: click's messages need it too."""
    for index, arg in enumerate(args):
        if arg == "--lang" and index + 1 < len(args):
            return args[index + 1]
        if arg.startswith("--lang="):
            return arg.removeprefix("--lang=")
    return None


def _refused(error: OSError, session: Session) -> int:
    """Report an error of the operating system: for a path, or else for the output."""
    from qualitycli.reading.files import reason_of

    reason = reason_of(error)
    if isinstance(error.filename, str):
        text, path = N_("{path} cannot be used: {reason}."), Path(error.filename)
        session.report_error(session.translate(text, path=path, reason=reason))
    elif session.has_written:
        text = N_("The files were written, but the output could not be printed: {reason}.")
        session.complain(text, reason=reason)
        return FINE
    else:
        text = N_("The output cannot be written: {reason}.")
        session.report_error(session.translate(text, reason=reason))
    return WRONG_USAGE


def _fault(error: Exception, session: Session) -> int:
    from qualitycli.application.faults import Fault
    from qualitycli.cli.output.faults import report_fault

    report_fault(session, Fault.of(error))
    return FAULT
