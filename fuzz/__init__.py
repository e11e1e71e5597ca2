"""Fuzz targets: a module each, with a function of bytes that raises if a promise is broken."""
