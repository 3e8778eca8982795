"""A backend of a few lines, which answers as the contract says."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from uuid import UUID, uuid5

import httpx
import pytest
from attrs import define, field

from tests.unit.cli.conftest import Result, Run, config_dir, raw_run, run

__all__ = ["Result", "Run", "config_dir", "raw_run", "run"]

JOB_ID = "3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10"
SOURCE_ID = "7d9a1f66-1b1c-4f0e-8f57-2f5f0f3a1c22"
Handler = Callable[[httpx.Request], httpx.Response]
COUNTS = ("total", "pending", "new", "updated", "merged", "unchanged", "skipped", "failed")


def counts(**values: int) -> dict[str, int]:
    return {name: values.get(name, 0) for name in COUNTS}


def job(state: str = "running", **values: object) -> dict[str, object]:
    """A SyncJob as the contract has it."""
    is_over = state not in ("queued", "running")
    return {
        "id": JOB_ID,
        "kind": "sync",
        "state": state,
        "types": ["activities", "health"],
        "source_ids": [SOURCE_ID],
        "activity_ids": None,
        "since": None,
        "until": None,
        "full": False,
        "attempt": 1,
        "created_at": "2026-01-31T07:30:00Z",
        "started_at": "2026-01-31T07:30:01Z",
        "finished_at": "2026-01-31T07:31:14Z" if is_over else None,
        "reason": None,
        "waiting_until": None,
        "waiting_for": None,
        "warnings": [],
        "undone_at": None,
        "items_tidied_at": None,
        "counts": counts(total=3, new=2, pending=0 if is_over else 1, failed=int(is_over)),
        "progress": [
            {**counts(total=2, new=2), "type": "activities"},
            {
                **counts(total=1, pending=0 if is_over else 1, failed=int(is_over)),
                "type": "health",
            },
        ],
    } | values


def item(number: int, **values: object) -> dict[str, object]:
    """A SyncItem as the contract has it."""
    return {
        "id": str(uuid5(UUID(JOB_ID), str(number))),
        "job_id": JOB_ID,
        "source_id": SOURCE_ID,
        "sequence": number,
        "name": f"Activity/{number}.fit",
        "type": "activities",
        "outcome": "new",
        "reason": None,
        "remarks": [],
        "twin_of": None,
        "changed": [],
        "messages": None,
        "size_bytes": 1000 + number,
        "finished_at": "2026-01-31T07:30:05Z",
        "records": [],
    } | values


def event(name: str, data: Mapping[str, object], id_: str = "") -> str:
    return f"event: {name}\n{f'id: {id_}' if id_ else ':'}\ndata: {json.dumps(data)}\n\n"


def stream(*events: str) -> httpx.Response:
    return httpx.Response(200, headers={"content-type": "text/event-stream"}, text="".join(events))


def problem(status: int, slug: str, detail: str, **extras: object) -> httpx.Response:
    return httpx.Response(
        status,
        headers={"content-type": "application/problem+json"},
        json={
            "type": f"urn:fittrack:problem:{slug}",
            "title": slug.replace("-", " ").capitalize(),
            "status": status,
            "detail": detail,
            "request_id": "r-1",
            **extras,
        },
    )


@define
class Backend:
    """Answers by method and path; every route is a list of answers, of which the last one stays."""

    routes: dict[str, list[object]] = field(factory=dict)
    requests: list[httpx.Request] = field(factory=list)

    def on(self, route: str, *answers: object) -> Backend:
        """`answers` are JSON, a status 2xx is told from the method, or responses or exceptions."""
        self.routes[route] = list(answers)
        return self

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        route = f"{request.method} {request.url.path}"
        if route not in self.routes:
            return problem(404, "not-found", f"There is no {route}.")
        answers = self.routes[route]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, BaseException):
            raise answer
        if callable(answer):
            answer = answer(request)
        if isinstance(answer, httpx.Response):
            # A response is used up by being read; each request gets its own.
            return httpx.Response(
                answer.status_code, headers=answer.headers, content=answer.content
            )
        status = {"POST /v1/sync/jobs": 202, f"POST /v1/sync/jobs/{JOB_ID}/retry": 202}
        created = {"POST /v1/sources": 201}
        return httpx.Response((status | created).get(route, 200), json=answer)

    def paths(self) -> list[str]:
        return [f"{request.method} {request.url.path}" for request in self.requests]


@pytest.fixture
def backend() -> Backend:
    return Backend()


class Signed:
    """Runs a command line as somebody who is signed in."""

    def __init__(self, run: Run, backend: Backend) -> None:
        self._run = run
        self._backend = backend

    def __call__(self, *args: str, answers: list[str] | None = None) -> Result:
        return self._run(
            *args,
            handler=self._backend,
            answers=answers,
            env={"FITTRACK_TOKEN": "a-token", "FITTRACK_TIMEOUT": "1"},
        )


@pytest.fixture
def fittrack(run: Run, backend: Backend) -> Signed:
    return Signed(run, backend)
