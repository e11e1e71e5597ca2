"""The card of a year: the tables that a commission fills in, for export and import."""
