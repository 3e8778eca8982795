"""Marks a file as known to be bad, or takes that back."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from attrs import frozen
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from fittrack_backend.errors import Problem, not_found
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.pages import Page, PageAsked, page_by_time
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import IgnoredFileRow, SyncItemRow, SyncJobRow


@frozen
class IgnoredView:
    """A file that is ignored, as the contract shows it."""

    id: UUID
    source_id: UUID
    name: str
    reason: str
    ignored_at: dt.datetime


def ignore(session: AccountSession, item_id: UUID) -> IgnoredView:
    """Ignores what failed in an item, as long as its content is what it was then.

    Problems: 404 for an item that is not the account's; 409 for one that did not fail, or of which
    nothing tells that it is the same that fails again.
    """
    item = session.get(SyncItemRow, item_id)
    if item is None:
        raise not_found("item", item_id)
    if item.outcome != "failed":
        raise Problem(
            Kind.NOT_IGNORABLE,
            f"{item.name} did not fail in this job: it is {item.outcome}.",
        )
    job = session.get(SyncJobRow, item.job_id)
    if job is not None and job.reader_version is not None:
        raise Problem(
            Kind.NOT_IGNORABLE,
            f"{item.name} is a stored original: no sync fails because of it.",
        )
    if item.content is None:
        raise Problem(
            Kind.NOT_IGNORABLE,
            f"{item.name} failed before its content was known, so that nothing could say whether it "
            "is the same that fails again.",
        )
    values: dict[str, object] = {
        "name": item.name,
        "content": item.content,
        "reason": item.reason or "",
        "ignored_at": dt.datetime.now(dt.UTC),
    }
    place = IgnoredFileRow.source_id == item.source_id, IgnoredFileRow.key == item.key
    changed = update(IgnoredFileRow).where(*place).values(values)
    if not rows_changed(session, changed):
        session.add(IgnoredFileRow(source_id=item.source_id, key=item.key, **values))
    try:
        session.commit()
    except IntegrityError:  # somebody else ignored it at the same moment
        session.rollback()
        rows_changed(session, changed)
        session.commit()
    return _view(session.scalars(select(IgnoredFileRow).where(*place)).one())


def list_all(session: AccountSession, asked: PageAsked) -> Page[IgnoredView]:
    """What the account ignores, the latest first."""
    query, time = select(IgnoredFileRow), IgnoredFileRow.ignored_at
    page = page_by_time(session, query, time, asked, latest_first=True)
    return page.each(_view)


def unignore(session: AccountSession, ignored_file_id: UUID) -> None:
    """Lets a file fail again; a problem 404 when it is not one that the account ignores."""
    row = session.get(IgnoredFileRow, ignored_file_id)
    if row is None:
        raise not_found("ignored file", ignored_file_id)
    session.delete(row)
    session.commit()


def _view(row: IgnoredFileRow) -> IgnoredView:
    return IgnoredView(row.id, row.source_id, row.name, row.reason, row.ignored_at)
