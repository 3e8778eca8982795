"""Rotation confirmed by use: nobody is signed out by accident, and theft is noticed.

It has more than 400 lines, since it walks all ways through one rotation.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3

import pytest
from sqlalchemy import func, inspect, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from fittrack_backend.accounts import authentication, registration, rotation, sessions, token_pairs
from fittrack_backend.accounts.token_pairs import Grant
from fittrack_backend.accounts.token_secrets import digest
from fittrack_backend.housekeeping import tidy
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.tables import SessionRow, Table, TokenPairRow
from tests.unit.accounts.world import ELSEWHERE, HOME, PASSWORD, World, refused, trail


@pytest.fixture
def grant(world: World) -> Grant:
    world.register()
    return world.sign_in()


def test_an_access_token_tells_who_asks(world: World, grant: Grant) -> None:
    caller = world.caller(grant)
    assert (caller.username, caller.session_id) == ("athlete", grant.session_id)
    caller.require(None)
    caller.require("sync")


def test_an_access_token_lives_15_minutes(world: World, grant: Grant) -> None:
    assert grant.expires_in == 900
    world.clock.advance(seconds=899)
    world.caller(grant)
    world.clock.advance(seconds=1)
    with refused("token-expired", 401):
        world.caller(grant)


@pytest.mark.parametrize("token", ["", "fta_", "ftp_nothing", "x" * 5000, "\ud800", "ünïcode"])
def test_an_unknown_token_is_refused(world: World, token: str) -> None:
    with refused("not-signed-in", 401) as caught:
        authentication.authenticate(world.session, world.safeguards, token)
    assert caught.value.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


def test_a_refresh_token_is_no_access_token_and_the_other_way_round(
    world: World, grant: Grant
) -> None:
    with refused("not-signed-in", 401):
        authentication.authenticate(world.session, world.safeguards, grant.refresh_token)
    with refused("not-signed-in", 401):
        rotation.refresh(world.session, world.safeguards, grant.access_token, attempt="a")


def test_the_same_refresh_token_gets_the_same_pair_until_it_is_used(
    world: World, grant: Grant
) -> None:
    first = world.refresh(grant)
    assert first.refresh_token != grant.refresh_token
    for _ in range(5):
        world.clock.advance(days=1)
        again = world.refresh(grant)
        assert again.access_token == first.access_token
        assert again.refresh_token == first.refresh_token
        assert (again.expires_at - world.clock.now).total_seconds() == 900
    world.caller(again)


@pytest.mark.parametrize("by", ["access", "refresh"])
def test_using_the_new_pair_spends_the_old_refresh_token(
    world: World, grant: Grant, by: str
) -> None:
    new = world.refresh(grant)
    if by == "access":
        world.caller(new)
    else:
        world.refresh(new)
    world.clock.advance(seconds=31)
    with refused("session-revoked", 401) as caught:
        world.refresh(grant)
    assert "somebody else may have a copy" in caught.value.detail
    with refused("session-revoked", 401):
        world.caller(new)
    with refused("session-revoked", 401):
        world.refresh(new)
    assert world.events().count("token-reused") == 1


def test_any_older_refresh_token_revokes_too(world: World, grant: Grant) -> None:
    second = world.refresh(grant)
    third = world.refresh(second)
    world.caller(third)
    world.clock.advance(seconds=31)
    with refused("session-revoked", 401):
        world.refresh(grant)


def test_the_old_access_token_works_until_it_expires(world: World, grant: Grant) -> None:
    world.caller(grant)
    new = world.refresh(grant)
    world.caller(new)
    world.caller(grant)


@pytest.mark.parametrize("rotate", [True, False])
def test_a_spent_token_that_comes_late_is_refused_and_later_it_is_theft(
    world: World, grant: Grant, rotate: bool
) -> None:
    new = world.refresh(grant)
    world.clock.advance(hours=1)
    new = world.refresh(grant)
    world.caller(new)
    for _ in range(2):
        world.clock.advance(seconds=15)
        with refused("token-spent", 401):
            world.refresh(grant, rotate=rotate)
    world.caller(new)
    assert world.events().count("token-late") == 2
    world.clock.advance(seconds=1)
    with refused("session-revoked", 401):
        world.refresh(grant, rotate=rotate)
    assert world.events().count("token-reused") == 1
    with refused("session-revoked", 401):
        world.caller(new)


def test_a_spent_token_with_another_attempt_is_theft_at_once(world: World, grant: Grant) -> None:
    world.caller(world.refresh(grant))
    with refused("session-revoked", 401):
        world.refresh(grant, by="a thief")
    assert world.events().count("token-reused") == 1


@pytest.mark.parametrize("first", ["the owner", "a thief"])
def test_another_attempt_for_an_unspent_token_is_a_second_holder(
    world: World, grant: Grant, first: str
) -> None:
    new = world.refresh(grant, by=first)
    other = "a thief" if first == "the owner" else "the owner"
    with refused("session-revoked", 401) as caught:
        world.refresh(grant, by=other, address=ELSEWHERE)
    assert "somebody else may have a copy" in caught.value.detail
    left = "no access token ended; left: no other session, no access token, no invitation, no second factor"
    told = f"session {grant.session_id}, pair 1; {left}"
    assert trail(world, "second-holder") == [(ELSEWHERE, told)]
    for tokens in (grant, new):
        with refused("session-revoked", 401):
            world.caller(tokens)
        with refused("session-revoked", 401):
            world.refresh(tokens, by=first)


def test_a_thief_who_reads_along_is_noticed_within_one_cycle(world: World, grant: Grant) -> None:
    """He copied the tokens once, and asks for each next pair before the owner uses it."""
    stolen = world.refresh(grant, by="a thief")
    world.clock.advance(minutes=14)
    with refused("session-revoked", 401):
        world.refresh(grant)
    with refused("session-revoked", 401):
        world.refresh(stolen, by="a thief")


def test_a_client_that_can_write_nothing_is_not_taken_for_a_second_holder(
    world: World, grant: Grant
) -> None:
    for number in range(3):
        world.caller(world.refresh(grant, rotate=False, by=f"attempt {number}"))
        world.clock.advance(minutes=20)
    assert world.events().count("access-renewed-unbound") == 3
    new = world.refresh(grant)
    with refused("token-spent", 401):  # it was on its way when the disk had space again
        world.refresh(grant, rotate=False, by="attempt 3")
    renewed = world.refresh(grant, rotate=False)
    assert world.events().count("access-renewed") == 1
    world.caller(renewed)
    world.clock.advance(seconds=31)
    with refused("session-revoked", 401):
        world.refresh(grant, rotate=False, by="attempt 4")
    with refused("session-revoked", 401):
        world.caller(new)
    assert world.events().count("second-holder") == 1


def test_the_attempt_is_kept_as_its_digest(world: World, grant: Grant) -> None:
    world.refresh(grant)
    kept = world.session.scalars(select(TokenPairRow).where(TokenPairRow.generation == 1)).one()
    assert kept.asked_by == digest(f"the owner of {grant.refresh_token}")
    assert kept.asked_at == world.clock.now


def test_access_is_renewed_without_rotating(world: World, grant: Grant) -> None:
    world.clock.advance(days=3)
    for _ in range(3):
        renewed = world.refresh(grant, rotate=False)
        assert renewed.refresh_token == grant.refresh_token
        world.caller(renewed)
        world.clock.advance(minutes=20)
    rotated = world.refresh(grant)
    world.caller(rotated)
    world.clock.advance(seconds=31)
    with refused("session-revoked", 401):
        world.refresh(grant, rotate=False)


def test_a_pair_that_was_not_used_does_not_hinder_renewing(world: World, grant: Grant) -> None:
    lost = world.refresh(grant)
    renewed = world.refresh(grant, rotate=False)
    world.caller(renewed)
    assert world.refresh(grant).refresh_token == lost.refresh_token


def test_a_session_ends_60_days_after_its_last_use(world: World, grant: Grant) -> None:
    world.clock.advance(days=59)
    grant = world.refresh(grant)
    world.clock.advance(days=59)
    grant = world.refresh(grant)
    world.clock.advance(days=60)
    with refused("session-expired", 401):
        world.refresh(grant)


def test_using_an_access_token_counts_as_use(world: World, grant: Grant) -> None:
    world.clock.advance(minutes=10)
    world.caller(grant)
    world.clock.advance(days=59, hours=23, minutes=55)
    world.refresh(grant)


@pytest.mark.parametrize("rotate", [True, False])
def test_a_replaced_server_key_signs_nobody_out(world: World, grant: Grant, rotate: bool) -> None:
    from attrs import evolve

    world.refresh(grant)
    world.safeguards = evolve(world.safeguards, server_key=b"n" * 32)
    new = world.refresh(grant, rotate=rotate)
    world.caller(new)
    world.refresh(new)


def test_of_requests_that_start_at_once_one_notes_the_use(
    world: World, grant: Grant, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.sign_in()  # whose pair is not used yet
    found = token_pairs.find(world.session, TokenPairRow.access_hash == digest(grant.access_token))
    world.caller(grant)
    last_use = select(SessionRow.last_used_at).where(SessionRow.id == grant.session_id)
    first_use = world.session.scalars(last_use).one()
    world.clock.advance(seconds=10)
    monkeypatch.setattr(token_pairs, "find", lambda *_query: found)  # read before the other wrote
    world.caller(grant)
    world.session.expire_all()
    assert world.session.scalars(last_use).one() == first_use


def test_signing_out_ends_both_tokens(world: World, grant: Grant) -> None:
    caller = world.caller(grant)
    sessions.end_session(
        world.own(caller), world.safeguards, current=caller.session_id, session_id=caller.session_id
    )
    with refused("session-revoked", 401) as caught:
        world.caller(grant)
    assert "signed out" in caught.value.detail
    with refused("session-revoked", 401):
        world.refresh(grant)


def test_a_session_can_be_ended_from_another_one(world: World, grant: Grant) -> None:
    other = world.sign_in()
    caller = world.caller(grant)
    sessions.end_session(
        world.own(caller), world.safeguards, current=caller.session_id, session_id=other.session_id
    )
    with refused("session-revoked", 401):
        world.caller(other)
    with refused("not-found", 404):
        sessions.end_session(
            world.own(caller),
            world.safeguards,
            current=caller.session_id,
            session_id=other.session_id,
        )
    world.caller(grant)


def test_nobody_ends_or_sees_another_ones_session(world: World, grant: Grant) -> None:
    caller = world.caller(grant)
    invitation = registration.invite(world.own(caller), world.safeguards).code
    registration.register(
        world.session, world.safeguards, "friend", PASSWORD, invitation=invitation, address=HOME
    )
    friend = world.caller(world.sign_in("friend"))
    with refused("not-found", 404):
        sessions.end_session(
            world.own(friend),
            world.safeguards,
            current=friend.session_id,
            session_id=grant.session_id,
        )
    listed = sessions.list_sessions(
        world.own(friend), world.safeguards, PageAsked(10), current=friend.session_id
    ).items
    assert [one.id for one in listed] == [friend.session_id]


def test_sessions_are_listed_in_pages(world: World, grant: Grant) -> None:
    expected = [grant.session_id]
    for _ in range(4):
        world.clock.advance(seconds=30)
        expected.insert(0, world.sign_in().session_id)
    world.clock.advance(seconds=1)
    caller = world.caller(grant)
    seen, cursor = [], None
    while True:
        page = sessions.list_sessions(
            world.own(caller), world.safeguards, PageAsked(2, cursor), current=caller.session_id
        )
        seen += [one.id for one in page.items]
        assert [one.current for one in page.items] == [
            one.id == grant.session_id for one in page.items
        ]
        if (cursor := page.next_cursor) is None:
            break
    # Asking with the oldest session was its latest use.
    assert sorted(seen, key=str) == sorted(expected, key=str)
    assert seen[0] == grant.session_id


def test_the_database_holds_no_token(world: World, grant: Grant) -> None:
    new = world.refresh(grant)
    secrets = [grant.access_token, grant.refresh_token, new.access_token, new.refresh_token]
    connection = world.session.connection()
    for table in Table.metadata.sorted_tables:
        for row in connection.execute(select(table)):
            assert not any(secret in str(row) for secret in secrets)
    assert inspect(connection).has_table("token_pairs")
    assert not any(secret in repr(grant) + repr(world.safeguards) for secret in secrets)


def test_the_last_use_is_written_once_a_minute(world: World, grant: Grant) -> None:
    world.caller(grant)

    def last_used() -> object:
        world.session.expire_all()
        return world.session.scalar(select(SessionRow.last_used_at))

    before = last_used()
    world.clock.advance(seconds=59)
    world.caller(grant)
    assert last_used() == before
    world.clock.advance(seconds=1)
    world.caller(grant)
    assert last_used() == world.clock.now


def test_a_clock_that_jumps_signs_nobody_out(world: World, grant: Grant) -> None:
    world.clock.advance(days=40)
    ahead = world.refresh(grant)
    world.clock.advance(days=-40)
    world.caller(ahead)
    new = world.refresh(ahead)
    world.caller(new)


def test_housekeeping_keeps_what_is_needed(world: World, session: Session, grant: Grant) -> None:
    for _ in range(100):
        world.clock.advance(days=1)
        grant = world.refresh(grant)
        tidy(session, world.clock.now)
    world.caller(grant)
    pairs = session.scalar(select(func.count()).select_from(TokenPairRow))
    assert pairs is not None and pairs < 70
    world.clock.advance(days=130)
    tidy(session, world.clock.now)
    assert session.scalar(select(func.count()).select_from(SessionRow)) == 0
    assert session.scalar(select(func.count()).select_from(TokenPairRow)) == 0


def test_tokens_have_256_random_bits(world: World, grant: Grant) -> None:
    for token, prefix in ((grant.access_token, "fta_"), (grant.refresh_token, "ftr_")):
        assert re.fullmatch(rf"{prefix}[A-Za-z0-9_-]{{43}}", token)


def test_a_grant_says_when_its_tokens_end(world: World, grant: Grant) -> None:
    world.clock.advance(days=1)
    new = world.refresh(grant)
    assert new.expires_at == world.clock.now + dt.timedelta(minutes=15)
    assert new.refresh_expires_at == world.clock.now + dt.timedelta(days=60)


def test_a_pair_was_used_when_it_was_used_first(world: World, grant: Grant) -> None:
    world.caller(grant)
    first = world.clock.now
    world.clock.advance(hours=1)
    world.refresh(grant)
    world.session.expire_all()
    pair = world.session.scalars(select(TokenPairRow).where(TokenPairRow.generation == 1)).one()
    assert pair.used_at == first


def test_an_access_token_that_expired_says_what_to_do(world: World, grant: Grant) -> None:
    world.clock.advance(minutes=15)
    with refused("token-expired", 401) as caught:
        world.caller(grant)
    assert "Refresh" in caught.value.detail


def test_a_last_use_from_the_future_is_written_over(world: World, grant: Grant) -> None:
    world.caller(grant)
    world.clock.advance(minutes=-1)
    world.caller(grant)
    world.session.expire_all()
    assert world.session.scalar(select(SessionRow.last_used_at)) == world.clock.now


def test_a_use_that_cannot_be_noted_keeps_nobody_from_reading(
    world: World,
    grant: Grant,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def full(*_arguments: object) -> None:
        raise OperationalError("UPDATE", {}, sqlite3.OperationalError("disk is full"))

    monkeypatch.setattr(authentication, "_use_session", full)
    assert world.caller(grant).username == "athlete"
    assert [one.getMessage() for one in caplog.records] == [
        "the use of a token could not be noted: disk is full"
    ]
