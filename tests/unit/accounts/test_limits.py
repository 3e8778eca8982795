"""An account has only so much at a time of what it can make without end."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from attrs import evolve
from sqlalchemy import func, select

from fittrack_backend.accounts import access_tokens, registration, sessions
from fittrack_backend.errors import Problem
from fittrack_backend.settings import Limits
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import AccountRow, SessionRow
from tests.unit.accounts.world import World, refused

MOST = 3


@pytest.fixture(autouse=True)
def limited(world: World) -> None:
    limits = Limits(sessions=MOST, access_tokens=MOST, invitations=MOST)
    world.safeguards = evolve(world.safeguards, limits=limits)
    world.register()


def own(world: World) -> AccountSession:
    account_id = world.session.scalars(select(AccountRow.id)).one()
    return world.opened.enter_context(world.database.session_of(account_id))


def begin_session(world: World) -> UUID:
    return world.sign_in().session_id


def make_token(world: World) -> UUID:
    made = access_tokens.create(
        own(world), world.safeguards, name="t", scopes=["read"], expires_in_days=30
    )
    return made.id


def invite(world: World) -> object:
    return registration.invite(own(world), world.safeguards)


def end(world: World, session_id: UUID) -> None:
    sessions.end_session(own(world), world.safeguards, session_id, current=None)


MAKE: dict[str, tuple[Callable[[World], object], float]] = {
    "sessions": (begin_session, 61),
    "access tokens": (make_token, 31),
    "invitations that nobody has used": (invite, 8),
}


@pytest.mark.parametrize("things", MAKE)
def test_one_too_many_is_refused_until_one_has_expired(world: World, things: str) -> None:
    make, days = MAKE[things]
    for _ in range(MOST):
        make(world)
    with pytest.raises(Problem, match=f"has 3 {things}, and may have 3") as caught:
        make(world)
    assert (caught.value.status, caught.value.slug) == (409, "limit-reached")
    assert caught.value.members == {"limit": MOST}
    world.clock.advance(days=days)
    make(world)


def test_a_revoked_token_makes_room(world: World) -> None:
    made = [make_token(world) for _ in range(MOST)]
    access_tokens.revoke(own(world), world.safeguards, made[0])
    make_token(world)


def test_a_refused_sign_in_ends_no_session_and_is_no_guess(world: World) -> None:
    grants = [world.sign_in() for _ in range(MOST)]
    for _ in range(30):  # more than may be guessed
        with refused("limit-reached", 409):
            world.sign_in()
    for grant in grants:
        world.caller(grant)
    end(world, grants[0].session_id)
    world.sign_in()


@pytest.mark.parametrize("method", ["totp", "recovery_code"])
def test_a_code_is_good_again_where_there_was_no_room(world: World, method: str) -> None:
    grants = [world.sign_in() for _ in range(MOST)]
    secret, recovery_codes = world.enroll(grants[0])
    challenge = world.challenge()
    code = world.code(secret) if method == "totp" else recovery_codes[0]
    with refused("limit-reached", 409):
        world.answer(challenge, code, method)
    end(world, grants[1].session_id)
    world.answer(challenge, code, method)


def test_many_at_once_get_no_more(world: World) -> None:
    def sign_in() -> bool:
        with world.database.session() as session:
            try:
                evolve(world, session=session).sign_in()
            except Problem as problem:
                assert problem.slug == "limit-reached"
                return False
            return True

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: sign_in(), range(16)))
    assert made.count(True) == MOST
    assert world.session.scalar(select(func.count(SessionRow.id))) == MOST
