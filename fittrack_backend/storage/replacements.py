"""Which content took the place of which in files that were edited, and which came back, sync by sync."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TypeAlias
from uuid import UUID, uuid4

from attrs import define, field
from sqlalchemy import select
from sqlalchemy.orm import Session

from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.tables import RemovalRow, ReplacementRow

RecordingPlace: TypeAlias = tuple[str, int]
"""The digest of a recording's file, and its number in it."""
PartPlace: TypeAlias = tuple[str, dt.date]
"""The digest of the file that says something of a day, and the day."""
Place: TypeAlias = RecordingPlace | PartPlace


def place_of(row: ReplacementRow) -> Place:
    """What was replaced, or came back."""
    if row.date is not None:
        return row.old_sha256, row.date
    return row.old_sha256, row.old_number or 0


@define
class History:
    """What happened to recordings and parts of days, and what follows when some jobs are undone."""

    undone: Collection[UUID]
    _of: dict[Place, list[ReplacementRow]] = field(factory=lambda: defaultdict(list), init=False)
    """By place, in the order of time."""

    def add(self, row: ReplacementRow) -> None:
        """Takes in a row."""
        rows = self._of[place_of(row)]
        rows.append(row)
        rows.sort(key=lambda one: one.replaced_at)

    def is_replaced(self, place: Place, after: dt.datetime | None = None) -> bool:
        """Whether it does not count: by what happened last in a job that was not undone. What was replaced
        in one that was undone stays so where what took its place was itself replaced later."""
        for row in reversed(self._of.get(place, ())):
            if after is not None and row.replaced_at <= after:
                break
            is_undone = row.job_id is not None and row.job_id in self.undone
            if row.new_sha256 is None:
                if not is_undone:
                    return False
            elif not is_undone or self.is_replaced(_new_place(row), row.replaced_at):
                return True
        return False

    def kept_away_by(self, place: Place) -> UUID | None:
        """The job that found it in a file again, if that was undone and nothing happened to it since."""
        for row in reversed(self._of.get(place, ())):
            is_undone = row.job_id is not None and row.job_id in self.undone
            if row.new_sha256 is None and is_undone:
                return row.job_id
            if not is_undone:
                break
        return None

    def is_back(self, place: Place) -> bool:
        """Whether nothing ever happened to it, or a job that was not undone found it in a file again last."""
        rows = self._of.get(place)
        if not rows:
            return True
        last = rows[-1]
        return last.new_sha256 is None and (last.job_id is None or last.job_id not in self.undone)


def _new_place(row: ReplacementRow) -> Place:
    assert row.new_sha256 is not None
    if row.date is not None:
        return row.new_sha256, row.date
    return row.new_sha256, row.new_number or 0


@define
class Replacements:
    """Those that a batch of files touches: loaded, added to and written together."""

    session: Session
    account_id: UUID
    job_id: UUID | None
    now: dt.datetime
    _rows: dict[UUID, ReplacementRow] = field(factory=dict, init=False)
    _why: dict[UUID, str] = field(factory=dict, init=False)
    """Of the jobs that were undone: why what they brought does not count."""
    _history: History = field(init=False)
    _before: dict[str, dict[str, None]] = field(factory=lambda: defaultdict(dict), init=False)
    """By content: what it replaced in jobs that were undone."""
    _looked_for: set[str] = field(factory=set, init=False)
    _are_any: bool | None = field(default=None, init=False)
    _added: int = field(default=0, init=False)

    @_history.default
    def _empty(self) -> History:
        return History(())

    def load(self, digests: Iterable[str]) -> None:
        """Reads what happened to these contents, and to what they replaced in syncs that were undone."""
        if self._are_any is None:
            one = select(ReplacementRow.id).where(ReplacementRow.account_id == self.account_id)
            self._are_any = self.session.scalar(one.limit(1)) is not None
            if self._are_any:
                self._why = undone_jobs(self.session, self.account_id)
                self._history.undone = self._why
        todo = set(digests) - self._looked_for if self._are_any else set()
        while todo:
            self._looked_for |= todo
            for some in portions(todo):
                for column in (ReplacementRow.old_sha256, ReplacementRow.new_sha256):
                    query = select(ReplacementRow).where(
                        ReplacementRow.account_id == self.account_id, column.in_(some)
                    )
                    for row in self.session.scalars(query):
                        self._hold(row)
            todo = {old for new in todo for old in self._before.get(new, ())} - self._looked_for

    def _hold(self, row: ReplacementRow) -> None:
        if row.id in self._rows:
            return
        self._rows[row.id] = row
        self._history.add(row)
        if row.new_sha256 is not None and row.job_id in self._why:
            self._before[row.new_sha256][row.old_sha256] = None

    def versions(self, sha256: str) -> list[str]:
        """This content, and what its file is taken to hold instead since syncs were undone."""
        found = {sha256: None}
        todo = [sha256]
        while todo:
            for old in self._before.get(todo.pop(), ()):
                if old not in found:
                    found[old] = None
                    todo.append(old)
        return list(found)

    def note(self, old: Place, new: Place, activity_id: UUID | None = None) -> None:
        """The new one took the place of the old one, a recording of this activity."""
        self._add(old, new, activity_id)

    def end(self, old: Place) -> None:
        """A file holds the old one again, if it was replaced."""
        if not self._history.is_back(old):
            self._add(old, None, None)

    def is_replaced(self, place: Place) -> bool:
        """Whether it does not count any more."""
        return self._history.is_replaced(place)

    def kept_away(self, place: Place) -> str | None:
        """Why something replaced does not come back though a file holds it again: the sync that found so was
        undone."""
        job_id = self._history.kept_away_by(place)
        return None if job_id is None else self._why[job_id]

    def _add(self, old: Place, new: Place | None, activity_id: UUID | None) -> None:
        self._added += 1
        row = ReplacementRow(
            id=uuid4(),
            account_id=self.account_id,
            old_sha256=old[0],
            new_sha256=None if new is None else new[0],
            old_number=_number(old),
            new_number=None if new is None else _number(new),
            date=_date(old),
            activity_id=activity_id,
            job_id=self.job_id,
            # Their order is that of their times, also in one transaction.
            replaced_at=self.now + dt.timedelta(microseconds=self._added),
        )
        self.session.add(row)
        self._hold(row)


def undone_jobs(session: Session, account_id: UUID) -> dict[UUID, str]:
    """The account's jobs that were undone, and why what they brought does not count."""
    query = select(RemovalRow.job_id, RemovalRow.why).where(
        RemovalRow.account_id == account_id,
        RemovalRow.job_id.is_not(None),
        RemovalRow.restored_at.is_(None),
    )
    return {job_id: why for job_id, why in session.execute(query) if job_id is not None}


def _number(place: Place) -> int | None:
    return place[1] if isinstance(place[1], int) else None


def _date(place: Place) -> dt.date | None:
    return place[1] if isinstance(place[1], dt.date) else None
