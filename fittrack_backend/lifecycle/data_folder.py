"""The data folder of a backend: whose lock it holds, and where it listens.

One server at a time holds the lock of a data folder, for as long as its process lives: the lock
decides whether it runs. `backend.json` holds the address where it listens, and stays when it ends: clients go on
expecting it there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from attrs import frozen

from fittrack_backend.backups import UNFINISHED_RESTORE
from fittrack_backend.lifecycle import lockfile
from fittrack_backend.lifecycle.failures import BackendLifecycleError, DataFolderUnusable
from fittrack_common.private_folder import make_private


@frozen
class BackendStatus:
    """What is known of the backend of a data folder."""

    state: Literal["running", "starting", "stopped"]
    data_dir: Path
    pid: int | None = None
    url: str | None = None
    started_at: str | None = None
    """RFC 3339, in UTC."""
    server_version: str | None = None


@frozen
class RunningBackend:
    """A backend that answers."""

    pid: int
    url: str
    started_at: str
    server_version: str


class AlreadyRunning(BackendLifecycleError):
    """A backend already serves this data folder."""

    def __init__(self, status: BackendStatus) -> None:
        where = f" at {status.url}" if status.url else ""
        super().__init__(
            f"A backend already runs on this data folder{where} (process {status.pid})."
        )
        self.status = status
        self.pid = status.pid
        self.url = status.url


def prepare_data_dir(data_dir: Path) -> None:
    """Makes the folder, for its owner alone. Raises `DataFolderUnusable`."""
    if (data_dir / UNFINISHED_RESTORE).exists():
        raise DataFolderUnusable(
            f"A restore into {data_dir} was interrupted: run it again (fittrack backend restore)."
        )
    try:
        make_private(data_dir)
        details = data_dir.stat()
        if hasattr(os, "geteuid"):
            if details.st_uid != os.geteuid():
                raise DataFolderUnusable(f"The data folder {data_dir} belongs to another user.")
            if details.st_mode & 0o077:
                data_dir.chmod(0o700)
    except OSError as error:
        raise DataFolderUnusable(
            f"The data folder {data_dir} cannot be used: {error.strerror or error}."
        ) from error


def log_path(data_dir: Path) -> Path:
    """Where the backend writes its log; older parts are beside it, with .1, .2 … added."""
    return data_dir / "backend.log"


def lock_path(data_dir: Path) -> Path:
    """The file whose lock the folder's backend holds."""
    return data_dir / "backend.lock"


def status(data_dir: Path) -> BackendStatus:
    """Whether a backend runs on the folder, and where. Does not ask the backend itself."""
    pid = lockfile.holder(lock_path(data_dir))
    if pid is None:
        return BackendStatus(state="stopped", data_dir=data_dir)
    announced = read_announcement(data_dir)
    if announced is None or announced.pid != pid:
        return BackendStatus(state="starting", data_dir=data_dir, pid=pid or None)
    return BackendStatus(
        state="running",
        data_dir=data_dir,
        pid=pid,
        url=announced.url,
        started_at=announced.started_at,
        server_version=announced.server_version,
    )


@contextmanager
def may_upgrade(data_dir: Path) -> Iterator[Callable[[], None]]:
    """Gives what notes that this process upgrades the folder's database, which may take minutes; at the end it no longer does."""
    mark = _upgrade_path(data_dir)
    mark.unlink(missing_ok=True)  # of a process that was killed
    try:
        yield lambda: mark.touch(mode=0o600)
    finally:
        mark.unlink(missing_ok=True)


def is_upgraded(data_dir: Path) -> bool:
    """Whether a process that starts on the folder upgrades its database; one that was killed meanwhile does not."""
    return _upgrade_path(data_dir).exists() and status(data_dir).state == "starting"


def announce(data_dir: Path, backend: RunningBackend) -> None:
    """Writes where the backend listens, whole or not at all."""
    path = _announcement_path(data_dir)
    temporary = path.with_name(f"{path.name}.{backend.pid}")
    content = {
        "pid": backend.pid,
        "url": backend.url,
        "started_at": backend.started_at,
        "server_version": backend.server_version,
    }
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def read_announcement(data_dir: Path) -> RunningBackend | None:
    """What the folder's last backend announced, whether it still runs or not; None for none."""
    try:
        content: object = json.loads(_announcement_path(data_dir).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    match content:
        case {
            "pid": int(pid),
            "url": str(url),
            "started_at": str(started_at),
            "server_version": str(version),
        }:
            return RunningBackend(pid, url, started_at, version)
    return None


def last_port(data_dir: Path) -> int | None:
    """The port of the folder's last backend, also after it ended: tokens are bound to it."""
    announced = read_announcement(data_dir)
    try:
        return urlsplit(announced.url).port if announced is not None else None
    except ValueError:
        return None


def _upgrade_path(data_dir: Path) -> Path:
    return data_dir / "upgrading"


def _announcement_path(data_dir: Path) -> Path:
    return data_dir / "backend.json"
