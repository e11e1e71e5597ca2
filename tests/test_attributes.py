"""Attributes kept when a file is replaced, on ordinary and on restrictive file systems.

The refusals of network drives are simulated: the calls fail as they do there (EPERM, EINVAL,
ENOTSUP, ENOSYS), on a file system on which they would succeed.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from qualitycli.writing.attributes import AttributesLostError
from qualitycli.writing.files import replace, write_new, write_output
from qualitycli.writing.generated_files import write_made
from tests.conftest import Quality

pytestmark = pytest.mark.slow

OLD: Final = "ratings:\n  OP.1.1.1: 3\n"
ACCESS: Final = "system.posix_acl_access"
DEFAULT: Final = "system.posix_acl_default"
REFUSALS: Final = (errno.EPERM, errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)


def access_list(group: int) -> bytes:
    """Return an access list: the owner and user 1234 may write; the group has the given rights.

    The format is that of linux/posix_acl_xattr.h: the version, then tag, rights and id of each
    entry.
    """
    nobody = 0xFFFFFFFF
    user_obj, user, group_obj, mask, other = 1, 2, 4, 0x10, 0x20
    entries = [(user_obj, 6, nobody), (user, 6, 1234), (group_obj, group, nobody)]
    entries += [(mask, 6, nobody), (other, 0, nobody)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *one) for one in entries)


def with_attribute(path: Path, name: str, value: bytes) -> None:
    try:
        os.setxattr(path, name, value)
    except OSError as error:
        pytest.skip(f"the file system refuses {name}: {error}")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "year.yaml"
    path.write_text(OLD, encoding="utf-8")
    path.chmod(0o640)
    return path


def by_replace(path: Path) -> None:
    replace(path, "new\n", path.read_bytes(), path.parent)


def by_output(path: Path) -> None:
    write_output(path, b"new\n", force=True)


def by_folder(path: Path) -> None:
    write_output(path, b"new\n", force=True, root=path.parent)


def by_made(path: Path) -> None:
    write_made(path, "new\n", path.parent, force=True)


WAYS: Final = (by_replace, by_output, by_folder, by_made)
Way = Callable[[Path], None]


@pytest.mark.parametrize("write", WAYS)
def test_an_access_list_stays(write: Way, path: Path) -> None:
    """Without the list, its mask would become the rights of the group, which could then write."""
    with_attribute(path, ACCESS, access_list(group=4))
    mode = path.stat().st_mode
    write(path)
    assert path.read_bytes() == b"new\n"
    assert os.getxattr(path, ACCESS) == access_list(group=4)
    assert path.stat().st_mode == mode


@pytest.mark.parametrize("write", WAYS)
def test_extended_attributes_stay(write: Way, path: Path) -> None:
    with_attribute(path, "user.origin", "от колежка".encode())
    with_attribute(path, "user.empty", b"")
    write(path)
    assert {name: os.getxattr(path, name) for name in os.listxattr(path)} == {
        "user.origin": "от колежка".encode(),
        "user.empty": b"",
    }


@pytest.mark.parametrize("write", WAYS)
def test_an_access_list_of_the_folder_is_not_put_on_an_old_file(write: Way, path: Path) -> None:
    with_attribute(path.parent, DEFAULT, access_list(group=6))
    write(path)
    assert ACCESS not in os.listxattr(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_access_list_that_its_folder_gives(tmp_path: Path) -> None:
    with_attribute(tmp_path, DEFAULT, access_list(group=6))
    write_new(tmp_path / "new.yaml", "new\n", tmp_path)
    (tmp_path / "editor.yaml").touch()
    assert os.getxattr(tmp_path / "new.yaml", ACCESS) == os.getxattr(
        tmp_path / "editor.yaml", ACCESS
    )


def test_a_new_file_has_the_rights_that_an_editor_would_give_it(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_new(tmp_path / "new.yaml", "new\n", tmp_path)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "new.yaml").stat().st_mode) == 0o640


def test_nothing_is_written_if_an_attribute_cannot_be_kept(
    project: Path, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = project / "data/years/2020-2021.yaml"
    with_attribute(year, "user.origin", b"x")
    before = year.read_bytes()

    def refuses(*_: object, **__: object) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    monkeypatch.setattr(os, "setxattr", refuses)
    outcome = quality("set", "2020-2021", "OP.1.1.1", "1")
    assert (outcome.code, outcome.out) == (2, "")
    assert "its permissions could not be preserved" in outcome.err
    assert year.read_bytes() == before
    assert [one.name for one in year.parent.iterdir() if one.name.startswith(".")] == []


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make system calls fail as they do on a network drive."""

    def refuse(number: int, *names: str) -> None:
        def fails(*_: object, **__: object) -> None:
            raise OSError(number, os.strerror(number))

        for name in names:
            monkeypatch.setattr(os, name, fails)

    return refuse


@pytest.mark.parametrize("number", REFUSALS)
@pytest.mark.parametrize("write", WAYS)
def test_a_drive_without_owners_and_syncing(
    write: Way, number: int, path: Path, refusing: Callable[..., None]
) -> None:
    """New files there get the same owner, group and permissions anyway, so nothing is lost."""
    path.chmod(0o600)
    refusing(number, "fchown", "fchmod", "fsync", "listxattr", "link")
    write(path)
    assert path.read_bytes() == b"new\n"
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("number", REFUSALS)
def test_a_drive_without_syncing_takes_new_files(
    number: int, tmp_path: Path, refusing: Callable[..., None]
) -> None:
    refusing(number, "fchown", "fchmod", "fsync", "listxattr", "link")
    write_new(tmp_path / "a/new.yaml", "new\n", tmp_path)
    write_output(tmp_path / "new.html", b"new\n", force=False)
    assert (tmp_path / "a/new.yaml").read_text() == (tmp_path / "new.html").read_text() == "new\n"


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
def test_a_disk_that_does_not_take_the_file_down_is_no_such_drive(
    number: int, path: Path, refusing: Callable[..., None]
) -> None:
    refusing(number, "fsync")
    with pytest.raises(OSError, match=os.strerror(number)):
        by_replace(path)
    assert path.read_text(encoding="utf-8") == OLD


@pytest.mark.parametrize("number", REFUSALS)
def test_permissions_that_cannot_be_given_are_not_lost(
    number: int, path: Path, refusing: Callable[..., None]
) -> None:
    refusing(number, "fchmod")
    with pytest.raises(AttributesLostError):
        by_replace(path)
    assert path.read_text(encoding="utf-8") == OLD


@pytest.mark.parametrize("number", REFUSALS)
@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_usual_permissions_need_not_be_changed_later(
    mode: int, number: int, path: Path, refusing: Callable[..., None]
) -> None:
    path.chmod(mode)
    refusing(number, "fchmod")
    by_replace(path)
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert path.read_text(encoding="utf-8") == "new\n"


def test_a_drive_that_ignores_permissions(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fchmod", lambda *_: None)
    with pytest.raises(AttributesLostError):
        by_replace(path)
    path.chmod(0o600)
    by_replace(path)
    assert path.read_text(encoding="utf-8") == "new\n"


@pytest.fixture
def anothers(path: Path) -> Path:
    """Return a file with another owner and group."""
    try:
        os.chown(path, 1234, 1235)
    except OSError:
        pytest.skip("only root gives files to others")
    return path


@pytest.mark.parametrize("write", WAYS)
def test_owner_and_group_stay_where_the_system_lets_us(write: Way, anothers: Path) -> None:
    write(anothers)
    status = anothers.stat()
    assert (status.st_uid, status.st_gid) == (1234, 1235)
    assert stat.S_IMODE(status.st_mode) == 0o640


def test_the_group_stays_also_where_the_owner_cannot(
    anothers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fchown = os.fchown

    def only_group(file: int, owner: int, group: int) -> None:
        if owner != -1:
            raise PermissionError(errno.EPERM, "x")
        fchown(file, owner, group)

    monkeypatch.setattr(os, "fchown", only_group)
    by_replace(anothers)
    status = anothers.stat()
    assert (status.st_uid, status.st_gid) == (os.getuid(), 1235)
    assert stat.S_IMODE(status.st_mode) == 0o640


@pytest.mark.parametrize("number", REFUSALS)
def test_another_group_does_not_get_the_rights_of_this_one(
    number: int, anothers: Path, refusing: Callable[..., None]
) -> None:
    refusing(number, "fchown")
    with pytest.raises(AttributesLostError):
        by_replace(anothers)
    assert anothers.read_text(encoding="utf-8") == OLD
    # If the group has the same rights as everybody, it does not matter which group it is.
    anothers.chmod(0o644)
    by_replace(anothers)
    assert anothers.read_text(encoding="utf-8") == "new\n"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o660])
def test_others_cannot_open_the_new_file_before_it_has_its_permissions(
    mode: int, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.chmod(mode)
    modes: list[int] = []
    opened = os.open

    def noting(name: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        file = opened(name, flags, mode, dir_fd=dir_fd)
        if flags & os.O_CREAT:
            modes.append(stat.S_IMODE(os.fstat(file).st_mode))
        return file

    monkeypatch.setattr(os, "open", noting)
    by_replace(path)
    assert modes == [0o600]
    assert stat.S_IMODE(path.stat().st_mode) == mode
