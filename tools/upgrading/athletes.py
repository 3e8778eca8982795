"""Athletes who ask servers of two versions by turns, with the same tokens, and notice whatever is not as it should be."""

from __future__ import annotations

import datetime as dt
import random
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import httpx
from attrs import define, field

from tools.running.live_backend import PLAIN_HTTP, SignedIn

_RENEW_AFTER_S = 600
_LONGEST_SYNC_S = 180
_LARGE = 120
"""Files of a sync that is shared out among workers: more than 100."""


class Wrong(Exception):
    """An answer that is not what it should be."""


@define
class Notes:
    """What was asked and what went wrong, by kind."""

    asked: Counter[str] = field(factory=Counter)
    errors: Counter[str] = field(factory=Counter)
    examples: dict[str, str] = field(factory=dict)
    _lock: threading.Lock = field(factory=threading.Lock)

    def count(self, kind: str) -> None:
        """A request."""
        with self._lock:
            self.asked[kind] += 1

    def error(self, kind: str, text: str) -> None:
        """Something went wrong; the first text of each kind is kept."""
        with self._lock:
            self.errors[kind] += 1
            self.examples.setdefault(kind, text[:500])


@define
class Athlete:
    """An account with a folder, and one session that all servers are asked with."""

    servers: Sequence[tuple[str, str]]
    """The versions that are asked, each with its server's URL."""
    session: SignedIn
    folder: Path
    notes: Notes
    random: random.Random
    pause_s: float
    """Between requests, on the average."""
    first_day: dt.datetime
    files: int = 0
    """How many it has put into its folder."""
    expected: int = 0
    """How many activities it should have."""
    renewed: float = field(factory=time.monotonic)
    _client: httpx.Client = field(factory=lambda: httpx.Client(verify=PLAIN_HTTP, timeout=30))

    def ask_until(self, stop: threading.Event) -> None:
        """Asks for one thing after the other; ends with all jobs done."""
        todo: list[Callable[[], None]] = [
            *([self.look_around] * 8),
            *([self.sync] * 3),
            *([self.delete_and_restore] * 2),
            self.sync_many,
            self.start_twice,
            self.download,
            self.use_a_token_for_scripts,
            self.renew,
            self.sign_in_elsewhere,
        ]
        while not stop.is_set():
            if time.monotonic() - self.renewed > _RENEW_AFTER_S:
                self.attempt(self.renew)
            self.attempt(self.random.choice(todo))

    def attempt(self, what: Callable[[], None]) -> None:
        """Does it; what goes wrong is noted."""
        try:
            what()
        except (Wrong, httpx.HTTPError, KeyError, ValueError) as error:
            self.notes.error(f"{what.__name__}: {type(error).__name__}", str(error))

    def ask(
        self,
        method: str,
        path: str,
        expected: int = 200,
        *,
        token: str | None = None,
        server: tuple[str, str] | None = None,
        **request: Any,
    ) -> httpx.Response:
        """Asks one of the servers. Raises `Wrong` for another status than expected."""
        time.sleep(self.random.uniform(0, 2 * self.pause_s))
        version, url = server or self.random.choice(self.servers)
        kind = f"{method} {_template(path)}"
        self.notes.count(f"{version} {kind}")
        headers = {
            "Authorization": f"Bearer {token or self.session.access_token}",
            **request.pop("headers", {}),
        }
        answer = self._client.request(method, url + path, headers=headers, **request)
        if answer.status_code != expected:
            raise Wrong(f"{version} {kind}: {answer.status_code} {answer.text[:300]}")
        return answer

    def look_around(self) -> None:
        """Reads what a person reads."""
        path = self.random.choice(
            [
                "/v1/accounts/me",
                "/v1/accounts/me/usage",
                "/v1/accounts/me/events",
                "/v1/auth/sessions",
                "/v1/auth/access-tokens",
                "/v1/sources",
                "/v1/sync/overview",
                "/v1/sync/coverage?since=2020-01-01",
                "/v1/sync/jobs?limit=5",
                "/v1/activities?limit=50",
                "/v1/deleted-activities",
                "/v1/daily-health",
                "/v1/workouts",
                "/v1/meta/server",
            ]
        )
        self.ask("GET", path)

    def sync(self, new_files: int | None = None) -> None:
        """Syncs some new files; they come in, and both versions show them."""
        self._write_files(self.random.randint(0, 3) if new_files is None else new_files)
        job = self.ask("POST", "/v1/sync/jobs", 202, json={}).json()
        self._watch(job["id"])

    def sync_many(self) -> None:
        """A job that is shared out in batches, now and then."""
        if self.random.random() < 0.3:
            self.sync(_LARGE)

    def start_twice(self) -> None:
        """The same key at both versions is one job."""
        self._write_files(1)
        key = {"Idempotency-Key": secrets.token_hex(16)}
        first = self.ask("POST", "/v1/sync/jobs", 202, json={}, headers=key).json()
        for server in self.servers:
            again = self.ask("POST", "/v1/sync/jobs", 202, json={}, headers=key, server=server)
            if again.json()["id"] != first["id"]:
                raise Wrong("the same key started another job")
        self._watch(first["id"])

    def _watch(self, job_id: str) -> None:
        deadline = time.monotonic() + _LONGEST_SYNC_S
        if self.random.random() < 0.3:
            events = self.ask("GET", f"/v1/sync/jobs/{job_id}/events", timeout=_LONGEST_SYNC_S)
            if "succeeded" not in events.text:
                raise Wrong(f"the events end with {events.text[-300:]}")
        while True:
            job = self.ask("GET", f"/v1/sync/jobs/{job_id}").json()
            if job["state"] not in ("queued", "running"):
                break
            if time.monotonic() > deadline:
                raise Wrong(f"a job is still {job['state']} after {_LONGEST_SYNC_S} s")
        if job["state"] != "succeeded":
            raise Wrong(f"a job ended as {job['state']}: {job.get('reason')}")
        self.ask("GET", f"/v1/sync/jobs/{job_id}/items?limit=50")
        self.check_activities()

    def check_activities(self) -> None:
        """Each version shows all activities, and no other."""
        for server in self.servers:
            found, cursor = 0, None
            while True:
                query = {"limit": "400", **({"cursor": cursor} if cursor else {})}
                page = self.ask("GET", "/v1/activities", server=server, params=query).json()
                found += len(page["items"])
                if not (cursor := page["next_cursor"]):
                    break
            if found != self.expected:
                raise Wrong(f"{server[0]} shows {found} activities of {self.expected}")

    def delete_and_restore(self) -> None:
        """Deletes an activity at one version and restores it at another."""
        if (one := self._any_activity()) is None:
            return
        self.ask("DELETE", f"/v1/activities/{one}", 204)
        for server in self.servers:
            self.ask("GET", f"/v1/activities/{one}", 404, server=server)
        self.ask("POST", f"/v1/activities/{one}/restore")
        for server in self.servers:
            self.ask("GET", f"/v1/activities/{one}", server=server)

    def download(self) -> None:
        """The same bytes from each server."""
        if (one := self._any_activity()) is None:
            return
        found = {
            self.ask("GET", f"/v1/activities/{one}/file", server=server).content
            for server in self.servers
        }
        if len(found) != 1 or b"<gpx" not in found.pop():
            raise Wrong("a downloaded file is not what it was")

    def use_a_token_for_scripts(self) -> None:
        """Makes one, uses it everywhere, and revokes it."""
        self.ask("POST", "/v1/auth/proof", json={"proof": self.session.person.password})
        body = {"name": "a script", "scopes": ["read"]}
        made = self.ask("POST", "/v1/auth/access-tokens", 201, json=body).json()
        for server in self.servers:
            self.ask("GET", "/v1/activities?limit=1", token=made["token"], server=server)
        self.ask("DELETE", f"/v1/auth/access-tokens/{made['id']}", 204)
        for server in self.servers:
            self.ask("GET", "/v1/activities?limit=1", 401, token=made["token"], server=server)

    def renew(self) -> None:
        """The next pair from one version is good at each, and asked for again it is the same."""
        body = {"refresh_token": self.session.refresh_token, "attempt": secrets.token_urlsafe(24)}
        pairs = [
            self.ask("POST", "/v1/auth/refresh", server=server, json=body).json()
            for server in self.servers
        ]
        if len({pair["refresh_token"] for pair in pairs}) != 1:
            raise Wrong("the same attempt got two pairs")
        self.session.grant = pairs[-1]
        self.renewed = time.monotonic()
        for server in self.servers:
            self.ask("GET", "/v1/accounts/me", server=server)

    def sign_in_elsewhere(self) -> None:
        """A second session, begun at one version and ended at another."""
        person = self.session.person
        body = {"username": person.username, "password": person.password}
        token = self.ask("POST", "/v1/auth/login", json=body).json()["access_token"]
        for server in self.servers:
            self.ask("GET", "/v1/accounts/me", token=token, server=server)
        self.ask("POST", "/v1/auth/logout", 204, token=token)
        for server in self.servers:
            self.ask("GET", "/v1/accounts/me", 401, token=token, server=server)

    def _any_activity(self) -> str | None:
        items = self.ask("GET", "/v1/activities?limit=50").json()["items"]
        return str(self.random.choice(items)["id"]) if items else None

    def _write_files(self, number: int) -> None:
        for _ in range(number):
            begins = self.first_day + dt.timedelta(hours=3 * self.files)
            (self.folder / f"{self.files}.gpx").write_text(_gpx(begins), encoding="utf-8")
            self.files += 1
        self.expected = self.files


def _template(path: str) -> str:
    parts = path.split("?")[0].split("/")
    return "/".join("{id}" if len(part) == 36 else part for part in parts)


def _gpx(begins: dt.datetime) -> str:
    points = "".join(
        f'<trkpt lat="{47 + second / 1e5}" lon="8.5">'
        f"<time>{begins + dt.timedelta(seconds=second):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        for second in range(0, 600, 60)
    )
    return (
        '<gpx version="1.1" creator="side by side" xmlns="http://www.topografix.com/GPX/1/1">'
        f"<trk><type>running</type><trkseg>{points}</trkseg></trk></gpx>"
    )
