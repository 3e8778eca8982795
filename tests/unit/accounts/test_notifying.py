"""The operator's command is run for each security event, once it has worked no more."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from fittrack_backend.accounts import notifying
from fittrack_backend.accounts.notifying import Notifier
from fittrack_backend.settings import load_settings
from fittrack_backend.variables import InvalidSettings
from tests.unit.accounts.world import HOME, World

APPENDS = "import os, sys; open(sys.argv[1], 'a').write(sys.stdin.read()); print(os.environ)"


def notifier(world: World, *command: str) -> Notifier:
    return Notifier(world.database, [sys.executable, "-c", *command], world.clock)


def hand_over_all(notifier: Notifier) -> int:
    count = 0
    while notifier.hand_over_one():
        count += 1
    return count


def test_security_events_are_handed_over_once_and_in_order(world: World, tmp_path: Path) -> None:
    told = tmp_path / "told; rm -rf *"
    world.register()
    grant = world.sign_in()
    world.clock.advance(seconds=1)
    world.enroll(grant)
    with pytest.raises(Exception, match="password"):
        world.login(password="not the password")
    tell = notifier(world, APPENDS, str(told))
    assert hand_over_all(tell) == 2
    assert hand_over_all(tell) == 0
    events = [json.loads(line) for line in told.read_text().splitlines()]
    assert [one["event"] for one in events] == ["signed-in", "mfa-enabled"]
    assert [(one["username"], one["address"]) for one in events] == [("athlete", HOME)] * 2
    assert events[0]["at"] == "2026-03-01T08:30:00Z"


def test_a_command_that_fails_or_hangs_is_tried_again_a_minute_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notifying, "LIMIT_S", 0.5)
    world.register()
    world.sign_in()
    failing = notifier(world, "import sys; sys.exit('no network')")
    hanging = notifier(world, "import time; time.sleep(60)")
    missing = Notifier(world.database, ["/nowhere/at-all"], world.clock)
    for command in (failing, hanging, missing):
        assert hand_over_all(command) == 1
        assert hand_over_all(command) == 0
        world.clock.advance(minutes=1)
    assert hand_over_all(notifier(world, "")) == 1
    world.clock.advance(minutes=1)
    assert hand_over_all(notifier(world, "")) == 0


def test_an_event_of_which_nobody_could_be_told_for_a_day_is_given_up(world: World) -> None:
    world.register()
    world.sign_in()
    world.clock.advance(days=1, seconds=1)
    assert hand_over_all(notifier(world, "")) == 0


def test_of_two_servers_one_hands_an_event_over(world: World) -> None:
    world.register()
    world.sign_in()
    one, other = notifier(world, ""), notifier(world, "")
    assert one._claimed(world.clock()) is not None
    assert other._claimed(world.clock()) is None


def test_the_command_gets_no_secret_of_the_server(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FITTRACK_DATABASE_URL", "postgresql://me:secret@host/db")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    world.register()
    world.sign_in()
    seen = tmp_path / "environment"
    program = "import json, os, sys; open(sys.argv[1], 'w').write(json.dumps(dict(os.environ)))"
    assert hand_over_all(notifier(world, program, str(seen))) == 1
    assert "secret" not in seen.read_text()


def test_the_setting_is_a_command_and_no_shell() -> None:
    def settings(text: str) -> tuple[str, ...]:
        return load_settings(Path("/data"), environment={"FITTRACK_NOTIFY": text}).notify

    assert settings("") == ()
    assert settings("/usr/bin/mail -s 'my account' me; rm") == (
        *("/usr/bin/mail", "-s", "my account"),
        *("me;", "rm"),
    )
    for wrong in ("mail me", "/bin/echo 'open"):
        with pytest.raises(InvalidSettings, match="FITTRACK_NOTIFY"):
            settings(wrong)
