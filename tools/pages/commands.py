"""The page of the commands, made from click's own account of them."""

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
from tools.pages import command_words as words
from tools.pages.said import cell, chosen, code, row, table_head

_COMMON = (*GLOBAL_OPTIONS, "version")


def commands_page(say: Translator) -> Iterator[str]:
    """Yield the lines of the page: what is common, then each command under its section."""
    language = say.language
    yield f"# {words.TITLE(language)}"
    yield ""
    yield words.INTRO(language)
    yield from _contents(say)
    yield from _common(say)
    for section, entries in SECTIONS.items():
        yield ""
        yield f"## {say(section)}"
        for name in entries:
            for path, command in below(name, commands):
                yield from _command(path, command, say)


def below(name: str, group: click.Group, before: str = "") -> Iterator[tuple[str, Command]]:
    """Yield a command of a group by its full name, and those below it."""
    command = group.get_command(click.Context(group), name)
    assert isinstance(command, Command)
    path = f"{before} {name}".lstrip()
    yield path, command
    if isinstance(command, Group):
        for inner in command.commands:
            yield from below(inner, command, path)


def context_of(path: str, command: click.Command) -> click.Context:
    """Return the context that a command would be called in, for its usage line."""
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
    yield from table_head(words.COMMANDS(language), words.WHAT(language))
    for section, entries in SECTIONS.items():
        yield row(f"**{say(section)}**", "")
        for path, command in chain.from_iterable(below(name, commands) for name in entries):
            # A command of a group has no shorter help than its own first sentence.
            text = say(entries[path]) if path in entries else command.get_short_help_str()
            yield row(f"[`quality {path}`](#{_anchor(path)})", _marked(text))


def _common(say: Translator) -> Iterator[str]:
    language = say.language
    yield ""
    yield f"## {words.COMMON(language)}"
    yield ""
    yield words.HOW_TO_READ(language)
    yield ""
    yield words.COMMON_OPTIONS(language)
    yield ""
    context = context_of("", commands)
    every = [one for one in commands.get_params(context) if isinstance(one, click.Option)]
    shown = [one for one in every if one.name != "version"]
    yield from _option_table(shown, context, say)
    yield ""
    yield f"### {words.STATUSES(language)}"
    yield ""
    yield from table_head(words.STATUS(language), words.MEANING(language))
    yield from (row(code(str(status)), said(language)) for status, said in words.EXIT.items())
    yield ""
    yield words.ERRORS_GO(language)
    yield ""
    yield f"### {words.ENVIRONMENT(language)}"
    yield ""
    yield from table_head(words.VARIABLE(language), words.MEANING(language))
    yield from (row(code(name), said(language)) for name, said in words.VARIABLES.items())


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
        yield words.BELOW(language, commands=" · ".join(links))
    yield from _arguments(path, command, context, say)
    if options := options_of(command):
        yield ""
        yield from _option_table(options, context, say)
    if not isinstance(command, Group) or command.invoke_without_command:
        yield ""
        what = words.WRITTEN.get(path, words.WRITES_NOTHING)
        yield words.WRITES(language, what=what(language))
    yield ""
    yield words.EXAMPLES(language)
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
        yield from table_head(words.ARGUMENT(say.language), words.MEANING(say.language))
    for one in arguments:
        names = (f"{path} {one.name}", str(one.metavar), str(one.name))
        said = next(words.ARGUMENTS[name] for name in names if name in words.ARGUMENTS)
        shown = one.make_metavar(context)
        meaning = said(say.language)
        if isinstance(one.type, click.Choice):
            meaning = f"{meaning}; {chosen(one.type.choices, say.language)}"
        elif not set(shown) & set("[]"):
            meaning = f"{meaning}; {words.REQUIRED(say.language)}"
        yield row(code(shown.strip("[].")), meaning)


def _option_table(
    options: list[click.Option], context: click.Context, say: Translator
) -> Iterator[str]:
    heads = (words.OPTION, words.MEANING, words.VALUE)
    yield from table_head(*(head(say.language) for head in heads))
    for one in options:
        # Click's own option for help speaks the language already.
        text = say(one.help or "")
        yield row(_names(one, context), _marked(text), _value(one, say))


def _names(option: click.Option, context: click.Context) -> str:
    names = ", ".join(map(code, option.opts))
    if option.is_flag or (isinstance(option.type, click.Choice) and option.metavar is None):
        return names
    return f"{names} {code(option.make_metavar(context))}"


def _value(option: click.Option, say: Translator) -> str:
    """Return what the value may be, and what it is where the option is left out.

    A dash says that the option takes no value; any text will do where nothing is said.
    """
    parts = [*_range(option, say)]
    if option.required:
        parts.append(words.REQUIRED(say.language))
    if option.multiple:
        parts.append(words.SEVERAL(say.language))
    if option.default == date.today:
        parts.append(words.DEFAULT(say.language, value=words.TODAY(say.language)))
    elif option.show_default:
        parts.append(words.DEFAULT(say.language, value=code(str(option.default))))
    return "; ".join(parts) or ("–" if option.is_flag else "")


def _range(option: click.Option, say: Translator) -> Iterator[str]:
    kind, language = option.type, say.language
    if isinstance(kind, click.Choice):
        yield chosen(kind.choices, language)
    elif isinstance(kind, click.IntRange) and kind.max is not None:
        yield words.FROM_TO(language, low=kind.min, high=kind.max)
    elif isinstance(kind, click.IntRange):
        yield words.AT_LEAST(language, low=kind.min)
    elif option.metavar == "DATE":
        yield words.DATE(language)


def _marked(text: str) -> str:
    """Return help as Markdown: commands in quotation marks, options and paths as code."""
    text = re.sub(r"[“„](quality [^”“]*|[a-z]+)[”“]", r"`\1`", text)
    text = re.sub(r"(?<![\w`-])(--?[a-z][a-z-]*)", r"`\1`", text)
    text = re.sub(r"(?<![\w`/])((?:data/)[\w./]*\w)", r"`\1`", text)
    return cell(text).replace(r"\|", "|")
