"""Guessing, from many processes, many addresses and over restarts: what is looked at is counted.

The limits are those of `fittrack_backend.accounts.guessing`: so many wrong guesses an account and an
address in a window, which starts with the first of them.
"""

from __future__ import annotations

import math
import multiprocessing
import random
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing

import httpx
import pyotp
import pytest
from attrs import evolve

from fittrack_backend.accounts.guessing import ADDRESS_LIMIT, CODE_LIMIT, PASSWORD_LIMIT, Limit
from tests.integration.conftest import BackendFactory
from tests.security.guesser import Attack, Outcome, guess
from tests.security.samples import compare
from tools.running.live_backend import PASSWORD, LiveBackend, SignedIn

HOME = "192.0.2.1"
"""Where the owner has signed in before."""
CAFE = "192.0.2.77"
"""Where the owner has not."""
MANY = tuple(f"198.51.{third}.{fourth}" for third in range(100, 104) for fourth in range(1, 251))
PROCESSES = 4


def behind_a_proxy(make_backend: BackendFactory, *, real_hashes: bool) -> LiveBackend:
    """A backend that its proxy gives the addresses that requests come from."""
    backend = make_backend({"FITTRACK_TRUSTED_PROXIES": "127.0.0.1"}, real_hashes=real_hashes)
    backend.register("founder")
    return backend


@pytest.fixture(scope="module")
def backend(make_backend: BackendFactory, thorough: bool) -> LiveBackend:
    """A backend behind a proxy; what a password costs to check changes no count."""
    return behind_a_proxy(make_backend, real_hashes=thorough)


@pytest.fixture(scope="module")
def backend_as_slow_as_real(make_backend: BackendFactory) -> LiveBackend:
    """One that takes as long for a password as it would take for ours."""
    return behind_a_proxy(make_backend, real_hashes=True)


@pytest.fixture(scope="module")
def guessers() -> Iterator[ProcessPoolExecutor]:
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        yield pool


@pytest.fixture
def tries(thorough: bool) -> int:
    return 10_000 if thorough else 120


@pytest.fixture
def owner(backend: LiveBackend) -> SignedIn:
    """Somebody with a second factor who has signed in at home."""
    session = backend.sign_in(backend.register())
    backend.enroll(session)
    assert login(backend, session, HOME).status_code == 200
    return session


def login(backend: LiveBackend, owner: SignedIn, address: str) -> httpx.Response:
    """The owner signs in, as far as the code, or with a recovery code where it is asked for."""
    person = owner.person
    headers = {"X-Forwarded-For": address}
    body = {"username": person.username, "password": person.password}
    with backend.client() as client:
        answer = client.post("/v1/auth/login", json=body, headers=headers)
        if answer.status_code != 200 or answer.json()["kind"] == "token_grant":
            return answer
        return client.post(
            f"/v1/auth/challenges/{answer.json()['challenge_id']}",
            json={"method": "recovery_code", "code": person.recovery_codes.pop()},
            headers=headers,
        )


def besiege(
    backend: LiveBackend, guessers: ProcessPoolExecutor, attack: Attack, restarts: int
) -> tuple[Outcome, float]:
    """All processes guess at once, while the backend is killed and started again; answers what
    came of it and how many seconds it took."""
    started = time.monotonic()
    share = math.ceil(attack.tries / PROCESSES)
    parts = [
        guessers.submit(guess, evolve(attack, tries=share, seed=number))
        for number in range(PROCESSES)
    ]
    for _ in range(restarts):
        time.sleep(0.3)
        backend.restart()
    outcome = Outcome()
    for part in parts:
        outcome.add(part.result(timeout=900))
    return outcome, time.monotonic() - started


def most(limit: Limit, seconds: float) -> int:
    """How many guesses may be looked at in so many seconds, of which the first opens a window."""
    return limit.tries * (1 + int(seconds // limit.window.total_seconds()))


def forget_guesses(backend: LiveBackend) -> None:
    """As if the windows were over."""
    with closing(sqlite3.connect(backend.data_dir / "fittrack.db", timeout=30)) as database:
        database.execute("DELETE FROM guesses")
        database.commit()


def end_windows(backend: LiveBackend, limit: Limit) -> None:
    """Lets so much time pass for what was counted."""
    with closing(sqlite3.connect(backend.data_dir / "fittrack.db", timeout=30)) as database:
        rows = database.execute("SELECT key, window_started_at FROM guesses").fetchall()
        for key, text in rows:
            moved = database.execute(
                "SELECT strftime('%Y-%m-%d %H:%M:%f', ?, ?)",
                (text, f"-{int(limit.window.total_seconds())} seconds"),
            ).fetchone()[0]
            database.execute(
                "UPDATE guesses SET window_started_at = ? WHERE key = ?", (f"{moved}000", key)
            )
        database.commit()


@pytest.mark.parametrize(
    ("kind", "limit"),
    [("password", PASSWORD_LIMIT), ("totp", CODE_LIMIT), ("recovery_code", CODE_LIMIT)],
)
def test_no_guess_more_than_the_limit_is_looked_at(
    kind: str,
    limit: Limit,
    tries: int,
    backend: LiveBackend,
    owner: SignedIn,
    guessers: ProcessPoolExecutor,
) -> None:
    forget_guesses(backend)
    person = owner.person
    attack = Attack(backend.url, kind, person.username, person.password, tries, MANY)
    if kind == "password":
        attack = evolve(attack, unspent=(person.password,))
    elif kind == "recovery_code":
        attack = evolve(attack, unspent=tuple(person.recovery_codes[:3]))
    outcome, seconds = besiege(backend, guessers, attack, restarts=2)
    print(f"{kind}: {dict(outcome.answers)} in {seconds:.0f} s, limit {limit}")
    assert outcome.answers.total() >= tries
    # An attempt whose answer was lost in a restart counts as well: it may only be fewer.
    assert 0 < outcome.evaluated <= most(limit, seconds)
    assert outcome.answers["too-many-tries"] == outcome.answers.total() - outcome.evaluated
    assert 0 < outcome.longest_wait_s <= limit.window.total_seconds()
    # A right guess at the wrong moment is not told from a wrong one, and opens nothing.
    assert outcome.answers["right"] == 0 or kind == "totp"

    # The owner: the session goes on, home has tries of its own, and a window has an end.
    assert owner.client.get("/v1/accounts/me").status_code == 200
    assert login(backend, owner, HOME).status_code == 200
    assert login(backend, owner, CAFE).status_code == 429
    end_windows(backend, limit)
    assert login(backend, owner, CAFE).status_code == 200


def test_an_address_may_not_try_many_accounts(
    backend: LiveBackend, owner: SignedIn, thorough: bool
) -> None:
    if not thorough:
        pytest.skip("takes fifty checks of a password; FITTRACK_THOROUGH=1 has the time")
    forget_guesses(backend)
    looked_at = 0
    with backend.client() as client:
        for number in range(ADDRESS_LIMIT.tries + 20):
            body = {"username": f"somebody{number}", "password": "wrong"}
            headers = {"X-Forwarded-For": "203.0.113.9"}
            answer = client.post("/v1/auth/login", json=body, headers=headers)
            looked_at += answer.status_code == 401
    assert looked_at == ADDRESS_LIMIT.tries
    assert login(backend, owner, CAFE).status_code == 200


def test_every_place_where_a_code_is_checked_counts(backend: LiveBackend, owner: SignedIn) -> None:
    forget_guesses(backend)
    looked_at = 0
    for number in range(3 * CODE_LIMIT.tries):
        wrong = str(random.Random(number).randrange(10**6)).zfill(6)
        if number % 2:
            answer = owner.client.post(
                "/v1/accounts/me/recovery-codes",
                json={"code": wrong},
                headers={"X-Forwarded-For": CAFE},
            )
        else:
            answer = owner.client.request(
                "POST",
                "/v1/accounts/me/totp/remove",
                json={"code": wrong, "password": PASSWORD},
                headers={"X-Forwarded-For": CAFE},
            )
        assert answer.status_code in (403, 429), answer.text
        looked_at += answer.status_code == 403
    assert looked_at == CODE_LIMIT.tries
    assert login(backend, owner, CAFE).status_code == 429, "the same account, the same tries"
    assert login(backend, owner, HOME).status_code == 200


def test_codes_guessed_at_one_code_a_million(backend: LiveBackend, owner: SignedIn) -> None:
    """A right code is worth nothing after the tries are used up, even the one of this moment."""
    forget_guesses(backend)
    person = owner.person
    assert person.totp_secret is not None
    attack = Attack(backend.url, "totp", person.username, person.password, 30, (CAFE,))
    right = pyotp.TOTP(person.totp_secret).now()
    outcome = guess(evolve(attack, unspent=(right,)))
    assert outcome.evaluated == CODE_LIMIT.tries
    assert outcome.answers["right"] == 0


def test_an_unknown_user_cannot_be_told_from_a_wrong_password(
    backend_as_slow_as_real: LiveBackend, thorough: bool
) -> None:
    backend = backend_as_slow_as_real
    rounds = 400 if thorough else 30
    with_a_code = backend.new_person(totp=True).person
    people = [with_a_code.username, backend.register().username]
    chance = random.Random(6)
    times: dict[bool, list[float]] = {True: [], False: []}
    told: dict[bool, set[str]] = {True: set(), False: set()}
    with backend.client() as client:
        for number in range(rounds):
            if number % 8 == 0:
                forget_guesses(backend)
            pair = [True, False]
            chance.shuffle(pair)
            for exists in pair:
                name = people[number % 2] if exists else f"nobody{number:06d}"
                body = {"username": name, "password": f"wrong password {number}"}
                headers = {"X-Forwarded-For": MANY[(2 * number + exists) % len(MANY)]}
                started = time.perf_counter()
                answer = client.post("/v1/auth/login", json=body, headers=headers)
                times[exists].append(time.perf_counter() - started)
                assert answer.status_code == 401
                told[exists].add(_words(answer))
    assert told[True] == told[False]
    assert len(told[True]) == 1
    found = compare(times[True][4:], times[False][4:])
    print(f"known against unknown, {rounds} each: {found}")
    if thorough:
        assert found.p > 0.001, found
        assert abs(found.effect - 0.5) < 0.07, found
    else:
        assert 0.6 < found.ratio < 1.67, found


def test_an_unknown_user_meets_the_same_limit_in_the_same_words(
    backend: LiveBackend, owner: SignedIn
) -> None:
    forget_guesses(backend)
    stories = []
    for name in (owner.person.username, "nobody-at-all"):
        story = []
        with backend.client() as client:
            for number in range(PASSWORD_LIMIT.tries + 3):
                answer = client.post(
                    "/v1/auth/login",
                    json={"username": name, "password": "wrong"},
                    headers={"X-Forwarded-For": MANY[number]},
                )
                assert "detail" in answer.json()
                story.append((answer.status_code, answer.json()["type"], sorted(answer.headers)))
        stories.append(story)
    assert stories[0] == stories[1]
    assert [status for status, *_ in stories[0]].count(401) == PASSWORD_LIMIT.tries


def _words(answer: httpx.Response) -> str:
    """All that was said, but for the moment and the request's id."""
    body = answer.json() | {"request_id": ""}
    headers = {
        name: text
        for name, text in answer.headers.items()
        if name.lower() not in ("x-request-id", "date")
    }
    return f"{answer.status_code} {body} {headers}"
