"""What a training file holds, as records (`fittrack_backend.records`), and what its bytes say it is.

Units are in the names; every time is in UTC. A value that a file does not give, or gives as
nonsense (NaN, out of range), is `None`. Both go from process to process, and without slots in half the time.
"""

from __future__ import annotations

from attrs import field, frozen

from fittrack_backend.records.activities import Recording
from fittrack_backend.records.data_types import DataType
from fittrack_backend.records.fields import FileFormat
from fittrack_backend.records.health import DayActivity, DayTotals, Weighing
from fittrack_backend.records.workouts import PlannedWorkout


class NothingToSave(Exception):
    """A file of a known kind from which nothing could be saved.

    `reason` is a sentence for people, without a full stop. `damaged` is False where the file is
    sound and simply holds nothing of what FitTrack keeps.
    """

    def __init__(self, reason: str, *, damaged: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.damaged = damaged


@frozen(slots=False)
class FileContents:
    """Everything that could be read from a file; `damage` says in plain sentences what was wrong."""

    format: FileFormat
    activities: tuple[Recording, ...] = ()
    days: tuple[DayActivity, ...] = ()
    weights: tuple[Weighing, ...] = ()
    workouts: tuple[PlannedWorkout, ...] = ()
    damage: tuple[str, ...] = ()
    day_totals: tuple[DayTotals, ...] = ()


@frozen(slots=False)
class SniffResult:
    """What a file's first bytes say.

    `types` are the types of data that it can hold; where there are none, `reason` says why the
    file is to be skipped ("a settings file", "not a FIT, TCX or GPX file").
    """

    format: FileFormat | None
    types: frozenset[DataType] = field(factory=frozenset)
    reason: str | None = None
