"""A card as a workbook for spreadsheet programs. Loads openpyxl."""
