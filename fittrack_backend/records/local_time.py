"""The athlete's own day: the local time of an activity, and where its zone is known from.

What the recording says itself comes first, since the athlete read that clock; then the zone of the place,
then the zone of the account, then UTC.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from attrs import frozen

from fittrack_backend.records.activities import LocalStart, Recording, ZoneFrom

_QUARTER_S = 15 * 60
_BETWEEN_HOURS = (-9.5, -3.5, -2.5, 3.5, 4.5, 5.5, 5.75, 6.5, 8.75, 9.5, 10.5, 12.75, 13.75)
OFFSETS_S = frozenset(
    {hours * 3600 for hours in range(-12, 15)} | {round(hours * 3600) for hours in _BETWEEN_HOURS}
)
"""The offsets from UTC that are in use, summer time among them, from Baker Island to Kiritimati."""
_CLOCK_S = 120
"""How far the seconds of a local clock may be off those of the same clock in UTC."""


@frozen
class LocalTime:
    """When something began by the athlete's own clock.

    `local` is without a zone, `offset_s` is what it is ahead of UTC in seconds. `zone` is the IANA name
    where one is known that has this offset then.
    """

    local: dt.datetime
    offset_s: int
    zone: str | None
    zone_from: ZoneFrom

    @property
    def date(self) -> dt.date:
        """The athlete's own day."""
        return self.local.date()


def local_time(
    moment: dt.datetime,
    *,
    file_offset_s: int | None = None,
    position: tuple[float, float] | None = None,
    account_zone: str | None = None,
) -> LocalTime:
    """The local time of a moment in UTC, from the best that is known.

    `file_offset_s` is the recording's own offset from UTC, `position` its first one in degrees (latitude,
    longitude). Zones that this system does not know are passed over.
    """
    there = None if position is None else zone_at(*position)
    of_place, of_account = _in_zone(moment, there), _in_zone(moment, account_zone)
    if file_offset_s in OFFSETS_S:
        zone = next(
            (
                name
                for name, known in ((there, of_place), (account_zone, of_account))
                if known is not None and _offset_s(known) == file_offset_s
            ),
            None,
        )
        local = moment + dt.timedelta(seconds=file_offset_s)
        return LocalTime(local.replace(tzinfo=None), file_offset_s, zone, "file")
    if of_place is not None:
        return LocalTime(of_place.replace(tzinfo=None), _offset_s(of_place), there, "position")
    if of_account is not None:
        local = of_account.replace(tzinfo=None)
        return LocalTime(local, _offset_s(of_account), account_zone, "account")
    return LocalTime(moment.astimezone(dt.UTC).replace(tzinfo=None), 0, None, "utc")


def local_start(recording: Recording, account_zone: str | None) -> LocalStart:
    """When the recording began by the athlete's own clock."""
    lat, lon = recording.start_lat, recording.start_lon
    found = local_time(
        recording.start_time,
        file_offset_s=recording.clock_offset_s,
        position=None if lat is None or lon is None else (lat, lon),
        account_zone=account_zone,
    )
    return as_local_start(found)


def as_local_start(found: LocalTime) -> LocalStart:
    """A local time as records have it."""
    zone = dt.timezone(dt.timedelta(seconds=found.offset_s))
    return LocalStart(
        local_start_time=found.local.replace(tzinfo=zone).isoformat(),
        utc_offset_s=found.offset_s,
        time_zone=found.zone,
        zone_from=found.zone_from,
        date=found.date,
    )


def offset_between(local: dt.datetime, moment: dt.datetime) -> int | None:
    """The offset from UTC in seconds that a local clock without a zone shows; None for one that no zone
    has.

    Offsets are whole quarters of an hour. The two clocks of a device are read within two minutes.
    """
    apart = round((local.replace(tzinfo=dt.UTC) - moment).total_seconds())
    offset = round(apart / _QUARTER_S) * _QUARTER_S
    return offset if offset in OFFSETS_S and abs(apart - offset) <= _CLOCK_S else None


def load_borders() -> None:
    """Makes the first look-up of a position as quick as the others: the borders of zones take a tenth
    of a second and 33 MB."""
    zone_at(0.0, 0.0)


def zone_at(lat: float, lon: float) -> str | None:
    """The IANA zone of a position in degrees; at sea the nautical one (`Etc/GMT+9`)."""
    import tzfpy  # 5 MB of borders, which a server without positions need not load

    return tzfpy.get_tz(lon, lat) or None


def is_zone(name: str) -> bool:
    """Whether this system knows an IANA zone of that name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def today(zone: str | None, now: dt.datetime) -> dt.date:
    """The day that it is now in a zone; in UTC where it is not known."""
    here = _in_zone(now, zone)
    return (here if here is not None else now.astimezone(dt.UTC)).date()


def _in_zone(moment: dt.datetime, zone: str | None) -> dt.datetime | None:
    if zone is None or not is_zone(zone):
        return None
    return moment.astimezone(ZoneInfo(zone))


def _offset_s(local: dt.datetime) -> int:
    offset = local.utcoffset()
    assert offset is not None
    return round(offset.total_seconds())
