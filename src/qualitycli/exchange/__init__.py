"""Importing tables: cells are read and compared, and become proposed edits or findings."""
