"""The version of all JSON that commands print.

Version 2 adds frameworks with points, and names what an overall score may lack.
"""

from __future__ import annotations

from typing import Final

FORMAT_VERSION: Final = 2
