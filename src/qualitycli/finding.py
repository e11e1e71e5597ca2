"""A finding as programs read it: finished words in one language."""

from __future__ import annotations

from typing import NamedTuple

from qualitycli.diagnostics import Diagnostic, Severity
from qualitycli.messages import Translator


class Finding(NamedTuple):
    """Something that is wrong, or worth knowing, in a file.

    :ivar code: the rule's code, such as `Q301`; `quality rule Q301` explains it.
    :ivar severity: `error`, `warning` or `note`.
    :ivar file: the file, named as the command line names it.
    :ivar line: the line in it, and `column` the character in the line; both count from 1.
    :ivar end_line: the line and, in `end_column`, the character just after its end.
    :ivar message: what is wrong.
    :ivar hint: what to do about it, or None.
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
