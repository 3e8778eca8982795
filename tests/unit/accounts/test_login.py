"""Signing in: the right words, and limits on guessing."""

from __future__ import annotations

import datetime as dt

import pytest
from argon2 import PasswordHasher
from sqlalchemy import update

from fittrack_backend.accounts import login, registration
from fittrack_backend.accounts.passwords import Passwords
from fittrack_backend.accounts.safeguards import Safeguards
from fittrack_backend.accounts.token_pairs import Grant
from fittrack_backend.storage.tables import AccountRow, ChallengeRow
from tests.unit.accounts.world import ELSEWHERE, HOME, World, refused


def test_a_password_signs_in_without_a_second_factor(world: World) -> None:
    world.register()
    assert world.sign_in().username == "athlete"
    assert world.sign_in(" ATHLETE ").username == "athlete"


def test_a_wrong_password_and_an_unknown_user_sound_alike(world: World) -> None:
    world.register()
    with refused("invalid-credentials", 401) as wrong:
        world.login(password="another password")
    with refused("invalid-credentials", 401) as unknown:
        world.login("nobody")
    assert vars(wrong.value) == vars(unknown.value)


def test_an_unknown_user_takes_the_same_work(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.register()
    verified: list[str] = []
    verify = PasswordHasher.verify

    def counting(self: PasswordHasher, stored: str, password: bytes) -> bool:
        verified.append(stored.rpartition("$")[0].rpartition("$")[0])
        return verify(self, stored, password)

    monkeypatch.setattr(PasswordHasher, "verify", counting)
    for username in ("athlete", "nobody"):
        with refused("invalid-credentials", 401):
            world.login(username, "wrong")
    assert len(verified) == 2
    assert verified[0] == verified[1]


def test_ten_wrong_passwords_and_no_more(world: World) -> None:
    world.register()
    for _ in range(10):
        with refused("invalid-credentials", 401):
            world.login(password="wrong")
    with refused("too-many-tries", 429) as caught:
        world.login()
    assert caught.value.headers["Retry-After"] == "300"
    world.clock.advance(minutes=5)
    world.sign_in()


def test_right_passwords_do_not_use_up_tries(world: World) -> None:
    world.register()
    for _ in range(60):
        world.sign_in()


def test_an_unknown_user_meets_the_same_limit(world: World) -> None:
    world.register()
    for username in ("athlete", "nobody"):
        for _ in range(10):
            with refused("invalid-credentials", 401):
                world.login(username, "wrong")
        with refused("too-many-tries", 429):
            world.login(username, "wrong")


def test_an_address_is_limited_across_users(world: World) -> None:
    world.register()
    for number in range(50):
        with refused("invalid-credentials", 401):
            world.login(f"user{number}", "wrong", address=ELSEWHERE)
    with refused("too-many-tries", 429):
        world.login("user50", "wrong", address=ELSEWHERE)
    world.sign_in()


def test_an_ipv6_customer_is_one_address(world: World) -> None:
    for number in range(50):
        with refused("invalid-credentials", 401):
            world.login(f"user{number}", "wrong", address=f"2001:db8::{number:x}")
    with refused("too-many-tries", 429):
        world.login("user50", "wrong", address="2001:db8::ffff")
    with refused("invalid-credentials", 401):
        world.login("user50", "wrong", address="2001:db8:0:1::1")


def test_guessing_elsewhere_does_not_lock_the_owner_out(world: World) -> None:
    world.register()
    world.sign_in()
    for _ in range(10):
        with refused("invalid-credentials", 401):
            world.login(password="wrong", address=ELSEWHERE)
    with refused("too-many-tries", 429):
        world.login(password="wrong", address=ELSEWHERE)
    grant = world.sign_in(address=HOME)
    world.caller(grant)


def test_a_window_from_the_future_is_over(world: World) -> None:
    world.register()
    world.clock.advance(days=300)
    for _ in range(10):
        with refused("invalid-credentials", 401):
            world.login(password="wrong")
    world.clock.advance(days=-300)
    world.sign_in()


def test_an_outdated_hash_is_made_anew(world: World) -> None:
    world.register()
    stronger = Passwords(PasswordHasher(time_cost=2, memory_cost=64, parallelism=1))
    world.safeguards = Safeguards(b"k" * 32, world.clock, stronger)
    world.sign_in()
    account = login.find_account(world.session, "athlete")
    assert isinstance(account, AccountRow)
    world.session.refresh(account)
    assert ",t=2," in account.password_hash
    assert isinstance(world.sign_in(), Grant)


def test_composed_and_decomposed_letters_are_the_same_password(world: World) -> None:
    registration.register(
        world.session,
        world.safeguards,
        "athlete",
        "p\u00e4ssword-long",
        invitation=None,
        address=HOME,
    )
    world.login(password="pa\u0308ssword-long")


def test_an_account_is_read_as_it_is_now(world: World) -> None:
    world.register()
    own = world.own(world.caller(world.sign_in()))
    account = login.load_account(own)
    own.commit()  # which does not expire what was read
    with world.database.session() as other:
        other.execute(update(AccountRow).values(totp_secret="changed elsewhere"))
        other.commit()
    assert login.load_account(own).totp_secret == "changed elsewhere"
    assert account.totp_secret == "changed elsewhere"


def test_a_password_that_changes_while_its_hash_is_made_anew_stays(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.register()
    make = Passwords.hash

    def meanwhile(self: Passwords, password: str) -> str:
        with world.database.session() as other:
            changed = make(self, "another long password")
            other.execute(update(AccountRow).values(password_hash=changed))
            other.commit()
        return make(self, password)

    monkeypatch.setattr(Passwords, "is_outdated", lambda _self, _stored: True)
    monkeypatch.setattr(Passwords, "hash", meanwhile)
    world.login()
    monkeypatch.undo()
    with refused("invalid-credentials", 401):
        world.login()
    world.login(password="another long password")


def test_a_challenge_signs_in_whom_it_asked(world: World, secrets: dict[str, str]) -> None:
    challenges = {name: world.challenge(username=name) for name in secrets}
    for name, secret in secrets.items():
        grant = world.answer(challenges[name], world.code(secret))
        assert grant.username == name
        assert world.caller(grant).username == name


def test_a_wrong_code_takes_a_try_of_its_challenge_alone(
    world: World, secrets: dict[str, str]
) -> None:
    mine, other, friends = (world.challenge(username=n) for n in ("athlete", "athlete", "friend"))
    for tried, remaining in ((mine, 4), (mine, 3), (other, 4), (friends, 4)):
        with refused("wrong-code", 401) as caught:
            world.answer(tried, "no code")
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
    challenge = world.challenge()
    world.session.execute(
        update(ChallengeRow).where(ChallengeRow.id == challenge.challenge_id).values(**harm)
    )
    world.session.commit()
    with refused("challenge-expired", 410) as caught:
        world.answer(challenge, world.code(secrets["athlete"]))
    assert why in caught.value.detail
    # Another process may end it between the two.
    with refused("challenge-expired", 410) as caught:
        login._take_try(world.session, challenge.challenge_id, world.clock.now)
    assert "All tries" in caught.value.detail


def test_no_recovery_codes_left_is_said(world: World) -> None:
    _, codes = world.with_second_factor()
    for code in codes:
        challenge = world.challenge()
        world.answer(challenge, code, "recovery_code")
    assert world.challenge().methods == ["totp"]
