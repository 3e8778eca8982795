"""What a check finds, and what became of it."""

from __future__ import annotations

import datetime as dt
from typing import Literal
from uuid import UUID

from attrs import field, frozen

from fittrack_backend.settings import Settings
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.originals import OriginalStore

State = Literal["found", "repaired", "next-sync", "lost", "noted"]
"""`found`: a repair was not asked for. `next-sync`: the next sync of that source brings it back. `lost`: nothing here
can bring it back. `noted`: nothing is wrong with it yet."""


@frozen
class Finding:
    """One thing that is not as it should be, in a sentence without a full stop."""

    kind: str
    state: State
    what: str
    account: str | None = None
    source: str | None = None
    file: str | None = None
    activity_id: UUID | None = None
    sha256: str | None = None

    @property
    def is_settled(self) -> bool:
        """Whether nothing of it is left to be done."""
        return self.state in ("repaired", "noted")


@frozen
class Checked:
    """What a check works on."""

    settings: Settings
    database: Database
    originals: OriginalStore
    repair: bool
    now: dt.datetime = field(factory=lambda: dt.datetime.now(dt.UTC))
    kept_activities: set[UUID] = field(factory=set)
    """Those that lack a recording: working them out again would lose what it gave."""
    kept_days: set[tuple[UUID, dt.date]] = field(factory=set)
    """The days of accounts that lack what a file said of them."""

    @property
    def mended(self) -> State:
        """The state of what is repaired if that was asked for."""
        return "repaired" if self.repair else "found"
