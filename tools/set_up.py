"""Set up a checkout for development.

``.venv/bin/python tools/set_up.py`` installs the Python packages that the tool, its checks and most
of its tests use, in the versions from ``constraints.txt``. With ``--full`` it also installs what
the other tests use: a browser, LibreOffice, shells, Java, Spark, tools from npm. If one of them
cannot be installed, this is reported and the setup continues; the tool itself does not need them,
and the tests that do are skipped.
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
# Python compiles modules when they are imported; compiling all takes time and 50 MB.
SMALL: Final = (*INSTALL, ".[dev]", "--no-compile")
FULL: Final = (*INSTALL, ".[dev-full]")
# The versions are in package.json. No lock file, since nothing from npm is distributed.
NPM: Final = (
    "install",
    "--prefix",
    "tools",
    "--no-package-lock",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
)
# Set as environment variables, since these also apply to build dependencies; newer versions of pip
# use the second name. The path is relative because pip splits the value at spaces.
CONSTRAINTS: Final = dict.fromkeys(
    ("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT"), "tools/constraints.txt"
)


def main(*args: str) -> int:
    """Install everything; return 1 if the Python packages could not be installed."""
    parser = argparse.ArgumentParser(description="Set up this checkout for development.")
    parser.add_argument(
        "--full", action="store_true", help="also install everything that the tests need"
    )
    full = parser.parse_args(args).full
    installed = _succeeds(sys.executable, *(FULL if full else SMALL))
    if full:
        _succeeds(sys.executable, "tools/system_packages.py")
        _succeeds(sys.executable, "tools/table_packages.py")
        npm = shutil.which("npm")
        if npm is None or not _succeeds(npm, *NPM):
            print(
                "The tools from npm were not installed. They require Node.js 20 or newer, with npm."
            )
    return 0 if installed else 1


def _succeeds(*command: str) -> bool:
    environment = os.environ | CONSTRAINTS
    return subprocess.run(command, cwd=TOP, env=environment, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
