"""The trail of an account: newest first, in pages, by number for who was told before, and no one else's."""

from __future__ import annotations

from uuid import uuid4

from fittrack_backend.accounts import audit
from fittrack_backend.accounts.audit import Event, RequestTrail
from fittrack_backend.accounts.caller import Caller
from fittrack_backend.storage.pages import PageAsked
from tests.unit.accounts.world import HOME, World


def trail(world: World, owner: Caller, beyond: int | None = None, limit: int = 50) -> list[str]:
    found: list[str] = []
    cursor = None
    while True:
        page = audit.list_events(world.own(owner), PageAsked(limit, cursor), beyond=beyond)
        assert len(page.items) <= limit
        found += [row.event for row in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return found


def test_the_trail_is_the_accounts_own_and_newest_first(
    world: World, athlete: Caller, friend: Caller
) -> None:
    world.clock.advance(minutes=1)
    with world.own(athlete) as own:
        audit.record(
            own, Event.REFRESHED, at=world.clock.now, account_id=athlete.account_id, address=HOME
        )
        own.commit()
    mine = trail(world, athlete)
    assert mine[0] == "refreshed"
    assert sorted(mine[1:]) == ["invited", "registered", "signed-in"]
    assert sorted(trail(world, friend)) == ["registered", "signed-in"]


def test_pages_have_each_event_once(world: World, athlete: Caller) -> None:
    for number in range(5):
        world.clock.advance(seconds=number % 2)  # some at the same time
        with world.own(athlete) as own:
            audit.record(own, Event.PROVED, at=world.clock.now, account_id=athlete.account_id)
            own.commit()
    whole = trail(world, athlete)
    assert len(whole) == 7
    for limit in (1, 2, 3, 7):
        assert trail(world, athlete, limit=limit) == whole


def test_beyond_a_number_are_later_events_that_owners_are_told_of(
    world: World, athlete: Caller
) -> None:
    for event in (Event.MFA_ENABLED, Event.CODE_REFUSED, Event.MFA_REMOVED):
        world.clock.advance(minutes=1)
        with world.own(athlete) as own:
            audit.record(own, event, at=world.clock.now, account_id=athlete.account_id)
            own.commit()
    numbered = audit.list_events(world.own(athlete), PageAsked(50), beyond=0).items
    numbers = [row.number for row in numbered]
    assert numbers == list(range(len(numbers), 0, -1))
    assert [row.event for row in numbered[:2]] == ["mfa-removed", "mfa-enabled"]
    assert trail(world, athlete, beyond=len(numbers) - 1) == ["mfa-removed"]
    assert trail(world, athlete, beyond=len(numbers)) == []


def test_a_request_knows_whose_it_is_by_the_whole_id() -> None:
    mine, other = uuid4(), uuid4()
    request = RequestTrail("r")
    assert not request.is_of(mine)
    request.reached(mine, 7)
    assert request.mark == f"{mine}:7"
    assert request.is_of(mine)
    assert not request.is_of(other)
