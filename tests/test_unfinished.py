"""Unfinished files of killed writers: hidden, harmless, and eventually removed."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from qualitycli.reading.folders import opened
from qualitycli.writing.files import write_new, write_output
from qualitycli.writing.generated_files import write_made
from qualitycli.writing.unfinished import clear_unfinished, unfinished
from tests.conftest import TOP, Quality

pytestmark = pytest.mark.slow

LEFT: Final = ".quality-0123456789abcdef.unfinished"
# Kills itself when the first hidden file has been synced to disk, before it gets its name.
_KILLED: Final = """
import os, signal, sys
from qualitycli.cli.app import run
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
run(sys.argv[1:])
"""


def killed(root: Path, *args: str) -> None:
    """Run the tool, and kill it while it writes."""
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, *args],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(TOP / "src")},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL


def hidden(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.endswith(".unfinished")]


@pytest.mark.parametrize(
    "args",
    [
        ("set", "2020-2021", "OP.1.1.1", "1"),
        ("new", "2030-2031"),
        ("card", "2020-2021", "-o", "data/years/card.html"),
    ],
    ids=" ".join,
)
def test_the_next_writer_clears_up(
    args: tuple[str, ...], small_project: Path, quality: Quality
) -> None:
    killed(small_project, *args)
    assert len(hidden(small_project)) == 1
    # Another command, on another file in the folder.
    assert quality("set", "2021-2022", "OP.1.1.1", "1").code == 0
    assert hidden(small_project) == []


def test_nothing_is_left_in_a_folder_to_be_published(small_project: Path, quality: Quality) -> None:
    args = ("publish", "public", "--format", "md")
    killed(small_project, *args)
    assert hidden(small_project / "public") == []
    assert len(hidden(small_project)) == 1
    assert quality(*args, "--force").code == 0
    assert hidden(small_project) == []


@pytest.mark.parametrize("number", [errno.EXDEV, errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_folder_to_be_published_on_a_disk_of_its_own(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the hidden file is created in the folder itself, and is removed there as well."""
    public = tmp_path / "public"
    (public / "2020").mkdir(parents=True)
    (public / "2020" / LEFT).touch()
    seen: list[object] = []
    for name in ("link", "rename", "replace"):
        call = getattr(os, name)

        def across(old: str, new: str, call: object = call, **folders: int) -> None:
            if folders["src_dir_fd"] != folders["dst_dir_fd"]:
                seen.append(old)
                raise OSError(number, os.strerror(number))
            assert callable(call)
            call(old, new, **folders)

        monkeypatch.setattr(os, name, across)
    for force in (False, True):
        write_output(public / "2020/a.md", b"x", force=force, root=public)
    assert seen
    assert (public / "2020/a.md").read_bytes() == b"x"
    assert hidden(tmp_path) == []


def test_a_living_writer_keeps_its_file(tmp_path: Path) -> None:
    with opened(tmp_path, tmp_path) as folder, unfinished(folder, 0o600) as (name, file):
        clear_unfinished(folder)
        write_new(tmp_path / "other.yaml", "x", tmp_path)
        file.write(b"x")
        assert (tmp_path / name).exists()
    assert not (tmp_path / name).exists()


def test_a_file_cleared_before_it_was_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qualitycli.writing import unfinished as module

    lock, times = module._lock, []

    def late(handle: int) -> None:
        times.append(handle)
        if len(times) == 1:
            for path in hidden(tmp_path):
                path.unlink()
        lock(handle)

    monkeypatch.setattr(module, "_lock", late)
    write_new(tmp_path / "a.yaml", "x", tmp_path)
    assert len(times) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


@pytest.mark.parametrize("name", [LEFT, ".a.json.x.unfinished", "a.json.unfinished"])
@pytest.mark.parametrize("what", ["folder", "pipe", "link", "socket"])
def test_a_stray_name_does_not_block_anything_and_stays(
    name: str, what: str, tmp_path: Path
) -> None:
    precious = tmp_path / "precious"
    precious.write_text("x", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    stray = folder / name
    make = {
        "folder": lambda: (stray / "below").mkdir(parents=True),
        "pipe": lambda: os.mkfifo(stray),
        "link": lambda: stray.symlink_to(precious),
        "socket": lambda: os.mknod(stray, 0o140600),
    }
    make[what]()
    write_new(folder / "a.json", "x", folder)
    write_output(folder / "a.json", b"y", force=True)
    write_made(folder / "a.json", "{}", folder, force=True)
    assert (folder / "a.json").read_text(encoding="utf-8") == "{}"
    assert os.path.lexists(stray)
    assert precious.read_text(encoding="utf-8") == "x"


def test_a_file_that_cannot_be_removed_does_not_block_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / LEFT).touch()
    unlink = os.unlink

    def refuses(name: str, *, dir_fd: int | None = None) -> None:
        if name == LEFT:
            raise PermissionError(errno.EACCES, "x")
        unlink(name, dir_fd=dir_fd)

    monkeypatch.setattr(os, "unlink", refuses)
    write_new(tmp_path / "a.yaml", "x", tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [LEFT, "a.yaml"]


def test_a_persons_own_file_is_left(tmp_path: Path) -> None:
    own = [".draft.unfinished", "quality-0123456789abcdef.unfinished", f"{LEFT}.txt"]
    for name in own:
        (tmp_path / name).touch()
    write_new(tmp_path / "a.yaml", "x", tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*own, "a.yaml"])


@pytest.mark.parametrize("letter", ["a", "я", "🎓"])
def test_a_name_may_be_as_long_as_the_disk_takes(letter: str, tmp_path: Path) -> None:
    most = os.pathconf(tmp_path, "PC_NAME_MAX")
    name = letter * ((most - 5) // len(letter.encode())) + ".html"
    for force in (False, True):
        write_output(tmp_path / name, b"x", force=force)
        write_output(tmp_path / "public" / name, b"x", force=force, root=tmp_path / "public")
    assert [path.name for path in tmp_path.rglob("*.html")] == [name] * 2


@pytest.mark.parametrize("force", [False, True])
def test_the_folder_is_on_the_disk_too(
    force: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the file has its name, not before."""
    path = tmp_path / "a.yaml"
    if force:
        path.write_text("old", encoding="utf-8")
    synced: list[tuple[bool, bool]] = []
    fsync = os.fsync

    def noting(file: int) -> None:
        is_folder = os.path.samestat(os.fstat(file), tmp_path.stat())
        synced.append((is_folder, path.exists() and path.read_text(encoding="utf-8") == "new"))
        fsync(file)

    monkeypatch.setattr(os, "fsync", noting)
    write_output(path, b"new", force=force)
    assert synced == [(False, False), (True, True)]
