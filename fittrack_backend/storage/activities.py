"""Activities: keyed by account, start second and sport."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, cast
from uuid import UUID, uuid4

from attrs import define, field, frozen
from sqlalchemy import Table as SqlTable
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session

from fittrack_backend.accounts.caller import Caller
from fittrack_backend.errors import not_found
from fittrack_backend.readers.records import Activity, Lap
from fittrack_backend.storage.origin import (
    PLACE,
    Holder,
    Origin,
    Taken,
    connected_sources,
    portions,
)
from fittrack_backend.storage.originals import Original, download_name
from fittrack_backend.storage.pages import Key, Page, after, decode_cursor, make_page, order_by
from fittrack_backend.storage.tables import ActivityRow
from fittrack_backend.storage.texts import real, text, whole

_TABLE = cast(SqlTable, ActivityRow.__table__)
_MEASURES = (
    "distance_m",
    "timer_s",
    "elapsed_s",
    "calories_kcal",
    "avg_hr_bpm",
    "max_hr_bpm",
    "ascent_m",
)
_VALUES = ("sub_sport", "name", *_MEASURES, "device", "laps", "lap_count", "damage")
_LONGEST_SPORT = 64

ActivityKey = tuple[dt.datetime, str]


def key_of(activity: Activity) -> ActivityKey:
    """What an activity is the same by: its start second in UTC and its sport."""
    start = activity.start_time.astimezone(dt.UTC).replace(microsecond=0)
    return start, text(activity.sport, _LONGEST_SPORT) or "other"


def _values(activity: Activity, damage: str | None) -> dict[str, Any]:
    return {
        "sub_sport": text(activity.sub_sport, _LONGEST_SPORT),
        "name": text(activity.name),
        "distance_m": real(activity.distance_m),
        "timer_s": real(activity.timer_s),
        "elapsed_s": real(activity.elapsed_s),
        "calories_kcal": whole(activity.calories_kcal),
        "avg_hr_bpm": whole(activity.avg_hr_bpm),
        "max_hr_bpm": whole(activity.max_hr_bpm),
        "ascent_m": real(activity.ascent_m),
        "device": text(activity.device),
        "laps": [_lap(index, lap) for index, lap in enumerate(activity.laps)],
        "lap_count": len(activity.laps),
        "damage": text(damage),
    }


def _lap(index: int, lap: Lap) -> dict[str, Any]:
    return {
        "index": index,
        "start_time": lap.start_time.astimezone(dt.UTC).isoformat(),
        "distance_m": real(lap.distance_m),
        "timer_s": real(lap.timer_s),
        "elapsed_s": real(lap.elapsed_s),
        "calories_kcal": whole(lap.calories_kcal),
        "avg_hr_bpm": whole(lap.avg_hr_bpm),
        "max_hr_bpm": whole(lap.max_hr_bpm),
        "ascent_m": real(lap.ascent_m),
    }


@define
class ActivityBook:
    """The activities that a batch of files touches: loaded once, changed here, written once.

    All of it happens in one transaction that nobody else writes the account's records in.
    """

    session: Session
    account_id: UUID
    now: dt.datetime
    _rows: dict[ActivityKey, dict[str, Any]] = field(factory=dict, init=False)
    _inserted: list[dict[str, Any]] = field(factory=list, init=False)
    _changed: dict[UUID, dict[str, Any]] = field(factory=dict, init=False)
    _new: set[UUID] = field(factory=set, init=False)

    def load(self, activities: Iterable[Activity]) -> None:
        """Reads what is there under the keys of these."""
        starts = {key_of(activity)[0] for activity in activities}
        for some in portions(starts):
            query = select(_TABLE).where(
                _TABLE.c.account_id == self.account_id, _TABLE.c.start_time.in_(some)
            )
            for row in self.session.execute(query).mappings():
                self._rows[row["start_time"], row["sport"]] = dict(row)

    def holders(self) -> list[Holder]:
        """The files that hold the loaded activities."""
        return [Holder.of(row) for row in self._rows.values()]

    def take(
        self, activity: Activity, origin: Origin, is_live: Callable[[Holder, UUID], bool]
    ) -> Taken:
        """Files an activity under its key.

        The file that holds it may change it; another file that has it too leaves it alone, unless
        the holder lost it or is gone (`is_live` says so): then it takes over as the holder.
        """
        key = key_of(activity)
        row = self._rows.get(key)
        values = _values(activity, origin.damage)
        place = origin.columns()
        if row is None:
            row = {
                "id": uuid4(),
                "account_id": self.account_id,
                "start_time": key[0],
                "sport": key[1],
                **values,
                **place,
                "created_at": self.now,
                "updated_at": self.now,
            }
            self._rows[key] = row
            self._inserted.append(row)
            self._new.add(row["id"])
            return Taken(row["id"], key[0].date(), "new")
        holder = Holder.of(row)
        if not holder.is_file(origin) and is_live(holder, row["id"]):
            return Taken(row["id"], key[0].date(), "unchanged", holder)
        changed = {name for name in _VALUES if row[name] != values[name]}
        if changed:
            row.update(values, updated_at=self.now)
        if changed or any(row[name] != place[name] for name in PLACE):
            row.update(place)
            self._changed[row["id"]] = row
        return Taken(row["id"], key[0].date(), "updated" if changed else "unchanged")

    def flush(self) -> None:
        """Writes what changed."""
        if self._inserted:
            self.session.execute(_TABLE.insert(), self._inserted)
        names = (*_VALUES, *PLACE, "updated_at")
        changes = [
            {"row_id": row["id"], **{name: row[name] for name in names}}
            for row in self._changed.values()
            if row["id"] not in self._new
        ]
        if changes:
            statement = _TABLE.update().where(_TABLE.c.id == bindparam("row_id"))
            self.session.execute(statement, changes)


# Reading


@frozen
class ActivityView:
    """An activity as the contract shows it."""

    id: UUID
    start_time: dt.datetime
    sport: str
    sub_sport: str | None
    name: str | None
    distance_m: float | None
    timer_s: float | None
    elapsed_s: float | None
    calories_kcal: int | None
    avg_hr_bpm: int | None
    max_hr_bpm: int | None
    ascent_m: float | None
    device: str | None
    lap_count: int
    source_id: UUID | None
    file_name: str
    file_format: str
    file_sha256: str
    damage: str | None
    created_at: dt.datetime
    updated_at: dt.datetime


@frozen
class ActivityDetailView(ActivityView):
    """An activity with its laps."""

    laps: list[dict[str, Any]]


_SHOWN = tuple(name for name in ActivityView.__annotations__)


def list_all(
    session: Session,
    caller: Caller,
    *,
    since: dt.date | None,
    until: dt.date | None,
    sport: str | None,
    limit: int,
    cursor: str | None,
) -> Page[ActivityView]:
    """The account's activities, latest start first; `since` and `until` are days in UTC."""
    keys = (Key(ActivityRow.start_time, descending=True), Key(ActivityRow.id, descending=True))
    query = select(*(_TABLE.c[name] for name in _SHOWN)).where(
        ActivityRow.account_id == caller.account_id
    )
    if since is not None:
        query = query.where(ActivityRow.start_time >= start_of(since))
    if until is not None and until < dt.date.max:
        query = query.where(ActivityRow.start_time < start_of(until + dt.timedelta(days=1)))
    if sport is not None:
        query = query.where(ActivityRow.sport == sport)
    if cursor is not None:
        query = query.where(after(keys, decode_cursor(cursor, dt.datetime, UUID)))
    rows = session.execute(query.order_by(*order_by(keys)).limit(limit + 1)).all()
    connected = connected_sources(session, caller.account_id)
    views = [ActivityView(**_shown(row, connected)) for row in rows]
    return make_page(views, limit, lambda view: (view.start_time, view.id))


def start_of(day: dt.date) -> dt.datetime:
    """When the day begins in UTC."""
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def show(session: Session, caller: Caller, activity_id: UUID) -> ActivityDetailView:
    """One activity; a problem 404 when it is not the account's."""
    row = _find(session, caller, activity_id)
    connected = connected_sources(session, caller.account_id)
    return ActivityDetailView(**_shown(row, connected), laps=row._mapping["laps"])


def original(session: Session, caller: Caller, activity_id: UUID) -> Original:
    """The file that the activity was read from."""
    found = _find(session, caller, activity_id)._mapping
    return Original(found["file_sha256"], download_name(found["file_name"]))


def _find(session: Session, caller: Caller, activity_id: UUID) -> Row[Any]:
    query = select(_TABLE).where(
        _TABLE.c.id == activity_id, _TABLE.c.account_id == caller.account_id
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise not_found("activity", activity_id)
    return row


def _shown(row: Row[Any], connected: set[UUID]) -> dict[str, Any]:
    shown = {name: row._mapping[name] for name in _SHOWN}
    if shown["source_id"] not in connected:
        shown["source_id"] = None
    return shown
