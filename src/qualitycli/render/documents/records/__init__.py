"""The records that a template sees: frozen, with every figure as text."""
