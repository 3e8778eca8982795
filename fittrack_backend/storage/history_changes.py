"""What changes of recordings and parts of days when a job is undone, a source forgotten, or either restored."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias
from uuid import UUID

from attrs import define, field
from sqlalchemy import ColumnElement, false, or_

from fittrack_backend.storage.file_history import (
    Away,
    FileHistory,
    Part,
    Removal,
    Version,
)
from fittrack_backend.storage.file_versions import (
    EDITED,
    Reader,
    away_by,
    history,
    removals_of,
)
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import FileVersionRow, HealthPartRow, RecordingRow

Edited: TypeAlias = type[RecordingRow | HealthPartRow]


@define
class Changes:
    """The ids of rows of one table."""

    going: list[UUID] = field(factory=list)
    """What is taken away."""
    coming: list[UUID] = field(factory=list)
    """What was taken away and is there again."""
    back: list[UUID] = field(factory=list)
    """What nothing has taken the place of any more."""
    replaced: list[UUID] = field(factory=list)
    """Of what something else has taken the place again."""
    staying: dict[UUID, UUID] = field(factory=dict)
    """What stays away by another removal: that one, by id."""
    found_by: dict[UUID, Version] = field(factory=dict)
    """What stays though its source is forgotten: what another source was found to hold."""

    @property
    def touched(self) -> set[UUID]:
        """All that change."""
        return {*self.going, *self.coming, *self.back, *self.replaced}


def changes_by(database: AccountSession, removal: Removal) -> Mapping[Edited, Changes]:
    """What changes when this is done or, where it says so, restored."""
    reader = Reader(database, database.account_id)
    rows = reader.versions(FileVersionRow.type.in_(EDITED)) if reader.are_any() else []
    before = away_by(removals_of(database, database.account_id).values())
    found: dict[Edited, Changes] = {}
    for kind, row_class in EDITED.items():
        own = reader.parts(row_class, _own(row_class, removal))
        of_type = [row for row in rows if row.type == kind]
        contents = {one.sha256 for one in own} | _contents(of_type, removal, before)
        edited = contents & {row.sha256 for row in of_type}
        past = FileHistory()
        if edited:
            files = {row.file_id for row in of_type if row.sha256 in edited}
            past = history(reader, kind, edited, [row for row in of_type if row.file_id in files])
        change = _Change(past, before, before.once(removal), removal, {one.id for one in own})
        parts = {one.id: one for one in (*own, *reader.parts_of(row_class, edited))}
        for part in parts.values():
            change.note(part)
        found[row_class] = change.found
    return found


@define
class _Change:
    """What changes of the parts of one type."""

    past: FileHistory
    before: Away
    after: Away
    removal: Removal
    own: Collection[UUID]
    """What the job or the source brought, or the removal took."""
    found: Changes = field(factory=Changes)

    def note(self, part: Part) -> None:
        """Only what differs changes: a person may have brought something back by itself."""
        was_by, is_by = self.past.gone_by(part, self.before), self.past.gone_by(part, self.after)
        is_concerned = part.id in self.own or (was_by is None) != (is_by is None)
        if part.removal_id is None and is_by is not None and is_concerned:
            self.found.going.append(part.id)
        elif part.removal_id is not None and not part.is_purged and self.removal.is_restored:
            if is_by is None and is_concerned:
                self.found.coming.append(part.id)
            elif is_by is not None and part.removal_id == self.removal.id:
                self.found.staying[part.id] = is_by
        if self.removal.source_id is not None and part.id in self.own and part.removal_id is None:
            found = self.past.found_by(part, self.after)
            if found is not None and is_by is None:
                self.found.found_by[part.id] = found
        was_replaced = self.past.is_replaced(part, self.before)
        is_replaced = self.past.is_replaced(part, self.after)
        if was_replaced != is_replaced and is_replaced != part.is_replaced:
            (self.found.replaced if is_replaced else self.found.back).append(part.id)


def _contents(rows: Sequence[FileVersionRow], removal: Removal, before: Away) -> set[str]:
    """The contents of the files of which the job or the source has a version, or kept one away."""
    same = {one.id for one in before.removals.values() if _is_of(one, removal)}
    files = {row.file_id for row in rows if row.removal_id in same or _is_of(row, removal)}
    return {row.sha256 for row in rows if row.file_id in files}


def _own(row: Edited, removal: Removal) -> ColumnElement[bool]:
    """The condition for what the job or the source brought, and what the removal took."""
    brought = row.job_id == removal.job_id if removal.job_id is not None else false()
    if removal.source_id is not None:
        brought = row.source_id == removal.source_id
    return or_(brought, row.removal_id == removal.id)


def _is_of(one: Removal | FileVersionRow, removal: Removal) -> bool:
    """Whether it is of the same job or source."""
    if removal.job_id is not None:
        return one.job_id == removal.job_id
    return removal.source_id is not None and one.source_id == removal.source_id
