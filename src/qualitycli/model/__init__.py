"""Frozen pydantic models of the catalogue and of a year: values only, no places and no files."""
