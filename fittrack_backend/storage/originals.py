"""The original files, kept by the digest of their content. Workers use this: no database here."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from attrs import frozen

_TEMPORARY = ".writing-"


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
        self.store_as(sha256, data)
        return sha256

    def store_as(self, sha256: str, data: bytes) -> None:
        """Keeps `data`, whose digest is known; OSError when the disk refuses."""
        target = self.path(sha256)
        if _is_there(target, len(data)):
            return
        folder = target.parent
        if not folder.is_dir():
            self.prepare()
        descriptor, temporary = tempfile.mkstemp(prefix=_TEMPORARY, dir=folder)
        try:
            with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _flush_folder(folder)

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
