"""Showing what a table would change in a framework's file, asking, and writing it."""

from __future__ import annotations

from pathlib import Path

from qualitycli.application.framework_edits import ProposedFramework
from qualitycli.cli.base import ExitError
from qualitycli.cli.output.changes import difference
from qualitycli.cli.output.prompts import can_ask, is_confirmed
from qualitycli.cli.run.exit_codes import FAILED
from qualitycli.cli.run.session import Session
from qualitycli.messages import N_, NP_


def change_framework(
    session: Session, proposed: ProposedFramework, *, yes: bool, dry_run: bool
) -> None:
    """Show the changes as a diff, and write them if the user agrees.

    :param yes: write without asking.
    :param dry_run: write nothing.
    :raises ExitError: there is no terminal to ask on; nothing was written.
    """
    change = proposed.change
    if not change.is_changed:
        decided = yes and not dry_run
        session.say(N_("Nothing changes.") if decided else N_("Nothing would change."))
        return
    session.write(difference(change))
    if gone := proposed.gone:
        session.note(
            NP_(
                "{n} id would disappear: {ids}. If years have rated it, use “retired” instead.",
                "{n} ids would disappear: {ids}. If years have rated them, use “retired” instead.",
            ),
            n=len(gone),
            ids=gone,
        )
    if dry_run:
        return
    path = Path(change.old.source.name)
    if not yes and not can_ask():
        session.report_error(
            session.translate(
                N_(
                    "Nothing was written: confirmation requires a terminal. Use --yes to write "
                    "without asking."
                )
            )
        )
        raise ExitError(FAILED)
    question = N_("Write these changes to {path}? [y/N]")
    if not yes and not is_confirmed(session, question, path=path):
        session.confirm(N_("Nothing was written."))
        return
    proposed.write()
    session.has_written = True
    session.confirm(N_("Written: {path}"), path=path)
