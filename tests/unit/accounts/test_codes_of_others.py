"""Codes and challenges of one account spend nothing of another's, and races spend nothing twice."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from sqlalchemy import select, update

from fittrack_backend.accounts import codes, registration, rotation
from fittrack_backend.accounts import login as signing_in
from fittrack_backend.accounts.codes import Verdict
from fittrack_backend.accounts.login import Challenge
from fittrack_backend.storage.tables import AccountRow, AuditRow, ChallengeRow
from tests.unit.accounts.world import HOME, PASSWORD, World, refused

WRONG = "no code"


@pytest.fixture
def secrets(world: World) -> dict[str, str]:
    """The secrets of two accounts' second factors."""
    world.register()
    grant = world.sign_in()
    invitation = registration.invite(world.own(world.caller(grant)), world.safeguards).code
    registration.register(
        world.session, world.safeguards, "friend", PASSWORD, invitation=invitation, address=HOME
    )
    return {
        "athlete": world.enroll(grant)[0],
        "friend": world.enroll(world.sign_in("friend"))[0],
    }


def challenge_of(world: World, username: str) -> Challenge:
    challenge = world.login(username)
    assert isinstance(challenge, Challenge)
    return challenge


def account_id(world: World, username: str) -> UUID:
    found = world.session.scalar(select(AccountRow.id).where(AccountRow.username == username))
    assert found is not None
    return found


def test_a_challenge_signs_in_whom_it_asked(world: World, secrets: dict[str, str]) -> None:
    challenges = {name: challenge_of(world, name) for name in secrets}
    for name, secret in secrets.items():
        grant = world.answer(challenges[name], world.code(secret))
        assert grant.username == name
        assert world.caller(grant).username == name


def test_a_wrong_code_takes_a_try_of_its_challenge_alone(
    world: World, secrets: dict[str, str]
) -> None:
    mine, other, friends = (challenge_of(world, n) for n in ("athlete", "athlete", "friend"))
    for tried, remaining in ((mine, 4), (mine, 3), (other, 4), (friends, 4)):
        with refused("wrong-code", 401) as caught:
            world.answer(tried, WRONG)
        assert caught.value.members["tries_remaining"] == remaining
    world.answer(friends, world.code(secrets["friend"]))
    world.answer(mine, world.code(secrets["athlete"]))


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        ({"tries_remaining": 0}, "All tries"),
        ({"answered_at": dt.datetime(2026, 3, 1, tzinfo=dt.UTC)}, "completed already"),
        ({"expires_at": dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)}, "longer than 5 minutes"),
    ],
)
def test_a_challenge_that_is_over_is_refused_before_and_behind_its_lock(
    world: World, secrets: dict[str, str], harm: dict[str, object], why: str
) -> None:
    challenge = challenge_of(world, "athlete")
    world.session.execute(
        update(ChallengeRow).where(ChallengeRow.id == challenge.challenge_id).values(**harm)
    )
    world.session.commit()
    with refused("challenge-expired", 410) as caught:
        world.answer(challenge, world.code(secrets["athlete"]))
    assert why in caught.value.detail
    # Another process may end it between the two.
    with refused("challenge-expired", 410) as caught:
        signing_in._take_try(world.session, challenge.challenge_id, world.clock.now)
    assert "All tries" in caught.value.detail


def test_a_code_is_spent_for_its_account_alone(world: World, secrets: dict[str, str]) -> None:
    shared = secrets["athlete"]
    world.session.execute(update(AccountRow).values(totp_secret=shared, totp_last_step=None))
    world.session.commit()
    now, code = world.clock.now, world.code(shared)
    for name in secrets:
        spend = (world.session, world.safeguards.sealer, account_id(world, name), code, now)
        assert codes.use_totp(*spend) is Verdict.RIGHT
        assert codes.use_totp(*spend) is Verdict.USED


def test_the_recovery_codes_of_another_account_do_not_count(
    world: World, secrets: dict[str, str]
) -> None:
    accounts = [account_id(world, name) for name in secrets]
    codes.remove_recovery_codes(world.session, accounts[0])
    counted = [codes.recovery_codes_remaining(world.session, one) for one in accounts]
    assert counted == [0, 10]


def test_without_a_second_factor_every_code_is_wrong(world: World) -> None:
    world.register()
    whose = account_id(world, "athlete")
    assert (
        codes.use_totp(world.session, world.safeguards.sealer, whose, "123456", world.clock.now)
        is Verdict.WRONG
    )


def test_a_code_of_a_secret_that_was_replaced_meanwhile_is_not_spent(
    world: World, secrets: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    match = codes.matching_steps

    def replaced_meanwhile(secret: str, code: str, now: dt.datetime) -> list[int]:
        world.session.execute(update(AccountRow).values(totp_secret="A" * 32))
        return match(secret, code, now)

    monkeypatch.setattr(codes, "matching_steps", replaced_meanwhile)
    spend = (account_id(world, "athlete"), world.code(secrets["athlete"]), world.clock.now)
    assert codes.use_totp(world.session, world.safeguards.sealer, *spend) is Verdict.USED


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
