"""The use cases: they take and return values, and raise errors."""
