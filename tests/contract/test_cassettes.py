"""Every cassette, played again without a network: the command line still does what it did then, and
what it sent and was answered is what the contract says."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import NoReturn

import pytest
from attrs import evolve

from tools import REPOSITORY
from tools.contract.conformance import Contract
from tools.recording import coverage
from tools.recording.cassette import Recording, all_cassettes
from tools.recording.departures import departures
from tools.recording.playing import replay
from tools.recording.vault import suspicious

CONTRACT = Contract.load(REPOSITORY / "openapi.yaml")
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


@pytest.mark.parametrize(
    "other",
    ["activities list --limit 2 -o jsonl", "activities list --limit 1 --sport running -o jsonl"],
)
def test_a_command_that_asks_for_something_else_is_noticed(other: str) -> None:
    path = CASSETTES["data/list_activities/200-first-page"]
    recording = Recording.load(path)
    changed = evolve(recording, run=evolve(recording.run, command=other))
    with pytest.raises(AssertionError, match="did not ask for http"):
        replay(path, changed)


def test_a_command_with_another_token_is_noticed() -> None:
    path = CASSETTES["data/list_activities/200-first-page"]
    recording = Recording.load(path)
    assert recording.run.session is not None
    session = evolve(recording.run.session, access_token="fta_" + "x" * 43)
    changed = evolve(recording, run=evolve(recording.run, session=session))
    with pytest.raises(AssertionError, match="did not ask for http"):
        replay(path, changed)


def test_a_command_that_asks_for_less_is_noticed() -> None:
    path = CASSETTES["data/download_activity_file/200-tcx"]
    recording = Recording.load(path)
    shown = recording.run.command.replace("download", "show").partition(" --to")[0]
    changed = evolve(recording, run=evolve(recording.run, command=shown))
    with pytest.raises(AssertionError, match=r"did not ask for .*/file"):
        replay(path, changed)


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


def test_a_request_is_for_the_path_without_parameters_where_there_is_one() -> None:
    def of(method: str, last: str) -> str | None:
        found = CONTRACT.operation_of(method, f"http://127.0.0.1/v1/uploads/{last}?a=b")
        return None if found is None else found.id

    assert of("POST", "missing") == "find_missing_uploads"
    assert of("GET", "missing") is None
    assert of("GET", "0f8fad5b-d9cb-469f-a165-708677289501") == "get_upload"
