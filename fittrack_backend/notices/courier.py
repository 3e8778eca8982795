"""Hands out what is yet to be told, again and again until a target takes it.

A notice waits in the database. Of several servers one at a time hands it out, and it comes at least once: with the same
id, if a server died between sending and noting it.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Sequence
from uuid import UUID

from attrs import frozen
from sqlalchemy import delete, select, update

from fittrack_backend.notices import targets
from fittrack_backend.notices.formats import Prepared
from fittrack_backend.notices.message import from_json
from fittrack_backend.notices.sending import Outcome, send
from fittrack_backend.notices.silence import look_for_silence
from fittrack_backend.storage.database import Database, rows_changed
from fittrack_backend.storage.one_at_a_time import NOTIFYING, one_at_a_time
from fittrack_backend.storage.sealed import NotOpened, Sealer
from fittrack_backend.storage.tables import NoticeRow, NotificationTargetRow
from fittrack_backend.variables import Network

EVERY_S = 2.0
SILENCE_EVERY = dt.timedelta(minutes=10)
WAITS = tuple(
    dt.timedelta(seconds=one)
    for one in (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
"""From one try to the next, as Standard Webhooks 1.0.0 proposes: given up after three days."""
_OURS_FOR = dt.timedelta(minutes=5)
"""When another server tries what one died over."""
_AT_ONCE = 20

_log = logging.getLogger("fittrack.notify")


@frozen
class _Claimed:
    """A notice that is ours for a while, and what tells it."""

    id: UUID
    target_id: UUID
    server: str
    tries: int
    prepared: Prepared | None
    """None where its target's secrets cannot be opened."""


class Courier:
    """Tells the targets of all accounts."""

    def __init__(
        self,
        database: Database,
        sealer: Sealer,
        allowed: Sequence[Network],
        clock: Callable[[], dt.datetime],
        deliver: Callable[[Prepared, Sequence[Network]], Outcome] = send,
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._allowed = allowed
        self._clock = clock
        self._deliver = deliver
        self._silence_at: dt.datetime | None = None

    def run(self, stopping: threading.Event) -> None:
        """Hands out what comes until the server stops."""
        is_sealed = False
        while not stopping.wait(EVERY_S):
            try:
                if not is_sealed:
                    with self._database.session() as session:
                        targets.seal_all_again(session, self._sealer)
                    is_sealed = True
                with one_at_a_time(self._database, NOTIFYING) as ours:
                    if ours:
                        self.look(stopping)
            except Exception:  # a database that is away must not end it
                _log.exception("notifications cannot be handed out at the moment")

    def look(self, stopping: threading.Event | None = None) -> None:
        """Hands out what is due, and looks now and then for sources that are silent."""
        now = self._clock()
        if (
            self._silence_at is None
            or not self._silence_at <= now < self._silence_at + SILENCE_EVERY
        ):
            self._silence_at = now
            with self._database.session() as session:
                look_for_silence(session, now)
        failed: set[UUID] = set()
        for notice_id, target_id in self._due(now):
            if stopping is not None and stopping.is_set():
                return
            if target_id in failed:
                continue
            claimed = self._claimed(notice_id, now)
            if claimed is not None and not self._hand_out(claimed):
                failed.add(target_id)

    def _due(self, now: dt.datetime) -> list[tuple[UUID, UUID]]:
        query = (
            select(NoticeRow.id, NoticeRow.target_id)
            # One that is planned for long after a try can come is of a clock that was wrong.
            .where((NoticeRow.next_try_at <= now) | (NoticeRow.next_try_at > now + 2 * WAITS[-1]))
            .order_by(NoticeRow.next_try_at)
            .limit(_AT_ONCE)
        )
        with self._database.session() as session:
            return [(notice_id, target_id) for notice_id, target_id in session.execute(query)]

    def _claimed(self, notice_id: UUID, now: dt.datetime) -> _Claimed | None:
        with self._database.session() as session:
            row = session.get(NoticeRow, notice_id)
            if row is None:
                return None
            ours = update(NoticeRow).where(
                NoticeRow.id == row.id, NoticeRow.next_try_at == row.next_try_at
            )
            claimed = rows_changed(session, ours.values(next_try_at=now + _OURS_FOR))
            session.commit()
            target = session.get(NotificationTargetRow, row.target_id)
            if not claimed or target is None:
                return None
            try:
                prepared = targets.prepared_for(
                    target,
                    self._sealer,
                    from_json(row.content),
                    notice_id=row.id,
                    at=row.created_at,
                    now=now,
                )
            except NotOpened:
                prepared = None
            return _Claimed(row.id, target.id, target.server, row.tries, prepared)

    def _hand_out(self, claimed: _Claimed) -> bool:
        """Whether the target took it."""
        if claimed.prepared is None:
            outcome = Outcome(False, reason="its URL or secret was sealed with a key that is gone")
        else:
            outcome = self._deliver(claimed.prepared, self._allowed)
        now = self._clock()
        is_over = outcome.delivered or outcome.is_gone or claimed.tries >= len(WAITS)
        if not outcome.delivered:
            told = _log.error if is_over else _log.warning
            told("%s took no notification: %s", claimed.server, outcome.reason)
        with self._database.session() as session:
            this = NoticeRow.id == claimed.id
            if is_over:
                rows_changed(session, delete(NoticeRow).where(this))
            else:
                wait = max(WAITS[claimed.tries], outcome.retry_after or dt.timedelta())
                again = {"tries": claimed.tries + 1, "next_try_at": now + wait}
                rows_changed(session, update(NoticeRow).where(this).values(**again))
            note: dict[str, object] = (
                {"last_delivered_at": now}
                if outcome.delivered
                else {"last_failed_at": now, "last_failure": outcome.reason}
            )
            target = NotificationTargetRow.id == claimed.target_id
            rows_changed(session, update(NotificationTargetRow).where(target).values(**note))
            session.commit()
        return outcome.delivered
