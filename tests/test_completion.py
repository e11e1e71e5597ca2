"""The completions that the shell offers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

from qualitycli.cli.app import commands
from qualitycli.cli.parameters import completion
from qualitycli.reading.files import MOST_MIB
from tests import shells

pytestmark = pytest.mark.slow


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
    assert offered("framework", "show", typed="OP.4.3") == ["OP.4.3", "OP.4.3.1", "OP.4.3.2"]
    assert offered("framework", "show", typed="ui.5")[:2] == ["UI.5", "UI.5.1"]
    assert len(offered("explain", "2020-2021", typed="")) == 2 + 16 + 46 + 136


def test_an_id_is_offered_before_the_year_too(project: Path) -> None:
    for command in ("explain", "set"):
        assert offered(command, typed="OP.4.3") == ["OP.4.3", "OP.4.3.1", "OP.4.3.2"]
        assert offered(command, "OP.4.3", typed="2020") == ["2020-2021"]
        assert offered(command, "2020-2021", typed="OP.4.3.1") == ["OP.4.3.1"]
    assert offered("score", typed="OP") == []


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
    assert offered("framework", "show", typed="") == ["XY.1"]


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
    assert offered("framework", "show", typed="") == ["XY", "XY.1", "XY.2"]


def test_codes() -> None:
    assert "Q301" in offered("rule", typed="q30")


@pytest.mark.parametrize("target", ["pipe", "/dev/zero", "outside.yaml", "large.yaml"])
def test_a_catalogue_that_would_not_be_read_offers_nothing(target: str, project: Path) -> None:
    catalogue = project / "data/criteria.yaml"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.unlink()
    if target == "pipe":
        os.mkfifo(catalogue)
    elif target == "large.yaml":
        catalogue.write_text(text + " " * MOST_MIB * 1024 * 1024, encoding="utf-8")
    else:
        project.with_name("outside.yaml").write_text(text, encoding="utf-8")
        catalogue.symlink_to(project.parent / target)
    assert offered("--root", str(project), "framework", "show") == []


def test_a_broken_catalogue_offers_nothing(project: Path) -> None:
    (project / "data/criteria.yaml").write_bytes(b"\xff\xfe")
    assert offered("framework", "show", typed="") == []


def test_after_help_the_commands_are_offered() -> None:
    assert offered("help", typed="val") == ["validate"]
    assert offered("help", "framework", typed="di") == ["diff"]


HOSTILE = (
    "2021;touch RAN;#",
    "2021$(touch RAN)",
    "2021`touch RAN`",
    "2021|touch RAN",
    "2021&touch RAN&",
    "2021\ntouch RAN\n",
    "2020-2021;touch RAN",
    "2020-2021 && touch RAN",
    "2020-2021>RAN",
    "~/20*",
    "２０２０-2021",
)


@pytest.mark.parametrize("name", [*HOSTILE, "2020-2021.old", "бележки", "2020-21"])
def test_no_other_name_of_a_file_is_offered(name: str, project: Path) -> None:
    shutil.rmtree(project / "data/years")
    path = project / f"data/years/{name}.yaml"
    path.parent.mkdir(parents=True)
    path.touch()
    assert offered("score", typed="") == []


@pytest.mark.parametrize(
    "name", ["OP;touch RAN;#", "OP.1$(touch RAN)", "OP.1`x`", "OP.1\\n;x", "О"]
)
@pytest.mark.parametrize(
    "entry", ["- id: {}", '- id: "{}"', "- {{id: {}, text: a}}", "- {{text: a, id: '{}'}}"]
)
def test_nothing_but_an_id_is_offered(entry: str, name: str, project: Path) -> None:
    text = f"areas:\n  {entry.format(name)}\n  - id: UI\n"
    (project / "data/criteria.yaml").write_text(text, encoding="utf-8")
    assert offered("framework", "show", typed="") == ["UI"]


def test_ids_in_braces_are_offered_too(project: Path) -> None:
    text = """\
process:
  - id: I
areas:
  - id: OP
    criteria:
      - {id: OP.1, text: Едно}
      - {text: "Две", id: "OP.2"}
      - text: Три
        id: OP.3 # последен
        replaced_by: [{id: OP.1, kind: same}]
"""
    (project / "data/criteria.yaml").write_text(text, encoding="utf-8")
    assert offered("framework", "show", typed="") == ["OP", "OP.1", "OP.2", "OP.3"]


def test_no_other_completion_offers_words_of_its_own() -> None:
    own = {
        (command.name, one.name)
        for command in every_command()
        for one in command.params
        if one._custom_shell_complete not in (None, completion.years, completion.ids)
    }
    assert own == {("rule", "code"), ("init", "framework")}, "these are the tool's own"


def every_command(above: click.Command = commands) -> Iterator[click.Command]:
    yield above
    if isinstance(above, click.Group):
        for name in above.list_commands(click.Context(above)):
            below = above.get_command(click.Context(above), name)
            assert below is not None
            yield from every_command(below)


@pytest.mark.parametrize("shell", shells.SHELLS)
def test_a_shell_completes_a_year(shell: str, project: Path) -> None:
    for path in (project / "data/years").glob("*.yaml"):
        if path.stem != "2020-2021":
            path.unlink()
    home = project.parent / "home"
    home.mkdir()
    shown = shells.type_into(shell, ["quality score 20\t"], project, home)
    assert "Self-assessment 2020/2021" in shown


@pytest.mark.parametrize("shell", shells.SHELLS)
def test_no_shell_runs_a_name_or_an_id(shell: str, project: Path, quality_command: Path) -> None:
    """What is typed is run too, as what is inserted may be harmless until then."""
    (project / "data/years/2021-2022.yaml").unlink()
    (project / "data/years/2022-2023.yaml").unlink()
    shutil.move(project / "data", project / "schools/sound/data")
    (project / "data").mkdir()
    (project / "x;touch RAN;#.csv").touch()
    (project / "z$(touch RAN)").mkdir()
    text = "areas:\n  - id: OP;touch RAN;#\n"
    (project / "data/criteria.yaml").write_text(text, encoding="utf-8")
    names = HOSTILE[: 4 if shell == "bash" else 1]
    for number, name in enumerate(names):
        path = project / f"schools/{number}/data/years/{name}.yaml"
        path.parent.mkdir(parents=True)
        path.touch()
    lines = [
        *(f"quality --root schools/{number} score 20\t" for number in range(len(names))),
        "quality framework show O\t",
        # Shells can only complete files or folders, whichever command asks for them.
        "quality import x\t",
        "quality import z\t",
        "quality init -y z\t",
        "quality --root schools/sound score 20\t",
    ]
    home = project.parent / "home"
    home.mkdir()
    shown = shells.type_into(shell, lines, project, home, quality_command)
    assert "Self-assessment 2020/2021" in shown
    assert not list(project.rglob("RAN"))
