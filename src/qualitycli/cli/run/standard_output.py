"""Standard output that survives a closed pipe and can be held back until files are written."""

from __future__ import annotations

import errno
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, TextIO

if TYPE_CHECKING:
    from typing import Self

    from _typeshed import ReadableBuffer


# The error numbers for a closed pipe; on Windows it is often EINVAL.
_READER_LEFT: Final = {errno.EPIPE, errno.EINVAL} if sys.platform == "win32" else {errno.EPIPE}


class StandardOutput(io.RawIOBase):
    """The raw stream that `sys.stdout` writes to during a run.

    If the reader closes the pipe early (`quality validate | head`), the run continues without
    output, so that the exit status is right. For a command that writes files, standard output and
    standard error are held back until the files are written, so that a slow or failing reader
    cannot prevent a file from being written.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        # Bypasses the buffer, which would retain data that could not be written.
        self._target: Any = getattr(stream.buffer, "raw", stream.buffer)
        self._held: list[bytes | str] | None = None
        self._is_lost = False

    @classmethod
    def in_place_of(cls, stream: TextIO) -> tuple[Self, TextIO]:
        """Return an output with the target of a stream, and a text stream that writes to it.

        Characters that the stream's encoding lacks become question marks.
        """
        stream.flush()
        output = cls(stream)
        unbuffered = bool(getattr(stream, "write_through", False))
        text = io.TextIOWrapper(
            # The type stubs require more than a writable stream needs.
            output if unbuffered else io.BufferedWriter(output),  # type: ignore[type-var]
            encoding=stream.encoding,
            errors="replace",
            line_buffering=bool(stream.line_buffering),
            write_through=unbuffered,
        )
        return output, text

    def hold(self) -> None:
        """Hold back all further output."""
        self._held = []

    def hold_line(self, line: str) -> bool:
        """Hold back a line for standard error if output is held back; return whether it is."""
        if self._held is None:
            return False
        sys.stdout.flush()
        self._held.append(line)
        return True

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Write the output that was held back, and do not hold back the question."""
        was_holding = self._held is not None
        self.release()
        yield
        sys.stdout.flush()
        if was_holding:
            self.hold()

    def release(self) -> None:
        """Write the output that was held back, and stop holding it back.

        :raises OSError: standard output cannot be written to.
        """
        sys.stdout.flush()
        held, self._held = self._held or [], None
        failed = None
        for one in held:
            try:
                self._write_whole(one)
            except OSError as error:
                failed = error
        if failed is not None:
            raise failed

    def _write_whole(self, one: bytes | str) -> None:
        if isinstance(one, str):
            with suppress(OSError):
                sys.stderr.write(one)
            return
        left = memoryview(one)
        while left:
            left = left[self.write(left) :]

    def write(self, data: ReadableBuffer, /) -> int:
        """Write or hold back data; discard it once the pipe is closed."""
        size = memoryview(data).nbytes
        # Click writes an empty text to detect the kind of stream, which a device may refuse.
        if self._is_lost or not size:
            return size
        if self._held is not None:
            self._held.append(bytes(data))
            return size
        try:
            written = self._target.write(data)
        except OSError as error:
            # Report the error once, not again for data in a buffer.
            self._is_lost = True
            if error.errno in _READER_LEFT:
                return size
            raise
        if written is None:
            raise BlockingIOError
        return int(written)

    def writable(self) -> bool:
        """Return True."""
        return True

    def isatty(self) -> bool:
        """Tell whether the target is a terminal."""
        return bool(self._stream.isatty())

    def fileno(self) -> int:
        """Return the file descriptor of the target."""
        return int(self._stream.fileno())
