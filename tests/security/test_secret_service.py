"""Tokens in a real Secret Service: used, renewed, forgotten; locked, gone, and never elsewhere."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import pytest

from fittrack_cli.session.keyring_store import PATIENCE_S
from tests.integration.command_line import CommandLine
from tests.security.secret_service import Bus
from tests.servers.recording import RecordingServer
from tools.running.live_backend import PASSWORD, LiveBackend

BOUNDED_S = 15
"""A keyring that cannot be asked is told of sooner."""


def command_line(bus: Bus, server: str) -> CommandLine:
    cli = CommandLine.at(Path(bus.environment["HOME"]), **bus.environment, FITTRACK_SERVER=server)
    environment = dict(cli.environment)
    del environment["PYTHON_KEYRING_BACKEND"]
    return CommandLine(cli.home, environment)


def login(username: str, *more: str) -> tuple[str, ...]:
    return ("auth", "login", "--username", username, "--password-stdin", *more)


def tokens_in_files(home: Path, tokens: list[str]) -> list[str]:
    """The files that hold a token as it is written, whatever their names."""
    searched = [token.encode() for token in tokens] + [b"fta_", b"ftr_"]
    return [
        str(path.relative_to(home))
        for path in home.rglob("*")
        if path.is_file() and any(one in path.read_bytes() for one in searched)
    ]


def kept_tokens(bus: Bus) -> list[str]:
    kept = [json.loads(secret) for secret in bus.secrets()]
    return [str(one[name]) for one in kept for name in ("access", "refresh")]


def test_a_session_lives_in_the_keyring_and_nowhere_else(
    live_backend: LiveBackend, bus: Bus
) -> None:
    bus.start_keyring()
    person = live_backend.register()
    cli = command_line(bus, live_backend.url)
    cli.ok(*login(person.username), stdin=PASSWORD)
    first = kept_tokens(bus)
    assert [token[:4] for token in first] == ["fta_", "ftr_"]
    assert cli.ok("auth", "status", "-o", "json").one()["credential_store"] == "keyring"
    cli.ok("activities", "list")
    printed = cli.ok("auth", "token").out.strip()
    assert printed == first[0], "the marker that is searched for is the token in use"
    cli.ok("auth", "refresh", "--debug")
    second = kept_tokens(bus)
    assert len(second) == 2 and not set(first) & set(second)
    # Another daemon, after the machine was started again.
    bus.start_keyring()
    assert kept_tokens(bus) == second
    cli.ok("sync", "list", "-o", "json")
    found = tokens_in_files(cli.home, first + second)
    assert found == [], "in a file that nobody chose"
    cli.ok("auth", "logout")
    assert bus.secrets() == []
    with live_backend.client(second[0]) as client:
        assert client.get("/v1/accounts/me").status_code == 401
    assert cli("auth", "status").code == 3


def test_a_locked_keyring_is_said_soon_and_changes_nothing(
    live_backend: LiveBackend, bus: Bus, recorder: RecordingServer
) -> None:
    bus.start_keyring()
    person = live_backend.register()
    cli = command_line(bus, live_backend.url)
    cli.ok(*login(person.username), stdin=PASSWORD)
    before = kept_tokens(bus)
    bus.lock()
    for command in (
        ("activities", "list", "-o", "json"),
        ("auth", "status", "-o", "json"),
        ("auth", "refresh", "-o", "json"),
        ("auth", "token", "-o", "json"),
        ("auth", "logout", "-o", "json"),
        ("auth", "move", "--credential-store", "file", "-o", "json"),
    ):
        started = time.monotonic()
        done = cli(*command)
        assert time.monotonic() - started < BOUNDED_S, command
        assert done.code == 1, (command, done.err)
        assert done.out == ""
        assert done.error()["slug"] == "credential-store"
        assert "unlock" in str(done.error()["hint"]).lower()
    # A new sign-in is refused before the password is sent.
    refused = cli(*login(person.username, "--server", recorder.url), stdin=PASSWORD)
    assert refused.code == 1 and "keyring" in refused.err
    assert recorder.sent == []
    assert tokens_in_files(cli.home, before) == []
    # Unlocked again, the session is the one from before.
    bus.start_keyring()
    assert kept_tokens(bus) == before
    cli.ok("auth", "refresh")


def test_a_prompt_that_nobody_answers_is_given_up(
    bus: Bus, recorder: RecordingServer, thorough: bool
) -> None:
    if not thorough:
        pytest.skip("waits for a minute, as the command does; FITTRACK_THOROUGH=1 has the time")
    bus.start_keyring()
    cli = command_line(bus, recorder.url)
    bus.lock()
    with bus.unanswered_prompts() as prompter:
        started = time.monotonic()
        done = cli(*login("ada", "--credential-store", "keyring"), stdin=PASSWORD)
        assert PATIENCE_S <= time.monotonic() - started < PATIENCE_S + BOUNDED_S
        assert prompter.stdout is not None
        assert prompter.stdout.readline() == b"asked\n"
    assert done.code == 1
    assert "did not answer" in done.err and "unlock it" in done.err
    assert recorder.sent == []


@pytest.mark.parametrize("there_is_a_bus", [True, False])
def test_without_a_keyring_the_password_stays_here(
    there_is_a_bus: bool, bus: Bus, recorder: RecordingServer
) -> None:
    if not there_is_a_bus:
        bus.environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus.environment['HOME']}/none"
    cli = command_line(bus, recorder.url)
    for more in ((), ("--credential-store", "keyring")):
        done = cli(*login("ada", *more), stdin=PASSWORD)
        assert done.code in (1, 2), done.err
        assert "there is no keyring" in done.err
        assert "--credential-store file" in done.err
    assert recorder.sent == [], "something was sent"
    assert tokens_in_files(cli.home, [PASSWORD]) == []
    assert list(cli.home.rglob("credentials.json*")) == []


def test_a_keyring_that_ends_keeps_the_session_where_it_is(
    live_backend: LiveBackend, bus: Bus
) -> None:
    bus.start_keyring()
    person = live_backend.register()
    cli = command_line(bus, live_backend.url)
    cli.ok(*login(person.username), stdin=PASSWORD)
    before = kept_tokens(bus)
    bus.end_keyring()
    done = cli("activities", "list", "-o", "json")
    assert done.code == 1
    assert done.error()["slug"] == "credential-store"
    assert tokens_in_files(cli.home, before) == []
    bus.start_keyring()
    cli.ok("activities", "list")


def test_many_renew_at_once_in_the_keyring(live_backend: LiveBackend, bus: Bus) -> None:
    bus.start_keyring()
    person = live_backend.register()
    cli = command_line(bus, live_backend.url)
    cli.ok(*login(person.username), stdin=PASSWORD)
    codes: list[int] = []
    threads = [
        threading.Thread(target=lambda: codes.append(cli("auth", "refresh").code)) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [0] * 6
    assert len(kept_tokens(bus)) == 2
    cli.ok("activities", "list")
