"""Install the programs that the tests use, on Debian and Ubuntu.

``python tools/system_packages.py`` installs the missing packages from ``system-packages.txt``. On
other systems it lists the packages to install manually. The tool itself needs none of them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

LIST: Final = Path(__file__).with_name("system-packages.txt")
# Programs that replace a package: Ubuntu has Chromium only as a snap, but its runners have Chrome;
# and it has no firefox-esr, but its runners have Firefox.
_CHROMIUM: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
STAND_INS: Final = {
    "chromium": _CHROMIUM,
    "chromium-headless-shell": ("chromium-headless-shell", *_CHROMIUM),
    "firefox-esr": ("firefox-esr", "firefox"),
}


def named() -> list[str]:
    """Return the packages in the list."""
    lines = (line.partition("#")[0].strip() for line in LIST.read_text("utf-8").splitlines())
    return [line for line in lines if line]


def missing() -> list[str]:
    """Return the packages that are neither installed nor replaced by another program."""
    return [
        package
        for package in named()
        if not any(shutil.which(program) for program in STAND_INS.get(package, ()))
        and not _installed(package)
    ]


def install() -> None:
    """Install the missing packages.

    :raises SystemExit: there is no apt-get, or it failed.
    """
    if not (wanted := missing()):
        return
    if (apt := shutil.which("apt-get")) is None:
        sys.exit(f"Install manually: {', '.join(wanted)} (names of Debian packages).")
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    steps = ["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *wanted]
    for step in steps:
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        if subprocess.run([*as_root, apt, *step], env=environment, check=False).returncode:
            sys.exit(f"apt-get could not install {', '.join(wanted)}.")


def _installed(package: str) -> bool:
    if (query := shutil.which("dpkg-query")) is None:
        return False
    run = subprocess.run(
        [query, "-W", "-f=${Status}", package], capture_output=True, text=True, check=False
    )
    return run.stdout.endswith(" installed")


if __name__ == "__main__":
    install()
