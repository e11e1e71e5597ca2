"""The parts that several documents share, made of a year's values."""
