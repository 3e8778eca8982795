"""Finding jobs and their items: one, or page by page."""

from __future__ import annotations

from uuid import UUID

from attrs import evolve
from sqlalchemy import bindparam, select

from fittrack_backend.errors import not_found
from fittrack_backend.storage.account_reads import AccountReads
from fittrack_backend.storage.id_digits import ANY_ID, IdQuestion
from fittrack_backend.storage.pages import Key, Page, PageAsked, make_page, page_by_time
from fittrack_backend.storage.scope import AccountSession, Prepared
from fittrack_backend.storage.tables import SyncItemRow, SyncJobRow
from fittrack_backend.sync.job_views import ItemView, JobView, item_view, job_view, with_messages


def find(session: AccountSession, job_id: UUID) -> SyncJobRow:
    """The job's row; a problem 404 when it is not the account's."""
    row = session.get(SyncJobRow, job_id, populate_existing=True)
    if row is None:
        raise not_found("sync job", job_id)
    return row


_ONE = Prepared(select(SyncJobRow).where(SyncJobRow.id == bindparam("id")))


def show(session: AccountSession | AccountReads, job_id: UUID) -> JobView:
    """The job as it stands."""
    row = session.prepared_row(_ONE, id=job_id)
    if row is None:
        raise not_found("sync job", job_id)
    return job_view(row)


def list_all(
    session: AccountSession, asked: PageAsked, *, state: str | None, ids: IdQuestion = ANY_ID
) -> Page[JobView]:
    """The account's jobs, newest first."""
    query = select(SyncJobRow).where(ids.condition(SyncJobRow.id))
    if state is not None:
        query = query.where(SyncJobRow.state == state)
    total = asked.total(session, SyncJobRow, query)
    time = SyncJobRow.created_at
    page = page_by_time(session, query, time, asked, latest_first=True)
    digits = ids.digits(session, SyncJobRow, [job.id for job in page.items])
    return evolve(page.each(job_view), id_digits=digits, total=total)


def list_items(
    session: AccountSession,
    job_id: UUID,
    asked: PageAsked,
    *,
    outcome: str | None,
    type: str | None,
    messages: bool,
) -> Page[ItemView]:
    """What became of each file, in the order of the names; with the messages that it has, where these are
    asked for."""
    find(session, job_id)
    keys = (Key(SyncItemRow.key), Key(SyncItemRow.id))
    query = select(SyncItemRow).where(SyncItemRow.job_id == job_id)
    if outcome is not None:
        query = query.where(SyncItemRow.outcome == outcome)
    if type is not None:
        query = query.where(SyncItemRow.type == type)
    rows = session.scalars(asked.rows_of(query, keys, bytes, UUID)).all()
    page = make_page(rows, asked.limit, lambda row: (row.key, row.id))
    return page.each(_with_messages if messages else item_view)


def _with_messages(row: SyncItemRow) -> ItemView:
    return with_messages(item_view(row), row)
