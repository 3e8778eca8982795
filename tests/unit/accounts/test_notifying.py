"""The operator's command is run for each security event, once it has worked no more."""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Executable, select, update
from sqlalchemy.orm import Session

from fittrack_backend.accounts import audit, notifying
from fittrack_backend.accounts.notifying import Notifier
from fittrack_backend.settings import load_settings
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.tables import AccountRow, AuditRow
from fittrack_backend.variables import InvalidSettings
from tests.unit.accounts.world import HOME, World

APPENDS = "import os, sys; open(sys.argv[1], 'a').write(sys.stdin.read()); print(os.environ)"


def notifier(world: World, *command: str) -> Notifier:
    return Notifier(world.database, [sys.executable, "-I", "-S", "-c", *command], world.clock)


def hand_over_all(notifier: Notifier) -> int:
    count = 0
    while notifier.hand_over_one():
        count += 1
    return count


def told(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def happens(world: World, event: audit.Event, after_s: float = 0, detail: str | None = None) -> str:
    """Writes an event of the one account into the trail, and returns its id."""
    at = world.clock.now + dt.timedelta(seconds=after_s)
    account_id = world.session.scalars(select(AccountRow.id)).one()
    audit.record(world.session, event, at=at, account_id=account_id, detail=detail)
    world.session.commit()
    latest = select(AuditRow.id).order_by(AuditRow.number.desc()).limit(1)
    return str(world.session.scalars(latest.where(AuditRow.number.is_not(None))).one())


def test_security_events_are_handed_over_once_and_in_order(world: World, tmp_path: Path) -> None:
    file = tmp_path / "told; rm -rf *"
    world.register()
    grant = world.sign_in()
    world.clock.advance(seconds=1)
    world.enroll(grant)
    with pytest.raises(Exception, match="password"):
        world.login(password="not the password")
    tell = notifier(world, APPENDS, str(file))
    assert hand_over_all(tell) == 2
    assert hand_over_all(tell) == 0
    events = told(file)
    assert [one["event"] for one in events] == ["signed-in", "mfa-enabled"]
    assert [(one["username"], one["address"]) for one in events] == [("athlete", HOME)] * 2
    assert events[0]["at"] == "2026-03-01T08:30:00Z"


def test_an_event_is_told_with_the_id_and_the_detail_of_the_trail(
    world: World, tmp_path: Path
) -> None:
    world.register()
    event_id = happens(world, audit.Event.SIGNED_IN, detail="totp")
    assert hand_over_all(notifier(world, APPENDS, str(tmp_path / "told"))) == 1
    assert told(tmp_path / "told") == [
        {
            "id": event_id,
            "at": "2026-03-01T08:30:00Z",
            "event": "signed-in",
            "username": "athlete",
            "address": None,
            "detail": "totp",
        }
    ]


def test_the_oldest_comes_first_and_those_of_one_moment_by_their_numbers(
    world: World, tmp_path: Path
) -> None:
    world.register()
    third = happens(world, audit.Event.SIGNED_IN, after_s=-1)  # by a clock that was put back since
    second = happens(world, audit.Event.INVITED, after_s=-2)
    first = happens(world, audit.Event.MFA_ENABLED, after_s=-2)
    for number, event_id in enumerate((third, first, second)):
        this_event = AuditRow.id == UUID(event_id)
        world.session.execute(update(AuditRow).where(this_event).values(number=number))
    world.session.commit()
    assert hand_over_all(notifier(world, APPENDS, str(tmp_path / "told"))) == 3
    assert [one["id"] for one in told(tmp_path / "told")] == [first, second, third]


def test_what_a_command_says_is_in_the_log_when_it_fails_and_nowhere_else(
    world: World, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    world.register()
    happens(world, audit.Event.INVITED)
    says = "import os, sys; os.write(1, b'out'); os.write(2, b'no \\xff network' + b'k' * 600); sys.exit(%d)"
    assert hand_over_all(notifier(world, says % 1)) == 1
    words = "no \\xff network" + "k" * 488  # 500 bytes
    assert caplog.messages == [f"FITTRACK_NOTIFY ended with 1: {words!r}"]
    caplog.clear()
    world.clock.advance(minutes=1)
    assert hand_over_all(notifier(world, says % 0)) == 1
    assert caplog.messages == []
    assert capfd.readouterr() == ("", "")


class Stops(threading.Event):
    """Stops the notifier once `done` says so, and notes how long it would have waited."""

    def __init__(self, done: Callable[[], bool]) -> None:
        super().__init__()
        self._done = done
        self.waited: list[float | None] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.waited.append(timeout)
        assert len(self.waited) < 5
        return self._done()

    def is_set(self) -> bool:
        return self._done()


def test_it_hands_over_all_that_waits_though_the_database_is_away_for_a_moment(
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    world.register()
    ids = [happens(world, audit.Event.INVITED) for _ in range(3)]
    tell = notifier(world, APPENDS, str(tmp_path / "told"))
    monkeypatch.setattr(world.database, "session", lambda: monkeypatch.undo())
    stopping = Stops(lambda: (tmp_path / "told").exists() and len(told(tmp_path / "told")) == 2)
    tell.run(stopping)
    assert [one["id"] for one in told(tmp_path / "told")] == ids[:2]  # the third one waits
    assert caplog.messages == ["security events cannot be handed over at the moment"]
    assert [one.levelno for one in caplog.records] == [logging.ERROR]
    assert stopping.waited == [notifying.EVERY_S] * 3


def test_a_command_that_fails_or_hangs_is_tried_again_a_minute_later(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    world.register()
    world.sign_in()
    failing = notifier(world, "import sys; sys.exit('no network')")
    hanging = notifier(world, "import time; time.sleep(60)")
    missing = Notifier(world.database, ["/nowhere/at-all"], world.clock)
    why = {
        failing: "FITTRACK_NOTIFY ended with 1: 'no network\\n'",
        hanging: "FITTRACK_NOTIFY took longer than 0.5 s with signed-in",
        missing: "FITTRACK_NOTIFY cannot be run: [Errno 2] No such file or directory: '/nowhere/at-all'",
    }
    for command, words in why.items():
        monkeypatch.setattr(notifying, "LIMIT_S", 0.5 if command is hanging else 30)
        assert hand_over_all(command) == 1
        assert hand_over_all(command) == 0
        world.clock.advance(minutes=1)
        assert caplog.messages == [words]
        caplog.clear()
    assert hand_over_all(notifier(world, "")) == 1
    world.clock.advance(minutes=1)
    assert hand_over_all(notifier(world, "")) == 0


def test_an_event_of_which_nobody_could_be_told_for_a_day_is_given_up(world: World) -> None:
    world.register()
    world.sign_in()
    world.clock.advance(days=1)
    assert hand_over_all(notifier(world, "")) == 0
    world.clock.advance(seconds=-1)
    assert hand_over_all(notifier(world, "")) == 1


def test_of_two_servers_one_hands_an_event_over(world: World) -> None:
    world.register()
    world.sign_in()
    one, other = notifier(world, ""), notifier(world, "")
    assert one._claimed(world.clock()) is not None
    assert other._claimed(world.clock()) is None


def test_of_two_servers_that_found_an_event_at_once_one_hands_it_over(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.register()
    happens(world, audit.Event.INVITED)
    one, other = notifier(world, ""), notifier(world, "")

    def quicker(session: Session, statement: Executable) -> int:
        monkeypatch.undo()
        session.rollback()
        assert other._claimed(world.clock()) is not None
        return rows_changed(session, statement)

    monkeypatch.setattr(notifying, "rows_changed", quicker)
    assert one._claimed(world.clock()) is None


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
