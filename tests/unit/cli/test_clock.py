"""How old tokens are when the machine sleeps, and where a clock counts no sleep."""

from __future__ import annotations

import time

import pytest

from fittrack_cli.session.clock import Clock


def test_seconds_that_the_machine_slept_count_where_they_are_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(time, "CLOCK_BOOTTIME", 7, raising=False)
    monkeypatch.setattr(time, "clock_gettime", lambda clock: {7: 1234.5}[clock], raising=False)
    monkeypatch.setattr(time, "monotonic", lambda: 1.0)
    assert Clock().ticks() == 1234.5


def test_a_system_without_such_a_clock_counts_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    monkeypatch.setattr(time, "monotonic", lambda: 1.0)
    assert Clock().ticks() == 1.0


def test_the_time_of_day_is_that_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 99.0)
    assert Clock().wall() == 99.0
