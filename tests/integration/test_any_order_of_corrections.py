"""Merging, splitting, deleting, undoing and forgetting in any order: what must hold after each step.

Four runs, each in up to three recordings, in two folders. What a person said is kept in a small model; what
the backend has is read from its database, and compared with what its answers say.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from uuid import UUID

import pytest
from attrs import define, field, frozen
from sqlalchemy import select

from fittrack_backend.checking.kept import differences
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.kept_lines import count_wrong, keep_lines
from fittrack_backend.storage.tables import ActivityRow, RecordingRow, SourceFileRow, SourceRow
from tests.integration.athlete import Athlete, Json
from tests.integration.conftest import BackendFactory
from tests.integration.fit_copies import FitCopies
from tests.thorough import THOROUGH
from tools.running.live_backend import LiveBackend

pytestmark = [pytest.mark.integration, pytest.mark.slow]

SEEDS = range(40) if THOROUGH else range(2)
STEPS = 40 if THOROUGH else 14
RUNS, RECORDINGS = 4, 3


@frozen
class Held:
    """A recording as the database has it."""

    id: UUID
    activity_id: UUID
    sha256: str
    counts: bool
    is_removed: bool


@define
class World:
    """Somebody with two folders, and what was said of recordings so far."""

    me: Athlete
    database: Database
    copies: FitCopies
    chance: random.Random
    folders: list[Path]
    sources: list[str]
    account_id: UUID | None = None
    said: dict[frozenset[str], bool] = field(factory=dict)
    """By a pair of digests: whether they are of one activity."""
    corrected: bool = False
    log: list[str] = field(factory=list)

    def post(self, where: str, **body: object) -> Json | None:
        answer = self.me.client.post(where, json=body)
        assert answer.status_code in (200, 201, 202, 404, 409), (answer.text, self.log)
        found: Json = answer.json()
        return found if answer.status_code < 400 else None

    def step(self) -> None:
        """Something that a person may do."""
        kinds = ["write"] * 4 + ["sync"] * 4 + ["merge"] * 2 + ["split"] * 3 + ["delete"]
        kinds += ["back"] * 2 + ["undo"] * 2 + ["restore"] * 2 + ["forget", "connect", "full"]
        kinds += ["remove"]
        kind = self.chance.choice(kinds)
        self.log.append(kind)
        getattr(self, f"do_{kind}")()

    def do_write(self) -> None:
        for _ in range(self.chance.randint(1, 4)):
            run, recording = self.chance.randrange(RUNS), self.chance.randrange(RECORDINGS)
            data = self.copies.moved(
                run * 86_400 + recording, extra_metres=self.chance.choice((0, 0, 0, 7))
            )
            name = f"{run}-{recording}.fit"
            (self.chance.choice(self.folders) / name).write_bytes(data)
            self.log.append(name)

    def do_remove(self) -> None:
        files = [one for folder in self.folders for one in sorted(folder.iterdir())]
        if files:
            self.chance.choice(files).unlink()

    def do_sync(self, *, full: bool = False) -> dict[str, Json]:
        connected = [one["id"] for one in self.me.all("/v1/sources")]
        if not connected:
            return {}
        job, items = self.me.sync(full=full)
        assert job["state"] == "succeeded", (job, self.log)
        return items

    def do_full(self) -> None:
        self.do_sync(full=True)

    def activities(self) -> list[str]:
        return [one["id"] for one in self.me.activities()]

    def some_id(self) -> str | None:
        """The id of an activity that there is, was merged or deleted."""
        with self.database.session() as session:
            query = select(ActivityRow.id).where(ActivityRow.account_id == self.account_id)
            found = sorted(session.scalars(query), key=str)
        there = self.activities()
        if self.chance.random() < 0.8:
            return self.chance.choice(there) if there else None
        return str(self.chance.choice(found)) if found else None

    def do_merge(self) -> None:
        one, other = self.some_id(), self.some_id()
        if one is None or other is None:
            return
        before = self.groups()
        found = self.post(f"/v1/activities/{one}/merge", activity_ids=[other])
        if found is not None:
            self.corrected = True
            (merged,) = [names for id_, names in self.groups().items() if str(id_) == found["id"]]
            parts = [names for names in before.values() if names <= merged]
            for some, others in combinations(parts, 2):
                self.say(some, others, together=True)

    def do_split(self) -> None:
        one = self.some_id()
        if one is None:
            return
        found = self.post(f"/v1/activities/{one}/split")
        if found is not None:
            self.corrected = True
            ids = {each["id"] for each in found["activities"]}
            parts = [names for id_, names in self.groups().items() if str(id_) in ids]
            for some, others in combinations(parts, 2):
                self.say(some, others, together=False)

    def say(self, some: set[str], others: set[str], *, together: bool) -> None:
        for a in some:
            for b in others:
                self.said[frozenset((a, b))] = together

    def do_delete(self) -> None:
        one = self.some_id()
        if one is not None:
            self.me.client.delete(f"/v1/activities/{one}")

    def do_back(self) -> None:
        deleted = self.me.all("/v1/deleted-activities")
        if deleted:
            self.post(f"/v1/activities/{self.chance.choice(deleted)['id']}/restore")

    def do_undo(self) -> None:
        jobs = [one for one in self.me.all("/v1/sync/jobs") if not one["undone_at"]]
        if jobs:
            self.post(f"/v1/sync/jobs/{self.chance.choice(jobs)['id']}/undo")

    def do_restore(self) -> None:
        jobs = [one for one in self.me.all("/v1/sync/jobs") if one["undone_at"]]
        if jobs:
            self.post(f"/v1/sync/jobs/{self.chance.choice(jobs)['id']}/restore")

    def do_forget(self) -> None:
        path = f"/v1/sources/{self.chance.choice(self.sources)}"
        self.me.client.delete(path, params={"forget": True})

    def do_connect(self) -> None:
        number = self.chance.randrange(2)
        self.post(f"/v1/sources/{self.sources[number]}/restore")
        found = self.post("/v1/sources", kind="folder", path=str(self.folders[number]))
        if found is not None:
            self.sources[number] = found["id"]

    def held(self) -> list[Held]:
        with self.database.session() as session:
            query = select(RecordingRow).where(RecordingRow.account_id == self.account_id)
            return [
                Held(
                    row.id,
                    row.activity_id,
                    vars(row)["file_sha256"],
                    row.replaced_at is None and row.removal_id is None,
                    row.removal_id is not None,
                )
                for row in session.scalars(query)
            ]

    def groups(self) -> dict[UUID, set[str]]:
        """The recordings that count, by digest, of each activity."""
        found: dict[UUID, set[str]] = defaultdict(set)
        for one in self.held():
            if one.counts:
                found[one.activity_id].add(one.sha256)
        return found

    def check(self) -> None:
        held = self.held()
        with self.database.session() as session:
            query = select(ActivityRow).where(ActivityRow.account_id == self.account_id)
            rows = {row.id: row for row in session.scalars(query)}
            there = {
                one for one, row in rows.items() if row.merged_into is None and not row.deleted_at
            }
            for row in rows.values():
                if row.merged_into is not None:
                    assert rows[row.merged_into].merged_into is None, "an id leads half way"
            for one in held:
                assert rows[one.activity_id].merged_into is None, "a recording of a merged one"
                if one.counts:
                    assert rows[one.activity_id].removal_id is None
            assert there <= {one.activity_id for one in held if one.counts}, "an empty activity"
            present = (
                select(SourceFileRow)
                .join(SourceRow, SourceRow.id == SourceFileRow.source_id)
                .where(SourceRow.account_id == self.account_id, SourceFileRow.gone_at.is_(None))
            )
            replaced = {one.sha256 for one in held if not one.counts and not one.is_removed}
            for file in session.scalars(present):
                assert file.sha256 not in replaced, f"{file.name} holds what no longer counts"
            assert list(differences(session.connection())) == []
        assert self.account_id is not None
        with self.database.session_of(self.account_id) as account:
            assert count_wrong(account) == 0, "a change left what a list says of an activity"
        keep_lines(self.database, lambda: False)
        listed = {one["id"]: one for one in self.me.activities()}
        assert set(listed) == {str(one) for one in there}
        of = {one.sha256: one.activity_id for one in held if one.counts}
        for pair, together in self.said.items():
            a, b = sorted(pair)
            if a in of and b in of:
                assert (of[a] == of[b]) == together, (
                    f"{a[:8]} and {b[:8]}: together is {not together}"
                )
        for activity_id in there:
            shown = self.me.client.get(f"/v1/activities/{activity_id}").json()
            assert shown["recording_count"] == len(shown["recordings"])
        if not self.corrected:
            days = [one["start_time"][:10] for one in listed.values()]
            assert len(days) == len(set(days)), "an activity is there twice"

    def check_syncs(self) -> None:
        """A sync finds nothing to do, and reports of each file what became of its recordings."""
        self.do_sync()
        self.check()
        before = self.me.activities()
        for full in (False, True):
            items = self.me.sync(full=full)[1] if self.me.all("/v1/sources") else {}
            with self.database.session() as session:
                digests = {
                    (str(row.source_id), row.name): row.sha256
                    for row in session.scalars(select(SourceFileRow))
                }
            held = self.held()
            counting = {one.sha256: one for one in held if one.counts}
            there = {one["id"] for one in self.me.activities()}
            for name, item in items.items():
                if item["reason"] and "is no longer" in item["reason"]:
                    continue
                sha256 = digests[item["source_id"], name]
                assert sha256 is not None
                one = counting.get(sha256)
                is_there = one is not None and str(one.activity_id) in there
                right = ("unchanged",) if is_there else ("skipped",)
                assert item["outcome"] in right, (
                    f"full={full}: {name} is {item['outcome']} ({item['reason']}), {item['records']}, "
                    f"while there is {[one for one in held if one.sha256 == sha256]}"
                )
                if one is not None and is_there:
                    ids = {
                        self.me.client.get(f"/v1/activities/{each['id']}").json()["id"]
                        for each in item["records"]
                    }
                    assert ids == {str(one.activity_id)}, item
            assert self.me.activities() == before, f"full={full} changed values"


@pytest.fixture(scope="module")
def backend(make_backend: BackendFactory) -> Iterator[LiveBackend]:
    yield make_backend()


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_done_each_recording_is_of_the_activity_that_was_said(
    backend: LiveBackend, tmp_path: Path, corpus: Path, seed: int
) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    me = Athlete.with_folder(backend, folders[0])
    other = me.client.post("/v1/sources", json={"kind": "folder", "path": str(folders[1])}).json()
    in_a_file = f"sqlite:///{backend.data_dir / 'fittrack.db'}"
    database = Database(backend.environment.get("FITTRACK_DATABASE_URL", in_a_file))
    with database.session() as session:
        account = session.get_one(SourceRow, UUID(me.source["id"])).account_id
    world = World(
        me,
        database,
        FitCopies((corpus / "run.fit").read_bytes()),
        random.Random(seed),
        folders,
        [me.source["id"], other["id"]],
        account,
    )
    try:
        world.do_write()
        world.do_sync()
        for number in range(STEPS):
            world.step()
            world.check()
            if number % 7 == 6:
                world.check_syncs()
                world.log.append("checked")
    except AssertionError as error:
        raise AssertionError(f"{error}\nafter {' '.join(world.log)}") from error
    finally:
        database.dispose()
