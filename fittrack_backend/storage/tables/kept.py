"""The tables that triggers keep (`storage.following`): they follow from others. Nobody else writes them, but for the text of
lines."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from fittrack_backend.storage.ownership import Owned
from fittrack_backend.storage.tables.base import Table, of_indexed_account

NO_SOURCE = UUID(int=0)
"""Stands for the source of activities that have none."""


class NeededOriginalRow(Owned, Table):
    """An original that records of an account need, and how many do. How many bytes all of them have is in
    `AccountRow.original_bytes`."""

    __tablename__ = "needed_originals"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    record_count: Mapped[int]


class ActivityNameRow(Owned, Table):
    """The name of an activity that is there, or how it begins."""

    __tablename__ = "activity_names"
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(primary_key=True)
    activity_id: Mapped[UUID] = mapped_column(primary_key=True)


class ActivityLineRow(Owned, Table):
    """An activity as lists have it, so that a list is read without making each of its values (`activity_lines`)."""

    __tablename__ = "activity_lines"
    activity_id: Mapped[UUID] = mapped_column(
        ForeignKey("activities.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[UUID] = of_indexed_account()
    form: Mapped[str]
    """Which fields the line has, and how they are written; empty where there is no line."""
    line: Mapped[str | None]
    """The JSON object."""

    __table_args__ = (
        Index("ix_activity_lines_form", "form"),
        Index("ix_activity_lines_account_form", "account_id", "form"),
    )


def _sum() -> Mapped[int]:
    return mapped_column(BigInteger)


class ActivitySumsRow(Owned, Table):
    """What the activities of a month or week, a sport and a source add up to, as long as there are any."""

    __tablename__ = "activity_sums"
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    span: Mapped[str] = mapped_column(String(5), primary_key=True)
    """`month` or `week`."""
    first_day: Mapped[dt.date] = mapped_column(primary_key=True)
    sport: Mapped[str] = mapped_column(String(64), primary_key=True)
    source_id: Mapped[UUID] = mapped_column(primary_key=True)
    """Whose file an activity is shown by, which it outlives; `NO_SOURCE`: of none."""
    days: Mapped[int] = mapped_column(BigInteger)
    """The days with an activity: the first day is the lowest bit."""
    activity_count: Mapped[int]
    distance_m_count: Mapped[int]
    """How many of them have it. A sum is in whole millionths."""
    distance_m_sum: Mapped[int] = _sum()
    timer_s_count: Mapped[int]
    timer_s_sum: Mapped[int] = _sum()
    elapsed_s_count: Mapped[int]
    elapsed_s_sum: Mapped[int] = _sum()
    ascent_m_count: Mapped[int]
    ascent_m_sum: Mapped[int] = _sum()
    calories_kcal_count: Mapped[int]
    calories_kcal_sum: Mapped[int] = _sum()
