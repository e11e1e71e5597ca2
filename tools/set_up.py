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
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

TOP: Final = Path(__file__).resolve().parents[1]
INSTALL: Final = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable")
# Python compiles what is imported; compiling all of it takes time and 50 MB.
SMALL: Final = (*INSTALL, ".[dev]", "--no-compile")
FULL: Final = (*INSTALL, ".[dev-full]")
# The versions are in package.json; without a lock file, since none of it is handed out.
NPM: Final = (
    "install",
    "--prefix",
    "tools",
    "--no-package-lock",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
)
# In the environment, since that reaches what pip builds with too; the second name is newer pips'.
# Relative to the checkout: pip splits these values at spaces.
CONSTRAINTS: Final = dict.fromkeys(
    ("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT"), "tools/constraints.txt"
)


def main(*args: str) -> int:
    """Take every step and return 1 if the packages of Python could not be installed."""
    parser = argparse.ArgumentParser(description="Set this checkout up for work on it.")
    parser.add_argument("--full", action="store_true", help="install what every test needs")
    full = parser.parse_args(args).full
    installed = _succeeds(sys.executable, *(FULL if full else SMALL))
    if full:
        _succeeds(sys.executable, "tools/system_packages.py")
        npm = shutil.which("npm")
        if npm is None or not _succeeds(npm, *NPM):
            print("The tools from npm are not installed. They need Node.js 20 or newer, with npm.")
    return 0 if installed else 1


def _succeeds(*command: str) -> bool:
    environment = os.environ | CONSTRAINTS
    return subprocess.run(command, cwd=TOP, env=environment, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
