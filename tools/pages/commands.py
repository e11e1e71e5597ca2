"""The commands page, generated from the definitions of the commands."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from datetime import date
from itertools import chain

import click

from qualitycli.cli.app import SECTIONS, commands
from qualitycli.cli.base import GLOBAL_OPTIONS, HELP_OPTIONS, Command, Group
from qualitycli.messages import Translator
from tools.pages import command_texts as texts
from tools.pages.bilingual import cell, code, joined_options, row, table_head

_COMMON = (*GLOBAL_OPTIONS, "version")


def commands_page(say: Translator) -> Iterator[str]:
    """Yield the lines of the page: the global options, then the commands by section."""
    language = say.language
    yield f"# {texts.TITLE(language)}"
    yield ""
    yield texts.INTRO(language)
    yield from _contents(say)
    yield from _common(say)
    for section, entries in SECTIONS.items():
        yield ""
        yield f"## {say(section)}"
        for name in entries:
            for path, command in below(name, commands):
                yield from _command(path, command, say)


def below(name: str, group: click.Group, before: str = "") -> Iterator[tuple[str, Command]]:
    """Yield a command of a group with its full name, and all commands below it."""
    command = group.get_command(click.Context(group), name)
    assert isinstance(command, Command)
    path = f"{before} {name}".lstrip()
    yield path, command
    if isinstance(command, Group):
        for inner in command.commands:
            yield from below(inner, command, path)


def context_of(path: str, command: click.Command) -> click.Context:
    """Return a context for a command, for its usage line."""
    return click.Context(
        command, info_name=f"quality {path}", help_option_names=HELP_OPTIONS["help_option_names"]
    )


def options_of(command: click.Command) -> list[click.Option]:
    """Return the options that are a command's own."""
    every = (one for one in command.params if isinstance(one, click.Option) and not one.hidden)
    return [one for one in every if one.name not in _COMMON]


def _anchor(path: str) -> str:
    return path.replace(" ", "-")


def _contents(say: Translator) -> Iterator[str]:
    language = say.language
    yield ""
    yield from table_head(texts.COMMANDS(language), texts.WHAT(language))
    for section, entries in SECTIONS.items():
        yield row(f"**{say(section)}**", "")
        for path, command in chain.from_iterable(below(name, commands) for name in entries):
            # For a subcommand, use its short help.
            text = say(entries[path]) if path in entries else command.get_short_help_str()
            yield row(f"[`quality {path}`](#{_anchor(path)})", _marked(text))


def _common(say: Translator) -> Iterator[str]:
    language = say.language
    yield ""
    yield f"## {texts.COMMON(language)}"
    yield ""
    yield texts.HOW_TO_READ(language)
    yield ""
    yield texts.COMMON_OPTIONS(language)
    yield ""
    context = context_of("", commands)
    every = [one for one in commands.get_params(context) if isinstance(one, click.Option)]
    shown = [one for one in every if one.name != "version"]
    yield from _option_table(shown, context, say)
    yield ""
    yield f"### {texts.STATUSES(language)}"
    yield ""
    yield from table_head(texts.STATUS(language), texts.MEANING(language))
    yield from (row(code(str(status)), text(language)) for status, text in texts.EXIT.items())
    yield ""
    yield texts.ERRORS_GO(language)
    yield ""
    yield f"### {texts.ENVIRONMENT(language)}"
    yield ""
    yield from table_head(texts.VARIABLE(language), texts.MEANING(language))
    yield from (row(code(name), text(language)) for name, text in texts.VARIABLES.items())


def _command(path: str, command: Command, say: Translator) -> Iterator[str]:
    language = say.language
    context = context_of(path, command)
    yield ""
    yield f'<a id="{_anchor(path)}"></a>'
    yield ""
    yield f"### quality {path}"
    yield ""
    yield "```text"
    yield " ".join(["quality", path, *command.collect_usage_pieces(context)])
    yield "```"
    for paragraph in inspect.cleandoc(say(command.help or "")).split("\n\n"):
        yield ""
        yield _marked(" ".join(paragraph.split()))
    if isinstance(command, Group):
        links = (f"[`{name}`](#{_anchor(f'{path} {name}')})" for name in command.commands)
        yield ""
        yield texts.BELOW(language, commands=" · ".join(links))
    yield from _arguments(path, command, context, say)
    if options := options_of(command):
        yield ""
        yield from _option_table(options, context, say)
    if not isinstance(command, Group) or command.invoke_without_command:
        yield ""
        what = texts.WRITTEN.get(path, texts.WRITES_NOTHING)
        yield texts.WRITES(language, what=what(language))
    yield ""
    yield texts.EXAMPLES(language)
    yield ""
    yield "```sh"
    yield from command.examples
    yield "```"


def _arguments(
    path: str, command: Command, context: click.Context, say: Translator
) -> Iterator[str]:
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    if arguments:
        yield ""
        yield from table_head(texts.ARGUMENT(say.language), texts.MEANING(say.language))
    for one in arguments:
        names = (f"{path} {one.name}", str(one.metavar), str(one.name))
        text = next(texts.ARGUMENTS[name] for name in names if name in texts.ARGUMENTS)
        shown = one.make_metavar(context)
        meaning = text(say.language)
        if isinstance(one.type, click.Choice):
            meaning = f"{meaning}; {joined_options(one.type.choices, say.language)}"
        elif not set(shown) & set("[]"):
            meaning = f"{meaning}; {texts.REQUIRED(say.language)}"
        yield row(code(shown.strip("[].")), meaning)


def _option_table(
    options: list[click.Option], context: click.Context, say: Translator
) -> Iterator[str]:
    heads = (texts.OPTION, texts.MEANING, texts.VALUE)
    yield from table_head(*(head(say.language) for head in heads))
    for one in options:
        # The help option of click is translated already.
        text = say(one.help or "")
        yield row(_names(one, context), _marked(text), _value(one, say))


def _names(option: click.Option, context: click.Context) -> str:
    names = ", ".join(map(code, option.opts))
    if option.is_flag or (isinstance(option.type, click.Choice) and option.metavar is None):
        return names
    return f"{names} {code(option.make_metavar(context))}"


def _value(option: click.Option, say: Translator) -> str:
    """Return the values that an option takes, and its default.

    A dash marks an option without a value; an empty cell means any text.
    """
    parts = [*_range(option, say)]
    if option.required:
        parts.append(texts.REQUIRED(say.language))
    if option.multiple:
        parts.append(texts.SEVERAL(say.language))
    if option.default == date.today:
        parts.append(texts.DEFAULT(say.language, value=texts.TODAY(say.language)))
    elif option.show_default:
        parts.append(texts.DEFAULT(say.language, value=code(str(option.default))))
    return "; ".join(parts) or ("–" if option.is_flag else "")


def _range(option: click.Option, say: Translator) -> Iterator[str]:
    kind, language = option.type, say.language
    if isinstance(kind, click.Choice):
        yield joined_options(kind.choices, language)
    elif isinstance(kind, click.IntRange) and kind.max is not None:
        yield texts.FROM_TO(language, low=kind.min, high=kind.max)
    elif isinstance(kind, click.IntRange):
        yield texts.AT_LEAST(language, low=kind.min)
    elif option.metavar == "DATE":
        yield texts.DATE(language)


def _marked(text: str) -> str:
    """Return help as Markdown, with quoted commands, options and paths as code."""
    text = re.sub(r"[“„](quality [^”“]*|[a-z]+)[”“]", r"`\1`", text)
    text = re.sub(r"(?<![\w`-])(--?[a-z][a-z-]*)", r"`\1`", text)
    text = re.sub(r"(?<![\w`/])((?:data/)[\w./]*\w)", r"`\1`", text)
    return cell(text).replace(r"\|", "|")
