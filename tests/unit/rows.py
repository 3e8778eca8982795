"""Rows of the database in which only that is said which a test is about."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from fittrack_backend.storage.tables import SourceRow, SyncItemRow, SyncJobRow


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


def an_item(job_id: UUID, source_id: UUID, key: bytes, **values: Any) -> SyncItemRow:
    """An item of a job, for a file of that name that waits."""
    usual: dict[str, Any] = {
        "name": key.decode(),
        "type": "activities",
        "outcome": "pending",
        "remarks": (),
        "records": [],
    }
    return SyncItemRow(job_id=job_id, source_id=source_id, key=key, **usual | values)


def a_source(account_id: UUID, at: dt.datetime, **values: Any) -> SourceRow:
    """A connected folder."""
    usual: dict[str, Any] = {"kind": "folder", "identity": b"", "settings": b"", "name": "a"}
    return SourceRow(account_id=account_id, connected_at=at, **usual | values)
