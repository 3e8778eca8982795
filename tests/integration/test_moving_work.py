"""What waits where nobody takes from is moved by one process, however many look at once."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from dbos import DBOS, SetEnqueueOptions, SetWorkflowID

from fittrack_backend.settings import Settings
from fittrack_backend.storage.database import Database
from fittrack_backend.sync import engine, job_workflows, queues, takeover, workers

pytestmark = pytest.mark.integration


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[set[str]]:
    """Batches in the queue of a root that no process sees any more."""
    DBOS(config=engine._config(Settings(tmp_path), "here"))
    DBOS.listen_queues([])
    DBOS.launch()
    names = {f"{uuid4()}:1" for _ in range(3)}
    for name in names:
        with SetWorkflowID(name), SetEnqueueOptions(queue_partition_key="somebody"):
            queues.find(queues.BATCHES, "/lost").enqueue(
                job_workflows.sync_batch, str(uuid4()), 1, 0
            )
    queues.find(queues.BATCHES, None)
    yield names
    DBOS.destroy()


def test_two_that_look_at_once_move_each_batch_once(
    waiting: set[str], postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(takeover, "_UNATTENDED_S", 0.0)
    monkeypatch.setattr(workers, "roots", lambda _: set())
    moved: Counter[str] = Counter()
    begun, go_on = threading.Event(), threading.Event()
    resume = DBOS.resume_workflow

    def slowly(name: str, *, queue_name: str) -> None:
        begun.set()
        assert go_on.wait(90)
        moved[name] += 1
        resume(name, queue_name=queue_name)

    monkeypatch.setattr(DBOS, "resume_workflow", slowly)
    databases = [Database(postgres_url), Database(postgres_url)]
    first, second = (takeover.Takeover(database, lambda _: True) for database in databases)
    looking = threading.Thread(target=first._put_elsewhere, args=({"read"},))
    looking.start()
    assert begun.wait(90)
    late = threading.Thread(target=second._put_elsewhere, args=({"read"},))
    late.start()
    late.join(2)
    go_on.set()
    for thread in (looking, late):
        thread.join()
    assert moved == Counter(dict.fromkeys(waiting, 1))
    second._put_elsewhere({"read"})
    assert moved == Counter(dict.fromkeys(waiting, 1))
    for database in databases:
        database.dispose()
