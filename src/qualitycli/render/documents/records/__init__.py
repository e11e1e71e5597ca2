"""What a template sees: frozen records, every figure written as text."""
