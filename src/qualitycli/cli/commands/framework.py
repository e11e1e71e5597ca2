"""``quality framework``: show the framework or compare two editions."""

from __future__ import annotations

from qualitycli.cli.base import Group, make_command
from qualitycli.cli.commands import (
    framework_diff,
    framework_export,
    framework_import,
    framework_show,
)
from qualitycli.messages import N_


@make_command(
    "framework",
    help=N_("Show, compare or export the framework, or read it from a table."),
    examples=(
        "quality framework show",
        "quality framework show OP.1.1.1",
        "quality framework diff published.yaml data/criteria.yaml",
        "quality framework import criteria.docx",
        "quality framework export -o framework.xlsx",
    ),
    cls=Group,
)
def command() -> None:
    """Group the commands."""


for _command in (
    framework_show.command,
    framework_diff.command,
    framework_import.command,
    framework_export.command,
):
    assert isinstance(command, Group)
    command.add_command(_command)
