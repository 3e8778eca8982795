"""Downloads: a file appears whole or not at all, and replaces another only if asked to."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote

import httpx

from fittrack_cli.errors import Conflict, Unreachable, UsageError, printable_path
from fittrack_cli.files import cannot
from fittrack_cli.wire.problems import unusable

if TYPE_CHECKING:
    from fittrack_cli.wire.connection import Connection

CHUNK_BYTES = 1 << 16
MAX_NAME = 120
MAX_ENDING = 12
Write = Callable[[bytes], object]
Target = Path | BinaryIO
"""A file that is to appear, or a stream that is written to, such as standard output."""


def download(
    connection: Connection,
    path: str,
    target: Target,
    *,
    force: bool = False,
    sha256: str | None = None,
    check: Callable[[Path], None] | None = None,
) -> int:
    """Saves the answer of `GET path` in a file, or writes it to a stream; its size in bytes.

    The file appears whole or not at all, replaces another only with `force`, and must have the
    digest `sha256` (in hex) where that is given, and pass the `check`, which raises CliError. Raises CliError.
    """
    check_target(target, force=force)
    with connection.stream("GET", path) as response:
        return save(response, target, connection, force=force, sha256=sha256, check=check)[0]


def check_target(target: Target, *, force: bool) -> None:
    """Raises the CliError of a place that a file cannot go to, before it is asked for."""
    if not isinstance(target, Path):
        return
    if target.is_dir():
        raise UsageError(
            f"{printable_path(target)} is a folder",
            "a file's name is needed",
            "name the file itself: --to NAME",
        )
    if not force and os.path.lexists(target):
        raise _exists(target)
    if target.exists() and not target.is_file():
        raise UsageError(
            f"will not replace {printable_path(target)}",
            "it is not a regular file",
            "- writes to standard output",
        )


def save(
    response: httpx.Response,
    target: Target,
    connection: Connection,
    *,
    force: bool = False,
    sha256: str | None = None,
    check: Callable[[Path], None] | None = None,
) -> tuple[int, str]:
    """Saves what `response` holds, as `download` does; its size in bytes and SHA-256 digest."""
    if not isinstance(target, Path):
        received = _receive(response, connection, target.write, sha256)
        target.flush()
        return received
    temporary = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    try:
        with _creating(temporary, target) as write:
            received = _receive(response, connection, write, sha256)
        if check is not None:
            check(temporary)
        put(temporary, target, force=force)
    finally:
        temporary.unlink(missing_ok=True)
    return received


def announced_name(response: httpx.Response, otherwise: str) -> str:
    """The name that an answer gives its file (RFC 6266), or `otherwise`; never one elsewhere."""
    header = response.headers.get("content-disposition", "")
    found = re.search(r"filename\*\s*=\s*utf-8'[^']*'([^;\s]+)", header, re.IGNORECASE)
    name = unquote(found[1]) if found else ""
    if not name:
        found = re.search(
            r'filename\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;\s]+))', header, re.IGNORECASE
        )
        name = re.sub(r"\\(.)", r"\1", found[1] or found[2] or "") if found else ""
    return _plain_name(name) or _plain_name(otherwise) or "download"


def _plain_name(name: str) -> str:
    """The last part of a path, without what is invisible, hidden or too long."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip().lstrip(".")
    stem, dot, ending = kept.rpartition(".")
    if not dot or len(ending) > MAX_ENDING:
        return kept[:MAX_NAME]
    return f"{stem[: MAX_NAME - len(ending) - 1]}.{ending}"


def _receive(
    response: httpx.Response, connection: Connection, write: Write, sha256: str | None
) -> tuple[int, str]:
    digest = hashlib.sha256()
    size = 0
    try:
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
    return size, digest.hexdigest()


@contextmanager
def _creating(temporary: Path, target: Path) -> Iterator[Write]:
    try:
        with temporary.open("xb") as file:
            yield file.write
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise cannot("write", target, error) from error


def put(temporary: Path, target: Path, *, force: bool) -> None:
    """Gives a file that is whole its name; replaces another only with `force`. Raises Conflict and CliError."""
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
