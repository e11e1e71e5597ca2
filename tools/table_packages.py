"""Install the packages that only the tests of Parquet and Spark use, in a folder of their own.

They are 850 MB, which a development environment should not contain. The folder is in the user's
cache, and its name depends on the list of versions and on the version of Python, so it is installed
once for all checkouts: after that, ``python tools/table_packages.py`` does nothing. To use the
packages, add the folder to the end of ``sys.path``.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

LIST: Final = Path(__file__).with_name("table-packages.txt")


def folder() -> Path:
    """Return the folder of the packages, whether or not it exists."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    version = hashlib.sha256(LIST.read_bytes()).hexdigest()[:16]
    return cache / "quality" / f"table-packages-{version}-{sys.implementation.cache_tag}"


def names() -> list[str]:
    """Return the names of the packages in the list."""
    lines = LIST.read_text("utf-8").splitlines()
    return [line.partition("==")[0] for line in lines if not line.startswith("#")]


def install() -> None:
    """Install the packages, unless they are there.

    :raises SystemExit: pip failed.
    """
    if (target := folder()).is_dir():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, ignore_cleanup_errors=True) as made:
        new = Path(made) / target.name
        words = ("--quiet", "--disable-pip-version-check", "--no-deps", "--target", str(new))
        pip = [sys.executable, "-m", "pip", "install", *words, "--requirement", str(LIST)]
        if subprocess.run(pip, check=False).returncode:
            sys.exit("pip could not install the packages of the Parquet and Spark tests.")
        # Another checkout may have been faster.
        with suppress(OSError):
            new.rename(target)


if __name__ == "__main__":
    install()
