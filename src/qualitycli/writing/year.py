"""Write a new year file: all items in catalogue order, unrated, with their texts as comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from qualitycli.cards.guidance import (
    VALUE_IN_UNIT,
    at_most_hundredths,
    conditions_of,
    judgements_possible,
    step_lines,
    value_args,
)
from qualitycli.messages import N_, Finished, Message, Translator, as_written, visible
from qualitycli.model.answers import answers_of
from qualitycli.model.assessment import COUNTS, Institution
from qualitycli.model.framework import Catalogue, Scale
from qualitycli.model.measure import Measure
from qualitycli.model.period_texts import SELF_ASSESSMENT
from qualitycli.model.tree import Item, Node, Subindicator, descendants
from qualitycli.model.values import MonthAndDay
from qualitycli.rounding import half_up
from qualitycli.scoring.figures import STATE_WORDS
from qualitycli.scoring.node_score import NodeScore
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
    """

    year: str
    scores: Mapping[str, NodeScore]
    gone: tuple[NodeScore, ...] = ()
    measures: tuple[Measure, ...] = ()


def new_year(
    catalogue: Catalogue,
    year: str,
    previous: Previous | None = None,
    institution: Institution | None = None,
) -> str:
    """Return the text of a year file without ratings.

    Its comments are in the framework's language, because the commission reads them.

    :param year: a school year.
    :param previous: the year before, whose levels are added as comments; evidence and notes are
        not copied.
    :param institution: what is known of the school; its other keys are left empty.
    """
    school = institution or Institution.model_construct()
    return "\n".join(_YearWriter(catalogue, year, school, previous).lines()) + "\n"


class _YearWriter:
    """Writes the lines of one new year."""

    def __init__(
        self,
        catalogue: Catalogue,
        year: str,
        institution: Institution,
        previous: Previous | None,
    ) -> None:
        self._catalogue = catalogue
        self._year = year
        self._translate = Translator(catalogue.framework.language)
        self._institution = institution
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
        if not writes_levels(self._catalogue, self._year):
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
            levels, example = self._catalogue.scale.values, self._example()
            assert example is not None, "an item is rated by level"
            usual = levels[len(levels) // 2]
            yield from comment(translate(text, example=example.id, level=usual), 0)
        yield "format: 1"
        yield f"year: {self._year}"
        yield "framework:"
        yield f"  id: {quoted(framework.id)}"
        yield f"  edition: {quoted(framework.editions[-1])}"
        yield from self._school()
        yield ""

    def _school(self) -> Iterator[str]:
        """Yield what is known of the school; its profile is of one year and is not copied."""
        known = self._institution
        yield "institution:"
        if "kind" in known.model_fields_set:
            yield f"  kind: {quoted(known.kind)}"
        for key in ("name", "town", "director"):
            said = getattr(known, key)
            yield f"  {key}: {quoted(said)}" if said else f"  {key}:"
        if known.contact:
            yield "  contact:"
            yield from (f"    - {quoted(line)}" for line in known.contact)

    def _example(self) -> Item | None:
        """Return the first item that is rated in the framework's usual way, or else the first."""
        items = items_in(self._catalogue, self._year)
        usual = "points" if self._catalogue.method == "points" else "level"
        return next((item for item in items if item.rated_by == usual), next(iter(items), None))

    def _sample(self) -> Iterator[str]:
        translate, scale = self._translate, self._catalogue.scale
        if scale:
            levels = (f"{one.value} – {one.name}" for one in scale.levels)
            yield from comment(translate(N_("Levels: {levels}"), levels=Finished(*levels)), 0)
        if (example := self._example()) is None:
            return
        yield from comment(translate(N_("A rating with all its keys:")), 0)
        yield f"#   {example.id}:"
        if example.rated_by == "level":
            yield f"#     level: {scale.highest}"
        elif example.rated_by == "points":
            yield f"#     points: {as_written(example.most_points or Fraction(0))}"
        yield from (f"#     {line}" for line in _example_lines(example, scale))
        yield "#     evidence:"
        evidence = translate(N_("Observation report No. 3"))
        yield f"#       - {evidence}"
        note = translate(N_("The aim is announced at the start."))
        yield f"#     note: {note}"
        yield f"#     rated_on: {_EXAMPLE_DAY.within(self._year)}"
        if writes_levels(self._catalogue, self._year):
            instead = N_("Instead of a level, you can give a reason why there is none:")
        else:
            instead = N_("Instead of a rating, you can give a reason why there is none:")
        yield from comment(translate(instead), 0)
        not_applicable = translate(N_("There is no boarding house."))
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
            yield f"  {node.id}: {_blank(item, self._catalogue.scale)}".rstrip()

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
        elif score.state == "information" and score.measured is not None:
            value = Message(VALUE_IN_UNIT, value_args(score.measured, item))
            yield from comment(self._translate(N_("{year}: {value}"), year=year, value=value), 4)
        elif score.points is not None and score.points_scored_max is not None:
            text = N_("Points in {year}: {points} of {most}")
            points, most = map(at_most_hundredths, (score.points, score.points_scored_max))
            yield from comment(self._translate(text, year=year, points=points, most=most), 4)
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
        for line in (*step_lines(item), *conditions_of(item, scale)):
            yield from comment(translate.fill(line), 2)
        for hint in item.hints:
            yield from comment(hint, 2)
        if item.rated_by == "level" and not writes_levels(self._catalogue, self._year):
            levels = (str(level) for level in scale.values)
            text = N_("Write a level after the id: {levels}")
            yield from comment(translate(text, levels=Finished(*levels)), 2)
        yield from (f"  #   {line}" for line in _example_lines(item, scale))
        if item.rated_by == "survey" and item.answer_scale:
            text = N_("If only the mean was published: {keys}")
            keys = Finished("mean: 0", "answered: 0")
            yield from comment(translate(text, keys=keys), 2)


def writes_levels(catalogue: Catalogue, year: str) -> bool:
    """Tell whether the ratings are mostly levels, which are written right after the id."""
    items = items_in(catalogue, year)
    return catalogue.method == "means" and any(item.rated_by == "level" for item in items)


def items_in(catalogue: Catalogue, year: str) -> list[Item]:
    """Return the items of a year."""
    held = nodes_in(catalogue.areas, year)
    return [node.item for node in held if node.item is not None]


def _blank(item: Item, scale: Scale) -> str:
    """Return the keys of an item to fill in, on one line; none where a level is enough.

    A survey has more than fits on a line; the comment above it shows how to write it.
    """
    wanted = judgements_possible(item, scale)
    keys: list[str] = [key for key in ("points", "value") if key in wanted]
    if item.rated_by == "ratio" and wanted[0] != "level":
        keys += COUNTS
    return f"{{{', '.join(f'{key}: ' for key in keys)}}}" if keys else ""


def _example_lines(item: Item, scale: Scale) -> Iterator[str]:
    """Yield how to write the rating of an item that is not on one line."""
    if item.rated_by == "survey":
        yield "answers:"
        for one in answers_of(item, scale):
            line = f"  {one.key}: 0"
            yield f"{line}  # {visible(one.text)}" if item.answer_scale else line
        yield "invited: 0"
    elif item.rated_by == "ratio" and judgements_possible(item, scale)[0] == "level":
        yield "level: 0"
        yield "count: 0"
        yield "of: 0"
