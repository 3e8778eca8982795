"""What a lost process had goes back to its queue, by a private function of DBOS that only its recovery has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from dbos import DBOS, SetEnqueueOptions, SetWorkflowID, WorkflowStatus
from sqlalchemy import create_engine, text

from fittrack_backend.settings import Settings
from fittrack_backend.sources.allowed_folders import is_in
from fittrack_backend.storage.database import Database
from fittrack_backend.sync import engine, job_workflows, queues, takeover, workers
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


def test_only_what_nobody_attends_is_listed_and_moved_a_portion_at_a_time(
    jobs_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for root, count in (("/lost", 3), ("/x", 4)):
        for _ in range(count):
            with SetWorkflowID(f"{uuid4()}:1"), SetEnqueueOptions(queue_partition_key="somebody"):
                queues.find(queues.BATCHES, root).enqueue(
                    job_workflows.sync_batch, str(uuid4()), 1, 0
                )
    queues.find(queues.BATCHES, "/empty")
    queues.find(queues.BATCHES, None)
    database = Database(f"sqlite:///{tmp_path / 'fittrack.db'}")
    looks = takeover.Takeover(database, lambda _: True)
    listed: list[tuple[object, int]] = []
    list_workflows = DBOS.list_workflows

    def counted(**asked: Any) -> list[WorkflowStatus]:
        found = list_workflows(**asked)
        listed.append((asked["queue_name"], len(found)))
        return found

    def waiting() -> dict[str, int]:
        query = "SELECT queue_name, count(*) FROM workflow_status GROUP BY queue_name"
        with create_engine(jobs_url).connect() as connection:
            return {row[0]: row[1] for row in connection.execute(text(query))}

    monkeypatch.setattr(takeover, "_MOVED_AT_ONCE", 2)
    monkeypatch.setattr(workers, "roots", lambda _: {"/x"})
    monkeypatch.setattr(DBOS, "list_workflows", counted)
    attended = {"read:/x", "read"}
    looks._put_elsewhere(attended)
    assert waiting() == {"read:/lost": 3, "read:/x": 4}, "it has only begun to wait"
    monkeypatch.setattr(takeover, "_UNATTENDED_S", 0.0)
    looks._put_elsewhere(attended)
    assert waiting() == {"read:/lost": 1, "read": 2, "read:/x": 4}
    looks._put_elsewhere(attended)
    assert waiting() == {"read": 3, "read:/x": 4}
    looks._put_elsewhere(attended - {"read"})
    assert {name for name, _ in listed} == {"read:/lost", "read:/empty", "read"}
    assert max(count for _, count in listed) == 2
    assert waiting() == {"read": 3, "read:/x": 4}, "nobody attends any that would be right"
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
