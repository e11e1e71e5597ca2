"""Figures, dates and facts as texts in the framework's language."""
