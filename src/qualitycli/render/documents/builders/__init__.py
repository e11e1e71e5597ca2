"""One module for each kind of document: from finished values to its record."""
