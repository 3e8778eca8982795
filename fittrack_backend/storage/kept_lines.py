"""Activities as lines of a list: JSON that is kept beside each activity, or made of its row where none is kept.

To read a line costs a third of what it costs to read the activity's values, to make a record of them, and to write that as JSON. Whatever changes an
activity's row, or whether its source is told, empties its line in the same transaction, by a trigger of the database, whoever it is: a statement
for many rows, a server of another version, a person with SQL. So a line is right or not there. `keep_lines` writes what is missing when nothing
else is to be done.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import Select, and_, false, select, update

from fittrack_backend.records.activities import Activity
from fittrack_backend.records.fields import fields_of
from fittrack_backend.storage import shown_rows
from fittrack_backend.storage.database import Database, rows_changed
from fittrack_backend.storage.migrations import HEAD
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityLineRow, ActivityRow

_AT_ONCE = 500
"""Lines of one transaction: others wait for it while it writes."""
_ID = list(fields_of(Activity)).index("id")
_ENCODER = msgspec.json.Encoder()


def _form() -> str:
    fields = [(name, str(field.type), field.many) for name, field in fields_of(Activity).items()]
    return f"{HEAD}-{hashlib.sha256(repr((msgspec.__version__, fields)).encode()).hexdigest()[:12]}"


FORM: Final = _form()
"""The form of the lines that this version writes and reads. It begins with the version of the tables: servers of two versions that share a database
do not write each other's lines anew without end, since each writes only those whose form comes before its own."""

OF_A_LINE: Final = (ActivityRow.id, ActivityLineRow.line)
"""What `lines_of` needs of an activity, as its first columns."""


def with_lines(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """A query for activities, whose lines are found as well where they are kept."""
    kept = and_(ActivityLineRow.activity_id == ActivityRow.id, ActivityLineRow.form == FORM)
    return query.outerjoin(ActivityLineRow, kept)


def lines_of(database: AccountSession, rows: Sequence[tuple[Any, ...]]) -> list[str]:
    """The activities as JSON, in their order. The rows begin with `OF_A_LINE`, as the driver has them."""
    missing = [uuid_of(row[0]) for row in rows if row[1] is None]
    if not missing:
        return [row[1] for row in rows]
    made = _made(database, missing)
    # One that was purged meanwhile is not made any more.
    found = (row[1] or made.get(uuid_of(row[0])) for row in rows)
    return [line for line in found if line is not None]


def uuid_of(value: UUID | str) -> UUID:
    """An id that the driver has given."""
    return value if isinstance(value, UUID) else UUID(value)


def keep_lines(database: Database, stop: Callable[[], bool]) -> None:
    """Writes the lines that are missing, some at a time, until there are none or it is to stop."""
    while not stop():
        with database.session() as session:
            account_id = session.scalar(
                select(ActivityLineRow.account_id).where(ActivityLineRow.form < FORM).limit(1)
            )
        if account_id is None:
            return
        with database.session_of(account_id) as account:
            if not _keep_some(account):
                return
            account.commit()


def count_wrong(database: AccountSession) -> int:
    """How many lines are not what their activities say, each compared in the statement that reads both."""
    columns = select(ActivityLineRow.line, *ActivityRow.columns(Activity)).join(
        ActivityLineRow, ActivityLineRow.activity_id == ActivityRow.id
    )
    wrong, last = 0, UUID(int=0)
    while True:
        some = columns.where(ActivityLineRow.form == FORM, ActivityRow.id > last)
        rows = database.driver_rows(some.order_by(ActivityRow.id).limit(_AT_ONCE))
        if not rows:
            return wrong
        lines = _written(database, [row[1:] for row in rows])
        wrong += sum(row[0] != line for row, line in zip(rows, lines, strict=True))
        last = uuid_of(rows[-1][1 + _ID])


def _keep_some(database: AccountSession) -> bool:
    """Whether there were any that nobody else is writing.

    Their rows are locked before the activities are read: who changes one of these waits, and empties the line afterwards.
    """
    # SQLite locks with the first statement that writes.
    rows_changed(database, update(ActivityLineRow).where(false()).values(form=FORM))
    missing = database.scalars(
        select(ActivityLineRow)
        .where(ActivityLineRow.form < FORM)
        .limit(_AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    lines = _made(database, [row.activity_id for row in missing])
    for row in missing:
        row.form, row.line = FORM, lines[row.activity_id]
    return bool(missing)


def _made(database: AccountSession, ids: Sequence[UUID]) -> dict[UUID, str]:
    lines: dict[UUID, str] = {}
    for some in portions(ids):
        query = select(*ActivityRow.columns(Activity)).where(ActivityRow.id.in_(some))
        rows = database.driver_rows(query)
        lines.update(
            zip((uuid_of(row[_ID]) for row in rows), _written(database, rows), strict=True)
        )
    return lines


def _written(database: AccountSession, rows: Sequence[tuple[Any, ...]]) -> list[str]:
    """The lines of rows that have all columns of an activity."""
    return [_ENCODER.encode(one).decode() for one in shown_rows.all_of(database, Activity, rows)]
