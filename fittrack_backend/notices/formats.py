"""A notice as each kind of target takes it. Pure.

- `webhook`: Standard Webhooks 1.0.0 (https://www.standardwebhooks.com): a JSON body, signed with HMAC-SHA256.
- `ntfy`: https://docs.ntfy.sh/publish: the text as the body, the rest in headers; to a topic's own URL.
- `gotify`: https://gotify.net/docs/pushmsg: JSON to `/message`, with an application's token.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from attrs import frozen

from fittrack_backend.notices.message import Notice, moment

SECRET_PREFIX = "whsec_"  # noqa: S105 - what a secret begins with
_SECRET_BYTES = 32
_BAD = ("failure", "silence", "security")
"""Topics that call for somebody."""


class TargetKind(StrEnum):
    """What is at a target. `webhook`: anything that takes Standard Webhooks. `ntfy`: a topic. `gotify`: a server."""

    WEBHOOK = "webhook"
    NTFY = "ntfy"
    GOTIFY = "gotify"


@frozen
class Prepared:
    """What is sent, by POST."""

    url: str
    headers: Mapping[str, str]
    body: bytes


def new_secret() -> str:
    """A secret for a webhook's signatures."""
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def key_of(secret: str) -> bytes:
    """The bytes that a webhook's secret stands for. Raises ValueError unless it is `whsec_` and 24 to 64 bytes in
    base64."""
    try:
        key = base64.b64decode(secret.removeprefix(SECRET_PREFIX), validate=True)
    except binascii.Error as error:
        raise ValueError("it is not base64") from error
    if not secret.startswith(SECRET_PREFIX) or not 24 <= len(key) <= 64:
        raise ValueError("it is not whsec_ and 24 to 64 bytes in base64")
    return key


def signature(key: bytes, message_id: str, timestamp: int, body: bytes) -> str:
    """The signature of a message: the header `webhook-signature`."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def prepared(
    kind: TargetKind,
    url: str,
    secret: str | None,
    notice: Notice,
    *,
    notice_id: UUID,
    at: dt.datetime,
    now: dt.datetime,
) -> Prepared:
    """What tells a target of a notice that came up `at` a time."""
    if kind is TargetKind.NTFY:
        headers = {
            "Title": notice.title,
            "Priority": "high" if notice.topic in _BAD else "default",
            "Tags": "warning" if notice.topic in _BAD else "white_check_mark",
            "Content-Type": "text/plain; charset=utf-8",
        }
        if secret is not None:
            headers["Authorization"] = f"Bearer {secret}"
        return Prepared(url, headers, notice.text.encode())
    if kind is TargetKind.GOTIFY:
        message = {
            "title": notice.title,
            "message": notice.text,
            "priority": 8 if notice.topic in _BAD else 4,
        }
        where = url.rstrip("/")
        return Prepared(
            where if where.endswith("/message") else f"{where}/message",
            {"X-Gotify-Key": secret or "", "Content-Type": "application/json"},
            json.dumps(message).encode(),
        )
    told = {
        "type": notice.event,
        "timestamp": moment(at),
        "data": {"title": notice.title, "text": notice.text, **notice.data},
    }
    body = json.dumps(told, separators=(",", ":")).encode()
    message_id, timestamp = f"msg_{notice_id.hex}", int(now.timestamp())
    headers = {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(key_of(secret or ""), message_id, timestamp, body),
    }
    return Prepared(url, headers, body)
