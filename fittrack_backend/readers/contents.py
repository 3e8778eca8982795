"""What a training file holds, as records (`fittrack_backend.records`), and what its bytes say it is.

Units are in the names; every time is in UTC. A value that a file does not give, or gives as
nonsense (NaN, out of range), is `None`. Both go from process to process, and without slots in half the time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from attrs import field, frozen

from fittrack_backend.records.activities import Recording
from fittrack_backend.records.data_types import DataType
from fittrack_backend.records.days import FileDay, parts_of
from fittrack_backend.records.fields import FileFormat
from fittrack_backend.records.health import DayActivity, DayTotals
from fittrack_backend.records.series import SeriesOfDay
from fittrack_backend.records.sleep import Nap, SleepNight
from fittrack_backend.records.weighings import Weighing
from fittrack_backend.records.workouts import PlannedWorkout


class NothingToSave(Exception):
    """A file of a known kind from which nothing could be saved.

    `reason` is a sentence for people, without a full stop. `damaged` is False where the file is
    sound and simply holds nothing of what FitTrack keeps. `messages` are those of `FileContents`.
    """

    def __init__(
        self,
        reason: str,
        *,
        damaged: bool = True,
        messages: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.damaged = damaged
        self.messages = messages


@frozen(slots=False)
class FileContents:
    """Everything that could be read from a file; `damage` says in plain sentences what was wrong.

    `messages` says how many messages of each kind are in a FIT file, whether anything of them is kept or not.
    """

    format: FileFormat
    activities: tuple[Recording, ...] = ()
    days: tuple[DayActivity, ...] = ()
    weights: tuple[Weighing, ...] = ()
    workouts: tuple[PlannedWorkout, ...] = ()
    damage: tuple[str, ...] = ()
    day_totals: tuple[DayTotals, ...] = ()
    nights: tuple[SleepNight, ...] = ()
    naps: tuple[tuple[dt.date, Nap], ...] = ()
    series: tuple[SeriesOfDay, ...] = ()
    messages: Mapping[str, int] | None = None

    def days_of_health(self) -> Mapping[dt.date, FileDay]:
        """What the file says about each day."""
        return parts_of(
            self.days, self.day_totals, self.weights, self.nights, self.naps, self.series
        )

    @property
    def types(self) -> frozenset[DataType]:
        """The types of data that it holds."""
        found: set[DataType] = set()
        if self.activities:
            found.add("activities")
        if self.days or self.day_totals or self.weights or self.nights or self.naps:
            found.add("health")
        if self.workouts:
            found.add("workouts")
        return frozenset(found)


@frozen(slots=False)
class SniffResult:
    """What a file's first bytes say.

    `types` are the types of data that it can hold; where there are none, `reason` says why the
    file is to be skipped ("a settings file", "not a FIT, TCX or GPX file").
    """

    format: FileFormat | None
    types: frozenset[DataType] = field(factory=frozenset)
    reason: str | None = None
