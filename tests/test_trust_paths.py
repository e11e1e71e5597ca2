"""Unusual files in folders or as outputs cause no internal error and no endless wait."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from qualitycli.messages import Translator
from qualitycli.reading.files import reason_of
from tests import hostile
from tests.conftest import MadeOnce, Quality
from tests.payloads import COMMAND, commands_in, is_clean

pytestmark = pytest.mark.slow

YEAR: Final = "data/years/2021-2022.yaml"
RATER: Final = "data/years/2021-2022/raters/a.yaml"
CATALOGUE: Final = "data/criteria.yaml"
RUNS: Final = (
    ("validate",),
    ("validate", YEAR, CATALOGUE),
    ("score", "2021-2022"),
    ("status",),
    ("report",),
    ("raters", "2021-2022"),
    ("agree", "2021-2022", "--unanimous", "--protocol", "№ 4", "--date", "2022-05-20"),
    ("set", "2021-2022", "OP.1.1.1", "3"),
    ("export", "2021-2022", "--rater", "Иван", "-o", "card.csv"),
    ("schema", "-o", "data/schema"),
    ("new", "2033-2034"),
    ("init", "."),
    ("collect", "."),
)
# The objects that replace a file.
STRANGE: Final[dict[str, Callable[[Path], object]]] = {
    "a circle of links": lambda path: path.symlink_to(path.name),
    "a pipe": os.mkfifo,
    "a folder": Path.mkdir,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to nothing": lambda path: path.symlink_to("nothing"),
    "a large file": lambda path: path.write_bytes(b"a" * (9 << 20)),
    "no text": lambda path: path.write_bytes(bytes(range(256)) * 9),
    "an empty file": Path.touch,
}


@pytest.fixture
def school(tmp_path: Path, made_once: MadeOnce, monkeypatch: pytest.MonkeyPatch) -> Path:
    made_once("with raters", with_raters, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def with_raters(root: Path) -> None:
    """Write a valid project with the files of two raters."""
    hostile.build(root, lambda text: text)
    hostile.rated(root, "Бележка.")


@pytest.mark.parametrize(
    ("what", "file", "args"),
    # Every run with every object, and both with each of the files.
    [
        (what, (YEAR, RATER, CATALOGUE)[(row + column) % 3], args)
        for row, what in enumerate(STRANGE)
        for column, args in enumerate(RUNS)
    ],
)
def test_anything_in_place_of_a_file(
    what: str, file: str, args: tuple[str, ...], school: Path, quality: Quality
) -> None:
    (school / file).unlink()
    STRANGE[what](school / file)
    outcome = quality(*args)
    assert outcome.code in (0, 1, 2), outcome.err
    assert len(outcome.err) < 5000


@pytest.mark.parametrize(
    "args", [("validate",), ("collect", "."), ("score",), ("raters", "2021-2022")]
)
def test_names_of_files_are_shown_harmlessly(
    args: tuple[str, ...], school: Path, quality: Quality
) -> None:
    text = (school / YEAR).read_bytes()
    names = (
        "a\nb",
        "\u202ex",
        "\x1b[2J",
        COMMAND.replace("/", ""),
        "-rf",
        "\udcff",
        "e\u0301",
        "é",
    )
    for name in names:
        (school / f"data/years/{name}.yaml").write_bytes(text)
        (school / f"data/years/2021-2022/raters/{name}.yaml").write_bytes(text)
    outcome = quality(*args)
    assert outcome.code in (1, 2)
    assert is_clean(outcome.out + outcome.err)
    assert commands_in(outcome.out + outcome.err) == []


def test_folders_may_be_nested_deeply(school: Path, quality: Quality) -> None:
    here = os.getcwd()  # noqa: PTH109  (to return to it later)
    try:
        for _ in range(1500):
            Path("d").mkdir()
            os.chdir("d")
    finally:
        os.chdir(here)
    top = school / "many"
    top.mkdir()
    (school / "d").rename(top / "d")
    (school / "data").rename(top / "data.of")
    (top / "sound").mkdir()
    (top / "data.of").rename(top / "sound/data")
    try:
        outcome = quality("collect", "many")
    finally:
        # The cleanup of old test folders descends level by level, and would fail here.
        subprocess.run(["rm", "-rf", str(top / "d")], check=True)
    assert outcome.code == 0, outcome.err
    assert "Collected: 1 school, 2 years" in outcome.err


@pytest.mark.parametrize(
    "args",
    [
        ("score", "LONG"),
        ("validate", "LONG"),
        ("collect", "LONG"),
        ("diff", "LONG", "2021-2022"),
        ("import", "LONG", "2021-2022"),
        ("init", "LONG"),
        ("report", "2021-2022", "-o", "LONG"),
        ("publish", "LONG"),
        ("export", "2021-2022", "-o", "LONG.csv"),
        ("card", "2021-2022", "-o", "LONG.html"),
        ("schema", "-o", "LONG"),
    ],
    ids=" ".join,
)
def test_a_name_that_is_too_long_is_told(
    args: tuple[str, ...], school: Path, quality: Quality
) -> None:
    given = [one.replace("LONG", "я" * 200) for one in args]
    outcome = quality("--lang", "bg", *given)
    assert outcome.code == 2
    assert "името е твърде дълго" in outcome.err
    assert "too long" not in outcome.err


@pytest.mark.parametrize(
    "number",
    [
        *("EACCES", "EPERM", "ELOOP", "ENOENT", "EIO", "ENOSPC", "EDQUOT", "EROFS", "EFBIG"),
        *("ENAMETOOLONG", "EISDIR", "ENOTDIR", "EEXIST", "EINVAL", "EMFILE", "ENOMEM"),
    ],
)
def test_why_a_system_refuses_is_said_in_bulgarian(number: str) -> None:
    error = OSError(getattr(errno, number), "x")
    said = Translator("bg").fill(reason_of(error))
    assert not any("a" <= letter.lower() <= "z" for letter in said), said


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a shell command in which `quality` is the tool, with unbuffered output."""
    quality = f'quality() {{ "{sys.executable}" -m qualitycli "$@"; }}'
    return subprocess.run(
        ["bash", "-c", f"{quality}; {script}"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        cwd=folder,
        env={**os.environ, "LANGUAGE": "en", "PYTHONUNBUFFERED": "1"},
        check=False,
        timeout=60,
    )


STATUS: Final = 'echo "${PIPESTATUS[0]}" >&2'


@pytest.mark.parametrize(
    ("script", "code"),
    [
        (f"quality score 2021-2022 | true; {STATUS}", 0),
        (f"quality framework show --format json | head -c 1; {STATUS}", 0),
        (f"quality --version | true; {STATUS}", 0),
        (f"quality --help | true; {STATUS}", 0),
        (f"quality validate nosuch 2>&1 | true; {STATUS}", 2),
        ("quality score 2021-2022 >&-; echo $? >&2", 0),
        ("quality --version >&-; echo $? >&2", 0),
        ("(quality score nosuch 2>&-); echo $? >&2", 2),
        ("quality score 2021-2022 >/dev/full; echo $? >&2", 2),
        ("quality --version >/dev/full; echo $? >&2", 2),
        ("(quality score nosuch 2>/dev/full); echo $? >&2", 2),
        ("(quality score 2021-2022 >/dev/full 2>/dev/full); echo $? >&2", 2),
    ],
)
def test_an_output_that_takes_nothing(script: str, code: int, school: Path) -> None:
    said = run(script, school).stderr.splitlines()
    assert said[-1] == str(code)
    assert not [line for line in said if "Traceback" in line or "bug in quality" in line]


# Runs the tool with each of the arguments, and writes the exit statuses to a file.
_EACH: Final = """\
import os, sys
from pathlib import Path
from qualitycli.cli.app import run
codes = []
for args in sys.argv[1:]:
    if args.startswith("COLUMNS="):
        os.environ["COLUMNS"], args = args.removeprefix("COLUMNS=").split(" ", 1)
    codes.append(run(args.split()))
Path("codes").write_text(repr(codes))
"""


@pytest.mark.parametrize(
    ("encoding", "runs"),
    [
        ("ascii:strict", {"nosuch": 2, "score": 0, "score --format csv": 0, "report": 0}),
        ("cp1251", {"score": 0}),
    ],
)
def test_a_console_that_lacks_letters(encoding: str, runs: dict[str, int], school: Path) -> None:
    (school / "each.py").write_text(_EACH, encoding="utf-8")
    said = " ".join(f"'--lang bg {args}'" for args in runs)
    script = f"export LC_ALL=C PYTHONUTF8=0 PYTHONIOENCODING={encoding}; "
    done = run(f'{script} "{sys.executable}" each.py {said} > out', school)
    assert (school / "codes").read_text("utf-8") == repr([*runs.values()]), done.stderr
    assert "Traceback" not in done.stderr


def test_a_terminal_that_is_hardly_there(school: Path) -> None:
    (school / "each.py").write_text(_EACH, encoding="utf-8")
    runs = [
        *(f"1 {one}" for one in ("score", "--help", "validate", "status")),
        *("1 framework show OP.1.1.1", "0 score", "5 status", "20 score"),
    ]
    said = " ".join(f'\\"COLUMNS={one}\\"' for one in runs)
    script = f'export TERM=dumb; script -qec "\\"{sys.executable}\\" each.py {said}" /dev/null'
    done = run(script, school)
    assert (school / "codes").read_text("utf-8") == repr([0] * len(runs)), done.stdout
    assert done.stdout.count("\n") > 100
    assert "Traceback" not in done.stdout
    assert "bug in quality" not in done.stdout
    assert "\x1b[" not in done.stdout
