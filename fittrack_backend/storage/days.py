"""The days of an account, as its requests read them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from fittrack_backend.records.as_json import made
from fittrack_backend.records.health import DailyHealth
from fittrack_backend.storage.pages import Key, Page, after, decode_cursor, make_page, order_by
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import HealthDayRow


def list_all(
    database: AccountSession,
    *,
    since: dt.date | None,
    until: dt.date | None,
    limit: int,
    cursor: str | None,
) -> Page[DailyHealth]:
    """Latest day first."""
    keys = (Key(HealthDayRow.date, descending=True),)
    query = select(*HealthDayRow.columns(DailyHealth))
    if since is not None:
        query = query.where(HealthDayRow.date >= since)
    if until is not None:
        query = query.where(HealthDayRow.date <= until)
    if cursor is not None:
        query = query.where(after(keys, decode_cursor(cursor, dt.date)))
    rows = database.execute(query.order_by(*order_by(keys)).limit(limit + 1)).all()
    days = [made(DailyHealth, row._asdict()) for row in rows]
    return make_page(days, limit, lambda day: (day.date,))
