"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from qualitycli.cli.base import Option, refuse_value
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_

F = TypeVar("F", bound=Callable[..., Any])

force_option: Final = click.option(
    "--force", cls=Option, is_flag=True, help=N_("Overwrite existing files.")
)


def _set_demo(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    ctx.obj.demo = wanted


demo_option: Final = click.option(
    "--demo",
    cls=Option,
    is_flag=True,
    expose_value=False,
    callback=_set_demo,
    help=N_("Use the built-in example instead of a project."),
)
dry_run_option: Final = click.option(
    "-n",
    "--dry-run",
    cls=Option,
    is_flag=True,
    help=N_("Show the lines that would change, but write nothing."),
)


def output_file(help: str) -> Callable[[F], F]:  # noqa: A002  (click's name)
    """Add ``-o``, the file to write; it is required."""
    return click.option(
        "-o",
        "--output",
        "path",
        cls=Option,
        type=click.Path(path_type=Path, dir_okay=False),
        metavar=N_("FILE"),
        required=True,
        help=help,
    )


def depth_option(
    choices: Sequence[str],
    default: str,
    help: str = N_("Deepest level of the framework to show."),  # noqa: A002  (click's name)
) -> Callable[[F], F]:
    """Add ``--depth``, the deepest level to show."""
    return click.option(
        "--depth",
        cls=Option,
        type=click.Choice(choices),
        default=default,
        show_default=True,
        help=help,
    )


def text_option(
    *names: str,
    help: str,  # noqa: A002  (click's name)
    metavar: str = N_("TEXT"),
    **kwargs: Any,
) -> Callable[[F], F]:
    """Add an option whose value is a text; None if it is not given."""
    return click.option(*names, cls=Option, metavar=metavar, help=help, **kwargs)


def date_option(
    *names: str,
    help: str,  # noqa: A002  (click's name)
    default: Callable[[], date] | None = None,
) -> Callable[[F], F]:
    """Add an option whose value is a date; None if it is not given."""
    return click.option(
        *names,
        cls=Option,
        default=default,
        callback=_read_day,
        metavar=N_("DATE"),
        help=help,
    )


def _read_day(ctx: click.Context, option: click.Parameter, value: str | date | None) -> date | None:
    if value is None or isinstance(value, date):
        return value
    # Imported only if a date is given, because it imports pydantic's core.
    from qualitycli.cli.parameters.dates import day_or_why

    day = day_or_why(value)
    if not isinstance(day, date):
        session: Session = ctx.obj
        refuse_value(ctx, option, session.translate.fill(day))
    return day


# By default the local date, since that is the date at the school.
today_option = date_option("--today", help=N_("Treat DATE as today."), default=date.today)


def output_format(*formats: str) -> Callable[[F], F]:
    """Add ``--format``; the first of the formats is the default."""
    return click.option(
        "--format",
        "output",
        cls=Option,
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help=N_("Output format."),
    )
