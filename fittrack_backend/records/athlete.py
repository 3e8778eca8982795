"""What is known of an athlete's heart and power, by what an activity is judged; and where each value is from."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Annotated, Literal, TypeVar

from attrs import frozen
from typing_extensions import TypeAliasType

from fittrack_backend.records.fields import Means, Record

T = TypeVar("T")

ValueFrom = TypeAliasType(
    "ValueFrom",
    Annotated[
        Literal["account", "file", "health", "seen", "assumed"],
        Means(
            title="ValueFrom",
            text="Where a value of the athlete is from: the account's own settings; the activity's file, as the device "
            "knew it; the latest resting heart rate among the days of health up to then; the highest heart rate that any activity held "
            "for ten seconds; or nothing, and the usual is assumed.",
        ),
    ],
)


@dataclass(frozen=True, kw_only=True)
class AthleteValues(Record):
    """What an athlete says of themselves; None, and no bounds, is what they do not say."""

    max_hr_bpm: Annotated[int | None, Means(example=190)] = None
    resting_hr_bpm: Annotated[int | None, Means(example=48)] = None
    threshold_hr_bpm: Annotated[
        int | None, Means(text="The heart rate at the lactate threshold.", example=171)
    ] = None
    threshold_power_w: Annotated[
        int | None, Means(text="The functional threshold power (FTP).", example=265)
    ] = None
    sex: Annotated[
        Literal["female", "male"] | None,
        Means(text="Whose weights count for Banister's TRIMP.", example="female"),
    ] = None
    hr_zones_bpm: Annotated[
        tuple[int, ...],
        Means(
            text="Where the zones of the heart rate begin, from zone 1 on; below it is zone 0. None: they follow from the rest.",
            example=[98, 118, 137, 157, 176],
        ),
    ] = ()
    power_zones_w: Annotated[
        tuple[int, ...],
        Means(
            text="Where the zones of the power begin, from zone 2 on; below it is zone 1. None: they follow from the rest.",
            example=[146, 199, 239, 278, 318, 398],
        ),
    ] = ()


@dataclass(frozen=True, kw_only=True)
class AthleteThen(Record):
    """The values by which an activity was judged, and where each is from."""

    max_hr_bpm: Annotated[float | None, Means(example=190)] = None
    max_hr_from: Annotated[ValueFrom | None, Means(example="account")] = None
    resting_hr_bpm: Annotated[float | None, Means(example=48)] = None
    resting_hr_from: Annotated[ValueFrom | None, Means(example="health")] = None
    threshold_hr_bpm: Annotated[float | None, Means(example=171)] = None
    threshold_hr_from: Annotated[ValueFrom | None, Means(example="file")] = None
    threshold_power_w: Annotated[float | None, Means(example=265)] = None
    threshold_power_from: Annotated[ValueFrom | None, Means(example="file")] = None
    sex: Annotated[Literal["female", "male"], Means(example="female")] = "male"
    sex_from: Annotated[ValueFrom, Means(example="account")] = "assumed"


@dataclass(frozen=True, kw_only=True)
class OfDevice(Record):
    """What the device knew of the athlete, and the bounds of its zones, each the end of one."""

    max_hr_bpm: int | None = None
    resting_hr_bpm: int | None = None
    threshold_hr_bpm: int | None = None
    threshold_power_w: int | None = None
    hr_zones_bpm: tuple[int, ...] = ()
    power_zones_w: tuple[int, ...] = ()


@frozen
class Athlete:
    """All that is known of an account's athlete, whatever the day.

    `settings` are by the day from which they hold; `resting` are resting heart rates by day; `highest_hr_bpm` is what
    activities held.
    """

    settings: Mapping[dt.date, AthleteValues]
    resting: Sequence[tuple[dt.date, int]] = ()
    highest_hr_bpm: float | None = None

    def own(self, day: dt.date) -> AthleteValues:
        """The account's settings of that day: of each value the last that was set up to then."""
        values: dict[str, object] = {}
        for since in sorted(since for since in self.settings if since <= day):
            values |= {name: one for name, one in vars(self.settings[since]).items() if one}
        return AthleteValues(**values)  # type: ignore[arg-type]

    def then(self, day: dt.date, device: OfDevice) -> AthleteThen:
        """What counted on that day, for an activity whose device knew this."""
        own = self.own(day)
        max_hr = _first(
            ("account", own.max_hr_bpm), ("file", device.max_hr_bpm), ("seen", self.highest_hr_bpm)
        )
        resting = _first(
            ("account", own.resting_hr_bpm),
            ("file", device.resting_hr_bpm),
            ("health", self._resting(day)),
        )
        threshold = _first(("account", own.threshold_hr_bpm), ("file", device.threshold_hr_bpm))
        power = _first(("account", own.threshold_power_w), ("file", device.threshold_power_w))
        return AthleteThen(
            max_hr_bpm=max_hr[1],
            max_hr_from=max_hr[0],
            resting_hr_bpm=resting[1],
            resting_hr_from=resting[0],
            threshold_hr_bpm=threshold[1],
            threshold_hr_from=threshold[0],
            threshold_power_w=power[1],
            threshold_power_from=power[0],
            sex=own.sex or "male",
            sex_from="account" if own.sex else "assumed",
        )

    def _resting(self, day: dt.date) -> int | None:
        at = bisect_right(self.resting, day, key=itemgetter(0))
        return self.resting[at - 1][1] if at else None


def _first(
    *known: tuple[ValueFrom, float | None],
) -> tuple[ValueFrom | None, float | None]:
    """The first value that is known, and where it is from."""
    return next(((where, value) for where, value in known if value), (None, None))
