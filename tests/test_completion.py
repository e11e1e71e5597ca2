"""What the shell offers behind the tab key."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from qualitycli.cli.app import commands


def offered(*args: str, typed: str = "") -> list[str]:
    complete = ShellComplete(commands, {}, "quality", "_QUALITY_COMPLETE")
    return [item.value for item in complete.get_completions(list(args), typed)]


def test_commands() -> None:
    assert offered(typed="val") == ["validate"]


@pytest.mark.parametrize("command", ["score", "explain", "validate"])
def test_years_the_newest_first(command: str, project: Path) -> None:
    for path in (project / "data/years").glob("*.yaml"):
        path.unlink()
    for year in ("2019-2020", "2020-2021"):
        (project / f"data/years/{year}.yaml").touch()
    assert offered(command, typed="20") == ["2020-2021", "2019-2020"]
    assert offered(command, typed="2019") == ["2019-2020"]


def test_ids(project: Path) -> None:
    assert offered("show", typed="OP.4.3") == ["OP.4.3", "OP.4.3.1", "OP.4.3.2"]
    assert offered("show", typed="ui.5")[:2] == ["UI.5", "UI.5.1"]
    assert len(offered("explain", "2020-2021", typed="")) == 2 + 16 + 46 + 136


ENTRIES = {
    "first": "  - {id: XY.1, title: Едно}",
    "later": "  - {title: 'Едно, две', id: XY.1, weight: 2}",
    "last, quoted": '  - {title: Едно, id: "XY.1"}  # бележка',
    "as JSON": '  - {"id": "XY.1", "title": "Едно"}',
    "a list in a line": "  [{id: XY.1, title: Едно}]",
    "below the title": "  - title: Едно\n    id: XY.1",
    "in single quotes": "  - id: 'XY.1'  # бележка",
}


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_ids_however_their_entries_are_written(entry: str, project: Path) -> None:
    (project / "data/criteria.yaml").write_text(f"format: 1\nareas:\n{entry}\n", "utf-8")
    assert offered("show", typed="") == ["XY.1"]


def test_each_id_is_offered_once_and_other_keys_are_not(project: Path) -> None:
    text = """\
format: 1
framework: {id: MINI}
areas:
  - id: XY
    criteria:
      - {id: XY.1, text: "виж id: XY.7", retired: 2020-2021, replaced_by: [{id: XY.2, kind: same}]}
      - {id: XY.2, moved_from: XY.9, valid: XY.8}
  # - {id: XY.6}
"""
    (project / "data/criteria.yaml").write_text(text, "utf-8")
    assert offered("show", typed="") == ["XY", "XY.1", "XY.2"]


def test_codes() -> None:
    assert "Q301" in offered("rule", typed="q30")


def test_a_broken_catalogue_offers_nothing(project: Path) -> None:
    (project / "data/criteria.yaml").write_bytes(b"\xff\xfe")
    assert offered("show", typed="") == []


def test_behind_help_the_commands_are_offered() -> None:
    assert offered("help", typed="val") == ["validate"]
    assert offered("help", "catalogue", typed="di") == ["diff"]
