"""Run the checks, locally, in CI and before a release.

``python check.py`` runs all checks and lists those that failed. ``python check.py lint types`` runs
some of them, and ``python check.py quick`` the quick ones, which take less than a minute.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TOP = Path(__file__).resolve().parent
PYTHON = [sys.executable, "-m"]
# One process more than there are cores, as tests often wait for a browser or another program.
PROCESSES = (os.cpu_count() or 1) + 1
# A process that has finished takes tests from the others.
TESTS = [*PYTHON, "pytest", "-n", str(PROCESSES), "--dist", "worksteal"]
# Write bytecode, or each process would compile all modules again.
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}

CHECKS: dict[str, list[list[str]]] = {
    # The code is formatted.
    "format": [[*PYTHON, "ruff", "format", "--check", "."]],
    "lint": [[*PYTHON, "ruff", "check", "."]],
    "types": [[*PYTHON, "mypy"]],
    # Imports go down the layers only.
    "imports": [
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    ],
    # The Bulgarian catalogue matches the code; missing translations are allowed.
    "translations": [[sys.executable, "tools/translations.py", "check"]],
    # The data of the repository and the examples are valid, checked as in a school's CI.
    "data": [
        [*PYTHON, "qualitycli", "validate", "--strict"],
        [*PYTHON, "qualitycli", "validate", "--strict", "examples"],
    ],
    "tests": [TESTS],
}
# Run only if they are named; the last three use their own environments in .nox.
ON_REQUEST: dict[str, list[list[str]]] = {
    # Required for a release but not for a pull request: all messages are translated.
    "release": [
        [sys.executable, "tools/translations.py", "release"],
        [*PYTHON, "pytest", "-q", "-m", "release"],
    ],
    # The tests in files that are not marked as slow.
    "fast-tests": [[*TESTS, "-q", "-m", "not slow and not release"]],
    # The tests with branch coverage; under Python 3.11 this takes three times as long.
    "coverage": [[*TESTS, "--cov"]],
    # The tests under the lowest versions that pyproject.toml allows.
    "lowest": [[*PYTHON, "nox", "-s", "lowest"]],
    # The tests under the newest versions of all packages.
    "newest": [[*PYTHON, "nox", "-s", "newest"]],
    # The tests under all installed versions of Python.
    "pythons": [[*PYTHON, "nox", "-s", "pythons", "--no-error-on-missing-interpreters"]],
}
# These use all cores.
LONG = ["tests", *ON_REQUEST]
# The checks in “quick”.
QUICK = ["format", "lint", "types", "imports", "translations", "fast-tests"]


def main(names: list[str]) -> int:
    """Run the given checks, or all, and return 1 if any failed.

    Those in LONG run one after another and their output is shown as it comes. The others run at the
    same time.
    """
    every = CHECKS | ON_REQUEST
    if names == ["quick"]:
        names = QUICK
    if unknown := set(names) - every.keys():
        sys.exit(f"no such check: {', '.join(sorted(unknown))}; checks: quick, {', '.join(every)}")
    chosen = [name for name in every if name in (names or CHECKS)]
    with ThreadPoolExecutor() as pool:
        beside = {name: pool.submit(_passes, name) for name in chosen if name not in LONG}
        passed = {name: _passes(name, shown=True) for name in chosen if name in LONG}
    passed |= {name: check.result() for name, check in beside.items()}
    failed = [name for name in chosen if not passed[name]]
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed", flush=True)
    return 1 if failed else 0


def _passes(name: str, *, shown: bool = False) -> bool:
    """Run a check, and print its output: as it comes if `shown`, else at its end."""
    if shown:
        print(f"── {name}", flush=True)
    began = time.monotonic()
    runs = [
        subprocess.run(
            command,
            cwd=TOP,
            env=ENVIRONMENT,
            stdout=None if shown else subprocess.PIPE,
            stderr=None if shown else subprocess.STDOUT,
            check=False,
        )
        for command in (CHECKS | ON_REQUEST)[name]
    ]
    is_good = all(run.returncode == 0 for run in runs)
    said = b"".join(run.stdout or b"" for run in runs).decode(errors="replace")
    verdict = "ok" if is_good else "FAILED"
    print(f"{said}── {name}: {verdict} ({time.monotonic() - began:.1f} s)", flush=True)
    return is_good


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
