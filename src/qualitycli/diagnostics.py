"""What is wrong, where, and what to do about it: as data.

A :class:`Diagnostic` carries its rule and the arguments of the rule's message. The sentence is
made by the renderers, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Literal, NamedTuple

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
    :ivar cell: of a spreadsheet, which cell.
    """

    file: str
    span: Span = START
    cell: Cell | None = None

    @property
    def order(self) -> tuple[Cell, Span]:
        """Where it comes among the places of its file."""
        return self.cell or _BEFORE_ALL, self.span

    def with_path(self, path_of: Callable[[str], str]) -> Place:
        """Return the place with another path for its file."""
        return self._replace(file=path_of(self.file))


_BEFORE_ALL = Cell(-1, "", 0, 0)


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
        """Return the finding with another path for each file, as somebody else knows it."""
        related = (one._replace(place=one.place.with_path(path_of)) for one in self.related)
        return self._replace(place=self.place.with_path(path_of), related=tuple(related))


def by_place(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings of one file in order of place, then of code, but those NOWHERE."""
    somewhere = (one for one in found if one.place is not NOWHERE)
    return sorted(somewhere, key=lambda one: (one.place.order, one.rule.code))


def has_errors(found: Iterable[Diagnostic]) -> bool:
    """Tell whether any finding is an error."""
    return any(one.severity is Severity.ERROR for one in found)
