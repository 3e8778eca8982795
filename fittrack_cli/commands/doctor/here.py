"""The backend's data on this machine, where it has any: the folder, its key, room on the disk, the database, its port."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from fittrack_cli.commands.doctor.finding import Finding, State
from fittrack_cli.errors import printable_path
from fittrack_cli.program.context import Cli
from fittrack_common import local_server
from fittrack_common.loopback import is_loopback

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


def server_key(cli: Cli) -> Iterator[Finding]:
    """The key that seals secrets is there, for its owner alone."""
    folder, named = _folder(cli), cli.env.get("FITTRACK_SERVER_KEY_FILE")
    if named:
        file = Path(named).expanduser().absolute()
    elif folder is not None and (folder / "fittrack.db").is_file():
        file = folder / "server.key"
    else:
        return
    shown = printable_path(file)
    try:
        mode = file.stat().st_mode
    except OSError as error:
        why = error.strerror or str(error)
        yield Finding("server key", "wrong", f"cannot use {shown}: {why}", _CHECK)
        return
    if os.name != "nt" and mode & 0o077:
        yield Finding("server key", "wrong", f"others can use {shown}", f"chmod 600 {shown}")
    else:
        yield Finding("server key", "ok", shown)


def disk(cli: Cli) -> Iterator[Finding]:
    """How much room is left for data."""
    folder = _folder(cli)
    if folder is None:
        return
    from fittrack_cli.output.units import METRIC

    free = shutil.disk_usage(folder).free
    state: State = "wrong" if free < _TOO_LITTLE else "warning" if free < _LITTLE else "ok"
    yield Finding("disk", state, f"{METRIC.size(free)} are free for the backend's data")


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


def port(cli: Cli) -> Iterator[Finding]:
    """Who has the port of the backend on this machine. Raises CliError."""
    from fittrack_cli.commands.backend import local_backend

    folder = _folder(cli)
    if folder is None and not is_loopback(cli.server):
        return
    found = local_backend.status(folder or local_server.data_folder(cli.env).absolute())
    if found.state != "stopped":
        where = found.url or "it is starting"
        yield Finding("port", "ok", f"{where}, the backend on this machine (process {found.pid})")
        return
    number = (is_loopback(cli.server) and urlsplit(cli.server).port) or local_server.PORT
    if _is_free(number):
        yield Finding("port", "ok", f"{number} is free; no backend runs here")
    elif folder is None:
        yield Finding("port", "ok", f"{number} is in use; no backend has its data here")
    else:
        yield Finding(
            "port",
            "warning",
            f"{number} is in use, and not by the backend with its data in {printable_path(folder)}",
            "fittrack backend start --port 0",
        )


def _is_free(number: int) -> bool:
    """Whether a backend could listen there."""
    with socket.socket() as tried:
        if os.name == "posix":
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((local_server.HOST, number))
            tried.listen(1)
        except OSError as error:
            return error.errno != errno.EADDRINUSE
    return True
