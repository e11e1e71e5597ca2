"""The version of all JSON that commands print.

Version 2 adds points and stated numbers; the overall score is null in frameworks without one.
"""

from __future__ import annotations

from typing import Final

FORMAT_VERSION: Final = 2
