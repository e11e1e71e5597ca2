"""What the work on the tool needs besides the tool."""
