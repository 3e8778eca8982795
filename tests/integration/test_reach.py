"""What the doctor asks of PostgreSQL: its version, the state of its tables, and who takes work."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, update

from fittrack_backend.checking import reach
from fittrack_backend.checking.check import CannotCheck
from fittrack_backend.settings import Settings
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.migrations import HEAD
from fittrack_backend.storage.tables import WorkerRow
from fittrack_backend.sync import workers
from fittrack_backend.sync.workers import Worker


def test_the_version_the_tables_and_who_takes_work(empty_postgres_url: str, tmp_path: Path) -> None:
    settings = Settings(tmp_path, database_url=empty_postgres_url)
    empty = reach.shared_database(settings)
    assert empty.version[:1].isdigit()
    assert (empty.revision, empty.working, empty.heard_s) == (None, 0, None)
    database = Database(empty_postgres_url)
    database.migrate()
    try:
        with database.session() as session:
            workers.beat(session, Worker("a server", (), ()))
            found = reach.shared_database(settings)
            assert (found.revision, found.working, found.heard_s) == (HEAD, 0, None)
            workers.beat(session, Worker("a worker", ("sync", "read"), ("/",)))
            found = reach.shared_database(settings)
            assert found.working == 1
            assert found.heard_s is not None and found.heard_s < workers.LOST_AFTER_S
            session.execute(update(WorkerRow).values(seen_at=func.now() - dt.timedelta(seconds=90)))
            session.commit()
            found = reach.shared_database(settings)
            assert found.working == 0
            assert found.heard_s is not None and found.heard_s >= 90
    finally:
        database.dispose()


def test_a_place_that_does_not_answer_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = threading.Event()

    class Silent:
        def check(self) -> None:
            gone.wait()

    monkeypatch.setattr(reach, "PATIENCE_S", 0.05)
    monkeypatch.setattr(reach, "open_store", lambda _place: Silent())
    with pytest.raises(CannotCheck, match="does not answer within"):
        reach.originals_place(Settings(tmp_path))
    gone.set()
