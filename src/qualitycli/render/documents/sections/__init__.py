"""The sections that several documents share, built from a year's values."""
