"""Serves a made-up account, and notes what no client of Garmin may do.

It has more than 400 lines, since the service and what handles a request of it know each other.
"""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import json
import re
import secrets
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qs, urlsplit

from attrs import define, field

from tests.servers.garmin_otherwise.account import Account
from tests.servers.garmin_otherwise.answers import Answers
from tests.servers.garmin_otherwise.dialects import Dialect, Json
from tests.servers.garmin_otherwise.outages import (
    WAIT_S,
    Outages,
    Trouble,
    dripped,
    retry_after,
    spoiled_zip,
)

_DATE = r"(\d{4}-\d\d-\d\d)"
_TOKEN = "/personalapitoken-service/personal-api/personal-api-key/token"
_EARLIEST, _LATEST = dt.date(1990, 1, 1), dt.date(2100, 1, 1)
_WINDOWS = {  # days that a request may cover
    "/usersummary-service/v2/dailysummaries": 90,
    "/usersummary-service/stats/hydration": 31,
    "/usersummary-service/stats": 28,
    "/sleep-service/sleep/dailySleepSummariesByDate": 31,
    "/hrv-service/hrv/daily": 365,
    "/wellness-service/wellness/bodyBattery": 31,
}


@define
class Garmin:
    """The service; may be used as a context. What it noted can be read while it runs."""

    account: Account
    dialect: Dialect
    key: str = field(factory=lambda: f"key-{secrets.token_hex(12)}")
    outages: Outages = field(factory=Outages)
    token_lives_s: float = 86_400
    key_is_good: bool = True
    per_minute: int = 100_000
    """How many requests in a minute it bears."""
    requests: Counter[str] = field(factory=Counter)
    """How many there were, by the first part of the path."""
    wrong: list[str] = field(factory=list)
    """What a client did that it may not."""
    tokens: dict[str, float] = field(factory=dict)
    _closed_until: float = 0.0
    _since: list[float] = field(factory=list)
    _open: dict[int, socket.socket] = field(factory=dict)
    _lock: threading.Lock = field(factory=threading.Lock)
    _server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        """Where it is."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def today(self) -> dt.date:
        """The last of its days."""
        return self.account.today

    @property
    def count(self) -> int:
        """How many requests there were."""
        return sum(self.requests.values())

    def __enter__(self) -> Self:
        handler = type("Handler", (_Handler,), {"service": self})
        self._server = _Server(("127.0.0.1", 0), handler)
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.shutdown()
        self._server.server_close()

    def forget_tokens(self) -> None:
        """Tokens stop working before they expire."""
        self.tokens.clear()

    def begin(self, path: str, connection: socket.socket) -> None:
        """Notes a request; another that still runs, or one that comes too early, is wrong."""
        with self._lock:
            self.requests[path.split("/")[1]] += 1
            others = [
                one for one in self._open.values() if one is not connection and not _left(one)
            ]
            if others:
                self.wrong.append(f"two requests at once: {path}")
            self._open[id(connection)] = connection
            early = self._closed_until - time.monotonic()
            if early > 0.01:
                self.wrong.append(f"{early:.2f} s before the time that was named: {path}")
            now = time.monotonic()
            self._since = [one for one in self._since if one > now - 60] + [now]

    def end(self, connection: socket.socket) -> None:
        """The request has its answer."""
        with self._lock:
            self._open.pop(id(connection), None)

    def too_many(self) -> bool:
        """Whether there were more requests in the last minute than it bears."""
        with self._lock:
            return len(self._since) > self.per_minute

    def refuse_until(self, seconds: float) -> None:
        """Nobody may ask before that."""
        with self._lock:
            self._closed_until = max(self._closed_until, time.monotonic() + seconds)

    def new_token(self) -> str:
        """A JWT, which says when it ends."""
        ends = time.time() + self.token_lives_s
        parts = ({"alg": "none"}, {"exp": int(ends), "jti": secrets.token_hex(4)})
        token = ".".join([*(_unpadded(json.dumps(one).encode()) for one in parts), "c2ln"])
        with self._lock:
            self.tokens[token] = ends
        return token

    def knows(self, token: str) -> bool:
        """Whether the token is good."""
        with self._lock:
            return self.tokens.get(token, 0) > time.time()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that was killed is no mistake of the server."""


def _unpadded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _left(connection: socket.socket) -> bool:
    """Whether the other side has closed the connection."""
    try:
        return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: Garmin

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""

    def do_GET(self) -> None:
        self._handle(self._read)

    def do_POST(self) -> None:
        self._handle(self._give_token)

    def do_PUT(self) -> None:
        self.service.wrong.append(f"{self.command} {self.path}")
        self._answer(405, b"")

    do_DELETE = do_PATCH = do_PUT

    def _handle(self, answer: Callable[[], None]) -> None:
        service = self.service
        if service.outages.down:
            self._hang_up()
            return
        service.begin(urlsplit(self.path).path, self.connection)
        try:
            if service.too_many():
                service.refuse_until(WAIT_S)
                self._answer(429, b"", {"Retry-After": str(WAIT_S)})
                return
            answer()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            service.end(self.connection)

    # Keys and tokens

    def _give_token(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        path = urlsplit(self.path).path
        if path != _TOKEN:
            self.service.wrong.append(f"POST {path}")
            self._answer(404, b"")
            return
        trouble = self.service.outages.next("the token")
        if trouble is not None and self._plain_trouble(trouble, b"x"):
            return
        good = self.headers.get("Authorization") == f"ApiKey {self.service.key}"
        if not (good and self.service.key_is_good):
            self._answer(403 if good else 401, b"<h1>No</h1>", {"Content-Type": "text/html"})
            return
        self._answer(200, self.service.new_token().encode(), {"Content-Type": "text/plain"})

    # Reading

    def _read(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        scheme, _, token = (self.headers.get("Authorization") or "").partition(" ")
        if scheme != "Bearer" or not self.service.knows(token):
            self._answer(401, b"")
            return
        trouble = self.service.outages.next(self.path)
        found = re.fullmatch(r"/download-service/files/activity/(\d+)", parts.path)
        if found:
            self._file(int(found[1]), trouble)
            return
        try:
            body = self._json(parts.path, query, repeated=trouble == "repeat")
        except _Gone:
            self._answer(self.service.dialect.gone, b"")
            return
        except LookupError:
            self._answer(404, b"{}")
            return
        except ValueError:
            self.service.wrong.append(f"asked for too much: {self.path}")
            self._answer(500, b"{}")
            return
        if trouble is None or not self._plain_trouble(trouble, _encoded(body)):
            self._answer_json(body)

    def _json(self, path: str, query: dict[str, str], *, repeated: bool) -> Json:
        answers = Answers(self.service.account, self.service.dialect)
        if path == "/activitylist-service/activities/search/activities":
            start, limit = int(query.get("start", "0")), int(query.get("limit", "20"))
            if limit > 45:
                raise ValueError(limit)
            if repeated:
                start = max(0, start - min(limit, self.service.dialect.page))
            since, until = _span(query.get("startDate"), query.get("endDate"))
            return answers.page(start, limit, since, until)
        if found := re.fullmatch(r"/activity-service/activity/(\d+)", path):
            activity = self.service.account.activities.get(int(found[1]))
            if activity is None:
                raise _Gone
            return answers.detail(activity)
        for pattern, make in self._by_range(answers, query):
            if found := re.fullmatch(pattern, path):
                texts = found.groups() or (query.get("startDate"), query.get("endDate"))
                since, until = _span(*texts)
                self._check_window(path, since, until)
                return make(since, until)
        for pattern, of_day in self._by_day(answers):
            if found := re.fullmatch(pattern, path):
                date = dt.date.fromisoformat(found.groups()[0] if found.groups() else query["date"])
                day = self.service.account.days.get(date)
                return None if day is None else of_day(day)
        if path == "/userprofile-service/userprofile/settings":
            return answers.settings()
        self.service.wrong.append(f"nothing is at {path}")
        raise LookupError(path)

    def _by_range(
        self, answers: Answers, query: dict[str, str]
    ) -> list[tuple[str, Callable[[dt.date, dt.date], Json]]]:
        stats = f"/usersummary-service/stats/%s/daily/{_DATE}/{_DATE}"
        if "includeAll" in query and query["includeAll"] != "true":
            self.service.wrong.append(f"includeAll: {self.path}")
        return [
            ("/usersummary-service/v2/dailysummaries", answers.summaries),
            (stats % "steps", lambda since, until: answers.stats("steps", since, until)),
            (stats % "stress", lambda since, until: answers.stats("stress", since, until)),
            (stats % "hydration", lambda since, until: answers.stats("hydration", since, until)),
            ("/sleep-service/sleep/dailySleepSummariesByDate", answers.nights),
            (f"/hrv-service/hrv/daily/{_DATE}/{_DATE}", answers.hrv),
            ("/wellness-service/wellness/bodyBattery/reports/daily", answers.body_battery),
            (f"/weight-service/weight/range/{_DATE}/{_DATE}", answers.weights),
        ]

    def _by_day(self, answers: Answers) -> list[tuple[str, Callable[..., Json]]]:
        return [
            ("/sleep-service/sleep/dailySleep", answers.night_of),
            (f"/hrv-service/hrv/{_DATE}", answers.hrv_of),
            ("/wellness-service/wellness/dailyHeartRate", answers.heart_rate),
            (f"/wellness-service/wellness/daily/spo2acclimation/{_DATE}", answers.spo2),
        ]

    def _check_window(self, path: str, since: dt.date, until: dt.date) -> None:
        for prefix, days in _WINDOWS.items():
            if path.startswith(prefix):
                if (until - since).days + 1 > days:
                    raise ValueError(path)
                return

    def _file(self, key: int, trouble: Trouble | None) -> None:
        if self.headers.get("Accept") != "application/x-zip-compressed":
            self._answer(406, b"")
            return
        activity = self.service.account.activities.get(key)
        if activity is None:
            self._answer(404, b"")
            return
        answers = Answers(self.service.account, self.service.dialect)
        data = answers.zipped(activity)
        if activity.filed == "none":
            match self.service.dialect.no_file:
                case "204" | "404" as status:
                    self._answer(int(status), b"")
                    return
                case "200":
                    data = b""
                case "zip":
                    pass
        if trouble is not None:
            if self._plain_trouble(trouble, data):
                return
            data = spoiled_zip(trouble, data)
        self._answer(200, data, {"Content-Type": "application/x-zip-compressed"})

    # Answering

    def _answer_json(self, body: Json) -> None:
        dialect = self.service.dialect
        if _is_nothing(body) and dialect.nothing != "bare":
            match dialect.nothing:
                case "204":
                    self._answer(204, b"")
                case "404":
                    self._answer(404, b"{}")
                case "null":
                    self._answer(200, b"null")
                case "object":
                    self._answer(200, b"{}")
                case "list":
                    self._answer(200, b"[]")
            return
        headers = {"Content-Type": "application/json;charset=UTF-8"}
        data = _encoded(body)
        if dialect.packed and "gzip" in (self.headers.get("Accept-Encoding") or ""):
            headers["Content-Encoding"] = "gzip"
            data = gzip.compress(data, 1)
        self._answer(200, data, headers, chunked=dialect.packed)

    def _plain_trouble(self, trouble: Trouble, body: bytes) -> bool:
        """Answers with a trouble; False where it is one of content."""
        match trouble:
            case "404":
                self._answer(404, b"")
            case "500":
                self._answer(500, b'{"message": null}')
            case "503 page":
                self._answer(503, b"<html>Maintenance</html>", {"Content-Type": "text/html"})
            case "429" | "429 seconds" | "429 date" | "429 nonsense":
                header = retry_after(trouble, dt.datetime.now(dt.UTC))
                if trouble in ("429 seconds", "429 date"):
                    # A date has whole seconds: its second may be almost over.
                    self.service.refuse_until(WAIT_S - (trouble == "429 date"))
                self._answer(429, b"slow down", {"Retry-After": header} if header else {})
            case "drip":
                self._begin(200, {"Content-Length": str(len(body))})
                dripped(body, self.wfile.write)
            case "cut":
                self._begin(200, {"Content-Length": str(len(body) + 1)})
                self.wfile.write(body[: len(body) // 2])
                self._hang_up()
            case "cut headers":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Le")
                self._hang_up()
            case "silence":
                time.sleep(600)
            case "401":
                self.service.forget_tokens()
                self._answer(401, b"")
            case "not json":
                self._answer(200, b"<html>Welcome</html>", {"Content-Type": "text/html"})
            case "empty":
                self._answer(200, b"")
            case "redirect":
                self._answer(302, b"", {"Location": "http://127.0.0.1:9/elsewhere"})
            case _:
                return False
        return True

    def _answer(
        self,
        status: int,
        body: bytes,
        headers: dict[str, str] | None = None,
        *,
        chunked: bool = False,
    ) -> None:
        if chunked:
            self._begin(status, {**(headers or {}), "Transfer-Encoding": "chunked"})
            for at in range(0, len(body), 1000):
                piece = body[at : at + 1000]
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            self.wfile.write(b"0\r\n\r\n")
            return
        length = {} if status == 204 else {"Content-Length": str(len(body))}
        self._begin(status, {**(headers or {}), **length})
        self.wfile.write(body)

    def _begin(self, status: int, headers: dict[str, str]) -> None:
        self.send_response_only(status)
        for name, text in headers.items():
            self.send_header(name, text)
        self.end_headers()

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)


class _Gone(LookupError):
    """The activity was deleted."""


def _encoded(body: Json) -> bytes:
    return json.dumps(body).encode()


def _is_nothing(body: Json) -> bool:
    """Whether an answer says nothing: its only list is empty."""
    if not body:
        return True
    lists = (
        [one for one in body.values() if isinstance(one, list)] if isinstance(body, dict) else []
    )
    known = [one for one in lists if one != [None, "x", 1e300, {}]]
    return len(body) <= 3 and len(known) == 1 and not known[0]


def _span(since: str | None, until: str | None) -> tuple[dt.date, dt.date]:
    return (
        dt.date.fromisoformat(since) if since else _EARLIEST,
        dt.date.fromisoformat(until) if until else _LATEST,
    )
