"""Standard streams that may be closed (`>&-`): a clear error when used, instead of a traceback."""

from __future__ import annotations

import errno
import io
from typing import BinaryIO, TextIO

from fittrack_cli.errors import UsageError
from fittrack_cli.output.encodings import writes_anything


class _Closed(io.TextIOBase):
    def __init__(self, name: str) -> None:
        self._name = name

    def write(self, text: str) -> int:
        raise OSError(errno.EBADF, f"{self._name} is closed")

    def isatty(self) -> bool:
        return False


class _Nowhere(io.TextIOBase):
    def write(self, text: str) -> int:
        return len(text)


def opened(stream: TextIO | None, name: str) -> TextIO:
    """`stream`, which takes every character whatever its encoding is; or for a closed one a stand-in: errors go
    nowhere, results are refused."""
    if stream is not None:
        writes_anything(stream)
        return stream
    return _Nowhere() if name == "standard error" else _Closed(name)  # type: ignore[return-value]


def bytes_of(stream: TextIO) -> BinaryIO:
    """What takes the bytes that are written to standard output.

    Raises UsageError for a terminal, and for a stream that takes text only.
    """
    binary: BinaryIO | None = getattr(stream, "buffer", None)
    if binary is None:
        raise UsageError("cannot write to standard output", "it takes no bytes", "name a file")
    if is_terminal(stream):
        raise UsageError("will not write a file to the terminal", "it holds binary data", "> FILE")
    return binary


def for_programs(stream: TextIO) -> TextIO:
    """The stream as a program reads it: in UTF-8, whatever the locale says, with line ends as they are written."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    return stream


def closed_input() -> TextIO:
    """An empty input."""
    return io.StringIO("")


def is_terminal(stream: TextIO) -> bool:
    """Whether a stream is a terminal; false for a closed one."""
    try:
        return stream.isatty()
    except (ValueError, OSError):
        return False
