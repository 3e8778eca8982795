"""Rows of the database in which only that is said which a test is about."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from fittrack_backend.storage.tables import SyncJobRow


def a_job(account_id: UUID, at: dt.datetime, **values: Any) -> SyncJobRow:
    """A first attempt of a sync of what is new, which succeeded and found nothing."""
    usual: dict[str, Any] = {
        "state": "succeeded",
        "types": [],
        "source_ids": [],
        "full": False,
        "attempt": 1,
        "scanned": True,
        "last_sequence": 0,
        "counts": {},
    }
    return SyncJobRow(account_id=account_id, created_at=at, **usual | values)
