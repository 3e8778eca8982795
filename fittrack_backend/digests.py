"""The digest of what is in a file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import BinaryIO

_PART_BYTES = 1 << 18


def sha256_of(file: BinaryIO, each_part: Callable[[], None] = lambda: None) -> str:
    """The SHA-256 of all of a file, in hexadecimal; `each_part` is called between its parts."""
    file.seek(0)
    found = hashlib.sha256()
    while part := file.read(_PART_BYTES):
        each_part()
        found.update(part)
    file.seek(0)
    return found.hexdigest()
