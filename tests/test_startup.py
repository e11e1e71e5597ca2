"""Commands load only the modules that they need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import THOROUGH, TOP

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
# The same for many runs: each forks after what most commands need is imported.
_FORKING_SPY = """\
import json, os, sys
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
import qualitycli.application.open_project
from qualitycli.__main__ import main
for line in sys.stdin:
    if process := os.fork():
        assert os.waitpid(process, 0)[1] == 0
        continue
    told = open(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.argv = ["quality", *json.loads(line)]
    os._exit = lambda code: sys.exit(code)
    try:
        main()
    finally:
        print(json.dumps(sorted(sys.modules)), file=told, flush=True)
"""

Modules = Callable[[tuple[str, ...]], set[str]]


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


@pytest.fixture(scope="module")
def forked_modules_of() -> Iterator[Modules]:
    """Return a faster `modules_of`, for commands that read projects."""
    if THOROUGH:
        yield modules_of
        return
    with subprocess.Popen(
        [sys.executable, "-c", _FORKING_SPY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=TOP,
        # Not what readline, which pytest imports, has set behind Python's back: COLUMNS.
        env=dict(os.environ),
        text=True,
    ) as spy:

        def modules(args: tuple[str, ...]) -> set[str]:
            assert spy.stdin is not None
            assert spy.stdout is not None
            print(json.dumps(args), file=spy.stdin, flush=True)
            return set(json.loads(spy.stdout.readline()))

        yield modules
        spy.communicate()


@cache
def needed_packages() -> set[str]:
    """Return the packages that are installed with the tool, without its extras."""
    found: set[str] = set()
    wanted = ["qualitycli"]
    while wanted:
        name = canonicalize_name(wanted.pop())
        if name not in found:
            found.add(name)
            asked = map(Requirement, requires(name) or ())
            wanted += [
                one.name for one in asked if not one.marker or one.marker.evaluate({"extra": ""})
            ]
    return found


owners_of_modules = cache(packages_distributions)


def packages_of(modules: set[str]) -> set[str]:
    """Return the installed packages that modules come from."""
    owners = owners_of_modules()
    names = {name.partition(".")[0] for name in modules}
    return {canonicalize_name(one) for name in names for one in owners.get(name, ())}


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_a_command_loads_just_its_libraries(
    args: tuple[str, ...], forked_modules_of: Modules
) -> None:
    is_forked = COMMANDS[args] >= READS and args != ("validate",)
    loaded = (forked_modules_of if is_forked else modules_of)(args)
    assert loaded & LIBRARIES == COMMANDS[args]
    # Pydantic scans the installed packages when it has to build a schema itself. That takes long,
    # and only `quality schema` should do it.
    assert ("importlib.metadata" in loaded) == (args == ("schema",))
    # Python itself loads some in this environment.
    assert packages_of(loaded - imported_by("-c", "pass")) <= needed_packages()


@cache
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
    ending: str, more: set[str], tmp_path: Path, forked_modules_of: Modules
) -> None:
    path = str(tmp_path / f"card.{ending}")
    assert forked_modules_of(("export", "2020-2021", "-o", path)) & LIBRARIES == READS | more
    assert forked_modules_of(("import", path, "2020-2021", "--dry-run")) & LIBRARIES == READS


def test_a_report_in_markdown_draws_nothing(forked_modules_of: Modules) -> None:
    heavy = {"xml.etree.ElementTree", "qualitycli.render.charts", "importlib.metadata"}
    assert not heavy & forked_modules_of(("report", "2022-2023"))


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
def test_a_command_loads_no_other(command: str, forked_modules_of: Modules) -> None:
    loaded = forked_modules_of((command,))
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
