"""Access tokens for scripts: whose they are, what they may, until when; and the trail of them."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from sqlalchemy import select

from fittrack_backend.accounts import access_tokens, authentication, sessions
from fittrack_backend.accounts.access_tokens import CreatedAccessToken
from fittrack_backend.accounts.caller import Caller
from fittrack_backend.accounts.lifetimes import in_words
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.tables import AccessTokenRow, AuditRow, SessionRow
from tests.unit.accounts.world import ELSEWHERE, HOME, World, refused


def create(world: World, caller: Caller, name: str = "cron") -> CreatedAccessToken:
    return access_tokens.create(
        world.own(caller),
        world.safeguards,
        name=name,
        scopes=["sync", "read", "sync"],
        expires_in_days=30,
        session_id=caller.session_id,
        address=ELSEWHERE,
    )


def ask_with(world: World, token: str) -> Caller:
    return authentication.authenticate(world.session, world.safeguards, token).caller


def trail(world: World, event: str) -> list[tuple[UUID | None, str | None, str | None]]:
    """Who did it, from where, and what it was about."""
    rows = world.session.scalars(select(AuditRow).where(AuditRow.event == event))
    return [(row.account_id, row.address, row.detail) for row in rows]


def test_a_new_token_is_shown_as_it_is_kept(world: World, athlete: Caller) -> None:
    token = create(world, athlete)
    (kept,) = world.session.scalars(select(AccessTokenRow))
    assert (token.id, token.name, token.scopes) == (kept.id, "cron", ["read", "sync"])
    assert (token.created_at, token.expires_at) == (kept.created_at, kept.expires_at)
    assert token.created_at == world.clock.now
    assert token.expires_at == world.clock.now + dt.timedelta(days=30)
    assert token.last_used_at is None
    assert (kept.name, kept.account_id) == ("cron", athlete.account_id)
    assert token.session_id == kept.session_id == athlete.session_id


def test_a_token_asks_for_its_own_account_alone(
    world: World, athlete: Caller, friend: Caller
) -> None:
    for owner, name in ((athlete, "athlete"), (friend, "friend")):
        created = create(world, owner)
        caller = ask_with(world, created.token)
        assert caller == Caller(
            owner.account_id,
            name,
            session_id=None,
            scopes=frozenset({"read", "sync"}),
            access_token_id=created.id,
        )


def test_using_a_token_is_noted_on_that_token_once_a_minute(world: World, athlete: Caller) -> None:
    used, other = create(world, athlete, "used"), create(world, athlete, "other")

    def last_use(token: CreatedAccessToken) -> object:
        world.session.expire_all()
        return world.session.scalar(
            select(AccessTokenRow.last_used_at).where(AccessTokenRow.id == token.id)
        )

    first = world.clock.now
    ask_with(world, used.token)
    assert (last_use(used), last_use(other)) == (first, None)
    world.clock.advance(seconds=59)
    ask_with(world, used.token)
    assert last_use(used) == first
    world.clock.advance(seconds=1)
    ask_with(world, used.token)
    assert (last_use(used), last_use(other)) == (world.clock.now, None)


def test_an_expired_token_says_so(world: World, athlete: Caller) -> None:
    token = create(world, athlete).token
    world.clock.advance(days=30, seconds=-1)
    ask_with(world, token)
    world.clock.advance(seconds=1)
    with refused("token-expired", 401) as caught:
        ask_with(world, token)
    assert "Create another one" in caught.value.detail


def test_revoking_one_token_leaves_the_others(world: World, athlete: Caller) -> None:
    gone, stays = create(world, athlete, "gone"), create(world, athlete, "stays")
    access_tokens.revoke(world.own(athlete), world.safeguards, gone.id, address=ELSEWHERE)
    ask_with(world, stays.token)
    with refused("not-signed-in", 401) as caught:
        ask_with(world, gone.token)
    assert "revoked" in caught.value.detail
    with refused("not-found", 404) as missing:
        access_tokens.revoke(world.own(athlete), world.safeguards, gone.id)
    assert "access token" in missing.value.detail
    assert str(gone.id) in missing.value.detail
    access_tokens.revoke(world.own(athlete), world.safeguards, stays.id)


def test_creating_and_revoking_leave_a_trail(world: World, athlete: Caller) -> None:
    token = create(world, athlete)
    access_tokens.revoke(world.own(athlete), world.safeguards, token.id, address=HOME)
    account = athlete.account_id
    assert trail(world, "access-token-created") == [
        (account, ELSEWHERE, f"access token {token.id}: read sync")
    ]
    assert trail(world, "access-token-revoked") == [(account, HOME, f"access token {token.id}")]


def test_tokens_are_listed_in_pages_the_newest_first(world: World, athlete: Caller) -> None:
    made = []
    for number in range(5):
        made.append(create(world, athlete, str(number)).id)
        if number % 2:  # some at the very same moment
            world.clock.advance(seconds=1)
    access_tokens.revoke(world.own(athlete), world.safeguards, made.pop(2))
    seen: list[tuple[dt.datetime, UUID]] = []
    sizes, cursor = [], None
    while True:
        page = access_tokens.list_all(world.own(athlete), world.safeguards, PageAsked(2, cursor))
        seen += [(one.created_at, one.id) for one in page.items]
        sizes.append(len(page.items))
        if (cursor := page.next_cursor) is None:
            break
    assert sizes == [2, 2]
    assert {one for _, one in seen} == set(made)
    assert seen == sorted(seen, key=lambda one: (one[0], one[1].hex), reverse=True)


def test_why_a_session_ended_tells_who_ended_it(world: World, athlete: Caller) -> None:
    other = world.sign_in()
    assert athlete.session_id is not None
    for ended, why in ((other.session_id, "revoked"), (athlete.session_id, "signed-out")):
        sessions.end_session(
            world.own(athlete),
            world.safeguards,
            current=athlete.session_id,
            session_id=ended,
            address=ELSEWHERE,
        )
        world.session.expire_all()
        reason = select(SessionRow.revoked_because).where(SessionRow.id == ended)
        assert world.session.scalar(reason) == why
    assert [address for _, address, _ in trail(world, "signed-out")] == [ELSEWHERE]
    assert [address for _, address, _ in trail(world, "session-revoked")] == [ELSEWHERE]


@pytest.mark.parametrize(
    ("lifetime", "words"),
    [
        (dt.timedelta(minutes=1), "1 minute"),
        (dt.timedelta(minutes=61), "61 minutes"),
        (dt.timedelta(minutes=2, seconds=30), "2 minutes"),
        (dt.timedelta(days=1), "1 day"),
        (dt.timedelta(days=2), "2 days"),
    ],
)
def test_a_lifetime_is_told_as_a_person_says_it(lifetime: dt.timedelta, words: str) -> None:
    assert in_words(lifetime) == words


@pytest.mark.parametrize(
    ("scope", "slug", "detail"),
    [
        (None, "session-required", "This takes a signed-in session"),
        ("sync", "insufficient-scope", "the scope 'sync'"),
    ],
)
def test_who_may_not_is_told_what_it_takes(
    athlete: Caller, scope: str | None, slug: str, detail: str
) -> None:
    script = Caller(athlete.account_id, "athlete", scopes=frozenset({"read"}))
    with refused(slug, 403) as caught:
        script.require(scope)
    assert detail in caught.value.detail
