"""The workflow that builds, checks and publishes a release; it runs on GitHub only."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from qualitycli import __version__
from tests.conftest import TOP

RELEASE: Final[dict[Any, Any]] = yaml.safe_load(
    (TOP / ".github/workflows/release.yml").read_text(encoding="utf-8")
)
JOB: Final = RELEASE["jobs"]["release"]
STEPS: Final = [step.get("name") or step.get("uses") or step["run"] for step in JOB["steps"]]


def script(name: str) -> str:
    (step,) = (one for one in JOB["steps"] if one.get("name") == name)
    return str(step["run"])


def at(start: str) -> int:
    (number,) = (n for n, name in enumerate(STEPS) if name.startswith(start))
    return number


def test_it_runs_on_a_tag_only() -> None:
    # YAML 1.1 reads “on” as true.
    assert RELEASE[True] == {"push": {"tags": ["v*"]}}


def test_it_may_write_only_what_it_publishes() -> None:
    assert RELEASE["permissions"] == {"contents": "read"}
    assert JOB["permissions"] == dict.fromkeys(("contents", "id-token", "attestations"), "write")


def test_nothing_is_published_before_it_is_checked_and_attested() -> None:
    order = ["Compare the tag", "Check the code", "Build", "Check the archives", "Install the"]
    order += ["actions/attest-build-provenance@", "Publish"]
    assert [*map(at, order)] == sorted(map(at, order))
    assert STEPS[-1] == "Publish"
    files = "dist/release/*"
    assert JOB["steps"][at("actions/attest")]["with"] == {"subject-path": files}
    assert script("Check the archives").endswith(f"--strict {files}")
    assert script("Publish").endswith(files), "what is attested is what is published"


@pytest.mark.parametrize(
    ("tag", "code"),
    [(f"v{__version__}", 0), (__version__, 1), (f"v{__version__}.1", 1), ("v0", 1), ("", 1)],
)
def test_the_tag_is_that_of_the_version(tag: str, code: int) -> None:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-e", "-c", script("Compare the tag with the version")],
        cwd=TOP,
        env={**os.environ, "PATH": path, "GITHUB_REF_NAME": tag},
        capture_output=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
