"""Which folders an account was given, and which are therefore not the founder's."""

from __future__ import annotations

import os
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fittrack_backend.settings import Settings
from fittrack_backend.sources.allowed_folders import (
    OTHERS,
    AllowedFolders,
    closed_to_all,
    is_in,
    mounted_by_people,
    real,
)
from fittrack_backend.storage.tables import AccountRow, FolderGrantRow, WorkerRow


def allowed_folders(session: Session, account_id: UUID, settings: Settings) -> AllowedFolders:
    """Where the account's folders may lie, as things stand.

    The founder's may lie anywhere that is not closed or another's, unless it was given to the founder, too.
    `FITTRACK_FOLDER_ROOTS` narrows both.
    """
    account = session.get_one(AccountRow, account_id)
    closed = dict(closed_to_all(settings))
    given = tuple(
        session.scalars(select(FolderGrantRow.path).where(FolderGrantRow.account_id == account_id))
    )
    roots = tuple(real(root) for root in settings.folder_roots) if settings.folder_roots else None
    if not account.founder:
        return AllowedFolders(
            inside=_within(given, roots),
            closed=closed,
            open_again=mounted_by_people(),
            not_given=_not_given(account.username, given, roots),
            seen_by_workers=seen_by_workers(session),
        )
    others = session.scalars(
        select(FolderGrantRow.path).where(FolderGrantRow.account_id != account_id)
    )
    for path in others:
        if not any(is_in(path, own) for own in given):
            closed.setdefault(path, OTHERS)
    return AllowedFolders(
        inside=roots,
        closed=closed,
        open_again=(*mounted_by_people(), *given),
        not_given="FITTRACK_FOLDER_ROOTS does not hold it",
        seen_by_workers=seen_by_workers(session),
    )


def seen_by_workers(session: Session) -> tuple[bytes, ...]:
    """The folders that workers named as those that they see; one that named none sees what this server sees."""
    named = {
        os.fsencode(root) for roots in session.scalars(select(WorkerRow.roots)) for root in roots
    }
    return tuple(sorted(named - {os.fsencode(os.path.realpath("/"))}))


def _within(given: tuple[bytes, ...], roots: tuple[bytes, ...] | None) -> tuple[bytes, ...]:
    """What lies in a folder that was given and in a root."""
    if roots is None:
        return given
    narrow = [path for path in given if any(is_in(path, root) for root in roots)]
    return (*narrow, *(root for root in roots if any(is_in(root, path) for path in given)))


def _not_given(username: str, given: tuple[bytes, ...], roots: tuple[bytes, ...] | None) -> str:
    if given and roots is not None:
        return "FITTRACK_FOLDER_ROOTS does not hold it, or this account was not given it"
    return (
        "this account was not given it; the server's operator gives it there with: "
        f"fittrack backend users allow {username} FOLDER"
    )
