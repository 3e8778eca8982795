"""What a person said of recordings: that two are of one activity, or of two."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from uuid import UUID

from attrs import define, field
from sqlalchemy import select
from sqlalchemy.orm import Session

from fittrack_backend.records.same_activity import Apart, RecordingKey
from fittrack_backend.storage.tables import CorrectionRow


def correction_of(
    account_id: UUID, one: RecordingKey, other: RecordingKey, *, together: bool, at: dt.datetime
) -> CorrectionRow:
    """The row that says so of two recordings, whichever is named first; what was said before it no
    longer holds."""
    lesser, greater = sorted((one, other))
    return CorrectionRow(
        account_id=account_id,
        one_sha256=lesser[0],
        one_number=lesser[1],
        other_sha256=greater[0],
        other_number=greater[1],
        together=together,
        corrected_at=at,
    )


@define
class Corrections:
    """What a person said of an account's recordings."""

    together: dict[RecordingKey, set[RecordingKey]] = field(factory=lambda: defaultdict(set))
    apart: Apart = field(factory=Apart)

    @classmethod
    def load(cls, session: Session, account_id: UUID) -> Corrections:
        """All that was said. There is little of it, however many recordings there are."""
        found = cls()
        for row in session.scalars(
            select(CorrectionRow).where(CorrectionRow.account_id == account_id)
        ):
            one, other = (row.one_sha256, row.one_number), (row.other_sha256, row.other_number)
            found._add(one, other, together=row.together)
        return found

    def of(self, one: RecordingKey) -> list[tuple[RecordingKey, bool]]:
        """The recordings that something was said of together with this one; True: they are of one
        activity."""
        return [
            *((other, True) for other in self.together.get(one, ())),
            *((other, False) for other in self.apart.of(one)),
        ]

    def note(
        self,
        account_id: UUID,
        one: RecordingKey,
        other: RecordingKey,
        *,
        together: bool,
        at: dt.datetime,
    ) -> CorrectionRow:
        """Takes it as said, and returns the row to be written."""
        self._add(one, other, together=together)
        return correction_of(account_id, one, other, together=together, at=at)

    def _add(self, one: RecordingKey, other: RecordingKey, *, together: bool) -> None:
        if together:
            self.together[one].add(other)
            self.together[other].add(one)
            self.apart.discard(one, other)
        else:
            self.apart.add(one, other)
            self.together[one].discard(other)
            self.together[other].discard(one)
