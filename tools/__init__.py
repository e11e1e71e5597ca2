"""Tools for the development of quality."""
