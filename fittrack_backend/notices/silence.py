"""Finds the sources that nothing came from for too long, and tells of each once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from attrs import frozen
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fittrack_backend.notices import message, outbox
from fittrack_backend.storage.tables import NotificationTargetRow, SourceRow, StandingRow


@frozen
class _Heard:
    """A connected source, and when a sync last came through."""

    id: UUID
    name: str
    connected_at: dt.datetime
    last_success_at: dt.datetime | None

    @property
    def since(self) -> dt.datetime:
        """Since when nothing came; a source that was connected again starts anew."""
        return max(self.last_success_at or self.connected_at, self.connected_at)


def look_for_silence(session: Session, now: dt.datetime) -> None:
    """Lets targets be told of what has become silent, and of what is no longer. Commits."""
    for target in session.scalars(select(NotificationTargetRow)).all():
        wanted = target.topics
        if "silence" not in wanted:
            continue
        heard = _heard(session, target.account_id)
        limit = now - dt.timedelta(days=target.silence_days)
        silent = {str(one.id): message.moment(one.since) for one in heard if one.since < limit}
        if silent == target.silent:
            continue
        for one in heard:
            if str(one.id) in silent and str(one.id) not in target.silent:
                told = message.of_silence(
                    one.id, one.name, one.last_success_at, target.silence_days
                )
                outbox.put_for(session, [target], told, now)
        back = [one for one in heard if str(one.id) in target.silent and str(one.id) not in silent]
        if back and "recovery" in wanted:
            outbox.put_for(session, [target], message.of_recovery(None, _places(back)), now)
        target.silent = silent
    session.commit()


def _places(sources: Sequence[_Heard]) -> list[message.Place]:
    return [message.Place(one.id, one.name, None) for one in sources]


def _heard(session: Session, account_id: UUID) -> list[_Heard]:
    """The account's connected sources that were ever synced."""
    query = (
        select(
            SourceRow.id,
            SourceRow.name,
            SourceRow.connected_at,
            func.max(StandingRow.succeeded_at),
        )
        .join(StandingRow, StandingRow.source_id == SourceRow.id)
        .where(SourceRow.account_id == account_id, SourceRow.is_connected())
        .group_by(SourceRow.id, SourceRow.name, SourceRow.connected_at)
        .order_by(SourceRow.connected_at)
    )
    return [_Heard(*row) for row in session.execute(query)]
