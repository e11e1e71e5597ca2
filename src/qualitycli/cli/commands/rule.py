"""``quality rule``: explain a rule, or list all rules."""

from __future__ import annotations

import sys

import click

from qualitycli.cli.base import Argument, make_command
from qualitycli.cli.parameters.options import output_format
from qualitycli.cli.run.session import Session, terminal_width
from qualitycli.messages import N_
from qualitycli.render.rulebook import (
    CSV_COLUMNS,
    as_json,
    as_list,
    as_markdown,
    as_records,
    as_text,
)
from qualitycli.render.tables import as_csv
from qualitycli.rules.rulebook import RULES
from qualitycli.suggestions import nearest


@make_command(
    "rule",
    help=N_(
        """Show a rule: what it requires, why, and an example of a mistake and its correction.

        CODE is the code that each finding shows, for example Q301. Without CODE, all rules are
        listed."""
    ),
    examples=("quality rule Q301", "quality rule"),
)
@click.argument(
    "code",
    cls=Argument,
    metavar=N_("[CODE]"),
    required=False,
    shell_complete=lambda _, __, typed: [
        rule.code for rule in RULES if rule.code.startswith(typed.upper())
    ],
)
@output_format("text", "markdown", "json", "csv")
@click.pass_obj
def command(session: Session, code: str | None, output: str) -> None:
    """Look up the rules and render them."""
    by_code = {rule.code: rule for rule in RULES}
    wanted = code.strip().upper() if code else None
    if wanted is not None and wanted not in by_code:
        if (near := nearest(wanted, by_code)) is not None:
            text = N_("There is no rule “{code}”. Did you mean {near}?")
            session.refuse(text, code=code, near=near)
        session.refuse(
            N_("There is no rule “{code}”. List all rules with “quality rule”."), code=code
        )
    rules = RULES if wanted is None else (by_code[wanted],)
    if output == "json":
        session.write_json(as_json(rules, session.translate))
    elif output == "csv":
        session.write_csv(as_csv(CSV_COLUMNS, as_records(rules, session.translate)))
    elif output == "markdown":
        session.write(as_markdown(rules, session.translate))
    elif wanted is None:
        session.write(as_list(rules, session.translate))
    else:
        session.write(as_text(by_code[wanted], session.translate, terminal_width(sys.stdout)))
