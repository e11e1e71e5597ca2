"""Run the tests in environments of their own: other versions of Python, of the packages.

``python tools/environments.py lowest`` takes the lowest versions of what the tool depends on that
``pyproject.toml`` allows, ``newest`` the newest of everything, ``pythons`` every Python that is at
hand; which are not is said. ``pin`` writes what ``newest`` installed to ``constraints.txt``. The
environments are kept in ``.envs`` and brought up to date by the next run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

TOP: Final = Path(__file__).resolve().parents[1]
ENVIRONMENTS: Final = TOP / ".envs"
PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")
CONSTRAINTS: Final = TOP / "tools/constraints.txt"
INSTALL: Final = ("-m", "pip", "install", "-q", "--disable-pip-version-check")
SET_UP: Final = ("tools/set_up.py", "--full")
NEWEST: Final = (*INSTALL, "--upgrade", "--upgrade-strategy", "eager", "-e", ".[dev-full]")


def main(which: str) -> int:
    """Run the tests and return 1 if they fail anywhere, or if nothing could be run."""
    if which == "pin":
        return pin()
    if which == "newest":
        return 0 if passes("newest", oldest_python(), NEWEST) else 1
    if which == "lowest":
        return 0 if passes("lowest", sys.executable, SET_UP, (*INSTALL, *lowest())) else 1
    found = {version: python for version in PYTHONS if (python := python_of(version))}
    failed = [version for version, python in found.items() if not passes(version, python, SET_UP)]
    lacking = [version for version in PYTHONS if version not in found]
    print(f"passed under: {', '.join(one for one in found if one not in failed) or 'none'}")
    print(f"failed under: {', '.join(failed) or 'none'}")
    print(f"not at hand: {', '.join(lacking) or 'none'}")
    return 1 if failed or not found else 0


def pin() -> int:
    """Write the newest versions of all packages to the list that is installed from."""
    if not made("newest", oldest_python(), NEWEST):
        return 1
    freeze = [python_in("newest"), "-m", "pip", "freeze", "--exclude-editable"]
    said = subprocess.run(freeze, cwd=TOP, capture_output=True, text=True, check=True).stdout
    CONSTRAINTS.write_text(pinned(CONSTRAINTS.read_text("utf-8"), said), encoding="utf-8")
    return 0


def pinned(before: str, frozen: str) -> str:
    """Return the list with its comment as `before` has it and the packages that are installed."""
    comment = [line for line in before.splitlines() if line.startswith("#")]
    return "\n".join([*comment, *frozen.splitlines(), ""])


def lowest() -> list[str]:
    """Return the lowest version of each dependency of the tool that pyproject.toml allows."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"].get("excel", [])]
    return [one.replace(">=", "==") for one in asked]


def oldest_python() -> str:
    """Return the oldest Python there is to be: some packages are needed under that one only.

    :raises SystemExit: it is not at hand.
    """
    if python := python_of(PYTHONS[0]):
        return python
    sys.exit(f"Python {PYTHONS[0]} is needed for this")


def python_of(version: str) -> str | None:
    """Return an interpreter of that version: on the path, or one of pyenv's."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    names = sorted(kept.glob(f"{version}.*"), key=lambda path: _numbers(path.name), reverse=True)
    candidates = [shutil.which(f"python{version}"), *(str(one / "bin/python") for one in names)]
    wanted = f"import sys; sys.exit(sys.version_info[:2] != {tuple(map(int, version.split('.')))})"
    for python in filter(None, candidates):
        asked = subprocess.run([python, "-c", wanted], capture_output=True, check=False)
        if asked.returncode == 0:
            return python
    return None


def _numbers(text: str) -> list[int]:
    return [int(one) for one in re.findall("[0-9]+", text)]


def passes(name: str, python: str, *installs: Sequence[str]) -> bool:
    """Set the environment up and tell whether the tests pass in it."""
    tests = [python_in(name), "-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal"]
    return made(name, python, *installs) and _succeeds(tests)


def made(name: str, python: str, *installs: Sequence[str]) -> bool:
    """Make the environment, or bring it up to date, and tell whether that worked.

    :param installs: what its interpreter runs to install, one after the other.
    """
    create = [python, "-m", "venv", str(ENVIRONMENTS / name)]
    return _succeeds(create) and all(_succeeds([python_in(name), *one]) for one in installs)


def python_in(name: str) -> str:
    """Return the interpreter of an environment."""
    return str(ENVIRONMENTS / name / "bin/python")


def _succeeds(step: list[str]) -> bool:
    print("──", " ".join(step), flush=True)
    return subprocess.run(step, cwd=TOP, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
