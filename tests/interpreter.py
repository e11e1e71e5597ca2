"""Run a script in a fresh interpreter, without any imported modules."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def in_a_fresh_interpreter(script: str, *args: str | Path, folder: Path) -> Any:
    """Run a script in a folder, and return its JSON output."""
    run = subprocess.run(
        [sys.executable, "-c", script, *map(str, args)],
        capture_output=True,
        cwd=folder,
        env={**os.environ, "LANGUAGE": "en"},
        check=True,
        text=True,
    )
    return json.loads(run.stdout)
