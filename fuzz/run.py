"""Run the fuzz targets with atheris (``pip install atheris``), guided by coverage.

``python -m fuzz.run --seconds 600`` divides the time between all targets, ``python -m fuzz.run
reading`` runs one. New inputs are stored in ``build/fuzz``. The exit status is 1 if a
target failed.
"""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
TARGETS = (
    *("reading", "read_commands", "importing", "documents", "editing", "raters"),
    "edit_commands",
)
WORK = TOP / "build/fuzz"


def main() -> int:
    """Run the targets in separate processes, which share the time."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("targets", nargs="*", default=TARGETS, metavar="TARGET")
    options.add_argument("--seconds", type=int, default=60, help="total time for all targets")
    options.add_argument("--in-process", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    each = chosen.seconds // len(chosen.targets)
    if chosen.in_process:
        run(chosen.targets[0], each)
    failed = [name for name in chosen.targets if not _passes(name, each)]
    print(f"failed: {', '.join(failed)}" if failed else "all targets passed")
    return 1 if failed else 0


def _passes(name: str, seconds: int) -> bool:
    command = [sys.executable, "-m", "fuzz.run", name, f"--seconds={seconds}", "--in-process"]
    return subprocess.run(command, cwd=TOP, check=False).returncode == 0


def run(name: str, seconds: int) -> None:
    """Run one target in this process, which the fuzzer will end."""
    # Not a dependency; install it to run the fuzzer.
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["qualitycli", "yaml"]):
        target = importlib.import_module(f"fuzz.{name}").one
    found = WORK / name
    found.mkdir(parents=True, exist_ok=True)
    settings = [
        f"-max_total_time={seconds}",
        "-max_len=12288",
        "-timeout=20",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
        f"-dict={TOP / 'fuzz/words.dict'}",
        f"-artifact_prefix={found}-",
    ]
    corpora = [str(found), str(TOP / "fuzz/corpus" / name), str(TOP / "fuzz/found" / name)]
    atheris.Setup([sys.argv[0], *settings, *(one for one in corpora if Path(one).is_dir())], target)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
