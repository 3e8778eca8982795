"""The requests that the documentation names are those that the stand-in counts."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from attrs import evolve

from tests.servers.garmin.planting import planted
from tests.servers.garmin.server import StandIn
from tests.servers.garmin.truth import Truth
from tests.thorough import THOROUGH
from tests.unit.sources.garmin.account import Collected, a_pace
from tools import REPOSITORY

TODAY = dt.date(2026, 11, 20)
YEAR = 365
A_DAY = dt.timedelta(days=1)


def up_to(truth: Truth, last: dt.date) -> Truth:
    """The account as it was on that day."""
    return evolve(
        truth,
        days={date: day for date, day in truth.days.items() if date <= last},
        activities={
            key: one for key, one in truth.activities.items() if one.local_start.date() <= last
        },
    )


@pytest.mark.skipif(not THOROUGH, reason="asks for a year of days: FITTRACK_THOROUGH=1")
def test_a_first_year_and_the_nights_after_it(tmp_path: Path) -> None:
    tomorrow = TODAY + A_DAY
    later = planted(1, days=YEAR + 1, until=tomorrow, activities_a_week=5)
    year = up_to(later, TODAY)
    with StandIn(year) as server:
        me = Collected(server, a_pace(tmp_path))
        counted = []
        for truth, today in ((year, TODAY), (year, TODAY), (later, tomorrow)):
            server.truth = truth
            server.counts.forget()
            me.collect(today=today)
            counted.append(len(server.counts.asked))
    activities = len(year.newest_first(with_legs=False))
    legs = len(year.activities) - activities
    days = sum(not day.is_empty for day in year.days.values())
    assert len(later.newest_first(with_legs=False)) == activities + 1
    page = (REPOSITORY / "docs/sources/garmin.md").read_text()
    said = re.search(
        rf"first sync of one year \({activities} activities, {legs} legs, {days} days with data\)"
        r" \| ([\d,]+) \|.*?nightly sync without anything new \| (\d+) \|"
        r".*?after a day with one activity \| (\d+) \|",
        page,
        re.S,
    )
    found = f"{activities} activities, {legs} legs, {days} days: {counted}"
    assert said is not None, found
    assert [int(one.replace(",", "")) for one in said.groups()] == counted, found
