"""The backend's data on this machine, where it has any: the folder, room on the disk, the database."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from fittrack_cli.commands.doctor.finding import Finding, State
from fittrack_cli.errors import printable_path
from fittrack_cli.program.context import Cli
from fittrack_common import local_server

_LITTLE, _TOO_LITTLE = 1 << 30, 100 << 20
"""Bytes that are free."""
_PATIENCE_S = 5.0
_CHECK = "fittrack backend check"


def _folder(cli: Cli) -> Path | None:
    """The data folder, where this machine has one."""
    folder = local_server.data_folder(cli.env).absolute()
    return folder if folder.is_dir() else None


def data_folder(cli: Cli) -> Iterator[Finding]:
    """It belongs to whoever asks, and is private."""
    folder = _folder(cli)
    if folder is None:
        return
    shown, details = printable_path(folder), folder.stat()
    if os.name != "nt" and details.st_uid != os.geteuid():
        yield Finding("data folder", "wrong", f"{shown} belongs to another user")
    elif os.name != "nt" and details.st_mode & 0o077:
        yield Finding("data folder", "wrong", f"others can look into {shown}", f"chmod 700 {shown}")
    else:
        yield Finding("data folder", "ok", shown)


def disk(cli: Cli) -> Iterator[Finding]:
    """How much room is left for data."""
    folder = _folder(cli)
    if folder is None:
        return
    from fittrack_cli.output.cells import size

    free = shutil.disk_usage(folder).free
    state: State = "wrong" if free < _TOO_LITTLE else "warning" if free < _LITTLE else "ok"
    yield Finding("disk", state, f"{size(free)} are free for the backend's data")


def database(cli: Cli) -> Iterator[Finding]:
    """Whether the database is whole, as far as SQLite says within some seconds.

    A server on PostgreSQL says by itself whether it can use it.
    """
    folder = _folder(cli)
    file = None if folder is None else folder / "fittrack.db"
    if file is None or not file.is_file() or cli.env.get("FITTRACK_DATABASE_URL"):
        return
    until = time.monotonic() + _PATIENCE_S
    try:
        connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=_PATIENCE_S)
        try:
            connection.set_progress_handler(lambda: time.monotonic() > until, 100_000)
            damages = [str(row[0]) for row in connection.execute("PRAGMA quick_check(1)")]
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            yield Finding("database", "ok", "too large to be checked in passing", _CHECK)
        else:
            yield Finding("database", "wrong", f"it cannot be read: {error}", _CHECK)
    except sqlite3.DatabaseError as error:
        yield Finding("database", "wrong", f"it is damaged: {error}", _CHECK)
    else:
        if damages == ["ok"]:
            yield Finding("database", "ok", printable_path(file))
        else:
            damage = " ".join(damages[0].split())
            yield Finding("database", "wrong", f"it is damaged: {damage}", _CHECK)
