"""The tables of what servers know of themselves and of services, and of no account."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from fittrack_backend.storage.tables.base import Table


class ClockRow(Table):
    """The one row of what is remembered of the clock."""

    __tablename__ = "clock"
    ONLY: ClassVar[int] = 1
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seen_at: Mapped[dt.datetime]
    """The last time that a server saw on its clock."""
    steady_s: Mapped[float]
    """For how many seconds servers have run since the clock last jumped."""


class RequestPaceRow(Table):
    """When an account of a service may be asked next (`storage.pacing`)."""

    __tablename__ = "request_paces"
    place: Mapped[str] = mapped_column(String(64), primary_key=True)
    """A digest that names the account."""
    next_at: Mapped[dt.datetime]
    not_before: Mapped[dt.datetime | None]
    """When the service wants to be asked again that refused a request."""
