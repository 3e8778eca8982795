"""The original files, kept by the digest of their content. Workers use this: no database here."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TypeVar

from attrs import frozen

T = TypeVar("T")

_TEMPORARY = ".writing-"
_WRITERS = 4


@frozen
class Original:
    """An original file and the name to save it under."""

    sha256: str
    download_name: str


class OriginalStore:
    """Files named by their SHA-256 in hex, below `folder`, in folders by its first two digits.

    A file is there completely or not at all: it is written under another name, brought to the
    disk, and renamed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the file with this digest is, or would be."""
        return self.folder / sha256[:2] / sha256

    def store(self, data: bytes) -> str:
        """Keeps `data` and returns its digest; OSError when the disk refuses."""
        sha256 = hashlib.sha256(data).hexdigest()
        for error in self.store_all({sha256: data}).values():
            raise error
        return sha256

    def store_all(self, originals: Mapping[str, bytes]) -> dict[str, OSError]:
        """Keeps originals by their digests; returns those that the disk refused, with why.

        The disk is waited for once for all of them, and not for one after the other.
        """
        refused: dict[str, OSError] = {}
        writing: list[_Writing] = []
        for sha256, data in originals.items():
            target = self.path(sha256)
            if _is_there(target, len(data)):
                continue
            try:
                if not target.parent.is_dir():
                    self.prepare()
                writing.append(_Writing.begin(sha256, target, data))
            except OSError as error:
                refused[sha256] = error
        folders: dict[Path, list[str]] = {}
        for one, why in zip(writing, _all_at_once(_Writing.finish, writing), strict=True):
            if why is None:
                folders.setdefault(one.target.parent, []).append(one.sha256)
            else:
                refused[one.sha256] = why
        for names, why in zip(
            folders.values(), _all_at_once(_flush_folder, list(folders)), strict=True
        ):
            if why is not None:
                refused.update(dict.fromkeys(names, why))
        return refused

    def prepare(self) -> None:
        """Makes the folders; all at once, since each one alone would wait for the disk."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        there = {path.name for path in self.folder.iterdir()}
        missing = [name for name in (f"{number:02x}" for number in range(256)) if name not in there]
        for name in missing:
            (self.folder / name).mkdir(mode=0o700, exist_ok=True)
        if missing:
            _flush_folder(self.folder)
            _flush_folder(self.folder.parent)

    def remove_leftovers(self) -> None:
        """Removes what a process left that died while writing; only for when none is writing."""
        for leftover in self.folder.glob(f"??/{_TEMPORARY}*"):
            leftover.unlink(missing_ok=True)


@frozen
class _Writing:
    """An original on its way to the disk, under another name."""

    sha256: str
    target: Path
    temporary: Path
    descriptor: int

    @classmethod
    def begin(cls, sha256: str, target: Path, data: bytes) -> _Writing:
        descriptor, name = tempfile.mkstemp(prefix=_TEMPORARY, dir=target.parent)
        one = cls(sha256, target, Path(name), descriptor)
        try:
            left = memoryview(data)
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

    return list(_writers().map(error_of, over)) if len(over) > 1 else [error_of(x) for x in over]


@cache
def _writers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_WRITERS, "originals")


def download_name(file_name: str) -> str:
    """The last part of a file's name, without what could harm where it is saved.

    Originals are kept unpacked: a `.gz` is left out of the name.
    """
    base = file_name.replace("\\", "/").rpartition("/")[2].removesuffix(".gz")
    harmless = "".join(c if c.isprintable() and c not in '<>:"|?*' else "_" for c in base)
    return harmless.strip(". ")[:200] or "original"


def _is_there(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
