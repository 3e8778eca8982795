"""How far an account was read: kept with the source after each request, so that whoever goes on repeats one at most."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace

from fittrack_backend.records.as_json import from_json, to_json
from fittrack_backend.records.fields import Record
from fittrack_backend.sources.garmin.spans import Span


@dataclass(frozen=True)
class Task(Record):
    """A request to make, or a mark to pass: `what` it is, and of which activity or days."""

    what: str
    of: str = ""
    until: str | None = None

    @classmethod
    def of_days(cls, what: str, span: Span) -> Task:
        """One for days in a row."""
        return cls(what, span.since.isoformat(), span.until.isoformat())

    @property
    def span(self) -> Span:
        """The days of one for days in a row."""
        assert self.until is not None, "it is for days in a row"
        return Span(dt.date.fromisoformat(self.of), dt.date.fromisoformat(self.until))

    @property
    def day(self) -> dt.date:
        """The day of one for a day."""
        return dt.date.fromisoformat(self.of)

    @property
    def activity_id(self) -> int:
        """The activity of one for an activity."""
        return int(self.of)


@dataclass(frozen=True)
class Missing(Record):
    """What could not be had in a job: under which key it would be kept, what it is called, and why."""

    key: str
    name: str
    reason: str


@dataclass(frozen=True)
class FailedDays(Record):
    """Days for which something could not be had, and why."""

    since: dt.date
    until: dt.date
    reason: str

    @property
    def span(self) -> Span:
        """The days."""
        return Span(self.since, self.until)


@dataclass(frozen=True)
class Listing(Record):
    """The list of activities, as far as a job has read it: all of it, or from `since` to `until`.

    `start` is where its next page begins, `seen` are the activities of the pages before. `misses` counts pages that did not
    follow the one before.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    start: int = 0
    seen: tuple[int, ...] = ()
    misses: int = 0


@dataclass(frozen=True)
class State(Record):
    """All that is kept of an account."""

    # From one job to the next

    answered: tuple[Span, ...] = ()
    """The days whose windows were read."""
    history_end: dt.date | None = None
    """Before that day there is nothing."""
    whole_list_at: dt.datetime | None = None
    """When all of the list was last read."""
    listed: int = 0
    """How many activities were in it."""
    earliest: dt.date | None = None
    """The day of the first one."""
    without_file: tuple[int, ...] = ()
    """The activities that have no file."""
    list_has_no_legs: bool = False
    """Whether Garmin refuses the list where it is asked for legs, too."""
    owed: tuple[Task, ...] = ()
    """What is to be asked for, and was not, or in vain."""

    # Of one job

    job: str = ""
    """The attempt that the rest is about."""
    today: dt.date = dt.date.min
    portions: int = 0
    tasks: tuple[Task, ...] = ()
    """What is left of this portion."""
    later: tuple[Task, ...] = ()
    """What the next one begins with."""
    days: tuple[Span, ...] = ()
    """The days whose windows are still to be read."""
    goes_back: bool = False
    """Whether the days end where the account has nothing any more."""
    found_some: bool = False
    """Whether the windows of this portion had anything."""
    empty_days: int = 0
    """How many days in a row, going back, had nothing."""
    listing: Listing | None = None
    listed_days: tuple[Span, ...] = ()
    """The days whose activities were listed."""
    asked: tuple[Span, ...] = ()
    """The days that were answered in this job."""
    failed_days: tuple[FailedDays, ...] = ()
    failures: tuple[Missing, ...] = ()
    remarks: tuple[Missing, ...] = ()
    """What there is not, without that being a failure."""
    nowhere: tuple[str, ...] = ()
    """The windows at whose addresses Garmin says that there is nothing (404)."""
    unknown: tuple[str, ...] = ()
    """What was answered in a form that is not known."""
    tries: int = 0
    """How often the first task was tried in vain."""
    down: int = 0
    """How many requests failed in a row."""
    failing: tuple[str, ...] = ()
    """What failed for good since a request went well."""
    refusals: int = 0
    """How often in a row Garmin said that it is asked too often."""

    def to_bytes(self) -> bytes:
        """As it is kept."""
        return json.dumps(to_json(self), separators=(",", ":")).encode()

    @classmethod
    def of(cls, kept: bytes | None) -> State:
        """As it was kept; a new one where nothing was."""
        return cls() if kept is None else from_json(cls, json.loads(kept))

    def first_done(self) -> State:
        """The first task is done."""
        return replace(self, tasks=self.tasks[1:]).went_well()

    def went_well(self) -> State:
        """Garmin answered."""
        return replace(self, tries=0, down=0, refusals=0, failing=())
