"""Opening an original of the store, certain that it is what was kept."""

from __future__ import annotations

from typing import BinaryIO

from fittrack_backend.digests import sha256_of
from fittrack_backend.os_errors import os_reason
from fittrack_backend.sources.port import NotReadable, SourceUnavailable
from fittrack_backend.storage.originals_place import open_store

MISSING = "the original is missing: fittrack backend check looks for it"
DAMAGED = "the original is damaged: fittrack backend check looks for another one"


def open_original(place: str, sha256: str) -> BinaryIO:
    """The original of the store at `place`, which can be sought.

    Raises NotReadable where it is missing or damaged; SourceUnavailable when no original can be read.
    """
    try:
        file = open_store(place).opened(sha256)
    except FileNotFoundError:
        check_store(place)
        raise NotReadable(MISSING) from None
    except OSError as error:
        check_store(place)
        raise NotReadable(f"the original cannot be read: {os_reason(error)}") from error
    try:
        is_whole = sha256_of(file) == sha256
    except OSError as error:
        file.close()
        check_store(place)
        raise NotReadable(f"the original cannot be read: {os_reason(error)}") from error
    if not is_whole:
        file.close()
        raise NotReadable(DAMAGED)
    return file


def check_store(place: str) -> None:
    """Raises SourceUnavailable when the store cannot be used."""
    try:
        open_store(place).check()
    except OSError as error:
        raise SourceUnavailable(f"originals cannot be read: {os_reason(error)}") from error
