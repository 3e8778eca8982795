"""What the workflow engine keeps of jobs that are no more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import make_url

from fittrack_backend.settings import Settings

_AT_ONCE = 200


def delete_workflows(settings: Settings, jobs: Sequence[UUID]) -> None:
    """Deletes the workflows of all attempts of these jobs, with their steps.

    Works beside servers that run, and without one.
    """
    url = make_url(settings.jobs_url)
    is_sqlite = url.get_backend_name() == "sqlite"
    if not jobs or (is_sqlite and not Path(url.database or "").is_file()):
        return
    from dbos import DBOSClient

    client = DBOSClient(system_database_url=settings.jobs_url, lazy=True)
    try:
        for start in range(0, len(jobs), _AT_ONCE):
            prefixes = [f"{job_id}:" for job_id in jobs[start : start + _AT_ONCE]]
            found = client.list_workflows(
                workflow_id_prefix=prefixes, load_input=False, load_output=False
            )
            if found:
                client.delete_workflows([one.workflow_id for one in found], delete_children=True)
    finally:
        client.destroy()
