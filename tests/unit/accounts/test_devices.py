"""The owner gets in although somebody guesses all the time, from the owner's own address or from many."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from fittrack_backend.accounts import devices
from fittrack_backend.accounts.guessing import ADDRESS_LIMIT, CODE_LIMIT, PASSWORD_LIMIT
from fittrack_backend.accounts.token_pairs import Grant
from fittrack_backend.errors import Problem
from fittrack_backend.storage.tables import SessionRow
from tests.unit.accounts.world import ELSEWHERE, HOME, World, refused

LAPTOP, UNKNOWN = "the laptop's secret", "a secret that is not the account's"


def guessed_at(
    world: World, *, address: str = HOME, username: str = "athlete", device: str | None = None
) -> int:
    """How many of many wrong passwords are looked at."""
    looked_at = 0
    for _ in range(ADDRESS_LIMIT.tries + 5):
        with pytest.raises(Problem) as caught:
            world.login(username, "a wrong password", address=address, device=device)
        looked_at += caught.value.slug == "invalid-credentials"
    return looked_at


@pytest.fixture
def owner(world: World) -> World:
    world.register()
    world.sign_in(device=LAPTOP)
    return world


def test_the_owners_device_gets_in_while_somebody_guesses_behind_the_same_address(
    owner: World,
) -> None:
    for _ in range(3):
        assert guessed_at(owner) == PASSWORD_LIMIT.tries
        guessed_at(owner, username="somebody-else")  # until the address may try nothing at all
        with refused("too-many-tries", 429):
            owner.login()
        owner.sign_in(device=LAPTOP)
        owner.clock.advance(seconds=PASSWORD_LIMIT.window.total_seconds())


def test_it_gets_in_wherever_it_is_while_many_addresses_guess(owner: World) -> None:
    looked_at = sum(guessed_at(owner, address=f"198.51.100.{number}") for number in range(4))
    assert looked_at == PASSWORD_LIMIT.tries
    with refused("too-many-tries", 429):
        owner.login(address=ELSEWHERE)
    owner.sign_in(address=ELSEWHERE, device=LAPTOP)


def test_a_device_may_guess_no_more_than_anybody(owner: World) -> None:
    assert guessed_at(owner, device=LAPTOP) == PASSWORD_LIMIT.tries
    with refused("too-many-tries", 429):
        owner.login(device=LAPTOP)
    owner.login()


def test_a_secret_that_the_account_does_not_know_opens_nothing(owner: World) -> None:
    assert guessed_at(owner, device=UNKNOWN) == PASSWORD_LIMIT.tries
    for number in range(3):
        with refused("too-many-tries", 429):
            owner.login(device=f"{UNKNOWN} {number}")
    owner.sign_in(address=ELSEWHERE)


def test_the_code_of_a_known_device_is_counted_by_itself_too(world: World) -> None:
    secret, _codes = world.with_second_factor()
    grant = world.answer(world.challenge(device=LAPTOP), world.code(secret))
    assert isinstance(grant, Grant)
    for _ in range(CODE_LIMIT.tries):
        with refused("wrong-code", 401):
            world.answer(world.challenge(), "000000")
    world.clock.advance(seconds=60)
    with refused("too-many-tries", 429):
        world.answer(world.challenge(), world.code(secret))
    world.answer(world.challenge(device=LAPTOP), world.code(secret))


def test_a_device_is_forgotten_after_60_days(owner: World) -> None:
    owner.clock.advance(days=60)
    assert guessed_at(owner) == PASSWORD_LIMIT.tries
    with refused("too-many-tries", 429):
        owner.login(device=LAPTOP)


def test_a_device_is_known_to_the_accounts_that_it_signed_in_to_alone(owner: World) -> None:
    row = owner.session.scalars(select(SessionRow)).one()
    laptop, now = devices.digest_of(LAPTOP), owner.clock.now

    def is_known(account_id: UUID | None, device: str | None) -> bool:
        return devices.is_known(owner.session, account_id, device, now)

    assert row.device_hash == laptop != LAPTOP
    assert is_known(row.account_id, laptop)
    assert not is_known(uuid4(), laptop)
    assert not is_known(None, laptop)
    assert not is_known(row.account_id, devices.digest_of(UNKNOWN))
    assert not is_known(row.account_id, None)
    owner.sign_in()  # without a device
    assert devices.digest_of(None) is None
    assert not is_known(row.account_id, None)
