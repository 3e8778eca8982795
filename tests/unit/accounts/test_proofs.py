"""A fresh proof of who is at the client: who has one, what proves what, and what a wrong one costs."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select, update

from fittrack_backend.accounts import proofs
from fittrack_backend.accounts.caller import Caller
from fittrack_backend.storage.tables import AuditRow, GuessRow, SessionRow
from tests.unit.accounts.world import ELSEWHERE, HOME, PASSWORD, World, refused, trail

PASSWORD_ALONE = ["password"]
EVERY_METHOD = ["password", "totp", "recovery_code"]


def give(
    world: World, caller: Caller, method: str, secret: str, address: str = HOME
) -> dt.datetime:
    return proofs.give(
        world.own(caller),
        world.safeguards,
        caller,
        method=method,
        secret=secret,
        address=address,
    )


def methods_that_will_do(world: World, caller: Caller) -> object:
    """What a step is refused with that takes a proof."""
    with refused("proof-needed", 403) as caught:
        proofs.require(world.own(caller), world.safeguards, caller)
    return caught.value.members["methods"]


def forget_proof(world: World, caller: Caller) -> None:
    """As if the session had never shown who is there."""
    of_caller = update(SessionRow).where(SessionRow.id == caller.session_id)
    world.session.execute(of_caller.values(proved_at=None))
    world.session.commit()


@pytest.fixture
def unproved(world: World, athlete: Caller) -> Caller:
    forget_proof(world, athlete)
    return athlete


@pytest.fixture
def with_factor(world: World) -> tuple[Caller, str, list[str]]:
    """Somebody who signed in with a second factor, its secret, and its recovery codes."""
    secret, codes = world.with_second_factor()
    world.clock.advance(minutes=10)
    caller = world.caller(world.answer(world.challenge(), world.code(secret)))
    forget_proof(world, caller)
    world.clock.advance(seconds=30)  # a code works once
    return caller, secret, codes


def test_a_password_is_a_proof_for_five_minutes_in_its_own_session_alone(
    world: World, unproved: Caller
) -> None:
    other = world.caller(world.sign_in())
    forget_proof(world, other)
    until = give(world, unproved, "password", PASSWORD)
    assert until == world.clock.now + dt.timedelta(minutes=5)
    proofs.require(world.own(unproved), world.safeguards, unproved)
    assert methods_that_will_do(world, other) == PASSWORD_ALONE
    world.clock.advance(minutes=5, seconds=-1)
    proofs.require(world.own(unproved), world.safeguards, unproved)
    world.clock.advance(seconds=1)
    assert methods_that_will_do(world, unproved) == PASSWORD_ALONE


@pytest.mark.parametrize(("back_s", "counts"), [(60, True), (61, False)])
def test_a_proof_from_a_clock_that_was_ahead_counts_for_a_minute(
    world: World, unproved: Caller, back_s: float, counts: bool
) -> None:
    give(world, unproved, "password", PASSWORD)
    world.clock.advance(seconds=-back_s)
    if counts:
        proofs.require(world.own(unproved), world.safeguards, unproved)
    else:
        assert methods_that_will_do(world, unproved) == PASSWORD_ALONE


def test_a_script_has_no_proof(world: World, athlete: Caller) -> None:
    script = Caller(
        athlete.account_id, athlete.username, scopes=frozenset({"read"}), session_id=None
    )
    with refused("session-required", 403):
        proofs.require(world.own(athlete), world.safeguards, script)


def test_a_wrong_password_proves_nothing_and_counts_as_a_guess(
    world: World, unproved: Caller
) -> None:
    with refused("invalid-credentials", 403):
        give(world, unproved, "password", "not the password", ELSEWHERE)
    assert methods_that_will_do(world, unproved) == PASSWORD_ALONE
    assert trail(world, "password-refused") == [(ELSEWHERE, None)]
    assert trail(world, "proved") == []
    assert set(world.session.scalars(select(GuessRow.count))) == {0, 1}


def test_a_right_password_is_taken_back_from_the_guesses(world: World, unproved: Caller) -> None:
    for _ in range(12):
        give(world, unproved, "password", PASSWORD)
    assert set(world.session.scalars(select(GuessRow.count))) == {0}


def test_the_trail_says_which_session_proved_itself_and_how(world: World, unproved: Caller) -> None:
    at = world.clock.now + dt.timedelta(seconds=7)
    world.clock.advance(seconds=7)
    give(world, unproved, "password", PASSWORD, ELSEWHERE)
    assert trail(world, "proved") == [(ELSEWHERE, f"session {unproved.session_id}: password")]
    found = world.session.scalars(select(AuditRow).where(AuditRow.event == "proved")).one()
    assert (found.at, found.account_id) == (at, unproved.account_id)


@pytest.mark.parametrize("method", ["totp", "recovery_code", "other"])
def test_without_a_second_factor_nothing_but_the_password_will_do(
    world: World, unproved: Caller, method: str
) -> None:
    with refused("proof-needed", 403) as caught:
        give(world, unproved, method, PASSWORD)
    assert caught.value.members["methods"] == PASSWORD_ALONE
    assert methods_that_will_do(world, unproved) == PASSWORD_ALONE


def test_with_a_second_factor_its_codes_and_the_password_will_do(
    world: World, with_factor: tuple[Caller, str, list[str]]
) -> None:
    caller, secret, codes = with_factor
    assert methods_that_will_do(world, caller) == EVERY_METHOD
    for method, proof in (
        ("totp", world.code(secret)),
        ("recovery_code", codes[0]),
        ("password", PASSWORD),
    ):
        give(world, caller, method, proof)
        proofs.require(world.own(caller), world.safeguards, caller)
        forget_proof(world, caller)
    with refused("wrong-code", 403):
        give(world, caller, "recovery_code", codes[0])
    assert methods_that_will_do(world, caller) == EVERY_METHOD


def test_recovery_codes_are_not_offered_when_none_is_left(
    world: World, with_factor: tuple[Caller, str, list[str]]
) -> None:
    caller, _, codes = with_factor
    for code in codes:
        give(world, caller, "recovery_code", code)
    forget_proof(world, caller)
    assert methods_that_will_do(world, caller) == ["password", "totp"]


def test_a_code_proves_nothing_in_a_session_that_is_older_than_the_factor(world: World) -> None:
    world.register()
    grant = world.sign_in()
    older = world.caller(grant)
    world.clock.advance(minutes=1)
    secret, codes = world.enroll(grant)
    forget_proof(world, older)
    assert methods_that_will_do(world, older) == PASSWORD_ALONE
    for method, code in (("totp", world.code(secret)), ("recovery_code", codes[0])):
        with refused("proof-needed", 403) as caught:
            give(world, older, method, code)
        assert caught.value.members["methods"] == PASSWORD_ALONE
    give(world, older, "password", PASSWORD)
    proofs.require(world.own(older), world.safeguards, older)
