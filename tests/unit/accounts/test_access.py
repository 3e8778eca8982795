"""What lets somebody into an account: what is counted, what is ended, and how it is said."""

from __future__ import annotations

import datetime as dt

import pytest

from fittrack_backend.accounts import access, access_tokens, lifetimes, registration
from fittrack_backend.accounts.access import Access
from fittrack_backend.accounts.caller import Caller
from fittrack_backend.storage.tables import SessionRow
from tests.unit.accounts.world import HOME, PASSWORD, World, refused


def token(world: World, owner: Caller, days: int | None = None) -> None:
    access_tokens.create(
        world.own(owner),
        world.safeguards,
        name="script",
        scopes=["read"],
        expires_in_days=days,
        session_id=owner.session_id,
        address=HOME,
    )


def now(world: World, caller: Caller) -> Access:
    world.session.rollback()
    return access.to_account(
        world.session, caller.account_id, world.clock.now, current=caller.session_id
    )


def counts(world: World, caller: Caller) -> tuple[int, int, int]:
    found = now(world, caller)
    return found.sessions, found.access_tokens, found.invitations


def test_what_is_not_the_session_that_asks_is_counted_each_for_its_account(
    world: World, athlete: Caller, friend: Caller
) -> None:
    assert counts(world, athlete) == counts(world, friend) == (0, 0, 0)
    world.sign_in()
    token(world, athlete)
    token(world, athlete, days=1)
    registration.invite(world.own(athlete), world.safeguards)
    assert counts(world, athlete) == (1, 2, 1)
    assert counts(world, friend) == (0, 0, 0)


def test_what_has_ended_by_itself_is_not_counted(world: World, athlete: Caller) -> None:
    world.sign_in()
    token(world, athlete, days=1)
    registration.invite(world.own(athlete), world.safeguards)
    world.clock.advance(days=1)
    assert counts(world, athlete) == (1, 0, 1)
    world.clock.now += lifetimes.INVITATION
    assert counts(world, athlete) == (1, 0, 0)
    world.clock.now += lifetimes.SESSION
    assert counts(world, athlete) == (0, 0, 0)


def test_a_second_factor_is_told_with_its_day(world: World) -> None:
    world.register()
    grant = world.sign_in()
    before = now(world, world.caller(grant))
    assert (before.mfa_enabled, before.mfa_enabled_at) == (False, None)
    world.enroll(grant)
    after = now(world, world.caller(grant))
    assert (after.mfa_enabled, after.mfa_enabled_at) == (True, world.clock.now)


def test_tokens_of_some_sessions_end_and_the_others_stay(
    world: World, athlete: Caller, friend: Caller
) -> None:
    other = world.caller(world.sign_in())
    for owner in (athlete, athlete, other, friend):
        token(world, owner)
    world.session.rollback()
    made_by = SessionRow.id == other.session_id
    assert (
        access.end_tokens_made_by(world.session, athlete.account_id, made_by, world.clock.now) == 1
    )
    world.session.commit()
    assert (counts(world, athlete)[1], counts(world, friend)[1]) == (2, 1)


def test_all_tokens_and_invitations_of_the_account_end_and_none_of_others(
    world: World, athlete: Caller, friend: Caller
) -> None:
    for owner in (athlete, athlete, friend):
        token(world, owner)
        registration.invite(world.own(owner), world.safeguards)
    world.session.rollback()
    ending = (world.session, athlete.account_id, world.clock.now)
    assert (access.end_all_tokens(*ending), access.end_invitations(*ending)) == (2, 2)
    world.session.commit()
    assert counts(world, athlete) == (0, 0, 0)
    assert counts(world, friend) == (0, 1, 1)
    assert (access.end_all_tokens(*ending), access.end_invitations(*ending)) == (0, 0)


def test_an_ended_invitation_registers_nobody(world: World, athlete: Caller) -> None:
    code = registration.invite(world.own(athlete), world.safeguards).code
    world.session.rollback()
    access.end_invitations(world.session, athlete.account_id, world.clock.now)
    world.session.commit()
    with refused("invalid-invitation", 403):
        registration.register(
            world.session, world.safeguards, "eve", PASSWORD, invitation=code, address=HOME
        )


@pytest.mark.parametrize(
    ("left", "ended", "words"),
    [
        (
            Access(0, 0, 0, False, None),
            0,
            "no access token ended; left: no other session, no access token, no invitation, no second factor",
        ),
        (
            Access(1, 1, 1, True, None),
            1,
            "1 access token ended; left: 1 other session, 1 access token, 1 invitation, a second factor",
        ),
        (
            Access(2, 3, 4, True, dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)),
            1200,
            "1,200 access tokens ended; left: 2 other sessions, 3 access tokens, 4 invitations, "
            "a second factor of 2026-03-01",
        ),
    ],
    ids=["nothing", "one of each", "several"],
)
def test_what_is_left_is_said_for_people(left: Access, ended: int, words: str) -> None:
    assert left.after_ending(ended) == words
