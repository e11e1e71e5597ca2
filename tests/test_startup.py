"""Commands load only the modules that they need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import TOP

pytestmark = pytest.mark.slow

# Installed packages that a command may load; other dependencies of the tool must not be loaded.
LIBRARIES = {"click", "yaml", "pydantic", "jinja2", "rich", "openpyxl"}
READS = {"click", "yaml", "pydantic"}
COMMANDS: dict[tuple[str, ...], set[str]] = {
    ("--version",): set(),
    ("-V",): set(),
    ("--help",): {"click"},
    ("validate", "--help"): READS,
    ("validate",): READS,
    ("validate", "--format", "json"): READS,
    ("score", "2020-2021"): READS,
    ("score", "2020-2021", "--format", "json"): READS,
    ("framework", "show"): READS,
    ("framework", "export", "--help"): READS,
    ("framework", "import", "--help"): READS,
    ("measure", "list"): READS,
    ("collect", "."): READS,
    ("trend",): READS,
    ("diff", "2020-2021", "2021-2022"): READS,
    ("robustness", "2020-2021"): READS,
    ("status", "2022-2023"): READS,
    ("set", "2020-2021", "OP.1.1.1", "2", "--dry-run"): READS,
    ("measure", "add", "2022-2023", "x", "--dry-run"): READS,
    ("schema",): READS,
    ("export", "--help"): READS,
    ("card", "--help"): READS,
    ("raters", "--help"): READS,
    ("agree", "--help"): READS,
    ("import", "--help"): READS,
    ("report", "--help"): {"click"},
    ("completion", "zsh"): {"click"},
    ("publish", "--help"): READS | {"jinja2"},
    ("template", "eject", "--help"): READS | {"jinja2"},
    ("report", "2020-2021", "--kind", "plan"): READS | {"jinja2"},
}
_SPY = """\
import json, os, sys
sys.argv = ["quality", *json.loads(sys.argv[1])]
os._exit = lambda code: sys.exit(code)
from qualitycli.__main__ import main
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def modules_of(args: tuple[str, ...]) -> set[str]:
    """Return the modules that a run in a separate process has loaded at its end."""
    run = subprocess.run(
        [sys.executable, "-c", _SPY, json.dumps(args)],
        capture_output=True,
        cwd=TOP,
        env={**os.environ, "LANGUAGE": "en"},
        check=True,
    )
    return set(json.loads(run.stderr.decode().splitlines()[-1]))


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_a_command_loads_just_its_libraries(args: tuple[str, ...]) -> None:
    loaded = modules_of(args)
    assert loaded & LIBRARIES == COMMANDS[args]
    # Pydantic scans the installed packages when it has to build a schema itself. That takes long,
    # and only `quality schema` should do it.
    assert ("importlib.metadata" in loaded) == (args == ("schema",))


def imported_by(*words: str) -> set[str]:
    """Return the modules that Python imports by itself and for this command line."""
    command = [sys.executable, "-X", "importtime", *words]
    log = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return {line.rpartition("|")[2].strip() for line in log.splitlines()}


def test_the_version_is_said_with_hardly_more_than_python() -> None:
    run = "from qualitycli.__main__ import main; main()"
    more = imported_by("-c", run, "--version") - imported_by("-c", "pass")
    own = {"qualitycli", "qualitycli.__main__", "qualitycli.about"}
    assert own <= more <= own | {"__future__", "gc", "importlib", "importlib.machinery", "warnings"}


@pytest.mark.parametrize(("ending", "more"), [("csv", set()), ("xlsx", {"openpyxl"})])
def test_only_writing_a_workbook_needs_its_library(
    ending: str, more: set[str], tmp_path: Path
) -> None:
    path = str(tmp_path / f"card.{ending}")
    assert modules_of(("export", "2020-2021", "-o", path)) & LIBRARIES == READS | more
    assert modules_of(("import", path, "2020-2021", "--dry-run")) & LIBRARIES == READS


def test_a_report_in_markdown_draws_nothing() -> None:
    heavy = {"xml.etree.ElementTree", "qualitycli.render.charts", "importlib.metadata"}
    assert not heavy & modules_of(("report", "2022-2023"))


def test_help_loads_no_command() -> None:
    ours = {name for name in modules_of(("--help",)) if name.startswith("qualitycli")}
    assert ours == {
        "qualitycli",
        "qualitycli.__main__",
        "qualitycli.about",
        "qualitycli.cli",
        "qualitycli.cli.app",
        "qualitycli.cli.base",
        "qualitycli.cli.run",
        "qualitycli.cli.run.session",
        "qualitycli.cli.run.exit_codes",
        "qualitycli.cli.run.standard_output",
        "qualitycli.messages",
        "qualitycli.rounding",
    }


def test_the_name_of_a_command_is_completed_without_loading_any() -> None:
    script = "from qualitycli.__main__ import main; import sys, json, os\n" + (
        "os._exit = lambda code: print(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
        "sys.argv = ['quality']\n"
        "main()"
    )
    words = {
        "_QUALITY_COMPLETE": "bash_complete",
        "COMP_WORDS": "quality sco",
        "COMP_CWORD": "1",
    }
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        cwd=TOP,
        env={**os.environ, **words},
        text=True,
        check=True,
    )
    assert run.stdout == "plain,score\n"
    loaded = json.loads(run.stderr.splitlines()[-1])
    assert "click" in loaded
    assert not {"pydantic", "yaml", "rich", "qualitycli.cli.commands.score"} & set(loaded)


@pytest.mark.parametrize("command", ["validate", "score", "trend"])
def test_a_command_loads_no_other(command: str) -> None:
    loaded = modules_of((command,))
    others = {"validate", "score", "trend"} - {command}
    assert not {f"qualitycli.cli.commands.{name}" for name in others} & loaded
    assert "qualitycli.render.terminal" not in loaded


def test_checking_loads_neither_scores_nor_the_rules_of_others() -> None:
    loaded = {name.removeprefix("qualitycli.") for name in modules_of(("validate",))}
    assert {"rules.shape", "scoring.figures"} <= loaded
    unneeded = {"rules.rulebook", "rules.workbooks", "scoring.score", "comparing.recalled"}
    assert not (unneeded | {"installation", "finding"}) & loaded


def test_the_version_says_which_parser_is_at_hand() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "qualitycli", "--version"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path("/"),
    )
    assert run.stdout == "quality 1.0.0 (YAML parser: libyaml)\n"
