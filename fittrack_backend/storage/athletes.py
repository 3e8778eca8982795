"""What is known of an account's athlete: what they set, and what devices recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import cast

from sqlalchemy import select

from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.records.athlete import Athlete, AthleteValues
from fittrack_backend.storage.account_turn import take_turn
from fittrack_backend.storage.activity_filter import is_there
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.scope import AccountSession, Prepared
from fittrack_backend.storage.tables import (
    AccountRow,
    ActivityRow,
    AthleteSettingsRow,
    HealthDayRow,
    RecordingNumbersRow,
    RecordingRow,
)

ALWAYS = dt.date.min
"""The day of settings that hold from the first day on."""
MOST_SETTINGS = 100
_POSSIBLE_BPM = 230.0
"""No heart beats faster for ten seconds; a strap that is loose may say so."""


def settings(database: AccountSession) -> dict[dt.date, AthleteValues]:
    """What the athlete set, by the day from which it holds."""
    query = select(AthleteSettingsRow.from_day, AthleteSettingsRow.data)
    found = database.execute(query.order_by(AthleteSettingsRow.from_day))
    return {row.from_day: row.data for row in found}


_TIME_ZONE = Prepared(select(AccountRow.time_zone))


def time_zone(database: AccountSession) -> str | None:
    """The account's."""
    row = database.prepared_row(_TIME_ZONE)
    return None if row is None else cast("str | None", row.time_zone)


def change(database: AccountSession, from_day: dt.date, changes: Mapping[str, object]) -> None:
    """Sets these values from that day on; None takes one back. Commits. A problem 409 where they are set from very many
    days on."""
    take_turn(database)
    row = database.get(AthleteSettingsRow, (database.account_id, from_day))
    before = AthleteValues() if row is None else row.data
    after = AthleteValues(**{**vars(before), **changes})
    if after == AthleteValues():
        if row is not None:
            database.delete(row)
    elif row is None:
        if len(settings(database)) >= MOST_SETTINGS:
            raise Problem(
                Kind.LIMIT_REACHED,
                f"There may be {MOST_SETTINGS} days from which settings hold. Take some back first.",
            )
        database.add(
            AthleteSettingsRow(account_id=database.account_id, from_day=from_day, data=after)
        )
    else:
        row.data = after
    database.commit()


def athlete(database: AccountSession) -> Athlete:
    """All that is known of the athlete."""
    resting = HealthDayRow.column("resting_hr_bpm")
    days = (
        select(HealthDayRow.date, resting).where(resting.is_not(None)).order_by(HealthDayRow.date)
    )
    return Athlete(
        settings=settings(database),
        resting=[(day, bpm) for day, bpm in database.execute(days)],
        highest_hr_bpm=_highest_hr_bpm(database),
    )


def _highest_hr_bpm(database: AccountSession) -> float | None:
    held = RecordingNumbersRow.column("held_hr_bpm")
    query = (
        select(held)
        .join(RecordingRow, RecordingRow.id == RecordingNumbersRow.recording_id)
        .join(ActivityRow, ActivityRow.id == RecordingRow.activity_id)
        .where(held <= _POSSIBLE_BPM, counts(RecordingRow), is_there())
        .order_by(held.desc())
        .limit(1)
    )
    return database.scalar(query)
