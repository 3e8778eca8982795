"""The server: an account, its faults and its counts, on a free port of the loopback address."""

from __future__ import annotations

import datetime as dt
import re
import threading
import time
from collections.abc import Callable, Iterator
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qs, urlsplit

from attrs import define, evolve, field

from tests.servers.garmin import answers, files
from tests.servers.garmin.counting import Asked, Counts
from tests.servers.garmin.faults import Fault, Faults
from tests.servers.garmin.keys import Keys
from tests.servers.garmin.planting import planted
from tests.servers.garmin.reply import Refused, Reply
from tests.servers.garmin.truth import Activity, Day, Truth

_TOKEN = "/personalapitoken-service/personal-api/personal-api-key/token"
_DAY = r"(\d{4}-\d\d-\d\d)"
_ZIP = "application/x-zip-compressed"
_MOST_A_PAGE = 45
_COME_BACK = (
    b"<!DOCTYPE html><html><body><h1>Garmin Connect is down for maintenance</h1></body></html>"
)


_Query = dict[str, str]
_Route = Callable[["StandIn", "re.Match[str]", _Query], Reply]


@define
class StandIn:
    """Serves while it is used as a context. What it tells is `truth`, which may be changed meanwhile."""

    truth: Truth = field(factory=planted)
    keys: Keys = field(factory=Keys)
    faults: Faults = field(factory=Faults)
    counts: Counts = field(factory=Counts)
    port: int = 0
    _is_up: bool = False
    _server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def key(self) -> str:
        """What opens the account."""
        return self.keys.key

    @property
    def today(self) -> dt.date:
        """The last of its days."""
        return self.truth.last

    def __enter__(self) -> Self:
        self.up()
        return self

    def __exit__(self, *_: object) -> None:
        self.down()

    def up(self) -> None:
        """Serves, on the same port as before."""
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._is_up = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def down(self) -> None:
        """Refuses connections until it is up again."""
        self._is_up = False
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    @property
    def is_up(self) -> bool:
        """Whether it answers."""
        return self._is_up

    def put(self, one: Activity) -> None:
        """Adds an activity, or edits it as its owner does at Garmin."""
        self.truth.activities[one.id] = one

    def delete(self, activity_id: int) -> None:
        """Deletes an activity, with its legs."""
        for leg_id in self.truth.activities.pop(activity_id).leg_ids:
            del self.truth.activities[leg_id]

    def put_day(self, day: Day) -> None:
        """A watch has synced once more."""
        self.truth.days[day.date] = day

    def legs_of(self, one: Activity) -> tuple[Activity, ...]:
        """The legs of a multisport activity."""
        return tuple(self.truth.activities[leg_id] for leg_id in one.leg_ids)

    def original_of(self, activity_id: int) -> bytes:
        """The file that is in an activity's zip."""
        one = self.truth.activities[activity_id]
        return files.original(one, self.legs_of(one))

    def answer(self, method: str, target: str, headers: dict[str, str]) -> Reply:
        """What a request gets, without what goes wrong on the way."""
        if self.counts.is_closed:
            return self._limited("too early")
        fault = self.faults.for_request(target)
        if fault == "limit" or self._is_burst():
            self.counts.close_for(self.faults.retry_after_s)
            return self._limited("limit")
        if fault == "error":
            return Reply(500, b'{"error":"internal"}', fault=fault)
        if fault == "unavailable":
            return Reply(503, b"<html>503</html>", "text/html", fault=fault)
        parts = urlsplit(target)
        authorization = headers.get("authorization", "")
        if parts.path == _TOKEN:
            if method != "POST":
                return Reply(405)
            status, text = self.keys.exchange(authorization)
            return Reply(status, text.encode(), "text/plain", fault=fault)
        if fault == "revoked":
            self.keys.revoke_tokens()
        if method != "GET":
            return Reply(405)
        if not self.keys.is_good(authorization):
            return Reply(401, b'{"error":"invalid_token"}', fault=fault)
        lasting = self.faults.lasting_status(target)
        if lasting is not None:
            return Reply(lasting, b'{"error":"lasting"}', fault="lasting")
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if fault == "repeated":
            limit = int(query.get("limit", "20"))
            query["start"] = str(max(0, int(query.get("start", "0")) - limit))
        return evolve(self._routed(parts.path, query, headers), fault=fault)

    def _routed(self, path: str, query: _Query, headers: dict[str, str]) -> Reply:
        for pattern, route in _ROUTES:
            found = re.fullmatch(pattern, path)
            if found is None:
                continue
            wanted = _ZIP if route is _download else "application/json"
            accepted = headers.get("accept", "")
            if wanted not in accepted and (route is _download or "*/*" not in accepted):
                return Reply(406)
            try:
                return route(self, found, query)
            except Refused as refused:
                return Reply(refused.status, b'{"error":"refused"}')
            except (KeyError, ValueError):
                return Reply(400, b'{"error":"bad request"}')
        return Reply(404, b'{"error":"no such service"}', fault="unknown")

    def _is_burst(self) -> bool:
        burst, now = self.faults.burst, time.monotonic()
        if burst is None:
            return False
        recent = [one for one in self.counts.asked if now - one.at_s < self.faults.burst_s]
        return len(recent) >= burst

    def _limited(self, fault: str) -> Reply:
        seconds = self.counts.closed_for_s
        after = str(max(1, round(seconds + 0.499)))
        if self.faults.as_date:
            ends = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds + 1)
            after = format_datetime(ends, usegmt=True)
        headers = (("Retry-After", after),)
        return Reply(429, b'{"error":"too many requests"}', headers=headers, fault=fault)

    def days(self, start: str, end: str, most: int, refusal: int = 400) -> Iterator[Day]:
        """The days of a range; one that is too long is refused."""
        first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
        if (last - first).days + 1 > most:
            raise Refused(refusal)
        found = sorted(date for date in self.truth.days if first <= date <= last)
        return iter([self.truth.days[date] for date in found])

    def day(self, date: str) -> Day:
        """A day, empty where there is nothing of it."""
        day = dt.date.fromisoformat(date)
        return self.truth.days.get(day, Day(date=day))


def _list(server: StandIn, _: re.Match[str], query: _Query) -> Reply:
    start, limit = int(query.get("start", "0")), int(query.get("limit", "99"))
    if limit > _MOST_A_PAGE:
        raise Refused(500)
    with_legs = query.get("excludeChildren", "true") == "false"
    found = [
        one
        for one in server.truth.newest_first(with_legs=with_legs)
        if query.get("startDate", "") <= one.local_start.date().isoformat()
        and one.local_start.date().isoformat() <= query.get("endDate", "9999")
        and query.get("activityType", one.type_key) == one.type_key
    ]
    return Reply.json([answers.listed(one) for one in found[start : start + limit]])


def _activity_of(server: StandIn, found: re.Match[str]) -> Activity:
    one = server.truth.activities.get(int(found[1]))
    if one is None:
        raise Refused(404)
    return one


def _detail(server: StandIn, found: re.Match[str], _: _Query) -> Reply:
    return Reply.json(answers.detail(_activity_of(server, found), server.truth.zone))


def _workouts(server: StandIn, found: re.Match[str], _: _Query) -> Reply:
    _activity_of(server, found)
    return Reply.json([])


def _download(server: StandIn, found: re.Match[str], _: _Query) -> Reply:
    one = _activity_of(server, found)
    return Reply(body=files.download(one, server.legs_of(one)), kind=_ZIP)


def _summaries(server: StandIn, _: re.Match[str], query: _Query) -> Reply:
    days = server.days(query["startDate"], query["endDate"], 90, refusal=500)
    return Reply.json(answers.summaries(days))


def _older_summary(server: StandIn, _: re.Match[str], query: _Query) -> Reply:
    return Reply.json(answers.older_summary(server.day(query["calendarDate"])))


def _steps(server: StandIn, found: re.Match[str], _: _Query) -> Reply:
    return Reply.json(answers.steps(server.days(found[1], found[2], 28)))


def _stress(server: StandIn, found: re.Match[str], _: _Query) -> Reply:
    return Reply.json(answers.stress(server.days(found[1], found[2], 28)))


def _hydration(server: StandIn, found: re.Match[str], _: _Query) -> Reply:
    return Reply.json(answers.hydration(server.days(found[1], found[2], 31)))


def _sleep(server: StandIn, _: re.Match[str], query: _Query) -> Reply:
    day = server.day(query["date"])
    return Reply.json(answers.sleep(day, server.truth.zone, with_levels=True))


def _sleep_summaries(server: StandIn, _: re.Match[str], query: _Query) -> Reply:
    days = server.days(query["startDate"], query["endDate"], 31)
    zone = server.truth.zone
    return Reply.json(
        [answers.sleep(day, zone, with_levels=False) for day in days if day.night is not None]
    )


def _hrv(server: StandIn, found: re.Match[str], _: _Query) -> Reply:
    return Reply.json(answers.hrv(server.day(found[1]), server.truth.zone))


def _hrv_summaries(server: StandIn, found: re.Match[str], _: _Query) -> Reply:
    return Reply.json(answers.hrv_summaries(server.days(found[1], found[2], 365)))


def _body_battery(server: StandIn, _: re.Match[str], query: _Query) -> Reply:
    days = server.days(query["startDate"], query["endDate"], 31)
    chunks = int(query["chunks"]) if "chunks" in query else None
    return Reply.json(answers.body_battery(days, chunks))


def _heart_rate(server: StandIn, _: re.Match[str], query: _Query) -> Reply:
    return Reply.json(answers.heart_rate(server.day(query["date"])))


def _spo2(server: StandIn, found: re.Match[str], _: _Query) -> Reply:
    return Reply.json(answers.spo2(server.day(found[1])))


def _weights(server: StandIn, found: re.Match[str], _: _Query) -> Reply:
    days = server.days(found[1], found[2], 3_700)
    return Reply.json(answers.weights(days, server.truth.zone))


def _settings(server: StandIn, _: re.Match[str], __: _Query) -> Reply:
    return Reply.json(answers.settings(server.truth))


def _zones(_: StandIn, __: re.Match[str], ___: _Query) -> Reply:
    return Reply.json(answers.heart_rate_zones())


def _fitness_age(_: StandIn, __: re.Match[str], ___: _Query) -> Reply:
    return Reply.json(answers.fitness_age())


_ROUTES: tuple[tuple[str, _Route], ...] = (
    ("/activitylist-service/activities/search/activities", _list),
    (r"/activity-service/activity/(\d+)", _detail),
    (r"/activity-service/activity/(\d+)/workouts", _workouts),
    (r"/download-service/files/activity/(\d+)", _download),
    ("/usersummary-service/v2/dailysummaries", _summaries),
    ("/usersummary-service/usersummary/daily", _older_summary),
    (f"/usersummary-service/stats/steps/daily/{_DAY}/{_DAY}", _steps),
    (f"/usersummary-service/stats/stress/daily/{_DAY}/{_DAY}", _stress),
    (f"/usersummary-service/stats/hydration/daily/{_DAY}/{_DAY}", _hydration),
    ("/sleep-service/sleep/dailySleep", _sleep),
    ("/sleep-service/sleep/dailySleepSummariesByDate", _sleep_summaries),
    (f"/hrv-service/hrv/{_DAY}", _hrv),
    (f"/hrv-service/hrv/daily/{_DAY}/{_DAY}", _hrv_summaries),
    ("/wellness-service/wellness/bodyBattery/reports/daily", _body_battery),
    ("/wellness-service/wellness/dailyHeartRate", _heart_rate),
    (f"/wellness-service/wellness/daily/spo2acclimation/{_DAY}", _spo2),
    (f"/weight-service/weight/range/{_DAY}/{_DAY}", _weights),
    ("/userprofile-service/userprofile/settings", _settings),
    ("/biometric-service/heartRateZones/v2", _zones),
    (f"/fitnessage-service/fitnessage/v2/{_DAY}", _fitness_age),
)


def _handler(owner: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def do_GET(self) -> None:
            self._serve()

        def do_POST(self) -> None:
            self._serve()

        do_PUT = do_PATCH = do_DELETE = do_HEAD = do_POST

        def _serve(self) -> None:
            at_s, is_early = time.monotonic(), owner.counts.is_closed
            if not owner.is_up:
                self.close_connection = True
                return
            with owner.counts.under_way():
                self.rfile.read(int(self.headers.get("content-length") or 0))
                headers = {name.lower(): text for name, text in self.headers.items()}
                reply = owner.answer(self.command, self.path, headers)
                owner.counts.note(
                    Asked(at_s, self.command, self.path, reply.status, reply.fault, is_early)
                )
                self._send(reply)

        def _send(self, reply: Reply) -> None:
            fault: Fault | str | None = reply.fault
            body, kind, status = reply.body, reply.kind, reply.status
            if fault == "dropped" or not owner.is_up:
                self.close_connection = True
                return
            if fault == "slow":
                time.sleep(owner.faults.slow_s)
            if fault == "html":
                body, kind, status = _COME_BACK, "text/html", 200
            if fault == "truncated":
                body = body[: len(body) // 2]
            self.send_response(status)
            for name, text in reply.headers:
                self.send_header(name, text)
            if status != 204:
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "HEAD" or status == 204:
                return
            if fault == "cut":
                body = body[: len(body) // 2]
                self.close_connection = True
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    return Handler
