"""Findings as data: the rule, the place and the arguments of the message.

The renderers make the sentence of a :class:`Diagnostic`, in the reader's language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from qualitycli.messages import Message, Plural
from qualitycli.source import START, Cell, Span


class Severity(StrEnum):
    """The severity of a finding: an error prevents scores, a warning does not, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Rule(NamedTuple):
    """A rule: its code, texts, severity and examples.

    :ivar code: the family's digit and a number (``Q301``); it never changes its meaning.
    :ivar title: the rule in a few words.
    :ivar message: the fact, with placeholders.
    :ivar hint: the remedy, with placeholders; empty if each finding has its own.
    :ivar why: the reason for the rule, in a sentence or two.
    :ivar bad: part of a file that breaks the rule.
    :ivar good: the same part, corrected. Tests add the other keys that a file needs.
    :ivar example_of: the kind of file that the examples are from.
    :ivar encoding: the encoding of the bad example, if that is the error.
    """

    code: str
    title: str
    message: str | Plural
    hint: str = ""
    severity: Severity = Severity.ERROR
    why: str = ""
    bad: str = ""
    good: str = ""
    example_of: Literal["year", "catalogue", "rater"] = "year"
    encoding: str = "utf-8"

    def at(
        self,
        place: Place,
        *,
        hint: Message | None = None,
        related: Iterable[Related] = (),
        **args: object,
    ) -> Diagnostic:
        """Return a finding of this rule at `place`.

        :param hint: a more specific hint than the rule's.
        :param args: the values for the placeholders of the rule's message and hint.
        """
        return Diagnostic(self, place, args, hint or Message(self.hint, args), tuple(related))


class Place(NamedTuple):
    """A file, by its name in messages, and a place in it.

    :ivar span: the place in the text; its start if the file is not a text.
    :ivar cell: the cell, in a table; `WHOLE_TABLE` for the table as a whole.
    """

    file: str
    span: Span = START
    cell: Cell | None = None

    @property
    def order(self) -> tuple[Cell, Span]:
        """The sort key among the places of a file."""
        return self.cell or WHOLE_TABLE, self.span

    @classmethod
    def of_table(cls, file: str) -> Place:
        """Return the place of a whole workbook or CSV table."""
        return cls(file, cell=WHOLE_TABLE)

    def with_path(self, path_of: Callable[[str], str]) -> Place:
        """Return the place with another path of its file."""
        return self._replace(file=path_of(self.file))


WHOLE_TABLE: Final = Cell(-1, "", 0, 0)


# The place of a finding that is only a consequence of another one and is not reported.
NOWHERE = Place("")


class Related(NamedTuple):
    """Another place that a finding refers to, and why."""

    place: Place
    message: Message


class Diagnostic(NamedTuple):
    """A finding: a rule, the place where it was broken, and the arguments of the message."""

    rule: Rule
    place: Place
    args: Mapping[str, object]
    hint: Message
    related: tuple[Related, ...] = ()

    @property
    def message(self) -> Message:
        """The message, untranslated."""
        return Message(self.rule.message, self.args)

    @property
    def severity(self) -> Severity:
        """The rule's severity."""
        return self.rule.severity

    def with_paths(self, path_of: Callable[[str], str]) -> Diagnostic:
        """Return the finding with the path of each file replaced, as another program needs it."""
        related = (one._replace(place=one.place.with_path(path_of)) for one in self.related)
        return self._replace(place=self.place.with_path(path_of), related=tuple(related))


# The most findings that are kept and shown, per file and in total; the rest are only counted.
MOST_OF_A_FILE: Final = 1_000
MOST_IN_ALL: Final = 10_000
_RANKS: Final = {severity: rank for rank, severity in enumerate(Severity)}


class Findings:
    """The findings of one file: all are counted, at most MOST_OF_A_FILE are kept.

    Errors are kept in preference to warnings, and warnings to notes; of each, those that come first
    in the file. So memory and output stay bounded, and warnings never hide an error.

    :ivar counts: the number of each severity, kept or not.
    """

    def __init__(self, found: Iterable[Diagnostic] = ()) -> None:
        self.counts: Counter[Severity] = Counter()
        self._kept: list[Diagnostic] = []
        self.extend(found)

    def append(self, one: Diagnostic) -> None:
        """Count a finding, unless it is NOWHERE, and keep it if it is among the first."""
        if one.place is NOWHERE:
            return
        self.counts[one.severity] += 1
        self._kept.append(one)
        # Keeping some more and sorting seldom costs less than inserting each in order.
        if len(self._kept) >= 2 * MOST_OF_A_FILE:
            self._prune()

    def extend(self, found: Iterable[Diagnostic]) -> None:
        """Add findings, including those that were only counted."""
        for one in found:
            self.append(one)
        if isinstance(found, Findings):
            self.counts += found.counts - Counter(one.severity for one in found)

    def __iadd__(self, found: Iterable[Diagnostic]) -> Findings:
        self.extend(found)
        return self

    def __iter__(self) -> Iterator[Diagnostic]:
        if len(self._kept) > MOST_OF_A_FILE:
            self._prune()
        return iter(self._kept)

    def __len__(self) -> int:
        """Return the number of kept findings."""
        return min(len(self._kept), MOST_OF_A_FILE)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Iterable) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # as any collection that changes

    @property
    def left_out(self) -> int:
        """The number of findings that were counted but not kept."""
        return self.counts.total() - len(self)

    def left_out_of(self, severity: Severity) -> int:
        """Return the number of a severity that were counted but not kept."""
        return self.counts[severity] - sum(one.severity is severity for one in self)

    @property
    def errors(self) -> Findings:
        """The errors that are kept."""
        return self.keeping(
            [one for one in self if one.severity is Severity.ERROR],
            Counter({Severity.ERROR: self.counts[Severity.ERROR]}),
        )

    def keeping(
        self, kept: Iterable[Diagnostic], counts: Counter[Severity] | None = None
    ) -> Findings:
        """Return a copy with other kept findings, and the same counts or those given."""
        other = Findings(kept)
        other.counts = Counter(self.counts if counts is None else counts)
        return other

    def only(self, wanted: Callable[[Diagnostic], bool]) -> Findings:
        """Return a copy with the wanted ones of the kept findings, and those only counted."""
        kept = [one for one in self if wanted(one)]
        dropped = Counter(one.severity for one in self) - Counter(one.severity for one in kept)
        return self.keeping(kept, self.counts - dropped)

    def changed(self, change: Callable[[Diagnostic], Diagnostic]) -> Findings:
        """Return a copy with each kept finding changed."""
        return self.keeping(change(one) for one in self)

    def _prune(self) -> None:
        self._kept.sort(key=lambda one: (_RANKS[one.severity], *_order(one)))
        del self._kept[MOST_OF_A_FILE:]
        self._kept.sort(key=_order)


def _order(one: Diagnostic) -> tuple[tuple[Cell, Span], str]:
    return one.place.order, one.rule.code


def by_place(found: Iterable[Diagnostic]) -> Findings:
    """Return the findings of one file by place, then by code, without those NOWHERE."""
    every = found if isinstance(found, Findings) else Findings(found)
    return every.keeping(sorted(every, key=_order))


def has_errors(found: Iterable[Diagnostic]) -> bool:
    """Tell whether any finding is an error."""
    return any(one.severity is Severity.ERROR for one in found)
