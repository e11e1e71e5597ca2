"""Run the tests in separate environments, with other versions of Python and of the packages.

``nox -s lowest`` uses the lowest versions of the dependencies that ``pyproject.toml`` allows,
``nox -s newest`` the newest versions of all packages, and ``nox -s pythons`` all installed versions
of Python. ``nox -s newest -- pin`` writes the tested versions to ``tools/constraints.txt``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import nox

OLDEST: Final = "3.11"
CONSTRAINTS: Final = Path("tools/constraints.txt")
PYENV: Final = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))

nox.options.reuse_venv = "yes"
nox.options.error_on_missing_interpreters = True
# By default, nox finds only the active versions of pyenv.
os.environ["PATH"] = os.pathsep.join([os.environ["PATH"], *map(str, PYENV.glob("versions/*/bin"))])


@nox.session
def lowest(session: nox.Session) -> None:
    """Run the tests with the lowest versions of the dependencies."""
    project = nox.project.load_toml("pyproject.toml")["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["word"]]
    set_up(session)
    session.install(*(one.replace(">=", "==") for one in asked))
    run_tests(session)


# Some packages are needed only under the oldest Python, and the list must include them.
@nox.session(python=OLDEST)
def newest(session: nox.Session) -> None:
    """Run the tests with the newest versions of all packages, and pin them on request."""
    session.install("--upgrade", "--upgrade-strategy", "eager", "-e", ".[dev-full]")
    run_tests(session)
    if session.posargs == ["pin"]:
        freeze = ["python", "-m", "pip", "freeze", "--exclude-editable"]
        frozen = str(session.run(*freeze, silent=True))
        CONSTRAINTS.write_text(pinned(CONSTRAINTS.read_text("utf-8"), frozen), encoding="utf-8")


@nox.session(python=[OLDEST, "3.12", "3.13", "3.14"])
def pythons(session: nox.Session) -> None:
    """Run the tests under all installed versions of Python."""
    set_up(session)
    run_tests(session)


def set_up(session: nox.Session) -> None:
    """Install the pinned versions, and everything that the tests need."""
    session.run("python", "tools/set_up.py", "--full")


def run_tests(session: nox.Session) -> None:
    """Run the tests on all cores."""
    session.run("python", "-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal")


def pinned(before: str, frozen: str) -> str:
    """Return the list of constraints with the comment of `before` and the installed packages."""
    comment = [line for line in before.splitlines() if line.startswith("#")]
    return "\n".join([*comment, *frozen.splitlines(), ""])
