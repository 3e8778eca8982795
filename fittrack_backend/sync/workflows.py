"""What the workflow engine keeps of jobs that are no more, or that ended long ago."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import make_url

from fittrack_backend.settings import Settings

if TYPE_CHECKING:
    from dbos import DBOSClient

WORKFLOWS_KEPT = dt.timedelta(days=30)
"""Nothing reads what the engine keeps of a workflow that ended; it is there for who looks for a fault."""
_AT_ONCE = 200
LIVE = ("PENDING", "ENQUEUED", "DELAYED")
_OVER = ("SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")


def delete_workflows(settings: Settings, jobs: Sequence[UUID]) -> None:
    """Deletes the workflows of all attempts of these jobs, with their steps.

    Works beside servers that run, and without one.
    """
    if not jobs or not _are_there(settings):
        return
    with _client(settings) as client:
        for start in range(0, len(jobs), _AT_ONCE):
            prefixes = [f"{job_id}:" for job_id in jobs[start : start + _AT_ONCE]]
            found = client.list_workflows(
                workflow_id_prefix=prefixes, load_input=False, load_output=False
            )
            if found:
                client.delete_workflows([one.workflow_id for one in found], delete_children=True)


def delete_ended(settings: Settings, before: dt.datetime) -> None:
    """Deletes the workflows that began and ended before, with their steps, portion by portion."""
    if not _are_there(settings):
        return
    with _client(settings) as client:
        while found := client.list_workflows(
            status=list(_OVER),
            end_time=before.isoformat(),
            limit=_AT_ONCE * 5,
            load_input=False,
            load_output=False,
        ):
            client.delete_workflows([one.workflow_id for one in found])


def jobs_with_workflows(settings: Settings, jobs: Sequence[UUID]) -> set[UUID]:
    """Those of these jobs that have a workflow which goes on."""
    if not jobs or not _are_there(settings):
        return set()
    with _client(settings) as client:
        return {
            job_id
            for job_id in jobs
            if client.list_workflows(
                workflow_id_prefix=f"{job_id}:",
                status=list(LIVE),
                limit=1,
                load_input=False,
                load_output=False,
            )
        }


def _are_there(settings: Settings) -> bool:
    url = make_url(settings.jobs_url)
    return url.get_backend_name() != "sqlite" or Path(url.database or "").is_file()


@contextmanager
def _client(settings: Settings) -> Iterator[DBOSClient]:
    from dbos import DBOSClient

    client = DBOSClient(system_database_url=settings.jobs_url, lazy=True)
    try:
        yield client
    finally:
        client.destroy()
