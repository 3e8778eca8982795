"""Rows that name a row that is not there, which SQLite itself prevents, but a damage does not.

The repair is what the database would have done when that row was deleted. It never deletes what came from a file:
a recording without its activity gets one, and rows without their account are left for a backup.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ForeignKey, delete, inspect, select, update
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session

from fittrack_backend.checking.findings import Checked, Finding
from fittrack_backend.records.derive import derived
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.held_activities import kept_recording
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.tables import (
    AccountRow,
    ActivityRow,
    RecordingRow,
    Table,
)


def check(checked: Checked) -> Iterator[Finding]:
    """Looks at every foreign key of every table."""
    for table in Table.metadata.sorted_tables:
        for key in sorted(table.foreign_keys, key=lambda one: one.parent.name):
            yield from _of_key(checked, table, key)


def _of_key(checked: Checked, table: SqlTable, key: ForeignKey) -> Iterator[Finding]:
    parent, target = key.parent, key.column.table
    assert isinstance(target, SqlTable)
    there = select(key.column)
    primary = list(inspect(table).primary_key)
    query = select(*primary, parent).where(parent.is_not(None), parent.not_in(there))
    with checked.database.session() as session:
        for found in session.execute(query).all():
            own, names = tuple(found)[:-1], found[-1]
            state, what = "lost", ""
            this = [column == value for column, value in zip(primary, own, strict=True)]
            if table.name == "recordings" and target.name == "activities":
                what = "a recording is of an activity that is not there: it is worked out again"
                state = checked.mended
                if checked.repair:
                    _make_activity(session, cast(UUID, names))
            elif key.ondelete == "SET NULL":
                what = f"a row of {table.name} names one of {target.name} that is not there"
                state = checked.mended
                if checked.repair:
                    session.execute(update(table).where(*this).values({parent: None}))
            elif target.name == "accounts" or table.name == "activities":
                what = (
                    f"a row of {table.name} is of one of {target.name} that is not there; it is left "
                    "as it is: a backup may have the other"
                )
            else:
                what = f"a row of {table.name} is a part of one of {target.name} that is not there"
                state = checked.mended
                if checked.repair:
                    session.execute(delete(table).where(*this))
            session.commit()
            activity_id = names if target.name == "activities" else None
            yield Finding("dangling-row", cast(Any, state), what, activity_id=activity_id)


def _make_activity(session: Session, activity_id: UUID) -> None:
    """The activity that its recordings are of, under the id that they name."""
    if session.get(ActivityRow, activity_id) is not None:
        return
    query = select(RecordingRow).where(RecordingRow.activity_id == activity_id)
    rows = session.scalars(query.where(counts(RecordingRow))).all()
    some = rows or session.scalars(query).all()
    zone = session.scalar(select(AccountRow.time_zone).where(AccountRow.id == some[0].account_id))
    now = dt.datetime.now(dt.UTC)
    found = derived([kept_recording(row) for row in some], zone)
    deleted = {} if rows else {"deleted_at": now, "removal_id": some[0].removal_id}
    session.add(
        ActivityRow(
            id=activity_id,
            account_id=some[0].account_id,
            created_at=now,
            updated_at=now,
            **deleted,
            **found.values,
        )
    )
    session.flush()
    for recording_id, gives in found.gives.items():
        rows_changed(
            session,
            update(RecordingRow).where(RecordingRow.id == recording_id).values(gives=gives),
        )
