"""What the fork server of a whole run does once, so that not each server does it: a server is started, signs somebody
in, syncs and is asked for what came of it, and ends.

Its forks find what the libraries have made of our code by then: compiled statements above all, a third of what a server costs
that lives for one test. Nothing else stays of it: no thread, no file, and nothing that this process is known by.
"""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
import threading
import time
import traceback
import warnings
from pathlib import Path

from fittrack_backend.api.app import create_app
from fittrack_backend.people.operator import operating
from fittrack_backend.runtime import Backend
from fittrack_backend.settings import Settings
from fittrack_backend.storage import counted
from tools import REPOSITORY
from tools.running import loaded, statements

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it is about httpx, whose successor nothing here needs
    from starlette.testclient import TestClient

TRAINING = (
    "run.fit",
    "ride.tcx",
    "walk.gpx",
    "monitoring.fit",
    "wellness.fit",
    "weighings.fit",
    "workout-steps.fit",
)
ASKED = (
    *("meta/server", "accounts/me", "accounts/me/events", "auth/sessions", "auth/access-tokens"),
    *(
        "sources",
        "sync/jobs",
        "sync/overview",
        "sync/coverage",
        "sync/ignored-files",
        "sync/schedules",
    ),
    *("activities", "deleted-activities", "daily-health", "sleep", "weights", "workouts"),
    *("gear", "totals", "bests", "training-load", "athlete", "notifications/targets"),
)
PATIENCE_S = 120
SIGNED_IN_BY = {"username": "ada", "password": "a long enough password"}


def run_a_server(folder: Path) -> None:
    """A server's life in this process."""
    training = folder / "training"
    training.mkdir()
    for name in TRAINING:
        shutil.copy(REPOSITORY / "tests" / "corpus" / "files" / name, training)
    settings = Settings(folder / "data", garmin_url="http://127.0.0.1:9")
    with TestClient(create_app(Backend(settings)), base_url="http://127.0.0.1:8765") as client:
        client.post("/v1/accounts", json=SIGNED_IN_BY).raise_for_status()
        grant = client.post("/v1/auth/login", json=SIGNED_IN_BY).raise_for_status().json()
        body = {"refresh_token": grant["refresh_token"], "attempt": "the first attempt"}
        grant = client.post("/v1/auth/refresh", json=body).raise_for_status().json()
        client.headers["Authorization"] = f"Bearer {grant['access_token']}"
        with operating(settings) as operator:
            operator.allow(SIGNED_IN_BY["username"], Path("/"))
        source = {"kind": "folder", "path": str(training)}
        client.post("/v1/sources", json=source).raise_for_status()
        _sync(client)
        (training / TRAINING[0]).unlink()
        job = _sync(client)
        for path in (*ASKED, f"sync/jobs/{job}/items"):
            client.get(f"/v1/{path}").raise_for_status()
        for activity in client.get("/v1/activities").json()["items"][:1]:
            place = f"/v1/activities/{activity['id']}"
            client.get(place).raise_for_status()
            client.get(f"{place}/file").raise_for_status()
            client.delete(place).raise_for_status()
            client.post(f"{place}/restore").raise_for_status()
        client.post("/v1/auth/logout").raise_for_status()


def _sync(client: TestClient) -> str:
    job: str = client.post("/v1/sync/jobs", json={}).raise_for_status().json()["id"]
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        state = client.get(f"/v1/sync/jobs/{job}").raise_for_status().json()["state"]
        if state not in ("queued", "running"):
            assert state == "succeeded", state
            return job
        time.sleep(0.02)
    raise TimeoutError("the sync did not end")


def forget() -> None:
    """What belongs to this process alone, or tells what it has done."""
    counted._totals.clear()  # noqa: SLF001
    for name, module in list(sys.modules.items()):
        if name.startswith("fittrack_backend."):
            for one in vars(module).values():
                if hasattr(one, "cache_clear") and one.__module__ == name:
                    one.cache_clear()
    deadline = time.monotonic() + PATIENCE_S
    while threading.active_count() > 1 and time.monotonic() < deadline:  # a fork has none of them
        time.sleep(0.02)


statements.share()
logging.disable()
try:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as _folder:
        run_a_server(Path(_folder))
except Exception:  # the tests will tell: without this, none of them would have a server
    traceback.print_exc()
logging.disable(logging.NOTSET)
forget()
loaded.settle()
