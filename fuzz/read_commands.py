"""Commands that read, on any project: results or findings, on clean lines, and never bugs.

The bytes are three files, separated by lines of `%%%`: a catalogue and two years. Missing files are
those of the small project.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from unittest.mock import patch

from fuzz import small_project
from fuzz.reading import check_clean
from qualitycli.cli.app import run

FILES = ("criteria.yaml", *(f"years/{year}.yaml" for year in small_project.YEARS))
DAY = "--today=2022-03-01"
OLD, NEW = small_project.YEARS
COMMANDS = (
    ("validate", "--format", "json"),
    ("score", NEW, "--depth", "item"),
    ("score", NEW, "--format", "json"),
    ("diff", OLD, NEW, "--fail-on", "band"),
    ("diff", OLD, NEW, "--format", "csv"),
    ("trend",),
    ("explain", NEW, "OP.1"),
    ("robustness", NEW),
    ("status", NEW, DAY),
    ("measure", "list", NEW, DAY, "--format", "csv"),
    ("calendar", NEW, DAY, "--format", "ics"),
    ("framework", "show", "--process"),
    ("framework", "show", "OP.1.1.1"),
)


def one(data: bytes) -> None:
    """Write the project and run all commands in it."""
    root = folder()
    given = data.split(b"\n%%%\n")
    usual = [small_project.text_of(name) for name in ("criteria", *small_project.YEARS)]
    for name, text in zip(FILES, [*given[:3], *usual[len(given[:3]) :]], strict=True):
        (root / "data" / name).write_bytes(text)
    code, _ = run_command(("validate",))
    for command in COMMANDS if code == 0 else COMMANDS[:2]:
        code, out = run_command(command)
        if "json" in command and out:
            json.loads(out)
        if command[:2] == ("score", NEW) and "json" in command and out:
            _check_figures(json.loads(out))


@cache
def folder() -> Path:
    """Return the folder of the project that the commands run in."""
    root = Path(tempfile.mkdtemp(prefix="fuzz-"))
    (root / "data/years").mkdir(parents=True)
    return root


def run_command(command: tuple[str, ...], *codes: int) -> tuple[int, str]:
    """Run a command in the folder and return its exit status and output.

    :param codes: the allowed exit statuses; by default 0 and 1.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
    with ExitStack() as stack:
        stack.enter_context(redirect_stdout(out))
        stack.enter_context(redirect_stderr(err))
        stack.enter_context(patch.dict(os.environ, QUALITY_DEBUG="1"))
        code = run([*command, "--root", str(folder())])
        sys.stdout.flush()
        sys.stderr.flush()
    texts = [stream.buffer.getvalue().decode() for stream in (out, err)]
    assert code in (codes or (0, 1)), (command, code, texts[1])
    for text in texts:
        check_clean(text.replace("\r\n", "\n").split("\n"))
    return code, texts[0]


def _check_figures(score: dict[str, object]) -> None:
    nodes = [score["overall"], *score["nodes"]]  # type: ignore[misc]  # the type that json returns
    for node in nodes:
        assert node["share"] is None or 0 <= node["share"] <= 1, node
        assert 0 <= node["scored"] <= node["applicable"], node
        assert node["band"] is None or node["complete"], node
