"""Restoring a backup: all of it is read and checked before anything that is there is touched.

Then what is there is moved aside, and what was read is moved into its place. Whoever is killed meanwhile leaves a
note in the data folder, with which no server starts on it; doing it again goes on.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal

from attrs import frozen

from fittrack_backend.accounts.safeguards import KEY_BYTES
from fittrack_backend.backups import UNFINISHED_RESTORE
from fittrack_backend.backups.archive import (
    DATABASE,
    KEY,
    ORIGINALS,
    BackupReader,
    Head,
    damaged,
    newer,
)
from fittrack_backend.backups.failures import AlreadyThere
from fittrack_backend.backups.making import sqlite_file
from fittrack_backend.settings import Settings
from fittrack_backend.storage.flushing import flush_folder
from fittrack_backend.storage.migrations import HEAD as NEWEST
from fittrack_backend.storage.originals import DIGEST, OriginalStore
from fittrack_backend.storage.originals_folder import OriginalsInFolder
from fittrack_backend.storage.originals_place import open_store
from fittrack_common.private_folder import make_private

_STAGING = ".restoring"
_PORTION_BYTES = 32 * 2**20
_PORTION_FILES = 256
_LOGS = ("", "-wal", "-shm", "-journal")


@frozen
class RestoredBackup:
    """A backup that was restored."""

    created_at: dt.datetime
    version: str
    """Of FitTrack that made it."""
    originals: int
    missing: int
    """How many original files its database names that it does not hold."""
    server_key: Literal["restored", "kept", "none"]
    """`none`: the server makes a new one at its start."""
    set_aside: Path | None
    """Where what was there before is now."""


@frozen
class _Read:
    """What was read of a backup."""

    head: Head
    originals: int
    has_key: bool


def restore(settings: Settings, file: Path, *, replace: bool = False) -> RestoredBackup:
    """Restores a backup into the data folder of these settings; no server runs on it.

    Raises AlreadyThere where there is data and it is not to be replaced, BackupError for a file that is
    none, is damaged or is of a newer version, and OSError. Nothing has changed then, but what could not be moved.
    """
    database = sqlite_file(settings)
    note = settings.data_dir / UNFINISHED_RESTORE
    if not replace and not note.exists() and _is_used(settings, database):
        raise AlreadyThere(
            f"{settings.data_dir} holds data already",
            "name an empty folder with --data-dir, or use --replace: what is there is kept aside",
        )
    make_private(settings.data_dir)
    staging = settings.data_dir / _STAGING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(mode=0o700)
    try:
        own = settings.originals == str(settings.data_dir / "originals")
        read = _read(file, staging, OriginalsInFolder(staging / "originals") if own else None)
        missing = _check_database(staging / DATABASE, read)
        if not own:
            store = open_store(settings.originals)
            store.prepare()
            _read(file, staging, store)
        aside = _swap(settings, database, staging, note, own=own)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    kept: Literal["kept", "none"] = "kept" if settings.server_key_file.exists() else "none"
    return RestoredBackup(
        read.head.created_at,
        read.head.version,
        read.originals,
        missing,
        "restored" if read.has_key else kept,
        aside,
    )


def _is_used(settings: Settings, database: Path) -> bool:
    originals = settings.data_dir / "originals"
    return database.exists() or (originals.is_dir() and any(originals.glob("??/*")))


def _read(file: Path, staging: Path, store: OriginalStore | None) -> _Read:
    """Reads all of the backup, and checks it: the database and the key go to the staging folder, and the originals to
    the store, if there is one."""
    portion: dict[str, bytes] = {}
    count, has_key = 0, False
    if store is not None:
        store.prepare()
    with file.open("rb") as opened:
        reader = BackupReader.begin(opened)
        _check_version(reader.head)
        for name, parts in reader.parts():
            if name == DATABASE:
                _write(staging / DATABASE, parts)
            elif name == KEY:
                key = b"".join(parts)
                if len(key) != KEY_BYTES:
                    raise damaged("the server's key in it is not one")
                _write(staging / KEY, iter([key]))
                has_key = True
            else:
                sha256 = name.removeprefix(ORIGINALS)
                if name == sha256 or DIGEST.fullmatch(sha256) is None:
                    raise damaged(f"it holds {name!r}, which is nothing of a backup")
                data = b"".join(parts)
                if hashlib.sha256(data).hexdigest() != sha256:
                    raise damaged(f"{name} is another file")
                count += 1
                if store is not None:
                    portion[sha256] = data
                    if (
                        len(portion) >= _PORTION_FILES
                        or sum(map(len, portion.values())) >= _PORTION_BYTES
                    ):
                        _keep(store, portion)
    if store is not None:
        _keep(store, portion)
    return _Read(reader.head, count, has_key)


def _keep(store: OriginalStore, portion: dict[str, bytes]) -> None:
    for error in store.store_all(portion).values():
        raise error
    portion.clear()


def _check_version(head: Head) -> None:
    if not head.revision.isdigit():
        raise damaged("it does not say which revision its database has")
    if int(head.revision) > int(NEWEST):
        raise newer(head.version)


def _check_database(path: Path, read: _Read) -> int:
    """Raises BackupError unless it is whole; how many originals it names that were not in the backup."""
    if not path.is_file():
        raise damaged("there is no database in it")
    try:
        with closing(sqlite3.connect(path)) as connection:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            (named,) = connection.execute("SELECT count(*) FROM originals").fetchone()
    except (sqlite3.Error, TypeError) as error:
        raise damaged(f"its database cannot be read ({error})") from error
    if verdict != "ok":
        raise damaged("its database is not whole")
    if revision != read.head.revision:
        raise damaged("its database is of another revision")
    return max(0, int(named) - read.originals)


def _swap(
    settings: Settings, database: Path, staging: Path, note: Path, *, own: bool
) -> Path | None:
    """Moves what is there aside, and what was read into its place."""
    jobs = settings.data_dir / "jobs.db"
    moving = [path.with_name(path.name + log) for path in (database, jobs) for log in _LOGS]
    coming = [(staging / DATABASE, database)]
    if own:
        moving.append(settings.data_dir / "originals")
        coming.append((staging / "originals", settings.data_dir / "originals"))
    if (staging / KEY).exists():
        moving.append(settings.server_key_file)
        coming.append((staging / KEY, settings.server_key_file))
    aside = _begin(settings.data_dir, note)
    for path in moving:
        if not path.exists():
            continue
        if (
            aside / path.name
        ).exists():  # of a restore that was interrupted: what is here came with it
            _remove(path)
        else:
            shutil.move(path, aside / path.name)
    flush_folder(aside)
    for source, target in coming:
        shutil.move(source, target)
    for folder in {target.parent for _, target in coming}:
        flush_folder(folder)
    note.unlink()
    flush_folder(settings.data_dir)
    with contextlib.suppress(OSError):  # there was nothing
        aside.rmdir()
    return aside if aside.exists() else None


def _begin(data_dir: Path, note: Path) -> Path:
    """Notes that it has begun, and returns the folder for what is there: the one of before, if it has."""
    if note.exists():
        aside = data_dir / note.read_text(encoding="utf-8")
    else:
        stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
        aside = data_dir / f"before-restore-{stamp}"
        _write(note, iter([aside.name.encode()]))
    aside.mkdir(mode=0o700, exist_ok=True)
    flush_folder(data_dir)
    return aside


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _write(path: Path, parts: Iterator[bytes]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for part in parts:
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
