"""The marks that identify a card, so that an import can recognise its table."""

from __future__ import annotations

from typing import Final

FORMAT: Final = "1"
# The names of the cells that identify a workbook.
NAMES: Final = {
    "format": "quality_format",
    "year": "quality_year",
    "framework": "quality_framework",
    "edition": "quality_edition",
}
# The hidden sheet with the values at the time of the export: row, field, text.
MEMORY_SHEET: Final = "_quality"
# The maximum number of characters in a cell of a spreadsheet.
MOST_IN_A_CELL: Final = 32_767
