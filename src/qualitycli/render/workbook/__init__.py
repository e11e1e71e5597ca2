"""A card as a workbook for spreadsheet programs. Loads openpyxl."""

import os

# openpyxl writes with lxml where that is installed, as it is with the extra for Word documents; on
# a full disk lxml raises an error of its own instead of an OSError.
os.environ["OPENPYXL_LXML"] = "False"
