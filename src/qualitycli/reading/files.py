"""Open and decode files; a file that cannot be read gives a finding."""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat
from pathlib import Path
from typing import Final

from qualitycli.diagnostics import Diagnostic, Place
from qualitycli.messages import N_, Message
from qualitycli.reading.folders import SymlinkEscapeError, located, opened, real
from qualitycli.rules import reading as rules
from qualitycli.source import Source

MOST_MIB: Final = 8
_MOST_BYTES: Final = MOST_MIB * 1024 * 1024

_KINDS: Final = (
    (stat.S_ISDIR, N_("a folder")),
    (stat.S_ISFIFO, N_("a pipe")),
    (stat.S_ISSOCK, N_("a socket")),
    (stat.S_ISCHR, N_("a device")),
    (stat.S_ISBLK, N_("a device")),
)
_REASONS: Final = {
    errno.EACCES: N_("permission denied"),
    errno.EPERM: N_("permission denied"),
    errno.ELOOP: N_("its links form a loop"),
    errno.ENOENT: N_("it does not exist"),
    errno.EIO: N_("the disk reports an error"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EROFS: N_("the file system is read-only"),
    errno.EFBIG: N_("the file would be too large"),
    errno.ENOLCK: N_("the file system does not support locks"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a part of its path is not a folder"),
    errno.EEXIST: N_("it already exists"),
    errno.EINVAL: N_("the name is not valid"),
    errno.EILSEQ: N_("the name is not valid"),
    errno.EMFILE: N_("too many files are open"),
    errno.ENFILE: N_("too many files are open"),
    errno.ENOMEM: N_("there is not enough memory"),
}
# UTF-32 first: its mark starts with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
# Binary files that are often mistaken for text: archives and workbooks, pictures, PDF, old Office.
_SIGNATURES: Final = (
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
)
# Legacy Cyrillic encodings; the frequency of small letters tells them apart.
_CYRILLIC_ENCODINGS: Final = ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic")
_FREQUENT: Final = frozenset("аеиотнрсвлкдпмя")
# Compiled on demand, for a mistake.
_CYRILLIC_WORD: Final = "[А-Яа-я]{3,}"


def read_file(path: Path, name: str, root: Path | None = None) -> Source | Diagnostic:
    """Return the text of the file at `path`, or a finding.

    :param name: the name of the file in messages.
    :param root: the folder that links may not lead out of, if any.
    """
    data = read_bytes(path, name, root)
    return data if isinstance(data, Diagnostic) else decode(data, name)


def read_bytes(path: Path, name: str, root: Path | None = None) -> bytes | Diagnostic:
    """Return the bytes of the file at `path`, or a finding."""
    try:
        target = real(path) if root is None else located(path, root)
        # Only regular files are read: a pipe may never end.
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = next((word for test, word in _KINDS if test(status.st_mode)), _KINDS[-1][1])
            return rules.NOT_A_FILE.at(Place(name), kind=Message(kind))
        with opened(target.parent, root or target.parent) as folder:
            data = folder.read(target.name, _MOST_BYTES + 1)
    except SymlinkEscapeError:
        return rules.LINK_LEADS_OUT.at(Place(name))
    except OSError as error:
        return rules.UNREADABLE.at(Place(name), reason=reason_of(error))
    return too_large(data, name) or data


def too_large(data: bytes, name: str) -> Diagnostic | None:
    """Return the finding for a file that is too large to be read."""
    return rules.TOO_LARGE.at(Place(name), limit=MOST_MIB) if len(data) > _MOST_BYTES else None


def decode(data: bytes, name: str) -> Source | Diagnostic:
    """Decode `data` from UTF-8, or return a finding."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _other_encoding(data, name, error)
    if "\0" in text and (encoding := _wide_encoding(data)):
        return rules.UTF16.at(Place(name), encoding=encoding)
    if data.startswith(_SIGNATURES):
        return rules.BINARY.at(Place(name))
    return Source(name, text)


def _other_encoding(data: bytes, name: str, error: UnicodeDecodeError) -> Diagnostic:
    if encoding := _wide_encoding(data):
        return rules.UTF16.at(Place(name), encoding=encoding)
    if b"\0" in data:
        return rules.BINARY.at(Place(name))
    if _looks_like_windows_1251(data):
        return rules.WINDOWS_1251.at(Place(name))
    # The offset of the error does not count a byte-order mark.
    before = data.removeprefix(codecs.BOM_UTF8)[: error.start].decode("utf-8")
    wrong = data.removeprefix(codecs.BOM_UTF8)[error.start : max(error.end, error.start + 1)]
    span = Source(name, before).span_at(len(before))
    return rules.BROKEN_UTF8.at(Place(name, span), bytes=wrong.hex(" ").upper())


def _wide_encoding(data: bytes) -> str | None:
    """Return UTF-16 or UTF-32, detected by the byte-order mark or the positions of zero bytes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:4096]
    # In UTF-32, two of every four bytes of ASCII or Cyrillic text are zero.
    for first, second in ((2, 3), (0, 1)):
        if len(head) > 7 and not any(head[first::4]) and not any(head[second::4]):
            return "UTF-32"
    even, odd = head[::2].count(0), head[1::2].count(0)
    # In UTF-16, every second byte of ASCII or Cyrillic text is 0 or 4, and the others are not 0.
    few, many = sorted((even, odd))
    return "UTF-16" if few == 0 and many * 8 > len(head) else None


def _looks_like_windows_1251(data: bytes) -> bool:
    """Tell whether, read as Windows-1251, most of the non-ASCII text is Cyrillic words."""
    high = sum(byte >= 0x80 for byte in data)
    text = data.decode("cp1251", errors="replace")
    cyrillic = sum(len(word) for word in re.findall(_CYRILLIC_WORD, text))
    return cyrillic * 2 > high and _likeliest_encoding(data) == "cp1251"


def _likeliest_encoding(data: bytes) -> str:
    """Return the encoding that gives the most letters that are frequent in Bulgarian."""

    def frequent(encoding: str) -> int:
        text = data.decode(encoding, errors="replace")
        return sum(letter in _FREQUENT for letter in text)

    return max(_CYRILLIC_ENCODINGS, key=frequent)


def reason_of(error: OSError) -> Message:
    """Return the reason of a system error, translated if it is a common one."""
    known = _REASONS.get(error.errno or 0)
    return Message(known) if known else Message("{text}", {"text": os.strerror(error.errno or 0)})
