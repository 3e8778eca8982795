"""What one account has made, another one neither sees nor ends."""

from __future__ import annotations

import pytest
from attrs import frozen

from fittrack_backend.accounts import access_tokens, authentication, registration, sessions
from fittrack_backend.accounts.caller import Caller
from fittrack_backend.storage.pages import PageAsked
from tests.unit.accounts.world import HOME, PASSWORD, World, refused


@frozen
class Two:
    owner: Caller
    stranger: Caller


@pytest.fixture
def two(world: World) -> Two:
    world.register()
    owner = world.caller(world.sign_in())
    invitation = registration.invite(world.own(owner), world.safeguards).code
    registration.register(
        world.session, world.safeguards, "stranger", PASSWORD, invitation=invitation, address=HOME
    )
    return Two(owner, world.caller(world.sign_in("stranger")))


def test_access_tokens_are_listed_to_their_owner_alone(world: World, two: Two) -> None:
    made = access_tokens.create(
        world.own(two.owner), world.safeguards, name="cron", scopes=["read"], expires_in_days=None
    )
    for caller, expected in ((two.owner, [made.id]), (two.stranger, [])):
        page = access_tokens.list_all(world.own(caller), world.safeguards, PageAsked(10))
        assert [one.id for one in page.items] == expected


def test_an_access_token_is_revoked_by_its_owner_alone(world: World, two: Two) -> None:
    made = access_tokens.create(
        world.own(two.owner), world.safeguards, name="cron", scopes=["read"], expires_in_days=None
    )
    with refused("not-found", 404):
        access_tokens.revoke(world.own(two.stranger), world.safeguards, made.id)
    authentication.authenticate(world.session, world.safeguards, made.token)


def test_changing_the_password_ends_no_session_of_another_account(world: World, two: Two) -> None:
    registration.change_password(
        world.own(two.stranger),
        world.safeguards,
        current=two.stranger.session_id,
        current_password=PASSWORD,
        new_password="another long password",
        address=HOME,
    )
    page = sessions.list_sessions(
        world.own(two.owner),
        world.safeguards,
        PageAsked(10),
        current=two.owner.session_id,
    )
    assert [one.current for one in page.items] == [True]


def test_changing_the_password_ends_no_sign_in_of_another_account(world: World, two: Two) -> None:
    secret, _ = world.enroll(world.sign_in())
    under_way = world.challenge()
    registration.change_password(
        world.own(two.stranger),
        world.safeguards,
        current=two.stranger.session_id,
        current_password=PASSWORD,
        new_password="another long password",
        address=HOME,
    )
    world.answer(under_way, world.code(secret))
