"""Optional requirements of tests; a test without them is skipped, and the reason names them."""

from __future__ import annotations

import json
import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest

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


def need(*names: str) -> None:
    """Skip the current test if one of these programs or packages is not installed."""
    if lacking := [name for name in names if not is_installed(name)]:
        said = f"{' and '.join(lacking)} not installed; run: python tools/set_up.py --full"
        (pytest.fail if os.environ.get(NOTHING_SKIPPED) else pytest.skip)(said)


def is_installed(name: str) -> bool:
    """Tell whether a Python package, an npm package or a program is available."""
    if name in PACKAGES:
        return find_spec(name) is not None
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
