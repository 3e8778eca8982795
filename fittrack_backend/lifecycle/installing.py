"""Installing a backend as a service of its user, and uninstalling it."""

from __future__ import annotations

import os
import time
from pathlib import Path

from fittrack_backend.lifecycle import background, data_folder
from fittrack_backend.lifecycle.failures import BackendLifecycleError, StartTimedOut
from fittrack_backend.lifecycle.service_managers import ServiceManager
from fittrack_backend.lifecycle.service_unit import MARK, Service


class NotOurs(BackendLifecycleError):
    """There is a file by this name that we have not written."""


def install(manager: ServiceManager, service: Service, data_dir: Path) -> None:
    """Makes the data folder and writes the service's file, for its owner alone.

    Raises `NotOurs` for a file that somebody else has written, and `DataFolderUnusable`.
    """
    data_folder.prepare_data_dir(data_dir)
    try:
        _refuse_foreign(manager.file)
        manager.file.parent.mkdir(parents=True, exist_ok=True)
        _write(manager.file, manager.content(service))
    except OSError as error:
        raise BackendLifecycleError(
            f"{manager.file} cannot be written: {error.strerror or error}."
        ) from error


def enable(manager: ServiceManager, data_dir: Path) -> data_folder.RunningBackend:
    """Has the service started, now and at each login; returns when the backend responds.

    Raises `AlreadyRunning` when the folder's backend was started in another way, `StartTimedOut` and
    `ServiceManagerFailed`.
    """
    status = data_folder.status(data_dir)
    if status.state != "stopped" and not manager.is_running():
        raise data_folder.AlreadyRunning(status)
    before = status.pid
    manager.enable()
    return _responding(data_dir, before)


def uninstall(manager: ServiceManager) -> bool:
    """Stops the service and removes its file; False when there is none. The data stays.

    Raises `NotOurs` for a file that somebody else has written.
    """
    try:
        if not manager.file.exists():
            return False
        _refuse_foreign(manager.file)
        manager.disable()
        manager.file.unlink()
    except OSError as error:
        raise BackendLifecycleError(
            f"{manager.file} cannot be removed: {error.strerror or error}."
        ) from error
    manager.forget()
    return True


def _refuse_foreign(file: Path) -> None:
    if file.exists() and MARK not in file.read_text("utf-8", "replace"):
        raise NotOurs(f"{file} is there already, and is not ours.")


def _write(file: Path, text: str) -> None:
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(file)


def _responding(data_dir: Path, before: int | None) -> data_folder.RunningBackend:
    patience = background.Patience(data_dir, background.START_TIMEOUT_S)
    while not patience.has_ended():
        announced = data_folder.read_announcement(data_dir)
        if (
            announced is not None
            and announced.pid not in (before, None)
            and data_folder.status(data_dir).pid == announced.pid
            and background.answers(announced.url)
        ):
            return announced
        time.sleep(background.POLL_S)
    raise StartTimedOut(
        f"The service was started, but did not respond within {background.START_TIMEOUT_S:.0f} s.",
        (),
    )
