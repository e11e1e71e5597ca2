"""Install the tools from npm that the tests drive, into ``.node`` beside the code.

``python tools/node_tools.py`` installs what is not there yet in the version named here, and does
nothing where all of it is. Nothing of it is part of what is handed out, and no lock file is
written: the table below is the one place that says which tools there are.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

TOP: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = TOP / ".node"
# Node itself: what the tools ask for, and what the workflow sets up.
NODE: Final = 20
TOOLS: Final[Mapping[str, str]] = {
    # The rules of accessibility that the pages are held to, as a browser runs them.
    "axe-core": "4.14.1",
    # The language server behind YAML in VS Code and Neovim: what it says is what a person sees.
    "yaml-language-server": "1.25.0",
}
REMEDY: Final = (
    f"The tests drive tools that run on Node.js {NODE} or newer. Install it (https://nodejs.org, "
    "or your system's packages nodejs and npm), then: python tools/node_tools.py"
)


def missing(folder: Path = FOLDER, tools: Mapping[str, str] = TOOLS) -> list[str]:
    """Return the tools that are not there in their version, as npm names them."""
    return [
        f"{name}@{version}"
        for name, version in tools.items()
        if _installed(folder / "node_modules" / name) != version
    ]


def install() -> None:
    """Install what is missing.

    :raises SystemExit: there is no npm, or it failed.
    """
    if not (wanted := missing()):
        return
    if (npm := shutil.which("npm")) is None:
        sys.exit(REMEDY)
    # All of them each time: npm removes what it was not asked for.
    named = [f"{name}@{version}" for name, version in TOOLS.items()]
    options = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]
    FOLDER.mkdir(exist_ok=True)
    print(f"npm: {', '.join(wanted)} → {FOLDER.name}", flush=True)
    run = subprocess.run(
        [npm, "install", *options, "--prefix", str(FOLDER), *named], cwd=FOLDER, check=False
    )
    if run.returncode or (wanted := missing()):
        sys.exit(f"npm could not install {', '.join(wanted)}. {REMEDY}")


def _installed(package: Path) -> str | None:
    try:
        version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    except (OSError, ValueError, KeyError):
        return None
    return str(version)


if __name__ == "__main__":
    install()
