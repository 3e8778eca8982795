"""Limits on guessing, counter by counter: what counts where, and for how long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from fittrack_backend.accounts import audit, guessing
from fittrack_backend.accounts.guessing import ADDRESS_LIMIT, Bucket, Limit
from fittrack_backend.storage.tables import AccountRow, GuessRow
from tests.unit.accounts.world import ELSEWHERE, HOME, World, refused

LIMIT = Limit(tries=2, window=dt.timedelta(minutes=5))
ONE, TWO = Bucket("one", LIMIT), Bucket("two", LIMIT)


def count(world: World, *buckets: Bucket) -> None:
    guessing.count_guess(world.session, buckets, world.clock.now)
    world.session.commit()


def counted(world: World) -> dict[str, int]:
    world.session.expire_all()
    return {row.key: row.count for row in world.session.scalars(select(GuessRow))}


def retry_after(world: World, *buckets: Bucket) -> str:
    with refused("too-many-tries", 429) as caught:
        count(world, *buckets)
    return caught.value.headers["Retry-After"]


def test_a_guess_counts_in_all_buckets(world: World) -> None:
    count(world, ONE, TWO)
    count(world, TWO)
    assert counted(world) == {"one": 1, "two": 2}


def test_a_guess_counts_in_no_bucket_when_one_is_full(world: World) -> None:
    count(world, TWO)
    count(world, TWO)
    assert retry_after(world, ONE, TWO) == "300"
    assert counted(world) == {"two": 2}


def test_a_window_starts_with_its_first_guess_and_ends_to_the_second(world: World) -> None:
    count(world, ONE)
    world.clock.advance(minutes=4)
    count(world, ONE)
    assert retry_after(world, ONE) == "60"
    world.clock.advance(seconds=59)
    assert retry_after(world, ONE) == "1"
    world.clock.advance(seconds=1)
    count(world, ONE)
    assert counted(world) == {"one": 1}
    world.clock.advance(minutes=4)
    count(world, ONE)
    assert retry_after(world, ONE) == "60"


@pytest.mark.parametrize(("back_s", "is_over"), [(60, False), (61, True)])
def test_a_clock_may_be_a_minute_ahead_of_another(
    world: World, back_s: float, is_over: bool
) -> None:
    for _ in range(2):
        count(world, ONE)
    world.clock.advance(seconds=-back_s)
    if is_over:
        count(world, ONE)
        assert counted(world) == {"one": 1}
    else:
        assert retry_after(world, ONE) == "360"


@pytest.mark.parametrize(
    ("left_s", "words"),
    [
        (0.2, "1 second"),
        (2, "2 seconds"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (61, "2 minutes"),
        (300, "5 minutes"),
    ],
)
def test_a_refusal_says_how_long_to_wait(world: World, left_s: float, words: str) -> None:
    for _ in range(2):
        count(world, ONE)
    world.clock.advance(seconds=300 - left_s)
    with refused("too-many-tries", 429) as caught:
        count(world, ONE)
    assert caught.value.detail == f"Too many wrong tries. Wait {words}, then try again."
    assert int(caught.value.headers["Retry-After"]) == max(1, int(left_s))


def test_a_right_guess_is_taken_back_from_its_own_buckets(world: World) -> None:
    count(world, ONE, TWO)
    count(world, ONE, TWO)
    guessing.take_back(world.session, [ONE])
    assert counted(world) == {"one": 1, "two": 2}


def test_no_more_is_taken_back_than_was_counted(world: World) -> None:
    count(world, ONE)
    for _ in range(3):
        guessing.take_back(world.session, [ONE])
    assert counted(world) == {"one": 0}


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("not an address" + 60 * "x", "not an address" + 50 * "x"),
    ],
)
def test_what_counts_as_one_address(address: str, network: str) -> None:
    assert guessing.address_buckets("code", address) == [
        Bucket(f"code:address:{network}", ADDRESS_LIMIT)
    ]


def buckets(
    world: World, account_id: UUID | None, *, address: str = HOME, username: str = "athlete"
) -> Sequence[Bucket]:
    return guessing.buckets_for(
        world.session,
        "password",
        LIMIT,
        username_key=username,
        account_id=account_id,
        address=address,
        now=world.clock.now,
    )


def registered(world: World, username: str = "athlete") -> UUID:
    world.register(username)
    return world.session.scalars(select(AccountRow.id).where(AccountRow.username == username)).one()


def test_unknown_accounts_and_known_ones_are_counted_alike(world: World) -> None:
    account_id = registered(world)
    known, unknown = buckets(world, account_id), buckets(world, None)
    assert known == unknown
    assert known[0].limit == LIMIT
    assert known[1] == Bucket(f"password:address:{HOME}", ADDRESS_LIMIT)
    assert "athlete" not in known[0].key
    assert buckets(world, account_id, username="friend")[0] != known[0]
    assert buckets(world, None, username="\ud800")


def test_an_address_that_signed_in_has_a_window_of_its_own_for_90_days(world: World) -> None:
    account_id = registered(world)
    anywhere = buckets(world, account_id)[0]
    world.sign_in(address=HOME)
    at_home = buckets(world, account_id)[0]
    assert at_home == Bucket(f"{anywhere.key}:{HOME}", LIMIT)
    assert buckets(world, account_id, address=ELSEWHERE)[0] == anywhere
    assert buckets(world, None)[0] == anywhere
    assert buckets(world, uuid4())[0] == anywhere
    world.clock.advance(days=90, seconds=-1)
    assert buckets(world, account_id)[0] == at_home
    world.clock.advance(seconds=1)
    assert buckets(world, account_id)[0] == anywhere


def test_only_signing_in_makes_an_address_known(world: World) -> None:
    account_id = registered(world)
    anywhere = buckets(world, account_id)[0]
    for event in audit.Event:
        if event is not audit.Event.SIGNED_IN:
            audit.record(
                world.session, event, at=world.clock.now, account_id=account_id, address=HOME
            )
    assert buckets(world, account_id)[0] == anywhere


def test_the_counters_of_an_account_go_with_it_and_others_stay(world: World) -> None:
    mine, other = registered(world), None
    count(world, *buckets(world, mine), *buckets(world, other, username="stranger"))
    before = set(counted(world))
    guessing.forget(world.session, "athlete")
    world.session.commit()
    gone = before - set(counted(world))
    assert gone
    assert all(":account:" in key for key in gone)
    guessing.forget(world.session, "stranger")
    world.session.commit()
    assert not any(":account:" in key for key in counted(world))
    assert counted(world)  # those of addresses stay
