"""Every cassette, played again without a network: the command line still does what it did then, and
what it sent and was answered is what the contract says."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import NoReturn

import pytest

from tests.contract import coverage
from tests.contract.conformance import Contract
from tests.contract.recordings import Recording, all_cassettes, replay
from tests.contract.replaying import departures
from tests.contract.vault import suspicious

CONTRACT = Contract.load(coverage.ROOT / "openapi.yaml")
CASSETTES = all_cassettes()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: socket.socket, address: object) -> NoReturn:
        raise AssertionError(f"a cassette reaches for the network: {address}")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    yield


@pytest.mark.parametrize("name", CASSETTES)
def test_the_command_line_does_what_was_recorded(name: str) -> None:
    path = CASSETTES[name]
    recording = Recording.load(path)
    assert replay(path, recording) == recording.result


@pytest.mark.parametrize("name", CASSETTES)
def test_what_was_sent_and_answered_keeps_to_the_contract(name: str) -> None:
    assert departures(CONTRACT, Recording.load(CASSETTES[name])) == []


def test_every_cassette_is_about_what_its_place_says() -> None:
    for name, path in CASSETTES.items():
        recording = Recording.load(path)
        tag, operation, case = name.split("/")
        assert (operation, case.partition("-")[0]) == (recording.operation, str(recording.status))
        assert CONTRACT.operations[operation].tag == tag
        had = [
            (found.id, exchange.status)
            for exchange in recording.exchanges
            if (found := CONTRACT.operation_of(exchange.method, exchange.url)) is not None
        ]
        assert (recording.operation, recording.status) in had, name


def test_no_cassette_holds_what_looks_like_a_secret() -> None:
    looks = {name: list(suspicious(path.read_text("utf-8"))) for name, path in CASSETTES.items()}
    assert {name: found for name, found in looks.items() if found} == {}


def test_every_operation_is_recorded_with_all_that_can_be_caused() -> None:
    assert coverage.problems(CONTRACT) == []
