"""The version of all JSON that commands print.

Version 2 adds frameworks with points, and defines which values of an overall score may be missing.
"""

from __future__ import annotations

from typing import Final

FORMAT_VERSION: Final = 2
