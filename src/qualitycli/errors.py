"""The exceptions of the public interface.

Like findings, errors carry their message untranslated; `str` returns it in English.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from qualitycli.diagnostics import Diagnostic, Findings, by_place
from qualitycli.messages import N_, NP_, Finished, Message, Translator
from qualitycli.source import Source

if TYPE_CHECKING:
    from qualitycli.finding import Finding


class QualityError(Exception):
    """The base class of all errors.

    :ivar code: the kind of error, for programs; a code never changes its meaning.
    :ivar message: the message and its arguments, untranslated.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return self.in_language("en")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def in_language(self, language: str) -> str:
        """Return the error as a sentence.

        :param language: `en` or `bg`.
        :raises ValueError: the language is unknown.
        """
        return Translator(language).fill(self.message)


class NoProjectError(QualityError):
    """No project was found."""

    code = "no-project"


class NoCatalogueError(QualityError):
    """The given folder has no catalogue."""

    code = "no-catalogue"


class NoSuchYearError(QualityError):
    """There is no such year or file."""

    code = "no-such-year"


class InvalidYearNameError(QualityError):
    """A name is not a school year."""

    code = "invalid-year-name"


class NoYearsError(QualityError):
    """There are no years, or too few."""

    code = "no-years"


class NoSuchNodeError(QualityError):
    """The framework has no such id, or it has no items to rate in that year."""

    code = "no-such-node"


class NoSuchFrameworkError(QualityError):
    """No framework with that id ships with the tool."""

    code = "no-such-framework"


class NoSuchProfileError(QualityError):
    """The framework has no band profile with that id."""

    code = "no-such-profile"


class NoBandsError(QualityError):
    """No band profile applies to the year."""

    code = "no-bands"


class NoSuchMeasureError(QualityError):
    """The year has no measure with that id."""

    code = "no-such-measure"


class NoRatersError(QualityError):
    """The year has no raters' files."""

    code = "no-raters"


class NoSuchFileError(QualityError):
    """A file does not exist."""

    code = "no-such-file"


class NoFrameworkError(QualityError):
    """A document has no table from which a framework can be read.

    :ivar reasons: what was seen of each table, and why it was left aside.
    """

    code = "no-framework"

    def __init__(self, message: Message, reasons: tuple[Message, ...] = ()) -> None:
        super().__init__(message)
        self.reasons = reasons


class UnnamedRaterError(QualityError):
    """The name of a rater is empty."""

    code = "unnamed-rater"


class TextTooLongError(QualityError):
    """A text does not fit into a cell of a spreadsheet."""

    code = "text-too-long"


class MissingLibraryError(QualityError):
    """A required library is not installed."""

    code = "missing-library"

    def __init__(self, needed_for: str, extra: str) -> None:
        """Create the error.

        :param needed_for: a message that ends with the ``{command}`` that installs the library.
        :param extra: the extra that the library belongs to.
        """
        from qualitycli.installation import installed

        command = Finished(installed().command(extra))
        super().__init__(Message(needed_for, {"command": command}))
        self.args = (needed_for, extra)


class NoSuchDocumentError(QualityError):
    """There is no such kind of document, format or blank variant."""

    code = "no-such-document"


class InvalidSpanError(QualityError):
    """A text is not a range of years, or the range is reversed."""

    code = "invalid-span"


class FaultError(QualityError):
    """A file could not be checked because of a bug in quality."""

    code = "fault"


class EditError(QualityError):
    """An edit does not fit the content of a file; the file was not changed."""

    code = "edit-refused"


class DecisionError(QualityError):
    """An item cannot have the decided rating, or the year already has a different one."""

    code = "decision-refused"


class NotWrittenError(QualityError):
    """A file was not written; an existing file was not changed."""

    code = "not-written"


class FileChangedError(NotWrittenError):
    """A file was changed since it was read."""

    code = "file-changed"

    def __init__(self, path: Path) -> None:
        text = N_(
            "{path} was changed by someone else in the meantime, so it was not written; try again."
        )
        super().__init__(Message(text, {"path": path}))


class LockTimeoutError(NotWrittenError):
    """Another program kept a file locked."""

    code = "file-locked"

    def __init__(self, path: Path) -> None:
        text = N_("{path} is being written by another program; try again.")
        super().__init__(Message(text, {"path": path}))


class InvalidFileError(QualityError):
    """A file has errors and cannot be used.

    :ivar found: the errors as diagnostics, from which :attr:`findings` are made.
    :ivar source: the text of the file with its name and lines; None if it could not be read.
    """

    code = "invalid-file"

    def __init__(self, found: Findings, source: Source | None) -> None:
        super().__init__(_first_of(found))
        # The arguments from which pickle recreates the error in another process.
        self.args = (found, source)
        self.found = found
        self.source = source

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The errors in English, in the order of their places; at most 1,000."""
        return self.findings_in("en")

    def findings_in(self, language: str) -> tuple[Finding, ...]:
        """Return the errors in a language.

        :param language: `en` or `bg`.
        :raises ValueError: the language is unknown.
        """
        from qualitycli.finding import Finding

        translate = Translator(language)
        return tuple(Finding.of(one, translate) for one in by_place(self.found))

    @property
    def text(self) -> str | None:
        """The text of the file, or the text after the edit; None if it could not be read."""
        return self.source.text if self.source is not None else None


class InvalidCatalogueError(InvalidFileError):
    """The catalogue has errors."""

    code = "invalid-catalogue"


class InvalidYearError(InvalidFileError):
    """A year's file has errors."""

    code = "invalid-year"


class InvalidRaterError(InvalidFileError):
    """A rater's file has errors."""

    code = "invalid-rater"


class InvalidTemplateError(InvalidFileError):
    """A template of a document has errors."""

    code = "invalid-template"


class InvalidWorkbookError(InvalidFileError):
    """A spreadsheet cannot be imported."""

    code = "invalid-workbook"


class InvalidSourceError(InvalidFileError):
    """A document with tables cannot be read."""

    code = "invalid-source"


class InvalidEditError(InvalidFileError):
    """An edit would cause errors in a file, or they could not be determined; nothing was changed.

    The findings are the new errors, and the text is the text after the edit.

    :ivar outcome: a message on what happened to the file.
    """

    code = "invalid-edit"

    def __init__(self, found: Findings, source: Source, outcome: Message) -> None:
        super().__init__(found, source)
        self.args = (found, source, outcome)
        self.outcome = outcome
        if not found:
            self.message = outcome


def _first_of(found: Findings) -> Message:
    """Return a message with the first error of a file and the number of further errors."""
    first = next(iter(by_place(found)), None)
    if first is None:
        return Message(N_("The file has errors."))
    if not (more := found.counts.total() - 1):
        return _placed(first)
    text = NP_("{first} (and {n} more error)", "{first} (and {n} more errors)")
    return Message(text, {"first": _placed(first), "n": more})


def _placed(one: Diagnostic) -> Message:
    args = {"place": f"{one.place.file}:{one.place.span.line}", "code": one.rule.code}
    return Message("{place}: {code}: {finding}", {**args, "finding": one.message})
