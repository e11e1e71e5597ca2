"""The distribution: a wheel that contains the data and works in a separate environment.

It is built from the source archive, as by a packager, which shows that the archive is complete.
"""

from __future__ import annotations

import gettext
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from qualitycli import __version__
from qualitycli.messages import DOMAIN
from tests.conftest import TOP
from tests.environments import create_environment
from tests.needs import need

pytestmark = pytest.mark.slow


def run_build(kind: str, where: Path, *options: str) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, *options]
    subprocess.run(command, cwd=where, check=True, capture_output=True)


def built(kind: str, where: Path, into: Path) -> Path:
    run_build(kind, where, "-d", str(into))
    (path,) = (one for one in into.iterdir() if one.is_file())
    return path


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source archive."""
    return built("sdist", TOP, tmp_path_factory.mktemp("sdist"))


def unpacked(archive: Path, into: Path) -> Path:
    with tarfile.open(archive) as packed:
        packed.extractall(into, filter="data")
    return into / f"qualitycli-{__version__}"


@pytest.fixture(scope="module")
def wheel(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the source archive."""
    folder = unpacked(archive, tmp_path_factory.mktemp("unpacked"))
    return built("wheel", folder, tmp_path_factory.mktemp("wheel"))


def test_the_package_index_would_take_both(archive: Path, wheel: Path) -> None:
    need("twine")
    from twine.commands import check as twine

    assert twine.check([str(archive), str(wheel)], strict=True) is False, "True tells of a fault"


def test_the_archive_has_what_a_checkout_has(archive: Path) -> None:
    """Files that each machine generates, and files that only a repository needs, are left out."""
    with tarfile.open(archive) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=TOP, capture_output=True, check=True, text=True
    ).stdout.splitlines()
    left_out = (".ci/", ".github/", ".gitattributes", ".gitignore")
    assert [one for one in tracked if one not in names and not one.startswith(left_out)] == []


def test_the_wheel_carries_data_templates_and_translations(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "qualitycli/shipped/data/criteria.yaml" in names
    assert "qualitycli/shipped/data/years/2020-2021.yaml" in names
    assert "qualitycli/shipped/data/schema/year.schema.json" in names
    assert any(name.startswith("qualitycli/shipped/templates/") for name in names)
    for path in (TOP / "examples").rglob("*.yaml"):
        assert f"qualitycli/shipped/{path.relative_to(TOP).as_posix()}" in names
    assert "qualitycli/locale/bg/LC_MESSAGES/qualitycli.mo" in names
    compiled = [name for name in names if "/templates/compiled/t" in name]
    assert len(compiled) == len(list((TOP / "templates").iterdir())) - 1  # README.md
    assert "qualitycli/py.typed" in names
    for name in ("yaml.js", "answers.js", "card.js", "card.css", "card.html.j2"):
        assert f"qualitycli/render/card/{name}" in names
    for language in ("bg", "en"):
        assert f"qualitycli/writing/blank/{language}.yaml" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_an_editable_install_has_the_translations(archive: Path, tmp_path: Path) -> None:
    checkout = unpacked(archive, tmp_path)
    locale = checkout / "src/qualitycli/locale"
    assert gettext.find(DOMAIN, locale, ["bg"]) is None
    # A full build of this kind needs a package that pip downloads for it.
    run_build("wheel:editable", checkout, "--hooks-only")
    assert gettext.translation(DOMAIN, locale, ["bg"]).gettext("Area") == "Област"


def test_the_wheel_scores_the_shipped_example_in_an_empty_folder(
    wheel: Path, tmp_path: Path
) -> None:
    environment = tmp_path / "environment"
    python = create_environment(environment) / "python"
    install = [
        str(python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True)
    # The libraries come from this environment; the tool, its data and its command from the wheel.
    packages = Path(sysconfig.get_path("purelib"))
    lent = next((environment / "lib").glob("python*/site-packages"), None)
    assert lent is not None
    (lent / "lent.pth").write_text(f"{packages}\n", encoding="utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()

    def run(*args: str) -> subprocess.CompletedProcess[str]:
        command = [str(python.with_name("quality")), *args]
        done = subprocess.run(
            command, cwd=empty, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        return done

    scored = run("--lang", "en", "score", "2020-2021")
    assert "2.84" in scored.stdout
    assert "the built-in example" in scored.stderr
    made = run("report", "2020-2021", "--kind", "plan").stdout
    assert "\n# Годишен план-график\n" in made, "the wheel has the templates"
    assert run("--lang", "bg", "--help").stdout.startswith("Употреба: quality ")
    assert list(empty.iterdir()) == []
    run("init", "--framework", "detska-gradina", "--year", "2025-2026")
    assert "id: detska-gradina" in (empty / "data/criteria.yaml").read_text(encoding="utf-8")
