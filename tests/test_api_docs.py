"""The pages about the Python API: their examples are run, and they name all there is."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import qualitycli
from tests.conftest import TOP

PAGES = ["docs/api.md", "docs/api.bg.md"]
PUBLIC_CLASSES = (
    qualitycli.OpenProject,
    qualitycli.OpenYear,
    qualitycli.EditResult,
    qualitycli.InvalidFileError,
)


@pytest.mark.parametrize(
    ("page", "examples"), [*((page, 37) for page in PAGES), ("README.md", 3), ("README.bg.md", 3)]
)
def test_the_examples_give_what_they_show(
    page: str, examples: int, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.rename(project.with_name("school")).parent)
    # For doctest an empty line ends what is shown.
    text = (TOP / page).read_text(encoding="utf-8").replace("\n```\n", "\n\n```\n")
    test = doctest.DocTestParser().get_doctest(text, {}, page, page, 0)
    assert len(test.examples) >= examples
    told: list[str] = []
    outcome = doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert outcome.failed == 0, "".join(told)


@pytest.mark.parametrize("page", PAGES)
def test_every_public_name_is_in_the_reference(page: str) -> None:
    text = (TOP / page).read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    named = re.findall(r"`(\w+)(?:\(.*?\))?`", " ".join(rows))
    members = [
        member for kind in PUBLIC_CLASSES for member in vars(kind) if not member.startswith("_")
    ]
    fields = (*qualitycli.Finding._fields, *qualitycli.CollectedRow._fields)
    attributes = ["folder", "is_example", "project", "path", *fields]
    public = [name for name in qualitycli.__all__ if not name.startswith("_")]
    internal = {"read", "told", "checked", "judged", "catalogue_file", "change", "editable"}
    internal |= {"templates", "years_before"}
    assert sorted(set(named)) == sorted({*public, *members, *attributes} - internal)
    codes = dict(re.findall(r"^\| `(\w+Error)` \| `([a-z-]+)` \|", text, re.MULTILINE))
    assert codes == {name: getattr(qualitycli, name).code for name in codes}
    assert set(codes) == {name for name in public if name.endswith("Error")} - {"QualityError"}
