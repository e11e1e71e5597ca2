"""Data cannot run code, reach the network, leave the project, or block a run.

There is a test for each sentence of SECURITY.md that no other test file covers. Tests of texts are
in test_trust_texts.py, those of writing in test_trust_writes.py.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest

from qualitycli.reading.yaml_text import read_text
from qualitycli.source import Source
from tests import hostile
from tests.command_runs import ALL_RUNS
from tests.conftest import Quality, year_text
from tests.process_spy import watching

pytestmark = pytest.mark.slow


@pytest.fixture
def sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project that contains every key, as the working folder."""
    root = tmp_path / "project"
    hostile.build(root, lambda text: text)
    (root / "data/older.yaml").write_bytes((root / "data/criteria.yaml").read_bytes())
    hostile.filled_in(root)
    monkeypatch.chdir(root)
    return root


def test_no_command_reaches_the_network_or_starts_a_program(sound: Path, quality: Quality) -> None:
    hostile.rated(sound, "Бележка.")
    for args in ALL_RUNS:
        with watching() as seen:
            outcome = quality(*args)
        assert outcome.code in (0, 1), (args, outcome.err)
        assert seen.reached == [], args
        outside = [one for one in seen.changed if not one.is_relative_to(sound)]
        # Files that Python compiles, and that openpyxl packs, do not belong to any user.
        temporary = Path(tempfile.gettempdir())
        ours = [
            one
            for one in outside
            if "__pycache__" not in one.parts and temporary not in (one, one.parent)
        ]
        assert ours == [], args


def test_the_watch_sees_every_action(tmp_path: Path) -> None:
    import socket
    import subprocess
    import sys

    with watching() as seen:
        (tmp_path / "a").write_text("x", encoding="utf-8")
        subprocess.run([sys.executable, "-c", ""], check=True)
        with socket.socket() as one:
            one.settimeout(0.01)
            one.connect_ex(("127.0.0.1", 9))
    assert tmp_path / "a" in seen.changed
    assert {"subprocess.Popen", "socket.connect"} <= set(seen.reached)


@pytest.mark.parametrize(
    "value",
    [
        "!!python/object/apply:os.system ['touch pwned']",
        "!!python/object/new:os.system ['touch pwned']",
        "!!python/name:os.system",
        "!!python/module:os",
        "!<tag:yaml.org,2002:python/object/apply:os.system> ['touch pwned']",
        "!!binary aGk=",
        "!!timestamp 2020-01-01",
        "!include /etc/passwd",
    ],
)
def test_no_tag_builds_an_object(value: str, sound: Path, quality: Quality) -> None:
    path = sound / "data/years/2021-2022.yaml"
    path.write_text(f"format: 1\npolicy: {value}\n", encoding="utf-8")
    outcome = quality("validate", "2021-2022")
    assert outcome.code == 1
    assert " Q121: " in outcome.out
    assert not (sound / "pwned").exists()


@pytest.mark.parametrize("file", ["data/criteria.yaml", "data/years/2021-2022.yaml"])
@pytest.mark.parametrize("command", ["validate", "score", "status", "explain"])
def test_nothing_is_read_through_a_link_out_of_the_project(
    command: str, file: str, sound: Path, quality: Quality
) -> None:
    secret = sound.parent / "secret"
    secret.write_text("format: 1\npassword: hunter2\n", encoding="utf-8")
    (sound / file).unlink()
    (sound / file).symlink_to(secret)
    more: dict[str, list[tuple[str, ...]]] = {
        "validate": [(), (file,)],
        "explain": [("2021-2022", "OP")],
    }
    for args in more.get(command, [("2021-2022",), ("data/years/2021-2022.yaml",)]):
        outcome = quality(command, *args)
        assert outcome.code == 1
        assert " Q132: " in outcome.out + outcome.err
        assert "hunter2" not in outcome.out + outcome.err
        assert "password" not in outcome.out + outcome.err


def test_a_folder_of_years_that_is_a_link_out_is_not_read(sound: Path, quality: Quality) -> None:
    outside = sound.parent / "outside"
    (sound / "data/years").rename(outside)
    (sound / "data/years").symlink_to(outside)
    assert quality("validate").out.count(" Q132: ") == 2
    assert quality("new", "2022-2023").code == 2
    assert sorted(path.name for path in outside.iterdir()) == ["2020-2021.yaml", "2021-2022.yaml"]


@pytest.mark.parametrize(
    "year", ["../../x", "..", "/etc/passwd", "2020-2021/../x", "..\\x", "", "\0"]
)
def test_no_year_is_written_elsewhere(year: str, sound: Path, quality: Quality) -> None:
    with watching() as seen:
        assert quality("new", year).code == 2
        assert quality("init", "--year", year or "-", ".").code == 2
    assert seen.changed == []


@pytest.mark.parametrize(
    "line",
    [
        "OP.1.1.1: 999999999",
        "OP.1.1.1: 9999999999",
        f"OP.1.1.1: {'9' * 5000}",
        f"OP.1.1.2: {{points: 0.{'0' * 5000}1}}",
        "OP.1.1.2: {points: 999999999.999999}",
        "OP.1.1.2: {points: 1e999999999}",
        "OP.1.1.3: {count: 999999999, of: 1}",
        "OP.2.1: {answers: {999999999: 999999999, 4: 999999999}}",
        f"OP.{'9' * 5000}: 3",
        f"OP.1.1.1: {{level: 3, rated_on: {'9' * 5000}-01-01}}",
        "OP.1.1.1: {level: 3, rated_on: 9999-12-31}",
        "OP.1.1.1: {level: 3, rated_on: 0001-01-01}",
    ],
)
def test_no_number_is_too_large_to_be_refused(line: str, sound: Path, quality: Quality) -> None:
    head = 'format: 1\nyear: 2021-2022\nframework: {id: small, edition: "2020"}\n'
    path = sound / "data/years/2021-2022.yaml"
    path.write_text(year_text(line, head), encoding="utf-8")
    for command in ("validate", "score", "status"):
        outcome = quality(command, "2021-2022")
        assert outcome.code in (0, 1), outcome.err
        assert len(outcome.out + outcome.err) < 5000


@pytest.mark.parametrize("years", ["0001-0002", "9998-9999", "0000-0001", "9999-10000"])
def test_the_first_and_the_last_years_there_are(years: str, sound: Path, quality: Quality) -> None:
    path = sound / f"data/years/{years}.yaml"
    text = (sound / "data/years/2020-2021.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("2020-2021", years), encoding="utf-8")
    for command in ("validate", "score", "status", "measure list", "calendar", "robustness"):
        assert quality(*command.split(), years).code in (0, 1, 2)
    assert quality("trend").code in (0, 1, 2)


def test_values_are_texts_and_nothing_else() -> None:
    text = "a: 1\nb: [true, ~, 2020-01-01, .inf, 0x1F]\nc: {d: null}\n"
    values: Any = read_text(Source("file.yaml", text)).values
    assert values == {
        "a": "1",
        "b": ["true", "~", "2020-01-01", ".inf", "0x1F"],
        "c": {"d": "null"},
    }
