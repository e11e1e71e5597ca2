"""Compare the speed of the tool with others, on generated schools."""
