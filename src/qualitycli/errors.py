"""Why something cannot be done, as exceptions for any caller.

An error carries its message untranslated, as findings do; `str` gives the English sentence.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from qualitycli.diagnostics import Diagnostic, Findings, by_place
from qualitycli.finding import Finding
from qualitycli.messages import N_, NP_, Message, Translator
from qualitycli.source import Source


class QualityError(Exception):
    """Something cannot be done as it was asked.

    :ivar code: the kind of error, for programs; it never changes its meaning.
    :ivar message: the sentence and its arguments, untranslated.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return self.in_language("en")

    def in_language(self, language: str) -> str:
        """Return the error as a sentence.

        :param language: `en` or `bg`.
        :raises ValueError: there is no such language.
        """
        return Translator(language).fill(self.message)


class NoProjectError(QualityError):
    """There is no project where one was looked for."""

    code = "no-project"


class NoCatalogueError(QualityError):
    """The folder that was named has no catalogue."""

    code = "no-catalogue"


class NoSuchYearError(QualityError):
    """There is no such year, and no such file."""

    code = "no-such-year"


class InvalidYearNameError(QualityError):
    """What should name a school year is not one."""

    code = "invalid-year-name"


class NoYearsError(QualityError):
    """There are fewer years than are needed."""

    code = "no-years"


class NoSuchNodeError(QualityError):
    """The framework has nothing with that id, or nothing to rate there in that year."""

    code = "no-such-node"


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
    """The year has no rater's file."""

    code = "no-raters"


class NoSuchFileError(QualityError):
    """There is no file at a path."""

    code = "no-such-file"


class UnnamedRaterError(QualityError):
    """The name of a rater is empty."""

    code = "unnamed-rater"


class TextTooLongError(QualityError):
    """A text does not fit into a cell of a spreadsheet."""

    code = "text-too-long"


class MissingLibraryError(QualityError):
    """A library that is needed for this is not installed."""

    code = "missing-library"


class NoSuchDocumentError(QualityError):
    """There is no such kind of document, no such format, or no blank variant."""

    code = "no-such-document"


class InvalidSpanError(QualityError):
    """A span of years is not written as one, or ends before it begins."""

    code = "invalid-span"


class FaultError(QualityError):
    """A file could not be checked for a fault in quality itself."""

    code = "fault"


class EditError(QualityError):
    """An edit does not fit what stands in a file; the file is as it was."""

    code = "edit-refused"


class DecisionError(QualityError):
    """An item cannot be given what was decided, or the year already says something else of it."""

    code = "decision-refused"


class NotWrittenError(QualityError):
    """A file was not written; one that was there is as it was."""

    code = "not-written"


class FileChangedError(NotWrittenError):
    """A file is not what it was when it was read."""

    code = "file-changed"

    def __init__(self, path: Path) -> None:
        text = N_(
            "{path} was changed by someone else in the meantime, so it was not written; try again."
        )
        super().__init__(Message(text, {"path": path}))


class LockTimeoutError(NotWrittenError):
    """Another program has been writing a file all the time."""

    code = "file-locked"

    def __init__(self, path: Path) -> None:
        text = N_("{path} is being written by another program; try again.")
        super().__init__(Message(text, {"path": path}))


class InvalidFileError(QualityError):
    """A file has errors, so nothing is made of it.

    :ivar found: the errors as :attr:`findings` and renderers are made of them.
    :ivar source: the file's text with its name and lines; None where it could not be read.
    """

    code = "invalid-file"

    def __init__(self, found: Findings, source: Source | None) -> None:
        super().__init__(_first_of(found))
        # What makes the same error in another process.
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
        :raises ValueError: there is no such language.
        """
        translate = Translator(language)
        return tuple(Finding.of(one, translate) for one in by_place(self.found))

    @property
    def text(self) -> str | None:
        """The text of the file, or what an edit would make of it; None where it is no text."""
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


class InvalidEditError(InvalidFileError):
    """An edit would bring errors into a file, or nobody could tell; the file is as it was.

    Its findings are the new errors, its text is what the file would have become.

    :ivar outcome: what became of the file.
    """

    code = "invalid-edit"

    def __init__(self, found: Findings, source: Source, outcome: Message) -> None:
        super().__init__(found, source)
        self.args = (found, source, outcome)
        self.outcome = outcome
        if not found:
            self.message = outcome


def _first_of(found: Findings) -> Message:
    """Return the first error of a file, and how many more there are."""
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
