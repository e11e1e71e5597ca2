"""Keep permissions, group, access lists and attributes when a file is replaced.

Network drives, for example, may refuse to change the owner or permissions of a file (EPERM, EINVAL,
ENOTSUP, ENOSYS), or lack extended attributes. That is accepted if the new file ends up with the
attributes of the old one; otherwise, nothing is written.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import Final, NamedTuple

from qualitycli.reading.folders import Folder

# Errors for operations that a file system does not support, or does not permit this user.
REFUSALS: Final = frozenset(
    {errno.EPERM, errno.EACCES, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
)
# Attributes set by people, and access lists; the system sets security labels.
_KEPT: Final = ("user.", "system.")
_ACCESS_LIST: Final = "system.posix_acl_access"
_RIGHTS: Final = 0o777


class AttributesLostError(Exception):
    """The file would lose permissions or attributes; it was not replaced."""


class Attributes(NamedTuple):
    """The attributes of a file, to be copied to another.

    :ivar extended: extended attributes, with the access list among them.
    """

    status: os.stat_result
    extended: dict[str, bytes]

    @property
    def first_mode(self) -> int:
        """The mode to create the new file with; it grants no more than the final one.

        If a file system refuses to change permissions later, they may already be right.
        """
        mode = self.status.st_mode & _RIGHTS
        group, others = mode >> 3 & 7, mode & 7
        return mode if group == others and _ACCESS_LIST not in self.extended else 0o600


def attributes_of(folder: Folder, name: str) -> Attributes:
    """Return the attributes of a file in a folder.

    :raises OSError: it cannot be opened.
    """
    file = folder.open(name, os.O_RDONLY)
    try:
        return Attributes(os.fstat(file), _extended(file))
    finally:
        os.close(file)


def keep_attributes(kept: Attributes, new: int) -> None:
    """Copy attributes to an open file, as far as they control access.

    The owner is kept if the system permits it.

    :raises AttributesLostError: permissions or attributes cannot be kept.
    """
    if hasattr(os, "fchown"):
        _keep_owner(kept, new)
    if hasattr(os, "setxattr"):
        _keep_extended(kept.extended, new)
    _keep_mode(stat.S_IMODE(kept.status.st_mode), new)


def _keep_owner(kept: Attributes, new: int) -> None:
    was, now = kept.status, os.fstat(new)
    if (was.st_uid, was.st_gid) == (now.st_uid, now.st_gid):
        return
    for owner in (was.st_uid, -1):
        try:
            os.fchown(new, owner, was.st_gid)
        except OSError as error:
            _refuse_unless_known(error)
        else:
            return
    # With another group, the permissions of the old group would apply to other people.
    group, others = was.st_mode >> 3 & 7, was.st_mode & 7
    if was.st_gid != now.st_gid and (_ACCESS_LIST in kept.extended or group != others):
        raise AttributesLostError


def _keep_extended(kept: dict[str, bytes], new: int) -> None:
    inherited = _extended(new)
    try:
        for name in inherited.keys() - kept.keys():
            os.removexattr(new, name)
        for name, value in kept.items():
            if inherited.get(name) != value:
                os.setxattr(new, name, value)
    except OSError as error:
        raise AttributesLostError from error


def _extended(file: int) -> dict[str, bytes]:
    if not hasattr(os, "listxattr"):
        return {}
    try:
        names = os.listxattr(file)
    except OSError as error:
        _refuse_unless_known(error)
        return {}
    return {name: os.getxattr(file, name) for name in names if name.startswith(_KEPT)}


def _keep_mode(mode: int, new: int) -> None:
    if stat.S_IMODE(os.fstat(new).st_mode) == mode:
        return
    if not hasattr(os, "fchmod"):
        raise AttributesLostError
    try:
        os.fchmod(new, mode)
    except OSError as error:
        raise AttributesLostError from error
    # Some file systems accept the call and do nothing.
    if (stat.S_IMODE(os.fstat(new).st_mode) ^ mode) & _RIGHTS:
        raise AttributesLostError


def _refuse_unless_known(error: OSError) -> None:
    """Ignore errors for unsupported operations.

    :raises AttributesLostError: it is another error.
    """
    if error.errno not in REFUSALS:
        raise AttributesLostError from error
