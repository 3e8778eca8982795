"""The original files, kept by the digest of their content. Workers use this: no database here."""

from __future__ import annotations

import datetime as dt
import errno
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Protocol

from attrs import frozen

from fittrack_backend.digests import sha256_of

DIGEST = re.compile(r"[0-9a-f]{64}")
"""What an original is called; whatever else lies there is not ours."""
BUCKET_SCHEME = "s3://"
DERIVED = "derived"
"""Where the files lie that were derived of originals, in the same place."""
CHUNK_BYTES = 256 * 1024
"""Originals are read in pieces of at most this size where they are only passed on."""


@frozen
class Original:
    """An original file and the name to save it under."""

    sha256: str
    download_name: str


@frozen
class StoredOriginal:
    """An original as it is read: its size in bytes, and its content piece by piece."""

    size: int
    chunks: Iterator[bytes]


@frozen
class KeptOriginal:
    """An original as the store lists it."""

    sha256: str
    size: int
    stored_at: dt.datetime


class OriginalStore(Protocol):
    """Where originals are kept, by their SHA-256 in hex. An original is there whole or not at all."""

    @property
    def place(self) -> str:
        """What `open_store` is given to open it, in another process too. Holds no secret."""
        ...

    def prepare(self) -> None:
        """Makes what is missing of it. Raises OSError when it cannot be used."""
        ...

    def remove_leftovers(self) -> None:
        """Removes what a process left that died while writing."""
        ...

    def store_all(self, originals: Mapping[str, bytes]) -> dict[str, OSError]:
        """Keeps originals by their digests; returns those that were refused, with why.

        The others are kept for good when it returns.
        """
        ...

    def store_file(self, sha256: str, file: BinaryIO) -> None:
        """Keeps an original that may be larger than memory. Raises OSError, also where the bytes have another digest.

        It is kept for good when it returns.
        """
        ...

    def opened(self, sha256: str) -> BinaryIO:
        """The original as a file that can be sought. Raises FileNotFoundError where it is not, and OSError when it
        cannot be read."""
        ...

    def open(self, sha256: str) -> StoredOriginal:
        """The original. Raises FileNotFoundError where it is not, and OSError when it cannot be read."""
        ...

    def is_there(self, sha256: str) -> bool:
        """Whether the original is kept, without reading it. Raises OSError when nobody can tell."""
        ...

    def remove(self, sha256: str) -> None:
        """Removes the original, if it is there, then what was derived of it. Raises OSError."""
        ...

    def keep_derived(self, sha256: str, name: str, data: bytes) -> None:
        """Keeps a file that was derived of an original: whole or not at all, in place of one of that name.

        Whatever is derived may be lost, and is then derived again. Raises OSError.
        """
        ...

    def derived(self, sha256: str, name: str) -> bytes:
        """A file that was derived of an original. Raises FileNotFoundError, and OSError when it cannot be read."""
        ...

    def remove_derived(self, sha256: str) -> None:
        """Removes all that was derived of an original. Raises OSError."""
        ...

    def all_derived(self) -> Iterator[str]:
        """The originals of which something derived is kept, in no order. Raises OSError."""
        ...

    def kept(self) -> Iterator[KeptOriginal]:
        """All that is kept, in no order. Raises OSError."""
        ...

    def check(self) -> None:
        """Raises OSError when it cannot be used."""
        ...


def check_digest(file: BinaryIO, sha256: str) -> None:
    """Rewinds a file that is to be kept. Raises OSError where its bytes have another digest than expected."""
    if sha256_of(file) != sha256:
        raise OSError(errno.EIO, "its bytes changed before they were kept")


def download_name(file_name: str) -> str:
    """The last part of a file's name, without what could harm where it is saved.

    Originals are kept unpacked: a `.gz` is left out of the name.
    """
    base = file_name.replace("\\", "/").rpartition("/")[2].removesuffix(".gz")
    harmless = "".join(c if c.isprintable() and c not in '<>:"|?*' else "_" for c in base)
    return harmless.strip(". ")[:200] or "original"
