"""What each request costs the server with few activities and with many."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from uuid import UUID

import httpx
from attrs import frozen
from sqlalchemy import select, update

from fittrack_backend.storage.database import Database
from fittrack_backend.storage.pages import encode_cursor
from fittrack_backend.storage.tables import ActivityRow
from tools.benching.installation import tell
from tools.benching.many_activities import multiply_activities
from tools.benching.requests import processor_time_of
from tools.running import postgres
from tools.running.live_backend import SAMPLES_ON_DEMAND, LiveBackend

_AT_ONCE = 10
"""So many requests are a sample: the system tells of hundredths of a second."""
_RARE = "Once around the lake"


@frozen
class _Size:
    """A backend with so many activities, and what is asked of it."""

    activities: int
    backend: LiveBackend
    client: httpx.Client
    requests: Mapping[str, str]

    def cost(self, name: str) -> float:
        """Seconds of the server's processors for a request."""
        before = processor_time_of(self.backend.pid)
        for _ in range(_AT_ONCE):
            self.client.get(self.requests[name]).raise_for_status()
        return (processor_time_of(self.backend.pid) - before) / _AT_ONCE


@frozen
class OfSizes:
    """A request, and the seconds of a processor that it takes with each number of activities."""

    name: str
    seconds: Sequence[float]


def measure_sizes(
    folder: Path, season: Path, sizes: Sequence[int], rounds: int, *, on_postgresql: bool
) -> list[OfSizes]:
    """Each request by turns at all sizes."""
    server = postgres.start() if on_postgresql else None
    made: list[_Size] = []
    try:
        for number in sizes:
            tell(f"making {number:,} activities of a season's")
            made.append(_made(folder / str(number), season, number, server))
        found: dict[str, list[list[float]]] = {
            name: [[] for _ in made] for name in made[0].requests
        }
        for turn in range(rounds + 1):
            tell(f"asking everything: {turn} of {rounds}")
            for name, of_sizes in found.items():
                for size, taken in zip(made, of_sizes, strict=True):
                    taken.append(size.cost(name))
    finally:
        for one in made:
            one.backend.stop()
            one.backend.close()
        if server is not None:
            postgres.stop(server)
    # The first round is for what only the first requests do.
    return [
        OfSizes(name, [median(taken[1:]) for taken in of_sizes]) for name, of_sizes in found.items()
    ]


def print_sizes(sizes: Sequence[int], results: Sequence[OfSizes]) -> None:
    width = max(len(result.name) for result in results)
    heads = "".join(f"{size:>12,}" for size in sizes)
    print(f"\n{'milliseconds of a processor':{width}}{heads}   last to first")
    for result in results:
        times = "".join(f"{each * 1000:12.1f}" for each in result.seconds)
        print(f"{result.name:{width}}{times}   {result.seconds[-1] / result.seconds[0]:13.2f}")


def _made(folder: Path, season: Path, number: int, server: str | None) -> _Size:
    folder.mkdir()
    url = None if server is None else postgres.new_database(server)
    environment = {} if url is None else {"FITTRACK_DATABASE_URL": url}
    backend = LiveBackend(folder / "data", {**SAMPLES_ON_DEMAND, **environment}).start()
    signed_in = backend.sign_in(backend.register("bench"))
    client = backend.client(signed_in.access_token, timeout_s=600)
    client.post("/v1/sources", json={"kind": "folder", "path": str(season)}).raise_for_status()
    job = client.post("/v1/sync/jobs", json={}).raise_for_status().json()["id"]
    while not client.get(f"/v1/sync/jobs/{job}").json()["finished_at"]:
        time.sleep(0.2)
    database = Database(url or f"sqlite:///{folder / 'data' / 'fittrack.db'}")
    multiply_activities(database, number)
    requests = _requests(database, number)
    database.dispose()
    return _Size(number, backend, client, requests)


def _requests(database: Database, number: int) -> dict[str, str]:
    with database.session() as session:
        by_start = select(ActivityRow.start_time, ActivityRow.id).order_by(
            ActivityRow.start_time.desc(), ActivityRow.id.desc()
        )
        start, last = session.execute(by_start.offset(number * 9 // 10).limit(1)).one()
        session.execute(update(ActivityRow).where(ActivityRow.id == last).values(name=_RARE))
        session.commit()
    return _named(start, last)


def _named(start: dt.datetime, last: UUID) -> dict[str, str]:
    activities, cursor = "/v1/activities", encode_cursor(start, last)
    return {
        "activities, first page": activities,
        "the same, at nine tenths": f"{activities}?cursor={cursor}",
        "the same, with the total": f"{activities}?include_total=true",
        "a rare sport": f"{activities}?sport=rowing",
        "two sports": f"{activities}?sport=running&sport=cycling",
        "by heart rate, the greatest first": f"{activities}?sort=avg_hr_bpm",
        "the same, the least first": f"{activities}?sort=avg_hr_bpm&order=asc",
        "a text that many names have": f"{activities}?search=run",
        "a text that one name has": f"{activities}?search=around",
        "a text that no name has": f"{activities}?search=zzzz",
        "one activity": f"{activities}/{last}",
        "totals of a month": "/v1/totals?since=2026-01-01&until=2026-01-31",
        "totals of eleven weeks": "/v1/totals?by=week&since=2026-01-05&until=2026-03-20",
        "totals by month": "/v1/totals?by=month",
        "totals by year": "/v1/totals?by=year",
        "totals by sport": "/v1/totals?by=sport",
        "overview": "/v1/sync/overview",
        "coverage": "/v1/sync/coverage?since=2026-01-01&until=2026-01-31",
        "jobs": "/v1/sync/jobs",
        "how much of a quota is used": "/v1/accounts/me/usage",
        "who asks": "/v1/accounts/me",
    }
