"""Original files in a folder."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TypeVar

from attrs import frozen

from fittrack_backend.digests import sha256_of
from fittrack_backend.storage.flushing import flush_folder
from fittrack_backend.storage.originals import (
    CHUNK_BYTES,
    DERIVED,
    DIGEST,
    KeptOriginal,
    StoredOriginal,
    check_digest,
)
from fittrack_common.private_folder import make_private

T = TypeVar("T")

_TEMPORARY = ".writing-"
_WRITERS = 4
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_LEFTOVER_S = 3600


class OriginalsInFolder:
    """Files named by their SHA-256 in hex, below `folder`, in folders by its first two digits.

    A file is there completely or not at all: it is written under another name, brought to the
    disk, and renamed. Several machines may share the folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = str(folder)
        self._known: set[Path] = set()
        """Folders of two digits that the disk has for certain: `folder` was flushed since they were seen."""

    def path(self, sha256: str) -> Path:
        """Where the file with this digest is, or would be."""
        return self.folder / sha256[:2] / sha256

    def store_all(self, originals: Mapping[str, bytes]) -> dict[str, OSError]:
        """Keeps originals by their digests; returns those that the disk refused, with why.

        The disk is waited for once for all of them, and not for one after the other.
        """
        refused: dict[str, OSError] = {}
        writing: list[_Writing] = []
        for sha256, data in originals.items():
            target = self.path(sha256)
            if _is_whole(target, sha256, len(data)):
                continue
            try:
                writing.append(self._begin(sha256, target, data))
            except OSError as error:
                refused[sha256] = error
        folders: dict[Path, list[str]] = {}
        for one, why in zip(writing, _all_at_once(_Writing.finish, writing), strict=True):
            if why is None:
                for folder in self._to_flush(one.target.parent):
                    folders.setdefault(folder, []).append(one.sha256)
            else:
                refused[one.sha256] = why
        outcomes = dict(zip(folders, _all_at_once(flush_folder, list(folders)), strict=True))
        for folder, why in outcomes.items():
            if why is not None:
                refused.update(dict.fromkeys(folders[folder], why))
        if self.folder in outcomes and outcomes[self.folder] is None:
            self._known.update(folders.keys() - {self.folder})
        return refused

    def _to_flush(self, folder: Path) -> tuple[Path, ...]:
        """What has to be flushed for a file that was written into a folder of two digits."""
        return (folder,) if folder in self._known else (folder, self.folder)

    def _begin(self, sha256: str, target: Path, data: bytes) -> _Writing:
        try:
            return _Writing.begin(sha256, target, (data,))
        except FileNotFoundError:  # its folder is not there yet
            self._make(target.parent)
            return _Writing.begin(sha256, target, (data,))

    def _make(self, folder: Path) -> None:
        """Makes a folder of two digits, where it is missing."""
        if not folder.is_dir():
            self._known.discard(folder)
            self.prepare()
            make_private(folder)

    def prepare(self) -> None:
        """Makes the folder. Those of two digits are made with the first file that goes there."""
        if not self.folder.is_dir():
            make_private(self.folder)
            flush_folder(self.folder.parent)

    def remove_leftovers(self) -> None:
        """Removes what a process left that died while writing, of so long ago that none writes it any more."""
        before = time.time() - _LEFTOVER_S
        places = (f"??/{_TEMPORARY}*", f"{DERIVED}/{_TEMPORARY}*")
        for leftover in chain.from_iterable(map(self.folder.glob, places)):
            with contextlib.suppress(FileNotFoundError):
                if leftover.stat().st_mtime < before:
                    leftover.unlink()

    def store_file(self, sha256: str, file: BinaryIO) -> None:
        """Keeps an original, piece by piece. Raises OSError."""
        file.seek(0, os.SEEK_END)
        size = file.tell()
        target = self.path(sha256)
        if _is_whole(target, sha256, size):
            return
        check_digest(file, sha256)
        self._make(target.parent)
        _Writing.begin(sha256, target, iter(lambda: file.read(CHUNK_BYTES), b"")).finish()
        for folder in self._to_flush(target.parent):
            flush_folder(folder)
        self._known.add(target.parent)

    def opened(self, sha256: str) -> BinaryIO:
        """The file itself. Raises FileNotFoundError, and OSError when the disk refuses."""
        return self.path(sha256).open("rb")

    def open(self, sha256: str) -> StoredOriginal:
        """The original with this digest. Raises FileNotFoundError, and OSError when the disk refuses."""
        file = self.path(sha256).open("rb")
        return StoredOriginal(os.fstat(file.fileno()).st_size, _chunks(file))

    def is_there(self, sha256: str) -> bool:
        """Whether the original is kept, without reading it. Raises OSError when the disk refuses."""
        try:
            self.path(sha256).stat()
        except FileNotFoundError:
            return False
        return True

    def remove(self, sha256: str) -> None:
        """Removes the original, if it is there, then what was derived of it."""
        self.path(sha256).unlink(missing_ok=True)
        self.remove_derived(sha256)

    def keep_derived(self, sha256: str, name: str, data: bytes) -> None:
        """Keeps a file that was derived of an original, below `derived`. Raises OSError."""
        folder = self._derived(sha256)
        make_private(folder)
        _Writing.begin(name, folder / name, (data,), beside=self.folder / DERIVED).finish()

    def derived(self, sha256: str, name: str) -> bytes:
        """A file that was derived of an original. Raises FileNotFoundError, and OSError."""
        return (self._derived(sha256) / name).read_bytes()

    def remove_derived(self, sha256: str) -> None:
        """Removes all that was derived of an original. Raises OSError."""
        folder = self._derived(sha256)
        try:
            for path in list(folder.iterdir()):
                path.unlink(missing_ok=True)
            folder.rmdir()
        except FileNotFoundError:
            return
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
            # Who put something there meanwhile sees that the original is gone, and removes it.

    def all_derived(self) -> Iterator[str]:
        """The originals of which something derived is kept, in no order."""
        for path in (self.folder / DERIVED).glob("??/*"):
            if DIGEST.fullmatch(path.name) is not None:
                yield path.name

    def _derived(self, sha256: str) -> Path:
        return self.folder / DERIVED / sha256[:2] / sha256

    def kept(self) -> Iterator[KeptOriginal]:
        """All that is kept, in no order."""
        for path in self.folder.glob("??/*"):
            if DIGEST.fullmatch(path.name) is None:
                continue
            with contextlib.suppress(FileNotFoundError):
                details = path.stat()
                stored_at = dt.datetime.fromtimestamp(details.st_mtime, dt.UTC)
                yield KeptOriginal(path.name, details.st_size, stored_at)

    def check(self) -> None:
        """Raises OSError when originals cannot be kept here."""
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), self.place)


@frozen
class _Writing:
    """An original on its way to the disk, under another name."""

    sha256: str
    target: Path
    temporary: Path
    descriptor: int

    @classmethod
    def begin(
        cls, sha256: str, target: Path, chunks: Iterable[bytes], beside: Path | None = None
    ) -> _Writing:
        """Writes it into the folder `beside`, which is the target's own unless given."""
        temporary = (beside or target.parent) / f"{_TEMPORARY}{os.urandom(8).hex()}"
        descriptor = os.open(temporary, _NEW_FILE, 0o600)
        one = cls(sha256, target, temporary, descriptor)
        try:
            for chunk in chunks:
                left = memoryview(chunk)
                while left:
                    left = left[os.write(descriptor, left) :]
        except BaseException:
            os.close(descriptor)
            one.temporary.unlink(missing_ok=True)
            raise
        return one

    def finish(self) -> None:
        """Brings it to the disk, then gives it its name."""
        try:
            try:
                os.fsync(self.descriptor)
            finally:
                os.close(self.descriptor)
            self.temporary.replace(self.target)
        except BaseException:
            self.temporary.unlink(missing_ok=True)
            raise


def _all_at_once(work: Callable[[T], None], over: Sequence[T]) -> list[OSError | None]:
    """Does the work for each, several at a time since each waits for the disk; how each failed."""

    def error_of(one: T) -> OSError | None:
        try:
            work(one)
        except OSError as error:
            return error
        return None

    if len(over) < 2:
        return [error_of(one) for one in over]
    # A share for each thread, since handing something over costs as much as writing it.
    shares = [over[number::_WRITERS] for number in range(_WRITERS)]
    errors: list[OSError | None] = [None] * len(over)
    found = _writers().map(lambda share: [error_of(one) for one in share], shares)
    for number, of_share in enumerate(found):
        errors[number::_WRITERS] = of_share
    return errors


@cache
def _writers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_WRITERS, "originals")


def _is_whole(path: Path, sha256: str, size: int) -> bool:
    """Whether the original is there, byte for byte: what a disk damaged is written anew."""
    try:
        if path.stat().st_size != size:
            return False
        with path.open("rb") as file:
            return sha256_of(file) == sha256
    except OSError:
        return False


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk
