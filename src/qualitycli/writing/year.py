"""Write a new year file: all items in catalogue order, unrated, with their texts as comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from qualitycli.messages import N_, Finished, Translator, as_written
from qualitycli.model.assessment import Institution
from qualitycli.model.framework import Catalogue, Scale
from qualitycli.model.measure import Measure
from qualitycli.model.period_texts import SELF_ASSESSMENT
from qualitycli.model.tree import Item, Node, Subindicator, descendants
from qualitycli.model.values import MonthAndDay
from qualitycli.rounding import half_up
from qualitycli.scoring.figures import STATE_WORDS
from qualitycli.scoring.score import NodeScore
from qualitycli.workspace import nodes_in
from qualitycli.writing.comments import comment
from qualitycli.writing.measures import measure_lines
from qualitycli.writing.scalars import quoted

# Tells editors where the schema is, relative to the folder of the years.
MODELINE: Final = "# yaml-language-server: $schema=../schema/year.schema.json"
_EXAMPLE_DAY: Final = MonthAndDay(5, 20)


class Previous(NamedTuple):
    """The previous year, whose ratings become comments as a reminder.

    :ivar scores: by the current id of the item.
    :ivar gone: the items that are no longer rated.
    :ivar measures: the open measures, as they are continued.
    :ivar institution: the school, copied because it seldom changes.
    """

    year: str
    scores: Mapping[str, NodeScore]
    gone: tuple[NodeScore, ...] = ()
    measures: tuple[Measure, ...] = ()
    institution: Institution | None = None


def new_year(catalogue: Catalogue, year: str, previous: Previous | None = None) -> str:
    """Return the text of a year file without ratings.

    Its comments are in the framework's language, because the commission reads them.

    :param year: a school year.
    :param previous: the year before, whose levels are added as comments; evidence and notes are
        not copied.
    """
    translate = Translator(catalogue.framework.language)
    return "\n".join(_YearWriter(catalogue, year, translate, previous).lines()) + "\n"


class _YearWriter:
    """Writes the lines of one new year."""

    def __init__(
        self, catalogue: Catalogue, year: str, translate: Translator, previous: Previous | None
    ) -> None:
        self._catalogue = catalogue
        self._year = year
        self._translate = translate
        self._previous = previous

    def lines(self) -> Iterator[str]:
        """Yield the lines of the file."""
        yield from self._head()
        yield from self._sample()
        yield from self._measures()
        yield from self._gone()
        yield "ratings:"
        yield from self._branch(self._catalogue.areas)

    def _head(self) -> Iterator[str]:
        translate, framework = self._translate, self._catalogue.framework
        yield MODELINE
        yield from comment(translate(SELF_ASSESSMENT.of(self._year), year=self._year), 0)
        example = self._example()
        if example is None or example.rated_by != "level":
            text = N_(
                "The comment above each item shows how to rate it. Items left empty are not rated "
                "yet. The README of quality explains more."
            )
            yield from comment(translate(text), 0)
        else:
            text = N_(
                "Write a level after the id of each item, for example “{example}: {level}”. Items "
                "left empty are not rated yet. The README of quality explains more."
            )
            levels = self._catalogue.scale.values
            usual = levels[len(levels) // 2]
            yield from comment(translate(text, example=example.id, level=usual), 0)
        yield "format: 1"
        yield f"year: {self._year}"
        yield "framework:"
        yield f"  id: {quoted(framework.id)}"
        yield f"  edition: {quoted(framework.editions[-1])}"
        yield "institution:"
        school = self._previous.institution if self._previous else None
        for key in Institution.model_fields:
            said = getattr(school, key) if school else None
            yield f"  {key}: {quoted(said)}" if said else f"  {key}:"
        yield ""

    def _example(self) -> Item | None:
        """Return the first item that is rated by level, or else the first item."""
        held = nodes_in(self._catalogue.areas, self._year)
        items = [node.item for node in held if node.item is not None]
        return next((item for item in items if item.rated_by == "level"), next(iter(items), None))

    def _sample(self) -> Iterator[str]:
        translate = self._translate
        levels = (f"{one.value} – {one.name}" for one in self._catalogue.scale.levels)
        yield from comment(translate(N_("Levels: {levels}"), levels=Finished(*levels)), 0)
        if (example := self._example()) is None:
            return
        yield from comment(translate(N_("A rating with all its keys:")), 0)
        yield f"#   {example.id}:"
        if example.rated_by == "level":
            yield f"#     level: {self._catalogue.scale.highest}"
        yield from (f"#     {line}" for line in _example_lines(example, self._catalogue.scale))
        yield "#     evidence:"
        evidence = translate(N_("Lesson observation report No. 3"))
        yield f"#       - {evidence}"
        note = translate(N_("The aim of the lesson is announced at the start."))
        yield f"#     note: {note}"
        yield f"#     rated_on: {_EXAMPLE_DAY.within(self._year)}"
        yield from comment(
            translate(N_("Instead of a level, you can give a reason why there is none:")), 0
        )
        not_applicable = translate(N_("The school has no all-day organisation."))
        yield f"#     not_applicable: {not_applicable}"
        no_evidence = translate(N_("No data for the second term."))
        yield f"#     no_evidence: {no_evidence}"
        yield ""

    def _measures(self) -> Iterator[str]:
        """Yield the measures that are continued."""
        if self._previous is None or not self._previous.measures:
            return
        head = N_("Open measures continued from {year}; each needs a new deadline:")
        yield from comment(self._translate(head, year=self._previous.year), 0)
        yield "measures:"
        for measure in self._previous.measures:
            yield from measure_lines(measure, self._translate)
        yield ""

    def _gone(self) -> Iterator[str]:
        """Yield the items of the previous year that are no longer rated."""
        if self._previous is None:
            return
        nodes = {node.id: node for node in descendants(self._catalogue.areas)}
        gone = self._previous.gone
        if gone:
            head = self._translate(
                N_("Items of {year} that are no longer rated:"), year=self._previous.year
            )
            yield from comment(head, 0)
        for one in gone:
            node = nodes.get(str(one.id))
            others = ", ".join(other.id for other in node.replaced_by) if node else ""
            now = self._translate(N_("now {ids}"), ids=others) if others else ""
            yield from comment(f"  {one.id} {one.text} {f'({now})' if now else ''}".rstrip(), 0)
        if gone:
            yield ""

    def _branch(self, nodes: Sequence[Node]) -> Iterator[str]:
        for node in nodes:
            if not node.holds_in(self._year):
                continue
            item = node.item
            if item is None:
                if not any(one.item for one in nodes_in(node.children, self._year)):
                    continue
                yield ""
                yield from comment(f"{node.id} {node.label}", 2)
                yield from self._branch(node.children)
                continue
            yield from comment(node.label, 2)
            yield from self._helps(item)
            yield from self._before(item)
            yield f"  {node.id}:"

    def _before(self, item: Item) -> Iterator[str]:
        """Yield the previous rating of the item, or that it is new."""
        if self._previous is None:
            return
        year, score = self._previous.year, self._previous.scores.get(item.id)
        if score is None:
            yield from comment(self._translate(N_("New since {year}."), year=year), 4)
        elif score.level is not None:
            text = N_("{year}: level {level}")
            yield from comment(self._translate(text, year=year, level=score.level), 4)
        elif score.grade is not None:
            grade = self._translate.decimal(as_written(half_up(score.grade, 2)))
            yield from comment(
                self._translate(N_("{year}: grade {grade}"), year=year, grade=grade), 4
            )
        elif score.state is not None:
            state = self._translate(STATE_WORDS[score.state])
            yield from comment(self._translate(N_("{year}: {state}"), year=year, state=state), 4)

    def _helps(self, item: Item) -> Iterator[str]:
        scale, translate = self._catalogue.scale, self._translate
        if isinstance(item, Subindicator):
            for part in item.parts:
                yield from comment(f"– {part}", 2)
        names = {level.value: level.name for level in scale.levels}
        for level, text in sorted(item.levels.items()):
            yield from comment(f"{level} ({names.get(level, '')}): {text}", 2)
        for rung in item.ladder:
            points = translate.decimal(as_written(rung.points))
            yield from comment(f"{points}: {rung.text}", 2)
        for hint in item.hints:
            yield from comment(hint, 2)
        yield from (f"  #   {line}" for line in _example_lines(item, scale))


def _example_lines(item: Item, scale: Scale) -> Iterator[str]:
    """Yield how to write the rating of an item that is not rated by level."""
    if item.rated_by == "survey":
        yield "answers:"
        yield from (f"  {value}: 0" for value in scale.values)
        yield "invited: 0"
    elif item.rated_by == "points":
        yield "points: 0"
    elif item.rated_by == "ratio":
        if not item.thresholds:
            yield "level: 0"
        yield "count: 0"
        yield "of: 0"
