"""Reading the table that ``quality framework export`` writes."""
