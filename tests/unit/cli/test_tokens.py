"""A pair of tokens as it was granted: its times on this machine's clock, and shown in UTC."""

from __future__ import annotations

import datetime as dt
import time
from uuid import UUID

import pytest

from fittrack_cli.session.tokens import from_grant, from_json, moment
from fittrack_client.models.token_grant import TokenGrant

SESSION = UUID("7f3b8a52-4a34-4b5e-9f5c-0d4a3a3f1c11")


@pytest.mark.parametrize("ahead", [dt.timedelta(), dt.timedelta(days=-400), dt.timedelta(hours=5)])
def test_a_grant_is_counted_from_now_whatever_the_servers_clock_says(ahead: dt.timedelta) -> None:
    served = dt.datetime.now(dt.UTC) + ahead
    grant = TokenGrant(
        kind="token_grant",
        token_type="Bearer",
        access_token="marked-access",
        refresh_token="marked-refresh",
        expires_in=900,
        expires_at=served + dt.timedelta(seconds=900),
        refresh_expires_at=served + dt.timedelta(days=60),
        session_id=SESSION,
        username="ada",
    )
    tokens = from_grant(grant, "http://127.0.0.1:8765")
    now = pytest.approx(time.time(), abs=5)
    assert tokens.received_at == now
    assert tokens.access_expires_at - 900 == now
    assert tokens.refresh_expires_at - 60 * 86_400 == now
    assert (tokens.origin, tokens.username) == ("http://127.0.0.1:8765", "ada")
    assert tokens.session_id == str(SESSION)
    assert tokens.access.reveal() == "marked-access"
    assert tokens.refresh.reveal() == "marked-refresh"
    assert from_json(tokens.to_json()) == tokens


def test_a_moment_is_shown_in_utc_to_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    try:
        assert moment(1_772_353_800.9) == "2026-03-01T08:30:00Z"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        ({"username": ""}, "its username is not text"),
        ({"access": 1}, "its access is not text"),
        ({"received_at": True}, "its received_at is not a number"),
        ({"received_at": "now"}, "its received_at is not a number"),
    ],
)
def test_what_is_no_pair_is_refused_with_the_reason(harm: dict[str, object], why: str) -> None:
    texts = ("origin", "username", "session_id", "access", "refresh")
    numbers = ("received_at", "access_expires_at", "refresh_expires_at")
    whole = dict.fromkeys(texts, "x") | dict.fromkeys(numbers, 1)
    from_json(whole)
    with pytest.raises(ValueError, match=f"^{why}$"):
        from_json(whole | harm)
    for name in whole:
        with pytest.raises(ValueError, match=f"^it lacks '{name}'$"):
            from_json({key: value for key, value in whole.items() if key != name})
    with pytest.raises(ValueError, match=r"^it is not an object$"):
        from_json([])


@pytest.mark.parametrize(("lifetime_s", "due_s"), [(900.0, 840.0), (100.0, 90.0)])
def test_tokens_are_due_a_minute_ahead_or_a_tenth_of_a_short_life(
    lifetime_s: float, due_s: float
) -> None:
    tokens = from_json(
        dict.fromkeys(("origin", "username", "session_id", "access", "refresh"), "x")
        | {
            "received_at": 1000.0,
            "access_expires_at": 1000.0 + lifetime_s,
            "refresh_expires_at": 1e6,
        }
    )
    assert tokens.age_s(1000.0) == 0.0
    assert tokens.age_s(900.0) == 0.0
    assert tokens.age_s(1002.5) == 2.5
    assert [tokens.is_due_at(due_s - 0.25), tokens.is_due_at(due_s)] == [False, True]
    assert [tokens.is_expired_at(lifetime_s - 0.25), tokens.is_expired_at(lifetime_s)] == [
        False,
        True,
    ]
