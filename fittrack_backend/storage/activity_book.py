"""Filing activities: keyed by account, start second and sport."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast
from uuid import UUID, uuid4

from attrs import define, field
from sqlalchemy import Table as SqlTable
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from fittrack_backend.records.activities import (
    ActivityDetail,
    LocalStart,
    Recording,
    SessionValues,
)
from fittrack_backend.records.as_json import made
from fittrack_backend.records.fields import fields_of
from fittrack_backend.records.storable import text, values_of
from fittrack_backend.storage.origin import (
    PLACE,
    Holder,
    Origin,
    Taken,
    differs,
    portions,
)
from fittrack_backend.storage.tables import ActivityRow

_TABLE = cast(SqlTable, ActivityRow.__table__)


@dataclass(frozen=True, kw_only=True)
class KeptActivity(ActivityDetail):
    """A row of the table."""

    account_id: UUID
    path: bytes


_KEY = ("start_time", "sport")
_VALUES = (
    *(name for name in fields_of(SessionValues) if name not in _KEY),
    *fields_of(LocalStart),
    "laps",
    "lap_count",
    "damage",
    "remarks",
)
"""What of an activity can change without making it another one."""

ActivityKey = tuple[dt.datetime, str]


def key_of(recording: Recording) -> ActivityKey:
    """What an activity is the same by: its start second in UTC and its sport."""
    start = recording.start_time.astimezone(dt.UTC).replace(microsecond=0)
    longest = fields_of(SessionValues)["sport"].means.longest
    return start, text(recording.sport, longest) or "other"


def _values(recording: Recording, damage: str | None) -> dict[str, object]:
    assert recording.local is not None, "its local time is worked out when it is read"
    told = values_of(recording) | values_of(recording.local)
    told |= {"lap_count": len(recording.laps), "damage": text(damage)}
    return {name: told[name] for name in _VALUES}


@define
class ActivityBook:
    """The activities that a batch of files touches: loaded once, changed here, written once.

    All of it happens in one transaction that nobody else writes the account's records in.
    """

    session: Session
    account_id: UUID
    now: dt.datetime
    _rows: dict[ActivityKey, KeptActivity] = field(factory=dict, init=False)
    _new: set[UUID] = field(factory=set, init=False)
    _changed: set[UUID] = field(factory=set, init=False)

    def load(self, recordings: Iterable[Recording]) -> None:
        """Reads what is there under the keys of these."""
        starts = {key_of(recording)[0] for recording in recordings}
        for some in portions(starts):
            query = select(_TABLE).where(
                _TABLE.c.account_id == self.account_id, _TABLE.c.start_time.in_(some)
            )
            for row in self.session.execute(query):
                kept = made(KeptActivity, row._asdict())
                self._rows[kept.start_time, kept.sport] = kept

    def holders(self) -> list[Holder]:
        """The files that hold the loaded activities."""
        return [Holder.of(row) for row in self._rows.values()]

    def take(
        self, recording: Recording, origin: Origin, is_live: Callable[[Holder, UUID], bool]
    ) -> Taken:
        """Files a recording under its activity's key.

        The file that holds it may change it; another file that has it too leaves it alone, unless
        the holder lost it or is gone (`is_live` says so): then it takes over as the holder.
        """
        key = key_of(recording)
        values = _values(recording, origin.damage)
        assert recording.local is not None
        day = recording.local.date
        kept = self._rows.get(key)
        if kept is None:
            new = {"id": uuid4(), "account_id": self.account_id, "created_at": self.now}
            new |= dict(zip(_KEY, key, strict=True))
            kept = made(KeptActivity, new | values | origin.columns() | {"updated_at": self.now})
            self._rows[key] = kept
            self._new.add(kept.id)
            return Taken(kept.id, day, "new")
        holder = Holder.of(kept)
        if not holder.is_file(origin) and is_live(holder, kept.id):
            return Taken(kept.id, day, "unchanged", holder)
        changed = differs(kept, values)
        if changed:
            values["updated_at"] = self.now
        if changed or differs(kept, origin.columns()):
            self._rows[key] = made(KeptActivity, vars(kept) | values | origin.columns())
            self._changed.add(kept.id)
        return Taken(kept.id, day, "updated" if changed else "unchanged")

    def flush(self) -> None:
        """Writes what changed."""
        new = [vars(row) for row in self._rows.values() if row.id in self._new]
        if new:
            self.session.execute(_TABLE.insert(), new)
        names = (*_VALUES, *PLACE, "updated_at")
        changes = [
            {"row_id": row.id, **{name: getattr(row, name) for name in names}}
            for row in self._rows.values()
            if row.id in self._changed - self._new
        ]
        if changes:
            statement = _TABLE.update().where(_TABLE.c.id == bindparam("row_id"))
            self.session.execute(statement, changes)
