"""Run every check there is: the same here, in CI and before a release.

``python check.py`` runs them all and stops at the end with a list of what failed;
``python check.py lint types`` runs some, and ``python check.py quick`` those that together take
less than a minute. A check is a command and the reason for it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent
PYTHON = [sys.executable, "-m"]
TESTS = [*PYTHON, "pytest", "-n", "auto", "--dist", "worksteal"]
# Byte code is kept, or each process would compile again what others have compiled.
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}

CHECKS: dict[str, list[list[str]]] = {
    # The code looks the same whoever wrote it.
    "format": [[*PYTHON, "ruff", "format", "--check", "."]],
    "lint": [[*PYTHON, "ruff", "check", "."]],
    "types": [[*PYTHON, "mypy"]],
    # Imports go down the layers only.
    "imports": [
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    ],
    # The Bulgarian catalogue fits the code; what has no translation is shown in English.
    "translations": [[sys.executable, "tools/translations.py", "check"]],
    # The tool on its own data, as a school's CI would run it.
    "data": [[*PYTHON, "qualitycli", "validate", "--strict"]],
    # In as many processes as there are cores; who has done its share takes from the others.
    "tests": [TESTS],
}
# Run when they are named; the last three set up environments of their own, in .nox.
ON_REQUEST: dict[str, list[list[str]]] = {
    # What a release needs and a pull request does not: every message is there in Bulgarian.
    "release": [
        [sys.executable, "tools/translations.py", "release"],
        [*PYTHON, "pytest", "-q", "-m", "release"],
    ],
    # The tests in files that are not marked as slow.
    "fast-tests": [[*TESTS, "-q", "-m", "not slow and not release"]],
    # The tests, counting which branches run: under Python 3.11 that takes three times as long.
    "coverage": [[*TESTS, "--cov"]],
    # The tests under the lowest versions that pyproject.toml allows.
    "lowest": [[*PYTHON, "nox", "-s", "lowest"]],
    # The tests under the newest versions of all packages.
    "newest": [[*PYTHON, "nox", "-s", "newest"]],
    # The tests under every version of Python that is at hand; which are not is said.
    "pythons": [[*PYTHON, "nox", "-s", "pythons", "--no-error-on-missing-interpreters"]],
}
# What one name stands for.
QUICK = ["format", "lint", "types", "imports", "translations", "fast-tests"]


def main(names: list[str]) -> int:
    """Run the named checks, or all, and return 1 if any failed."""
    every = CHECKS | ON_REQUEST
    if names == ["quick"]:
        names = QUICK
    if unknown := set(names) - every.keys():
        sys.exit(
            f"no such check: {', '.join(sorted(unknown))}; there are: quick, {', '.join(every)}"
        )
    failed = [name for name in every if name in (names or CHECKS) and not _passes(name)]
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed", flush=True)
    return 1 if failed else 0


def _passes(name: str) -> bool:
    began = time.monotonic()
    print(f"── {name}", flush=True)
    runs = (
        subprocess.run(command, cwd=TOP, env=ENVIRONMENT, check=False)
        for command in (CHECKS | ON_REQUEST)[name]
    )
    good = all(run.returncode == 0 for run in runs)
    print(f"── {name}: {'ok' if good else 'FAILED'} ({time.monotonic() - began:.1f} s)", flush=True)
    return good


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
