"""The quality cycle: the links between its entries, and the status of a year on a day."""
