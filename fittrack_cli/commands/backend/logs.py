"""Reading a log: its last lines, and those that come."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from io import BufferedReader

LOOK_EVERY_S = 0.25
TAIL_BYTES_PER_LINE = 4096


def last_lines(path: Path, count: int) -> list[str]:
    """The last `count` lines. Raises OSError, FileNotFoundError among them."""
    with path.open("rb") as file:
        lines, unfinished = _tail(file, count)
    return [*lines, *([_text(unfinished)] if unfinished else [])][-count:] if count else []


def follow(path: Path, count: int) -> Iterator[str]:
    """The last `count` lines, then each new one; goes on in the next file after a rotation."""
    file = path.open("rb")
    try:
        lines, held = _tail(file, count)
        yield from lines
        while True:
            data = file.read()
            if data:
                *whole, held = (held + data).split(b"\n")
                yield from map(_text, whole)
            elif _is_replaced(path, file):
                file.close()
                file = path.open("rb")
            else:
                time.sleep(LOOK_EVERY_S)
    finally:
        file.close()


def _tail(file: BufferedReader, count: int) -> tuple[list[str], bytes]:
    """The last whole lines, and what came of the one that is not at its end."""
    size = file.seek(0, os.SEEK_END)
    start = max(size - (count + 1) * TAIL_BYTES_PER_LINE, 0)
    file.seek(start)
    *lines, unfinished = file.read(size - start).split(b"\n")
    if start:
        lines = lines[1:]
    return [_text(line) for line in deque(lines, maxlen=count)], unfinished


def _is_replaced(path: Path, file: BufferedReader) -> bool:
    try:
        found = path.stat()
    except FileNotFoundError:
        return False
    mine = os.fstat(file.fileno())
    return (found.st_dev, found.st_ino) != (mine.st_dev, mine.st_ino) or found.st_size < file.tell()


def _text(line: bytes) -> str:
    return line.decode("utf-8", "backslashreplace").rstrip("\r")
