"""The laps of TCX files: what each says about itself, and what its points say where it does not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from attrs import define, field

from fittrack_backend.readers.measures import Climb, HeartRates, not_negative
from fittrack_backend.readers.track import Points, Way, span_s
from fittrack_backend.records.activities import Lap
from fittrack_backend.records.as_json import sparse


@define
class LapSaid:
    """What a lap says about itself."""

    start: dt.datetime | None
    timer_s: float | None = None
    distance_m: float | None = None
    calories: float | None = None
    avg_hr: int | None = None
    max_hr: int | None = None
    measures: dict[str, object] = field(factory=dict)


@define
class LapSums:
    """What the points of a lap say."""

    elapsed_s: float | None
    counted_m: float | None
    way_m: float | None
    hearts: HeartRates = field(factory=HeartRates)
    climb: Climb = field(factory=Climb)

    @property
    def distance_m(self) -> float | None:
        """What the device counted; the way from point to point where it did not count."""
        return self.counted_m or self.way_m


def sums_by_lap(points: Points, way: Way) -> dict[int, LapSums]:
    found: dict[int, LapSums] = {}
    counted_before = 0.0
    for lap, of_lap in points.by(points.laps):
        counts = [metres for metres in of_lap.counted_m if metres is not None]
        # A count that starts anew in each lap is one of the lap alone.
        begin = counted_before if counts and counts[0] >= counted_before else 0.0
        counted = not_negative(counts[-1] - begin) if counts else None
        counted_before = counts[-1] if counts else counted_before
        sums = LapSums(span_s(of_lap.times), counted, way.by_lap.get(lap))
        sums.hearts.add_all(of_lap.heart_bpms)
        sums.climb.add_all(of_lap.altitudes_m)
        found[lap] = sums
    return found


def lap_record(lap: LapSaid, index: int, start: dt.datetime, sums: LapSums) -> Lap:
    """What the lap says about itself; what it lacks or gives as 0 comes from its points."""
    return sparse(
        Lap,
        {
            "index": index,
            "start_time": start,
            "elapsed_s": sums.elapsed_s,
            "timer_s": lap.timer_s or sums.elapsed_s or lap.timer_s,
            "distance_m": _rounded(lap.distance_m or sums.distance_m or lap.distance_m),
            "calories_kcal": None if lap.calories is None else round(lap.calories),
            "avg_hr_bpm": lap.avg_hr or sums.hearts.mean,
            "max_hr_bpm": lap.max_hr or sums.hearts.maximum,
            "ascent_m": sums.climb.ascent_m(),
            **lap.measures,
        },
    )


def computed_of(laps: Sequence[LapSaid]) -> tuple[str, ...]:
    """The values that are worked out from points since a lap does not say them. A TCX file never gives the
    ascent nor the time with pauses."""
    given = {
        "distance_m": all(lap.distance_m for lap in laps),
        "timer_s": all(lap.timer_s for lap in laps),
        "avg_hr_bpm": all(lap.avg_hr for lap in laps),
        "max_hr_bpm": all(lap.max_hr for lap in laps),
    }
    lacking = [name for name, is_given in given.items() if not laps or not is_given]
    return (*lacking, "elapsed_s", "ascent_m")


def _rounded(metres: float | None) -> float | None:
    return None if metres is None else round(metres, 3)
