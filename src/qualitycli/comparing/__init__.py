"""Comparisons of two years, many years, catalogues and raters."""
