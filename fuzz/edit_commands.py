"""`set` and `measure` on the command line: they never make a valid year invalid.

The first line contains the words of the command line, separated by `%`; the rest is the year.
"""

from __future__ import annotations

import os

from fuzz import small_project
from fuzz.read_commands import folder, run_command

YEAR = small_project.YEARS[1]
COMMANDS = ("set", "measure")


def one(data: bytes) -> None:
    """Run the command and check that a year without errors still has none."""
    head, _, text = data.partition(b"\n")
    typed = head.decode("utf-8", "replace").replace("\0", "").split("%")
    command, *words = typed
    if command not in COMMANDS or {"-h", "--help"} & {*words}:
        return
    # Skip paths, which could refer to files of another project.
    if any(word.startswith(("--r", "--l")) or os.path.exists(word) for word in words):  # noqa: PTH110  (Path.exists rejects some names)
        return
    root = folder()
    for name in ("criteria", *small_project.YEARS):
        path = root / "data" / (f"years/{name}.yaml" if name[0] == "2" else f"{name}.yaml")
        path.write_bytes(small_project.text_of(name))
    path = root / f"data/years/{YEAR}.yaml"
    path.write_bytes(text or small_project.text_of(YEAR))
    before = path.read_bytes()
    was_sound = run_command(("validate", YEAR))[0] == 0
    code, _ = run_command((command, *words), 0, 1, 2)
    assert code == 0 or path.read_bytes() == before, "changed, although it failed"
    if was_sound:
        assert run_command(("validate", YEAR))[0] == 0, "no longer sound"
