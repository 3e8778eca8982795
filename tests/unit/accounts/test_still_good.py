"""Who stays longer than a request is told apart from those whose right to be here has ended."""

from __future__ import annotations

from uuid import uuid4

import pytest
from attrs import evolve
from sqlalchemy import update

from fittrack_backend.accounts import access_tokens, authentication, lifetimes, still_good
from fittrack_backend.accounts.caller import Caller
from fittrack_backend.storage.tables import AccountRow, SessionRow
from tests.unit.accounts.world import HOME, World


@pytest.fixture
def scripts(world: World, athlete: Caller) -> tuple[Caller, Caller]:
    """Two scripts of the athlete's: the token of one ends after a day, that of the other never."""
    asking = []
    for name, days in (("a day", 1), ("for ever", None)):
        token = access_tokens.create(
            world.own(athlete),
            world.safeguards,
            name=name,
            scopes=["read"],
            expires_in_days=days,
            address=HOME,
        )
        found = authentication.authenticate(world.session, world.safeguards, token.token)
        asking.append(found.caller)
    return asking[0], asking[1]


def ended(world: World, *callers: Caller) -> set[Caller]:
    world.session.rollback()
    return set(still_good.ended(world.session, world.safeguards, callers))


def test_nobody_has_ended_while_nothing_was_ended(
    world: World, athlete: Caller, friend: Caller, scripts: tuple[Caller, Caller]
) -> None:
    assert ended(world, athlete, friend, *scripts) == set()
    assert ended(world) == set()


def test_a_revoked_session_has_ended_and_no_other(
    world: World, athlete: Caller, friend: Caller, scripts: tuple[Caller, Caller]
) -> None:
    world.session.execute(
        update(SessionRow)
        .where(SessionRow.id == friend.session_id)
        .values(revoked_at=world.clock.now)
    )
    world.session.commit()
    assert ended(world, athlete, friend, *scripts) == {friend}


def test_a_revoked_token_has_ended_and_no_other(
    world: World, athlete: Caller, scripts: tuple[Caller, Caller]
) -> None:
    _, for_ever = scripts
    assert for_ever.access_token_id is not None
    access_tokens.revoke(
        world.own(athlete), world.safeguards, for_ever.access_token_id, address=HOME
    )
    assert ended(world, athlete, *scripts) == {for_ever}


def test_times_end_to_the_second(
    world: World, athlete: Caller, scripts: tuple[Caller, Caller]
) -> None:
    of_a_day, for_ever = scripts
    world.clock.advance(days=1, seconds=-1)
    assert ended(world, athlete, *scripts) == set()
    world.clock.advance(seconds=1)
    assert ended(world, athlete, *scripts) == {of_a_day}
    world.clock.now += lifetimes.SESSION
    assert ended(world, athlete, *scripts) == {of_a_day, athlete}
    assert ended(world, for_ever) == set()


def test_everybody_of_a_disabled_account_has_ended(
    world: World, athlete: Caller, friend: Caller, scripts: tuple[Caller, Caller]
) -> None:
    world.session.execute(
        update(AccountRow)
        .where(AccountRow.id == athlete.account_id)
        .values(disabled_at=world.clock.now)
    )
    world.session.commit()
    assert ended(world, athlete, friend, *scripts) == {athlete, *scripts}


def test_among_very_many_each_is_found(world: World, athlete: Caller, friend: Caller) -> None:
    """More than one statement asks for."""
    strangers = {evolve(athlete, session_id=uuid4()) for _ in range(1_100)}
    all_and_no_other = ended(world, athlete, *strangers, friend) == strangers
    assert all_and_no_other  # pytest would take a quarter of a minute to say how they differ
