"""The option to use a rater's file instead of the year."""

from __future__ import annotations

import click

from qualitycli.cli.base import Option
from qualitycli.messages import N_

rater_option = click.option(
    "--rater",
    cls=Option,
    metavar=N_("NAME"),
    help=N_("Use this rater's file instead of the year; it does not have to exist yet."),
)
