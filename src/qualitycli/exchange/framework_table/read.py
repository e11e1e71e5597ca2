"""From the table of a catalogue to its values, or to findings with their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from qualitycli.catalogue_rows.columns import HEADINGS, KIND, column_of
from qualitycli.catalogue_rows.shape import SETTING
from qualitycli.checks import check_catalogue
from qualitycli.diagnostics import Diagnostic, Findings, Place, Related, by_place, has_errors
from qualitycli.exchange.framework_table.assembly import Assembly
from qualitycli.exchange.framework_table.headings import OwnTable, faults, own_tables
from qualitycli.exchange.framework_table.placed import plain, site_of
from qualitycli.exchange.source.document import SourceDocument
from qualitycli.messages import N_, Message
from qualitycli.reading.load import catalogue_in
from qualitycli.reading.yaml_text import Document
from qualitycli.rules import framework_tables
from qualitycli.source import Places, Source


class FrameworkTable(NamedTuple):
    """A catalogue that was read from its table.

    :ivar values: as the parser would give them; meaningless if there are errors.
    :ivar found: the findings, with their cells; those of a sound catalogue are warnings and notes.
    """

    values: Mapping[str, Any]
    found: Findings


def is_own_table(document: SourceDocument) -> bool:
    """Tell whether a document has a table with the headings of an exported framework."""
    return any(True for _ in own_tables(document))


def read_framework_table(document: SourceDocument) -> FrameworkTable:
    """Return the catalogue in the table of a document for which :func:`is_own_table` is true.

    If several tables have the headings, the first is read, and each other one is an error.
    """
    table, *others = own_tables(document)
    assembly = Assembly(table)
    found = [*faults(table), *assembly.found]
    first = table.table.name
    found += (
        framework_tables.SECOND_TABLE.at(one.place(one.head, KIND), first=first) for one in others
    )
    values = plain(assembly.values)
    if not has_errors(found):
        found += _checked(values, table, assembly)
    return FrameworkTable(values, by_place(found))


def _checked(
    values: Mapping[str, Any], table: OwnTable, assembly: Assembly
) -> Iterator[Diagnostic]:
    """Yield what the checks of a catalogue find."""
    places = Places(site_of(assembly.values))
    document = Document(Source(table.file, ""), values, places, Findings())
    loaded = catalogue_in(document).checked(check_catalogue)
    for one in loaded.found:
        yield _in_table(one, table, assembly.kinds)


_COLUMN: Final = N_("{hint}; in this table, “{key}” is the column “{heading}”")
_SETTING: Final = N_("{hint}; in this table, “{key}” is a row of its own")


def _in_table(found: Diagnostic, table: OwnTable, kinds: Mapping[int, str]) -> Diagnostic:
    """Return a finding with cells as its places, and the column of the key that it is about."""
    place = _cell(found.place, table)
    related = tuple(Related(_cell(one.place, table), one.message) for one in found.related)
    hint, key = found.hint, found.args.get("key")
    if isinstance(key, str) and hint.text:
        args = {"hint": hint, "key": key}
        if kinds.get(found.place.span.line, SETTING) == SETTING or column_of(key) is None:
            hint = Message(_SETTING, args)
        else:
            hint = Message(_COLUMN, {**args, "heading": Message(HEADINGS[str(column_of(key))])})
    return found._replace(place=place, related=related, hint=hint)


def _cell(place: Place, table: OwnTable) -> Place:
    return table.place(place.span.line, place.span.column)
