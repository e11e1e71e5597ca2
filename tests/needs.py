"""Optional requirements of tests; a test without them is skipped, and the reason names them."""

from __future__ import annotations

import json
import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest

from tools import table_packages
from tools.system_packages import STAND_INS

_TOOLS: Final = Path(__file__).parents[1] / "tools"
# Set where everything is installed, as in CI; a missing requirement fails the test there.
NOTHING_SKIPPED: Final = "NO_TEST_SKIPPED"
# The Python packages of the extra `dev-full`.
PACKAGES: Final = ("duckdb", "nox", "playwright", "twine", "websockets")
NODE_MODULES: Final = _TOOLS / "node_modules"
NODE_TOOLS: Final[dict[str, str]] = json.loads((_TOOLS / "package.json").read_text("utf-8"))[
    "devDependencies"
]


# Packages that are installed apart from the development environment.
APART: Final = table_packages.names()


def use(*names: str) -> Path:
    """Make packages that are installed apart importable, or skip the current test.

    :returns: their folder, for the paths of other processes.
    """
    need(*names)
    folder = table_packages.folder()
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
    return folder


def need(*names: str) -> None:
    """Skip the current test if one of these programs or packages is not installed."""
    if lacking := [name for name in names if not is_installed(name)]:
        said = f"{' and '.join(lacking)} not installed; run: python tools/set_up.py --full"
        (pytest.fail if os.environ.get(NOTHING_SKIPPED) else pytest.skip)(said)


def is_installed(name: str) -> bool:
    """Tell whether a Python package, an npm package or a program is available."""
    if name in PACKAGES:
        return find_spec(name) is not None
    if name in APART:
        return (table_packages.folder() / name).is_dir()
    if name in NODE_TOOLS:
        return installed_version(NODE_MODULES / name) == NODE_TOOLS[name]
    return path_of(name) is not None


def installed_version(package: Path) -> str | None:
    """Return the version of an npm package, or None if it is not installed."""
    path = package / "package.json"
    return str(json.loads(path.read_text("utf-8"))["version"]) if path.exists() else None


def path_of(program: str) -> str | None:
    """Return the path of a program, or of a substitute for it."""
    found = map(shutil.which, STAND_INS.get(program, (program,)))
    return next((path for path in found if path), None)
