"""What happens to one session happens to no other; and the trail tells which, why and from where."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from fittrack_backend.accounts import login as signing_in
from fittrack_backend.accounts import (
    problems,
    registration,
    rotation,
    sessions,
    token_pairs,
    token_secrets,
)
from fittrack_backend.accounts.token_pairs import Grant
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.tables import AuditRow, SessionRow
from tests.unit.accounts.world import ELSEWHERE, HOME, PASSWORD, World, refused, trail


@pytest.fixture
def grant(world: World) -> Grant:
    world.register()
    return world.sign_in()


def reason_of(world: World, session_id: UUID) -> str | None:
    world.session.expire_all()
    reason = select(SessionRow.revoked_because).where(SessionRow.id == session_id)
    return world.session.scalar(reason)


def test_a_stolen_token_ends_its_session_and_no_other(world: World, grant: Grant) -> None:
    other = world.sign_in()
    invitation = registration.invite(world.own(world.caller(grant)), world.safeguards).code
    registration.register(
        world.session, world.safeguards, "friend", PASSWORD, invitation=invitation, address=HOME
    )
    friend = world.sign_in("friend")
    world.caller(world.refresh(grant))
    with refused("session-revoked", 401):
        world.refresh(grant, by="a thief", address=ELSEWHERE)
    assert reason_of(world, grant.session_id) == "token-reused"
    left = "no access token ended; left: 1 other session, no access token, no invitation, no second factor"
    told = f"session {grant.session_id}, pair 1; {left}"
    assert trail(world, "token-reused") == [(ELSEWHERE, told)]
    for untouched in (other, friend):
        world.caller(untouched)
        world.caller(world.refresh(untouched))
    assert reason_of(world, other.session_id) is None


def test_why_a_session_ended_stays_when_a_token_of_it_is_met_again(
    world: World, grant: Grant
) -> None:
    caller = world.caller(grant)
    new = world.refresh(grant)
    world.caller(new)
    sessions.end_session(
        world.own(caller), world.safeguards, current=caller.session_id, session_id=grant.session_id
    )
    with refused("session-revoked", 401) as caught:
        world.refresh(grant)
    assert "signed out" in caught.value.detail
    assert reason_of(world, grant.session_id) == "signed-out"
    assert trail(world, "token-reused") == []


def test_why_a_session_ended_stays_when_it_ended_while_a_spent_token_was_looked_at(
    world: World, grant: Grant, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller = world.caller(grant)
    world.caller(world.refresh(grant))
    let_go = world.session.rollback

    def signed_out_meanwhile() -> None:
        let_go()
        sessions.end_session(
            world.own(caller),
            world.safeguards,
            current=caller.session_id,
            session_id=grant.session_id,
        )

    monkeypatch.setattr(world.session, "rollback", signed_out_meanwhile)
    with refused("session-revoked", 401):
        world.refresh(grant, by="a thief")
    assert reason_of(world, grant.session_id) == "signed-out"


def test_a_session_that_ends_while_it_is_refreshed_says_why(
    world: World, grant: Grant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The session may be revoked between reading the pair and locking the session."""
    other = world.sign_in()
    caller = world.caller(other)
    extend = token_pairs.extend_session

    def ended_meanwhile(database: Session, session_id: UUID, now: dt.datetime) -> bool:
        monkeypatch.setattr(token_pairs, "extend_session", extend)
        world.session.rollback()
        sessions.end_session(
            world.own(caller),
            world.safeguards,
            current=caller.session_id,
            session_id=grant.session_id,
        )
        return extend(database, session_id, now)

    monkeypatch.setattr(token_pairs, "extend_session", ended_meanwhile)
    with refused("session-revoked", 401) as caught:
        world.refresh(grant)
    assert caught.value.detail == problems.session_revoked("revoked").detail
    world.caller(other)


def test_sessions_that_ended_are_not_listed(world: World, grant: Grant) -> None:
    caller = world.caller(grant)
    ended = world.sign_in()
    sessions.end_session(
        world.own(caller), world.safeguards, current=caller.session_id, session_id=ended.session_id
    )
    world.clock.advance(days=30)
    late = world.sign_in()
    listed = sessions.list_sessions(
        world.own(caller), world.safeguards, PageAsked(10), current=late.session_id
    ).items
    assert {one.id for one in listed} == {grant.session_id, late.session_id}
    (shown,) = [one for one in listed if one.current]
    now = world.clock.now
    assert (shown.id, shown.client_name) == (late.session_id, "t")
    assert (shown.created_at, shown.last_used_at) == (now, now)
    assert shown.expires_at == now + dt.timedelta(days=60)
    world.clock.advance(days=30)
    listed = sessions.list_sessions(
        world.own(caller), world.safeguards, PageAsked(10), current=late.session_id
    ).items
    assert [one.id for one in listed] == [late.session_id]


def test_a_session_that_ended_cannot_be_ended_again(world: World, grant: Grant) -> None:
    caller, other = world.caller(grant), world.sign_in().session_id

    def end() -> None:
        sessions.end_session(
            world.own(caller), world.safeguards, current=caller.session_id, session_id=other
        )

    end()
    with refused("not-found", 404) as caught:
        end()
    assert "session" in caught.value.detail
    assert str(other) in caught.value.detail


def test_sessions_of_one_moment_are_each_on_one_page(world: World, grant: Grant) -> None:
    expected = {grant.session_id} | {world.sign_in().session_id for _ in range(4)}
    own = world.own(world.caller(grant))
    seen: list[UUID] = []
    sizes, cursor = [], None
    while True:
        page = sessions.list_sessions(own, world.safeguards, PageAsked(2, cursor), current=None)
        seen += [one.id for one in page.items]
        sizes.append(len(page.items))
        if (cursor := page.next_cursor) is None:
            break
    assert sizes == [2, 2, 1]
    assert seen == sorted(expected, key=lambda one: one.hex, reverse=True)


def test_refused_passwords_and_codes_leave_a_trail(world: World) -> None:
    secret, _ = world.with_second_factor()
    with refused("invalid-credentials", 401):
        signing_in.login(
            world.session,
            world.safeguards,
            "athlete",
            "wrong password",
            client_name="t",
            address=ELSEWHERE,
        )
    assert [address for address, _ in trail(world, "password-refused")] == [ELSEWHERE]
    wrong = "000000" if world.code(secret) != "000000" else "111111"
    with refused("wrong-code", 401):
        world.answer(world.challenge(), wrong, address=ELSEWHERE)
    assert [address for address, _ in trail(world, "code-refused")] == [ELSEWHERE]


def test_an_unknown_recovery_code_is_wrong_and_a_spent_one_was_used(world: World) -> None:
    _, recovery = world.with_second_factor()
    world.answer(world.challenge(), recovery[0], "recovery_code")
    said = []
    for code in (recovery[0], "aaaa-bbbb-cccc-dddd"):
        with refused("wrong-code", 401) as caught:
            world.answer(world.challenge(), code, "recovery_code")
        said.append(caught.value.detail)
    assert "was used already" in said[0]
    assert "is wrong" in said[1]


def test_refreshing_leaves_a_trail(world: World, grant: Grant) -> None:
    account_id = world.caller(grant).account_id
    new = rotation.refresh(
        world.session, world.safeguards, grant.refresh_token, attempt="a", address=ELSEWHERE
    )
    assert new.refresh_token != grant.refresh_token, "it rotates unless somebody says otherwise"
    (row,) = world.session.scalars(select(AuditRow).where(AuditRow.event == "refreshed"))
    assert (row.account_id, row.address) == (account_id, ELSEWHERE)
    assert row.detail == f"session {grant.session_id}, pair 1"


def test_the_next_pair_is_the_same_after_an_upgrade_of_the_backend() -> None:
    """A client that lost the answer asks again, and must not get yet another pair."""
    refresh = token_secrets.next_refresh_token(b"k" * 32, "ftr_before")
    assert refresh == "ftr_7HYTKTI3diQV1KYk1hEw-GeFR8yqz9_SSvjnp-5nhY0"
    assert (
        token_secrets.access_token_of(b"k" * 32, refresh)
        == "fta_-vEuFQ522vfY3-D6n1qjn4ANkdKA9CEQwCZGrEM4v-o"
    )


def test_a_session_that_expired_cannot_be_ended(world: World, grant: Grant) -> None:
    caller = world.caller(grant)
    expires_at = grant.refresh_expires_at
    world.clock.now = expires_at
    with refused("not-found", 404) as caught:
        sessions.end_session(
            world.own(caller),
            world.safeguards,
            current=caller.session_id,
            session_id=grant.session_id,
        )
    assert caught.value.detail.startswith("There is no session")
    assert trail(world, "signed-out") == trail(world, "session-revoked") == []


@pytest.mark.parametrize(
    ("own", "event", "why"),
    [(True, "signed-out", "signed-out"), (False, "session-revoked", "revoked")],
)
def test_ending_a_session_leaves_a_trail(
    world: World, grant: Grant, own: bool, event: str, why: str
) -> None:
    caller = world.caller(grant if own else world.sign_in())
    sessions.end_session(
        world.own(caller),
        world.safeguards,
        current=caller.session_id,
        session_id=grant.session_id,
        address=ELSEWHERE,
    )
    assert trail(world, event) == [(ELSEWHERE, f"1 session: {why}")]


def test_access_tokens_that_are_renewed_alone_differ_from_session_to_session(
    world: World,
) -> None:
    world.register()
    renewed = [world.refresh(world.sign_in(), rotate=False) for _ in range(2)]
    assert renewed[0].access_token != renewed[1].access_token
    for grant in renewed:
        caller = world.caller(grant)
        assert (caller.session_id, caller.username) == (grant.session_id, grant.username)
        assert grant.username == "athlete"


def test_asking_again_for_a_pair_is_told_apart_in_the_trail(world: World) -> None:
    world.register()
    grant = world.sign_in()
    for rotate in (True, True, False):
        rotation.refresh(
            world.session,
            world.safeguards,
            grant.refresh_token,
            attempt="a",
            rotate=rotate,
            address=HOME,
        )
        world.clock.advance(seconds=1)
    ways = ("refreshed", "refreshed-again", "access-renewed")
    rows = world.session.scalars(
        select(AuditRow).where(AuditRow.event.in_(ways)).order_by(AuditRow.at)
    )
    assert [(row.event, row.address) for row in rows] == [(way, HOME) for way in ways]
