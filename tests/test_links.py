"""Symlinks out of a project are never read or written through, however late they are created."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from qualitycli.diagnostics import Diagnostic
from qualitycli.reading import folders
from qualitycli.reading.files import read_bytes
from qualitycli.reading.folders import SymlinkEscapeError
from qualitycli.writing.files import DanglingLinkError, replace, write_new, write_output
from qualitycli.writing.generated_files import write_made
from qualitycli.writing.lock import locked
from tests.conftest import CommandResult, Quality

pytestmark = pytest.mark.slow

ALL: Final = ("publish", "public", "--format", "md")


@pytest.fixture
def project(small_project: Path) -> Path:
    """Return a project that reads ten times as fast."""
    return small_project


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Return a folder outside the project, with a private file."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.yaml").write_text("password: hunter2\n", encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def is_refused(outcome: CommandResult) -> bool:
    return (
        outcome.code == 2
        and "Written" not in outcome.out
        and any(why in outcome.err for why in ("leads out of", "a broken link", "form a loop"))
    )


# The path that is replaced with a symlink, and the run that would follow it.
BELOW: Final[dict[str, tuple[str, ...]]] = {
    "public/2020-2021": ALL,
    "data/schema": ("schema", "-o", "data/schema"),
    "data": ("schema", "-o", "data/schema"),
    "data/years": ("new", "2030-2031"),
    ".github": ("init",),
    ".github/workflows": ("init",),
    ".vscode": ("init", "."),
    "templates": ("template", "eject", "summary"),
    "data/years/2020-2021": ("import", "card.csv", "2020-2021", "--yes", "--rater", "Нов"),
    "school/data": ("init", "school"),
}


@pytest.mark.parametrize("kind", ["out", "dangling out", "dangling", "in a loop"])
@pytest.mark.parametrize("link", BELOW)
def test_no_link_is_followed_out_of_a_folder(
    link: str, kind: str, project: Path, outside: Path, quality: Quality
) -> None:
    if BELOW[link][0] == "import":
        assert quality("export", "2020-2021", "-o", "card.csv").code == 0
        card = project / "card.csv"
        card.write_text(card.read_text("utf-8-sig").replace(";3;", ";4;"), encoding="utf-8")
    path = project / link
    if path.is_dir():
        path.rename(outside / "moved")
    target = {
        "out": outside / "moved" if (outside / "moved").is_dir() else outside,
        "dangling out": outside / "nothing",
        "dangling": Path("nothing"),
        "in a loop": Path(path.name),
    }[kind]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)
    if BELOW[link][0] == "init":
        # It writes nothing into a project.
        (project / "data/criteria.yaml").unlink()
    before = contents(outside)
    outcome = quality(*BELOW[link])
    assert outcome.code in (1, 2), outcome.err
    # If the link hides the catalogue or the year, that is reported instead.
    if link not in ("data", "data/years"):
        assert is_refused(outcome), outcome
    assert contents(outside) == before
    assert not (path.parent / "nothing").exists()


@pytest.mark.parametrize("name", ["2020-2021/plan.md", "index.md"])
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_file_to_be_published_may_be_no_link_out(
    name: str, force: tuple[str, ...], project: Path, outside: Path, quality: Quality
) -> None:
    link = project / "public" / name
    link.parent.mkdir(parents=True)
    for target in (outside / "secret.yaml", outside / "nothing", project / "data/criteria.yaml"):
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        before = contents(outside) | contents(project / "data")
        assert is_refused(quality(*ALL, *force))
        assert contents(outside) | contents(project / "data") == before
        # Nothing was published next to it either.
        assert [path for path in (project / "public").rglob("*") if path.is_file()] in (
            [],
            [link],
        )


def test_the_output_folder_may_be_anywhere(project: Path, outside: Path, quality: Quality) -> None:
    (project / "public").symlink_to(outside, target_is_directory=True)
    assert quality(*ALL).code == 0
    assert (outside / "2020-2021/plan.md").is_file()
    # A link from one year to another stays inside.
    shutil.rmtree(outside / "2021-2022")
    (outside / "2021-2022").symlink_to("2020-2021", target_is_directory=True)
    assert quality(*ALL, "--force").code == 0


NAMED: Final = (
    ("card", "2020-2021", "-o", "link.html"),
    ("export", "2020-2021", "-o", "link.csv"),
    ("report", "2020-2021", "-o", "link.md"),
)


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("args", NAMED, ids=" ".join)
def test_a_named_file_may_be_a_link_but_not_a_broken_one(
    args: tuple[str, ...], force: tuple[str, ...], project: Path, outside: Path, quality: Quality
) -> None:
    link = project / args[-1]
    for target in (outside / "nothing", Path(link.name), Path("nothing/below")):
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        outcome = quality(*args, *force)
        assert (outcome.code, outcome.out) == (2, "")
        assert link.is_symlink()
        assert list(outside.iterdir()) == [outside / "secret.yaml"]
    link.unlink()
    there = outside / "there"
    there.write_text("old", encoding="utf-8")
    link.symlink_to(there)
    assert quality(*args, *force).code == (0 if force else 2)
    assert link.is_symlink()
    assert (there.read_text(encoding="utf-8") == "old") == (not force)


def test_a_named_folder_may_not_be_a_broken_link(
    project: Path, outside: Path, quality: Quality
) -> None:
    (project / "link").symlink_to(outside / "nothing")
    for args in (
        (*ALL[:-1], "link"),
        (*ALL[:-1], "link/below"),
        ("schema", "-o", "link"),
        ("init", "link/below"),
        ("card", "2020-2021", "-o", "link/card.html"),
    ):
        assert quality(*args).code == 2
        assert not (outside / "nothing").exists()


Act = Callable[[Path, Path], object]
# Each operation is performed on a file in a folder of a root.
WRITES: Final[dict[str, Act]] = {
    "write_new": lambda path, root: write_new(path.with_name("new.yaml"), "x", root),
    "write_output": lambda path, root: write_output(
        path.with_name("new.md"), b"x", force=True, root=root
    ),
    "write_output over": lambda path, root: write_output(path, b"x", force=True, root=root),
    "write_made": lambda path, root: write_made(path, "{}", root, force=True),
    "replace": lambda path, root: replace(path, "x", b"old", root),
    "lock": lambda path, root: locked(path, 0.1, root).__enter__(),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder with two levels, with a file on the lower one."""
    root = tmp_path / "root"
    (root / "a/b").mkdir(parents=True)
    (root / "a/b/file").write_text("old", encoding="utf-8")
    return root


def swapped_after_the_look(folder: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace a folder with a symlink after its real path has been resolved for the last time."""
    located = folders.located

    def then_swapped(path: Path, root: Path) -> Path:
        found = located(path, root)
        if not folder.is_symlink():
            folder.rename(folder.with_name("was"))
            folder.symlink_to(target, target_is_directory=True)
        return found

    monkeypatch.setattr(folders, "located", then_swapped)


@pytest.mark.parametrize("swapped", ["a", "a/b"])
@pytest.mark.parametrize("act", WRITES)
def test_a_folder_that_is_swapped_for_a_link_meanwhile_is_not_followed(
    act: str, swapped: str, root: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (outside / "b").mkdir()
    for folder in (outside, outside / "b"):
        (folder / "file").write_text("old", encoding="utf-8")
    before = contents(outside)
    swapped_after_the_look(root / swapped, outside, monkeypatch)
    with pytest.raises(SymlinkEscapeError):
        WRITES[act](root / "a/b/file", root)
    assert contents(outside) == before


@pytest.mark.parametrize("swapped", ["a", "a/b"])
def test_nor_is_it_read(
    swapped: str, root: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (outside / "b").mkdir()
    for folder in (outside, outside / "b"):
        (folder / "file").write_text("secret", encoding="utf-8")
    swapped_after_the_look(root / swapped, outside, monkeypatch)
    found = read_bytes(root / "a/b/file", "file", root)
    assert isinstance(found, Diagnostic)
    assert found.rule.code == "Q132"


@pytest.mark.parametrize("what", ["link", "pipe"])
def test_a_file_that_is_swapped_for_a_link_or_a_pipe_meanwhile(
    what: str, root: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = root / "a/b/file"
    status = Path.stat

    def then_swapped(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        found = status(self, follow_symlinks=follow_symlinks)
        if self == path:
            path.unlink()
            if what == "link":
                path.symlink_to(outside / "secret.yaml")
            else:
                os.mkfifo(path)
        return found

    monkeypatch.setattr(Path, "stat", then_swapped)
    read = read_bytes(path, "file", root)
    assert read == b"" if what == "pipe" else isinstance(read, Diagnostic)


@pytest.mark.parametrize("act", WRITES)
@pytest.mark.parametrize("is_relative", [True, False])
def test_links_inside_are_followed_and_those_out_are_not(
    is_relative: bool, act: str, root: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This also applies on systems that cannot open files relative to a folder."""
    monkeypatch.setattr(folders, "_IS_RELATIVE", is_relative)
    (root / "inside").symlink_to("a/b", target_is_directory=True)
    (root / "out").symlink_to(outside, target_is_directory=True)
    (outside / "file").write_text("old", encoding="utf-8")
    before = contents(outside)
    WRITES[act](root / "inside/file", root)
    with pytest.raises(SymlinkEscapeError):
        WRITES[act](root / "out/file", root)
    assert contents(outside) == before
    assert read_bytes(root / "inside/file", "file", root) in {b"x", b"{}", b"old"}
    assert isinstance(read_bytes(root / "out/file", "file", root), Diagnostic)
    (root / "nothing").symlink_to("nowhere")
    with pytest.raises(DanglingLinkError):
        write_new(root / "nothing/file", "x", root)
