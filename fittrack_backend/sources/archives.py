"""What is in a `.zip` and in a `.gz`: each inner file by its path, within limits.

A whole export of a service comes as a zip with zips inside, and its files are compressed once more.
Nothing is ever unpacked under a name from the archive: an inner path is only shown. What a hostile
archive can cost is bounded before it is paid: the number of its entries by the length of its directory, an
inner file by its size and by how many times it grows, zips in zips by their depth and their sizes together.
"""

from __future__ import annotations

import errno
import gzip
import io
import lzma
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, BinaryIO, cast

from attrs import define, evolve, field

from fittrack_backend.export_tables.strava_gear import MOST_BYTES
from fittrack_backend.export_tables.tables import may_be_table, table_of
from fittrack_backend.sources.inner_files import (
    LEVEL,
    NUMBER,
    ArchiveError,
    Container,
    Inner,
    Limits,
    Unpacked,
    display,
)
from fittrack_backend.sources.table_rows import TableRows, beside, told_by

HEAD = 4096
"""How many bytes of a file show what it may be."""
_UNNAMED = b"unnamed"

_ZIP_HEADS = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP_HEAD = b"\x1f\x8b\x08"
_CHUNK = 1 << 16
_GROWS_UNSEEN = 16 << 20
"""Up to this size a file may have been compressed as well as it likes: nothing is lost by it."""
_EOCD = struct.Struct("<4s4H2LH")
_EOCD_64 = struct.Struct("<4sQ2H2L4Q")
_EOCD_64_LOCATOR = struct.Struct("<4sLQL")
_LONGEST_COMMENT = 1 << 16
_LEAST_ENTRY = 46
_IN_MEMORY = 1 << 20
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)
_UTF_8, _ENCRYPTED = 0x800, 0x1


class _BrokenOff(ArchiveError):
    """What is compressed is damaged: what came before may still be used."""


def kind_of(head: bytes) -> str | None:
    """`zip` or `gzip` by a file's first bytes, None for neither."""
    if head.startswith(_ZIP_HEADS):
        return "zip"
    return "gzip" if head.startswith(_GZIP_HEAD) else None


@define
class Archive:
    """A zip, opened for listing and reading; also what is in the zips and tables in it. Close it after use."""

    file: BinaryIO
    limits: Limits
    depth: int = 1
    budget: list[int] = field(factory=list)
    """How many bytes archives inside may still take: one number for all levels."""
    _zip: zipfile.ZipFile = field(init=False)
    _entries: dict[bytes, zipfile.ZipInfo] = field(init=False)
    _open: tuple[bytes, Container] | None = None
    _charged: dict[bytes, int] = field(factory=dict, init=False)
    """What each archive inside took of the budget: one that is opened again takes it once."""

    def __attrs_post_init__(self) -> None:
        """Reads the directory; ArchiveError where that is not possible or too much."""
        if not self.budget:
            self.budget.append(self.limits.nested_bytes)
        check_directory(self.file, self.limits)
        try:
            self._zip = zipfile.ZipFile(self.file)
        except UnicodeDecodeError as error:
            raise ArchiveError("a name in the archive cannot be read") from error
        except (zipfile.BadZipFile, ValueError, OverflowError, struct.error, EOFError) as error:
            raise ArchiveError("the archive is damaged: its directory cannot be read") from error
        except NotImplementedError as error:
            raise ArchiveError(
                "the archive is in parts, or of a kind that cannot be read"
            ) from error
        infos = self._zip.infolist()
        if len(infos) > self.limits.entries:
            raise ArchiveError(f"the archive has more than {self.limits.entries:,} entries")
        self._entries = {}
        for info in infos:
            raw = _raw_name(info) or _UNNAMED
            if raw.endswith(b"/") or _is_hidden(raw):
                continue
            number = 1
            path = raw
            while path in self._entries:
                number += 1
                path = raw + NUMBER + str(number).encode()
            self._entries[path] = info

    def close(self) -> None:
        """Closes what was opened here; the file itself stays open."""
        self._close_nested()
        self._zip.close()

    def inner(self) -> Iterator[Inner]:
        """Every file in it, also in the archives in it, in the order of the directory."""
        for path, info in self._entries.items():
            one = Inner(path, display(path), info.file_size)
            try:
                with self._stream(info) as stream:
                    head = _some(stream, HEAD)
                container = self._container(path, info, head)
            except ArchiveError as error:
                yield evolve(one, problem=str(error))
                continue
            if container is None:
                yield one
                continue
            for within in container.inner():
                whole = path + LEVEL + within.path
                yield Inner(whole, display(whole), within.size, within.problem)

    def read(self, path: bytes) -> Unpacked:
        """The bytes of an inner file, a gzip unpacked. ArchiveError where it cannot be read."""
        outer, level, rest = path.partition(LEVEL)
        if level:
            return self._opened(outer).read(rest)
        info = self._info(path)
        found = _read_all(lambda: self._stream(info), self.limits, info.compress_size)
        if found.damage is None and zlib.crc32(found.data) != info.CRC:
            found = evolve(
                found, damage="the archive is damaged there: its checksum does not match"
            )
        inner = unpacked(found.data, self.limits)
        return evolve(inner, damage=found.damage or inner.damage)

    def tells_of(self, path: bytes) -> bytes | None:
        """The path of another file in it of which the one there tells; None for none."""
        outer, level, rest = path.partition(LEVEL)
        if not level:
            return None
        return told_by(outer, self._opened(outer), rest)

    def _opened(self, path: bytes) -> Container:
        """What is in it under a path that leads further."""
        if self._open is not None and self._open[0] == path:
            return self._open[1]
        info = self._info(path)
        with self._stream(info) as stream:
            head = _some(stream, HEAD)
        container = self._container(path, info, head)
        if container is None:
            raise ArchiveError("it is not in the archive any more")
        return container

    def _container(self, path: bytes, info: zipfile.ZipInfo, head: bytes) -> Container | None:
        """The archive or the table that a file in it is, by its first bytes; None for a file."""
        if kind_of(head) == "zip":
            return self._nested(path)
        if not may_be_table(head) or info.file_size > self.limits.file_bytes:
            return None
        rows = table_of(self.read(path).data, partial(self._beside, path))
        if rows is None:
            return None
        self._close_nested()
        self._open = (path, TableRows(rows))
        return self._open[1]

    def _beside(self, path: bytes, name: str) -> bytes | None:
        """The bytes of a file that lies where the one at a path does; None where there is none that can be read."""
        other = beside(path, name)
        if other not in self._entries or self._entries[other].file_size > MOST_BYTES:
            return None
        try:
            return self.read(other).data
        except ArchiveError:
            return None

    def _close_nested(self) -> None:
        if self._open is not None:
            self._open[1].close()
            if isinstance(self._open[1], Archive):
                self._open[1].file.close()
            self._open = None

    def _info(self, path: bytes) -> zipfile.ZipInfo:
        info = self._entries.get(path)
        if info is None:
            raise ArchiveError("it is not in the archive any more")
        return info

    def _stream(self, info: zipfile.ZipInfo) -> IO[bytes]:
        if info.flag_bits & _ENCRYPTED:
            raise ArchiveError("it is encrypted")
        try:
            stream = self._zip.open(info)
            # The library would keep the end of a file to itself whose checksum is wrong.
            setattr(stream, "_expected_crc", None)  # noqa: B010 - it has no other way
            return stream
        except NotImplementedError as error:
            raise ArchiveError("it is compressed in a way that cannot be read") from error
        except (*_DAMAGE, RuntimeError, struct.error) as error:
            _raise_if_of_the_device(error)
            raise ArchiveError("the archive is damaged there") from error

    def _nested(self, path: bytes) -> Archive:
        """The archive in this one, the one opened last kept open: what is in it is read in turn."""
        if self._open is not None and self._open[0] == path and isinstance(self._open[1], Archive):
            return self._open[1]
        if self.depth >= self.limits.depth:
            raise ArchiveError(f"archives are more than {self.limits.depth} levels deep")
        info = self._info(path)
        left = self.budget[0] + self._charged.get(path, 0)
        if info.file_size > left:
            raise ArchiveError(
                f"the archives in it have more than {_bytes(self.limits.nested_bytes)}"
            )
        self._close_nested()
        self.budget[0], self._charged[path] = left, 0
        copy = cast(BinaryIO, tempfile.SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 - kept open
        try:
            with self._stream(info) as stream:
                for chunk in _chunks(
                    stream, self.budget[0], info.compress_size, self.limits.nested_growth
                ):
                    if isinstance(chunk, _BrokenOff):
                        break  # what came before shows what is missing
                    copy.write(chunk)
                    self.budget[0] -= len(chunk)
                    self._charged[path] += len(chunk)
            archive = Archive(copy, self.limits, self.depth + 1, self.budget)
        except BaseException:
            copy.close()
            raise
        self._open = (path, archive)
        return archive


def unpacked(data: bytes, limits: Limits) -> Unpacked:
    """The bytes, a gzip's content in its place. ArchiveError for one that is damaged or too much.

    Of a gzip that breaks off, what comes before the break is given: a reader saves what can be saved.
    """
    if kind_of(data[:4]) != "gzip":
        return Unpacked(data)

    def opened() -> IO[bytes]:
        return cast(IO[bytes], gzip.GzipFile(fileobj=io.BytesIO(data)))

    return _read_all(opened, limits, len(data))


def _raw_name(info: zipfile.ZipInfo) -> bytes:
    encoding = "utf-8" if info.flag_bits & _UTF_8 else "cp437"
    return info.orig_filename.encode(encoding, "replace").partition(b"\0")[0]


_RELATIVE = (b".\\", b"..\\")
"""How a path of Windows may begin. It is not split there: in Shift_JIS a backslash is half of a letter."""


def _is_hidden(raw: bytes) -> bool:
    parts = [part for part in raw.split(b"/") if part not in (b".", b"..")]
    return (
        not parts
        or parts[0] == b"__MACOSX"
        or any(part.startswith(b".") and not part.startswith(_RELATIVE) for part in parts)
    )


def _read_all(opened: Callable[[], IO[bytes]], limits: Limits, packed: int) -> Unpacked:
    """What a compressed stream holds. A long one is unpacked to its end before any of it is kept, so that
    a bomb takes no memory."""
    for most in (_GROWS_UNSEEN, limits.file_bytes):
        parts: list[bytes] = []
        total, damage = 0, None
        with opened() as stream:
            for chunk in _chunks(stream, limits.file_bytes, packed, limits.growth):
                if isinstance(chunk, _BrokenOff):
                    damage = str(chunk)
                    break
                total += len(chunk)
                if total <= most:
                    parts.append(chunk)
                else:
                    parts.clear()
        if total <= most:
            break
    return Unpacked(b"".join(parts), damage)


def _chunks(stream: IO[bytes], most: int, packed: int, growth: int) -> Iterator[bytes | _BrokenOff]:
    """What a compressed stream holds, within the limits; last the damage behind which it breaks off.

    Raises ArchiveError where nothing comes before the damage.
    """
    total = 0
    while True:
        try:
            chunk = _next(stream)
        except _BrokenOff as damage:
            if total == 0:
                raise
            yield damage
            return
        if not chunk:
            return
        total += len(chunk)
        if total > most:
            raise ArchiveError(f"it has more than {_bytes(most)}")
        if total > _GROWS_UNSEEN and total > growth * max(packed, 1):
            raise ArchiveError(f"it grows to more than {growth} times its size")
        yield chunk


def _some(stream: IO[bytes], count: int) -> bytes:
    try:
        return stream.read(count)
    except _DAMAGE as error:
        raise _BrokenOff(_damage_of(error, isinstance(stream, gzip.GzipFile))) from error


def _next(stream: IO[bytes]) -> bytes:
    """What can be unpacked at once: reading on until a chunk is full would lose what is in front of the
    damage."""
    try:
        return cast(io.BufferedReader, stream).read1(_CHUNK)
    except _DAMAGE as error:
        raise _BrokenOff(_damage_of(error, isinstance(stream, gzip.GzipFile))) from error


def _damage_of(error: Exception, is_gzip: bool) -> str:
    _raise_if_of_the_device(error)
    what = "the gzip" if is_gzip else "the archive"
    if isinstance(error, EOFError):
        return f"{what} is cut short" if is_gzip else f"{what} is cut short there"
    if isinstance(error, gzip.BadGzipFile):
        message = str(error)
        if message.startswith("Not a gzipped file"):
            return f"there is more after the end of {what}: it was left out"
        if message.startswith(("CRC check failed", "Incorrect length")):
            return f"{what} is damaged: its checksum does not match"
        return f"{what} is damaged"
    return f"{what} is damaged" if is_gzip else f"{what} is damaged there"


def is_damage_of_archives(sentence: str) -> bool:
    """Whether it is one of the sentences that say here what was damaged."""
    return sentence.startswith(
        ("the gzip is ", "the archive is ", "there is more after the end of ")
    )


def _raise_if_of_the_device(error: Exception) -> None:
    """Lets an error of the operating system through, unless it is that of a senseless offset."""
    if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
        raise error


def _bytes(count: int) -> str:
    for unit, size in (("GB", 1 << 30), ("MB", 1 << 20), ("kB", 1 << 10)):
        if count >= size:
            return f"{count / size:g} {unit}"
    return f"{count} bytes"


def check_directory(file: BinaryIO, limits: Limits) -> None:
    """ArchiveError where the directory is not there, or longer than the entries allowed can be: the
    library reads it whole, whatever number of entries it claims."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _LONGEST_COMMENT - _EOCD.size))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at == -1 or len(tail) - at < _EOCD.size:
        raise ArchiveError("the archive is cut short: its directory is missing")
    *_, directory_bytes, _, _ = _EOCD.unpack_from(tail, at)
    locator_at = at - _EOCD_64_LOCATOR.size
    if locator_at >= 0 and tail[locator_at : locator_at + 4] == b"PK\x06\x07":
        _, _, record_at, _ = _EOCD_64_LOCATOR.unpack_from(tail, locator_at)
        file.seek(min(record_at, size))
        record = file.read(_EOCD_64.size)
        if len(record) == _EOCD_64.size and record.startswith(b"PK\x06\x06"):
            directory_bytes = _EOCD_64.unpack(record)[8]
    if min(directory_bytes, size) > limits.entries * _LEAST_ENTRY * 8:
        raise ArchiveError(f"the archive has more than {limits.entries:,} entries")
    file.seek(0)
