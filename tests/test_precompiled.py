"""The modules to which the build compiles the built-in templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import jinja2
import pytest

from hatch_build import compile_templates
from qualitycli.render.documents.templates import precompiled, sandbox
from tests.conftest import THOROUGH, TOP, MadeOnce, Quality

KIND = "self-assessment" if THOROUGH else "plan"
REPORT = ("report", "2020-2021", "--kind", KIND, "--format", "html")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder for the modules, and nothing compiled yet in this process."""
    monkeypatch.setattr(precompiled, "FOLDER", tmp_path / "compiled")
    monkeypatch.setattr(sandbox._COMPILED, "_codes", {})
    precompiled._compiler.cache_clear()
    yield tmp_path / "compiled"
    precompiled._compiler.cache_clear()


@pytest.fixture
def compile_all(folder: Path, made_once: MadeOnce) -> Callable[[], None]:
    """Put the templates into the folder as the build compiles them."""
    return lambda: made_once("compiled templates", _compile_to, folder)


def _compile_to(folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(precompiled, "FOLDER", folder)
        compile_templates(TOP)


@pytest.fixture
def compiled_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that Jinja compiles in this process."""
    names: list[str] = []
    generate = sandbox.Sandbox._generate

    def noted(self: object, source: object, name: str, *rest: object, **more: object) -> str:
        names.append(name)
        return generate(self, source, name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(sandbox.Sandbox, "_generate", noted)
    return names


def test_a_document_is_the_same_without_compiling(
    quality: Quality, compiled_here: list[str], compile_all: Callable[[], None]
) -> None:
    by_jinja = quality(*REPORT).out
    assert f"{KIND}.html.j2" in compiled_here
    compile_all()
    sandbox._COMPILED._codes.clear()
    compiled_here.clear()
    assert quality(*REPORT).out == by_jinja
    assert compiled_here == []


def test_another_version_of_jinja_compiles_the_templates_again(
    quality: Quality,
    compiled_here: list[str],
    compile_all: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compile_all()
    compiled_here.clear()
    monkeypatch.setattr(jinja2, "__version__", "3.9.9")
    precompiled._compiler.cache_clear()
    assert quality(*REPORT).code == 0
    assert f"{KIND}.html.j2" in compiled_here


def test_a_changed_template_is_compiled_again(compile_all: Callable[[], None]) -> None:
    bucket = sandbox._COMPILED.get_bucket
    environment = sandbox.Sandbox(jinja2.DictLoader({}), "en", markdown=False)
    text = (TOP / "templates/plan.html.j2").read_text("utf-8")
    name = "plan.html.j2"
    compile_all()
    assert bucket(environment, name, name, text).code is not None
    assert bucket(environment, name, name, text + " ").code is None
    assert bucket(environment, "index.html.j2", "index.html.j2", text).code is None


def test_modules_of_earlier_builds_are_removed(folder: Path) -> None:
    folder.mkdir()
    (folder / "told.py").write_text("", encoding="utf-8")
    compile_templates(TOP)
    modules = {path.name for path in folder.glob("*.py")}
    assert len(modules) == len(list((TOP / "templates").iterdir())) - 1  # README.md
    assert "told.py" not in modules
