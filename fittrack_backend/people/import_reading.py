"""Reading an account's archive: whatever it is, it costs little, and what is wrong with it is said.

Nothing is unpacked under a name from the archive. Bounds stand before what they bound: the number of entries by the
length of the directory, what is unpacked by how many times it grows, a line by its length.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import IO, BinaryIO

from attrs import field, frozen

from fittrack_backend.people.export_form import (
    FORMAT,
    MANIFEST,
    ORIGINALS,
    ORIGINALS_LIST,
    RECORDS,
    VERSION,
)
from fittrack_backend.sources.archives import HEAD, check_directory, kind_of
from fittrack_backend.sources.inner_files import ArchiveError, Limits
from fittrack_backend.storage.originals import DIGEST

_LIMITS = Limits(file_bytes=0)
_LONGEST_LINE = 32 << 20
_LARGEST_MANIFEST = 64 << 20
_GROWS = 100
"""How many times an entry may grow: lines of JSON grow twenty times."""
_GROWS_UNSEEN = 16 << 20
_CHUNK = 1 << 18
_ENCRYPTED = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error)

Line = dict[str, object]


class NotAnArchive(Exception):
    """The file is no archive that can be imported; the message says why, without a full stop."""


@frozen
class ListedOriginal:
    """An original as the archive lists it. `size_bytes` and `file_format` are None where the server that wrote it knew
    neither."""

    sha256: str
    path: str
    size_bytes: int | None
    file_format: str | None


@frozen
class ReadArchive:
    """An archive whose directory and manifest make sense. What its entries hold is checked as they are read."""

    _zip: zipfile.ZipFile
    _entries: Mapping[str, tuple[int, str]]
    """Size and SHA-256 of each file of records, by its path."""
    missing: frozenset[str] = field(default=frozenset())
    """The digests of originals that were lost before the archive was written."""

    @classmethod
    def opened(cls, file: BinaryIO) -> ReadArchive:
        """Raises NotAnArchive, and OSError when the file itself cannot be read."""
        zipped = _opened(file)
        manifest = _manifest(zipped)
        entries = _listed(manifest)
        for path in entries:
            if path not in zipped.NameToInfo:
                raise NotAnArchive(f"{path} is missing, which its manifest names")
        for path in zipped.NameToInfo:
            if path.startswith(f"{RECORDS}/") and path not in entries:
                raise NotAnArchive(f"{path} is not in its manifest")
        if ORIGINALS_LIST not in entries:
            raise NotAnArchive("it has no list of originals")
        return cls(zipped, entries, _missing(manifest))

    def unknown(self, known: set[str]) -> list[str]:
        """The entries that a newer version has, and this one passes over."""
        return sorted(
            path
            for path in self._zip.NameToInfo
            if path not in known and path != MANIFEST and not path.startswith(f"{ORIGINALS}/")
        )

    def has(self, path: str) -> bool:
        """Whether there is a file of records with this path."""
        return path in self._entries

    def lines(self, path: str) -> Iterator[Line]:
        """The lines of a file of records; none where the archive has no such file. Raises NotAnArchive for one that is
        not what its manifest says, or no JSON; at the latest at its end."""
        if path not in self._entries:
            return
        size, sha256 = self._entries[path]
        digest, read, number = hashlib.sha256(), 0, 0
        with self._stream(path) as stream:
            while line := _line(stream, path, number + 1):
                number += 1
                digest.update(line)
                read += len(line)
                yield _object(line, path, number)
        if (read, digest.hexdigest()) != (size, sha256):
            raise NotAnArchive(
                f"{path} is not what its manifest says: it was changed or is damaged"
            )

    def originals(self) -> Iterator[ListedOriginal]:
        """The originals that are listed, in the order of their digests. Raises NotAnArchive."""
        last = ""
        for number, line in enumerate(self.lines(ORIGINALS_LIST), 1):
            one = _original(line, number)
            if one.sha256 <= last:
                raise NotAnArchive(f"{ORIGINALS_LIST}, line {number}: it is not in order")
            if one.sha256 not in self.missing and one.path not in self._zip.NameToInfo:
                raise NotAnArchive(f"{one.path} is missing")
            last = one.sha256
            yield one

    def original(self, one: ListedOriginal, largest: int) -> bytes:
        """What an original holds. Raises NotAnArchive where that is not what its digest says, or more than
        `largest`."""
        info = self._zip.NameToInfo[one.path]
        if info.file_size > largest:
            raise NotAnArchive(
                f"{one.path} has more than the {largest:,} bytes that this server takes"
            )
        with self._stream(one.path) as stream:
            try:
                data = stream.read()
            except _DAMAGE as error:
                raise NotAnArchive(f"{one.path} is damaged") from error
        if hashlib.sha256(data).hexdigest() != one.sha256:
            raise NotAnArchive(f"{one.path} is not what its digest says")
        return data

    def _stream(self, path: str) -> IO[bytes]:
        try:
            return self._zip.open(path)
        except (*_DAMAGE, RuntimeError) as error:
            raise NotAnArchive(f"{path} cannot be read: the archive is damaged there") from error


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise NotAnArchive("it is empty")
    if kind_of(head) != "zip":
        raise NotAnArchive("it is no zip archive, as every export is")
    try:
        check_directory(file, _LIMITS)
        zipped = zipfile.ZipFile(file)
    except ArchiveError as error:
        raise NotAnArchive(str(error)) from error
    except (*_DAMAGE, ValueError, OverflowError) as error:
        raise NotAnArchive("its directory cannot be read: it is damaged, or no zip") from error
    seen: set[str] = set()
    for info in zipped.infolist():
        name = info.filename
        if name in seen:
            raise NotAnArchive(f"{name} is in it twice")
        seen.add(name)
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name:
            raise NotAnArchive(f"{name} leads out of it")
        if info.flag_bits & _ENCRYPTED:
            raise NotAnArchive(f"{name} is encrypted")
        if info.file_size > max(_GROWS_UNSEEN, info.compress_size * _GROWS):
            raise NotAnArchive(f"{name} grows more than {_GROWS} times when it is unpacked")
    return zipped


def _manifest(zipped: zipfile.ZipFile) -> Line:
    if MANIFEST not in zipped.NameToInfo:
        raise NotAnArchive(
            "it is a zip archive, but no export of an account: it has no manifest.json"
        )
    if zipped.NameToInfo[MANIFEST].file_size > _LARGEST_MANIFEST:
        raise NotAnArchive("its manifest.json is too large")
    try:
        manifest = _object(zipped.read(MANIFEST), MANIFEST, 1)
    except (*_DAMAGE, RuntimeError) as error:
        raise NotAnArchive("its manifest.json is damaged") from error
    if manifest.get("format") != FORMAT:
        raise NotAnArchive("its manifest.json is not that of an account's export")
    version = manifest.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise NotAnArchive("its manifest.json does not say of which version it is")
    if version > VERSION:
        raise NotAnArchive(
            f"it is of version {version}, and this server reads up to version {VERSION}: update the server"
        )
    return manifest


def _listed(manifest: Line) -> dict[str, tuple[int, str]]:
    entries = manifest.get("entries")
    if not isinstance(entries, list):
        raise NotAnArchive("its manifest.json does not say what is in it")
    found: dict[str, tuple[int, str]] = {}
    for one in entries:
        match one:
            case {"path": str(path), "size_bytes": int(size), "sha256": str(sha256)}:
                found[path] = size, sha256
            case _:
                raise NotAnArchive("its manifest.json does not say what is in it")
    return found


def _missing(manifest: Line) -> frozenset[str]:
    missing = manifest.get("missing", [])
    if not isinstance(missing, list):
        raise NotAnArchive("its manifest.json does not say what is missing")
    return frozenset(
        str(one["sha256"]) for one in missing if isinstance(one, dict) and "sha256" in one
    )


def _line(stream: IO[bytes], path: str, number: int) -> bytes:
    try:
        line = stream.readline(_LONGEST_LINE)
    except _DAMAGE as error:
        raise NotAnArchive(f"{path} is damaged") from error
    if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
        raise NotAnArchive(f"{path}, line {number}: it is longer than {_LONGEST_LINE >> 20} MiB")
    return line


def _object(line: bytes, path: str, number: int) -> Line:
    try:
        found = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise NotAnArchive(f"{path}, line {number}: it is not JSON") from error
    if not isinstance(found, dict):
        raise NotAnArchive(f"{path}, line {number}: it is no JSON object")
    return found


def _no_number(text: str) -> object:
    raise ValueError(f"{text} is no number of JSON")


def _original(line: Line, number: int) -> ListedOriginal:
    match line:
        case {"sha256": str(sha256), "path": str(path)} if DIGEST.fullmatch(sha256):
            size, format = line.get("size_bytes"), line.get("file_format")
            if path.startswith(f"{ORIGINALS}/"):
                return ListedOriginal(
                    sha256,
                    path,
                    size if isinstance(size, int) and 0 <= size < 2**63 else None,
                    format if isinstance(format, str) and 0 < len(format) <= 3 else None,
                )
    raise NotAnArchive(f"{ORIGINALS_LIST}, line {number}: it is no original's")
