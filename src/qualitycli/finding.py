"""Findings for programs, with texts in one language."""

from __future__ import annotations

from typing import NamedTuple

from qualitycli.diagnostics import Diagnostic, Severity
from qualitycli.messages import Translator


class Finding(NamedTuple):
    """An error, a warning or a note about a file.

    :ivar code: the rule's code, such as `Q301`; `quality rule Q301` explains it.
    :ivar severity: `error`, `warning` or `note`.
    :ivar file: the file, as named on the command line.
    :ivar line: the line, from 1; `column` is the character in it, from 1.
    :ivar end_line: the line of the end; `end_column` is the character just after it.
    :ivar message: a description of the problem.
    :ivar hint: the remedy, or None.
    """

    code: str
    severity: Severity
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    hint: str | None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self.severity} {self.code}: {self.message}"

    @classmethod
    def of(cls, one: Diagnostic, translate: Translator) -> Finding:
        """Return a finding in a language."""
        return cls(
            code=one.rule.code,
            severity=one.severity,
            file=one.place.file,
            **one.place.span._asdict(),
            message=translate.fill(one.message),
            hint=translate.fill(one.hint) or None,
        )
