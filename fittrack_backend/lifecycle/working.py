"""Takes work from the queues in this process until it is stopped, and answers no requests."""

from __future__ import annotations

import gc
import logging
import os
import signal
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fittrack_backend.lifecycle import allocator, data_folder, logs
from fittrack_backend.lifecycle.failures import BackendLifecycleError
from fittrack_backend.lifecycle.metrics_address import metrics_served
from fittrack_backend.os_errors import in_a_line
from fittrack_backend.settings import Settings, load_settings
from fittrack_backend.variables import InvalidSettings
from fittrack_common.version import __version__

if TYPE_CHECKING:
    from prometheus_client.registry import Collector

    from fittrack_backend.runtime import Backend

_log = logging.getLogger("fittrack")


class WorkFailed(BackendLifecycleError):
    """The worker could not start. The message is a sentence for people."""


class NoQueues(InvalidSettings):
    """There is no work to share: the backend does all of it."""


def run_in_foreground(
    data_dir: Path, *, queues: Sequence[str] | None, roots: Sequence[str] | None
) -> int:
    """Works in this process until it is stopped; returns its exit code. Raises as `work`."""
    logs.log_to_stderr()
    return work(load_settings(data_dir, queues=queues, roots=roots))


def work(settings: Settings) -> int:
    """Works until SIGTERM or SIGINT; returns 0.

    Raises `NoQueues`, `DataFolderUnusable` and `WorkFailed`.
    """
    if not settings.shares_work:
        raise NoQueues(
            "Workers share the queues of a PostgreSQL database, which FITTRACK_DATABASE_URL names. With SQLite the "
            "backend does all work itself."
        )
    os.umask(0o077)
    allocator.give_others_pythons_own()
    data_folder.prepare_data_dir(settings.data_dir)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    _work_until(stop, settings)
    return 0


def _work_until(stop: threading.Event, settings: Settings) -> None:
    from sqlalchemy.exc import SQLAlchemyError

    from fittrack_backend.accounts.safeguards import ServerKeyUnusable
    from fittrack_backend.runtime import Backend
    from fittrack_backend.storage.migrations import DatabaseTooNew

    backend: Backend | None = None
    try:
        backend = Backend(settings)
        backend.start()
        _log.info(
            "FitTrack %s works on %s and sees %s",
            __version__,
            ", ".join(settings.queues),
            ", ".join(settings.roots) or "no folder",
        )
        gc.freeze()  # as a server does
        with metrics_served(settings, partial(_collectors, backend)):
            stop.wait()
    except (DatabaseTooNew, ServerKeyUnusable) as error:
        raise WorkFailed(str(error)) from error
    except (SQLAlchemyError, OSError) as error:
        _log.exception("the worker failed")
        reason = in_a_line(error)
        raise WorkFailed(
            f"The database, the data folder or the originals cannot be used: {reason}."
        ) from error
    finally:
        if backend is not None:
            backend.stop()


def _collectors(backend: Backend) -> Sequence[Collector]:
    from fittrack_backend.metrics.work import WorkMetrics

    return (WorkMetrics(backend.database),)
