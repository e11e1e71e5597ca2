"""Fuzz targets: modules with a function `one` of bytes, which raises if a promise is broken."""
