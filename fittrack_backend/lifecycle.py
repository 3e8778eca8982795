"""Starting, stopping and finding the backend of a data folder.

One server at a time holds the lock of a data folder, for as long as its process lives: the lock
decides whether it runs. `backend.json` says where it listens, and stays when it ends: clients go on
expecting it there.
Imports are light: the command line uses this module, and the server's own packages are not needed.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from attrs import frozen

LOG_LIMIT_BYTES = 5 * 1024 * 1024
START_TIMEOUT_S = 60.0
STOP_TIMEOUT_S = 15.0
EXIT_USAGE = 2
EXIT_ALREADY_RUNNING = 3
EXIT_ADDRESS_UNAVAILABLE = 4

_POLL_S = 0.02
_LAST_LOG_LINES = 15
_SERVER_VARIABLES = frozenset(
    {
        "FITTRACK_ALLOWED_HOSTS",
        "FITTRACK_ALLOW_REMOTE",
        "FITTRACK_DATABASE_URL",
        "FITTRACK_DATA_DIR",
        "FITTRACK_DECODE_WORKERS",
        "FITTRACK_JOBS_URL",
        "FITTRACK_MAX_FILE_BYTES",
        "FITTRACK_SERVER_KEY_FILE",
        "FITTRACK_TRUSTED_PROXIES",
    }
)
"""What a server reads. Other FITTRACK variables are the command line's, and can be secrets."""


class BackendLifecycleError(Exception):
    """Starting or stopping failed; the message is a plain sentence."""


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


class AddressUnavailable(BackendLifecycleError):
    """The address is taken by another program, is not this machine's, or may not be used."""


class StartFailed(BackendLifecycleError):
    """The backend ended while it started; `log_lines` are the last ones that it wrote."""

    def __init__(self, message: str, log_lines: tuple[str, ...]) -> None:
        super().__init__(message)
        self.log_lines = log_lines


class StartTimedOut(StartFailed):
    """The backend did not answer in time, and was stopped."""


class StopFailed(BackendLifecycleError):
    """The backend goes on running."""


class DataFolderUnusable(BackendLifecycleError):
    """The data folder cannot be made or used."""


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


@frozen
class StoppedBackend:
    """A backend that was stopped; `killed` when it did not end by itself in time."""

    pid: int
    killed: bool


def log_path(data_dir: Path) -> Path:
    """Where the backend writes its log; older parts are beside it, with .1, .2 … added."""
    return data_dir / "backend.log"


def status(data_dir: Path) -> BackendStatus:
    """Whether a backend runs on the folder, and where. Does not ask the backend itself."""
    from fittrack_backend import lockfile

    pid = lockfile.holder(_lock_path(data_dir))
    if pid is None:
        return BackendStatus(state="stopped", data_dir=data_dir)
    announced = _read_announcement(data_dir)
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


def start(
    data_dir: Path, *, host: str, port: int, timeout_s: float = START_TIMEOUT_S
) -> RunningBackend:
    """Starts a backend that goes on when this process and its terminal end.

    Returns once it answers. Port 0 takes any free port. Raises `AlreadyRunning`,
    `AddressUnavailable`, `StartFailed`, `StartTimedOut` or `DataFolderUnusable`.
    """
    deadline = time.monotonic() + timeout_s
    prepare_data_dir(data_dir)
    _refuse_second(data_dir, deadline)
    log = log_path(data_dir)
    process, log_start = _spawn(data_dir, host, port, log)
    _reap_when_it_ends(process)
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise _start_failure(process.returncode, data_dir, host, port, log, log_start)
        announced = _read_announcement(data_dir)
        if announced is not None and announced.pid == process.pid and _answers(announced.url):
            return announced
        time.sleep(_POLL_S)
    process.kill()
    raise StartTimedOut(
        f"The backend did not answer within {timeout_s:.0f} s, and was stopped.",
        _last_lines(log, log_start),
    )


def run_in_foreground(data_dir: Path, *, host: str, port: int) -> int:
    """Runs the backend in this process until it is told to stop; returns its exit code.

    Raises `AlreadyRunning`, `AddressUnavailable` or `DataFolderUnusable`.
    """
    from fittrack_backend.__main__ import log_to_stderr, serve
    from fittrack_backend.settings import load_settings

    log_to_stderr()
    return serve(load_settings(data_dir, host=host, port=port))


def stop(data_dir: Path, *, timeout_s: float = STOP_TIMEOUT_S) -> StoppedBackend | None:
    """Stops the backend of the folder, gently and then not; None when none runs.

    Raises `StopFailed` when it may not be stopped or does not end.
    """
    from fittrack_backend import lockfile

    lock = _lock_path(data_dir)
    pid = lockfile.holder(lock)
    if pid is None:
        return None
    for signal_number, patience_s in ((signal.SIGTERM, timeout_s), (_kill_signal(), 5.0)):
        if pid == 0 or not _signal(pid, signal_number):
            pid = lockfile.holder(lock)
            if pid is None:
                return None
            continue
        if _wait_for(lambda: lockfile.holder(lock) is None, patience_s):
            return StoppedBackend(pid=pid, killed=signal_number != signal.SIGTERM)
    raise StopFailed(f"The backend (process {pid}) does not end.")


def prepare_data_dir(data_dir: Path) -> None:
    """Makes the folder, for its owner alone. Raises `DataFolderUnusable`."""
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
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


def last_port(data_dir: Path) -> int | None:
    """The port of the folder's last backend, also after it ended: tokens are bound to it."""
    announced = _read_announcement(data_dir)
    try:
        return urlsplit(announced.url).port if announced is not None else None
    except ValueError:
        return None


def address_failure(host: str, port: int, error: OSError) -> AddressUnavailable:
    """Why the address cannot be listened on, in a sentence."""
    import errno

    if error.errno == errno.EADDRINUSE:
        return AddressUnavailable(f"Port {port} on {host} is in use by another program.")
    reason = (error.strerror or str(error)).lower()
    return AddressUnavailable(f"Cannot listen on {host}, port {port}: {reason}.")


def _announcement_path(data_dir: Path) -> Path:
    return data_dir / "backend.json"


def _lock_path(data_dir: Path) -> Path:
    return data_dir / "backend.lock"


def _read_announcement(data_dir: Path) -> RunningBackend | None:
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


def _refuse_second(data_dir: Path, deadline: float) -> None:
    current = status(data_dir)
    while current.state == "starting" and time.monotonic() < deadline:
        time.sleep(_POLL_S)
        current = status(data_dir)
    if current.state != "stopped":
        raise AlreadyRunning(current)


def _spawn(data_dir: Path, host: str, port: int, log: Path) -> tuple[subprocess.Popen[bytes], int]:
    rotate_log(log)
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("FITTRACK_") or name in _SERVER_VARIABLES
    }
    package_root = str(Path(__file__).resolve().parents[1])
    environment["PYTHONPATH"] = os.pathsep.join(
        part for part in (package_root, os.environ.get("PYTHONPATH")) if part
    )
    command = [sys.executable, "-m", "fittrack_backend", "serve"]
    command += ["--data-dir", str(data_dir), "--host", host, "--port", str(port)]
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        process = subprocess.Popen(
            [*command, "--log-file", str(log)],
            stdin=subprocess.DEVNULL,
            stdout=descriptor,
            stderr=descriptor,
            cwd=data_dir,
            env=environment,
            start_new_session=True,
            umask=0o077 if os.name == "posix" else -1,
        )
        return process, os.fstat(descriptor).st_size
    finally:
        os.close(descriptor)


def rotate_log(log: Path) -> None:
    """Puts a log that has grown large aside."""
    try:
        if log.stat().st_size > LOG_LIMIT_BYTES:
            log.replace(log.with_name(log.name + ".1"))
    except FileNotFoundError:
        pass


def _reap_when_it_ends(process: subprocess.Popen[bytes]) -> None:
    import threading

    threading.Thread(target=process.wait, name="backend-reaper", daemon=True).start()


def _start_failure(
    code: int, data_dir: Path, host: str, port: int, log: Path, log_start: int
) -> BackendLifecycleError:
    lines = _last_lines(log, log_start)
    if code == EXIT_ALREADY_RUNNING:
        return AlreadyRunning(status(data_dir))
    reason = lines[-1].removeprefix("error: ") if lines else ""
    if code == EXIT_ADDRESS_UNAVAILABLE:
        return AddressUnavailable(reason or f"Cannot listen on {host}, port {port}.")
    how = f"with code {code}" if code >= 0 else f"by signal {-code}"
    return StartFailed(f"The backend ended {how} while it started. {reason}".rstrip(), lines)


def _last_lines(log: Path, start: int) -> tuple[str, ...]:
    try:
        with log.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(start, size - 16_384))
            text = file.read().decode("utf-8", "backslashreplace")
    except OSError:
        return ()
    return tuple(text.splitlines()[-_LAST_LOG_LINES:])


def _answers(url: str) -> bool:
    from http.client import HTTPConnection, HTTPException

    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    try:
        connection.request("GET", "/v1/meta/health")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _kill_signal() -> signal.Signals:
    return signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM


def _signal(pid: int, number: signal.Signals) -> bool:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return False
    except PermissionError as error:
        raise StopFailed(f"The backend (process {pid}) belongs to another user.") from error
    return True


def _wait_for(condition: Callable[[], bool], patience_s: float) -> bool:
    deadline = time.monotonic() + patience_s
    while not condition():
        if time.monotonic() >= deadline:
            return False
        time.sleep(_POLL_S)
    return True
