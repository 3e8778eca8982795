"""Values out of files, made sane: numbers, times, text, distances on the earth."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable

from attrs import define

NAME_LIMIT = 200
NOTES_LIMIT = 2000
DEVICE_LIMIT = 200

EARLIEST = dt.datetime(1989, 12, 31, tzinfo=dt.UTC)
LATEST = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)

ASCENT_THRESHOLD_M = 3.0
"""A rise counts once it exceeds this: less is the noise of barometers and satellites."""


def clean_text(text: str, limit: int) -> str | None:
    """`text` without NULs, lone surrogates and outer white space, at most `limit` characters.

    Escape sequences stay: they are text here, and whoever prints it makes them harmless.
    """
    head = text.replace("\0", "").strip()[:limit]
    return head.encode("utf-8", "ignore").decode("utf-8").strip() or None


def left_out_of(text: str, limit: int, what: str) -> tuple[str, ...]:
    """The remark that `clean_text` left the end of `what` out; none where it is not that long."""
    if len(text.strip()) <= limit:
        return ()
    return (f"its {what} has more than {limit:,} characters: the rest was left out",)


def plausible_time(moment: dt.datetime | None) -> dt.datetime | None:
    """`moment` in UTC and whole seconds, or None when it is before 1990 or after 2099."""
    if moment is None:
        return None
    try:
        moment = (
            moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
        )
    except OverflowError:
        return None
    return moment.replace(microsecond=0) if EARLIEST <= moment < LATEST else None


def parse_time(text: str) -> dt.datetime | None:
    """An ISO 8601 time as XML has it, fractions included; without a zone it is taken as UTC."""
    try:
        moment = dt.datetime.fromisoformat(text.strip()[:40])
    except ValueError:
        return None
    try:
        moment = (
            moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
        )
    except OverflowError:
        return None
    return moment if EARLIEST <= moment < LATEST else None


def offset_of(text: str) -> int | None:
    """What the clock of an ISO 8601 time is ahead of UTC in seconds, where the time says so itself:
    `Z` says nothing of the place."""
    try:
        moment = dt.datetime.fromisoformat(text.strip()[:40])
    except ValueError:
        return None
    offset = moment.utcoffset()
    says_utc = text.rstrip().upper().endswith("Z")
    return None if offset is None or says_utc else round(offset.total_seconds())


def parse_number(text: str) -> float | None:
    """A finite decimal number, or None."""
    try:
        value = float(text[:64])
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def not_negative(value: float | None, most: float = 1e10) -> float | None:
    """`value` where it lies in 0 … `most`, otherwise None."""
    return value if value is not None and 0 <= value <= most else None


def heart_rate(value: float | None) -> int | None:
    """Beats per minute as a whole number, or None where no heart beats so."""
    return round(value) if value is not None and 0 < value < 255 else None


def position(lat: float | None, lon: float | None) -> tuple[float, float] | None:
    """A position in degrees, or None where a part is missing or out of range."""
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    return lat, lon


@define
class Climb:
    """Sums up the ascent of a profile of altitudes, leaving out rises within the noise."""

    total_m: float = 0.0
    points: int = 0
    _low: float = math.inf
    _high: float = -math.inf

    def add(self, altitude_m: float | None) -> None:
        """Take in the next altitude; None and the impossible are passed over."""
        self.add_all((altitude_m,))

    def add_all(self, altitudes_m: Iterable[float | None]) -> None:
        """Take in the next altitudes."""
        points, low, high = self.points, self._low, self._high
        for altitude_m in altitudes_m:
            if altitude_m is None or not -500 <= altitude_m <= 10_000:
                continue
            points += 1
            if points == 1:
                low = high = altitude_m
            elif altitude_m > high:
                high = altitude_m
            elif altitude_m < low or altitude_m < high - ASCENT_THRESHOLD_M:
                self.total_m += _rise(low, high)
                low = high = altitude_m
        self.points, self._low, self._high = points, low, high

    def ascent_m(self) -> float | None:
        """The ascent in whole metres, None without altitudes."""
        if self.points < 2:
            return None
        return float(round(self.total_m + _rise(self._low, self._high)))


def _rise(low_m: float, high_m: float) -> float:
    rise = high_m - low_m
    return rise if rise >= ASCENT_THRESHOLD_M else 0.0


@define
class HeartRates:
    """The mean and the maximum of heart rates as they come."""

    _sum: float = 0.0
    _weight: float = 0.0
    _max: int = 0

    def add(self, bpm: int | None, weight: float = 1.0) -> None:
        """Take in a heart rate; `weight` is how long it lasted, in any unit."""
        if bpm is not None and weight > 0:
            self._sum += bpm * weight
            self._weight += weight
            self._max = max(self._max, bpm)

    def add_all(self, bpms: Iterable[int | None]) -> None:
        """Take in heart rates that lasted equally long."""
        known = [one for one in bpms if one is not None]
        self._sum += sum(known)
        self._weight += len(known)
        self._max = max(self._max, max(known, default=0))

    def add_max(self, bpm: int | None) -> None:
        """Take in a maximum that says nothing about the mean."""
        if bpm is not None:
            self._max = max(self._max, bpm)

    @property
    def mean(self) -> int | None:
        """The mean, rounded."""
        return round(self._sum / self._weight) if self._weight else None

    @property
    def maximum(self) -> int | None:
        """The greatest."""
        return self._max or None
