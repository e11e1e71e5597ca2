"""A script in an interpreter that has imported nothing yet."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def in_a_fresh_interpreter(script: str, *args: str | Path, folder: Path) -> Any:
    """Run a script in a folder, and return what it prints as JSON."""
    run = subprocess.run(
        [sys.executable, "-c", script, *map(str, args)],
        capture_output=True,
        cwd=folder,
        env={**os.environ, "LANGUAGE": "en"},
        check=True,
        text=True,
    )
    return json.loads(run.stdout)
