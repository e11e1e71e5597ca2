"""Checks of the ratings as they would be after the import. Findings refer to cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from qualitycli.cards.change import RatingChange
from qualitycli.cards.fields import Field, fields, in_quotes, part_id, parts_of
from qualitycli.checks.ratings import Rated, rating_is_sound
from qualitycli.diagnostics import Diagnostic, Place, Rule
from qualitycli.edits import Edit, applied
from qualitycli.exchange.rows import SheetRow
from qualitycli.messages import N_, Message
from qualitycli.model.assessment import COUNTS, Rating
from qualitycli.model.tree import Item
from qualitycli.model.validators import made_of
from qualitycli.rules import methods, scoring
from qualitycli.workspace import CatalogueFile, YearFile

# Hints that refer to columns. The hints of the rules themselves refer to keys in a file.
_HINTS: Final[Mapping[Rule, str]] = {
    scoring.COUNT_OVER_TOTAL: N_("the count is a part of the total"),
    scoring.HALF_A_COUNT: N_("fill in both or neither"),
    scoring.NO_ANSWERS: N_("if nobody answered, clear the cells and say why there is no evidence"),
    scoring.MORE_ANSWERS_THAN_INVITED: N_(
        "count everybody who was invited, including those who did not answer"
    ),
    scoring.NO_EVIDENCE_FOR_EXTREME: N_(
        "add evidence; the lowest and highest levels are questioned first"
    ),
    scoring.STRAY_COUNTS: N_("clear the cell; the item is rated in another way"),
    methods.MEAN_OF_NOBODY: N_("fill in both or neither"),
    methods.NOTHING_COUNTS: N_(
        "check the numbers; if nobody could say, clear the cells and give the reason for no "
        "evidence"
    ),
    scoring.PARTS_DO_NOT_MATCH: N_("fill in the counts of all parts or of none"),
    scoring.COUNT_OF_NOTHING: N_("if the total is 0, the item is not applicable"),
}


class _Cells(NamedTuple):
    """Finds the cells of the values of one item."""

    item: Item
    rows: Mapping[str, SheetRow]

    def at(self, *route: str | int) -> Place:
        """Return the cell of the value at a route of the year."""
        return self._place(*route[2:])

    def at_key(self, *route: str | int) -> Place:
        """Return the cell of the value at a route of the year, because keys have no cells."""
        return self._place(*route[2:])

    def _place(self, *steps: str | int) -> Place:
        key = ".".join(map(str, steps))
        row = self.rows.get(self.item.id)
        if steps and steps[0] == "parts":
            number = int(steps[1]) + 1 if len(steps) > 1 else 1
            row = self.rows.get(part_id(self.item.id, number), row)
            key = str(steps[2]) if len(steps) > 2 else COUNTS[0]
        elif key == "answers":
            cells = row.cells.values() if row else ()
            answered = (cell.place for cell in cells if cell.field.is_answer)
            return next(answered, self._fallback(row))
        cell = row.cells.get(key) if row else None
        return cell.place if cell else self._fallback(row)

    def _fallback(self, row: SheetRow | None) -> Place:
        return row.place if row else next(iter(self.rows.values())).place


def faults_of(
    changes: Sequence[RatingChange],
    edits: Sequence[Edit],
    rows: Mapping[str, SheetRow],
    year_file: YearFile,
    catalogue_file: CatalogueFile,
) -> Iterator[Diagnostic]:
    """Yield the findings on the items that change, as they would be after the change.

    Items with a faulty cell are skipped, because they already have a finding.
    """
    scale = catalogue_file.catalogue.scale
    by_points = catalogue_file.catalogue.method == "points"
    after = applied(year_file.file.values, edits)["ratings"] if edits else {}
    named = {field.key: field for field in fields(catalogue_file.catalogue)}
    for item in {change.item.id: change.item for change in changes}.values():
        codes = (item.id, *(part_id(item.id, n + 1) for n in range(len(parts_of(item)))))
        own = {code: rows[code] for code in codes if code in rows}
        if any(row.faulty for row in own.values()):
            continue
        cells = _Cells(item, own)
        if broken := list(_halves(after.get(item.id), item, cells, named)):
            yield from broken
            continue
        rating = made_of(after.get(item.id) or {}, Rating)
        rated = Rated(cells, item, rating, scale, year_file.assessment.year, by_points)
        yield from (_in_columns(one, named) for one in rating_is_sound(rated))


def _halves(
    rating: Any, item: Item, cells: _Cells, named: Mapping[str, Field]
) -> Iterator[Diagnostic]:
    """Yield a finding for each part that has only a count or only a total."""
    parts = rating.get("parts", []) if isinstance(rating, dict) else []
    for index, pair in enumerate(parts):
        if len(pair) == 1:
            (given,) = pair
            missing = COUNTS[1 - COUNTS.index(given)]
            place = cells.at("ratings", item.id, "parts", index, given)
            found = scoring.HALF_A_COUNT.at(place, given=given, missing=missing)
            yield _in_columns(found, named)


def _in_columns(found: Diagnostic, named: Mapping[str, Field]) -> Diagnostic:
    """Return the finding with references to columns instead of keys."""
    args = {name: _as_heading(value, named) for name, value in found.args.items()}
    text = _HINTS.get(found.rule)
    own = {name: _as_heading(value, named) for name, value in found.hint.args.items()}
    hint = Message(text, args) if text else Message(found.hint.text, {**own, **args})
    return found._replace(args=args, hint=hint)


def _as_heading(value: object, named: Mapping[str, Field]) -> object:
    if not isinstance(value, str):
        return value
    keys = value.split(", ")
    if all(key in named for key in keys):
        # For a single heading, the message itself has the quotes.
        return (
            tuple(in_quotes(named[key].heading) for key in keys)
            if len(keys) > 1
            else named[value].heading
        )
    return value
