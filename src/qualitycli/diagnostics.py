"""What is wrong, where, and what to do about it: as data.

A :class:`Diagnostic` carries its rule and the arguments of the rule's message. The sentence is
made by the renderers, in the reader's language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from qualitycli.messages import Message, Plural
from qualitycli.source import START, Cell, Span


class Severity(StrEnum):
    """How much a finding weighs: an error stops the figures, a warning does not, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Rule(NamedTuple):
    """One thing that can be wrong: the one home of its code, its words and its weight.

    :ivar code: the family's digit and a number (``Q301``); it never changes its meaning.
    :ivar title: the rule in a few words.
    :ivar message: the fact, with placeholders.
    :ivar hint: the remedy, with placeholders; may be empty where only the finding knows it.
    :ivar why: why the rule is there, in a sentence or two for a person who meets it.
    :ivar bad: a stretch of a file that breaks the rule, and `good` the same put right. The keys
        that a whole file needs besides are added by whoever runs the example.
    :ivar example_of: the kind of file that the examples are from.
    :ivar encoding: how the bad example is saved, where that is what is wrong with it.
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

        :param hint: a remedy that fits better than the rule's own.
        :param args: what the rule's message and hint have placeholders for.
        """
        return Diagnostic(self, place, args, hint or Message(self.hint, args), tuple(related))


class Place(NamedTuple):
    """A file, named as the person knows it, and a place in it.

    :ivar span: where in the text; its beginning where the file is no text.
    :ivar cell: of a table, which cell; `WHOLE_TABLE` for none in particular.
    """

    file: str
    span: Span = START
    cell: Cell | None = None

    @property
    def order(self) -> tuple[Cell, Span]:
        """Where it comes among the places of its file."""
        return self.cell or WHOLE_TABLE, self.span

    @classmethod
    def of_table(cls, file: str) -> Place:
        """Return the place of a workbook or a table in CSV as a whole."""
        return cls(file, cell=WHOLE_TABLE)

    def with_path(self, path_of: Callable[[str], str]) -> Place:
        """Return the place with another path for its file."""
        return self._replace(file=path_of(self.file))


WHOLE_TABLE: Final = Cell(-1, "", 0, 0)


# Where a finding would stand that only follows from another one: it is not reported.
NOWHERE = Place("")


class Related(NamedTuple):
    """Another place that a finding speaks of, and why."""

    place: Place
    message: Message


class Diagnostic(NamedTuple):
    """A finding: a rule, the place it was broken at, and what the message is to name."""

    rule: Rule
    place: Place
    args: Mapping[str, object]
    hint: Message
    related: tuple[Related, ...] = ()

    @property
    def message(self) -> Message:
        """The fact, untranslated."""
        return Message(self.rule.message, self.args)

    @property
    def severity(self) -> Severity:
        """The rule's severity."""
        return self.rule.severity

    def with_paths(self, path_of: Callable[[str], str]) -> Diagnostic:
        """Return the finding with another path for each file, as another program sees it."""
        related = (one._replace(place=one.place.with_path(path_of)) for one in self.related)
        return self._replace(place=self.place.with_path(path_of), related=tuple(related))


# The most findings that are kept and shown, per file and in total; the rest are only counted.
MOST_OF_A_FILE: Final = 1_000
MOST_IN_ALL: Final = 10_000
_RANKS: Final = {severity: rank for rank, severity in enumerate(Severity)}


class Findings:
    """The findings of one file: all are counted, at most MOST_OF_A_FILE are kept.

    Errors are kept before warnings, and warnings before notes; of each, those that come first in
    the file. So memory and output stay bounded, and no number of warnings hides an error.

    :ivar counts: how many there are of each severity, kept or not.
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
        # Sorting a few more than are kept, and seldom, costs less than finding each one's place.
        if len(self._kept) >= 2 * MOST_OF_A_FILE:
            self._prune()

    def extend(self, found: Iterable[Diagnostic]) -> None:
        """Add findings, and what was only counted of them."""
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
        """Return how many are kept."""
        return min(len(self._kept), MOST_OF_A_FILE)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Iterable) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # as any collection that changes

    @property
    def left_out(self) -> int:
        """How many were counted and not kept."""
        return self.counts.total() - len(self)

    def left_out_of(self, severity: Severity) -> int:
        """Return how many of a severity were counted and not kept."""
        return self.counts[severity] - sum(one.severity is severity for one in self)

    @property
    def errors(self) -> Findings:
        """The errors among them."""
        return self.keeping(
            [one for one in self if one.severity is Severity.ERROR],
            Counter({Severity.ERROR: self.counts[Severity.ERROR]}),
        )

    def keeping(
        self, kept: Iterable[Diagnostic], counts: Counter[Severity] | None = None
    ) -> Findings:
        """Return others that are kept, and the same counts or those given."""
        other = Findings(kept)
        other.counts = Counter(self.counts if counts is None else counts)
        return other

    def only(self, wanted: Callable[[Diagnostic], bool]) -> Findings:
        """Return those that are wanted, as far as they are kept, and what was only counted."""
        kept = [one for one in self if wanted(one)]
        dropped = Counter(one.severity for one in self) - Counter(one.severity for one in kept)
        return self.keeping(kept, self.counts - dropped)

    def changed(self, change: Callable[[Diagnostic], Diagnostic]) -> Findings:
        """Return the same with each that is kept changed."""
        return self.keeping(change(one) for one in self)

    def _prune(self) -> None:
        self._kept.sort(key=lambda one: (_RANKS[one.severity], *_order(one)))
        del self._kept[MOST_OF_A_FILE:]
        self._kept.sort(key=_order)


def _order(one: Diagnostic) -> tuple[tuple[Cell, Span], str]:
    return one.place.order, one.rule.code


def by_place(found: Iterable[Diagnostic]) -> Findings:
    """Return the findings of one file in order of place, then of code, but those NOWHERE."""
    every = found if isinstance(found, Findings) else Findings(found)
    return every.keeping(sorted(every, key=_order))


def has_errors(found: Iterable[Diagnostic]) -> bool:
    """Tell whether any finding is an error."""
    return any(one.severity is Severity.ERROR for one in found)
