"""Reading the grids of a workbook from its XML. External references are not followed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from qualitycli.cards.fields import Values
from qualitycli.cards.marks import MEMORY_SHEET, NAMES
from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.exchange.archive import BROKEN, Archive, ArchiveError
from qualitycli.exchange.elements import Elements, Relation, relation_id
from qualitycli.exchange.grid import Book, CellEntry, Grid, Mark
from qualitycli.exchange.number_formats import Styles
from qualitycli.exchange.sheet_xml import SharedContent, SharedTexts, SheetCells, area_of, cell_of
from qualitycli.rules import workbooks
from qualitycli.source import START, Cell

# Excel's limit is 31. Other programs write longer names, but none longer than this.
_MOST_IN_A_TITLE: Final = 255
_MOST_NAMED: Final = 30
# 'Указания'!$B$6: a sheet, in quotes if necessary, and one of its cells.
_NAMED_CELL: Final = re.compile(
    r"(?:'((?:[^']|'')++)'|([^'!]++))!(\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6})", re.ASCII
)
_ADDRESS: Final = re.compile(r"^(?:https?://|mailto:)|/$")


def read_workbook(data: bytes, name: str) -> Book | Diagnostic:
    """Return the contents of a workbook, or a finding if it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return book_in(Archive(file, name))
    except ArchiveError as error:
        return error.finding
    except BROKEN:
        return workbooks.DAMAGED.at(Place.of_table(name))


def book_in(archive: Archive) -> Book:
    """Return the contents of a workbook.

    :raises ArchiveError: it cannot be read; so do the exceptions in `BROKEN`.
    """
    return _Workbook(archive).book()


class _SheetEntry(NamedTuple):
    """The entry of a sheet in the workbook."""

    title: str
    relation: str
    is_hidden: bool


class _Outline(Elements):
    """The part that lists the sheets.

    :ivar names: the named cells, by name.
    """

    texts = frozenset(("definedName",))

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[_SheetEntry] = []
        self.names: dict[str, str] = {}
        self.from_1904 = False
        self._name = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        if name == "sheet":
            is_hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append(_SheetEntry(attributes["name"], relation_id(attributes), is_hidden))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in {"1", "true"}
        elif name == "definedName":
            self.take()
            # A name that applies to one sheet only does not count.
            self._name = "" if "localSheetId" in attributes else attributes["name"]

    def end(self, name: str) -> None:
        super().end(name)
        if name == "definedName" and self._name:
            self.names[self._name] = self.take()


class _Comments(Elements):
    """The comments on a sheet.

    :ivar cells: the rows and columns of the cells with comments.
    """

    def __init__(self, archive: Archive) -> None:
        super().__init__()
        self.cells: list[tuple[int, int]] = []
        self._archive = archive

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "comment":
            self._archive.count_cells()
            area = area_of(attributes["ref"])
            self.cells.append((area.top, area.left))


class _Workbook:
    """Reads the parts of a workbook in turn."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._name = archive.place.file
        (start,) = _of_kind(archive.relations(), "officeDocument")
        self._relations = archive.relations(start)
        self._outline = _Outline()
        archive.parse(start, self._outline)
        texts, styles = SharedTexts(archive), Styles()
        for kind, elements in (("sharedStrings", texts), ("styles", styles)):
            for part in _of_kind(self._relations, kind):
                archive.parse(part, elements)
        self._shared = SharedContent(texts.entries, styles, self._outline.from_1904)
        self._found: list[Diagnostic] = []

    def book(self) -> Book:
        if any(one.kind == "externalLink" for one in self._relations.values()):
            self._found.append(workbooks.LINKS.at(self._archive.place))
        grids: dict[str, Grid] = {}
        for order, sheet in enumerate(self._outline.sheets):
            relation = self._relations[sheet.relation]
            if relation.kind != "worksheet":
                continue
            if sheet.title in grids or len(sheet.title) > _MOST_IN_A_TITLE:
                raise ArchiveError(workbooks.DAMAGED.at(self._archive.place))
            grids[sheet.title] = self._grid(sheet, order, relation.target)
        memory = grids.pop(MEMORY_SHEET, None)
        return Book(
            self._name,
            tuple(grids.values()),
            tuple(_marks(self._outline.names, grids)),
            _remembered(memory) if memory is not None else None,
            tuple(self._found),
        )

    def _grid(self, sheet: _SheetEntry, order: int, part: str) -> Grid:
        cells = SheetCells(self._archive, Cell(order, sheet.title, 0, 0), self._shared)
        self._archive.parse(part, cells)
        cells.drop_covered()
        hidden = set(cells.rows) if sheet.is_hidden else cells.hidden & set(cells.rows)
        rows = {row: entries for row, entries in cells.rows.items() if entries}
        grid = Grid(
            self._name,
            order,
            sheet.title,
            rows,
            frozenset(hidden),
            tuple(cells.merged),
            is_hidden=sheet.is_hidden,
            hidden_columns=frozenset(cells.hidden_columns),
            rotated=frozenset(cells.rotated),
            percentages=frozenset(cells.percentages),
        )
        self._look_beside(grid, cells, self._archive.relations(part))
        return grid

    def _look_beside(
        self, grid: Grid, cells: SheetCells, relations: Mapping[str, Relation]
    ) -> None:
        """Note the comments and links of cells, which are not imported."""
        comments = _Comments(self._archive)
        for part in _of_kind(relations, "comments"):
            self._archive.parse(part, comments)
        links = (
            (row, column)
            for (row, column), id_ in cells.links.items()
            if not _is_written(relations.get(id_), grid.rows.get(row, {}).get(column))
        )
        if beside := sorted({*comments.cells, *links}):
            place = Place(self._name, START, grid.cell(*beside[0]))
            names = (grid.cell(*one).name for one in beside[:_MOST_NAMED])
            self._found.append(
                workbooks.COMMENTS_AND_LINKS.at(place, n=len(beside), cells=tuple(names))
            )


def _of_kind(relations: Mapping[str, Relation], kind: str) -> list[str]:
    """Return the parts that relations of a kind refer to."""
    return [one.target for one in relations.values() if one.kind == kind and not one.is_external]


def _is_written(link: Relation | None, entry: CellEntry | None) -> bool:
    """Tell whether a cell shows its link's address, as when the program made the link itself."""
    if link is None or entry is None:
        return False
    address = _ADDRESS.sub("", link.target)
    return bool(address) and address in str(entry.value)


def _marks(names: Mapping[str, str], grids: Mapping[str, Grid]) -> Iterator[Mark]:
    for name, defined in NAMES.items():
        found = _NAMED_CELL.fullmatch(names.get(defined, ""))
        if found is None:
            continue
        grid = grids.get(found[2] or found[1].replace("''", "'"))
        row, column = cell_of(found[3])
        if grid and (entry := grid.rows.get(row, {}).get(column)):
            yield Mark(name, str(entry.value).strip(), grid.place(row, column))


def _remembered(grid: Grid) -> Values:
    found: dict[str, dict[str, str]] = {}
    for row in grid.rows.values():
        line, key, text = (row.get(column, CellEntry("")).value for column in (1, 2, 3))
        if isinstance(line, str) and isinstance(key, str) and line and key:
            found.setdefault(line, {})[key] = str(text)
    return found
