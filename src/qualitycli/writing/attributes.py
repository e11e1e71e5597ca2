"""What a file keeps when it is replaced: permissions, group, access lists, attributes.

Network drives and the like may refuse to change the owner or the permissions of a file (EPERM,
EINVAL, ENOTSUP, ENOSYS), or know no extended attributes. That does not matter as long as the new
file comes out as the old one was; where it does not, nothing is written.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import Final, NamedTuple

from qualitycli.reading.folders import Folder

# How a file system says that it does not do something for anybody, or for this person.
REFUSALS: Final = frozenset(
    {errno.EPERM, errno.EACCES, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
)
# Those set by people, and access lists; security labels are left to the system.
_KEPT: Final = ("user.", "system.")
_ACCESS_LIST: Final = "system.posix_acl_access"
_RIGHTS: Final = 0o777


class AttributesLostError(Exception):
    """The file would lose permissions or attributes; it was not replaced."""


class Attributes(NamedTuple):
    """The attributes of one file, to be given to another.

    :ivar extended: extended attributes, with the access list among them.
    """

    status: os.stat_result
    extended: dict[str, bytes]

    @property
    def first_mode(self) -> int:
        """The rights to make the new file with: nobody has more of them then than in the end.

        Where a file system refuses to change permissions later, they may be right at once.
        """
        mode = self.status.st_mode & _RIGHTS
        group, others = mode >> 3 & 7, mode & 7
        return mode if group == others and _ACCESS_LIST not in self.extended else 0o600


def attributes_of(folder: Folder, name: str) -> Attributes:
    """Return what a file of a folder has.

    :raises OSError: it cannot be opened.
    """
    file = folder.open(name, os.O_RDONLY)
    try:
        return Attributes(os.fstat(file), _extended(file))
    finally:
        os.close(file)


def keep_attributes(kept: Attributes, new: int) -> None:
    """Give an open file another's attributes, as far as they decide who may access it.

    The owner is kept where the system lets us.

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
    # In another group, the rights of the old one would be somebody else's.
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
    # Some accept the call and do nothing.
    if (stat.S_IMODE(os.fstat(new).st_mode) ^ mode) & _RIGHTS:
        raise AttributesLostError


def _refuse_unless_known(error: OSError) -> None:
    """Pass over what file systems do not do.

    :raises AttributesLostError: something else is wrong.
    """
    if error.errno not in REFUSALS:
        raise AttributesLostError from error
