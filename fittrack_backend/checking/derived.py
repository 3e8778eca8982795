"""Activities and days, which follow from recordings and from what files say of days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from attrs import frozen
from sqlalchemy import select, update

from fittrack_backend.checking.findings import Checked, Finding
from fittrack_backend.records.activities import KeptRecording
from fittrack_backend.records.days import DayPart, sum_of
from fittrack_backend.records.derive import derived
from fittrack_backend.storage.activity_filter import is_there
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.days_again import sum_again
from fittrack_backend.storage.held_activities import kept_recording
from fittrack_backend.storage.merging import derive_again
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    AccountRow,
    ActivityRow,
    HealthDayRow,
    HealthPartRow,
    RecordingRow,
)

_PLACE = ("source_id", "file_name")
"""Where a file is may change without its activity being worked out again."""


@frozen
class _Account:
    id: UUID
    username: str


def check(checked: Checked) -> Iterator[Finding]:
    """Works all of it out again, and compares."""
    with checked.database.session() as session:
        query = select(AccountRow.id, AccountRow.username).where(
            AccountRow.deleting_since.is_(None)
        )
        accounts = [_Account(row.id, row.username) for row in session.execute(query)]
    for account in accounts:
        yield from _activities(checked, account)
        yield from _days(checked, account)


def _activities(checked: Checked, account: _Account) -> Iterator[Finding]:
    with checked.database.session_of(account.id) as session:
        query = select(ActivityRow.id).where(is_there())
        ids = set(session.scalars(query)) - checked.kept_activities
    for some in portions(ids):
        with checked.database.session_of(account.id) as session:
            wrong = _wrong_activities(session, some)
        for activity_id in wrong:
            with checked.database.session_of(account.id) as session:
                _take_turn(session)
                if activity_id not in _wrong_activities(session, [activity_id]):
                    continue  # a sync was in the middle of it
                row = session.get_one(ActivityRow, activity_id)
                file: str = getattr(row, "file_name")  # noqa: B009 (a column that follows from a record)
                if not _recordings(session, [activity_id]):
                    what = "an activity has no recording any more; it is kept as it is shown"
                    yield Finding(
                        "activity-bare", "lost", what, account.username, None, file, activity_id
                    )
                    continue
                if checked.repair:
                    derive_again(session, activity_id)
                    session.commit()
                what = "an activity is not what follows from its recordings"
                yield Finding(
                    "activity-differs",
                    checked.mended,
                    what,
                    account.username,
                    None,
                    file,
                    activity_id,
                )


def _wrong_activities(session: AccountSession, ids: Sequence[UUID]) -> list[UUID]:
    zone = session.scalar(select(AccountRow.time_zone))
    of_activities = _recordings(session, ids)
    rows = session.scalars(
        select(ActivityRow)
        .where(ActivityRow.id.in_(ids), ActivityRow.merged_into.is_(None))
        .execution_options(populate_existing=True)
    )
    return [row.id for row in rows if _differs(row, of_activities.get(row.id, []), zone)]


def _recordings(session: AccountSession, ids: Sequence[UUID]) -> dict[UUID, list[KeptRecording]]:
    found: dict[UUID, list[KeptRecording]] = defaultdict(list)
    query = select(RecordingRow).where(RecordingRow.activity_id.in_(ids), counts(RecordingRow))
    for row in session.scalars(query.execution_options(populate_existing=True)):
        found[row.activity_id].append(kept_recording(row))
    return found


def _differs(row: ActivityRow, recordings: Sequence[KeptRecording], zone: str | None) -> bool:
    if not recordings:
        return True
    found = derived(recordings, zone)
    return any(
        getattr(row, name) != value for name, value in found.values.items() if name not in _PLACE
    ) or any(set(one.gives) != set(found.gives[one.id]) for one in recordings)


def _days(checked: Checked, account: _Account) -> Iterator[Finding]:
    with checked.database.session_of(account.id) as session:
        dates = set(session.scalars(select(HealthDayRow.date)))
        dates |= set(session.scalars(select(HealthPartRow.date).where(counts(HealthPartRow))))
    kept = {date for owner, date in checked.kept_days if owner == account.id}
    for some in portions(sorted(dates - kept)):
        with checked.database.session_of(account.id) as session:
            wrong = _wrong_days(session, some)
        for date in wrong:
            with checked.database.session_of(account.id) as session:
                _take_turn(session)
                if date not in _wrong_days(session, [date]):
                    continue
                if not _parts(session, [date]):
                    what = f"no file says what is kept of {date}; it is kept as it is shown"
                    yield Finding("day-bare", "lost", what, account.username)
                    continue
                if checked.repair:
                    sum_again(session, [date])
                    session.commit()
                what = f"what is kept of {date} is not what follows from its files"
                yield Finding("day-differs", checked.mended, what, account.username)


def _wrong_days(session: AccountSession, dates: Sequence[dt.date]) -> list[dt.date]:
    query = select(HealthDayRow).where(HealthDayRow.date.in_(dates))
    rows = {
        row.date: row for row in session.scalars(query.execution_options(populate_existing=True))
    }
    parts = _parts(session, dates)
    wrong = []
    for date in dates:
        totals = sum_of(date, parts[date]) if parts.get(date) else None
        row = rows.get(date)
        if (totals is None) != (row is None) or (
            totals is not None
            and any(getattr(row, name) != value for name, value in vars(totals).items())
        ):
            wrong.append(date)
    return wrong


def _parts(session: AccountSession, dates: Sequence[dt.date]) -> dict[dt.date, dict[str, DayPart]]:
    found: dict[dt.date, dict[str, DayPart]] = defaultdict(dict)
    query = select(HealthPartRow.date, HealthPartRow.file_sha256, HealthPartRow.data).where(
        HealthPartRow.date.in_(dates), counts(HealthPartRow)
    )
    for date, sha256, data in session.execute(query):
        found[date][sha256] = data
    return found


def _take_turn(session: AccountSession) -> None:
    """As `storage.account_turn`, for an account that is disabled too."""
    rows_changed(session, update(AccountRow).values(founder=AccountRow.founder))
