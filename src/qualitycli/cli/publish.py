"""``quality report --all``: every document of the years, and a page that links them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from qualitycli.application.file_writing import writing
from qualitycli.application.paths import shown_path
from qualitycli.application.reports import Reports
from qualitycli.cli.outputs import write_asked
from qualitycli.cli.session import Session
from qualitycli.messages import N_, NP_
from qualitycli.reading.folders import located, opened
from qualitycli.writing.files import clear_before_publishing, refuse_dangling


def publish(session: Session, reports: Reports, folder: Path, *, force: bool) -> None:
    """See that all can be written, then make and write one document after the other.

    :raises Stop: something would be written over, or cannot be written.
    """
    names = [*reports.names, *reports.pages]
    _see_that_all_can_be_written(session, names, folder, force=force)
    clear_before_publishing(folder)
    with _progress(session, len(names)) as advance:
        for name, text in reports:
            write_asked(session, folder / name, text.encode(), force=force, root=folder)
            advance()
    session.say(
        NP_("{n} document written to {path}.", "{n} documents written to {path}."),
        n=len(reports.names),
        path=Path(shown_path(folder)),
    )


def _see_that_all_can_be_written(
    session: Session, names: Sequence[str], folder: Path, *, force: bool
) -> None:
    if folder.exists() and not folder.is_dir():
        session.refuse(N_("{path} is no folder."), path=Path(shown_path(folder)))
    for path in (folder / name for name in names):
        with writing(path, folder):
            refuse_dangling(path)
            located(path, folder)
        if os.path.lexists(path) and not force:
            text = N_("{path} is there already and stays as it is; --force replaces it.")
            session.refuse(text, path=Path(shown_path(path)))
    for parent in sorted({(folder / name).parent for name in names}):
        with writing(parent, folder), opened(parent, folder, make=True):
            pass


@contextmanager
def _progress(session: Session, steps: int) -> Iterator[Callable[[], None]]:
    """Show how far it is, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(file=sys.stderr)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    # No thread refreshes it, since documents with the project's own templates are made in forks.
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as progress:
        task = progress.add_task(session.translate(N_("Making documents")), total=steps)

        def advance() -> None:
            progress.advance(task)
            progress.refresh()

        yield advance
