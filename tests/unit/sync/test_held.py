"""What each source has of the activities is what its files and recordings say, however they came together."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

from sqlalchemy import insert

from fittrack_backend.storage.tables import SourceFileRow, SourceRow
from fittrack_backend.sync.held import Held, days_held, held
from tests.unit.migrated import migrated, with_a_source
from tests.unit.stored_activities import NOW, stored_activity

FIRST = dt.datetime(2026, 3, 1, 7, tzinfo=dt.UTC)


def test_what_a_source_has_is_what_its_files_and_recordings_say(tmp_path: Path) -> None:
    random = Random(13)
    database = migrated(tmp_path / "fittrack.db")
    account_id, one = with_a_source(database, NOW)
    sources = [one, uuid4(), uuid4()]
    expected: dict[UUID, dict[UUID, dt.date]] = {source: {} for source in sources}
    with database.session() as session:
        for number, source in enumerate(sources[1:]):
            row = {
                "id": source,
                "account_id": account_id,
                "kind": "folder",
                "name": f"other {number}",
            }
            session.execute(
                insert(SourceRow).values(**row, identity=source.bytes, connected_at=NOW)
            )
        for number in range(60):
            start = FIRST + dt.timedelta(hours=7 * number)
            own, *rest = random.sample(sources, random.choice((1, 1, 2, 3)))
            sha256 = uuid4().hex * 2
            activity, recording = stored_activity(account_id, own, start, sha256)
            of_activity: dict[str, object] = {"recording_count": 1 + len(rest)}
            for name, value in of_activity.items():
                setattr(activity, name, value)
            gone = random.random() < 0.2
            activity.deleted_at = NOW if gone else None
            session.add(activity)
            session.flush()
            copies = random.sample(sources, random.choice((0, 1, 2)))
            for place, of_source in enumerate((own, *rest)):
                _, more = stored_activity(account_id, of_source, start, uuid4().hex * 2)
                kept = recording if place == 0 else more
                kept.activity_id = activity.id
                session.add(kept)
                for copied in copies if place == 0 else ():
                    session.add(_file(copied, sha256))
            if not gone:
                for source in {own, *rest, *copies}:
                    expected[source][activity.id] = start.date()
            lost = stored_activity(account_id, random.choice(sources), start, uuid4().hex * 2)[1]
            lost.activity_id, lost.replaced_at = activity.id, NOW
            session.add(lost)
        session.commit()
    with database.session_of(account_id) as session:
        found = held(session, sources)
        for source, dates in expected.items():
            days = Counter(dates.values())
            whole = Held(len(dates), len(days), min(days), max(days))
            assert found[source, "activities"] == whole
            by_day = days_held(session, [source], ["activities"], min(days), max(days))
            assert by_day[source, "activities"] == days
    database.dispose()


def _file(source_id: UUID, sha256: str) -> SourceFileRow:
    return SourceFileRow(
        id=uuid4(),
        source_id=source_id,
        key=uuid4().bytes,
        name="a.fit",
        size=1,
        sha256=sha256,
        types=[],
        taken=[],
        outcome="unchanged",
        records=[],
    )
