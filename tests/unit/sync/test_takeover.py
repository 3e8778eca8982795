"""What a lost process had goes back to its queue, by a private function of DBOS that only its recovery has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from dbos import DBOS, SetEnqueueOptions, SetWorkflowID
from sqlalchemy import create_engine, text

from fittrack_backend.settings import Settings
from fittrack_backend.sources.allowed_folders import is_in
from fittrack_backend.sync import engine, job_workflows, queues
from fittrack_backend.sync.workers import root_of

NAME = f"{uuid4()}:1"


@pytest.fixture
def jobs_url(tmp_path: Path) -> Iterator[str]:
    settings = Settings(tmp_path)
    DBOS(config=engine._config(settings, "here"))
    DBOS.listen_queues([])
    DBOS.launch()
    yield settings.jobs_url
    DBOS.destroy()


def test_only_what_a_lost_process_runs_goes_back_and_only_once(jobs_url: str) -> None:
    """A version of DBOS that changes this breaks the takeover: see `sync/takeover.py`."""
    with SetWorkflowID(NAME), SetEnqueueOptions(queue_partition_key="somebody"):
        queues.find(queues.BATCHES, "/x").enqueue(job_workflows.sync_batch, str(uuid4()), 1, 0)
    database = create_engine(jobs_url)

    def state() -> tuple[str, str, str | None]:
        with database.connect() as connection:
            row = connection.execute(
                text("SELECT status, queue_name, queue_partition_key FROM workflow_status")
            ).one()
            return row[0], row[1], row[2]

    def run_on(executor: str) -> None:
        with database.begin() as connection:
            connection.execute(
                text("UPDATE workflow_status SET status = 'PENDING', executor_id = :name"),
                {"name": executor},
            )

    run_on("lost")
    DBOS._recover_pending_workflows(["another"])
    assert state() == ("PENDING", "read:/x", "somebody")
    DBOS._recover_pending_workflows(["lost"])
    assert state() == ("ENQUEUED", "read:/x", "somebody")
    run_on("alive")
    DBOS._recover_pending_workflows(["lost"])
    assert state() == ("PENDING", "read:/x", "somebody")
    database.dispose()


@pytest.mark.parametrize(
    ("folders", "roots", "root"),
    [
        ([b"/data/eve"], ["/data"], "/data"),
        ([b"/data/eve"], ["/", "/data", "/data/eve", "/data/eve/watch"], "/data/eve"),
        ([b"/data/eve", b"/data/ada"], ["/data/eve", "/data"], "/data"),
        ([b"/data/eve", b"/other"], ["/data"], "/data"),
        ([b"/database"], ["/data"], None),
        ([], ["/"], None),
        ([b"/data/\xff"], ["/data"], "/data"),
    ],
)
def test_a_job_goes_to_the_workers_that_see_most_of_its_folders(
    folders: list[bytes], roots: list[str], root: str | None
) -> None:
    assert root_of(folders, roots) == root


def test_everything_lies_in_the_root_of_all() -> None:
    assert is_in(b"/data", b"/")
    assert is_in(b"/", b"/")
