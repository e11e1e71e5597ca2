"""Years on the command line: how they may be written, and arguments in any position."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from qualitycli.cli.base import Argument
from qualitycli.cli.parameters import completion
from qualitycli.messages import N_

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_PAIR: Final = re.compile("[0-9]{4}[-/][0-9]+", re.ASCII)
# Alone, or as an end of a range.
_WITH_SLASH: Final = r"(?:\A|(?<=\.\.))([0-9]{4})/([0-9]{4})(?=\.\.|\Z)"
_CALENDAR_YEAR: Final = re.compile("[0-9]{4}", re.ASCII)


def as_in_files(written: str) -> str:
    """Return a year as files have it: 2025-2026 for 2025/2026, as the documents print it."""
    return re.sub(_WITH_SLASH, r"\1-\2", written) if "/" in written else written


class YearType(click.types.StringParamType):
    """A year or a range of years; 2025/2026 is 2025-2026, unless it is an existing path."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the year as files have it, and any other value unchanged."""
        text = str(super().convert(value, param, ctx))
        return text if os.path.exists(text) else as_in_files(text)  # noqa: PTH110  (as in `_is_path`)


YEAR: Final = YearType()


class YearArgument(Argument):
    """An optional year, which may come before or after a command's other arguments."""

    def handle_parse_result(
        self, ctx: click.Context, opts: Mapping[str, Any], args: list[str]
    ) -> tuple[Any, list[str]]:
        """Find the year among the arguments, and assign the rest to the others in order."""
        assert isinstance(opts, dict)
        every = _arguments(ctx)
        words = [opts[one.name] for one in every if isinstance(opts.get(one.name), str)]
        at = _year_among(words, sum(one.required for one in every))
        if at is not None or len(words) < len(every):
            for one in every:
                opts.pop(one.name, None)
            if at is not None:
                opts[self.name] = words.pop(at)
            others = (one.name for one in every if one is not self)
            opts.update(zip(others, words, strict=False))
        return super().handle_parse_result(ctx, opts, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the matching years, else the completions of the next argument."""
        if years := super().shell_complete(ctx, incomplete):
            return years
        others = (one for one in _arguments(ctx) if one is not self)
        open_ones = (one for one in others if ctx.params.get(one.name) is None)
        return next((one.shell_complete(ctx, incomplete) for one in open_ones), [])


def _arguments(ctx: click.Context) -> list[click.Argument]:
    return [one for one in ctx.command.params if isinstance(one, click.Argument)]


def _year_among(words: Sequence[str], others: int) -> int | None:
    """Return the index of the word that is the year; None if there is none.

    :param others: the number of words that other arguments require; if there are no more words than
        that, an existing file is not taken as the year.
    """
    for is_year in (_PAIR.fullmatch, _CALENDAR_YEAR.fullmatch, _is_yaml):
        for at, word in enumerate(words):
            if is_year(word):
                return at
    paths = [at for at, word in enumerate(words) if _is_path(word)]
    return paths[0] if len(paths) == 1 and len(words) > others else None


def _is_path(word: str) -> bool:
    return "/" in word or os.path.isfile(word)  # noqa: PTH113  (False, not an error, for a text too long for a path)


def _is_yaml(word: str) -> bool:
    return word.lower().endswith((".yaml", ".yml"))


# It is processed first, so that the other arguments get the remaining words.
_OPTIONS: Final[dict[str, Any]] = {
    "cls": YearArgument,
    "type": YEAR,
    "required": False,
    "is_eager": True,
    "shell_complete": completion.years,
}
# Required by commands that write; `year_to_change` reports a missing year.
year_argument: Final = click.argument("year", metavar=N_("YEAR"), **_OPTIONS)
# Defaults to the newest year.
year_or_newest: Final = click.argument("year", metavar=N_("[YEAR]"), **_OPTIONS)
