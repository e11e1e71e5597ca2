"""What a file keeps when another takes its place: permissions, group, access lists, attributes.

Network drives and the like may refuse to change the owner or the permissions of a file (EPERM,
EINVAL, ENOTSUP, ENOSYS), or know no extended attributes. That does not matter as long as the new
file comes out as the old one was; where it does not, nothing is written.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import Final

# How a file system says that it does not do something for anybody, or for this person.
REFUSALS: Final = frozenset(
    {errno.EPERM, errno.EACCES, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
)
# Those of people, and access lists; labels of security are the system's own to give.
_KEPT: Final = ("user.", "system.")
_RIGHTS: Final = 0o777


class AttributesLostError(Exception):
    """The file would lose permissions or attributes; it was not replaced."""


def keep_attributes(old: int, new: int) -> None:
    """Give one open file what another has, as far as it matters to who may do what with it.

    The owner is kept where the system lets us.

    :raises AttributesLostError: permissions or attributes cannot be kept.
    """
    if hasattr(os, "listxattr"):
        attributes = _attributes(old)
        _keep_owner(old, new, has_list="system.posix_acl_access" in attributes)
        _keep_extended(attributes, new)
    elif hasattr(os, "fchown"):
        _keep_owner(old, new, has_list=False)
    _keep_mode(old, new)


def _keep_owner(old: int, new: int, *, has_list: bool) -> None:
    was, now = os.fstat(old), os.fstat(new)
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
    if was.st_gid != now.st_gid and (has_list or group != others):
        raise AttributesLostError


def _keep_extended(attributes: dict[str, bytes], new: int) -> None:
    inherited = _attributes(new)
    try:
        for name in inherited.keys() - attributes.keys():
            os.removexattr(new, name)
        for name, value in attributes.items():
            if inherited.get(name) != value:
                os.setxattr(new, name, value)
    except OSError as error:
        raise AttributesLostError from error


def _attributes(file: int) -> dict[str, bytes]:
    try:
        names = os.listxattr(file)
    except OSError as error:
        _refuse_unless_known(error)
        return {}
    return {name: os.getxattr(file, name) for name in names if name.startswith(_KEPT)}


def _keep_mode(old: int, new: int) -> None:
    mode = stat.S_IMODE(os.fstat(old).st_mode)
    if stat.S_IMODE(os.fstat(new).st_mode) == mode:
        return
    if not hasattr(os, "fchmod"):
        raise AttributesLostError
    try:
        os.fchmod(new, mode)
    except OSError as error:
        raise AttributesLostError from error
    # Some take the call and do nothing.
    if (stat.S_IMODE(os.fstat(new).st_mode) ^ mode) & _RIGHTS:
        raise AttributesLostError


def _refuse_unless_known(error: OSError) -> None:
    """Pass over what file systems do not do.

    :raises AttributesLostError: something else is wrong.
    """
    if error.errno not in REFUSALS:
        raise AttributesLostError from error
