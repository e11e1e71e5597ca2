"""Set a checkout up for work on it: the packages, and the programs that the tests drive.

``.venv/bin/python tools/set_up.py`` installs what is not there yet, Python's packages in the
versions that ``constraints.txt`` names. What it cannot install itself it names, and goes on: nobody
needs those programs to use the tool.
"""

from __future__ import annotations

import os
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
# In the environment, since that reaches what pip builds with too; the second name is newer pips'.
# Relative to the checkout: pip splits these values at spaces.
CONSTRAINTS: Final = dict.fromkeys(
    ("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT"), "tools/constraints.txt"
)


def main() -> int:
    """Take every step and return 1 if the packages of Python could not be installed."""
    environment = os.environ | CONSTRAINTS
    codes = [
        subprocess.run([sys.executable, *step], cwd=TOP, env=environment, check=False).returncode
        for step in STEPS
    ]
    return 1 if codes[0] else 0


if __name__ == "__main__":
    sys.exit(main())
