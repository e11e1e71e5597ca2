"""Files and folders with the names and line endings of other systems."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from tests import hostile
from tests.conftest import Quality
from tests.raters import with_raters

pytestmark = pytest.mark.slow

COMPOSED = "Йорданка Филаретова"
FOLDERS = [
    COMPOSED,
    unicodedata.normalize("NFD", COMPOSED),
    "с интервали  и 'кавички'",
    "#%[&]{1}",
    'quo"te',
    "漢字",
    "emoji 😀",
]
COMMANDS = [
    ("validate",),
    ("validate", "data/years/2021-2022.yaml", "--format", "github"),
    ("score", "2021-2022"),
    ("diff", "data/years/2020-2021.yaml", "data/years/2021-2022.yaml"),
    ("status", "2021-2022"),
    ("new", "2022-2023"),
    ("set", "2021-2022", "OP.1.1.1", "3"),
    ("export", "2021-2022", "-o", "карта.csv"),
]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_project_may_be_in_any_folder(
    folder: str, tmp_path: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / folder
    hostile.build(root, lambda text: text)
    for args in COMMANDS:
        if args[0] == "new":
            monkeypatch.chdir(root)
        named = [str(root / one) if one.startswith("data/") else one for one in args]
        outcome = quality(*named, *([] if args[0] == "new" else ["--root", str(root)]))
        assert outcome.code == 0, (args, outcome.err)
    assert (root / "data/years/2022-2023.yaml").is_file()


def test_an_ending_in_capitals_is_the_year_as_well(project: Path, quality: Quality) -> None:
    years = project / "data/years"
    before = quality("score", "2020-2021").out
    (years / "2020-2021.yaml").rename(years / "2020-2021.YAML")
    assert quality("score", "2020-2021").out == before
    assert quality("validate").out == quality("validate").out
    assert quality("trend").code == 0
    assert "2020/2021" in quality("trend").out
    refused = quality("new", "2020-2021")
    assert refused.code == 2
    assert "2020-2021.YAML" in refused.err
    (years / "2020-2021.YAML").write_text("format: 1\nyear: 2020-2021\n", encoding="utf-8")
    assert "2020-2021.YAML:" in quality("validate").out


def test_a_raters_file_with_an_ending_in_capitals_counts(project: Path, quality: Quality) -> None:
    with_raters(project)
    before = quality("raters", "2020-2021").out
    folder = project / "data/years/2020-2021/raters"
    (folder / "ilchev.yaml").rename(folder / "ILCHEV.YAML")
    (folder / ".hidden.yaml").write_text("nothing", encoding="utf-8")
    assert sorted(quality("raters", "2020-2021").out.split()) == sorted(before.split())
    assert "3 raters' files" in quality("validate").out
    for path in folder.glob("*.yaml"):
        path.unlink()
    assert "1 rater's file." in quality("validate").out


def test_windows_line_ends_mean_the_same(project: Path, quality: Quality) -> None:
    before = {command: quality(command).out for command in ("validate", "score", "trend", "status")}
    for path in [project / "data/criteria.yaml", *(project / "data/years").iterdir()]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    for command, out in before.items():
        assert quality(command).out == out
    assert quality("set", "2020-2021", "OP.1.1.1", "2").code == 0
    text = (project / "data/years/2020-2021.yaml").read_bytes()
    assert text.count(b"\n") == text.count(b"\r\n")


@pytest.mark.parametrize("utf8", ["0", "1"])
@pytest.mark.parametrize("args", [("validate",), ("score", "2021-2022", "--lang", "bg")])
def test_a_machine_without_a_language(args: tuple[str, ...], utf8: str, tmp_path: Path) -> None:
    root = tmp_path / "Училище"
    hostile.build(root, lambda text: text)
    environment = {**os.environ, "LC_ALL": "C", "LANG": "C", "LANGUAGE": ""}
    environment |= {"PYTHONCOERCECLOCALE": utf8, "PYTHONUTF8": utf8}
    run = subprocess.run(
        [sys.executable, "-m", "qualitycli", *args],
        capture_output=True,
        cwd=root,
        env=environment,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, b"")
    assert b"OP" in run.stdout or b"Checked" in run.stdout


@pytest.mark.parametrize("ending", [".yml", ".YML", ".yaml.txt", ".yml.txt"])
def test_a_year_that_is_not_read_for_its_ending_is_named(
    ending: str, project: Path, quality: Quality
) -> None:
    year = project / "data/years/2022-2023.yaml"
    year.rename(year.with_name(f"2022-2023{ending}"))
    (project / f"data/years/.hidden{ending}").touch()
    (project / "data/years/notes.txt").touch()
    outcome = quality("validate")
    assert outcome.code == 1
    assert outcome.out.startswith(
        f"data/years/2022-2023{ending}:1:1: error Q318: 2022-2023{ending} is not read: its name "
        "does not end in .yaml\n   = rename it to 2022-2023.yaml\n"
    )
    assert outcome.out.count("Q318") == 1


def test_a_raters_file_that_is_not_read_is_named(project: Path, quality: Quality) -> None:
    folder = with_raters(project)
    (folder / "ilchev.yaml").rename(folder / "ilchev.yml")
    assert "raters/ilchev.yml:1:1: error Q318" in quality("validate").out
