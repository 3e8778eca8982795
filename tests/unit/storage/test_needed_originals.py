"""How many bytes an account's originals have is kept as records come and go: compared with an adding up of our own."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter, defaultdict
from uuid import UUID, uuid4

from attrs import define, field
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from fittrack_backend.checking.kept import differences
from fittrack_backend.records.days import DayPart
from fittrack_backend.storage import kept_tables, usage
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.references import REFERENCES
from fittrack_backend.storage.tables import (
    AccountRow,
    CollectedItemRow,
    HealthPartRow,
    NeededOriginalRow,
    OriginalRow,
    RecordingRow,
    SourceRow,
    WorkoutRow,
)
from tests.thorough import THOROUGH
from tests.unit.stored_activities import NOW, stored_activity

STEPS = 1500 if THOROUGH else 150
DIGESTS = [str(number) * 64 for number in range(8)]


@define
class World:
    """Two people with the same few files, and somebody who changes rows in every way that a database knows."""

    session: Session
    chance: random.Random
    sources: dict[UUID, UUID] = field(factory=dict)
    number: int = 0

    def begin(self) -> None:
        for _ in range(2):
            account, source = uuid4(), uuid4()
            name = account.hex
            values = {"id": account, "username": name, "username_key": name, "password_hash": "-"}
            self.session.execute(insert(AccountRow).values(**values, created_at=NOW))
            of_it = {"id": source, "account_id": account, "kind": "folder", "name": name}
            self.session.execute(insert(SourceRow).values(**of_it, connected_at=NOW))
            self.sources[account] = source

    def step(self) -> None:
        kinds = ["record"] * 6 + ["records"] * 2 + ["original"] * 2
        kinds += ["purge", "take_back", "remove", "resize", "lose_original", "rename", "roll_back"]
        getattr(self, self.chance.choice(kinds))()
        self.session.flush()

    def record(self) -> None:
        account = self.chance.choice(sorted(self.sources, key=str))
        sha256 = self.chance.choice(DIGESTS)
        purged = self.chance.choice((None, None, NOW))
        self.number += 1
        kind = self.chance.choice(["recording", "recording", "part", "workout", "collected"])
        if kind == "recording":
            rows = stored_activity(account, None, NOW, sha256, self.number)
            rows[1].purged_at = purged
            self.session.add_all(rows)
            return
        of_it: dict[str, object] = {"account_id": account, "purged_at": purged}
        if kind == "part":
            day = dt.date.fromordinal(self.number)
            values = {"date": day, "file_sha256": sha256, "data": DayPart()}
            self.session.add(HealthPartRow(**values, **of_it))
        elif kind == "workout":
            self.session.add(_workout(str(self.number), sha256, of_it))
        else:
            key = {"source_id": self.sources[account], "key": str(self.number).encode()}
            found = {"name": "k", "sha256": sha256, "size": 1, "collected_at": NOW}
            self.session.add(CollectedItemRow(**key, **found, **of_it, is_archive=False))

    def records(self) -> None:
        for _ in range(5):
            self.record()

    def original(self) -> None:
        sha256 = self.chance.choice(DIGESTS)
        if self.session.get(OriginalRow, sha256) is None:
            of_it = {"file_format": "fit", "stored_at": NOW}
            size = 10 ** int(sha256[0]) * 3_000
            self.session.add(OriginalRow(sha256=sha256, size_bytes=size, **of_it))

    def purge(self) -> None:
        self._of_some(NOW)

    def take_back(self) -> None:
        self._of_some(None)

    def _of_some(self, purged_at: dt.datetime | None) -> None:
        """All records of a file by one statement."""
        row, sha256 = self.chance.choice(REFERENCES)
        of_file = update(row).where(sha256 == self.chance.choice(DIGESTS))
        self.session.execute(of_file.values(purged_at=purged_at))

    def rename(self) -> None:
        """Records of one file are found to be of another."""
        row, sha256 = self.chance.choice(REFERENCES[2:])
        of_file = update(row).where(sha256 == self.chance.choice(DIGESTS))
        self.session.execute(of_file.values({sha256.key: self.chance.choice(DIGESTS)}))

    def remove(self) -> None:
        row, sha256 = self.chance.choice(REFERENCES)
        self.session.execute(delete(row).where(sha256 == self.chance.choice(DIGESTS)))

    def resize(self) -> None:
        of_one = update(OriginalRow).where(OriginalRow.sha256 == self.chance.choice(DIGESTS))
        self.session.execute(of_one.values(size_bytes=OriginalRow.size_bytes + 1))

    def lose_original(self) -> None:
        of_one = OriginalRow.sha256 == self.chance.choice(DIGESTS)
        self.session.execute(delete(OriginalRow).where(of_one))

    def roll_back(self) -> None:
        self.session.commit()
        self.records()
        self.purge()
        self.session.rollback()


def _workout(key: str, sha256: str, of_it: dict[str, object]) -> WorkoutRow:
    counts = {"steps": (), "step_count": 0}
    file = {"path": b"", "file_name": "a.fit", "file_format": "fit", "file_sha256": sha256}
    return WorkoutRow(content_key=key, created_at=NOW, updated_at=NOW, **counts, **file, **of_it)


def needed(session: Session) -> dict[UUID, Counter[str]]:
    found: dict[UUID, Counter[str]] = defaultdict(Counter)
    for row, sha256 in REFERENCES:
        query = select(row.account_id, sha256).where(row.purged_at.is_(None))
        for account_id, digest in session.execute(query):
            found[account_id][digest] += 1
    return found


def compare(session: Session, world: World) -> None:
    session.expire_all()
    should = needed(session)
    kept: dict[UUID, Counter[str]] = defaultdict(Counter)
    for row in session.scalars(select(NeededOriginalRow)):
        kept[row.account_id][row.sha256] = row.record_count
    assert kept == should
    rows = session.execute(select(OriginalRow.sha256, OriginalRow.size_bytes))
    sizes = {sha256: size for sha256, size in rows}  # noqa: C416 (mypy knows no tuple in a row)
    for account_id in world.sources:
        used = sum(sizes.get(digest, 0) for digest in should[account_id])
        assert usage.bytes_of(session, account_id) == used
        for digest in DIGESTS:
            counts = usage.counts_already(session, account_id, digest)
            assert counts == (digest in should[account_id])
    assert list(differences(session.connection())) == []


def test_they_are_what_records_need_whatever_is_done(either: Database) -> None:
    with either.session() as session:
        world = World(session, random.Random(7))
        world.begin()
        for _ in range(STEPS):
            world.step()
            compare(session, world)
        session.commit()
        first, second = sorted(world.sources, key=str)
        assert usage.bytes_of(session, first), "there was something to compare"
        session.execute(delete(RecordingRow).where(RecordingRow.account_id == first))
        session.execute(delete(AccountRow).where(AccountRow.id == first))
        assert set(session.scalars(select(NeededOriginalRow.account_id))) == {second}


def test_an_upgrade_finds_out_what_is_needed(either: Database) -> None:
    with either.session() as session:
        world = World(session, random.Random(8))
        world.begin()
        connection = session.connection()
        kept_tables.let_go(connection)
        for _ in range(6):
            world.records()
            world.original()
        session.flush()
        assert list(differences(connection))
        kept_tables.follow(connection)
        compare(session, world)
        session.execute(text("UPDATE accounts SET original_bytes = original_bytes + 1"))
        assert len(list(differences(connection))) == 2
