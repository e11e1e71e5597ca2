"""Editing a file with ratings: read under its lock, edited, checked, then put in its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from qualitycli.application.file_places import other_files_of_year
from qualitycli.application.file_writing import writing
from qualitycli.application.paths import ShownPath
from qualitycli.application.projects import against, sound_content
from qualitycli.diagnostics import MOST_OF_A_FILE, Diagnostic, Findings, Severity, by_place
from qualitycli.edits import Edit
from qualitycli.errors import (
    FileChangedError,
    InvalidEditError,
    InvalidFileError,
    InvalidYearError,
    NoProjectError,
)
from qualitycli.messages import N_, Message
from qualitycli.reading.files import decode, read_bytes, too_large
from qualitycli.reading.folders import located
from qualitycli.reading.load import Loaded, year_in
from qualitycli.reading.yaml_text import Document, read_text
from qualitycli.source import Route, Source
from qualitycli.workspace import YearFile
from qualitycli.writing.files import replace, write_new
from qualitycli.writing.lock import PATIENCE, locked
from qualitycli.writing.yaml_editor import UnreadableEditError, apply_edits
from qualitycli.writing.year_layout import YearLayout

if TYPE_CHECKING:
    from qualitycli.application.open_year import OpenYear

T = TypeVar("T")


class FileChange(NamedTuple, Generic[T]):
    """A file before and after edits; the same where there was nothing to change.

    :ivar errors: how many errors it has after; they were there before.
    :ivar warnings: what is worth a look since the change.
    """

    before: Loaded[T]
    after: Loaded[T]
    errors: int = 0
    warnings: Sequence[Diagnostic] = ()

    @property
    def old(self) -> Document:
        """The document before."""
        assert self.before.document is not None
        return self.before.document

    @property
    def new(self) -> Document:
        """The document after."""
        assert self.after.document is not None
        return self.after.document

    @property
    def is_changed(self) -> bool:
        """Whether there was anything to change."""
        return self.old is not self.new

    def place(self, route: Route) -> str:
        """Return file and line of the value at `route` as it is now."""
        return f"{self.new.source.name}:{self.new.places.locate_key(route).line}"


Propose = Callable[[Mapping[str, Any], T], Sequence[Edit]]


@dataclass(frozen=True)
class EditableFile(Generic[T]):
    """A file with ratings that can be edited.

    :ivar root: the folder that a link may not lead out of.
    :ivar form: how such a file is written.
    :ivar read: returns what a document of the file holds, checked.
    :ivar shown: what files are called in messages.
    :ivar invalid: what is raised where it cannot be read.
    """

    path: Path
    root: Path
    form: YearLayout
    read: Callable[[Document], Loaded[T]]
    shown: ShownPath
    invalid: type[InvalidFileError]

    @property
    def name(self) -> str:
        """What the file is called in messages."""
        return self.shown(self.path)

    def edit(
        self,
        propose: Propose[T],
        known: Loaded[T] | None = None,
        seen: Source | None = None,
        *,
        dry_run: bool = False,
    ) -> FileChange[T]:
        """Read the file under its lock, edit it, check it as a whole, and put it in its place.

        Errors that were there before do not stand in the way, unless the file cannot be read for
        them; an edit that would bring a new one is refused.

        :param propose: returns the edits for the bare values and the content. The values include
            those that have something wrong with them.
        :param known: what was read before; it is not read again where the file is still the same.
        :param seen: the text that the edits were made for; another one is not edited.
        :param dry_run: leave the file as it is.
        :raises InvalidFileError: the file cannot be read, or would have a new error.
        :raises EditError: the edits do not fit what stands in it.
        :raises NotWrittenError: it could not be written.
        """
        with writing(self.path, shown=self.shown):
            located(self.path, self.root)
            self._data()  # what cannot be read is not locked either: it may be a pipe
            with locked(self.path, PATIENCE, self.root):
                data, source = self._data()
                if seen is not None and seen.text != source.text:
                    raise FileChangedError(self.path)
                is_known = known is not None and _text_of(known) == source.text
                before = known if is_known and known else self.read(read_text(source))
                content = before.content or sound_content(before, self.invalid)
                assert before.document is not None
                assert before.document.values is not None
                change = self._edited(before, propose(before.document.values, content))
                if change.is_changed and not dry_run:
                    replace(self.path, change.new.source.text, data, self.root)
                return change

    def begin(self, beginning: Loaded[T], edits: Sequence[Edit]) -> FileChange[T]:
        """Make the file, which is not there yet, of a document and edits of it.

        :raises InvalidEditError: it would have an error.
        :raises NotWrittenError: it could not be written.
        """
        with writing(self.path, shown=self.shown):
            change = self._edited(beginning._replace(found=Findings()), edits)
            write_new(self.path, change.new.source.text, self.root)
            return change

    def _data(self) -> tuple[bytes, Source]:
        """Return the file's bytes and text."""
        data = read_bytes(self.path, self.name, self.root)
        source = data if isinstance(data, Diagnostic) else decode(data, self.name)
        if isinstance(data, bytes) and isinstance(source, Source):
            return data, source
        assert isinstance(source, Diagnostic)
        raise self.invalid(Findings([source]), None)

    def _edited(self, before: Loaded[T], edits: Sequence[Edit]) -> FileChange[T]:
        """Return what edits make of a file, its new warnings and how many errors there are still.

        :raises InvalidEditError: it would have a new error.
        """
        unchanged = FileChange(before, before)
        try:
            edited = apply_edits(unchanged.old, edits, self.form)
        except UnreadableEditError as unreadable:
            raise self._invalid(unreadable.found, unchanged.old.source) from unreadable
        if edited is unchanged.old:
            return unchanged
        large = too_large(edited.source.text.encode(), self.name)
        after = self.read(edited)
        if not large and (before.found.left_out or after.found.left_out):
            # A new error would not stand out from the old ones.
            text = N_(
                "{path} has more than {n} findings; fix them before you change it with a command."
            )
            args = {"path": Path(self.name), "n": MOST_OF_A_FILE}
            raise InvalidEditError(Findings(), edited.source, Message(text, args))
        new = [large] if large else _new(before.found, after.found)
        if wrong := [one for one in new if one.severity is Severity.ERROR]:
            raise self._invalid(wrong, edited.source)
        errors = after.found.counts[Severity.ERROR]
        return FileChange(before, after, errors, tuple(by_place(new)))

    def _invalid(self, found: Iterable[Diagnostic], source: Source) -> InvalidEditError:
        outcome = Message(N_("{path} was not changed."), {"path": Path(self.name)})
        return InvalidEditError(by_place(found), source, outcome)


def editable_year(year: OpenYear) -> EditableFile[YearFile]:
    """Return a year's file as one that can be edited; :meth:`OpenYear.editable` tells of it."""
    project, path, shown = year.project.place, year.path, year.project.shown
    if project.shipped:
        text = N_("The built-in example cannot be edited; open a project of your own.")
        raise NoProjectError(Message(text))
    if twice := list(other_files_of_year(project, path, shown)):
        raise InvalidYearError(Findings(twice), None)
    catalogue_file = year.project.catalogue_file
    named = project.year_named_by(path)

    def read(document: Document) -> Loaded[YearFile]:
        return against(catalogue_file, year_in(document, named, path))

    inside = path.absolute().is_relative_to(project.root.absolute())
    root = project.root if inside else path.parent
    form = YearLayout(catalogue_file.catalogue)
    return EditableFile(path, root, form, read, shown, InvalidYearError)


def _text_of(loaded: Loaded[Any]) -> str | None:
    return loaded.source.text if loaded.source is not None else None


def _new(before: Findings, after: Findings) -> list[Diagnostic]:
    """Return the findings that were not there before; where they stand does not context."""
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
