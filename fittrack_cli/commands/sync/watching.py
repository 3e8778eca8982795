"""Following a sync until it ends: by its events, or by asking again and again where none come."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from fittrack_cli.errors import Incompatible, Interrupted, NotFound, Unreachable
from fittrack_client import api
from fittrack_client.models.sync_item import SyncItem
from fittrack_client.models.sync_job import SyncJob

if TYPE_CHECKING:
    from uuid import UUID

    from fittrack_cli.commands.sync.progress import View
    from fittrack_cli.program.context import Cli
    from fittrack_cli.wire.connection import Connection

POLL_EVERY_S = 1.0
ACTIVE = frozenset({"queued", "running"})
ENDED = frozenset({"succeeded", "partial", "failed", "cancelled"})

T = TypeVar("T")


def follow(cli: Cli, job_id: UUID, *, silent: bool = False) -> SyncJob:
    """Shows a job's progress until it ends, and returns it as it ended.

    When the backend goes away, it is tried for as long as --timeout allows. Raises Unreachable after
    that, Interrupted after Ctrl-C, and what `get_sync_job` raises; the job itself goes on.
    """
    from fittrack_cli.commands.sync.progress import view_for

    come_back = f"fittrack sync watch {job_id}"
    try:
        connection = cli.connection
        job = _fetch(connection, job_id)
        view = view_for(cli, silent=silent)
        try:
            return _follow(connection, job, view, patience_s=cli.timeout_s)
        finally:
            view.close()
    except KeyboardInterrupt:
        raise Interrupted(
            "stopped watching",
            "the sync continues",
            f"come back to it with: {come_back}",
            extras={"job_id": str(job_id)},
        ) from None
    except Unreachable as error:
        error.hint = f"{error.hint}\nthe sync continues once the backend runs again; then: {come_back}".strip()
        error.extras.setdefault("job_id", str(job_id))
        raise


def has_ended(job: SyncJob) -> bool:
    """Whether the job has ended; in a state that this version does not know, if it has an end time."""
    if job.state in ENDED:
        return True
    return job.state not in ACTIVE and job.finished_at is not None


class _NoStream(Exception):
    """The events do not get through, and never did."""


def _follow(connection: Connection, job: SyncJob, view: View, *, patience_s: float) -> SyncJob:
    view.show(job)
    if has_ended(job):
        return job
    try:
        return _by_events(connection, job, view, patience_s)
    except (_NoStream, NotFound, Incompatible):
        return _by_asking(connection, job, view, patience_s)


def _by_events(connection: Connection, job: SyncJob, view: View, patience_s: float) -> SyncJob:
    from fittrack_cli.wire.events import END, data_of, events

    came = False

    def trouble(text: str) -> None:
        if not came:
            raise _NoStream
        view.trouble(text)

    path = f"/v1/sync/jobs/{job.id}/events"
    try:
        for event in events(connection, path, patience_s=patience_s, on_trouble=trouble):
            came = True
            if event.event == "item":
                view.item(_read(connection, SyncItem.from_dict, data_of(event, connection)))
            elif event.event in ("progress", END):
                job = _read(connection, SyncJob.from_dict, data_of(event, connection))
                view.show(job)
                if event.event == END or has_ended(job):
                    return job
    except Unreachable:
        if came:
            raise
        raise _NoStream from None  # a proxy may hold back events but let answers through
    raise AssertionError("events do not end")


def _by_asking(connection: Connection, job: SyncJob, view: View, patience_s: float) -> SyncJob:
    """Asks every second, until nothing could be had for `patience_s`."""
    good_until = time.monotonic() + patience_s
    while not has_ended(job):
        try:
            job = _fetch(connection, job.id)
        except Unreachable as error:
            if time.monotonic() >= good_until:
                raise
            view.trouble(f"{error.title}: {error.detail}")
        else:
            good_until = time.monotonic() + patience_s
            view.show(job)
            if has_ended(job):
                break
        time.sleep(POLL_EVERY_S)
    return job


def _fetch(connection: Connection, job_id: UUID) -> SyncJob:
    return connection.call(api.get_sync_job(job_id))


def _read(
    connection: Connection, parse: Callable[[Mapping[str, object]], T], data: Mapping[str, object]
) -> T:
    try:
        return parse(data)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Incompatible(
            f"cannot understand an event from {connection.url}",
            "it does not have the contract's shape",
            "the backend may be newer or older than this fittrack",
        ) from error
