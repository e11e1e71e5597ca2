"""Raters' files as saved by cards: results or findings, and never bugs.

The bytes are the files of two raters, separated by a line of `%%%`. An optional third part is a
spreadsheet that is imported for the first rater.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from fuzz import small_project
from fuzz.read_commands import folder, run_command
from fuzz.reading import check_findings
from qualitycli.checks import check_rater
from qualitycli.checks.raters import RatedYear
from qualitycli.diagnostics import Diagnostic, by_place
from qualitycli.reading.files import decode
from qualitycli.reading.load import parse_rater
from qualitycli.source import Source
from qualitycli.workspace import RaterFile

YEAR = small_project.YEARS[1]
MINUTES = ("--protocol", "№ 4", "--date", "2022-05-20", "--force")
NAMES = ("a.yaml", "b.yaml")


def one(data: bytes) -> None:
    """Read the files, compare the raters, record agreed ratings, export and import."""
    files = data.split(b"\n%%%\n")
    found = [_read(text, name) for name, text in zip(NAMES, files[:2], strict=False)]
    root = _project(files[:2])
    code, out = run_command(("raters", YEAR, "--format", "json"))
    if code == 0:
        _check_figures(json.loads(out), len(found))
        run_command(("raters", YEAR))
        run_command(("agree", YEAR, "--unanimous", "--min-raters", "1", *MINUTES))
        # The year is valid after recording.
        assert run_command(("validate", YEAR))[0] == 0
    run_command(("validate", "--format", "json"))
    if code != 0 or found[0] is None:
        return
    rater = ("--rater", found[0].opinions.rater.name)
    if _is_typed(rater[1]):
        run_command(("export", YEAR, *rater, "-o", str(root / "card.csv"), "--force"), 0, 1, 2)
        if len(files) > 2:
            (root / "card.csv").write_bytes(files[2])
            run_command(("import", str(root / "card.csv"), YEAR, *rater, "--yes"), 0, 1, 2)
            assert run_command(("raters", YEAR))[0] == 0


def _is_typed(name: str) -> bool:
    """Tell whether a name can be given on a command line."""
    return bool(name.strip()) and not name.startswith("-") and "\0" not in name


def _read(text: bytes, name: str) -> RaterFile | None:
    """Read one file and check the places of its findings."""
    source = decode(text, f"data/years/{YEAR}/raters/{name}")
    if isinstance(source, Diagnostic):
        check_findings([source], None)
        return None
    loaded = parse_rater(source, YEAR)
    assert loaded.content is not None or loaded.found, "refused without a finding"
    found = list(loaded.found)
    if loaded.content is not None:
        rated = RatedYear.of(small_project.year_file().assessment)
        found += check_rater(loaded.content, small_project.catalogue_file(), rated)
    check_findings(by_place(found), Source(source.name, source.text))
    return loaded.content


def _project(files: list[bytes]) -> Path:
    root = folder()
    for name in ("criteria", *small_project.YEARS):
        path = root / "data" / (f"years/{name}.yaml" if name[0] == "2" else f"{name}.yaml")
        path.write_bytes(small_project.text_of(name))
    place = root / f"data/years/{YEAR}/raters"
    shutil.rmtree(place.parent, ignore_errors=True)
    place.mkdir(parents=True)
    for name, text in zip(NAMES, files, strict=False):
        (place / name).write_bytes(text)
    return root


def _check_figures(shown: dict[str, object], files: int) -> None:
    raters = shown["raters"]
    assert isinstance(raters, list)
    assert len(raters) == files
    for rater in raters:
        assert min(rater["scored"], rater["not_applicable"], rater["missing"]) >= 0, rater
