"""``quality report --all``: every document of the years, and a page that links them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from qualitycli.application.paths import shown_path
from qualitycli.cli.documents import Maker, Wish, asked_day
from qualitycli.cli.outputs import refusing, write_asked
from qualitycli.cli.projects import project_to_read
from qualitycli.cli.report import FORMS, KINDS, Asked
from qualitycli.cli.session import Session
from qualitycli.messages import N_, NP_, Translator
from qualitycli.reading.folders import located, opened
from qualitycli.render.documents.builders.index import Listed, Paper, index_of
from qualitycli.render.documents.matter import Matter
from qualitycli.render.documents.templates.rendering import template_name
from qualitycli.writing.files import clear_before_publishing, refuse_dangling

_BLANK: Final = "form-blank"


class _Year(NamedTuple):
    """A year by the name or path that it was asked for, and what its documents are made of."""

    name: str | Path
    matter: Matter


def publish(session: Session, asked: Asked) -> None:
    """Make all documents of the years named, or of all, and the page that links them.

    :raises Stop: a year has errors, or something would be written over.
    """
    if asked.output is None:
        session.refuse(N_("--all needs a folder to write to: -o FOLDER."))
    _Publisher(session, asked, asked.output).run()


class _Publisher:
    """Makes one folder of documents."""

    def __init__(self, session: Session, asked: Asked, folder: Path) -> None:
        self._session = session
        self._asked = asked
        self._folder = folder
        self._forms = (asked.form,) if asked.form else FORMS
        day = asked_day(session, asked.day, os.environ)
        self._maker = Maker(session, Wish(asked.against, day))
        self._blank_maker = Maker(session, Wish(asked.against, day, blank=True))

    def run(self) -> None:
        """Read everything, see that it can be written, make one document after the other."""
        project = project_to_read(self._session)
        names: Sequence[str | Path] = tuple(dict.fromkeys(self._asked.years)) or project.years()
        if not names:
            self._session.refuse(N_("There is no year to show."))
        years = [_Year(one, self._maker.matter(one, "self-assessment")[1]) for one in names]
        papers = [(year, paper) for year in years for paper in _papers(year.matter, self._forms)]
        files = [name for _, paper in papers for name in paper.files.values()]
        pages = [f"index.{form}" for form in self._forms]
        self._see_that_all_can_be_written([*files, *pages])
        clear_before_publishing(self._folder)
        with _progress(self._session, len(files) + len(pages)) as advance:
            for year, paper in papers:
                self._make(year, paper, advance)
            self._make_index(years, advance)
        self._session.say(
            NP_("{n} document written to {path}.", "{n} documents written to {path}."),
            n=len(files),
            path=Path(shown_path(self._folder)),
        )

    def _make(self, year: _Year, paper: Paper, advance: Callable[[], None]) -> None:
        maker = self._blank_maker if paper.blank else self._maker
        project, matter = maker.matter(year.name, paper.kind)
        for form, name in paper.files.items():
            text = maker.text(project, matter, paper.kind, form)
            self._write(name, text)
            advance()

    def _make_index(self, years: Sequence[_Year], advance: Callable[[], None]) -> None:
        listed = [Listed(one.matter, tuple(_papers(one.matter, self._forms))) for one in years]
        translate = Translator(years[-1].matter.catalogue.framework.language)
        view = index_of(listed, translate)
        project = project_to_read(self._session)
        for form in self._forms:
            text = self._maker.laid_out(view, template_name("index", form), project, translate)
            self._write(f"index.{form}", text)
            advance()

    def _write(self, name: str, text: str) -> None:
        path, force = self._folder / name, self._asked.force
        write_asked(self._session, path, text.encode(), force=force, root=self._folder)

    def _see_that_all_can_be_written(self, names: Sequence[str]) -> None:
        folder, refuse = self._folder, self._session.refuse
        if folder.exists() and not folder.is_dir():
            refuse(N_("{path} is no folder."), path=Path(shown_path(folder)))
        for path in (folder / name for name in names):
            with refusing(self._session, path, folder):
                refuse_dangling(path)
                located(path, folder)
            if os.path.lexists(path) and not self._asked.force:
                text = N_("{path} is there already and stays as it is; --force replaces it.")
                refuse(text, path=Path(shown_path(path)))
        for parent in sorted({(folder / name).parent for name in names}):
            with refusing(self._session, parent, folder), opened(parent, folder, make=True):
                pass


def _papers(matter: Matter, forms: Sequence[str]) -> Iterator[Paper]:
    """Yield the documents of a year; a comparison needs a year before, a form is blank too."""
    year = matter.score.year
    for kind in KINDS:
        if kind == "comparison" and matter.diff is None:
            continue
        yield Paper(kind, files={form: f"{year}/{kind}.{form}" for form in forms})
        if kind == "form":
            files = {form: f"{year}/{_BLANK}.{form}" for form in forms}
            yield Paper("form", files, blank=True)


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
