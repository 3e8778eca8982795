"""The numbers for Prometheus, read by its own parser."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from fittrack_backend.metrics.work import WorkMetrics
from fittrack_backend.storage import counted
from fittrack_backend.storage.database import Database
from tests.integration.athlete import Athlete
from tests.integration.conftest import BackendFactory
from tests.integration.processes import free_port
from tools.running.live_backend import http_get, http_post


def numbers(port: int) -> dict[str, float]:
    """Every sample: its name with its labels in braces, and its value."""
    answer = http_get(f"http://127.0.0.1:{port}/metrics")
    assert answer.status_code == 200
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(answer.text):
        assert family.documentation or family.name == "python_info"
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
            key = f"{sample.name}{{{labels}}}"
            assert key not in found, "each only once"
            found[key] = sample.value
    return found


def test_a_server_counts_what_it_did(make_backend: BackendFactory, tmp_path: Path) -> None:
    port = free_port()
    backend = make_backend({"FITTRACK_METRICS": f"127.0.0.1:{port}"})
    assert numbers(port)["fittrack_database_up{}"] == 1
    folder = tmp_path / "training"
    folder.mkdir()
    (folder / "note.txt").write_text("no training")
    me = Athlete.with_folder(backend, folder)
    before = numbers(port)
    me.sync()
    assert http_get(f"{backend.url}/v1/no-such-thing/MARKED").status_code == 404
    wrong = {"username": "MARKED", "password": "not a password"}
    assert http_post(f"{backend.url}/v1/auth/login", json=wrong).status_code == 401
    after = numbers(port)

    def more(key: str) -> float:
        return after.get(key, 0) - before.get(key, 0)

    assert more("fittrack_sync_jobs_ended_total{state=succeeded}") == 1
    assert more("fittrack_sync_items_total{outcome=skipped}") == 1
    assert more("fittrack_security_events_total{event=password-refused}") == 1
    assert more("fittrack_http_answer_seconds_count{operation=start_sync,status=202}") == 1
    assert more("fittrack_http_answer_seconds_count{operation=none,status=404}") == 1
    assert more("fittrack_http_answer_seconds_bucket{le=+Inf,operation=login,status=401}") == 1
    assert after["fittrack_sync_jobs_unfinished{state=running}"] == 0
    assert after["fittrack_sync_oldest_waiting_seconds{}"] == 0
    assert after["fittrack_http_connections{phase=known}"] >= 1
    assert after["process_resident_memory_bytes{}"] > 1_000_000
    assert not [key for key in after if "MARKED" in key]


def test_a_port_that_is_taken_is_said(make_backend: BackendFactory) -> None:
    port = free_port()
    make_backend({"FITTRACK_METRICS": str(port)})
    with pytest.raises(
        AssertionError, match=rf"FITTRACK_METRICS: Port {port} on 127.0.0.1 is in use"
    ):
        make_backend({"FITTRACK_METRICS": str(port)})


def test_a_database_that_is_away_is_said(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/no.db")
    found: Mapping[str, list[float]] = {
        family.name: [sample.value for sample in family.samples]
        for family in WorkMetrics(database).collect()
    }
    assert found["fittrack_database_up"] == [0]
    assert "fittrack_sync_jobs_unfinished" not in found
    database.dispose()


def test_what_is_rolled_back_is_not_counted(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/some.db")
    with database.session() as session:
        session.execute(text("SELECT 1"))
        counted.count(session, "tests", "kept", 2)
        session.commit()
        session.execute(text("SELECT 1"))
        counted.count(session, "tests", "lost")
        session.rollback()
        session.commit()
    assert counted.totals("tests") == {"kept": 2}
    database.dispose()
