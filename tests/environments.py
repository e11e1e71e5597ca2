"""Empty environments that borrow the pip of this one, because installing pip takes longest."""

from __future__ import annotations

import sys
import venv
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from tests.conftest import THOROUGH

_PIP: Final = """\
#!{python}
from pip._internal.cli.main import main
raise SystemExit(main())
"""


def create_environment(folder: Path) -> Path:
    """Create an environment with the pip of this one, if it has one, and return its programs."""
    pip = () if THOROUGH else _pip()
    venv.create(folder, with_pip=not pip)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    for path in pip:
        (packages,) = folder.glob("lib/python*/site-packages")
        (packages / path.name).symlink_to(path)
    if pip:
        program = programs / "pip"
        program.write_text(_PIP.format(python=programs / "python"), encoding="utf-8")
        program.chmod(0o755)
    return programs


def _pip() -> Sequence[Path]:
    """Return the folders of pip and of its metadata."""
    try:
        found = distribution("pip")
    except PackageNotFoundError:
        return ()
    names = ("pip", f"pip-{found.version}.dist-info")
    return [Path(str(found.locate_file(name))) for name in names]
