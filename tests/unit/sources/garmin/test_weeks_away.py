"""A service that is away for weeks, whose days change and come meanwhile: afterwards all is there, as if it had never been away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from attrs import evolve

from fittrack_backend.sources.garmin import collector, plan
from fittrack_backend.sources.port import SourceUnavailable
from tests.servers.garmin.planting import planted
from tests.servers.garmin.server import StandIn
from tests.servers.garmin_otherwise.account import made_up
from tests.servers.garmin_otherwise.dialects import UNRULY
from tests.servers.garmin_otherwise.server import Garmin
from tests.thorough import THOROUGH
from tests.unit.sources.garmin.account import Collected, a_pace

TODAY = dt.date(2026, 11, 20)
DAYS = 30
A_DAY = dt.timedelta(days=1)
Service = StandIn | Garmin


def one_stand_in(away_from: dt.date) -> tuple[StandIn, Callable[[], None]]:
    """One that does not know yet what comes after a day; and what makes it know."""
    truth = planted(4, days=DAYS, until=TODAY)
    first = {
        date: evolve(day, steps=day.steps and 17, heart_rate=day.heart_rate[:1])
        for date, day in truth.days.items()
        if date <= away_from
    }
    done = {
        key: evolve(one, name="not named yet")
        for key, one in truth.activities.items()
        if one.local_start.date() <= away_from
    }
    server = StandIn(evolve(truth, days=first, activities=done))

    def catch_up() -> None:
        server.truth = truth

    return server, catch_up


def the_other(away_from: dt.date) -> tuple[Garmin, Callable[[], None]]:
    """The same of the other one."""
    whole = made_up(TODAY, DAYS, seed=4)
    first = {
        date: evolve(day, values={name: value + 1 for name, value in day.values.items()})
        for date, day in whole.days.items()
        if date <= away_from
    }
    done = {
        key: evolve(one, name="not named yet")
        for key, one in whole.activities.items()
        if one.day <= away_from
    }
    server = Garmin(evolve(whole, days=first, activities=done), UNRULY)

    def catch_up() -> None:
        server.account = whole

    return server, catch_up


def take_away(server: Service) -> None:
    if isinstance(server, StandIn):
        server.down()
    else:
        server.outages.down = True


def bring_back(server: Service) -> None:
    if isinstance(server, StandIn):
        server.up()
    else:
        server.outages.down = False


CASES = [
    (one_stand_in, 2, None),
    (the_other, 1, 8),
    (one_stand_in, 1, 8),
    (the_other, 2, None),
]
"""Who is away for how many weeks, after how many steps of the first sync, or after all of it."""
IDS = [f"{stand_in.__name__}, {weeks} weeks" for stand_in, weeks, _ in CASES]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[ExitStack]:
    """Who is asked; nobody waits, and an account begins after few days without anything."""
    monkeypatch.setattr(plan, "EMPTY_DAYS", 14)
    monkeypatch.setattr(collector, "MOST_DOWN", 1)
    monkeypatch.setattr(collector, "_LONGEST_PAUSE_S", 0)
    with ExitStack() as servers:
        yield servers


@pytest.mark.parametrize(
    ("stand_in", "weeks", "steps"),
    CASES if THOROUGH else CASES[:2],
    ids=IDS if THOROUGH else IDS[:2],
)
def test_nothing_of_before_during_and_after_is_missing(
    opened: ExitStack,
    tmp_path: Path,
    stand_in: Callable[[dt.date], tuple[Service, Callable[[], None]]],
    weeks: int,
    steps: int | None,
) -> None:
    away_from = TODAY - weeks * 7 * A_DAY
    server, catch_up = stand_in(away_from)
    opened.enter_context(server)
    me = Collected(server, a_pace(tmp_path))
    me.collect(today=away_from, most_steps=steps)
    assert me.shelf.things and bool(me.portions) == (steps is None)
    take_away(server)
    for day in range(1, weeks * 7, 3):
        with pytest.raises(SourceUnavailable):
            me.collect(today=away_from + day * A_DAY)
        assert me.new == []
    catch_up()
    bring_back(server)
    me.collect(today=TODAY)
    afresh = Collected(server, a_pace(tmp_path))
    afresh.collect(today=TODAY)
    recent = away_from - (plan.RECENT_DAYS - 1) * A_DAY
    told, expected = contents(me, recent), contents(afresh, recent)
    assert told.keys() == expected.keys()
    assert [key for key in told if told[key] != expected[key]] == []
    assert min(day_of(key) for key in told) <= recent + A_DAY and me.files()


def contents(me: Collected[Service], since: dt.date) -> dict[bytes, bytes]:
    """All that was collected of these days, and of all activities."""
    return {key: one.content for key, one in me.shelf.things.items() if day_of(key) >= since}


def day_of(key: bytes) -> dt.date:
    """The day that a thing tells of; of an activity, any day."""
    try:
        return dt.date.fromisoformat(key.decode().rpartition("/")[2])
    except ValueError:
        return TODAY
