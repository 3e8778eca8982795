"""Working days of health out again from what files say of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import delete, select

from fittrack_backend.records.days import DayPart, sum_of
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import HealthDayRow, HealthPartRow


def sum_again(database: AccountSession, dates: Collection[dt.date]) -> None:
    """Works these days out again; those of which nothing is left are no longer there."""
    now = dt.datetime.now(dt.UTC)
    for some in portions(dates):
        of_days: dict[dt.date, dict[str, DayPart]] = defaultdict(dict)
        query = select(HealthPartRow.date, HealthPartRow.file_sha256, HealthPartRow.data).where(
            HealthPartRow.date.in_(some), counts(HealthPartRow)
        )
        for date, sha256, data in database.execute(query):
            of_days[date][sha256] = data
        there = {
            row.date: row
            for row in database.scalars(select(HealthDayRow).where(HealthDayRow.date.in_(some)))
        }
        for date, parts in of_days.items():
            totals = sum_of(date, parts)
            assert totals is not None
            row = there.get(date)
            if row is None:
                row = HealthDayRow(account_id=database.account_id, date=date)
                database.add(row)
            for name, value in {**vars(totals), "updated_at": now}.items():
                setattr(row, name, value)
        gone = [date for date in some if date in there and date not in of_days]
        if gone:
            rows_changed(database, delete(HealthDayRow).where(HealthDayRow.date.in_(gone)))
    database.flush()
