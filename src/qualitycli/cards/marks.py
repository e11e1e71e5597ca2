"""What a card says of itself, so that a table that comes back can be recognised."""

from __future__ import annotations

from typing import Final

FORMAT: Final = "1"
# The names of the cells of a workbook that hold what it is.
NAMES: Final = {
    "format": "quality_format",
    "year": "quality_year",
    "framework": "quality_framework",
    "edition": "quality_edition",
}
# The hidden sheet with what the workbook held when it was exported: row, field, text.
MEMORY_SHEET: Final = "_quality"
# A cell of a spreadsheet holds no more characters than this.
MOST_IN_A_CELL: Final = 32_767
