"""Hands security events to the operator's command, one at a time: `FITTRACK_NOTIFY`.

An event waits in the audit trail until the command has taken it, so that none is lost when a server dies, and of
several servers one at a time hands it over. A command that fails is tried again; so it may see an event twice, and the
event's `id` tells.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import subprocess
import threading
from collections.abc import Sequence
from tempfile import TemporaryFile
from uuid import UUID

from attrs import frozen
from sqlalchemy import select, update

from fittrack_backend.accounts.safeguards import Clock
from fittrack_backend.storage.database import Database, rows_changed
from fittrack_backend.storage.tables import AccountRow, AuditRow

EVERY_S = 2.0
"""How often the server looks for new events."""
LIMIT_S = 30.0
"""How long the command may take with one event."""
AGAIN_AFTER = dt.timedelta(minutes=1)
"""When an event is tried again: the command failed, or its server died over it."""
GIVEN_UP_AFTER = dt.timedelta(days=1)
_ENVIRONMENT = frozenset(
    {"HOME", "LANG", "LC_ALL", "LOGNAME", "PATH", "SYSTEMROOT", "TMPDIR", "TZ", "USER"}
)
"""The variables that the command gets. Others of the server can hold secrets."""

_log = logging.getLogger("fittrack.notify")


@frozen
class _Event:
    """What the command reads on its standard input, as JSON."""

    id: UUID
    at: dt.datetime
    event: str
    username: str
    address: str | None
    detail: str | None

    def as_json(self) -> bytes:
        at = self.at.isoformat().replace("+00:00", "Z")
        members = {
            "id": str(self.id),
            "at": at,
            "event": self.event,
            "username": self.username,
            "address": self.address,
            "detail": self.detail,
        }
        return json.dumps(members).encode() + b"\n"


class Notifier:
    """Runs `command`, a program with its arguments, for each security event of all accounts."""

    def __init__(self, database: Database, command: Sequence[str], clock: Clock) -> None:
        self._database = database
        self._command = command
        self._clock = clock

    def run(self, stopping: threading.Event) -> None:
        """Hands over what comes until the server stops."""
        while not stopping.wait(EVERY_S):
            try:
                while not stopping.is_set() and self.hand_over_one():
                    pass
            except Exception:  # a database that is away must not end the telling
                _log.exception("security events cannot be handed over at the moment")

    def hand_over_one(self) -> bool:
        """Hands over the oldest event that is due, if there is one."""
        now = self._clock()
        event = self._claimed(now)
        if event is None:
            return False
        if self._tell(event):
            self._done(event.id)
        return True

    def _claimed(self, now: dt.datetime) -> _Event | None:
        """The oldest event that is due, which is now ours for a while."""
        due = (AuditRow.notify_at <= now, AuditRow.at > now - GIVEN_UP_AFTER)
        with self._database.session() as session:
            row = session.execute(
                select(AuditRow, AccountRow.username)
                .join(AccountRow, AccountRow.id == AuditRow.account_id)
                .where(*due)
                .order_by(AuditRow.at, AuditRow.number)
                .limit(1)
            ).one_or_none()
            if row is None:
                return None
            found, username = row
            claimed = rows_changed(
                session,
                update(AuditRow)
                .where(AuditRow.id == found.id, AuditRow.notify_at == found.notify_at)
                .values(notify_at=now + AGAIN_AFTER),
            )
            session.commit()
            if not claimed:
                return None
            return _Event(found.id, found.at, found.event, username, found.address, found.detail)

    def _done(self, event_id: UUID) -> None:
        with self._database.session() as session:
            rows_changed(
                session, update(AuditRow).where(AuditRow.id == event_id).values(notify_at=None)
            )
            session.commit()

    def _tell(self, event: _Event) -> bool:
        """Whether the command took the event."""
        environment = {name: os.environ[name] for name in _ENVIRONMENT & os.environ.keys()}
        # Files, not pipes: a pipe is open as long as anything that the command has started.
        try:
            with TemporaryFile() as said, TemporaryFile() as told:
                told.write(event.as_json())
                told.seek(0)
                done = subprocess.run(
                    self._command,
                    stdin=told,
                    stdout=subprocess.DEVNULL,
                    stderr=said,
                    env=environment,
                    timeout=LIMIT_S,
                    check=False,
                )
                said.seek(0)
                words = said.read(500).decode("utf-8", "backslashreplace")
        except subprocess.TimeoutExpired:
            _log.error("FITTRACK_NOTIFY took longer than %g s with %s", LIMIT_S, event.event)
            return False
        except OSError as error:
            _log.error("FITTRACK_NOTIFY cannot be run: %s", error)
            return False
        if done.returncode != 0:
            _log.error("FITTRACK_NOTIFY ended with %d: %r", done.returncode, words)
        return done.returncode == 0
