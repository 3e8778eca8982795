"""Bytes from standard input, as a file that can be read from its beginning as often as needed."""

from __future__ import annotations

import tempfile
from typing import IO

from fittrack_cli.errors import UsageError

STDIN = "-"
"""What stands for it where a file is named."""
_CHUNK_BYTES = 1 << 17


def read_stdin(stdin: IO[str], example: str) -> IO[bytes]:
    """All of it, in a file that goes when it is closed. Raises UsageError where nobody hands anything in; `example` is what
    to type instead."""
    if stdin.isatty():
        raise UsageError("nothing to read", "standard input is a terminal", example)
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed by whoever reads it
    source = getattr(stdin, "buffer", None)
    while chunk := source.read(_CHUNK_BYTES) if source is not None else stdin.read().encode():
        copy.write(chunk)
    copy.flush()
    copy.seek(0)
    return copy
