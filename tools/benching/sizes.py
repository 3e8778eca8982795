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
from fittrack_backend.storage.kept_lines import keep_lines
from fittrack_backend.storage.pages import encode_cursor
from fittrack_backend.storage.tables import ActivityRow
from tools.benching.installation import tell
from tools.benching.many_activities import multiply_activities
from tools.benching.requests import processor_time_of
from tools.running import postgres
from tools.running.live_backend import LiveBackend, Person

_AT_ONCE = 10
"""So many requests are a sample: the system tells of hundredths of a second."""
_RARE = "Once around the lake"


@frozen
class _Size:
    """A backend with so many activities, and what is asked of it."""

    activities: int
    backend: LiveBackend
    person: Person
    client: httpx.Client
    requests: Mapping[str, str]

    def sign_in_again(self) -> None:
        """Access tokens live a quarter of an hour."""
        token = self.backend.sign_in(self.person).access_token
        self.client.headers["Authorization"] = f"Bearer {token}"

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
            for size in made:
                size.sign_in_again()
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
    in_background = {"FITTRACK_SAMPLES": "background"}
    backend = LiveBackend(folder / "data", in_background | environment).start()
    person = backend.register("bench")
    client = backend.client(backend.sign_in(person).access_token, timeout_s=600)
    client.post("/v1/sources", json={"kind": "folder", "path": str(season)}).raise_for_status()
    job = client.post("/v1/sync/jobs", json={}).raise_for_status().json()["id"]
    while not client.get(f"/v1/sync/jobs/{job}").json()["finished_at"]:
        time.sleep(0.2)
    while client.get("/v1/bests").json()["pending"]:  # what is copied has its numbers
        time.sleep(0.5)
    database = Database(url or f"sqlite:///{folder / 'data' / 'fittrack.db'}")
    multiply_activities(database, number)
    keep_lines(database, lambda: False)
    # To make many takes longer than an access token lives.
    client = backend.client(backend.sign_in(person).access_token, timeout_s=600)
    of_samples = client.get("/v1/activities?limit=1").json()["items"][0]["id"]
    requests = {
        **_requests(database, number),
        "samples of an activity": f"/v1/activities/{of_samples}/samples",
    }
    database.dispose()
    return _Size(number, backend, person, client, requests)


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
    """Every list and every sum, with its orders and filters; what is asked by an id is the last one's of its kind."""
    activities, totals = "/v1/activities", "/v1/totals"
    cursor = encode_cursor(start, last)
    day = start.date()
    week = f"since={day}&until={day + dt.timedelta(6)}"
    return {
        "activities, first page": activities,
        "the same, at nine tenths": f"{activities}?cursor={cursor}",
        "the same, with the total": f"{activities}?include_total=true",
        "the oldest first": f"{activities}?order=asc",
        "until a day": f"{activities}?until={day}",
        "of a week": f"{activities}?{week}",
        "of a week, with the total": f"{activities}?{week}&include_total=true",
        "a common sport": f"{activities}?sport=running",
        "a common sport, with the total": f"{activities}?sport=running&include_total=true",
        "a sport that none has": f"{activities}?sport=rowing",
        "two sports": f"{activities}?sport=running,cycling",
        "two sports until a day": f"{activities}?sport=running,cycling&until={day}",
        **{
            f"by {name}, the {most} first": f"{activities}?sort={name}&order={order}"
            for name in ("avg_hr_bpm", "distance_m")
            for most, order in (("greatest", "desc"), ("least", "asc"))
        },
        "a sport by distance": f"{activities}?sport=running&sort=distance_m",
        "a week by distance": f"{activities}?{week}&sort=distance_m",
        "from a distance on": f"{activities}?min_distance_m=15000",
        "farther than any": f"{activities}?min_distance_m=900000",
        "a distance between": f"{activities}?min_distance_m=9999&max_distance_m=10001",
        "longer than any": f"{activities}?min_duration_s=900000",
        "gear that none has": f"{activities}?gear=unicycle",
        "a text that many names have": f"{activities}?search=run",
        "the same text, with the total": f"{activities}?search=run&include_total=true",
        "a text that one name has": f"{activities}?search=around",
        "a text that no name has": f"{activities}?search=zzzz",
        "a text, by distance": f"{activities}?search=run&sort=distance_m",
        "an id by its beginning": f"{activities}?id_prefix={str(last)[:8]}",
        "ids with as many digits as they need": f"{activities}?include_id_digits=true",
        "one activity": f"{activities}/{last}",
        "deleted activities": "/v1/deleted-activities",
        "totals of a month": f"{totals}?since=2026-01-01&until=2026-01-31",
        "totals of eleven weeks": f"{totals}?by=week&since=2026-01-05&until=2026-03-20",
        "totals of a sport in eleven weeks": (
            f"{totals}?by=week&since=2026-01-05&until=2026-03-20&sport=running"
        ),
        "totals by month": f"{totals}?by=month",
        "totals by year": f"{totals}?by=year",
        "totals by sport": f"{totals}?by=sport",
        "bests": "/v1/bests",
        "bests of a sport": "/v1/bests?sport=running",
        "bests of a month": "/v1/bests?since=2026-01-01&until=2026-01-31",
        "training load of a month": "/v1/training-load?since=2026-01-01&until=2026-01-31",
        "overview": "/v1/sync/overview",
        "coverage": "/v1/sync/coverage?since=2026-01-01&until=2026-01-31",
        "jobs": "/v1/sync/jobs",
        "jobs that failed": "/v1/sync/jobs?state=failed",
        "sources": "/v1/sources",
        "uploads": "/v1/uploads",
        "workouts": "/v1/workouts",
        "days of health": "/v1/daily-health",
        "days of health, with the total": "/v1/daily-health?include_total=true",
        "nights": "/v1/sleep",
        "weights": "/v1/weights",
        "gear": "/v1/gear",
        "the athlete": "/v1/athlete",
        "how much of a quota is used": "/v1/accounts/me/usage",
        "who asks": "/v1/accounts/me",
    }
