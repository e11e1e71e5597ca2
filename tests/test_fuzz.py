"""The fuzz targets, run on their corpus and on every case that once failed; without atheris."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.run import TARGETS
from tests.conftest import TIMES, TOP

pytestmark = pytest.mark.slow

CASES = [
    pytest.param(name, path, id=f"{name}-{path.name}")
    for name in TARGETS
    for folder in ("corpus", "found")
    for path in sorted((TOP / "fuzz" / folder / name).glob("*"))
]


def target(name: str) -> Callable[[bytes], None]:
    one: Callable[[bytes], None] = import_module(f"fuzz.{name}").one
    return one


def test_every_target_has_a_corpus() -> None:
    modules = {path.stem for path in (TOP / "fuzz").glob("*.py")} - {
        "__init__",
        "run",
        "small_project",
    }
    assert modules == set(TARGETS) == {case.values[0] for case in CASES}


@pytest.mark.parametrize(("name", "path"), CASES)
def test_no_case_breaks_a_promise(name: str, path: object) -> None:
    from pathlib import Path

    assert isinstance(path, Path)
    target(name)(path.read_bytes())


WORDS = [
    found.encode().decode("unicode_escape").encode("latin-1")
    for found in re.findall(
        r'^"(.*)"$', (TOP / "fuzz/words.dict").read_text(encoding="ascii"), re.M
    )
]
SEEDS = {
    name: [path.read_bytes() for path in sorted((TOP / "fuzz/corpus" / name).glob("*"))]
    for name in TARGETS
}


@st.composite
def changed(draw: st.DrawFn, name: str) -> bytes:
    """A case of the corpus in which parts are replaced with words, other bytes, or nothing."""
    data = draw(st.sampled_from(SEEDS[name]))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 12)))
        new = draw(st.sampled_from(WORDS) | st.binary(max_size=3))
        data = data[:start] + new + data[end:]
    return data


@given(data=changed("reading"))
@settings(max_examples=30 * TIMES)
def test_reading_keeps_its_promises(data: bytes) -> None:
    target("reading")(data)


@given(data=changed("read_commands"))
@settings(max_examples=5 * TIMES)
def test_judging_keeps_its_promises(data: bytes) -> None:
    target("read_commands")(data)


@given(data=changed("importing"))
@settings(max_examples=15 * TIMES)
def test_importing_keeps_its_promises(data: bytes) -> None:
    target("importing")(data)


@given(data=changed("documents"))
@settings(max_examples=15 * TIMES)
def test_reading_documents_keeps_its_promises(data: bytes) -> None:
    target("documents")(data)


@given(data=changed("editing"))
@settings(max_examples=30 * TIMES)
def test_changing_keeps_its_promises(data: bytes) -> None:
    target("editing")(data)


@given(data=changed("raters"))
@settings(max_examples=10 * TIMES)
def test_rating_keeps_its_promises(data: bytes) -> None:
    target("raters")(data)


@given(data=changed("edit_commands"))
@settings(max_examples=15 * TIMES)
def test_setting_keeps_its_promises(data: bytes) -> None:
    target("edit_commands")(data)
