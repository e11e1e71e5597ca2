"""The page on installing, followed literally: also without a network, from a memory stick."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from qualitycli import __version__
from tests.conftest import THOROUGH, TOP
from tests.environments import create_environment
from tests.needs import NOTHING_SKIPPED
from tests.walkthrough import CommandStep, agrees, asked, follower_of, steps

pytestmark = pytest.mark.slow

PAGES = ["docs/install.md", "docs/install.bg.md"]


def steps_of(page: str) -> list[CommandStep]:
    """Return the commands of a page."""
    found = [*steps((TOP / page).read_text(encoding="utf-8"))]
    return [step for step in found if isinstance(step, CommandStep)]


def is_offline(step: CommandStep, shown: str) -> bool:
    """Tell whether a command failed because there is no package index."""
    return "-m pip " in step.command and ("ERROR" in shown or "Could not find" in shown)


@pytest.mark.parametrize("page", PAGES if THOROUGH else PAGES[:1])
def test_the_tool_is_installed_from_a_stick_without_a_network(page: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    # The interpreter is not that of this environment, which already contains the tool.
    follower = follower_of(page, home, Path(sys.base_prefix) / "bin")
    follower.environment |= {
        name: value for name, value in os.environ.items() if name.startswith("PIP_")
    }
    # The code that the page runs is compiled on import; pip would compile everything.
    follower.environment["PIP_NO_COMPILE"] = "0"
    for step in steps_of(page):
        if "--no-index" in step.command:
            # The school's computer has no other packages.
            for name in ("PIP_FIND_LINKS", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL"):
                follower.environment.pop(name, None)
            follower.environment["PIP_CONFIG_FILE"] = os.devnull
        if "--platform" in step.command:
            continue
        if step.command == "python3 -m venv tools" and not THOROUGH:
            create_environment(home / "tools")
            continue
        shown = follower.does(step)
        if is_offline(step, shown) and not os.environ.get(NOTHING_SKIPPED):
            pytest.skip("pip finds no package index")
        assert agrees(step.shown, shown), f"{page}:{step.line}: {step.command}\n{shown}"

    (record,) = home.glob("tools/lib/python*/site-packages/qualitycli-*.dist-info/direct_url.json")
    address = json.loads(record.read_text(encoding="utf-8"))["url"]
    assert address.endswith(f"/stick/qualitycli-{__version__}-py3-none-any.whl")
    paper = TOP / "docs/first-score/karta.docx"
    command = f'tools/bin/quality init school --framework "{paper}" --year 2025-2026 --yes'
    shown = follower.does(CommandStep(0, command, ""))
    assert (home / "school/data/criteria.yaml").exists(), shown
    workflow = (home / "school/.github/workflows/quality.yml").read_text(encoding="utf-8")
    assert f'pip install "qualitycli @ {address}' in workflow


def test_both_pages_ask_the_same_of_their_readers() -> None:
    english, bulgarian = ([*map(asked, steps_of(page))] for page in PAGES)
    assert english == bulgarian
