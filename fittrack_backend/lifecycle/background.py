"""Starting and stopping a backend that runs in the background."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from attrs import frozen

from fittrack_backend.lifecycle import data_folder, lockfile, logs
from fittrack_backend.lifecycle.failures import (
    EXIT_ADDRESS_UNAVAILABLE,
    EXIT_ALREADY_RUNNING,
    EXIT_OPEN_WITHOUT_TLS,
    AddressUnavailable,
    BackendLifecycleError,
    OpenWithoutTls,
    StartFailed,
    StartTimedOut,
    StopFailed,
)
from fittrack_backend.variables import SERVER_VARIABLES

START_TIMEOUT_S = 60.0
STOP_TIMEOUT_S = 15.0

POLL_S = 0.02
_LAST_LOG_LINES = 15


@frozen
class StoppedBackend:
    """A backend that was stopped; `killed` when it did not end by itself in time."""

    pid: int
    killed: bool


def start(
    data_dir: Path,
    *,
    host: str,
    port: int,
    options: Sequence[str] = (),
    timeout_s: float = START_TIMEOUT_S,
    on_upgrade: Callable[[], None] = lambda: None,
) -> data_folder.RunningBackend:
    """Starts a backend that goes on when this process and its terminal end.

    Returns once it answers. `options` are further ones of `serve`. Port 0 takes any free port. While it upgrades the
    database, which is told once, the time does not run: whoever ended it then would have to begin anew. Raises `AlreadyRunning`,
    `AddressUnavailable`, `StartFailed`, `StartTimedOut` or `DataFolderUnusable`.
    """
    patience = Patience(data_dir, timeout_s, on_upgrade)
    data_folder.prepare_data_dir(data_dir)
    _refuse_second(data_dir, patience)
    log = data_folder.log_path(data_dir)
    process, log_start = _spawn(data_dir, host, port, log, options)
    _reap_when_it_ends(process)
    while not patience.has_ended():
        if process.poll() is not None:
            raise _start_failure(process.returncode, data_dir, host, port, log, log_start)
        announced = data_folder.read_announcement(data_dir)
        if announced is not None and announced.pid == process.pid and answers(announced.url):
            return announced
        time.sleep(POLL_S)
    process.kill()
    raise StartTimedOut(
        f"The backend did not answer within {timeout_s:.0f} s, and was stopped.",
        _last_lines(log, log_start),
    )


class Patience:
    """How long a start is waited for: so many seconds, and as long as the database is upgraded, which is told once."""

    def __init__(
        self, data_dir: Path, timeout_s: float, on_upgrade: Callable[[], None] = lambda: None
    ) -> None:
        self._data_dir = data_dir
        self._timeout_s = timeout_s
        self._on_upgrade = on_upgrade
        self._was_told = False
        self._deadline = time.monotonic() + timeout_s

    def has_ended(self) -> bool:
        if data_folder.is_upgraded(self._data_dir):
            self._deadline = time.monotonic() + self._timeout_s
            if not self._was_told:
                self._was_told = True
                self._on_upgrade()
        return time.monotonic() >= self._deadline


def stop(data_dir: Path, *, timeout_s: float = STOP_TIMEOUT_S) -> StoppedBackend | None:
    """Stops the backend of the folder, gently and then not; None when none runs.

    Raises `StopFailed` when it may not be stopped or does not end.
    """
    lock = data_folder.lock_path(data_dir)
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


def _refuse_second(data_dir: Path, patience: Patience) -> None:
    current = data_folder.status(data_dir)
    while current.state == "starting" and not patience.has_ended():
        time.sleep(POLL_S)
        current = data_folder.status(data_dir)
    if current.state != "stopped":
        raise data_folder.AlreadyRunning(current)


def _spawn(
    data_dir: Path, host: str, port: int, log: Path, options: Sequence[str]
) -> tuple[subprocess.Popen[bytes], int]:
    logs.rotate_log(log)
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("FITTRACK_") or name in SERVER_VARIABLES
    }
    package_root = str(Path(__file__).resolve().parents[2])
    environment["PYTHONPATH"] = os.pathsep.join(
        part for part in (package_root, os.environ.get("PYTHONPATH")) if part
    )
    arguments = ["serve", "--data-dir", str(data_dir), "--host", host, "--port", str(port)]
    arguments += ["--log-file", str(log), *options]
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        process = start_process(arguments, environment, data_dir, descriptor)
        return process, os.fstat(descriptor).st_size
    finally:
        os.close(descriptor)


def start_process(
    arguments: Sequence[str], environment: Mapping[str, str], folder: Path, output: int
) -> subprocess.Popen[bytes]:
    """A backend of its own session, which prints to the descriptor. Raises OSError."""
    return subprocess.Popen(
        [sys.executable, "-m", "fittrack_backend", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        cwd=folder,
        env=environment,
        start_new_session=True,
        umask=0o077 if os.name == "posix" else -1,
    )


def _reap_when_it_ends(process: subprocess.Popen[bytes]) -> None:
    import threading

    threading.Thread(target=process.wait, name="backend-reaper", daemon=True).start()


def _start_failure(
    code: int, data_dir: Path, host: str, port: int, log: Path, log_start: int
) -> BackendLifecycleError:
    lines = _last_lines(log, log_start)
    if code == EXIT_ALREADY_RUNNING:
        return data_folder.AlreadyRunning(data_folder.status(data_dir))
    reason = lines[-1].removeprefix("error: ") if lines else ""
    if code == EXIT_ADDRESS_UNAVAILABLE:
        return AddressUnavailable(reason or f"Cannot listen on {host}, port {port}.")
    if code == EXIT_OPEN_WITHOUT_TLS:
        return OpenWithoutTls(reason)
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


def answers(url: str) -> bool:
    """Whether a backend responds there."""
    import ssl
    from http.client import HTTPConnection, HTTPException, HTTPSConnection

    parts = urlsplit(url)
    name = parts.hostname or ""
    if parts.scheme == "https":
        # Nothing secret is sent, and its certificate may be for a name that others know it by.
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection: HTTPConnection = HTTPSConnection(name, parts.port, timeout=5, context=context)
    else:
        connection = HTTPConnection(name, parts.port, timeout=5)
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
        time.sleep(POLL_S)
    return True
