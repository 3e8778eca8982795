"""What a device recorded from moment to moment, as columns. Pure.

A column's name says its unit, as every field's does: `speed_m_s`, `hr_bpm`. What is here is what the device
recorded, in its order; nothing is smoothed, left out or filled in.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import Literal

from attrs import field, frozen

Kind = Literal["float", "int", "text", "numbers"]
"""What a column's values are; `numbers` are several in each sample."""
Value = float | int | str | tuple[float | None, ...] | None
FIRST_COLUMNS = (
    "lat_deg",
    "lon_deg",
    "altitude_m",
    "distance_m",
    "speed_m_s",
    "hr_bpm",
    "cadence_rpm",
    "power_w",
    "temperature_c",
)
"""The columns that most devices have, in the order in which they come before all others."""
SEGMENTS, FIRST_SAMPLE = "segments", "first_sample"
"""What is between two pauses, where a file has its points in segments: a row for each, with the number of its first
sample, from 0."""
DEVELOPER_PREFIX = "dev_"
"""Columns whose names the file chose begin so."""


@frozen
class Column:
    """One value of each sample; None where the sample lacks it.

    `unit` is "m/s", "bpm", …; of a developer field what the file says, so it may be anything. `field` is the name
    that the file's format has for it (FIT profile: `enhanced_speed`; an element of TCX or GPX). `developer` says that
    the file brought the name and unit itself (FIT developer fields, extensions that nobody knows); `stands_for` is
    the column that such a field is meant to replace, where it says so.
    """

    name: str
    kind: Kind
    values: Sequence[Value]
    unit: str | None = None
    field: str | None = None
    developer: bool = False
    stands_for: str | None = None

    def numbers(self) -> list[float | None]:
        """The values of a column of single numbers. Raises TypeError for texts and lists."""
        if self.kind not in ("float", "int"):
            raise TypeError(f"{self.name} holds no single numbers")
        return [value if isinstance(value, (int, float)) else None for value in self.values]


@frozen
class Samples:
    """Moments, and what was recorded at each.

    `times` are seconds since 1970 in UTC, in the order of the file, which need not be that of time. NaN is a sample
    without a time.
    """

    times: array[float]
    columns: tuple[Column, ...] = ()

    def __len__(self) -> int:
        return len(self.times)

    def column(self, name: str) -> Column | None:
        """The column of that name, None where nothing of it was recorded."""
        return next((one for one in self.columns if one.name == name), None)

    def names(self) -> tuple[str, ...]:
        """The columns' names in their order."""
        return tuple(one.name for one in self.columns)


@frozen
class RrIntervals:
    """The time from each heartbeat to the next, in seconds; `times` say when each ended (seconds since 1970)."""

    times: array[float] = field(factory=lambda: array("d"))
    seconds: array[float] = field(factory=lambda: array("d"))

    def __len__(self) -> int:
        return len(self.times)


@frozen
class Recorded:
    """All that one recording holds from moment to moment.

    `number` is the recording's (`records.activities.Recording.number`). `others` have times of their own, which are not
    those of the samples, by name: `events`, `segments`, `devices`, `jumps`, `climbs`, `tanks`, ….
    """

    number: int
    samples: Samples
    rr: RrIntervals = field(factory=RrIntervals)
    others: Mapping[str, Samples] = field(factory=dict)
