"""Figures, dates and facts as text in the framework's language."""
