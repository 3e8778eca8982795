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

from sqlalchemy import make_url

PROGRAMS = ("initdb", "pg_ctl", "postgres")
UNPRIVILEGED = ("postgres", "nobody")
"""PostgreSQL refuses to run as root; then it runs as one of these."""


def missing_programs() -> list[str]:
    """The programs that are not on the PATH."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


@contextmanager
def server() -> Iterator[str]:
    """Runs a server that listens on a Unix socket alone; gives its SQLAlchemy URL."""
    user = _unprivileged_user() if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="fittrack-pg-", dir="/tmp"))
    if user is not None:
        shutil.chown(folder, user)
    data = folder / "data"

    def run(*command: str) -> None:
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

    try:
        run("initdb", "-D", str(data), "-U", "fittrack", "-A", "trust", "--no-sync", "-E", "UTF8")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        options += (
            " -c max_connections=300"  # backends of several tests run until the session's end
        )
        log = str(folder / "log")
        run("pg_ctl", "-D", str(data), "-o", options, "-l", log, "-w", "start")
        try:
            yield f"postgresql+psycopg://fittrack@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def restart(url: str) -> None:
    """Restarts the server of this URL at once, as a crash would: its connections are cut."""
    folder = Path(str(make_url(url).query["host"]))
    user = _unprivileged_user() if os.geteuid() == 0 else None
    subprocess.run(
        ["pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "-w", "restart"],
        check=True,
        user=user,
        extra_groups=[] if user else None,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        timeout=60,
    )


def _unprivileged_user() -> str:
    for name in UNPRIVILEGED:
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise LookupError("no unprivileged user to run PostgreSQL as")
