"""Commands and options whose help is translated."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from gettext import gettext
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click
from click.core import ParameterSource

from qualitycli.messages import LANGUAGES, N_, visible

F = TypeVar("F", bound=Callable[..., Any])
ROOT = "qualitycli.root"
HELP_OPTIONS = {"help_option_names": ["-h", "--help"]}
# The options that every command has, except --help.
GLOBAL_OPTIONS = ("root", "lang", "quiet")


def quoted(text: str) -> str:
    """Return `text` in the quotation marks of the language."""
    return gettext(N_("“{text}”")).format(text=text)


class ExitError(Exception):
    """Ends the run with an exit status, after all messages have been printed."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Option(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's help line."""
        written = self.help
        self.help = gettext(written) if written else written
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = written

    def make_metavar(self, ctx: click.Context) -> str:
        """Return the placeholder for the option's value."""
        return gettext(self.metavar) if self.metavar else super().make_metavar(ctx)

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """Return the option as usage errors name it."""
        return " / ".join(map(quoted, self.opts))


class Argument(click.Argument):
    """An argument whose name is translated when it is shown."""

    def make_metavar(self, ctx: click.Context) -> str:
        """Return the placeholder for the argument."""
        return gettext(self.metavar) if self.metavar else super().make_metavar(ctx)

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """Return the argument as usage errors name it."""
        return quoted(self.make_metavar(ctx) if ctx else self.human_readable_name)


class _Translated(click.Command):
    """A command whose help is translated when it is shown, with examples at its end."""

    examples: tuple[str, ...] = ()

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help, in the language of this run."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = gettext("Show this message and exit.")
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the usage line."""
        arguments = (piece for one in self.get_params(ctx) for piece in one.get_usage_pieces(ctx))
        return [gettext(N_("[OPTIONS]")), *arguments]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help text, with its paragraphs separated."""
        with formatter.indentation():
            for paragraph in inspect.cleandoc(gettext(self.help) if self.help else "").split(
                "\n\n"
            ):
                formatter.write_paragraph()
                formatter.write_text(paragraph)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's own options."""
        self._write_options(ctx, formatter, N_("Options"), of_all=False)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, one per line, and then the global options."""
        if self.examples:
            with formatter.section(gettext(N_("Examples"))):
                for example in self.examples:
                    formatter.write(f"{' ' * formatter.current_indent}{example}\n")
        self._write_options(ctx, formatter, N_("Global options"), of_all=True)

    def _write_options(
        self, ctx: click.Context, formatter: click.HelpFormatter, title: str, *, of_all: bool
    ) -> None:
        help_option = self.get_help_option(ctx)
        records = [
            record
            for one in self.get_params(ctx)
            if isinstance(one, click.Option)
            and (one is help_option or one.name in GLOBAL_OPTIONS) is of_all
            and (record := one.get_help_record(ctx)) is not None
        ]
        if records:
            with formatter.section(gettext(title)):
                formatter.write_dl(records)


class Command(_Translated):
    """A command with examples, which are shown as they would be typed.

    :ivar writes: whether it may write files, or the name of the parameter with which it does; its
        output is then held back until they are written.
    """

    def __init__(
        self, *args: Any, examples: tuple[str, ...] = (), writes: bool | str = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples
        self.writes = writes

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the command's own arguments and store their number."""
        # There is no session during shell completion.
        if ctx.obj is not None:
            ctx.obj.command_args = len(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; output that is held back is released at the end of the run."""
        writes = ctx.params[self.writes] if isinstance(self.writes, str) else self.writes
        if writes and ctx.obj.output is not None:
            ctx.obj.output.hold()
        return super().invoke(ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the help shown next to the command's name in a list of commands."""
        return gettext(self.short_help) if self.short_help else super().get_short_help_str(limit)


class Group(Command, click.Group):
    """A command with subcommands."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the usage line."""
        return [*super().collect_usage_pieces(ctx), gettext(N_("COMMAND [ARGUMENTS]..."))]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; if there is none, suggest a similar one.

        “help COMMAND” is the same as “COMMAND --help”, and “help” the same as “--help”.
        """
        name = args[0]
        unknown = not name.startswith("-") and self.get_command(ctx, name) is None
        if unknown and name == "help":
            return self._helped(ctx, args[1:])
        if unknown and not ctx.resilient_parsing:
            from qualitycli.suggestions import nearest

            if (near := nearest(name, self.list_commands(ctx), cutoff=0.6)) is not None:
                text = gettext(N_("There is no command “{name}”. Did you mean “{near}”?"))
            else:
                text = gettext(N_("There is no command “{name}”."))
            ctx.fail(text.format(name=visible(name), near=near))
        return super().resolve_command(ctx, args)

    def _helped(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-"):
            return self.resolve_command(ctx, [*args, "--help"])
        if not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit()
        return None, None, []

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands before the options."""
        self.format_commands(ctx, formatter)
        super().format_options(ctx, formatter)


def given_options(ctx: click.Context) -> dict[str, str]:
    """Return a command's own options that were given on the command line, by parameter name."""
    return {
        parameter.name: max(parameter.opts, key=len)
        for parameter in ctx.command.params
        if isinstance(parameter, click.Option)
        and parameter.expose_value
        and ctx.get_parameter_source(parameter.name) is ParameterSource.COMMANDLINE
    }


def make_command(
    name: str,
    help: str,  # noqa: A002  (click's name)
    examples: tuple[str, ...],
    cls: type[Command] = Command,
    **kwargs: Any,
) -> Callable[[F], Command]:
    """Turn a function into a command, with the global options added."""

    def make(function: F) -> Command:
        decorate = click.command(
            name, cls=cls, help=help, examples=examples, context_settings=HELP_OPTIONS, **kwargs
        )
        made = decorate(common_options(function))
        assert isinstance(made, Command)
        return made

    return make


def common_options(function: F) -> F:
    """Add the global options, which can be used before or after a command's name."""
    options = (
        click.option(
            "-q",
            "--quiet",
            cls=Option,
            is_flag=True,
            expose_value=False,
            callback=_set_quiet,
            help=N_("Print only results and errors."),
        ),
        click.option(
            "--lang",
            cls=Option,
            type=click.Choice(LANGUAGES),
            expose_value=False,
            help=N_("Language of the messages (default: QUALITY_LANG, else the system language)."),
        ),
        click.option(
            "--root",
            cls=Option,
            type=click.Path(path_type=Path),
            metavar=N_("FOLDER"),
            expose_value=False,
            callback=_set_root,
            help=N_(
                "Project folder (default: QUALITY_ROOT, else the nearest project in this folder or "
                "above it)."
            ),
        ),
    )
    for option in options:
        function = option(function)
    return function


def is_language_asked(ctx: click.Context) -> bool:
    """Tell whether ``--lang`` was given, before or after the command's name."""
    here: click.Context | None = ctx
    while here is not None:
        if here.get_parameter_source("lang") is ParameterSource.COMMANDLINE:
            return True
        here = here.parent
    return False


def refuse_value(ctx: click.Context, option: click.Parameter, why: str) -> NoReturn:
    """Report that a value is invalid for an option.

    :raises click.UsageError: always.
    """
    text = gettext("Invalid value for {param_hint}: {message}")
    ctx.fail(text.format(param_hint=option.get_error_hint(ctx), message=why))


def _set_quiet(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and ctx.obj is not None:
        ctx.obj.is_quiet = True


def _set_root(ctx: click.Context, option: click.Parameter, value: Path | None) -> None:
    if value is not None:
        if not value.is_dir():
            text = gettext(N_("There is no folder {path}."))
            refuse_value(ctx, option, text.format(path=visible(str(value))))
        # There is no session during shell completion.
        ctx.meta[ROOT] = value
        if ctx.obj is not None:
            ctx.obj.root = value
