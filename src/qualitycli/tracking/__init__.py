"""The quality cycle: what its ids lead to, and where a year stands on a day."""
