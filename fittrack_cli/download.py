"""Downloads: a file appears whole or not at all, and replaces another only when told to."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fittrack_cli.errors import Conflict, Unreachable, UsageError, printable_path
from fittrack_cli.files import cannot
from fittrack_cli.http import httpx
from fittrack_cli.problems import unusable

if TYPE_CHECKING:
    from fittrack_cli.connection import Connection
    from fittrack_cli.context import Cli

CHUNK_BYTES = 1 << 16
Write = Callable[[bytes], object]


def download(
    connection: Connection,
    path: str,
    target: Path | None,
    cli: Cli,
    *,
    force: bool = False,
    sha256: str | None = None,
) -> int:
    """Saves the answer of `GET path`; see `Connection.download`."""
    if target is None:
        return _to_stdout(connection, path, cli, sha256)
    if target.is_dir():
        raise UsageError(
            f"{printable_path(target)} is a folder",
            "a file's name is needed",
            "name the file itself: --to NAME",
        )
    if not force and os.path.lexists(target):
        raise _exists(target)
    temporary = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    try:
        with _creating(temporary, target) as write:
            size = _receive(connection, path, write, sha256)
        _put(temporary, target, force=force)
    finally:
        temporary.unlink(missing_ok=True)
    return size


def _to_stdout(connection: Connection, path: str, cli: Cli, sha256: str | None) -> int:
    stream = getattr(cli.stdout, "buffer", None)
    if stream is None:
        raise UsageError("cannot write to standard output", "it takes no bytes")
    if cli.output.is_terminal:
        raise UsageError(
            "will not write a file to the terminal", "it holds binary data", "| cat > FILE"
        )
    size = _receive(connection, path, stream.write, sha256)
    stream.flush()
    return size


def _receive(connection: Connection, path: str, write: Write, sha256: str | None) -> int:
    digest = hashlib.sha256()
    size = 0
    try:
        with connection.http.stream("GET", path) as response:
            for chunk in response.iter_bytes(CHUNK_BYTES):
                digest.update(chunk)
                size += len(chunk)
                write(chunk)
    except httpx.HTTPError as error:
        raise unusable(error, connection.url, connection.timeout_s) from error
    if sha256 is not None and digest.hexdigest() != sha256:
        raise Unreachable(
            "the download is damaged", "its SHA-256 digest is not the expected one", "try again"
        )
    return size


@contextmanager
def _creating(temporary: Path, target: Path) -> Iterator[Write]:
    try:
        with temporary.open("xb") as file:
            yield file.write
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise cannot("write", target, error) from error


def _put(temporary: Path, target: Path, *, force: bool) -> None:
    try:
        if force:
            temporary.replace(target)
        else:
            _link(temporary, target)
    except FileExistsError as error:
        raise _exists(target) from error
    except OSError as error:
        raise cannot("write", target, error) from error


def _link(temporary: Path, target: Path) -> None:
    """Gives the file its name unless another took it meanwhile."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except (OSError, AttributeError, NotImplementedError):  # a file system without links
        temporary.rename(target)


def _exists(target: Path) -> Conflict:
    return Conflict(
        f"will not replace {printable_path(target)}", "it exists already", "--force replaces it"
    )
