"""Changing a year file: read under its lock, edited, checked as a whole, then put in its place."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import click

from qualitycli.checks import check_year
from qualitycli.cli.base import Option, Stop
from qualitycli.cli.exits import FAILED
from qualitycli.cli.projects import no_such_year, project_here, sound_catalogue, sound_content
from qualitycli.cli.reports import complain_of
from qualitycli.cli.session import Session, shown_path
from qualitycli.diagnostics import Diagnostic, Severity, by_place
from qualitycli.edits import Edit, Unfit
from qualitycli.messages import N_, NP_, visible
from qualitycli.reading.files import decode, read_bytes, reason_of, too_large
from qualitycli.reading.load import Loaded, parse_year
from qualitycli.reading.project import Project, is_year_name, project_above
from qualitycli.reading.yaml_text import read_text
from qualitycli.source import BREAK, Places, Route, Source
from qualitycli.workspace import CatalogueFile, YearFile
from qualitycli.writing.files import Changed, Leads, refuse_links_out, replace
from qualitycli.writing.form import YearForm
from qualitycli.writing.lock import PATIENCE, Busy, locked
from qualitycli.writing.surgery import Unreadable, apply_edits


class Before(NamedTuple):
    """What a year is before it is changed.

    :ivar values: the bare values, also those that have something wrong with them.
    """

    values: dict[str, Any]
    file: YearFile
    catalogue: CatalogueFile


class Change(NamedTuple):
    """A year file before and after; the same text where there was nothing to change.

    :ivar values: the bare values after.
    :ivar errors: how many errors it has after; they were there before.
    :ivar warnings: what is worth a look since the change.
    """

    before: Source
    after: Source
    values: dict[str, Any]
    places: Places
    errors: int = 0
    warnings: Sequence[Diagnostic] = ()

    def place(self, route: Route) -> str:
        """Return file and line of the value at `route` as it is now."""
        return f"{self.after.name}:{self.places.locate_key(route).line}"

    def measure_index(self, measure_id: str) -> int:
        """Return where the measure with that id stands in the list now."""
        measures = self.values["measures"]
        return next(n for n, one in enumerate(measures) if one.get("id") == measure_id)


Propose = Callable[[Before], Sequence[Edit]]


dry_run_option = click.option(
    "--dry-run",
    cls=Option,
    is_flag=True,
    help=N_("Show the lines that would change, and leave the file as it is."),
)


def year_to_change(session: Session, name: str) -> tuple[Project, Path]:
    """Return the file of a year of the person's own project, or one given by its path.

    :raises Stop: there is no project here, or no such year in it.
    """
    path = Path(name)
    above = None if is_year_name(name) else project_above(path.absolute().parent)
    project = above or project_here(session)
    if is_year_name(name):
        path = project.year(name)
    if not name or not path.exists():
        no_such_year(session, project, name)
    return project, path


def change_year(
    session: Session,
    name: str,
    propose: Propose,
    *,
    seen: Source | None = None,
    dry_run: bool = False,
) -> Change:
    """Change a year by the edits that are proposed for it, and return what came of it.

    Errors that were there before do not stand in the way, unless the file cannot be read for them;
    an edit that would bring a new one is refused, and the error is shown.

    :param seen: the text that a person agreed to change; another one is not changed.
    :param dry_run: leave the file as it is.
    :raises Stop: nothing was written; why has been said.
    """
    project, path = year_to_change(session, name)
    catalogue_file = sound_catalogue(session, project)
    changer = _Changer(session, project, path, catalogue_file)
    shown = Path(shown_path(path))
    try:
        refuse_links_out(path, changer.root)
        changer.read()  # what cannot be read is not locked either: it may be a pipe
        with locked(path, PATIENCE):
            return changer.change(propose, seen, dry_run=dry_run)
    except Leads:
        session.refuse(N_("{path} leads out of the project; it was not written."), path=shown)
    except Busy:
        session.refuse(N_("{path} is being written by another program; try again."), path=shown)
    except Changed:
        text = N_("{path} has changed meanwhile; it was not written. Try again.")
        session.refuse(text, path=shown)
    except Unfit as unfit:
        text = N_("{path} stays as it is: {reason}.")
        session.refuse(text, path=shown, reason=unfit.message)
    except OSError as error:
        session.refuse(
            N_("{path} cannot be written: {reason}."), path=shown, reason=reason_of(error)
        )


class _Changer:
    """One year file that is to be changed."""

    def __init__(
        self, session: Session, project: Project, path: Path, catalogue_file: CatalogueFile
    ) -> None:
        self._session = session
        self._path = path
        self._name = shown_path(path)
        self._named = project.year_named_by(path)
        self._catalogue_file = catalogue_file
        inside = path.absolute().is_relative_to(project.root.absolute())
        self.root = project.root if inside else path.parent

    def read(self) -> tuple[bytes, Source]:
        """Return the file's bytes and text."""
        data = read_bytes(self._path, self._name)
        source = data if isinstance(data, Diagnostic) else decode(data, self._name)
        if isinstance(data, bytes) and isinstance(source, Source):
            return data, source
        assert isinstance(source, Diagnostic)
        return sound_content(self._session, Loaded(None, None, [source]))

    def change(self, propose: Propose, seen: Source | None, *, dry_run: bool) -> Change:
        """Read, propose, edit, check and replace; the caller holds the lock."""
        data, source = self.read()
        if seen is not None and seen.text != source.text:
            raise Changed
        loaded = self._checked(source)
        content = loaded.content or sound_content(self._session, loaded)
        # Read anew: from those that were checked, what is faulty was taken out.
        values = read_text(source).values
        assert values is not None
        before = Before(values, content, self._catalogue_file)
        text = self._edited(source, propose(before))
        after = Source(source.name, text)
        document = read_text(after)
        assert document.values is not None
        change = Change(source, after, document.values, document.places)
        if text == source.text:
            return change
        errors, warnings = self._sound(loaded.found, after)
        if not dry_run:
            replace(self._path, text, data, self.root)
        return change._replace(errors=errors, warnings=warnings)

    def _edited(self, source: Source, edits: Sequence[Edit]) -> str:
        try:
            return apply_edits(source, edits, YearForm(self._catalogue_file.catalogue))
        except Unreadable as unreadable:
            self._stop(list(unreadable.found), source)

    def _sound(self, before: list[Diagnostic], after: Source) -> tuple[int, list[Diagnostic]]:
        """Return how many errors there are still, and the new warnings; stop at a new error."""
        large = too_large(after.text.encode(), after.name)
        found = self._checked(after).found
        new = [large] if large else _new(before, found)
        if wrong := [one for one in new if one.severity is Severity.ERROR]:
            self._stop(wrong, after)
        return sum(one.severity is Severity.ERROR for one in found), by_place(new)

    def _stop(self, found: list[Diagnostic], source: Source) -> NoReturn:
        complain_of(self._session, by_place(found), source)
        self._session.complain(N_("{path} stays as it is."), path=Path(self._name))
        raise Stop(FAILED)

    def _checked(self, source: Source) -> Loaded[YearFile]:
        loaded = parse_year(source, self._named).rated_by(self._catalogue_file.catalogue.scale)
        return loaded.checked(lambda year: check_year(year, self._catalogue_file))


def _new(before: list[Diagnostic], after: list[Diagnostic]) -> list[Diagnostic]:
    """Return the findings that were not there before; where they stand does not matter."""
    left = Counter(_what(one) for one in before)
    new = []
    for one in after:
        if left[_what(one)] > 0:
            left[_what(one)] -= 1
        else:
            new.append(one)
    return new


def _what(found: Diagnostic) -> tuple[str, str]:
    return found.rule.code, str(sorted((key, str(value)) for key, value in found.args.items()))


def difference(change: Change) -> Iterator[str]:
    """Yield the lines of a unified diff, with what cannot be seen made visible."""
    old, new = BREAK.split(change.before.text), BREAK.split(change.after.text)
    name = change.before.name
    for line in difflib.unified_diff(old, new, name, name, lineterm="", n=1):
        yield visible(line)


def conclude(session: Session, change: Change, lines: Iterable[str], *, dry_run: bool) -> None:
    """Say what was done, or with ``--dry-run`` show what would be, and what is still wrong."""
    session.write(difference(change) if dry_run else lines)
    if change.warnings:
        complain_of(session, change.warnings, change.after)
    if change.errors:
        session.complain(
            NP_(
                "{path} has {n} other error; “quality validate” shows it.",
                "{path} has {n} other errors; “quality validate” shows them.",
            ),
            n=change.errors,
            path=Path(change.after.name),
        )
