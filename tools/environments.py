"""Run the tests in environments of their own: other versions of Python, the lowest of everything.

``python tools/environments.py lowest`` and ``… pythons``; what is not at hand is named. The
environments are kept in ``.envs`` and brought up to date by the next run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

TOP: Final = Path(__file__).resolve().parents[1]
ENVIRONMENTS: Final = TOP / ".envs"
PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")


def main(which: str) -> int:
    """Run the tests and return 1 if they fail anywhere, or if nothing could be run."""
    if which == "lowest":
        return 0 if passes("lowest", sys.executable, lowest()) else 1
    found = {version: python for version in PYTHONS if (python := python_of(version))}
    failed = [version for version, python in found.items() if not passes(version, python, [])]
    lacking = [version for version in PYTHONS if version not in found]
    print(f"passed under: {', '.join(one for one in found if one not in failed) or 'none'}")
    print(f"failed under: {', '.join(failed) or 'none'}")
    print(f"not at hand: {', '.join(lacking) or 'none'}")
    return 1 if failed or not found else 0


def lowest() -> list[str]:
    """Return the lowest version of each dependency of the tool that pyproject.toml allows."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"].get("excel", [])]
    return [one.replace(">=", "==") for one in asked]


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


def passes(name: str, python: str, pins: list[str]) -> bool:
    """Set the environment up and tell whether the tests pass in it."""
    folder = ENVIRONMENTS / name
    own = str(folder / "bin/python")
    install = [own, "-m", "pip", "install", "-q", "--disable-pip-version-check", "-e", ".[dev]"]
    steps = (
        [python, "-m", "venv", str(folder)],
        [*install, *pins],
        [own, "-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal"],
    )
    for step in steps:
        print("──", " ".join(step), flush=True)
        if subprocess.run(step, cwd=TOP, check=False).returncode != 0:
            return False
    return True


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
