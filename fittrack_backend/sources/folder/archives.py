"""Archives in a folder: what is in them is found like files, each under the archive's path and its own.

The stamp of everything in an archive is the digest of the archive. As long as the archive's own stamp is
the same, what is in it is known from the scan before and the archive is not opened; one that was only
touched or renamed is read once for its digest, and not unpacked.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO

from attrs import define, evolve, field, frozen

from fittrack_backend.sources.archives import (
    LEVEL,
    Archive,
    ArchiveError,
    Inner,
    Limits,
    display,
    kind_of,
    unpacked,
)
from fittrack_backend.sources.folder.files import OpenedFile, display_name, open_file
from fittrack_backend.sources.folder.walk import FoundFile
from fittrack_backend.sources.port import (
    Found,
    Interrupted,
    NotOffered,
    NotReadable,
    NotThere,
    Stamp,
)

LIMITS = Limits(file_bytes=256 << 20)
_PART_BYTES = 1 << 18
_EMPTY = "an archive without files"


@frozen
class KnownArchive:
    """An archive as the last scan left it: its own stamp and its digest, how many things in it were
    found, and what could not be offered, by its path in the archive and with the reason."""

    stamp: str
    digest: str
    count: int
    problems: tuple[tuple[bytes, str], ...] = ()


Known = Mapping[bytes, KnownArchive]


def to_json(known: Known) -> object:
    """What is known of archives, as JSON has it."""
    return [
        [
            _text(path),
            one.stamp,
            one.digest,
            one.count,
            [[_text(p), why] for p, why in one.problems],
        ]
        for path, one in known.items()
    ]


def from_json(data: object) -> dict[bytes, KnownArchive]:
    """What `to_json` made."""
    assert isinstance(data, list)
    return {
        _bytes(path): KnownArchive(
            stamp, digest, count, tuple((_bytes(inner), why) for inner, why in problems)
        )
        for path, stamp, digest, count, problems in data
    }


def _text(path: bytes) -> str:
    return base64.b64encode(path).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)


@define
class Unfolded:
    """What is in the archives among some files: things in the archives take the archives' place."""

    found: list[Found] = field(factory=list)
    not_offered: list[NotOffered] = field(factory=list)
    archives: dict[bytes, KnownArchive] = field(factory=dict)


def unfold(
    root: bytes,
    files: Sequence[FoundFile],
    known_keys: Collection[bytes],
    known_archives: Known,
    is_new: Callable[[FoundFile], bool],
    stopped: Callable[[], bool],
) -> Unfolded:
    """Puts what is in archives in their place.

    A file is looked at for being an archive where it is one by what is known, or where `is_new`. Raises
    Interrupted when `stopped`.
    """
    result = Unfolded()
    inner_keys = _by_archive(known_keys)
    for file in files:
        before = known_archives.get(file.path)
        if before is not None and before.stamp == file.stamp:
            there = inner_keys.get(file.path, [])
            if len(there) == before.count:
                _add_known(result, file, before, there)
                continue
        if before is None and not is_new(file):
            result.found.append(_as_file(file))
            continue
        _look_into(result, root, file, before, inner_keys.get(file.path, []), stopped)
    return result


def _by_archive(keys: Collection[bytes]) -> dict[bytes, list[bytes]]:
    found: dict[bytes, list[bytes]] = {}
    for key in keys:
        path, level, _ = key.partition(LEVEL)
        if level:
            found.setdefault(path, []).append(key)
    return found


def _as_file(file: FoundFile) -> Found:
    return Found(file.path, display_name(file.path), file.stamp, file.size)


def _add_known(
    result: Unfolded, file: FoundFile, archive: KnownArchive, keys: Sequence[bytes]
) -> None:
    result.archives[file.path] = archive
    _say_if_empty(result, file, archive)
    for key in sorted(keys):
        result.found.append(_inner(file, key.partition(LEVEL)[2], archive.digest, None))
    for path, why in archive.problems:
        result.not_offered.append(_problem(file, path, archive.digest, why))


def _say_if_empty(result: Unfolded, file: FoundFile, archive: KnownArchive) -> None:
    if not archive.count and not archive.problems:
        result.not_offered.append(
            NotOffered(
                file.path,
                display_name(file.path),
                _EMPTY,
                failed=False,
                stamp=Stamp(archive.digest),
            )
        )


def _inner(file: FoundFile, path: bytes, digest: str, size: int | None) -> Found:
    name = f"{display_name(file.path)}/{display(path)}"
    return Found(file.path + LEVEL + path, name, Stamp(digest), size)


def _problem(file: FoundFile, path: bytes, digest: str, why: str) -> NotOffered:
    key, name, stamp = file.path, display_name(file.path), Stamp(digest)
    if path:
        key, name = key + LEVEL + path, f"{name}/{display(path)}"
    return NotOffered(key, name, why, failed=True, stamp=stamp)


def _look_into(
    result: Unfolded,
    root: bytes,
    file: FoundFile,
    before: KnownArchive | None,
    inner_keys: Sequence[bytes],
    stopped: Callable[[], bool],
) -> None:
    try:
        opened = open_file(_join(root, file.path))
    except (NotThere, NotReadable):
        result.found.append(_as_file(file))  # reading it will say why
        return
    with opened.file:
        if kind_of(opened.file.read(4)) != "zip":
            result.found.append(_as_file(file))
            return
        digest = _digest(opened.file, stopped)
        if before is not None and before.digest == digest and len(inner_keys) == before.count:
            _add_known(result, file, evolve(before, stamp=file.stamp), inner_keys)
            return
        found: list[Inner] = []
        problems: list[tuple[bytes, str]] = []
        try:
            archive = Archive(opened.file, LIMITS)
            try:
                for inner in archive.inner():
                    if stopped():
                        raise Interrupted
                    if inner.problem is None:
                        found.append(inner)
                    else:
                        problems.append((inner.path, inner.problem))
            finally:
                archive.close()
        except ArchiveError as error:
            problems.append((b"", str(error)))
    known = KnownArchive(file.stamp, digest, len(found), tuple(problems))
    result.archives[file.path] = known
    _say_if_empty(result, file, known)
    result.found += [_inner(file, inner.path, digest, inner.size) for inner in found]
    result.not_offered += [_problem(file, path, digest, why) for path, why in problems]


def _digest(file: BinaryIO, stopped: Callable[[], bool]) -> str:
    file.seek(0)
    found = hashlib.sha256()
    while part := file.read(_PART_BYTES):
        if stopped():
            raise Interrupted
        found.update(part)
    file.seek(0)
    return found.hexdigest()


def _join(root: bytes, path: bytes) -> bytes:
    return os.path.join(root, path)  # noqa: PTH118 - bytes


@define
class OpenedInner:
    """A file in an archive, unpacked into memory, as it was when the archive was opened."""

    file: BinaryIO
    size: int
    stamp: Stamp | None
    archive: OpenedFile
    damage: str | None

    @property
    def modified_at(self) -> None:
        """Not known: archives keep local times of an unknown zone."""
        return None

    def has_changed(self) -> bool:
        """Whether the archive has changed."""
        return self.archive.has_changed()


@define
class _Kept:
    """The archive that was opened last: what is in it is read one after the other."""

    path: bytes
    opened: OpenedFile
    archive: Archive
    digest: str

    def close(self) -> None:
        self.archive.close()
        self.opened.file.close()


_kept: _Kept | None = None


@contextmanager
def open_inner(root: bytes, key: bytes) -> Iterator[OpenedInner]:
    """Opens what is in an archive. Raises NotThere and NotReadable."""
    outer, _, inner = key.partition(LEVEL)
    kept = _kept_archive(_join(root, outer))
    try:
        found = kept.archive.read(inner)
    except ArchiveError as error:
        raise NotReadable(str(error)) from error
    size = len(found.data)
    yield OpenedInner(BytesIO(found.data), size, Stamp(kept.digest), kept.opened, found.damage)


def _kept_archive(path: bytes) -> _Kept:
    global _kept
    if _kept is not None and _kept.path == path and not _kept.opened.has_changed():
        return _kept
    if _kept is not None:
        _kept.close()
        _kept = None
    opened = open_file(path)
    try:
        digest = _digest(opened.file, lambda: False)
        _kept = _Kept(path, opened, Archive(opened.file, LIMITS), digest)
    except ArchiveError as error:
        opened.file.close()
        raise NotReadable(str(error)) from error
    return _kept


@define
class OpenedGzip:
    """A gzip's content, unpacked into memory; of a file of its own, not an archive."""

    file: BinaryIO
    size: int
    packed: OpenedFile
    damage: str | None

    @property
    def stamp(self) -> Stamp | None:
        """That of the file."""
        return self.packed.stamp

    @property
    def modified_at(self) -> dt.datetime | None:
        """When the file was last written."""
        return self.packed.modified_at

    def has_changed(self) -> bool:
        """Whether the file has changed."""
        return self.packed.has_changed()


def unpack(opened: OpenedFile) -> OpenedFile | OpenedGzip:
    """The file, or its content where it is a gzip. Raises NotReadable."""
    head = opened.file.read(4)
    opened.file.seek(0)
    if kind_of(head) == "zip":
        raise NotReadable("it has become an archive since it was found; the next sync opens it")
    if kind_of(head) != "gzip":
        return opened
    try:
        found = unpacked(opened.file.read(LIMITS.file_bytes + 1), LIMITS)
    except ArchiveError as error:
        raise NotReadable(str(error)) from error
    return OpenedGzip(BytesIO(found.data), len(found.data), opened, found.damage)
