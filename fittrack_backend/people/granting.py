"""Giving an account folders of the server, and taking them back."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from fittrack_backend.accounts import audit
from fittrack_backend.people.disabling import end_jobs
from fittrack_backend.people.failures import OperatorError
from fittrack_backend.settings import Settings
from fittrack_backend.sources.allowed_folders import (
    AllowedFolders,
    closed_to_all,
    is_in,
    mounted_by_people,
    real,
)
from fittrack_backend.sources.folder_grants import seen_by_workers
from fittrack_backend.storage.database import insert_if_absent, rows_changed
from fittrack_backend.storage.tables import FolderGrantRow


def allow(
    session: Session, account_id: UUID, folder: Path, settings: Settings, now: dt.datetime
) -> str:
    """Lets the account connect a folder, and all that is in it; returns its real path.

    Doing so again changes nothing. Raises OperatorError for what is no folder, or is nobody's to connect.
    """
    path = real(folder)
    if not folder.is_dir() and not any(is_in(path, seen) for seen in seen_by_workers(session)):
        raise OperatorError(f"{folder} is not a folder")
    rule = AllowedFolders(closed=closed_to_all(settings), open_again=mounted_by_people())
    if (why := rule.refusal(path)) is not None:
        raise OperatorError(f"{os.fsdecode(path)} cannot be given: {why}")
    roots = settings.folder_roots
    if roots and not any(is_in(path, real(root)) for root in roots):
        raise OperatorError(
            f"{os.fsdecode(path)} lies in none of FITTRACK_FOLDER_ROOTS",
            "add it there, and start the server again",
        )
    values = {"account_id": account_id, "path": path, "given_at": now}
    if insert_if_absent(session, FolderGrantRow, values):
        _note(session, audit.Event.FOLDER_GIVEN, account_id, path, now)
    session.commit()
    return os.fsdecode(path)


def disallow(session: Session, account_id: UUID, folder: Path, now: dt.datetime) -> str:
    """Takes a folder back: its syncs fail from now on, and those that run end. What was synced stays.

    Raises OperatorError for a folder that was not given.
    """
    # What was a folder may have become a link since it was given.
    for path in (os.fsencode(os.path.normpath(folder)), real(folder)):
        taken = rows_changed(
            session,
            delete(FolderGrantRow).where(
                FolderGrantRow.account_id == account_id, FolderGrantRow.path == path
            ),
        )
        if taken:
            break
    else:
        given = session.scalars(
            select(FolderGrantRow.path).where(FolderGrantRow.account_id == account_id)
        ).all()
        raise OperatorError(
            f"{os.fsdecode(path)} was not given to this user",
            f"they have: {', '.join(map(os.fsdecode, given)) or 'none'}",
        )
    end_jobs(session, account_id, "a folder was taken back by the server's operator")
    _note(session, audit.Event.FOLDER_TAKEN, account_id, path, now)
    session.commit()
    return os.fsdecode(path)


def _note(
    session: Session, event: audit.Event, account_id: UUID, path: bytes, now: dt.datetime
) -> None:
    shown = path.decode("utf-8", "backslashreplace")
    audit.record(session, event, at=now, account_id=account_id, detail=shown)
