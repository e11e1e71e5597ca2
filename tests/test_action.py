"""CI runs no code from the checkout, and only pinned actions and packages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from qualitycli import __version__
from qualitycli.installation import Requirement
from qualitycli.messages import Translator
from qualitycli.writing.starter import workflow
from tests.conftest import TOP
from tests.environments import create_environment

pytestmark = pytest.mark.slow

ACTION: Final = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
WORKFLOW: Final = workflow(Requirement(__version__), Translator("bg"))
ADDRESS: Final = "git+https://example.org/OWNER/quality"
OURS: Final = yaml.safe_load(WORKFLOW)
PAGES: Final = [one.read_text(encoding="utf-8") for one in (TOP / "docs").glob("ci*.md")]
# Modules that Python, pip, its build and the tool itself import, as in the checkout.
NAMES: Final = (
    *("pip", "qualitycli", "click", "yaml", "pydantic", "backend", "hatchling", "setuptools"),
    *("sitecustomize", "usercustomize", "site", "json", "random", "tempfile", "typing", "venv"),
)
SETTINGS: Final = {
    "pip.conf": "[install]\ntarget = stolen\n[global]\nfind-links = stolen\n",
    "setup.cfg": "[install]\nprefix = stolen\n[easy_install]\nfind_links = stolen\n",
    "pyvenv.cfg": "home = stolen\n",
}


def texts() -> Iterator[str]:
    """Yield every text that names an action to use."""
    yield WORKFLOW
    listed = subprocess.run(
        ["git", "ls-files"], cwd=TOP, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        if name.endswith((".yml", ".yaml", ".md")) and not name.startswith("tests/"):
            yield (TOP / name).read_text(encoding="utf-8")


def test_every_action_is_pinned_to_one_commit_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for used in re.findall(r"\buses: (.+)", "\n".join(texts())):
        name, _, pin = used.partition("@")
        pins.setdefault(name, set()).add(pin)
    # The last one is the user's own copy of this action.
    assert pins.pop("OWNER/quality") == {"v1"}
    assert len(pins) == 5
    for name, found in pins.items():
        (pin,) = found
        assert re.fullmatch(r"[0-9a-f]{40} # v\d+\.\d+\.\d+", pin), name


def scripts(workflow: Any) -> list[str]:
    """Return every script in a workflow or an action."""
    if isinstance(workflow, dict):
        own = [workflow["run"]] if isinstance(workflow.get("run"), str) else []
        return own + [one for value in workflow.values() for one in scripts(value)]
    return (
        [one for value in workflow for one in scripts(value)] if isinstance(workflow, list) else []
    )


def test_no_input_is_put_into_a_script() -> None:
    folder = TOP / ".github/workflows"
    others = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in folder.iterdir()]
    found = [script for workflow in (ACTION, OURS, *others) for script in scripts(workflow)]
    assert len(found) > 5
    assert [script for script in found if "${{" in script] == []


def test_no_module_is_looked_for_in_the_checkout() -> None:
    hook = (TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    blocks = [one for page in PAGES for one in re.findall("```.+?```", page, re.S)]
    for text in (WORKFLOW, hook, *scripts(ACTION), *blocks):
        assert re.findall(r"python[0-9.]* (?!-I ).*-m\b.*", text) == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the tool as it would be installed from an index."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=TOP, check=True, capture_output=True)
    (path,) = folder.iterdir()
    return path


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Create an environment with pip and the tool's libraries, like the one from setup-python."""
    folder = tmp_path_factory.mktemp("python")
    programs = create_environment(folder)
    (packages,) = folder.glob("lib/python*/site-packages")
    lent = sysconfig.get_path("purelib")
    (packages / "lent.pth").write_text(
        f"import site; site.addsitedir({lent!r})\n", encoding="utf-8"
    )
    return programs


@pytest.fixture(scope="module")
def installed(python: Path, wheel: Path) -> Path:
    """Install the tool into the environment."""
    assert run(f'pip install --quiet "{wheel}"', python).returncode == 0
    return python


@pytest.fixture
def checkout(project: Path) -> Path:
    """Return a valid project with malicious code and settings, as the working folder."""
    code = f"open({str(project / 'RAN')!r}, 'a').write(__name__ + '\\n')\n"
    for name in NAMES:
        (project / f"{name}.py").write_text(code, encoding="utf-8")
    package = project / "src/qualitycli"
    package.mkdir(parents=True)
    for name in ("__init__", "__main__"):
        (package / f"{name}.py").write_text(code, encoding="utf-8")
    for name, text in SETTINGS.items():
        (project / name).write_text(text, encoding="utf-8")
    for name in ("quality", "pip", "python"):
        (project / name).write_text("#!/bin/sh\ntouch RAN\n", encoding="utf-8")
        (project / name).chmod(0o755)
    return project


@pytest.fixture
def action(tmp_path: Path, wheel: Path) -> Path:
    """Create a folder from which pip can build the tool without a network."""
    folder = tmp_path / "the action"
    folder.mkdir()
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n',
        encoding="utf-8",
    )
    (folder / "backend.py").write_text(
        "import shutil\n"
        "def build_wheel(into, *_, **__):\n"
        f"    shutil.copy({str(wheel)!r}, into)\n"
        f"    return {wheel.name!r}\n",
        encoding="utf-8",
    )
    return folder


def run(script: str, python: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script in the working folder like a runner, without a package index."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        env={
            **os.environ,
            "PATH": f"{python}{os.pathsep}{os.environ['PATH']}",
            "PIP_NO_INDEX": "1",
            "PIP_NO_DEPS": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            # The code that runs is compiled on import; pip would compile everything.
            "PIP_NO_COMPILE": "0",
            **environment,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def environment_of(step: Mapping[str, Any], **given: str) -> dict[str, str]:
    """Return the environment of a step of the action."""
    inputs = {name: one["default"] for name, one in ACTION["inputs"].items()} | given
    return {
        name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: inputs[found[1]], value)
        for name, value in step.get("env", {}).items()
    }


def test_the_trap_works(checkout: Path, python: Path) -> None:
    run("python -m pip --version", python)
    assert "__main__" in (checkout / "RAN").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [None, ".:{checkout}:{checkout}/src::data"])
def test_the_steps_of_the_action_run_nothing_of_the_checkout(
    path: str | None, checkout: Path, action: Path, python: Path
) -> None:
    said = {} if path is None else {"PYTHONPATH": path.format(checkout=checkout)}
    said |= {"GITHUB_ACTION_PATH": str(action), "GITHUB_WORKSPACE": str(checkout)}
    steps = [step for step in ACTION["runs"]["steps"] if "run" in step]
    assert [step["name"] for step in steps] == ["Install", "Validate"]
    for step in steps:
        done = run(step["run"], python, **said | environment_of(step))
        assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Проверено: 1 каталог, 3 учебни години.")
    assert not (checkout / "RAN").exists()
    assert not (checkout / "stolen").exists()


@pytest.mark.parametrize(
    "script",
    [
        "\n".join(scripts(OURS)),
        "\n".join(line for line in re.findall(r"^    - ((?:pip|quality) .+)", PAGES[0], re.M)),
        yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]["entry"],
        *re.findall(r"```sh\n#!/bin/sh\n(.+?)```", PAGES[0], re.S),
    ],
    ids=["workflow", "GitLab", "hook of pre-commit", "hook of git"],
)
def test_other_ci_commands_do_not_either(
    script: str, checkout: Path, wheel: Path, installed: Path
) -> None:
    address = wheel.as_uri()
    done = run(script.replace(ADDRESS, address), installed, PIP_FIND_LINKS=str(wheel.parent))
    assert (done.returncode, done.stderr) == (0, "")
    assert not (checkout / "RAN").exists()
    assert not (checkout / "stolen").exists()


@pytest.mark.parametrize("root", ["..", "linked", "/", "no such", "linked/data/..", "$(touch RAN)"])
def test_the_project_that_the_action_checks_is_in_the_workspace(
    root: str, checkout: Path, tmp_path: Path, python: Path
) -> None:
    outside = tmp_path / "outside"
    (outside / "data").mkdir(parents=True)
    (checkout / "linked").symlink_to(outside)
    step = ACTION["runs"]["steps"][-1]
    said = environment_of(step, root=root) | {"GITHUB_WORKSPACE": str(checkout)}
    done = run(step["run"], python, **said)
    assert done.returncode == 2
    assert "not in the workspace" in done.stdout
    assert not (checkout / "RAN").exists()


@pytest.mark.parametrize("strict", ["True", "yes", "", "true;touch RAN"])
def test_the_action_is_strict_or_not_and_guesses_nothing(
    strict: str, checkout: Path, python: Path
) -> None:
    step = ACTION["runs"]["steps"][-1]
    said = environment_of(step, strict=strict) | {"GITHUB_WORKSPACE": str(checkout)}
    done = run(step["run"], python, **said)
    assert done.returncode == 2
    assert done.stdout.startswith("::error title=quality::")
    assert not (checkout / "RAN").exists()
