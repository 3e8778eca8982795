"""The tables of what is told elsewhere: to whom, and what has yet to arrive."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from fittrack_backend.storage.ownership import Owned, PartOfOwned
from fittrack_backend.storage.tables.base import Table, new_id, of_account


class NotificationTargetRow(Owned, Table):
    """A webhook, a topic of ntfy, or a Gotify server."""

    __tablename__ = "notification_targets"
    id: Mapped[UUID] = new_id()
    account_id: Mapped[UUID] = of_account()
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(100))
    server: Mapped[str] = mapped_column(String(300))
    """Where it is, without what comes after the host: that can be a secret."""
    url: Mapped[str]
    """Sealed (`storage/sealed.py`), as is the secret."""
    secret: Mapped[str | None]
    topics: Mapped[list[str]]
    silence_days: Mapped[int]
    silent: Mapped[dict[str, str]] = mapped_column(JSON())
    """The sources whose silence it was told of, each with the time of its last success then."""
    created_at: Mapped[dt.datetime]
    last_delivered_at: Mapped[dt.datetime | None]
    last_failed_at: Mapped[dt.datetime | None]
    last_failure: Mapped[str | None]


class NoticeRow(PartOfOwned, Table):
    """Something that a target has yet to be told of. It goes when that is done, or given up."""

    __tablename__ = "notices"
    WHOLE = ("target_id", NotificationTargetRow)
    id: Mapped[UUID] = new_id()
    target_id: Mapped[UUID] = mapped_column(
        ForeignKey("notification_targets.id", ondelete="CASCADE"), index=True
    )
    content: Mapped[str]
    """As JSON (`notices.message`)."""
    created_at: Mapped[dt.datetime]
    tries: Mapped[int]
    next_try_at: Mapped[dt.datetime] = mapped_column(index=True)
