"""The exit statuses of all commands."""

from __future__ import annotations

from typing import Final

FINE: Final = 0
# Errors were found (with --strict also warnings), or a gate failed.
FAILED: Final = 1
# Usage error, no such year or file, or the output cannot be written.
WRONG_USAGE: Final = 2
# A bug in the tool.
FAULT: Final = 3
# Interrupted with Ctrl+C; the status is the one that shells use.
INTERRUPTED: Final = 130
