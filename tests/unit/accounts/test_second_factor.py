"""The second factor: codes that work once, challenges, enrolling and removing it, and limits on guessing."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

import pytest
from attrs import evolve
from sqlalchemy import select, update

from fittrack_backend.accounts import codes, guessing, login, registration, second_factor, sessions
from fittrack_backend.errors import not_found
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.tables import AccountRow, AuditRow, ChallengeRow, SessionRow
from tests.unit.accounts.world import ELSEWHERE, HOME, PASSWORD, World, refused, trail


def test_a_code_signs_in(world: World) -> None:
    secret, _ = world.with_second_factor()
    challenge = world.challenge()
    assert challenge.methods == ["totp", "recovery_code"]
    assert challenge.tries_remaining == 5
    # The enrolment spent the code before this one.
    grant = world.answer(challenge, world.code(secret))
    world.caller(grant)


def test_codes_of_three_steps_are_good_each_once(world: World) -> None:
    secret, _ = world.with_second_factor()
    world.clock.advance(minutes=5)
    for steps in (-1, 0, 1):
        world.answer(world.challenge(), world.code(secret, steps))
    for steps in (-1, 0, 1):
        with refused("wrong-code", 401) as caught:
            world.answer(world.challenge(), world.code(secret, steps))
        assert "used already" in caught.value.detail
    for steps in (-2, 2):
        with refused("wrong-code", 401) as caught:
            world.answer(world.challenge(), world.code(secret, steps))
        assert "used" not in caught.value.detail


def test_a_later_code_spends_the_earlier_ones(world: World) -> None:
    secret, _ = world.with_second_factor()
    world.answer(world.challenge(), world.code(secret, 1))
    with refused("wrong-code", 401):
        world.answer(world.challenge(), world.code(secret, 0))


def test_a_code_may_be_typed_with_a_gap(world: World) -> None:
    secret, _ = world.with_second_factor()
    code = world.code(secret)
    world.answer(world.challenge(), f"{code[:3]} {code[3:]}")


def test_a_challenge_allows_five_tries(world: World) -> None:
    secret, _ = world.with_second_factor()
    challenge = world.challenge()
    for remaining in (4, 3, 2, 1, 0):
        with refused("wrong-code", 401) as caught:
            world.answer(challenge, "000000")
        assert caught.value.members["tries_remaining"] == remaining
    with refused("challenge-expired", 410):
        world.answer(challenge, world.code(secret))


def test_new_challenges_give_no_fresh_guesses(world: World) -> None:
    secret, _ = world.with_second_factor()
    tried = 0
    for _ in range(3):
        challenge = world.challenge()
        for _ in range(5):
            try:
                world.answer(challenge, "000000")
            except Exception as error:
                tried += getattr(error, "slug", "") == "wrong-code"
    assert tried == guessing.CODE_LIMIT.tries == 10
    with refused("too-many-tries", 429):
        world.answer(world.challenge(), world.code(secret))
    world.clock.advance(minutes=15)
    world.answer(world.challenge(), world.code(secret))


def test_a_challenge_lives_five_minutes(world: World) -> None:
    secret, _ = world.with_second_factor()
    challenge = world.challenge()
    world.clock.advance(minutes=5)
    with refused("challenge-expired", 410):
        world.answer(challenge, world.code(secret))


def test_a_challenge_is_answered_once(world: World) -> None:
    secret, _ = world.with_second_factor()
    challenge = world.challenge()
    world.answer(challenge, world.code(secret))
    with refused("challenge-expired", 410):
        world.answer(challenge, world.code(secret, 1))


def test_a_recovery_code_works_once_however_it_is_typed(world: World) -> None:
    _, codes = world.with_second_factor()
    assert len(set(codes)) == 10
    typed = codes[0].upper().replace("-", " ").replace("0", "O").replace("1", "l")
    world.caller(world.answer(world.challenge(), typed, "recovery_code"))
    with refused("wrong-code", 401) as caught:
        world.answer(world.challenge(), codes[0], "recovery_code")
    assert "used already" in caught.value.detail
    world.answer(world.challenge(), codes[1].replace("-", ""), "recovery_code")
    assert "recovery-code-used" in world.events()


def test_a_method_that_nobody_knows_is_a_wrong_code(world: World) -> None:
    _, codes = world.with_second_factor()
    with refused("wrong-code", 401):
        world.answer(world.challenge(), codes[0], "totp")


def test_removing_the_second_factor_takes_password_and_code(world: World) -> None:
    secret, codes = world.with_second_factor()
    grant = world.answer(world.challenge(), world.code(secret))
    caller = world.caller(grant)

    def remove(password: str, code: str) -> None:
        second_factor.remove(
            world.own(caller),
            world.safeguards,
            password=password,
            code=code,
            address=HOME,
        )

    with refused("invalid-credentials", 403):
        remove("wrong", world.code(secret, 1))
    with refused("wrong-code", 403):
        remove(PASSWORD, "000000")
    with refused("wrong-code", 403):
        remove(PASSWORD, world.code(secret))
    open_challenge = world.challenge()
    remove(PASSWORD, codes[3])
    world.sign_in()
    with refused("not-found", 404):
        world.answer(open_challenge, world.code(secret, 1))
    with refused("mfa-not-enabled", 409):
        remove(PASSWORD, codes[4])
    assert registration.show(world.own(caller)).recovery_codes_remaining == 0


def test_enrolling(world: World) -> None:
    world.register()
    caller = world.caller(world.sign_in())

    def confirm(code: str) -> list[str]:
        return second_factor.confirm_enrollment(
            world.own(caller), world.safeguards, code, address=HOME
        )

    with refused("enrollment-expired", 410):
        confirm("000000")
    first = second_factor.start_enrollment(
        world.own(caller), world.safeguards, username=caller.username
    )
    assert first.otpauth_uri.startswith("otpauth://totp/FitTrack:athlete?secret=")
    second = second_factor.start_enrollment(
        world.own(caller), world.safeguards, username=caller.username
    )
    with refused("wrong-code", 403):
        confirm(world.code(first.secret))
    world.clock.advance(minutes=15)
    with refused("enrollment-expired", 410):
        confirm(world.code(second.secret))
    third = second_factor.start_enrollment(
        world.own(caller), world.safeguards, username=caller.username
    )
    assert world.login() is not None
    confirm(world.code(third.secret))
    with refused("mfa-already-enabled", 409):
        second_factor.start_enrollment(
            world.own(caller), world.safeguards, username=caller.username
        )
    with refused("mfa-already-enabled", 409):
        confirm(world.code(third.secret))
    view = registration.show(world.own(caller))
    assert (view.mfa_enabled, view.recovery_codes_remaining) == (True, 10)


def test_new_recovery_codes_replace_the_old_ones(world: World) -> None:
    secret, old = world.with_second_factor()
    caller = world.caller(world.answer(world.challenge(), world.code(secret)))

    def renew(code: str) -> list[str]:
        return second_factor.renew_recovery_codes(
            world.own(caller), world.safeguards, code, address=HOME
        )

    with refused("wrong-code", 403):
        renew("000000")
    new = renew(world.code(secret, 1))
    assert not set(new) & set(old)
    with refused("wrong-code", 401):
        world.answer(world.challenge(), old[0], "recovery_code")
    world.answer(world.challenge(), new[0], "recovery_code")


def events(world: World, event: str) -> list[tuple[UUID | None, str | None, str | None]]:
    """The events with their accounts, addresses and details."""
    rows = world.session.scalars(select(AuditRow).where(AuditRow.event == event))
    return [(row.account_id, row.address, row.detail) for row in rows]


def wrong_code(world: World, secret: str) -> str:
    """A code of no step around now."""
    right = {world.code(secret, steps) for steps in (-1, 0, 1)}
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in right)


def test_a_challenge_says_when_it_ends_and_names_itself(world: World) -> None:
    world.with_second_factor()
    challenge = world.challenge()
    assert challenge.expires_at == world.clock.now + dt.timedelta(minutes=5)
    unknown = uuid4()
    with refused("not-found", 404) as caught:
        world.answer(evolve(challenge, challenge_id=unknown), "000000")
    assert caught.value.detail == not_found("challenge", unknown).detail


def test_the_session_of_a_challenge_keeps_the_name_of_its_client(world: World) -> None:
    secret, _ = world.with_second_factor()
    world.clock.advance(seconds=30)  # so that it is used later than the one that enrolled
    caller = world.caller(world.answer(world.challenge(), world.code(secret)))
    view = sessions.list_sessions(
        world.own(caller), world.safeguards, PageAsked(1), current=caller.session_id
    ).items[0]
    assert (view.id, view.client_name) == (caller.session_id, "t")


def test_what_answered_a_challenge_is_in_the_trail(world: World) -> None:
    secret, recovery = world.with_second_factor()
    account_id = world.session.scalars(select(AccountRow.id)).one()
    assert events(world, "mfa-enabled") == [(account_id, HOME, None)]
    challenge = world.challenge()
    with refused("wrong-code", 401):
        world.answer(challenge, wrong_code(world, secret), address=ELSEWHERE)
    world.answer(challenge, world.code(secret), address=ELSEWHERE)
    world.answer(world.challenge(), recovery[0], "recovery_code", address=ELSEWHERE)
    assert events(world, "code-refused") == [(account_id, ELSEWHERE, "totp: wrong")]
    assert events(world, "recovery-code-used") == [(account_id, ELSEWHERE, None)]
    assert set(events(world, "signed-in")) == {
        (account_id, HOME, None),
        (account_id, ELSEWHERE, "totp"),
        (account_id, ELSEWHERE, "recovery_code"),
    }


def test_a_challenge_that_was_answered_elsewhere_is_completed(world: World) -> None:
    secret, _ = world.with_second_factor()
    challenge = world.challenge()
    read_before = world.session.scalars(select(ChallengeRow)).one()
    with world.database.session() as other:
        other.execute(update(ChallengeRow).values(answered_at=world.clock.now))
        other.commit()
    assert read_before.answered_at is None
    with refused("challenge-expired", 410) as caught:
        world.answer(challenge, world.code(secret))
    assert "completed already" in caught.value.detail


def test_guessing_codes_elsewhere_does_not_lock_the_owner_out(world: World) -> None:
    secret, _ = world.with_second_factor()
    for _ in range(2):
        challenge = world.challenge()
        for _ in range(5):
            with refused("wrong-code", 401):
                world.answer(challenge, wrong_code(world, secret), address=ELSEWHERE)
    with refused("too-many-tries", 429):
        world.answer(world.challenge(), world.code(secret), address=ELSEWHERE)
    grant = world.answer(world.challenge(), world.code(secret))
    own = world.own(world.caller(grant))
    with refused("too-many-tries", 429):
        second_factor.renew_recovery_codes(
            own, world.safeguards, world.code(secret, 1), address=ELSEWHERE
        )
    second_factor.renew_recovery_codes(own, world.safeguards, world.code(secret, 1), address=HOME)


def test_codes_count_together_whatever_they_are_asked_for(world: World) -> None:
    secret, _ = world.with_second_factor()
    grant = world.answer(world.challenge(), world.code(secret))
    own = world.own(world.caller(grant))
    for _ in range(6):
        with refused("wrong-code", 403):
            second_factor.renew_recovery_codes(
                own, world.safeguards, wrong_code(world, secret), address=HOME
            )
    challenge = world.challenge()
    for _ in range(4):
        with refused("wrong-code", 401):
            world.answer(challenge, wrong_code(world, secret))
    with refused("too-many-tries", 429):
        world.answer(challenge, world.code(secret, 1))


def test_the_code_that_turned_the_second_factor_on_is_spent(world: World) -> None:
    world.register()
    own = world.own(world.caller(world.sign_in()))
    started = second_factor.start_enrollment(own, world.safeguards, username="athlete")
    assert started.expires_at == world.clock.now + dt.timedelta(minutes=15)
    with refused("wrong-code", 403) as caught:
        second_factor.confirm_enrollment(
            own, world.safeguards, wrong_code(world, started.secret), address=HOME
        )
    assert "is wrong" in caught.value.detail
    code = world.code(started.secret)
    second_factor.confirm_enrollment(own, world.safeguards, code, address=HOME)
    with refused("wrong-code", 401) as caught:
        world.answer(world.challenge(), code)
    assert "was used already" in caught.value.detail


def test_a_session_of_the_moment_of_the_factor_counts_as_older() -> None:
    at = dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)
    account, session = AccountRow(), SessionRow(created_at=at)
    assert not second_factor.is_newer_than(account, session)
    for seconds, newer in ((-1, False), (0, True), (1, True)):
        account.totp_enabled_at = at + dt.timedelta(seconds=seconds)
        assert second_factor.is_newer_than(account, session) is newer


def test_a_secret_is_confirmed_once(world: World) -> None:
    world.register()
    caller = world.caller(world.sign_in())
    own = world.own(caller)
    secret = second_factor.start_enrollment(own, world.safeguards, username="athlete").secret
    second_factor.confirm_enrollment(own, world.safeguards, world.code(secret, -1), address=HOME)
    second_factor.remove(
        own,
        world.safeguards,
        password=PASSWORD,
        code=world.code(secret),
        address=HOME,
    )
    account = login.load_account(own)
    assert (account.pending_totp_secret, account.pending_totp_expires_at) == (None, None)
    with refused("enrollment-expired", 410):
        second_factor.confirm_enrollment(own, world.safeguards, world.code(secret, 1), address=HOME)


def test_a_secret_that_was_replaced_while_it_was_confirmed_is_not_turned_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.register()
    own = world.own(world.caller(world.sign_in()))
    secret = second_factor.start_enrollment(own, world.safeguards, username="athlete").secret
    match = codes.matching_steps

    def replaced_meanwhile(secret: str, code: str, now: dt.datetime) -> list[int]:
        own.rollback()
        with world.database.session() as other:
            other.execute(update(AccountRow).values(pending_totp_secret="A" * 32))
            other.commit()
        return match(secret, code, now)

    monkeypatch.setattr(codes, "matching_steps", replaced_meanwhile)
    with refused("enrollment-expired", 410):
        second_factor.confirm_enrollment(own, world.safeguards, world.code(secret), address=HOME)
    assert login.load_account(own).totp_secret is None


def test_changes_of_the_second_factor_leave_a_trail(world: World) -> None:
    secret, _ = world.with_second_factor()
    grant = world.answer(world.challenge(), world.code(secret))
    own = world.own(world.caller(grant))

    def renew(code: str) -> None:
        second_factor.renew_recovery_codes(own, world.safeguards, code, address=ELSEWHERE)

    with refused("wrong-code", 403) as caught:
        renew("000000" if world.code(secret) != "000000" else "111111")
    wrong = caught.value.detail
    with refused("wrong-code", 403) as caught:
        renew(world.code(secret))
    assert caught.value.detail != wrong, "a code that was used is told apart from a wrong one"
    assert "was used already" in caught.value.detail
    assert trail(world, "code-refused") == [(ELSEWHERE, None)] * 2
    world.clock.advance(seconds=30)
    renew(world.code(secret))
    assert trail(world, "recovery-codes-renewed") == [(ELSEWHERE, None)]
    world.clock.advance(seconds=30)
    second_factor.remove(
        own,
        world.safeguards,
        password=PASSWORD,
        code=world.code(secret),
        address=ELSEWHERE,
    )
    assert trail(world, "mfa-removed") == [(ELSEWHERE, None)]
    world.sign_in()
