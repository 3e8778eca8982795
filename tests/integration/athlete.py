"""Somebody with a folder of training files, who syncs it through the API."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import httpx
from attrs import define

from tools.running.live_backend import LiveBackend, Person

UNFINISHED = ("queued", "running")
Json = dict[str, Any]


@define
class Athlete:
    """An account of its own with one connected folder."""

    backend: LiveBackend
    client: httpx.Client
    folder: Path
    source: Json
    person: Person | None = None
    """Whose account it is, for who waits for longer than an access token lives."""

    @classmethod
    def with_folder(cls, backend: LiveBackend, folder: Path) -> Athlete:
        """A new account that connects the folder."""
        session = backend.new_person()
        answer = session.client.post("/v1/sources", json={"kind": "folder", "path": str(folder)})
        assert answer.status_code == 201, answer.text
        return cls(backend, session.client, folder, answer.json(), session.person)

    def start(self, **request: Any) -> Json:
        """Starts a sync."""
        answer = self.client.post("/v1/sync/jobs", json=request)
        assert answer.status_code == 202, answer.text
        job: Json = answer.json()
        return job

    def job(self, job_id: str) -> Json:
        """The job as it stands."""
        answer = self.ask_for(job_id)
        assert answer.status_code == 200, answer.text
        job: Json = answer.json()
        return job

    def ask_for(self, job_id: str) -> httpx.Response:
        """What the backend answers when it is asked for a job."""
        path = f"/v1/sync/jobs/{job_id}"
        answer = self.client.get(path)
        if answer.status_code == 401 and self.person is not None:
            self.client = self.backend.sign_in(self.person).client
            answer = self.client.get(path)
        return answer

    def wait(self, job_id: str, timeout_s: float = 150) -> Json:
        """The job when it has ended; fails once nothing of it has gone on for so long."""
        deadline = time.monotonic() + timeout_s
        counts: object = None
        pause_s = 0.02  # asking costs the server as much as reading a small file
        while (job := self.job(job_id))["state"] in UNFINISHED:
            if job["counts"] != counts:
                deadline, counts = time.monotonic() + timeout_s, job["counts"]
            if time.monotonic() > deadline:
                raise AssertionError(f"{job}\n{self.backend.what_it_does()}")
            time.sleep(pause_s)
            pause_s = min(pause_s * 1.5, 0.2)
        return job

    def sync(self, **request: Any) -> tuple[Json, dict[str, Json]]:
        """Syncs and waits; answers the job and its items by name."""
        job = self.wait(self.start(**request)["id"])
        return job, self.items(job["id"])

    def items(self, job_id: str) -> dict[str, Json]:
        """The items of a job by name."""
        return {one["name"]: one for one in self.all(f"/v1/sync/jobs/{job_id}/items")}

    def outcomes(self, **request: Any) -> dict[str, tuple[str, str | None]]:
        """Syncs; answers outcome and reason by name."""
        _, items = self.sync(**request)
        return {name: (one["outcome"], one["reason"]) for name, one in items.items()}

    def all(self, path: str, **parameters: Any) -> list[Json]:
        """All items of a list, page by page."""
        found: list[Json] = []
        query: dict[str, Any] = {"limit": 400, **parameters}
        while True:
            answer = self.client.get(path, params=query)
            assert answer.status_code == 200, answer.text
            found += answer.json()["items"]
            if not answer.json()["next_cursor"]:
                return found
            query["cursor"] = answer.json()["next_cursor"]

    def activities(self) -> list[Json]:
        """All activities, latest first."""
        return self.all("/v1/activities")

    def records(self) -> str:
        """All records as text, without what differs from one account to the next."""
        kept: list[str] = []
        for path in ("/v1/activities", "/v1/daily-health", "/v1/workouts"):
            for record in self.all(path):
                for name in ("id", "source_id", "created_at", "updated_at"):
                    record.pop(name, None)
                for source in record.get("sources", ()):
                    source.pop("source_id")
                kept.append(json.dumps(record, sort_keys=True))
        return "\n".join(sorted(kept))

    def story(self, job_id: str) -> list[Json]:
        """A job's items in the order of their outcomes, without what differs between runs."""
        items = sorted(self.items(job_id).values(), key=lambda one: one["sequence"])
        for item in items:
            for name in ("id", "job_id", "source_id", "finished_at"):
                del item[name]
            for record in item["records"]:
                del record["id"]
        return items


def assert_no_gaps(items: list[Json]) -> None:
    """The sequences count from 1 without gaps or doubles."""
    assert [one["sequence"] for one in items] == list(range(1, len(items) + 1))
