"""Accounts: one is the first, others are invited; changing the password."""

from __future__ import annotations

import datetime as dt

import pytest
from argon2 import PasswordHasher
from attrs import evolve
from sqlalchemy import select

from fittrack_backend.accounts import access_tokens, authentication, registration, sessions
from fittrack_backend.accounts.caller import Caller
from fittrack_backend.accounts.passwords import Passwords
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.tables import AccountRow
from tests.unit.accounts.world import ELSEWHERE, HOME, PASSWORD, World, refused, trail


def register(world: World, username: str, invitation: str | None) -> registration.AccountView:
    return registration.register(
        world.session, world.safeguards, username, PASSWORD, invitation=invitation, address=HOME
    )


@pytest.fixture
def founder(world: World) -> Caller:
    world.register()
    return world.caller(world.sign_in())


def invite(world: World, founder: Caller) -> str:
    return registration.invite(world.own(founder), world.safeguards).code


def test_the_first_account_registers_freely_and_the_second_does_not(world: World) -> None:
    register(world, "first", None)
    with refused("invitation-required", 403):
        register(world, "second", None)
    with refused("invalid-invitation", 403):
        register(world, "second", "fti_made-up")


def test_of_two_who_register_first_at_once_one_does(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Passwords.hash

    def meanwhile(self: Passwords, password: str) -> str:
        monkeypatch.setattr(Passwords, "hash", make)
        world.session.rollback()
        with world.database.session() as other:
            register(evolve(world, session=other), "quicker", None)
        return make(self, password)

    monkeypatch.setattr(Passwords, "hash", meanwhile)
    with refused("invitation-required", 403):
        register(world, "slower", None)
    founders = world.session.execute(select(AccountRow.username, AccountRow.founder)).all()
    assert [tuple(one) for one in founders] == [("quicker", True)]


def test_an_invitation_works_once(world: World, founder: Caller) -> None:
    code = invite(world, founder)
    register(world, "friend", code)
    with refused("invalid-invitation", 403):
        register(world, "another", code)
    world.sign_in("friend")


def test_an_invitation_lasts_seven_days(world: World, founder: Caller) -> None:
    code = invite(world, founder)
    world.clock.advance(days=7)
    with refused("invalid-invitation", 403):
        register(world, "friend", code)


def test_a_taken_name_does_not_use_up_the_invitation(world: World, founder: Caller) -> None:
    code = invite(world, founder)
    with refused("username-taken", 409):
        register(world, "ATHLETE", code)
    register(world, "friend", code)


def test_without_an_invitation_names_stay_unknown(world: World, founder: Caller) -> None:
    with refused("invitation-required", 403) as taken:
        register(world, "athlete", None)
    with refused("invitation-required", 403) as free:
        register(world, "friend", None)
    assert taken.value.detail == free.value.detail


def test_guessing_invitations_is_limited(world: World, founder: Caller) -> None:
    code = invite(world, founder)
    for _ in range(50):
        with refused("invalid-invitation", 403):
            register(world, "friend", "fti_guess")
    with refused("too-many-tries", 429):
        register(world, "friend", code)
    world.clock.advance(minutes=5)
    register(world, "friend", code)


def test_changing_the_password_ends_other_sessions(world: World, founder: Caller) -> None:
    other = world.sign_in()
    script = access_tokens.create(
        world.own(founder),
        world.safeguards,
        name="x",
        scopes=["read"],
        expires_in_days=None,
    )

    def change(current: str) -> None:
        registration.change_password(
            world.own(founder),
            world.safeguards,
            current=founder.session_id,
            current_password=current,
            new_password="another long password",
            address=HOME,
        )

    with refused("invalid-credentials", 403):
        change("wrong")
    change(PASSWORD)
    with refused("session-revoked", 401) as caught:
        world.caller(other)
    assert "password was changed" in caught.value.detail
    with refused("invalid-credentials", 401):
        world.login()
    world.login(password="another long password")
    listed = sessions.list_sessions(
        world.own(founder), world.safeguards, PageAsked(10), current=founder.session_id
    ).items
    assert founder.session_id in [one.id for one in listed]
    authentication.authenticate(world.session, world.safeguards, script.token)


def test_changing_the_password_ends_sign_ins_under_way(world: World) -> None:
    secret, _ = world.with_second_factor()
    caller = world.caller(world.answer(world.challenge(), world.code(secret)))
    under_way = world.challenge(ELSEWHERE)
    registration.change_password(
        world.own(caller),
        world.safeguards,
        current=caller.session_id,
        current_password=PASSWORD,
        new_password="another long password",
        address=HOME,
    )
    with refused("not-found", 404):
        world.answer(under_way, world.code(secret, 1))


def test_access_tokens_of_scripts(world: World, founder: Caller) -> None:
    def create(name: str, days: int | None) -> access_tokens.CreatedAccessToken:
        return access_tokens.create(
            world.own(founder),
            world.safeguards,
            name=name,
            scopes=["sync", "read", "read"],
            expires_in_days=days,
        )

    def names() -> list[str]:
        page = access_tokens.list_all(world.own(founder), world.safeguards, PageAsked(10))
        return [one.name for one in page.items]

    short, long = create("short", 1), create("long", None)
    assert short.token not in repr(short)
    assert short.scopes == ["read", "sync"]
    script = authentication.authenticate(world.session, world.safeguards, short.token).caller
    script.require("read")
    with refused("insufficient-scope", 403):
        script.require("sources")
    with refused("session-required", 403):
        script.require(None)
    assert sorted(names()) == ["long", "short"]
    world.clock.advance(days=1)
    with refused("token-expired", 401):
        authentication.authenticate(world.session, world.safeguards, short.token)
    assert names() == ["long"]
    access_tokens.revoke(world.own(founder), world.safeguards, long.id)
    with refused("not-signed-in", 401):
        authentication.authenticate(world.session, world.safeguards, long.token)
    with refused("not-found", 404):
        access_tokens.revoke(world.own(founder), world.safeguards, long.id)
    assert names() == []


def test_a_hash_that_nothing_matches_takes_todays_parameters() -> None:
    hasher = PasswordHasher(time_cost=2, memory_cost=128, parallelism=1)
    passwords = Passwords(hasher)
    assert not passwords.matches(None, "anything")
    assert not hasher.check_needs_rehash(passwords._nobodys_hash)
    assert passwords.matches(passwords.hash("right"), "right")
    assert not passwords.matches("not a hash", "right")


def test_an_invitation_tells_when_it_ends_and_where_it_was_made(
    world: World, founder: Caller
) -> None:
    view = registration.invite(world.own(founder), world.safeguards, address=ELSEWHERE)
    assert view.expires_at == world.clock.now + dt.timedelta(days=7)
    assert trail(world, "invited") == [(ELSEWHERE, None)]


@pytest.mark.parametrize("state", ["used", "expired", "made up"])
def test_no_password_is_hashed_for_an_invitation_that_is_not_good(
    world: World, founder: Caller, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    code = invite(world, founder)
    if state == "used":
        register(world, "friend", code)
    if state == "expired":
        world.clock.advance(days=7)
    if state == "made up":
        code = "fti_made-up"

    def hashed(*_arguments: object) -> str:
        raise AssertionError("hashing takes much of the machine")

    monkeypatch.setattr(Passwords, "hash", hashed)
    with refused("invalid-invitation", 403):
        register(world, "another", code)


@pytest.mark.parametrize("what", ["used", "expired"])
def test_an_invitation_that_ends_while_the_password_is_hashed_is_not_good(
    world: World, founder: Caller, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    code = invite(world, founder)
    make = Passwords.hash

    def meanwhile(self: Passwords, password: str) -> str:
        monkeypatch.setattr(Passwords, "hash", make)
        if what == "used":
            register(world, "quicker", code)
        else:
            world.clock.advance(days=7)
        return make(self, password)

    monkeypatch.setattr(Passwords, "hash", meanwhile)
    with refused("invalid-invitation", 403):
        register(world, "friend", code)


def test_an_invitation_that_is_used_leaves_the_others(world: World, founder: Caller) -> None:
    codes = [invite(world, founder) for _ in range(2)]
    register(world, "friend", codes[0])
    register(world, "another", codes[1])


def test_an_account_is_shown_as_it_is(world: World) -> None:
    registered = world.clock.now
    view = registration.register(
        world.session,
        world.safeguards,
        "Athlete",
        PASSWORD,
        invitation=None,
        time_zone="Europe/Berlin",
        address=HOME,
    )
    assert (view.username, view.created_at, view.time_zone) == (
        "Athlete",
        registered,
        "Europe/Berlin",
    )
    assert (view.mfa_enabled, view.recovery_codes_remaining) == (False, 0)
    world.clock.advance(days=1)
    caller = world.caller(world.sign_in())
    assert registration.show(world.own(caller)) == view
    assert view.id == caller.account_id
    assert trail(world, "registered") == [(HOME, None)]


def test_a_time_zone_that_is_unknown_registers_nobody(world: World) -> None:
    with refused("validation", 422):
        registration.register(
            world.session,
            world.safeguards,
            "athlete",
            PASSWORD,
            invitation=None,
            time_zone="Europe/Atlantis",
            address=HOME,
        )
    register(world, "somebody else", None)  # the first account is still to be had


def change_password(world: World, caller: Caller, new: str, address: str = HOME) -> None:
    registration.change_password(
        world.own(caller),
        world.safeguards,
        current=caller.session_id,
        current_password=PASSWORD,
        new_password=new,
        address=address,
    )


def test_a_change_of_password_tells_what_it_ended(world: World, founder: Caller) -> None:
    def change(old: str, new: str, *, everything: bool) -> tuple[int, int, int]:
        told = registration.change_password(
            world.own(founder),
            world.safeguards,
            current=founder.session_id,
            current_password=old,
            new_password=new,
            everything=everything,
            address=HOME,
        )
        assert told.remaining.sessions == 0
        return told.ended_sessions, told.ended_access_tokens, told.ended_invitations

    other = world.caller(world.sign_in())
    for maker in (founder.session_id, other.session_id, None):
        access_tokens.create(
            world.own(founder),
            world.safeguards,
            name="t",
            scopes=["read"],
            expires_in_days=1,
            session_id=maker,
        )
    code = invite(world, founder)
    assert change(PASSWORD, "another long password", everything=False) == (1, 2, 0)
    assert change("another long password", PASSWORD, everything=True) == (0, 1, 1)
    with refused("invalid-invitation", 403):
        register(world, "friend", code)


def test_changing_the_password_leaves_a_trail(world: World, founder: Caller) -> None:
    for _ in range(2):
        world.sign_in()
    change_password(world, founder, "another long password", ELSEWHERE)
    left = "no other session, no access token, no invitation, no second factor"
    told = f"no access token ended; left: {left}"
    assert trail(world, "password-changed") == [(ELSEWHERE, told)]
    assert trail(world, "session-revoked") == [(ELSEWHERE, "2 sessions: password-changed")]


def test_of_two_who_change_the_password_at_once_one_does(
    world: World, founder: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Passwords.hash

    def meanwhile(self: Passwords, password: str) -> str:
        monkeypatch.setattr(Passwords, "hash", make)
        change_password(world, founder, "the quicker password")
        return make(self, password)

    monkeypatch.setattr(Passwords, "hash", meanwhile)
    with refused("invalid-credentials", 403):
        change_password(world, founder, "the slower password")
    world.login(password="the quicker password")
