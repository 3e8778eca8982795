"""Serves a data folder in this process until it is stopped."""

from __future__ import annotations

import datetime as dt
import gc
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fittrack_backend.lifecycle import (
    allocator,
    data_folder,
    descriptors,
    listening,
    lockfile,
    logs,
    tls,
)
from fittrack_backend.lifecycle.metrics_address import metrics_served
from fittrack_backend.os_errors import in_a_line
from fittrack_backend.settings import LogFormat, Settings, load_settings
from fittrack_common.version import __version__

if TYPE_CHECKING:
    from fastapi import FastAPI
    from prometheus_client.registry import Collector

    from fittrack_backend.lifecycle.http_server import HttpServer
    from fittrack_backend.runtime import Backend

_log = logging.getLogger("fittrack")


def run_in_foreground(
    data_dir: Path,
    *,
    host: str,
    port: int,
    queues: Sequence[str] | None = None,
    roots: Sequence[str] | None = None,
    tls_cert: Path | None = None,
    tls_key: Path | None = None,
    log_format: LogFormat | None = None,
) -> int:
    """Runs the backend in this process until it is stopped; returns its exit code.

    Raises `AlreadyRunning`, `AddressUnavailable` or `DataFolderUnusable`.
    """
    logs.log_to_stderr(log_format)
    return serve(
        load_settings(
            data_dir,
            host=host,
            port=port,
            queues=queues,
            roots=roots,
            tls_cert=tls_cert,
            tls_key=tls_key,
        )
    )


def serve(settings: Settings) -> int:
    """Serves the data folder until SIGTERM or SIGINT; returns 0, or 1 when it failed.

    Raises `AlreadyRunning`, `AddressUnavailable`, `DataFolderUnusable`, `MetricsUnavailable` or
    `TlsUnusable` before it serves.
    """
    started = time.monotonic()
    os.umask(0o077)
    allocator.give_others_pythons_own()
    data_folder.prepare_data_dir(settings.data_dir)
    lock = lockfile.acquire(data_folder.lock_path(settings.data_dir))
    if lock is None:
        raise data_folder.AlreadyRunning(data_folder.status(settings.data_dir))
    try:
        certificate = None
        if settings.tls_cert is not None and settings.tls_key is not None:
            certificate = tls.Certificate(settings.tls_cert, settings.tls_key)
        with listening.bind(settings) as listener:
            return _serve_on(listener, settings, certificate, started)
    finally:
        lockfile.release(lock)


def _serve_on(
    listener: socket.socket,
    settings: Settings,
    certificate: tls.Certificate | None,
    started: float,
) -> int:
    from sqlalchemy.exc import SQLAlchemyError

    from fittrack_backend.accounts.safeguards import ServerKeyUnusable
    from fittrack_backend.runtime import Backend
    from fittrack_backend.storage.migrations import DatabaseTooNew

    backend: Backend | None = None
    try:
        backend = Backend(settings)
        with data_folder.may_upgrade(settings.data_dir) as upgrades:
            backend.start(upgrades)
        return _run_server(listener, backend, certificate, started)
    except (DatabaseTooNew, ServerKeyUnusable) as error:
        return _fail(error)
    except (SQLAlchemyError, OSError) as error:
        _log.exception("the backend failed")
        return _fail(f"The database or the data folder cannot be used: {in_a_line(error)}.")
    finally:
        if backend is not None:
            backend.stop()


def _run_server(
    listener: socket.socket,
    backend: Backend,
    certificate: tls.Certificate | None,
    started: float,
) -> int:
    from fittrack_backend.api.app import create_app
    from fittrack_backend.api.edge.limits import limits_for
    from fittrack_backend.lifecycle.http_server import HttpServer

    settings = backend.settings
    port = listener.getsockname()[1]
    scheme = "https" if certificate is not None else "http"
    url = f"{scheme}://{listening.reachable_name(settings.host)}:{port}"

    def announce() -> None:
        data_folder.announce(
            settings.data_dir,
            data_folder.RunningBackend(
                pid=os.getpid(),
                url=url,
                started_at=dt.datetime.now(dt.UTC).isoformat().replace("+00:00", "Z"),
                server_version=__version__,
            ),
        )
        _log.info(
            "FitTrack %s listens on %s after %.2f s", __version__, url, time.monotonic() - started
        )

    app = create_app(backend)
    server = HttpServer(
        app,
        listener,
        settings,
        limits_for(descriptors.raise_limit(), settings.max_connections),
        on_start=announce,
        on_exit=backend.stopping.set,
        certificate=certificate,
    )
    # What is loaded by now stays: looking through it for garbage again and again costs a second sync more than its own work,
    # and keeps all clients waiting.
    gc.freeze()
    # Uvicorn raises the signal again when it has shut down; then it must not end the process.
    signal.signal(signal.SIGTERM, lambda _number, _frame: None)
    with (
        metrics_served(settings, partial(_collectors, backend, server, app)),
        suppress(KeyboardInterrupt),
    ):
        server.run()
    return 0 if server.started else 1


def _collectors(backend: Backend, server: HttpServer, app: FastAPI) -> Sequence[Collector]:
    from fittrack_backend.metrics.http import HttpMetrics
    from fittrack_backend.metrics.work import WorkMetrics

    return (
        WorkMetrics(backend.database),
        HttpMetrics(backend, server.guard, app.state.answer_times),
    )


def _fail(error: Exception | str) -> int:
    print(f"error: {error}", file=sys.stderr, flush=True)
    return 1
