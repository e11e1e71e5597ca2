"""``quality completion``: print a shell completion script."""

from __future__ import annotations

from typing import Final

import click
from click.shell_completion import ShellComplete, get_completion_class

from qualitycli.cli.base import Argument, make_command
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_

# The environment variable in which the script requests completions; click requires this name.
_VARIABLE: Final = "_QUALITY_COMPLETE"


@make_command(
    "completion",
    help=N_(
        """Print a script that completes commands, options, school years and ids in your shell.

        To enable it, add the line for your shell to ~/.bashrc, ~/.zshrc or
        ~/.config/fish/config.fish."""
    ),
    examples=(
        'eval "$(quality completion bash)"',
        'eval "$(quality completion zsh)"',
        "quality completion fish | source",
    ),
)
@click.argument("shell", cls=Argument, type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Generate the script and print it."""
    session: Session = ctx.obj
    kind = get_completion_class(shell)
    assert kind is not None
    completion = kind(ctx.find_root().command, {}, "quality", _VARIABLE)
    # Not the subclass's own method: the one for bash starts bash to check its version.
    session.write_file(ShellComplete.source(completion))
