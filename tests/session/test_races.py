"""However many processes find an expired token at once: one refresh, and nobody is signed out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.integration.command_line import Done
from tests.session.conftest import NewOwner
from tests.session.owner import Owner
from tests.session.processes import at_once, finish, freely, start
from tests.thorough import THOROUGH

LYING_ROUNDS = 40 if THOROUGH else 2
PROCESSES, ROUNDS = (100, 20) if THOROUGH else (10, 1)


def check(owners: Sequence[Owner], results: Sequence[Done], rounds: int) -> None:
    """All have worked, and each session was refreshed once a round."""
    for owner, done in zip(owners, results, strict=True):
        owner.worked(done)
        assert done.err == ""
    for owner in set(owners):
        assert owner.events() == Counter(refreshed=rounds)
        assert owner.is_alive()


@pytest.mark.parametrize("store", ["file", "keyring"])
def test_one_of_many_processes_refreshes_and_all_work(
    new_owner: NewOwner, store: str, tmp_path: Path
) -> None:
    owners = [new_owner(store=store)] * PROCESSES
    for rounds in range(1, ROUNDS + 1):
        owners[0].expire()
        check(owners, at_once(owners, tmp_path), rounds)


@pytest.mark.parametrize("store", ["file", "keyring"])
def test_one_of_many_refreshes_where_only_the_server_knows_of_the_expiry(
    new_owner: NewOwner, store: str, tmp_path: Path
) -> None:
    owners = [new_owner(store=store)] * PROCESSES
    for rounds in range(1, ROUNDS + 1):
        owners[0].expire_on_server()
        check(owners, at_once(owners, tmp_path), rounds)


@pytest.mark.parametrize("store", ["file", "keyring"])
def test_processes_of_two_profiles_refresh_once_each(
    new_owner: NewOwner, store: str, tmp_path: Path
) -> None:
    ada, eve = new_owner(profile="ada", store=store), new_owner(profile="eve", store=store)
    owners = [ada, eve] * (PROCESSES // 2)
    for rounds in range(1, ROUNDS + 1):
        ada.expire()
        eve.expire()
        check(owners, at_once(owners, tmp_path), rounds)


def test_processes_that_start_while_others_refresh_join_them(owner: Owner) -> None:
    owners = [owner] * PROCESSES
    for rounds in range(1, ROUNDS + 1):
        owner.expire()
        check(owners, freely(owners), rounds)


def test_a_token_that_is_due_but_good_keeps_nobody_waiting(owner: Owner, tmp_path: Path) -> None:
    owners = [owner] * PROCESSES
    owner.age(15 * 60 - 30)
    check(owners, at_once(owners, tmp_path), 1)


@pytest.mark.parametrize("store", ["file", "keyring"])
def test_locks_that_say_yes_to_everybody_sign_nobody_out(
    new_owner: NewOwner, store: str, tmp_path: Path
) -> None:
    """As on a share that was mounted without locking, or that two hosts have."""
    owner = new_owner(store=store)
    for _ in range(LYING_ROUNDS):
        owner.expire()
        for done in at_once([owner] * 8, tmp_path, SESSION_TEST_LOCKS="say-yes"):
            owner.worked(done)
            assert done.err == ""
        owner.runs()
        assert owner.is_alive()
    assert owner.events()["refreshed"] == LYING_ROUNDS
    assert owner.events()["token-reused"] == owner.events()["second-holder"] == 0


def test_generation_upon_generation_without_a_lock_signs_nobody_out(new_owner: NewOwner) -> None:
    """Every process renews whatever tokens it finds, while the others do, in two profiles."""
    owners = [new_owner(profile="ada"), new_owner(profile="eve")]
    for _ in range(LYING_ROUNDS):
        started = [
            start(owners[number % 2], "auth", "refresh", SESSION_TEST_LOCKS="say-yes")
            for number in range(8)
        ]
        for process in started:
            assert finish(process).code == 0
        for owner in owners:
            owner.runs()
            assert owner.is_alive()
            assert owner.events()["token-reused"] == owner.events()["second-holder"] == 0
