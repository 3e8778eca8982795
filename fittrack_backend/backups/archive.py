"""The file of a backup: a tar, which says first what it is and last what is in it.

fittrack-backup.json   format, version of FitTrack, revision of the database, when
fittrack.db            the database
server.key             the server's key, unless it was left out
originals/SHA-256      each original file
digests.json           size and SHA-256 of everything before; without it the backup is not whole
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from typing import IO, cast

from attrs import define, field, frozen

from fittrack_backend.backups.failures import BackupError

FORMAT = 1
"""Of the file; a higher one needs a newer FitTrack."""
HEAD, DIGESTS = "fittrack-backup.json", "digests.json"
DATABASE, KEY, ORIGINALS = "fittrack.db", "server.key", "originals/"
_PART_BYTES = 1 << 18
_MOST_HEAD_BYTES = 1 << 16


@frozen
class Head:
    """What a backup says of itself."""

    version: str
    """Of FitTrack."""
    revision: str
    """Of the database."""
    created_at: dt.datetime


@frozen
class Part:
    """A part of a backup: how many bytes, and their SHA-256 in hex."""

    size: int
    sha256: str


@define
class BackupWriter:
    """Writes a backup part by part, as a stream."""

    _tar: tarfile.TarFile
    _parts: dict[str, Part] = field(factory=dict, init=False)

    @classmethod
    def begin(cls, file: IO[bytes], head: Head) -> BackupWriter:
        """Begins a backup with what it says of itself."""
        one = cls(tarfile.open(fileobj=file, mode="w|", format=tarfile.PAX_FORMAT))  # noqa: SIM115
        told = {
            "format": FORMAT,
            "version": head.version,
            "revision": head.revision,
            "created_at": head.created_at.isoformat(),
        }
        one.add_bytes(HEAD, json.dumps(told).encode())
        return one

    def add_bytes(self, name: str, data: bytes) -> None:
        """Adds a small part."""
        self.add(name, io.BytesIO(data), len(data))

    def add(self, name: str, file: IO[bytes], size: int) -> None:
        """Adds a part of exactly this size. Raises OSError when the file has fewer bytes."""
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        digesting = _Digesting(file)
        self._tar.addfile(entry, cast(IO[bytes], digesting))
        self._parts[name] = Part(size, digesting.digest.hexdigest())

    def end(self) -> None:
        """Ends the backup with the digests of all that is in it."""
        told = {name: [part.size, part.sha256] for name, part in self._parts.items()}
        self.add_bytes(DIGESTS, json.dumps(told).encode())
        self._tar.close()


class _Digesting:
    """A file of whose bytes the digest is known once they were read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Reads on."""
        data = self._file.read(size)
        self.digest.update(data)
        return data


@define
class BackupReader:
    """Reads a backup from its beginning to its end, and then knows whether it is whole."""

    _tar: tarfile.TarFile
    head: Head
    _seen: dict[str, Part]

    @classmethod
    def begin(cls, file: IO[bytes]) -> BackupReader:
        """Reads what the backup says of itself. Raises BackupError for another kind of file, and for a
        backup of a newer format."""
        try:
            tar = tarfile.open(fileobj=file, mode="r|")  # noqa: SIM115
            first = tar.next()
        except (tarfile.TarError, EOFError, OSError) as error:
            raise not_a_backup() from error
        if first is None or first.name != HEAD or first.size > _MOST_HEAD_BYTES:
            raise not_a_backup()
        content = tar.extractfile(first)
        data = content.read() if content is not None else b""
        one = cls(tar, _head_of(data), {})
        one._seen[HEAD] = Part(len(data), hashlib.sha256(data).hexdigest())
        return one

    def parts(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Each part with its bytes, which are to be read before the next one.

        Raises BackupError where the backup ends too early or its digests do not fit.
        """
        try:
            while (entry := self._tar.next()) is not None:
                content = self._tar.extractfile(entry) if entry.isreg() else None
                if content is None or entry.name in self._seen:
                    raise damaged(f"it holds {entry.name!r}, which is nothing of a backup")
                if entry.name == DIGESTS:
                    self._check(content.read())
                    return
                yield entry.name, self._bytes(entry, content)
        except (tarfile.TarError, EOFError) as error:
            raise damaged("it ends too early") from error
        raise damaged("it ends too early")

    def _bytes(self, entry: tarfile.TarInfo, content: IO[bytes]) -> Iterator[bytes]:
        digest, size = hashlib.sha256(), 0
        while size < entry.size:
            try:
                data = content.read(_PART_BYTES)
            except tarfile.TarError:
                data = b""
            if not data:
                raise damaged("it ends too early")
            digest.update(data)
            size += len(data)
            yield data
        self._seen[entry.name] = Part(size, digest.hexdigest())

    def _check(self, data: bytes) -> None:
        try:
            told = {name: Part(*part) for name, part in json.loads(data).items()}
        except (ValueError, TypeError, AttributeError) as error:
            raise damaged("its list of digests cannot be read") from error
        for name in told.keys() | self._seen.keys():
            if told.get(name) != self._seen.get(name):
                raise damaged(f"{name} is not what was saved")


def not_a_backup() -> BackupError:
    """It is another kind of file."""
    return BackupError("this is no backup of FitTrack")


def damaged(why: str) -> BackupError:
    """It is not whole."""
    return BackupError(f"the backup is damaged: {why}", "nothing was restored; use another backup")


def _head_of(data: bytes) -> Head:
    try:
        told = json.loads(data)
        if told["format"] > FORMAT:
            raise newer(str(told["version"]))
        return Head(
            str(told["version"]),
            str(told["revision"]),
            dt.datetime.fromisoformat(told["created_at"]),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise not_a_backup() from error


def newer(version: str) -> BackupError:
    """It was made by a version that this one cannot read."""
    return BackupError(
        f"the backup was made by a newer version of FitTrack ({version}), which this one cannot read",
        f"install FitTrack {version} or newer, and restore it with that",
    )
