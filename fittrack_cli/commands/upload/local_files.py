"""The files that are to be sent: named, found in folders, or read from standard input."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, BinaryIO, cast

from attrs import define, field, frozen

from fittrack_cli.commands.standard_input import STDIN, read_stdin
from fittrack_cli.errors import UsageError, printable_path
from fittrack_cli.values.given_paths import check_there, given_path

_CHUNK_BYTES = 1 << 17


class CannotRead(Exception):
    """A file cannot be read; the message says why."""


@frozen
class Version:
    """Which content a file had: another one has another size or time."""

    size: int
    modified_ns: int


@define
class LocalFile:
    """A file to be sent. `name` is what to call it there; `open_` opens it."""

    path: str
    name: str
    held: IO[bytes] | None = None
    """What standard input had, which can be read once."""
    refusal: str | None = None
    """Why nothing can be read: of a folder that cannot be listed."""
    sha256: str = ""
    version: Version = field(factory=lambda: Version(0, 0))

    def read_digest(self) -> None:
        """Finds out its digest and which version it is. Raises CannotRead."""
        if self.refusal is not None:
            raise CannotRead(self.refusal)
        try:
            with self.opened() as file:
                self.version = _version(file)
                self.sha256 = _digest(file)
        except OSError as error:
            raise CannotRead(f"it cannot be read: {error.strerror or error}") from error

    def has_changed(self) -> bool:
        """Whether it is another one than when its digest was read."""
        try:
            with self.opened() as file:
                return _version(file) != self.version
        except (OSError, CannotRead):
            return True

    def opened(self) -> Payload:
        """The file, open. Raises OSError, and CannotRead for what is no regular file."""
        if self.held is not None:
            return Payload(cast(BinaryIO, self.held), keeps_open=True)
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(self.path, flags)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise CannotRead("it is not a regular file")
        return Payload(os.fdopen(descriptor, "rb"))


@frozen
class Payload:
    """An open file as a request's body: it can be sent again, from its beginning."""

    file: BinaryIO
    keeps_open: bool = False

    def fileno(self) -> int:
        """For its length."""
        return self.file.fileno()

    def __iter__(self) -> Iterator[bytes]:
        self.file.seek(0)
        left = os.fstat(self.file.fileno()).st_size
        while left and (chunk := self.file.read(min(_CHUNK_BYTES, left))):
            left -= len(chunk)
            yield chunk

    def __enter__(self) -> Payload:
        return self

    def __exit__(self, *_: object) -> None:
        if not self.keeps_open:
            self.file.close()


def find_files(paths: Sequence[str], stdin: IO[str], *, name: str | None) -> list[LocalFile]:
    """The files that the command line names, each once. Raises UsageError before anything is sent."""
    if name is not None and STDIN not in paths:
        raise UsageError("nothing to name", "--name is for what - reads from standard input")
    found: dict[str, LocalFile] = {}
    for path in paths:
        for one in _named(path, stdin, name):
            found.setdefault(one.path if one.held is not None else os.path.realpath(one.path), one)
    return list(found.values())


def _named(path: str, stdin: IO[str], name: str | None) -> Iterator[LocalFile]:
    if path == STDIN:
        held = read_stdin(stdin, "fittrack upload - < FILE")
        yield LocalFile(STDIN, name or "standard input", held=held)
        return
    top = given_path(path)
    check_there(top)
    if top.is_dir():
        yield from _in_folder(top)
    else:
        yield LocalFile(str(top), _plain(top.name))


def _in_folder(top: Path) -> Iterator[LocalFile]:
    """All files below a folder, ordered by path; no hidden ones, and no folder that a link leads to.

    A folder in it that cannot be listed is one that cannot be read. Raises UsageError where that is the folder itself.
    """
    refused: list[LocalFile] = []

    def refuse(error: OSError) -> None:
        path, why = Path(error.filename or top), error.strerror or str(error)
        if path == top:
            raise UsageError(f"cannot read {printable_path(top)}", why) from error
        name = _plain(path.relative_to(top).as_posix())
        refused.append(LocalFile(str(path), name, refusal=f"the folder cannot be read: {why}"))

    for folder, names, files in os.walk(top, onerror=refuse):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for file in sorted(files):
            if not file.startswith("."):
                path = Path(folder) / file
                yield LocalFile(str(path), _plain(path.relative_to(top).as_posix()))
    yield from refused


def _plain(name: str) -> str:
    """A name that can be sent: bytes that are not UTF-8 are shown as what they are."""
    return name.encode("utf-8", "backslashreplace").decode()


def _version(payload: Payload) -> Version:
    details = os.fstat(payload.fileno())
    return Version(details.st_size, details.st_mtime_ns)


def _digest(payload: Payload) -> str:
    found = hashlib.sha256()
    for chunk in payload:
        found.update(chunk)
    return found.hexdigest()
