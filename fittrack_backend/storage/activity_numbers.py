"""What was worked out for an activity, by what is known of the athlete now."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from fittrack_backend.records.activities import ActivityRecording, KeptActivity
from fittrack_backend.records.as_json import made
from fittrack_backend.records.fields import fields_of
from fittrack_backend.records.recording_numbers import RecordingNumbers
from fittrack_backend.records.worked_out import ActivityNumbers, BestOfActivity, activity_numbers
from fittrack_backend.storage import athletes
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import BestRow, RecordingNumbersRow


def of_activity(
    database: AccountSession, activity: KeptActivity, recordings: Sequence[ActivityRecording]
) -> ActivityNumbers | None:
    """Those of the recording that the activity's samples are taken from; None where nothing was worked out of it yet, or
    nothing can be."""
    most_first = sorted(recordings, key=lambda one: (-one.samples, one.start_time, one.id))
    row = database.get(RecordingNumbersRow, most_first[0].id) if most_first else None
    if row is None:
        return None
    athlete = athletes.athlete(database)
    return activity_numbers(
        row.recording_id,
        numbers_in(row),
        row.device,
        athlete.own(activity.date),
        athlete.then(activity.date, row.device),
        sport=activity.sport,
        distance_m=activity.distance_m,
        timer_s=activity.timer_s,
        bests=_bests(database, row.recording_id),
    )


def numbers_in(row: RecordingNumbersRow) -> RecordingNumbers:
    """A row as the record that it holds."""
    return made(
        RecordingNumbers, {name: getattr(row, name) for name in fields_of(RecordingNumbers)}
    )


def _bests(database: AccountSession, recording_id: UUID) -> tuple[BestOfActivity, ...]:
    query = select(BestRow.kind, BestRow.over, BestRow.value, BestRow.from_s).where(
        BestRow.recording_id == recording_id
    )
    found = database.execute(query.order_by(BestRow.kind.desc(), BestRow.over))
    return tuple(best_of(kind, over, value, from_s) for kind, over, value, from_s in found)


def best_of(kind: str, over: float, value: float, from_s: float) -> BestOfActivity:
    """A row of a best as it is shown."""
    if kind == "power":
        return BestOfActivity(
            kind="power", distance_m=None, duration_s=over, power_w=value, from_s=from_s
        )
    return BestOfActivity(
        kind="time", distance_m=over, duration_s=value, power_w=None, from_s=from_s
    )
