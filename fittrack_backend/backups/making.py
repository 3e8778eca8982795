"""Making a backup, while servers run or not.

The database is copied first, at one moment, by SQLite's online backup; whoever writes meanwhile does not
wait. Then come the originals that this copy names: each was stored before its row was, so it is there. The
engine's database is left out: at its start a server begins anew what is unfinished and has no workflow.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from attrs import frozen

from fittrack_backend.backups.archive import DATABASE, KEY, ORIGINALS, BackupWriter, Head
from fittrack_backend.backups.failures import AlreadyThere, BackupError
from fittrack_backend.settings import Settings
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.flushing import flush_folder
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.originals_place import open_store
from fittrack_common.version import __version__

_SPOOLED_BYTES = 8 * 2**20
_WRITING = ".fittrack-backup-"
_LEFTOVER_S = 24 * 3600


@frozen
class MadeBackup:
    """A backup that was made."""

    file: Path
    created_at: dt.datetime
    bytes: int
    originals: int
    missing: tuple[str, ...]
    """The digests of original files that should be there, and are missing or damaged."""
    with_key: bool


def back_up(
    settings: Settings, target: Path, *, with_key: bool, replace: bool = False
) -> MadeBackup:
    """Writes a backup to `target`, for its owner alone, whole or not at all.

    Raises BackupError on PostgreSQL or where there is no data, AlreadyThere where the file is there
    and not to be replaced, and OSError.
    """
    database = sqlite_file(settings)
    if not database.is_file():
        raise BackupError(
            "there is no data here yet", "start the server first: fittrack backend start"
        )
    if target.is_dir():
        raise BackupError(f"{target} is a folder", "name the file to write")
    if target.exists() and not replace:
        raise AlreadyThere(f"{target} is there already", "name another file, or use --force")
    now = dt.datetime.now(dt.UTC)
    key = settings.server_key_file.read_bytes() if with_key else None
    _remove_leftovers(target.parent)
    temporary = target.with_name(f"{_WRITING}{target.name}.{os.getpid()}")
    try:
        with (
            _copied(database, target.parent) as copy,
            os.fdopen(
                os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
            ) as file,
        ):
            missing, count = _write(file, copy, key, open_store(settings.originals), now)
            missing = _still_named(database, missing)
            file.flush()
            os.fsync(file.fileno())
        size = temporary.stat().st_size
        temporary.replace(target)
        flush_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return MadeBackup(target, now, size, count, tuple(missing), with_key)


def sqlite_file(settings: Settings) -> Path:
    """The file of the database. Raises BackupError on PostgreSQL."""
    database = Database(settings.database_url)
    try:
        if not database.is_sqlite:
            raise BackupError(
                "the data is in PostgreSQL, whose own tools back it up",
                "docs/operations.md says how: pg_dump, then a copy of the original files",
            )
        return Path(database.url.database or "")
    finally:
        database.dispose()


def _write(
    file: IO[bytes], copy: Path, key: bytes | None, store: OriginalStore, now: dt.datetime
) -> tuple[list[str], int]:
    """Writes all of it; the digests of originals that could not be had, and how many could."""
    with closing(sqlite3.connect(copy)) as connection:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        wanted = [row[0] for row in connection.execute("SELECT sha256 FROM originals ORDER BY 1")]
    writer = BackupWriter.begin(file, Head(__version__, revision, now))
    with copy.open("rb") as data:
        writer.add(DATABASE, data, copy.stat().st_size)
    if key is not None:
        writer.add_bytes(KEY, key)
    missing = [sha256 for sha256 in wanted if not _add_original(writer, store, sha256)]
    writer.end()
    return missing, len(wanted) - len(missing)


def _still_named(database: Path, digests: list[str]) -> list[str]:
    """Those that the database still names: the others were no longer needed, and removed meanwhile."""
    if not digests:
        return []
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=30)) as source:
        query = "SELECT count(*) FROM originals WHERE sha256 = ?"
        return [one for one in digests if source.execute(query, (one,)).fetchone()[0]]


def _add_original(writer: BackupWriter, store: OriginalStore, sha256: str) -> bool:
    """Adds an original whose bytes are what they should be; whether there is one."""
    digest, size = hashlib.sha256(), 0
    with tempfile.SpooledTemporaryFile(_SPOOLED_BYTES) as spooled:
        try:
            for part in store.open(sha256).chunks:
                digest.update(part)
                size += len(part)
                spooled.write(part)
        except FileNotFoundError:
            return False
        if digest.hexdigest() != sha256:
            return False
        spooled.seek(0)
        writer.add(f"{ORIGINALS}{sha256}", spooled, size)
    return True


@contextmanager
def _copied(database: Path, folder: Path) -> Iterator[Path]:
    """A copy of the database at one moment, in this folder for as long as it is needed."""
    descriptor, name = tempfile.mkstemp(prefix=_WRITING, suffix=".db", dir=folder)
    os.close(descriptor)
    copy = Path(name)
    try:
        with (
            closing(
                sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=30)
            ) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
            # One file that needs no log beside it.
            target.execute("PRAGMA journal_mode = DELETE")
        yield copy
    except sqlite3.Error as error:
        raise BackupError(
            f"the database cannot be read: {error}", "look closer with: fittrack backend check"
        ) from error
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            copy.with_name(copy.name + suffix).unlink(missing_ok=True)


def _remove_leftovers(folder: Path) -> None:
    """Removes what backups left there that were killed."""
    for path in folder.glob(f"{_WRITING}*"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < time.time() - _LEFTOVER_S:
                path.unlink()
