"""Requests to Garmin's Personal API: each sent once, at its time, and its answer taken within limits.

It reads (GET), and exchanges the key for a token (POST); it can do nothing else. Neither key nor token is in any
message, representation or log.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import json
import ssl
import time
import zlib
from collections.abc import Callable, Mapping
from typing import Final

import httpx
from attrs import define, field, frozen

from fittrack_backend.sources.tokens import Tokens
from fittrack_backend.storage.pacing import NotYet, Pace
from fittrack_common.loopback import is_loopback

TOKEN_PATH: Final = "/personalapitoken-service/personal-api/personal-api-key/token"  # noqa: S105 - an address
SERVICE: Final = "Garmin"
MOST_BYTES: Final = 64 << 20
"""Of one answer, unpacked: the file of an activity of a week has some 20 MB."""
MOST_TOKEN_BYTES: Final = 64 << 10
_ANSWER_S = 120.0
"""How long an answer may take, from the request to its last byte."""
_PAUSE_S = 30.0
"""How long it may stand still."""
_LONGEST_WAIT = dt.timedelta(days=1)
_DEFAULT_WAIT = dt.timedelta(minutes=1)
"""Where Garmin says 429 and not for how long."""
_CHUNK = 64 << 10


class KeyRefused(Exception):
    """Garmin no longer takes the key, or never did."""


class Limited(Exception):
    """Garmin wants to be asked again, but not before `until`."""

    def __init__(self, until: dt.datetime) -> None:
        super().__init__(f"{SERVICE} wants no request before {until:%H:%M:%S} UTC")
        self.until = until


class Refused(Exception):
    """Garmin refuses this request; asking again would change nothing. The message says why, for people."""

    def __init__(self, reason: str, status: int) -> None:
        super().__init__(reason)
        self.status = status


class Trouble(Exception):
    """The request failed in a way that passes; the message says how, for people."""


class Unreachable(Trouble):
    """Nobody answered."""


@frozen
class Answer:
    """An answer that arrived whole."""

    status: int
    body: bytes = field(repr=False)

    def document(self) -> object:
        """What it says in JSON; None where it says nothing. Raises Trouble where it was cut or is something else."""
        if not self.body.strip():
            return None
        try:
            found: object = json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise Trouble("the answer is not JSON, or was cut") from error
        return found


@define
class Client:
    """An account at Garmin, as its key opens it. `sleep` waits for the next request's turn."""

    base_url: str
    key: str = field(repr=False)
    tokens: Tokens = field(repr=False)
    pace: Pace = field(repr=False)
    sleep: Callable[[float], None] = time.sleep
    _http: httpx.Client | None = field(default=None, init=False, repr=False)

    def close(self) -> None:
        """Ends its connections."""
        if self._http is not None:
            self._http.close()
            self._http = None

    def check_key(self) -> None:
        """Exchanges the key for a token. Raises KeyRefused, Limited and Trouble."""
        self.tokens.drop(self.key)
        self._token()

    def get(self, address: str, accept: str = "application/json") -> Answer:
        """Reads `/path?query`: what is there, or nothing where there is nothing (204, 404).

        A token that no longer counts is replaced once. Raises KeyRefused, Limited, Refused and Trouble.
        """
        answer = self._read(address, accept)
        if answer.status == 401:
            self.tokens.drop(self.key)
            answer = self._read(address, accept)
        if answer.status in (204, 404):
            return Answer(answer.status, b"")
        if answer.status == 401:
            raise Refused("Garmin refuses the token that it has just given", 401)
        if answer.status == 200:
            return answer
        if answer.status in (400, 403, 405, 410, 422):
            raise Refused(f"Garmin refuses the request (HTTP {answer.status})", answer.status)
        if 300 <= answer.status < 400:
            raise Refused(
                "Garmin sends the request elsewhere, which is not followed", answer.status
            )
        raise Trouble(f"Garmin answered with an error (HTTP {answer.status})")

    def _read(self, address: str, accept: str) -> Answer:
        headers = {"Authorization": f"Bearer {self._token()}", "Accept": accept}
        return self._send("GET", address, headers, MOST_BYTES)

    def _token(self) -> str:
        token = self.tokens.good(self.key)
        if token is not None:
            return token
        headers = {"Authorization": f"ApiKey {self.key}", "Accept": "text/plain, */*"}
        answer = self._send("POST", TOKEN_PATH, headers, MOST_TOKEN_BYTES)
        if answer.status in (400, 401, 403):
            raise KeyRefused
        if answer.status != 200:
            raise Trouble(f"Garmin gave no token (HTTP {answer.status})")
        try:
            return self.tokens.keep(self.key, answer.body)
        except ValueError:
            raise Trouble("what Garmin sent is not a token, or was cut") from None

    def _send(self, method: str, address: str, headers: Mapping[str, str], most: int) -> Answer:
        """One request, when it is its turn. Raises Limited, and Trouble."""
        try:
            return self._send_now(method, address, headers, most)
        except NotYet as error:
            raise Limited(error.until) from None

    def _send_now(self, method: str, address: str, headers: Mapping[str, str], most: int) -> Answer:
        with self.pace.turn(self.sleep) as turn:
            try:
                status, answered, body = self._exchange(method, address, headers, most)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                raise Unreachable("Garmin cannot be reached") from _without_secrets(error)
            except httpx.TimeoutException as error:
                raise Trouble("Garmin took too long to answer") from _without_secrets(error)
            except (httpx.HTTPError, ssl.SSLError, zlib.error) as error:
                raise Trouble("the answer was cut") from _without_secrets(error)
            if status == 429 or (status == 503 and "retry-after" in answered):
                until = _again_at(answered.get("retry-after"))
                turn.refused_until(until)
                raise Limited(until)
        return Answer(status, body)

    def _exchange(
        self, method: str, address: str, headers: Mapping[str, str], most: int
    ) -> tuple[int, httpx.Headers, bytes]:
        ends = time.monotonic() + _ANSWER_S
        # Not unpacked by httpx: a piece of a hostile answer could grow to a thousand times its size.
        sent = {**headers, "Accept-Encoding": "identity"}
        with self._client().stream(method, self.base_url + address, headers=sent) as response:
            raw = bytearray()
            for piece in response.iter_raw(_CHUNK):
                raw += piece
                if len(raw) > most:
                    raise Trouble(f"the answer has more than {most >> 20} MB")
                if time.monotonic() > ends:
                    raise Trouble("Garmin took too long to answer")
            body = _unpacked(bytes(raw), response.headers.get("content-encoding", ""), most)
            return response.status_code, response.headers, body

    def _client(self) -> httpx.Client:
        if self._http is None:
            # A proxy must not see a key that goes to this machine in plain.
            is_here = is_loopback(self.base_url)
            self._http = httpx.Client(
                follow_redirects=False,
                timeout=httpx.Timeout(_PAUSE_S, connect=10),
                trust_env=not is_here,
                headers={"User-Agent": "fittrack"},
                limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
                verify=_trust(self.base_url, trust_env=not is_here),
            )
        return self._http


def _trust(url: str, *, trust_env: bool) -> ssl.SSLContext:
    """Whom to trust: whom this machine does, which takes 30 ms to load; for plain HTTP, that of a stand-in, nobody."""
    if url.startswith("http:"):
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return httpx.create_ssl_context(trust_env=trust_env)


def _unpacked(raw: bytes, encoding: str, most: int) -> bytes:
    if encoding.lower() in ("", "identity"):
        return raw
    if encoding.lower() not in ("gzip", "x-gzip", "deflate"):
        raise Trouble("the answer is packed in an unknown way")
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    body = unpacker.decompress(raw, most)
    if unpacker.unconsumed_tail:
        raise Trouble(f"the answer has more than {most >> 20} MB")
    if not unpacker.eof:
        raise Trouble("the answer was cut")
    return body


def _without_secrets(error: Exception) -> Exception:
    """The error without its request, whose headers hold the key or a token."""
    return type(error)(str(error))


def _again_at(retry_after: str | None) -> dt.datetime:
    """When a request may follow, by `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3)."""
    now = dt.datetime.now(dt.UTC)
    wait = _DEFAULT_WAIT
    if retry_after is not None:
        text = retry_after.strip()
        try:
            wait = dt.timedelta(seconds=float(text))
        except (ValueError, OverflowError):
            try:
                at = email.utils.parsedate_to_datetime(text)
                # A date has whole seconds: one more, so as not to come early.
                wait = (
                    (at if at.tzinfo else at.replace(tzinfo=dt.UTC)) - now + dt.timedelta(seconds=1)
                )
            except (ValueError, TypeError, OverflowError):
                wait = _DEFAULT_WAIT
    return now + min(max(wait, dt.timedelta(seconds=1)), _LONGEST_WAIT)
