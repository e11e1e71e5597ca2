"""The card of a year: what a commission fills in, as tables that go out and come back."""
