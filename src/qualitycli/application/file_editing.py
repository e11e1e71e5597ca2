"""Editing a file: lock, read, edit, check and replace it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
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
from qualitycli.writing.file_layout import FileLayout
from qualitycli.writing.files import replace, write_new
from qualitycli.writing.lock import PATIENCE, locked
from qualitycli.writing.yaml_editor import UnreadableEditError, apply_edits
from qualitycli.writing.year_layout import YearLayout

if TYPE_CHECKING:
    from qualitycli.application.open_year import OpenYear

T = TypeVar("T")


class FileChange(NamedTuple, Generic[T]):
    """A file before and after edits; both are the same if nothing changed.

    :ivar errors: the number of errors after the edits; all of them existed before.
    :ivar warnings: the new warnings and notes.
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
        """Whether the edits changed anything."""
        return self.old is not self.new

    def place(self, route: Route) -> str:
        """Return the file and line of the value at `route` after the edits."""
        return f"{self.new.source.name}:{self.new.places.locate_key(route).line}"


Propose = Callable[[Mapping[str, Any], T], Sequence[Edit]]


class EditableFile(NamedTuple, Generic[T]):
    """A file that can be edited.

    :ivar root: the folder that symlinks must not lead out of.
    :ivar form: the layout in which such a file is written.
    :ivar read: converts a document into the file's content and checks it.
    :ivar shown: returns the path of a file as shown in messages.
    :ivar invalid: the error to raise if the file cannot be read.
    """

    path: Path
    root: Path
    form: FileLayout
    read: Callable[[Document], Loaded[T]]
    shown: ShownPath
    invalid: type[InvalidFileError]

    @property
    def name(self) -> str:
        """The path of the file as shown in messages."""
        return self.shown(self.path)

    def edit(
        self,
        propose: Propose[T],
        known: Loaded[T] | None = None,
        seen: Source | None = None,
        *,
        dry_run: bool = False,
    ) -> FileChange[T]:
        """Lock and read the file, edit it, check the result, and replace the file.

        Existing errors do not prevent an edit, unless they make the file unreadable. An edit that
        would cause a new error is refused.

        :param propose: returns the edits for the raw values and the content. The raw values
            include invalid ones.
        :param known: the file as it was read before; it is not read again if it has not changed.
        :param seen: the text that the edits are based on; a different text is not edited.
        :param dry_run: do not write the file.
        :raises InvalidFileError: the file cannot be read, or would have a new error.
        :raises EditError: the edits do not fit the content of the file.
        :raises NotWrittenError: it could not be written.
        """
        with writing(self.path, shown=self.shown):
            located(self.path, self.root)
            self._data()  # check first that it can be read: a pipe must not be locked
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
        """Create the file from a document and edits of it.

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
        """Return the result of edits, with the new warnings and the number of remaining errors.

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
            # New errors could not be distinguished from existing ones.
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
    """Return a year's file for editing; see :meth:`OpenYear.editable`."""
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
    """Return the findings that are new, regardless of their places."""
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
