"""The exit statuses, the same for every command."""

from __future__ import annotations

from typing import Final

FINE: Final = 0
# Errors were found, with --strict warnings too, or a gate failed.
FAILED: Final = 1
# Wrong usage, a year or file that does not exist, or an output that cannot be written.
WRONG_USAGE: Final = 2
# A fault in the tool itself.
FAULT: Final = 3
# Stopped at the keyboard, as shells count it.
INTERRUPTED: Final = 130
