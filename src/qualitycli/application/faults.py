"""A fault in one of many files: it is reported, and the others go on."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.reading.files import reason_of
from qualitycli.rules import reading

T = TypeVar("T")


class Fault(NamedTuple):
    """An exception that nothing foresaw, as values that another process can send.

    :ivar kind: the exception's class; `file` and `line`: where it was raised.
    :ivar about: the file that was being read or checked, as the person knows it.
    """

    kind: str
    file: str
    line: int
    trace: str
    about: str | None = None

    @classmethod
    def killed(cls, about: str) -> Fault:
        """Return the fault that the process which worked on a file was killed."""
        return cls("", "", 0, "", about)

    @classmethod
    def of(cls, error: Exception, about: str | None = None) -> Fault:
        """Return the fault that an exception is."""
        last = traceback.extract_tb(error.__traceback__)[-1]
        trace = "".join(traceback.format_exception(error))
        return cls(type(error).__name__, Path(last.filename).name, last.lineno or 0, trace, about)


def guarded(results: Iterable[T], about: str) -> Iterator[T | Diagnostic | Fault]:
    """Yield the results of one file; an exception becomes a finding or a fault, which is the last.

    What the system refuses is a finding, as if the file could not be read.
    """
    try:
        yield from results
    except OSError as error:
        yield reading.UNREADABLE.at(Place(about), reason=reason_of(error))
    except Exception as error:  # noqa: BLE001  (the other files go on)
        yield Fault.of(error, about)
