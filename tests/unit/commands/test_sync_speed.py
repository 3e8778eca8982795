"""How fast a watched sync goes, and the colour of its bars."""

from __future__ import annotations

import datetime as dt
import io

import pytest

from fittrack_cli.commands.sync.progress import BarsView
from fittrack_cli.commands.sync.speed import Speed
from fittrack_cli.output.output import Output
from fittrack_client.models.sync_job import SyncJob
from tests.unit.commands.conftest import counts, job

START = dt.datetime(2026, 1, 31, 7, 30, 1, tzinfo=dt.UTC)


class Clock:
    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def running(done: int, total: int = 100, **values: object) -> SyncJob:
    known = {"counts": counts(total=total, new=done, pending=total - done), **values}
    return SyncJob.from_dict(job() | known)


def test_time_rate_and_what_is_left() -> None:
    clock = Clock()
    speed = Speed(clock, lambda: START + dt.timedelta(seconds=5))
    assert speed.text() == ""
    speed.saw(running(0, started_at=None))
    assert speed.text() == ""
    speed.saw(running(20))
    assert speed.text() == "0:05"
    clock.at += 10
    speed.saw(running(40))
    assert speed.text() == "0:15, 2.0 files/s, about 0:30 left"
    speed.saw(SyncJob.from_dict(job("succeeded")))
    assert speed.text() == ""  # its summary says what it took


def test_what_is_not_known_is_not_said() -> None:
    clock = Clock()
    speed = Speed(clock, lambda: START - dt.timedelta(hours=1))  # the server's clock is ahead
    speed.saw(running(0, total=0))
    clock.at += 10
    speed.saw(running(0, total=0))
    assert speed.text() == "0:10"
    speed.saw(running(50, waiting_until="2026-01-31T08:00:00Z"))
    clock.at += 60
    assert speed.text() == "1:10"
    speed.saw(running(50))
    clock.at += 2
    assert speed.text() == "1:12"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("state", "failed"), [("partial", 1), ("failed", 0), ("succeeded", 0)])
def test_a_bar_is_green_only_where_nothing_failed(
    state: str, failed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"TERM": "xterm-256color", "COLUMNS": "120"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = Terminal()
    view = BarsView(Output("table", Terminal(), shown, color=True))
    part = {**counts(total=2, new=2 - failed, failed=failed), "type": "health"}
    row = job(state, types=["health"], progress=[part], counts=counts(total=2, failed=failed))
    view.show(SyncJob.from_dict(row))
    view.close()
    last = shown.getvalue().rpartition("health")[2]
    assert ("\x1b[32m" in last) is (state == "succeeded"), repr(last)
    assert "1:13" not in last
