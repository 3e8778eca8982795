"""Codes as people type them, and recovery codes as they are made."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from itertools import cycle
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from fittrack_backend.accounts import codes
from fittrack_backend.accounts.codes import Verdict
from fittrack_backend.storage.tables import AccountRow, ChallengeRow
from tests.unit.accounts.world import World

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CROCKFORD = "[0-9a-hjkmnp-tv-z]"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("123456", True),
        ("123 456", True),
        ("123-456", True),
        ("12345", False),
        ("1234567", False),
        ("abcdef", False),
        ("12345a", False),
        ("١٢٣٤٥٦", False),
        ("", False),
    ],
)
def test_six_digits_look_like_a_code_of_an_app(typed: str, expected: bool) -> None:
    assert codes.looks_like_totp(typed) is expected


@pytest.mark.parametrize("between", [" ", "-"])
def test_a_code_matches_with_a_gap(world: World, between: str) -> None:
    code = world.code(SECRET)
    step = int(world.clock.now.timestamp()) // 30
    assert codes.matching_steps(SECRET, f"{code[:3]}{between}{code[3:]}", world.clock.now) == [step]


def test_ten_recovery_codes_of_four_groups_each_different(world: World) -> None:
    made = codes.replace_recovery_codes(world.session, uuid4())
    assert len(set(made)) == 10
    for code in made:
        assert re.fullmatch(f"{CROCKFORD}{{4}}(-{CROCKFORD}{{4}}){{3}}", code)


@pytest.mark.parametrize(
    "typed", ["0101-0101-0101-0101", "OIoL OIOL oioi 0l01", "0101010101010101"]
)
def test_a_letter_that_looks_like_a_digit_counts_as_the_digit(
    world: World, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    world.register()
    account_id = world.session.scalars(select(AccountRow.id)).one()
    characters = cycle("01")
    monkeypatch.setattr(codes, "RECOVERY_CODES", 1)
    monkeypatch.setattr(secrets, "choice", lambda _alphabet: next(characters))
    assert codes.replace_recovery_codes(world.session, account_id) == ["0101-0101-0101-0101"]
    verdict = codes.use_recovery_code(world.session, account_id, typed, world.clock.now)
    assert verdict is Verdict.RIGHT


def test_nothing_of_a_second_factor_stays_when_it_is_taken_away(world: World) -> None:
    world.with_second_factor()
    world.challenge()
    account_id = world.session.scalars(select(AccountRow.id)).one()
    codes.take_away(world.session, account_id)
    world.session.expire_all()
    account = world.session.scalars(select(AccountRow)).one()
    assert (account.totp_secret, account.totp_enabled_at) == (None, None)
    assert codes.recovery_codes_remaining(world.session, account_id) == 0
    assert world.session.scalars(select(ChallengeRow.id)).all() == []


def test_a_recovery_code_that_is_no_text_is_wrong(world: World) -> None:
    # JSON can carry half of a surrogate pair, which UTF-8 cannot.
    verdict = codes.use_recovery_code(world.session, uuid4(), "\ud800", world.clock.now)
    assert verdict is Verdict.WRONG


def test_a_code_is_spent_for_its_account_alone(world: World, secrets: dict[str, str]) -> None:
    shared = secrets["athlete"]
    world.session.execute(update(AccountRow).values(totp_secret=shared, totp_last_step=None))
    world.session.commit()
    now, code = world.clock.now, world.code(shared)
    for name in secrets:
        spend = (world.session, world.safeguards.sealer, world.account_id(name), code, now)
        assert codes.use_totp(*spend) is Verdict.RIGHT
        assert codes.use_totp(*spend) is Verdict.USED


def test_the_recovery_codes_of_another_account_do_not_count(
    world: World, secrets: dict[str, str]
) -> None:
    accounts = [world.account_id(name) for name in secrets]
    codes.remove_recovery_codes(world.session, accounts[0])
    counted = [codes.recovery_codes_remaining(world.session, one) for one in accounts]
    assert counted == [0, 10]


def test_without_a_second_factor_every_code_is_wrong(world: World) -> None:
    world.register()
    whose = world.account_id("athlete")
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
    spend = (world.account_id("athlete"), world.code(secrets["athlete"]), world.clock.now)
    assert codes.use_totp(world.session, world.safeguards.sealer, *spend) is Verdict.USED
