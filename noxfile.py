"""Run the tests in environments of their own, with other versions of Python and of the packages.

``nox -s lowest`` takes the lowest versions of the tool's dependencies that ``pyproject.toml``
allows, ``newest`` the newest of everything, ``pythons`` every Python that is installed. With
``nox -s newest -- pin``, the versions with which the tests passed are written to
``tools/constraints.txt``.
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
# Of itself, nox finds only those of pyenv's versions that are active.
os.environ["PATH"] = os.pathsep.join([os.environ["PATH"], *map(str, PYENV.glob("versions/*/bin"))])


@nox.session
def lowest(session: nox.Session) -> None:
    """Run the tests with the lowest versions of what the tool depends on."""
    project = nox.project.load_toml("pyproject.toml")["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["excel"]]
    set_up(session)
    session.install(*(one.replace(">=", "==") for one in asked))
    run_tests(session)


# Some packages are needed under the oldest Python only, and the list is for all of them.
@nox.session(python=OLDEST)
def newest(session: nox.Session) -> None:
    """Run the tests with the newest versions of all packages; pin them if that is asked."""
    session.install("--upgrade", "--upgrade-strategy", "eager", "-e", ".[dev-full]")
    run_tests(session)
    if session.posargs == ["pin"]:
        freeze = ["python", "-m", "pip", "freeze", "--exclude-editable"]
        frozen = str(session.run(*freeze, silent=True))
        CONSTRAINTS.write_text(pinned(CONSTRAINTS.read_text("utf-8"), frozen), encoding="utf-8")


@nox.session(python=[OLDEST, "3.12", "3.13", "3.14"])
def pythons(session: nox.Session) -> None:
    """Run the tests under every version of Python that is installed."""
    set_up(session)
    run_tests(session)


def set_up(session: nox.Session) -> None:
    """Install the versions that are pinned, and everything that a test needs."""
    session.run("python", "tools/set_up.py", "--full")


def run_tests(session: nox.Session) -> None:
    """Run the tests on all cores."""
    session.run("python", "-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal")


def pinned(before: str, frozen: str) -> str:
    """Return the list with its comment as `before` has it and the packages that are installed."""
    comment = [line for line in before.splitlines() if line.startswith("#")]
    return "\n".join([*comment, *frozen.splitlines(), ""])
