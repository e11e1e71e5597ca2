"""Tables of a Word document, a workbook or a CSV file, from which a framework is read."""
