"""What a person said of recordings: that two are of one activity, or of two."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from fittrack_backend.records.same_activity import RecordingKey
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
