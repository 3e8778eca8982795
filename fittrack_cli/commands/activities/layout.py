"""How activities look: the columns of the list, the lines of one activity, the table of its laps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from fittrack_cli.output.cells import (
    NOTHING,
    TIME_OF_DAY,
    day,
    metres,
    own_day,
    own_moment,
    parse_moment,
)
from fittrack_cli.output.columns import Column, Table
from fittrack_cli.output.records import row_of
from fittrack_contract import FIELDS

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.activity import Activity
    from fittrack_client.models.activity_detail import ActivityDetail
    from fittrack_client.models.activity_recording import ActivityRecording
    from fittrack_client.models.deleted_activity import DeletedActivity

_NAMES = {
    "start_time": "start",
    "distance_m": "distance",
    "timer_s": "time",
    "elapsed_s": "time with pauses",
    "calories_kcal": "energy",
    "avg_hr_bpm": "average heart rate",
    "max_hr_bpm": "highest heart rate",
    "ascent_m": "ascent",
}

_WHICH = (
    Column(
        "local_start_time", "START", own_moment, narrow=Column("local_start_time", "DAY", own_day)
    ),
    Column("sport"),
    Column("distance_m"),
)
"""By what people know an activity in a list; a narrow terminal shows the day, a wide one the time too."""


def print_deleted(cli: Cli, activities: Iterable[DeletedActivity]) -> None:
    """Prints what was deleted and can be restored."""
    columns = [
        *_WHICH,
        Column("deleted_at", wide=True),
        Column("restorable_until", "RESTORABLE UNTIL", day),
        Column("id"),
    ]
    cli.output.rows(
        (row_of(activity) for activity in activities),
        columns,
        fields=FIELDS["DeletedActivity"],
        empty="No deleted activities.",
    )


def print_activities(
    cli: Cli, activities: Iterable[Activity | ActivityDetail], *, of: str = "Activity"
) -> None:
    """Prints a list of the contract's records that are called so; a narrow terminal shows the day, a
    wide one the time too."""
    columns = [
        *_WHICH,
        Column("timer_s", "TIME"),
        Column("calories_kcal", "ENERGY", wide=True),
        Column("avg_hr_bpm", "AVG HR", wide=True),
        Column("file_name", "FILE", wide=True),
        Column("id"),
    ]
    cli.output.rows(
        (row_of(activity) for activity in activities),
        columns,
        fields=FIELDS[of],
        empty="No activities. Bring some in with: fittrack sync start --watch",
    )


def print_activity(cli: Cli, activity: ActivityDetail) -> None:
    """Prints one activity; for people with its laps below, and with its recordings if it has several."""
    row = row_of(activity)
    fields = FIELDS["ActivityDetail"]
    names = _NAMES | {"local_start_time": "start", "lap_count": "laps", "file_name": "file"}
    names |= {"zone_from": "zone from", "recording_count": "recordings"}
    formats = {"local_start_time": own_moment}
    hidden = {
        "id",
        "laps",
        "recordings",
        "source_id",
        "file_format",
        "file_sha256",
        "created_at",
        "updated_at",
    }
    hidden |= {"start_time", "utc_offset_s", "date"}
    columns = [
        Column(field, names.get(field), formats.get(field))
        for field in fields
        if field not in hidden and row.get(field) not in (None, [])
    ]
    laps = Table(
        [row_of(lap) | {"index": lap.index + 1} for lap in activity.laps],
        [
            Column("index", "LAP"),
            Column("start_time", "START", lambda value: _time_of_day(value, activity.utc_offset_s)),
            Column("distance_m"),
            Column("timer_s", "TIME"),
            Column("elapsed_s", "WITH PAUSES", wide=True),
            Column("calories_kcal", "ENERGY", wide=True),
            Column("avg_hr_bpm", "AVG HR"),
            Column("max_hr_bpm", "MAX HR", wide=True),
            Column("ascent_m", "ASCENT", _climb, wide=True),
        ],
    )
    cli.output.item(
        row,
        columns,
        fields=fields,
        title=f"Activity {activity.id}",
        below=[
            *([laps] if len(activity.laps) > 1 else []),
            *([_recordings(activity)] if len(activity.recordings) > 1 else []),
        ],
    )


def _recordings(activity: ActivityDetail) -> Table:
    """Which recordings it is of, and what is from which."""
    return Table(
        [
            row_of(one)
            | {
                "gives": gives_text(
                    one, [other for other in activity.recordings if other is not one]
                )
            }
            for one in activity.recordings
        ],
        [
            Column("file_name", "RECORDING"),
            Column("distance_m"),
            Column("timer_s", "TIME"),
            Column("device", wide=True),
            Column("gives", "GIVES"),
            Column("id", wide=True),
        ],
    )


def gives_text(recording: ActivityRecording, others: Sequence[ActivityRecording]) -> str:
    """The values that are from a recording, and which of them FitTrack worked out.

    One that gives more than all `others` together gives all else, or everything.
    """
    words = [_word(name) for name in recording.gives]
    of_others = sum(len(other.gives) for other in others)
    if len(words) > of_others:
        words = ["all else" if of_others else "everything"]
    computed = [_word(name) for name in recording.gives if name in recording.computed]
    return ", ".join(words + [f"{word} worked out" for word in computed]) or NOTHING


def _word(field: str) -> str:
    return _NAMES.get(field, field.replace("_", " "))


def _time_of_day(value: object, utc_offset_s: int) -> str:
    """The time of day by the activity's own clock."""
    moment = parse_moment(str(value))
    if moment is None:
        return NOTHING
    zone = dt.timezone(dt.timedelta(seconds=utc_offset_s))
    return moment.astimezone(zone).strftime(TIME_OF_DAY)


def _climb(value: object) -> str:
    return metres(value) if isinstance(value, int | float) else "-"
