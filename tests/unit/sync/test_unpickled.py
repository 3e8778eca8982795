"""A pickle in the jobs database is not opened, whoever wrote it; the jobs of older versions go on."""

from __future__ import annotations

import base64
import pickle
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from attrs import frozen
from dbos import DBOS
from dbos._serialization import DefaultSerializer

from fittrack_backend.settings import Settings
from fittrack_backend.sync import engine, job_workflows
from fittrack_backend.sync.claim import JobKey
from fittrack_backend.sync.unpickled import NotUnpickled, never_unpickle

KEY = JobKey(uuid4(), 1)
NAME = f"{KEY.id}:{KEY.attempt}"


@frozen
class Planted:
    """Makes a file in the process that unpickles it."""

    mark: Path

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.mark,)


@frozen
class Jobs:
    """The jobs database of a server, which `launch` starts on it."""

    settings: Settings

    def launch(self) -> None:
        never_unpickle()
        DBOS(config=engine._config(self.settings, "local"))
        DBOS.launch()

    def stop(self) -> None:
        DBOS.destroy()

    def run(self, statement: str, *values: object) -> list[tuple[str, ...]]:
        with closing(sqlite3.connect(self.settings.data_dir / "jobs.db")) as database, database:
            return database.execute(statement, values).fetchall()

    def states(self) -> dict[str, str]:
        return {
            row[0]: row[1] for row in self.run("SELECT workflow_uuid, status FROM workflow_status")
        }

    def plant(self, mark: Path, *, version: str) -> None:
        """A workflow that runs, as `version` of its steps left it, with a pickle for its arguments."""
        self.launch()
        job_workflows.start(KEY, lambda: None, rereads=False)
        self.stop()
        pickled = base64.b64encode(pickle.dumps(Planted(mark))).decode()
        self.run(
            "UPDATE workflow_status SET status = 'PENDING', serialization = 'py_pickle',"
            " error = NULL, application_version = ?",
            version,
        )
        self.run("UPDATE workflow_input SET inputs = ?", pickled)

    def wait(self) -> None:
        for _ in range(100):
            if not {"PENDING", "ENQUEUED"} & set(self.states().values()):
                return
            time.sleep(0.1)


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[Jobs]:
    made = Jobs(Settings(tmp_path))
    yield made
    made.stop()


def test_a_planted_pickle_is_not_run(jobs: Jobs, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    jobs.plant(mark, version=job_workflows.VERSION)
    jobs.launch()
    jobs.wait()
    status = DBOS.get_workflow_status(NAME)
    assert not mark.exists()
    assert status is not None
    assert status.status == "ERROR"


def test_a_pickle_that_stays_closed_says_why() -> None:
    never_unpickle()
    pickled = base64.b64encode(pickle.dumps("anything")).decode()
    with pytest.raises(NotUnpickled) as caught:
        DefaultSerializer().deserialize(pickled)
    assert str(caught.value) == (
        "a row of the jobs database holds a pickle, and pickles are not opened"
    )


def test_a_job_of_an_older_version_goes_on_without_its_pickle(jobs: Jobs, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    jobs.plant(mark, version="1")
    jobs.launch()
    job_workflows.start(KEY, lambda: None, rereads=False)
    assert set(jobs.states()) == {NAME, f"{NAME}:2"}
    assert not mark.exists()


def test_what_is_written_is_json(jobs: Jobs) -> None:
    jobs.launch()
    job_workflows.start(KEY, lambda: None, rereads=False)
    (written,) = jobs.run("SELECT inputs FROM workflow_input")
    assert written == (f'{{"namedArgs":{{}},"positionalArgs":["{KEY.id}",1,null]}}',)
    assert jobs.run("SELECT serialization FROM workflow_status") == [("portable_json",)]
