"""A PostgreSQL server of its own for tests, where its programs are installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text

PROGRAMS = ("initdb", "pg_ctl", "postgres")
UNPRIVILEGED = ("postgres", "nobody")
"""PostgreSQL refuses to run as root; then it runs as one of these."""


def missing_programs() -> list[str]:
    """The programs that are not on the PATH."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


@contextmanager
def server() -> Iterator[str]:
    """Runs a server that listens on a Unix socket alone; gives its SQLAlchemy URL."""
    url = start()
    try:
        yield url
    finally:
        stop(url)


def start() -> str:
    """Starts a server as `server` does; whoever starts it stops it."""
    folder = Path(tempfile.mkdtemp(prefix="fittrack-pg-", dir="/tmp"))
    if user := _user():
        shutil.chown(folder, user)
    data = str(folder / "data")
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    options += " -c max_connections=500"  # backends of several tests run at once
    # Nothing lives for long enough to be tidied up; in some sixty databases, that would begin every second.
    options += (
        " -c autovacuum=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0"
    )
    try:
        _run(folder, "initdb", *f"-D {data} -U fittrack -A trust --no-sync -E UTF8".split())
        _run(folder, "pg_ctl", "-D", data, "-o", options, "-l", f"{folder}/log", "-w", "start")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return f"postgresql+psycopg://fittrack@/postgres?host={folder}"


def stop(url: str) -> None:
    """Stops the server of this URL, and removes all that it kept."""
    try:
        _control(url, "stop")
    finally:
        shutil.rmtree(_folder(url), ignore_errors=True)


def restart(url: str) -> None:
    """Restarts the server of this URL at once, as a crash would: its connections are cut."""
    _control(url, "restart")


def new_database(url: str, template: str = "template1", *, name: str = "") -> str:
    """Makes a database in the server of this URL, a copy of another one of it, and gives its URL."""
    name = name or f"test{uuid4().hex}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    engine.dispose()
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _folder(url: str) -> Path:
    return Path(str(make_url(url).query["host"]))


def _control(url: str, what: str) -> None:
    folder = _folder(url)
    _run(folder, "pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "-w", what)


def _run(folder: Path, *command: str) -> None:
    user = _user()
    subprocess.run(
        command,
        check=True,
        user=user,
        extra_groups=[] if user else None,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        timeout=60,
    )


def _user() -> str | None:
    return _unprivileged_user() if os.geteuid() == 0 else None


def _unprivileged_user() -> str:
    for name in UNPRIVILEGED:
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise LookupError("no unprivileged user to run PostgreSQL as")
