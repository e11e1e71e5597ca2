"""Bugs in the tool that occur in one of many files: they are reported, and the others go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.errors import FaultError
from qualitycli.messages import N_, Message
from qualitycli.reading.files import reason_of
from qualitycli.rules import reading

T = TypeVar("T")


class Fault(NamedTuple):
    """An unexpected exception, as values that can be sent between processes.

    :ivar kind: the name of the exception's class; empty if the process was killed.
    :ivar file: the source file in which it was raised, and `line` the line.
    :ivar about: the path, as shown to the user, of the file that was being read or checked.
    """

    kind: str
    file: str
    line: int
    trace: str
    about: str | None = None

    @classmethod
    def killed(cls, about: str) -> Fault:
        """Return the fault for a file whose process was killed."""
        return cls("", "", 0, "", about)

    @classmethod
    def of(cls, error: Exception, about: str | None = None) -> Fault:
        """Return the fault for an exception."""
        import traceback

        last = traceback.extract_tb(error.__traceback__)[-1]
        trace = "".join(traceback.format_exception(error))
        return cls(type(error).__name__, Path(last.filename).name, last.lineno or 0, trace, about)

    @property
    def message(self) -> Message:
        """The description of the fault, untranslated."""
        where = {"kind": self.kind, "file": self.file, "line": self.line}
        if self.about is None:
            text = N_("This is a bug in quality: {kind} at {file}:{line}.")
            return Message(text, where)
        name = Path(self.about)
        if not self.kind:
            text = N_("{name} was left out: the process that read it was killed.")
            return Message(text, {"name": name})
        text = N_("{name} was left out because of a bug in quality: {kind} at {file}:{line}.")
        return Message(text, {"name": name, **where})

    def error(self) -> FaultError:
        """Return the fault as an error to raise, with the traceback as a note."""
        error = FaultError(self.message)
        error.add_note(self.trace)
        return error


def finding_or_fault(error: Exception, about: str) -> Diagnostic | Fault:
    """Return the reason why a file could not be read or checked.

    An error of the operating system is a finding; any other exception is a fault.
    """
    if isinstance(error, OSError):
        return reading.UNREADABLE.at(Place(about), reason=reason_of(error))
    return Fault.of(error, about)


def guarded(results: Iterable[T], about: str) -> Iterator[T | Diagnostic | Fault]:
    """Yield the results of one file; an exception becomes a final finding or fault."""
    try:
        yield from results
    except Exception as error:  # noqa: BLE001  (other files are still processed)
        yield finding_or_fault(error, about)
