"""Archives among the files of a source, and tables in exports: what is in them is found like files, each under the
archive's key and its own path; of a table, each row.

The stamp of everything in an archive is the digest of the archive. As long as the archive's own stamp is
the same, what is in it is known from the scan before and the archive is not opened; one that was only
touched or renamed is read once for its digest, and not unpacked.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial

from attrs import define, evolve, field, frozen

from fittrack_backend.digests import sha256_of
from fittrack_backend.export_tables.strava_gear import MOST_BYTES, Beside
from fittrack_backend.os_errors import os_reason
from fittrack_backend.sources.archives import HEAD
from fittrack_backend.sources.containers import container_of, may_be_container
from fittrack_backend.sources.inner_files import LEVEL, ArchiveError, Inner, Limits, display
from fittrack_backend.sources.port import (
    Found,
    Interrupted,
    NotOffered,
    NotReadable,
    NotThere,
    Opened,
    SourceUnavailable,
    Stamp,
)
from fittrack_backend.sources.table_rows import beside

Opener = Callable[[bytes], Opened]
"""Opens a source's file by its key, packed as it is; whoever asks closes it. Raises NotThere and NotReadable, and
SourceUnavailable."""

LIMITS = Limits(file_bytes=256 << 20)
UNFOLDS = 2
"""What is unfolded, counted up with each kind of file more: what was known before is then looked into once again.
1: zips. 2: tables of exports, too."""
_EMPTY = "an archive without files"


@frozen
class KnownArchive:
    """An archive as the last scan left it: its own stamp and its digest, how many things in it were
    found, and what could not be offered, by its path in the archive and with the reason."""

    stamp: str
    digest: str
    count: int
    problems: tuple[tuple[bytes, str], ...] = ()


_UNOPENED = KnownArchive("", "", 0)
"""Of a file that may be an archive and could not be opened: no stamp or digest is its own."""

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
    unseen: set[bytes] = field(factory=set)
    """Keys of archives that could not be opened: what was in them before may still be."""

    def hides(self, key: bytes) -> bool:
        """Whether the key is of something in an archive that could not be opened."""
        while key:
            key = key.rpartition(LEVEL)[0]
            if key in self.unseen:
                return True
        return False


def unfold(
    open_file: Opener,
    files: Sequence[Found],
    known_keys: Collection[bytes],
    known_archives: Known,
    may_be_archive: Callable[[Found], bool],
    stopped: Callable[[], bool],
) -> Unfolded:
    """Puts what is in archives in their place.

    A file is opened to see whether it is an archive where it was one at the last scan, or where it
    `may_be_archive`. Raises Interrupted when `stopped`.
    """
    result = Unfolded()
    inner_keys = _by_archive(known_keys)
    for file in files:
        before = known_archives.get(file.key)
        if before is not None and before.stamp == file.stamp:
            there = _offered(file, before, inner_keys.get(file.key, []))
            if before.digest and len(there) == before.count:
                _add_known(result, file, before, there)
                continue
        if before is None and not may_be_archive(file):
            result.found.append(file)
            continue
        _look_into(result, open_file, file, before, inner_keys.get(file.key, []), stopped)
    return result


def _by_archive(keys: Collection[bytes]) -> dict[bytes, list[bytes]]:
    found: dict[bytes, list[bytes]] = {}
    for key in keys:
        path, level, _ = key.partition(LEVEL)
        if level:
            found.setdefault(path, []).append(key)
    return found


def _add_known(result: Unfolded, file: Found, archive: KnownArchive, keys: Sequence[bytes]) -> None:
    result.archives[file.key] = archive
    _say_if_empty(result, file, archive)
    for key in sorted(keys):
        result.found.append(_inner(file, key.partition(LEVEL)[2], archive.digest, None))
    _add_problems(result, file, archive.problems, Stamp(archive.digest))


def _offered(file: Found, archive: KnownArchive, keys: Sequence[bytes]) -> list[bytes]:
    """The keys of what the archive offers: those of an earlier archive of that name are left out that
    lie where this one cannot be opened."""
    if not archive.problems:
        return list(keys)
    hidden = Unfolded(unseen={_key(file, path) for path, _ in archive.problems})
    return [key for key in keys if not hidden.hides(key)]


def _add_problems(
    result: Unfolded, file: Found, problems: Iterable[tuple[bytes, str]], digest: Stamp | None
) -> None:
    for path, why in problems:
        key = _key(file, path)
        result.not_offered.append(
            NotOffered(key, _name(file, path), why, failed=True, stamp=digest)
        )
        result.unseen.add(key)


def _say_if_empty(result: Unfolded, file: Found, archive: KnownArchive) -> None:
    if not archive.count and not archive.problems:
        result.not_offered.append(
            NotOffered(
                file.key,
                file.name,
                _EMPTY,
                failed=False,
                stamp=Stamp(archive.digest),
            )
        )


def _inner(file: Found, path: bytes, digest: str, size: int | None) -> Found:
    return Found(_key(file, path), _name(file, path), Stamp(digest), size)


def _key(file: Found, path: bytes) -> bytes:
    return file.key + LEVEL + path if path else file.key


def _name(file: Found, path: bytes) -> str:
    return f"{file.name}/{display(path)}" if path else file.name


def _look_into(
    result: Unfolded,
    open_file: Opener,
    file: Found,
    before: KnownArchive | None,
    inner_keys: Sequence[bytes],
    stopped: Callable[[], bool],
) -> None:
    def check_stopped() -> None:
        if stopped():
            raise Interrupted

    try:
        opened = open_file(file.key)
    except (NotThere, NotReadable):
        _add_unopened(result, file, before)
        return
    with opened.file:
        try:
            if not may_be_container(opened.file.read(HEAD)):
                result.found.append(file)
                return
            digest = sha256_of(opened.file, check_stopped)
            if before is not None and before.digest == digest:
                there = _offered(file, before, inner_keys)
                if len(there) == before.count:
                    _add_known(result, file, evolve(before, stamp=file.stamp), there)
                    return
            listed = _listed(opened, partial(read_beside, open_file, file.key), check_stopped)
            if listed is None:
                result.found.append(file)
                return
            found, problems = listed
        except OSError as error:
            result.archives[file.key] = _UNOPENED if before is None else evolve(before, stamp="")
            _add_problems(result, file, [(b"", os_reason(error))], None)
            return
    known = KnownArchive(file.stamp, digest, len(found), tuple(problems))
    result.archives[file.key] = known
    _say_if_empty(result, file, known)
    result.found += [_inner(file, inner.path, digest, inner.size) for inner in found]
    _add_problems(result, file, problems, Stamp(digest))


def _add_unopened(result: Unfolded, file: Found, before: KnownArchive | None) -> None:
    """Offers a file that cannot be opened, since reading it will say why; the next scan looks again
    whether it is an archive."""
    result.found.append(file)
    result.unseen.add(file.key)
    result.archives[file.key] = _UNOPENED if before is None else evolve(before, stamp="")


def read_beside(open_file: Opener, key: bytes, name: str) -> bytes | None:
    """The bytes of a file that lies where the one with a key does, if it is small; None where it cannot be read."""
    try:
        opened = open_file(beside(key, name))
    except (NotThere, NotReadable, SourceUnavailable):
        return None
    with opened.file:
        return opened.file.read(MOST_BYTES) if opened.size <= MOST_BYTES else None


def _listed(
    opened: Opened, lies_beside: Beside, check_stopped: Callable[[], None]
) -> tuple[list[Inner], list[tuple[bytes, str]]] | None:
    """What is in an archive or a table, and what of it cannot be offered, by path and with the reason; None for
    another file."""
    found: list[Inner] = []
    problems: list[tuple[bytes, str]] = []
    try:
        container = container_of(opened.file, opened.size, LIMITS, lies_beside)
        if container is None:
            return None
        try:
            for inner in container.inner():
                check_stopped()
                if inner.problem is None:
                    found.append(inner)
                else:
                    problems.append((inner.path, inner.problem))
        finally:
            container.close()
    except ArchiveError as error:
        problems.append((b"", str(error)))
    return found, problems
