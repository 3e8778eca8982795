"""What tells of a file in its source, as a row of a table names one: both are of one activity, whatever their times and
sports say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import cast
from uuid import UUID

from attrs import define, field
from sqlalchemy import Table as SqlTable
from sqlalchemy import select
from sqlalchemy.orm import Session

from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.tables import RecordingRow

_RECORDINGS = cast(SqlTable, RecordingRow.__table__)


@define
class Told:
    """Pairs of contents, by digest, of which one tells of the other. A file of several recordings is in none: nobody says
    which of them is meant."""

    _beside: dict[str, dict[str, None]] = field(factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], recordings: Mapping[str, int]) -> Told:
        """Of these pairs; `recordings` says how many are read from a content, where that is known."""
        found = cls()
        for one, other in pairs:
            if max(recordings.get(one, 1), recordings.get(other, 1)) == 1 and one != other:
                found._beside[one][other] = None
                found._beside[other][one] = None
        return found

    def beside(self, sha256: str) -> Collection[str]:
        """What tells of this content, or what it tells of."""
        return self._beside.get(sha256, ())

    def digests(self) -> set[str]:
        """All of them."""
        return set(self._beside)


def who_tell_of(
    session: Session, account_id: UUID, places: Iterable[tuple[UUID, bytes]]
) -> dict[tuple[UUID, bytes], set[str]]:
    """The digests of what tells of the files at these places (source and key), as far as it counts."""
    by_source: dict[UUID, set[bytes]] = defaultdict(set)
    for source_id, key in places:
        by_source[source_id].add(key)
    found: dict[tuple[UUID, bytes], set[str]] = defaultdict(set)
    rows = _RECORDINGS.c
    for source_id, keys in by_source.items():
        for some in portions(keys):
            query = select(rows.tells_of, rows.file_sha256).where(
                rows.account_id == account_id,
                rows.source_id == source_id,
                rows.tells_of.in_(some),
                rows.replaced_at.is_(None),
                rows.removal_id.is_(None),
            )
            for key, sha256 in session.execute(query):
                found[source_id, key].add(sha256)
    return found
