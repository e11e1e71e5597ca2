"""The generated pages of the documentation, in both languages."""
