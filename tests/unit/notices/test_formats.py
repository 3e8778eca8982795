"""What targets are sent: signatures as Standard Webhooks says, ntfy and Gotify as they expect it."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
from uuid import UUID

import pytest

from fittrack_backend.notices.formats import Prepared, TargetKind, key_of, new_secret, prepared
from fittrack_backend.notices.message import Place, as_json, from_json, of_failure, of_silence

AT = dt.datetime(2026, 3, 2, 4, 31, 7, tzinfo=dt.UTC)
NOW = AT + dt.timedelta(seconds=5)
ID = UUID("3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10")
FAILURE = of_failure(ID, [Place(ID, "Übungen", "health", "the folder /nas is not there")])


def told(kind: TargetKind, url: str, secret: str | None) -> Prepared:
    return prepared(kind, url, secret, FAILURE, notice_id=ID, at=AT, now=NOW)


def test_a_webhook_is_signed() -> None:
    """The example of the specification, and our own by its text: `id.timestamp.body`."""
    known = prepared(
        TargetKind.WEBHOOK,
        "https://hooks.example.org/x",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        FAILURE,
        notice_id=ID,
        at=AT,
        now=NOW,
    )
    assert known.headers["webhook-id"] == "msg_3f2b8f0a6c1d4b7e9a550e3a3c1f9d10"
    assert known.headers["webhook-timestamp"] == "1772425872"
    version, _, given = known.headers["webhook-signature"].partition(",")
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signed = b"msg_3f2b8f0a6c1d4b7e9a550e3a3c1f9d10.1772425872." + known.body
    assert version == "v1"
    assert base64.b64decode(given) == hmac.new(key, signed, hashlib.sha256).digest()
    body = json.loads(known.body)
    assert (body["type"], body["timestamp"]) == ("sync.failed", "2026-03-02T04:31:07Z")
    assert body["data"]["places"][0]["source_name"] == "Übungen"
    assert known.url == "https://hooks.example.org/x"


def test_ntfy_gets_the_text_as_it_is() -> None:
    known = told(TargetKind.NTFY, "https://ntfy.sh/topic", "tk_secret")
    assert known.url == "https://ntfy.sh/topic"
    assert known.body.decode().startswith("Übungen, health: the folder /nas is not there\n")
    assert known.headers["Title"] == "FitTrack: a sync failed"
    assert known.headers["Priority"] == "high"
    assert known.headers["Authorization"] == "Bearer tk_secret"
    assert "Authorization" not in told(TargetKind.NTFY, "https://ntfy.sh/topic", None).headers


@pytest.mark.parametrize(
    "url", ["https://gotify.example.org", "https://gotify.example.org/message"]
)
def test_gotify_gets_json_at_its_messages(url: str) -> None:
    known = told(TargetKind.GOTIFY, url, "AppToken")
    assert known.url == "https://gotify.example.org/message"
    assert known.headers["X-Gotify-Key"] == "AppToken"
    body = json.loads(known.body)
    assert (body["title"], body["priority"]) == ("FitTrack: a sync failed", 8)
    assert body["message"].startswith("Übungen")


def test_secrets() -> None:
    assert len(key_of(new_secret())) == 32
    assert new_secret() != new_secret()
    for bad in (
        "",
        "whsec_",
        "whsec_AAAA",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_%",
        "whsec_" + "A" * 200,
    ):
        with pytest.raises(ValueError, match="base64"):
            key_of(bad)


def test_titles_go_into_headers_and_notices_are_kept_whole() -> None:
    silence = of_silence(ID, "Übungen\r\nX-Evil: 1", None, 3)
    for one in (FAILURE, silence):
        assert one.title.isascii() and one.title.isprintable()
        assert from_json(as_json(one)) == one
