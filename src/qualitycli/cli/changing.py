"""Changing a file with ratings: read under its lock, edited, checked, then put in its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Generic, NamedTuple, NoReturn, TypeVar

from qualitycli.application.file_places import other_files_of_year
from qualitycli.application.paths import shown_path
from qualitycli.application.projects import no_such_year, sound_catalogue, sound_content
from qualitycli.checks import check_year
from qualitycli.cli.base import Stop
from qualitycli.cli.exits import FAILED
from qualitycli.cli.outputs import refusing
from qualitycli.cli.projects import project_here
from qualitycli.cli.reports import complain_of
from qualitycli.cli.session import Session
from qualitycli.diagnostics import MOST_OF_A_FILE, Diagnostic, Findings, Severity, by_place
from qualitycli.differences import unified
from qualitycli.edits import Edit
from qualitycli.messages import N_, NP_, visible
from qualitycli.reading.files import decode, read_bytes, too_large
from qualitycli.reading.folders import located
from qualitycli.reading.load import Loaded, parse_year
from qualitycli.reading.project import Project, is_year_name, project_above
from qualitycli.reading.yaml_text import read_text
from qualitycli.source import BREAK, Places, Route, Source
from qualitycli.workspace import CatalogueFile, YearFile
from qualitycli.writing.files import FileChangedError, replace, write_new
from qualitycli.writing.form import YearForm
from qualitycli.writing.lock import PATIENCE, locked
from qualitycli.writing.surgery import Unreadable, apply_edits

T = TypeVar("T")


class Before(NamedTuple):
    """What a year is before it is changed.

    :ivar values: the bare values, also those that have something wrong with them.
    """

    values: Mapping[str, Any]
    file: YearFile
    catalogue: CatalogueFile


class Change(NamedTuple):
    """A file before and after; the same text where there was nothing to change.

    :ivar values: the bare values after.
    :ivar errors: how many errors it has after; they were there before.
    :ivar warnings: what is worth a look since the change.
    """

    before: Source
    after: Source
    values: Mapping[str, Any]
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


def year_to_change(session: Session, name: str) -> tuple[Project, Path]:
    """Return the file of a year of the person's own project, or one given by its path.

    :raises QualityError: there is no project here, or no such year in it.
    :raises Stop: there are two files of it.
    """
    path = Path(name)
    above = None if is_year_name(name) else project_above(path.absolute().parent)
    project = above or project_here(session)
    if is_year_name(name):
        path = project.year(name)
    if not name or not path.exists():
        no_such_year(project, name)
    if twice := list(other_files_of_year(project, path)):
        complain_of(session, twice)
        raise Stop(FAILED)
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

    :param seen: the text that a person agreed to change; another one is not changed.
    :param dry_run: leave the file as it is.
    :raises Stop: nothing was written; why has been said.
    """
    project, path = year_to_change(session, name)
    catalogue_file = sound_catalogue(project)
    inside = path.absolute().is_relative_to(project.root.absolute())
    named = project.year_named_by(path)

    def read(source: Source) -> Loaded[YearFile]:
        loaded = parse_year(source, named).rated_by(catalogue_file.catalogue.scale)
        return loaded.checked(lambda year: check_year(year, catalogue_file))

    root = project.root if inside else path.parent
    changer = Changer(session, path, root, YearForm(catalogue_file.catalogue), read)
    return changer.change(
        lambda values, file: propose(Before(values, file, catalogue_file)), seen, dry_run=dry_run
    )


class Changer(Generic[T]):
    """A file with ratings that is to be changed."""

    def __init__(
        self,
        session: Session,
        path: Path,
        root: Path,
        form: YearForm,
        read: Callable[[Source], Loaded[T]],
    ) -> None:
        """Remember the file.

        :param root: the folder that a link may not lead out of.
        :param read: reads and checks a text of the file.
        """
        self._session = session
        self._path = path
        self._name = shown_path(path)
        self._root = root
        self._form = form
        self._read = read

    def change(
        self,
        propose: Callable[[Mapping[str, Any], T], Sequence[Edit]],
        seen: Source | None,
        *,
        dry_run: bool = False,
    ) -> Change:
        """Read the file under its lock, edit it, check it as a whole, and put it in its place.

        Errors that were there before do not stand in the way, unless the file cannot be read for
        them; an edit that would bring a new one is refused, and the error is shown.

        :param propose: returns the edits for the bare values and the content.
        :param seen: the text that a person agreed to change; another one is not changed.
        :raises Stop: nothing was written; why has been said.
        """
        with refusing(self._session, self._path):
            located(self._path, self._root)
            self._data()  # what cannot be read is not locked either: it may be a pipe
            with locked(self._path, PATIENCE, self._root):
                data, source = self._data()
                if seen is not None and seen.text != source.text:
                    raise FileChangedError
                loaded = self._read(source)
                content = loaded.content or sound_content(loaded)
                edits = propose(_values(source), content)
                change = self._edited(source, edits, loaded.found)
                if not dry_run and change.after.text != source.text:
                    replace(self._path, change.after.text, data, self._root)
                    self._session.has_written = True
                return change

    def begin(self, source: Source, edits: Sequence[Edit]) -> Change:
        """Make the file, which is not there yet, of a text and edits of it.

        :raises Stop: nothing was written; why has been said.
        """
        with refusing(self._session, self._path):
            change = self._edited(source, edits, Findings())
            write_new(self._path, change.after.text, self._root)
            self._session.has_written = True
            return change

    def _data(self) -> tuple[bytes, Source]:
        """Return the file's bytes and text."""
        data = read_bytes(self._path, self._name, self._root)
        source = data if isinstance(data, Diagnostic) else decode(data, self._name)
        if isinstance(data, bytes) and isinstance(source, Source):
            return data, source
        assert isinstance(source, Diagnostic)
        return sound_content(Loaded(None, None, Findings([source])))

    def _edited(self, source: Source, edits: Sequence[Edit], before: Findings) -> Change:
        """Return what edits make of a text, its new warnings and how many errors there are still.

        :raises Stop: it would have a new error.
        """
        try:
            document = apply_edits(read_text(source), edits, self._form)
        except Unreadable as unreadable:
            self._stop(unreadable.found, source)
        after = document.source
        assert document.values is not None
        change = Change(source, after, document.values, document.places)
        if after.text == source.text:
            return change
        large = too_large(after.text.encode(), after.name)
        found = self._read(after).found
        if not large and (before.left_out or found.left_out):
            self._refuse_uncomparable()
        new = [large] if large else _new(before, found)
        if wrong := [one for one in new if one.severity is Severity.ERROR]:
            self._stop(wrong, after)
        errors = found.counts[Severity.ERROR]
        return change._replace(errors=errors, warnings=tuple(by_place(new)))

    def _refuse_uncomparable(self) -> NoReturn:
        """Stop where not all findings were kept: a new error would not stand out from the old ones.

        :raises Stop: always.
        """
        self._session.complain(
            N_("{path} has more than {n} findings; fix them before you change it with a command."),
            path=Path(self._name),
            n=MOST_OF_A_FILE,
        )
        raise Stop(FAILED)

    def _stop(self, found: Iterable[Diagnostic], source: Source) -> NoReturn:
        complain_of(self._session, by_place(found), source)
        self._session.complain(N_("{path} stays as it is."), path=Path(self._name))
        raise Stop(FAILED)


def _values(source: Source) -> Mapping[str, Any]:
    """Return a text's bare values; from those that were checked, what is faulty was taken out."""
    values = read_text(source).values
    assert values is not None
    return values


def _new(before: Findings, after: Findings) -> list[Diagnostic]:
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
    for line in unified(old, new, name):
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
