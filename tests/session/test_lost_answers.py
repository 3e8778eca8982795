"""The answer to a refresh is lost on the way: nothing is lost with it."""

from __future__ import annotations

from collections import Counter
from itertools import repeat

import pytest

from tests.session.conftest import NewOwner
from tests.session.wire import Cut, Wire
from tools.running.live_backend import LiveBackend

UNREACHABLE = 7


@pytest.mark.parametrize("cut", ["after", "half"])
@pytest.mark.parametrize("store", ["file", "keyring"])
def test_an_answer_lost_once_is_asked_for_again(
    backend: LiveBackend, new_owner: NewOwner, cut: Cut, store: str
) -> None:
    with Wire(backend.port) as wire:
        owner = new_owner(server=wire.url, store=store)
        owner.expire()
        wire.cut([cut])
        owner.runs()
        assert owner.events() == Counter({"refreshed": 1, "refreshed-again": 1})
        owner.runs()


@pytest.mark.parametrize("cut", ["before", "after", "half"])
@pytest.mark.parametrize("store", ["file", "keyring"])
def test_when_every_answer_is_lost_the_tokens_stay_good(
    backend: LiveBackend, new_owner: NewOwner, cut: Cut, store: str
) -> None:
    with Wire(backend.port) as wire:
        owner = new_owner(server=wire.url, store=store)
        owner.expire()
        before = owner.kept()
        wire.cut(repeat(cut))
        for _ in range(2):
            failed = owner.fittrack(*owner.command)
            assert failed.code == UNREACHABLE
            assert failed.error()["title"]
        assert owner.kept() == before
        wire.mend()
        owner.runs()
        assert owner.kept()["refresh"] != before["refresh"]
        assert owner.is_alive()


def test_a_token_that_is_due_but_good_serves_although_no_answer_comes(
    backend: LiveBackend, new_owner: NewOwner
) -> None:
    with Wire(backend.port) as wire:
        owner = new_owner(server=wire.url)
        owner.age(15 * 60 - 30)
        wire.cut(repeat("after"))
        owner.runs()
        wire.mend()
        owner.runs()
        assert owner.is_alive()
        assert owner.events()["token-reused"] == 0
