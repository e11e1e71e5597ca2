"""Set a checkout up for work on it.

``.venv/bin/python tools/set_up.py`` installs the packages of Python that the tool, its checks and
most of its tests use, in the versions that ``constraints.txt`` names. With ``--full`` it also
installs what the other tests drive: a browser, LibreOffice, shells, tools from npm. What it cannot
install it names, and goes on: nobody needs those programs to use the tool, and the tests that
need them are skipped.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

TOP: Final = Path(__file__).resolve().parents[1]
INSTALL: Final = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable")
# Python compiles what is imported; compiling all of it takes time and 50 MB.
SMALL: Final = ((*INSTALL, ".[dev]", "--no-compile"),)
FULL: Final = ((*INSTALL, ".[dev-full]"), ("tools/system_packages.py",), ("tools/node_tools.py",))
# In the environment, since that reaches what pip builds with too; the second name is newer pips'.
# Relative to the checkout: pip splits these values at spaces.
CONSTRAINTS: Final = dict.fromkeys(
    ("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT"), "tools/constraints.txt"
)


def main(*args: str) -> int:
    """Take every step and return 1 if the packages of Python could not be installed."""
    parser = argparse.ArgumentParser(description="Set this checkout up for work on it.")
    parser.add_argument("--full", action="store_true", help="install what every test needs")
    steps = FULL if parser.parse_args(args).full else SMALL
    environment = os.environ | CONSTRAINTS
    codes = [
        subprocess.run([sys.executable, *step], cwd=TOP, env=environment, check=False).returncode
        for step in steps
    ]
    return 1 if codes[0] else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
