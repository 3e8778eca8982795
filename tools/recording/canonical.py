"""What makes two recordings of the same thing the same file, and keeps secrets out of both.

Everything that differs from one run to the next is replaced, and only that. The rules, with why:

| what | becomes | because |
|---|---|---|
| ids (UUIDs) | numbered in the order of their first appearance | they are random |
| request ids (32 hexadecimal digits) | numbered likewise | they are random |
| user names of the run (`athlete7`) | `ada`, `ben`, … | their number depends on what ran before |
| secrets: passwords, codes, tokens, invitations, TOTP secrets, keys of services | placeholders of a valid shape | nobody may read them |
| times since the recording began | 2021-01-01T12:00:00Z, plus whole five minutes | it is always another time; what is later by a lifetime stays so |
| when a schedule of a time of day runs next | 2021-01-02T12:00:00Z | how long until then depends on when it is recorded |
| the last day of a key that was connected just now | 2022-01-01 | it is a year from now |
| the server's address | http://127.0.0.1:8765 | its port is a free one |
| folders of the run | /training, /home/athlete, … | they are temporary |
| `next_cursor`, and the `cursor` that repeats it | `cursor-1`, … | opaque, and made from ids and times |
| the version and the machine in `client_name` | 1.0.0, laptop | they differ, and the machine is nobody's business |
| how long to wait, in `Retry-After` and in words | rounded up to five minutes | it counts down |
| how many security events an account has had, in `X-Security-Events` | 1 | it depends on what ran before |
| the Idempotency-Key of a refresh | zeros | it is a digest of a secret |
| headers that the contract does not name and no client acts on | left out | Date, ETag, lengths and versions differ |
| event streams: all `progress` events but the first, and comments | left out | how many come depends on how quick the machine is |
| bodies in JSON | indented | to be read |
| request bodies above 8 KiB | their size | they are there to be too large |
| an account's export, and the one that is imported | `(an export)` | ids and times are in it; playing back takes a small one |
| an answer that is openapi.yaml | its name | it is there already; playing back takes it from there |
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from attrs import define, field
from vcr.request import Request

from tools import REPOSITORY
from tools.contract.conformance import Contract
from tools.recording.exports import EXPORT_BODY, small_export
from tools.recording.vault import Vault, placeholder

CLIENT_NAME = "fittrack 1.0.0 on laptop"
ORIGIN = "http://127.0.0.1:8765"
NOW = dt.datetime(2021, 1, 1, 12, tzinfo=dt.UTC)
A_DAY = dt.timedelta(days=1)
STEP = dt.timedelta(minutes=5)
"""All lifetimes are multiples of it, and a recording must be over within it."""
LARGEST_BODY = 8 * 1024
CONTRACT_BODY = "(openapi.yaml)"
CONTRACT = Contract.load(REPOSITORY / "openapi.yaml")
_OPERATIONS = CONTRACT.operations.values()


def _named(side: str) -> set[str]:
    """The headers that the contract names."""
    if side == "request":
        return {name for one in _OPERATIONS for name in one.parameters("header")}
    answers = [answer for one in _OPERATIONS for answer in one.document["responses"].values()]
    return {name for answer in answers for name in answer.get("headers", {})}


REQUEST_HEADERS = sorted({"Accept", "Authorization", "Content-Type"} | _named("request"))
ANSWER_HEADERS = sorted(
    {
        "Cache-Control",
        "Content-Disposition",
        "Content-Type",
        "WWW-Authenticate",
        "X-Content-Type-Options",
    }
    | _named("answer")
)
_NAMES = ("ada", "ben", "cleo", "dan", "eve", "finn")

_UUID = re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b")
_REQUEST_ID = re.compile(r"\b[0-9a-f]{32}\b")
_USERNAME = re.compile(r"\bathlete\d+\b")
_MOMENT = re.compile(r"\b(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|\+00:00)")
_NEXT_RUN = re.compile(rf'("every_s":\s*null,[^{{}}]*"next_run_at":\s*"){_MOMENT.pattern}')
_KEY_ENDS = re.compile(r'("key_ends_on":\s*")(\d{4}-\d\d-\d\d)')
_SECONDS = re.compile(r"(?<=try again in )\d+(?= seconds)")
_MINUTES = re.compile(r"(?<=Wait )\d+(?= minutes)")
_DIGEST_OF_A_SECRET = re.compile(r"[0-9a-f]{16}")


@define
class Canonical:
    """The canonical form of one cassette. Texts that are canonical already stay as they are."""

    started: dt.datetime
    """When the recording began: times from then on are `now`."""
    vault: Vault
    origin: str
    client_name: str
    """What this machine calls its sessions."""
    folders: Mapping[str, str]
    """The run's folders, and what they are called."""
    _numbers: dict[str, dict[str, int]] = field(factory=dict)
    _cursors: dict[str, str] = field(factory=dict)

    def text(self, text: str) -> str:
        """Any text: a command line, what a command printed, a body."""
        text = self.vault.scrub(text, self._secret)
        for cursor, name in self._cursors.items():
            text = text.replace(cursor, name).replace(quote(cursor, safe=""), name)
        known = {self.origin: ORIGIN, self.client_name: CLIENT_NAME, **self.folders}
        for real, name in known.items():
            text = text.replace(real, name)
        text = _USERNAME.sub(lambda found: self._name(found[0]), text)
        text = _UUID.sub(lambda found: self._id(found[0]), text)
        text = _REQUEST_ID.sub(lambda found: self._request_id(found[0]), text)
        text = _NEXT_RUN.sub(rf"\g<1>{NOW + A_DAY:%Y-%m-%dT%H:%M:%SZ}", text)
        text = _MOMENT.sub(self._moment, text)
        text = _KEY_ENDS.sub(self._key_ends, text)
        text = _SECONDS.sub(lambda found: _rounded_up(found[0], 300), text)
        return _MINUTES.sub(lambda found: _rounded_up(found[0], 5), text)

    def request(self, request: Request) -> Request:
        """For vcrpy's `before_record_request`."""
        body = request.body or b""
        if body == small_export():
            body = EXPORT_BODY.encode()
        if len(body) > LARGEST_BODY:
            body = b"(%d bytes, left out)" % len(body)
        self._learn(_json(body))
        headers = {
            name: self.text(value)
            for name, value in _chosen(request.headers, REQUEST_HEADERS)
            if (name, value) != ("Accept", "*/*")
        }
        key = headers.get("Idempotency-Key", "")
        if _DIGEST_OF_A_SECRET.fullmatch(key):
            headers["Idempotency-Key"] = "0" * len(key)
        return Request(request.method, self.text(request.uri), self._body(body), headers)

    def response(self, response: Mapping[str, Any]) -> dict[str, Any]:
        """For vcrpy's `before_record_response`."""
        body = response["body"]["string"]
        if _json(body) == CONTRACT.document:
            body = CONTRACT_BODY.encode()
        self._learn(_json(body))
        single = {name: ", ".join(values) for name, values in response["headers"].items()}
        headers = dict(_chosen(single, ANSWER_HEADERS))
        if "Retry-After" in headers:
            headers["Retry-After"] = _rounded_up(headers["Retry-After"], 300)
        if headers.get("Content-Type") == "application/zip":
            body = EXPORT_BODY.encode()
        if "X-Security-Events" in headers:
            headers["X-Security-Events"] = f"{headers['X-Security-Events'].partition(':')[0]}:1"
        if headers.get("Content-Type", "").startswith("text/event-stream"):
            body = _only_first_progress(body)
        return {
            "status": response["status"],
            "headers": {name: [self.text(value)] for name, value in headers.items()},
            "body": {"string": self._body(body)},
        }

    def _body(self, body: bytes) -> bytes:
        try:
            text = self.text(body.decode())
        except UnicodeDecodeError:
            return body
        document = _json(text)
        if document is not None:
            text = json.dumps(document, indent=2, ensure_ascii=False)
        return text.encode()

    def _learn(self, document: object) -> None:
        """Secrets and cursors, by the names of the members that hold them."""
        self.vault.learn_from(document)
        for name, value in _members(document):
            if name == "next_cursor" and isinstance(value, str) and value not in self._cursors:
                self.cursor(value)

    def cursor(self, cursor: str) -> None:
        """Takes a cursor that a command line is going to name."""
        if not cursor.startswith("cursor-"):
            self._cursors[cursor] = f"cursor-{len(self._cursors) + 1}"

    def _number(self, kind: str, value: str) -> int:
        known = self._numbers.setdefault(kind, {})
        return known.setdefault(value, len(known) + 1)

    def _secret(self, kind: str, value: str) -> str:
        return placeholder(kind, self._number(kind, value), value)

    def _name(self, username: str) -> str:
        return _NAMES[self._number("username", username) - 1]

    def _id(self, uuid: str) -> str:
        if uuid.startswith("00000000-"):
            return uuid
        return f"00000000-0000-4000-8000-{self._number('id', uuid):012d}"

    def _request_id(self, request_id: str) -> str:
        if request_id.startswith("00000000"):
            return request_id
        return f"{self._number('request id', request_id):032d}"

    def _key_ends(self, found: re.Match[str]) -> str:
        is_a_year_away = found[2] >= f"{self.started + 364 * A_DAY:%Y-%m-%d}"
        return f"{found[1]}{NOW + 365 * A_DAY:%Y-%m-%d}" if is_a_year_away else found[0]

    def _moment(self, found: re.Match[str]) -> str:
        moment = dt.datetime.fromisoformat(found[1]).replace(tzinfo=dt.UTC)
        if moment < self.started:
            return found[0]
        steps = (moment - self.started) // STEP
        return f"{NOW + steps * STEP:%Y-%m-%dT%H:%M:%S}{found[2]}"


def _chosen(headers: Mapping[str, str], wanted: Iterable[str]) -> Iterable[tuple[str, str]]:
    given = {name.lower(): value for name, value in headers.items()}
    return [(name, given[name.lower()]) for name in wanted if name.lower() in given]


def _rounded_up(number: str, step: int) -> str:
    return str(math.ceil(int(number) / step) * step)


def _only_first_progress(stream: bytes) -> bytes:
    kept: list[str] = []
    for block in stream.decode().split("\n\n"):
        is_progress = "event: progress" in block.splitlines()
        seen = any("event: progress" in one.splitlines() for one in kept)
        if block and not block.startswith(":") and not (is_progress and seen):
            kept.append(block)
    return "".join(f"{block}\n\n" for block in kept).encode()


def _json(body: bytes | str) -> object:
    try:
        document = json.loads(body)
    except ValueError:
        return None
    return document if isinstance(document, dict | list) else None


def _members(node: object) -> Iterable[tuple[str, object]]:
    children: Iterable[object] = ()
    if isinstance(node, dict):
        yield from node.items()
        children = node.values()
    elif isinstance(node, list):
        children = node
    for child in children:
        yield from _members(child)
