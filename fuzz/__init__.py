"""Fuzz targets: one module each, every one a function of bytes that raises if a promise is broken."""
