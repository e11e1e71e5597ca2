"""What some tests need that the small set-up leaves out: without it they are skipped by name."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from typing import Final

import pytest

from tools import node_tools
from tools.system_packages import STAND_INS

# Set where everything is installed, as in CI: what is missing fails there instead.
NOTHING_SKIPPED: Final = "NO_TEST_SKIPPED"
# Python's packages of the extra `dev-full`.
PACKAGES: Final = ("duckdb", "playwright", "twine")


def need(*names: str) -> None:
    """Skip the test that runs if one of these programs or packages is not installed."""
    if lacking := [name for name in names if not is_installed(name)]:
        said = f"{' and '.join(lacking)} not installed; run: python tools/set_up.py --full"
        (pytest.fail if os.environ.get(NOTHING_SKIPPED) else pytest.skip)(said)


def is_installed(name: str) -> bool:
    """Tell whether a package, a tool from npm or a program can be used."""
    if name in PACKAGES:
        return find_spec(name) is not None
    if name in node_tools.TOOLS:
        return not any(one.startswith(f"{name}@") for one in node_tools.missing())
    return path_of(name) is not None


def path_of(program: str) -> str | None:
    """Return the path of a program, or of one that stands in for it."""
    found = map(shutil.which, STAND_INS.get(program, (program,)))
    return next((path for path in found if path), None)
