"""What a report is made of, asked of the backend in few requests however many years it spans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from fittrack_cli.commands.activities.choosing import Choice
from fittrack_cli.commands.ranges import DateRange

if TYPE_CHECKING:
    from uuid import UUID

    from fittrack_cli.program.context import Cli
    from fittrack_client.models.activity import Activity
    from fittrack_client.models.activity_detail import ActivityDetail
    from fittrack_client.models.activity_samples import ActivitySamples
    from fittrack_client.models.bests import Bests
    from fittrack_client.models.daily_health import DailyHealth
    from fittrack_client.models.totals import Totals
    from fittrack_client.models.training_load import TrainingLoad

MOST_SINGLE_DAYS = 400
"""Up to so many days each day is shown by itself, in more of them weeks and months are."""
LATEST = 50
"""So many activities are listed of a range with more days."""
COLUMNS = (
    "lat_deg",
    "lon_deg",
    "altitude_m",
    "hr_bpm",
    "speed_m_s",
    "power_w",
    "cadence_rpm",
)
"""The columns of samples that are drawn."""
ROWS = 20_000
"""So many samples are asked for: five hours and a half, one a second. Of more, extremes stay."""


@frozen
class Diary:
    """What was done from one day to another, both included; lists have the latest first."""

    first: dt.date
    last: dt.date
    weeks: Totals
    sports: Totals
    months: Totals | None
    """None where each day is shown."""
    activities: Sequence[Activity]
    """All of the range, or only the latest where `months` are there."""
    health: Sequence[DailyHealth]
    load: TrainingLoad
    bests: Bests

    @property
    def has_single_days(self) -> bool:
        """Whether each day is shown by itself."""
        return self.months is None


@frozen
class Recorded:
    """One activity, with what was recorded from moment to moment."""

    activity: ActivityDetail
    samples: ActivitySamples | None
    """None where there are none."""


def gather_diary(cli: Cli, days: DateRange, *, today: dt.date) -> Diary:
    """All that a report of some days shows. A range that is open, or that reaches beyond what there is in years, has the days
    that have something. Raises CliError."""
    from fittrack_cli.commands.activities.fetching import list_activities
    from fittrack_cli.commands.health.fetching import list_daily_health
    from fittrack_cli.commands.stats.fetching import get_totals
    from fittrack_client import api

    weeks = get_totals(cli, "week", days)
    sports = get_totals(cli, "sport", days)
    health = list(list_daily_health(cli, days))
    chosen = Choice(days=days)
    activities = list(list_activities(cli, chosen, limit=LATEST))
    first, last = limits(days, activities, weeks, health, today)
    has_single_days = (last - first).days < MOST_SINGLE_DAYS
    if has_single_days and len(activities) == LATEST:
        activities = list(list_activities(cli, chosen))
    return Diary(
        first,
        last,
        weeks,
        sports,
        None if has_single_days else get_totals(cli, "month", days),
        activities,
        health,
        cli.connection.call(api.get_training_load(since=first, until=last)),
        cli.connection.call(api.get_bests(since=first, until=last, limit=1)),
    )


def limits(
    days: DateRange,
    latest: Sequence[Activity],
    weeks: Totals,
    health: Sequence[DailyHealth],
    today: dt.date,
) -> tuple[dt.date, dt.date]:
    """The first and the last day that are shown: as they were asked for, but not later than today where nothing is there
    later; and not long before anything is there."""
    ends = [*(one.date for one in latest[:1]), *(day.date for day in health[:1])]
    starts = [*(week.first_day for week in weeks.items[:1]), *(day.date for day in health[-1:])]
    last = max([today, *ends])
    if days.since is not None and days.since > last:
        return days.since, days.until or days.since
    last = min(days.until or last, last)
    begin = min([last, *starts])
    first = days.since or begin
    if (last - first).days >= MOST_SINGLE_DAYS:
        first = max(first, begin)
    return first, last


def gather_activity(cli: Cli, activity_id: UUID) -> Recorded:
    """An activity with its samples. Raises NotFound and other CliErrors."""
    from fittrack_cli.commands.activities.fetching import get_activity
    from fittrack_cli.errors import NotFound
    from fittrack_contract import problems

    activity = get_activity(cli, activity_id)
    try:
        return Recorded(activity, _samples(cli, activity.id))
    except NotFound as error:
        if error.slug != problems.ORIGINAL_NOT_HERE:
            raise
        return Recorded(activity, None)


def _samples(cli: Cli, activity_id: UUID) -> ActivitySamples:
    """The columns that are drawn, of those that there are; a few rows say which these are."""
    from fittrack_client import api

    found = cli.connection.call(api.get_activity_samples(activity_id, resolution=2))
    names = [column.name for column in found.columns if column.name in COLUMNS]
    if not names:
        return found
    return cli.connection.call(
        api.get_activity_samples(activity_id, resolution=ROWS, fields=",".join(names))
    )
