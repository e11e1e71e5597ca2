"""The internal quality-assurance system of a school as plain text under version control."""

__version__ = "1.0.0"
