"""The trail of an account: newest first, in pages, by number for who was told before, and no one else's."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from fittrack_backend.accounts import audit
from fittrack_backend.accounts.audit import Event, RequestTrail
from fittrack_backend.accounts.caller import Caller
from fittrack_backend.notices import message
from fittrack_backend.storage import counted
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.tables import AuditRow, NoticeRow, NotificationTargetRow
from tests.unit.accounts.world import ELSEWHERE, HOME, World


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


def recorded(world: World, owner: Caller | None, event: Event, **details: str) -> AuditRow:
    """The row of an event that happens now."""
    world.session.rollback()
    account_id = None if owner is None else owner.account_id
    audit.record(world.session, event, at=world.clock.now, account_id=account_id, **details)
    world.session.commit()
    return world.session.scalars(
        select(AuditRow).where(AuditRow.event == event, AuditRow.at == world.clock.now)
    ).one()


def test_an_event_that_owners_are_told_of_is_numbered_and_waits_for_the_operators_command(
    world: World, athlete: Caller
) -> None:
    world.clock.advance(minutes=1)
    before = counted.totals("security_events").get("mfa-enabled", 0)
    row = recorded(world, athlete, Event.MFA_ENABLED, address=ELSEWHERE, detail="a phone")
    assert (row.at, row.account_id) == (world.clock.now, athlete.account_id)
    assert (row.address, row.detail) == (ELSEWHERE, "a phone")
    assert (row.number, row.notify_at) == (2, world.clock.now)  # the first one was signing in
    assert row.request_id is None
    assert counted.totals("security_events")["mfa-enabled"] == before + 1
    world.clock.advance(minutes=1)
    assert recorded(world, athlete, Event.MFA_REMOVED).number == 3


@pytest.mark.parametrize("nobody", [False, True])
def test_other_events_and_those_of_nobody_have_no_number_and_no_one_is_told(
    world: World, athlete: Caller, nobody: bool
) -> None:
    world.clock.advance(minutes=1)
    owner, event = (None, Event.SIGNED_IN) if nobody else (athlete, Event.PASSWORD_REFUSED)
    row = recorded(world, owner, event, address=ELSEWHERE)
    assert (row.number, row.notify_at, row.address) == (None, None, ELSEWHERE)


def test_the_numbers_of_accounts_are_their_own(
    world: World, athlete: Caller, friend: Caller
) -> None:
    world.clock.advance(minutes=1)
    assert recorded(world, friend, Event.SESSION_REVOKED).number == 2
    world.clock.advance(minutes=1)
    assert recorded(world, athlete, Event.SESSION_REVOKED).number == 3  # invited the friend


def test_the_accounts_targets_are_told_in_the_same_commit(
    world: World, athlete: Caller, friend: Caller
) -> None:
    for owner in (athlete, friend):
        target = NotificationTargetRow(
            id=uuid4(),
            account_id=owner.account_id,
            kind="webhook",
            name="t",
            server="https://example.org",
            url="https://example.org",
            topics=["security"],
            silence_days=7,
            silent={},
            secret=None,
            created_at=world.clock.now,
        )
        world.session.add(target)
    world.session.commit()
    world.clock.advance(minutes=1)
    recorded(world, friend, Event.PASSWORD_CHANGED, address=ELSEWHERE, detail="by hand")
    recorded(world, friend, Event.PASSWORD_REFUSED)
    (notice,) = world.session.scalars(select(NoticeRow))
    told = message.from_json(notice.content)
    assert told == message.of_security("password-changed", "by hand", ELSEWHERE)
    assert (notice.created_at, notice.target_id) == (world.clock.now, target.id)


@pytest.mark.parametrize(
    ("event", "asked_by", "mark"),
    [
        (Event.SESSION_REVOKED, "athlete", 3),
        (Event.SESSION_REVOKED, "friend", None),
        (Event.SESSION_REVOKED, None, None),
        (Event.SIGNED_IN, None, 3),
        (Event.PROVED, "athlete", None),
    ],
)
def test_a_request_learns_the_last_number_of_who_asks_or_signs_in(
    world: World,
    athlete: Caller,
    friend: Caller,
    event: Event,
    asked_by: str | None,
    mark: int | None,
) -> None:
    world.clock.advance(minutes=1)
    callers = {"athlete": athlete, "friend": friend}
    request = RequestTrail("r" * 32)
    if asked_by is not None:
        request.reached(callers[asked_by].account_id, 1)
    before = request.mark
    token = audit.REQUEST.set(request)
    try:
        row = recorded(world, athlete, event)
    finally:
        audit.REQUEST.reset(token)
    assert row.request_id == "r" * 32
    assert request.mark == (before if mark is None else f"{athlete.account_id}:{mark}")
