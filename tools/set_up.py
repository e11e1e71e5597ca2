"""Set a checkout up for work on it: the packages, and the programs that the tests drive.

``.venv/bin/python tools/set_up.py`` installs what is not there yet. What it cannot install itself
it names, and goes on: nobody needs those programs to use the tool.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

TOP: Final = Path(__file__).resolve().parents[1]
STEPS: Final = (
    ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", ".[dev]"),
    ("tools/system_packages.py",),
    ("tools/node_tools.py",),
)


def main() -> int:
    """Take every step and return 1 if the packages of Python could not be installed."""
    codes = [
        subprocess.run([sys.executable, *step], cwd=TOP, check=False).returncode for step in STEPS
    ]
    return 1 if codes[0] else 0


if __name__ == "__main__":
    sys.exit(main())
