"""Standard output below its text layer: survives a closed pipe, and can wait for the files."""

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


# How the system says so; Windows has no signal of its own for it.
_READER_LEFT: Final = {errno.EPIPE, errno.EINVAL} if sys.platform == "win32" else {errno.EPIPE}


class StandardOutput(io.RawIOBase):
    """What `sys.stdout` writes to during a run.

    A reader that leaves early (`quality validate | head`) ends nothing: the run goes on without
    output, so that its exit status says what was found. And a command that writes files has its
    output, and what it says on standard error, held back until the files are written: so no reader
    and no full disk at the other end of a pipe can keep a file from being written.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        # Bypasses the buffer, which would keep what could not be written.
        self._target: Any = getattr(stream.buffer, "raw", stream.buffer)
        self._held: list[bytes | str] | None = None
        self._is_lost = False

    @classmethod
    def in_place_of(cls, stream: TextIO) -> tuple[Self, TextIO]:
        """Return an output to the target of a stream, and the text stream that writes to it.

        Letters that the stream's encoding lacks become question marks.
        """
        stream.flush()
        output = cls(stream)
        unbuffered = bool(getattr(stream, "write_through", False))
        text = io.TextIOWrapper(
            # The stubs ask for more than a writable stream has to have.
            output if unbuffered else io.BufferedWriter(output),  # type: ignore[type-var]
            encoding=stream.encoding,
            errors="replace",
            line_buffering=bool(stream.line_buffering),
            write_through=unbuffered,
        )
        return output, text

    def hold(self) -> None:
        """Hold back what is written from now on."""
        self._held = []

    def hold_line(self, line: str) -> bool:
        """Hold back a line for standard error, if output is held; tell whether it is."""
        if self._held is None:
            return False
        sys.stdout.flush()
        self._held.append(line)
        return True

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Write what is held back, then let a question through."""
        was_holding = self._held is not None
        self.release()
        yield
        sys.stdout.flush()
        if was_holding:
            self.hold()

    def release(self) -> None:
        """Write what was held back, and stop holding output back.

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
        """Write or hold back; once the reader has left, do neither."""
        size = memoryview(data).nbytes
        # click writes nothing to find out what a stream is; a device may refuse even that.
        if self._is_lost or not size:
            return size
        if self._held is not None:
            self._held.append(bytes(data))
            return size
        try:
            written = self._target.write(data)
        except OSError as error:
            # Reported once, not again for what is still in a buffer.
            self._is_lost = True
            if error.errno in _READER_LEFT:
                return size
            raise
        if written is None:
            raise BlockingIOError
        return int(written)

    def writable(self) -> bool:
        """Return True: it can be written to."""
        return True

    def isatty(self) -> bool:
        """Tell whether it goes to a terminal."""
        return bool(self._stream.isatty())

    def fileno(self) -> int:
        """Return the file descriptor that it writes to."""
        return int(self._stream.fileno())
