"""Local days of health messages, and what is told of a day as a whole."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from attrs import define, field

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.parts import Part
from fittrack_backend.readers.fit.times import LATEST
from fittrack_backend.readers.fit.wire import Message
from fittrack_backend.records.as_json import made
from fittrack_backend.records.health import DayTotals
from fittrack_backend.records.local_time import is_zone

_LARGEST_OFFSET_S = 14 * 3600
_MOST_DAYS = 5_000
MORE_DAYS = f"{_MOST_DAYS:,} days, or kinds of activity in them"


@define
class Days:
    """The time as health messages tell it, and values by local day.

    Local time is what the file says of it (`local_timestamp`), or else that of the account's zone, or
    else UTC.
    """

    part: Part
    account_zone: str | None
    clock: int | None = None
    offset_s: int | None = None
    """What the file's local time is ahead of UTC, once it has said so."""
    _zone: ZoneInfo | None = field(init=False)
    _values: dict[dt.date, dict[str, object]] = field(factory=dict, init=False)
    _told_at: dict[tuple[dt.date, str], int] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        known = self.account_zone is not None and is_zone(self.account_zone)
        self._zone = ZoneInfo(self.account_zone) if known and self.account_zone else None

    def date(self, time: int) -> dt.date:
        """The local day of a time in FIT seconds."""
        return of.moment(time + self.ahead_s(time)).date()

    def local(self, time: int) -> str:
        """A time in FIT seconds by the local clock, with its offset from UTC (ISO 8601)."""
        zone = dt.timezone(dt.timedelta(seconds=self.ahead_s(time)))
        return of.moment(time).astimezone(zone).isoformat()

    def ahead_s(self, time: int) -> int:
        """What local time is ahead of UTC then, in seconds."""
        if self.offset_s is not None:
            return self.offset_s
        if self._zone is None:
            return 0
        offset = of.moment(time).astimezone(self._zone).utcoffset()
        return 0 if offset is None else round(offset.total_seconds())

    def note_local(self, time: int | None, message: Message) -> None:
        """Takes the offset from UTC that a message shows by its two clocks."""
        if "local_timestamp" not in message.values:
            return
        local = of.seconds(message, "local_timestamp")
        if time is not None and local is not None and abs(local - time) <= _LARGEST_OFFSET_S:
            self.offset_s = local - time

    def advance(self, message: Message) -> int | None:
        """The message's time: told in full, or as the low 16 bits of a time after the last one."""
        full = of.seconds(message, "timestamp")
        low = of.whole(message, "timestamp_16")
        if full is not None:
            self.clock = full
        elif self.clock is None:
            self.clock = message.clock
        if full is None and low is not None and self.clock is not None:
            self.clock += (low - self.clock) & 0xFFFF
            if self.clock >= LATEST:
                self.clock = None
        return self.clock

    def full(self, so_far: int) -> bool:
        """Whether there are as many days, or parts of them, as are read; the file then says so."""
        if so_far < _MOST_DAYS:
            return False
        self.part.limit = MORE_DAYS
        return True

    def of(self, date: dt.date) -> dict[str, object] | None:
        """The values of a day, by the fields of `DayTotals`; None when there are too many days."""
        if date not in self._values and self.full(len(self._values)):
            return None
        return self._values.setdefault(date, {})

    def keep(self, date: dt.date, name: str, value: object) -> None:
        """A value of the day as a whole."""
        if value is not None and (values := self.of(date)) is not None:
            values[name] = value

    def keep_last(self, time: int, **values: object) -> None:
        """Values of which the last that is told counts."""
        date = self.date(time)
        for name, value in values.items():
            if value is None or time < self._told_at.get((date, name), 0):
                continue
            self.keep(date, name, value)
            self._told_at[date, name] = time

    def add(self, date: dt.date, name: str, amount: int | None) -> None:
        """Adds to a value of the day."""
        if amount is not None and (values := self.of(date)) is not None:
            before = values.get(name, 0)
            assert isinstance(before, int)
            values[name] = before + amount

    def totals(self) -> list[DayTotals]:
        """What was told of each day."""
        last: dict[dt.date, int] = {}
        for (date, _), time in self._told_at.items():
            last[date] = max(time, last.get(date, 0))
        return [
            made(
                DayTotals,
                {"date": date, **values}
                | ({"told_at": of.moment(last[date])} if date in last else {}),
            )
            for date, values in sorted(self._values.items())
            if values
        ]
