"""What a file held before it was edited no longer counts, however its new bytes are known; and undoing a sync
takes back exactly what that sync changed.

It has more than 400 lines, since all of its tests edit files of the same kind of home.
"""

from __future__ import annotations

import datetime as dt
import os
import random
from collections.abc import Collection
from pathlib import Path
from uuid import UUID

import pytest
from attrs import define, field
from sqlalchemy import select

from fittrack_backend.checking import derived, foreign_keys, original_files, references, remembered
from fittrack_backend.checking.findings import Checked
from fittrack_backend.settings import Quota, Settings
from fittrack_backend.sources import connected
from fittrack_backend.storage import deleting, merging
from fittrack_backend.storage.activity_filter import is_there
from fittrack_backend.storage.originals_folder import OriginalsInFolder
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityRow, RecordingRow, SourceFileRow, SourceRow
from fittrack_backend.sync import jobs, undoing
from tests.unit.sync import test_vanishing
from tests.unit.sync.test_vanishing import ACCOUNT, SOURCE, Sync

sync = test_vanishing.sync
OTHER = UUID(int=3)
RUN, TWIN, RIDE, LONG_RIDE = "running 0", "running 3", "cycling 0", "cycling 7"
"""A run, the same as another device saw it, and what is no twin of it: another sport at the same time."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "training"
    made.mkdir()
    return made


def gpx(what: str, day: int = 1) -> bytes:
    sport, metres = what.split()
    points = "".join(
        f'<trkpt lat="47.{second}{metres}" lon="8.5"><time>2026-01-{day:02}T07:00:{second:02}Z</time></trkpt>'
        for second in range(10, 60, 10)
    )
    return (
        '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1">'
        f"<trk><name>{what} {day}</name><type>{sport}</type><trkseg>{points}</trkseg></trk></gpx>"
    ).encode()


@define
class Desk:
    """Somebody with one folder."""

    sync: Sync
    folder: Path

    def session(self) -> AccountSession:
        return AccountSession(self.sync.database.engine, ACCOUNT)

    def write(self, **files: str) -> None:
        for name, what in files.items():
            (self.folder / f"{name}.gpx").write_bytes(gpx(what))

    def synced(self, *types: str, full: bool = False, **files: str) -> UUID:
        self.write(**files)
        return self.sync.start(*types, full=full)

    def counting(self) -> set[str]:
        """The recordings that activities are shown of, by their names."""
        return {name for names in self.by_activity() for name in names}

    def by_activity(self) -> list[set[str]]:
        """The same by activity; all are of the first day."""
        return [{name.removesuffix(" 1") for name in names} for names in self.named()]

    def named(self) -> list[set[str]]:
        """The names of recordings, with their days, by activity."""
        with self.session() as session:
            query = (
                select(RecordingRow.activity_id, RecordingRow.column("name"))
                .join(ActivityRow, ActivityRow.id == RecordingRow.activity_id)
                .where(
                    is_there(),
                    RecordingRow.replaced_at.is_(None),
                    RecordingRow.removal_id.is_(None),
                )
            )
            found: dict[UUID, set[str]] = {}
            for activity_id, name in session.execute(query):
                found.setdefault(activity_id, set()).add(name)
        return sorted(found.values(), key=sorted)

    def activity(self, what: str) -> UUID:
        with self.session() as session:
            query = select(RecordingRow.activity_id).where(
                RecordingRow.column("name") == f"{what} 1"
            )
            return session.scalars(query).one()

    def undo(self, job: UUID) -> None:
        with self.session() as session:
            undoing.undo(session, job)

    def restore(self, job: UUID) -> None:
        with self.session() as session:
            undoing.restore(session, job)

    def delete(self, what: str) -> None:
        with self.session() as session:
            deleting.delete(session, self.activity(what))

    def findings(self) -> list[object]:
        settings = Settings(self.sync.home)
        store = OriginalsInFolder(self.sync.home / "originals")
        checked = Checked(settings, self.sync.database, store, repair=False)
        parts = (foreign_keys, references, original_files, remembered, derived)
        return [finding for part in parts for finding in part.check(checked)]


@pytest.fixture
def desk(sync: Sync, folder: Path) -> Desk:
    return Desk(sync, folder)


def test_a_file_that_becomes_a_copy_of_one_that_is_known(desk: Desk) -> None:
    desk.synced(a=RUN, b=RIDE)
    job = desk.synced(a=RIDE)
    assert desk.sync.items(job)["a.gpx"] == ("updated", "a copy of b.gpx")
    assert desk.by_activity() == [{RIDE}]
    desk.undo(job)
    assert desk.by_activity() == [{RIDE}, {RUN}]
    desk.restore(job)
    assert desk.by_activity() == [{RIDE}]


@pytest.mark.parametrize("full", [False, True])
def test_two_files_that_become_the_same_in_one_sync(desk: Desk, full: bool) -> None:
    desk.synced(a=RUN, b=TWIN, c=RIDE)
    desk.synced(a=LONG_RIDE, b=LONG_RIDE, full=full)
    assert desk.counting() == {RIDE, LONG_RIDE}


def test_what_another_file_still_holds_counts(desk: Desk) -> None:
    desk.synced(a=RUN, b=RUN, c=RIDE)
    desk.synced(a=RIDE)
    assert desk.counting() == {RUN, RIDE}
    desk.synced(b=RIDE)
    assert desk.counting() == {RIDE}


def test_what_was_deleted_stays_so_in_another_file_when_its_own_is_edited(desk: Desk) -> None:
    desk.synced(b=RIDE, c=RUN)
    desk.delete(RIDE)
    desk.synced(b=RUN, c=RIDE)
    assert desk.counting() == {RUN}
    with desk.session() as session:
        deleting.restore(session, desk.activity(RIDE))
    assert desk.counting() == {RUN, RIDE}


def test_files_that_change_places_lose_nothing(desk: Desk) -> None:
    desk.synced(a=RUN, b=RIDE)
    desk.synced(a=RIDE, b=RUN)
    assert desk.by_activity() == [{RIDE}, {RUN}]


@pytest.mark.parametrize("what", [RIDE, TWIN])
def test_a_file_that_becomes_one_whose_activity_was_deleted(desk: Desk, what: str) -> None:
    desk.synced(a=RUN)
    desk.synced(b=RIDE)
    desk.delete(RIDE)
    (desk.folder / "b.gpx").unlink()
    job = desk.synced(a=RIDE)
    assert desk.sync.items(job)["a.gpx"] == ("skipped", "its activity was deleted")
    assert desk.counting() == set()
    with desk.session() as session:
        deleting.restore(session, desk.activity(RIDE))
    assert desk.counting() == {RIDE}
    desk.synced(full=True)
    assert desk.counting() == {RIDE}
    assert desk.findings() == []


def test_a_file_that_becomes_one_whose_sync_was_undone(desk: Desk) -> None:
    desk.synced(a=RUN)
    undone = desk.synced(b=RIDE)
    desk.undo(undone)
    (desk.folder / "b.gpx").unlink()
    job = desk.synced(a=RIDE)
    assert desk.sync.items(job)["a.gpx"] == ("skipped", f"sync {undone} was undone")
    assert desk.counting() == set()
    assert desk.findings() == []
    desk.restore(undone)
    assert desk.counting() == {RIDE}
    desk.undo(job)
    assert desk.counting() == {RIDE, RUN}


def test_a_file_that_was_edited_while_it_could_not_be_read(desk: Desk) -> None:
    desk.synced(a=RUN)
    (desk.folder / "a.gpx").write_bytes(b"<gpx>")
    desk.synced()
    assert desk.counting() == {RUN}
    desk.synced(a=RIDE)
    assert desk.counting() == {RIDE}


def test_a_file_whose_edit_was_first_read_in_part(desk: Desk) -> None:
    desk.synced(a=RUN, b=RIDE)
    with desk.session() as session:
        request = jobs.JobRequest(None, None, dt.date(2026, 2, 1), None, full=False)
        desk.write(a=LONG_RIDE)
        jobs.start(session, desk.sync, request, idempotency_key=None)
    desk.sync._run()
    assert desk.counting() == {RUN, RIDE}
    desk.synced()
    assert desk.counting() == {RIDE, LONG_RIDE}


def second_folder(desk: Desk) -> Path:
    """Connects another one, as the source `OTHER`."""
    other = desk.folder.with_name("other")
    other.mkdir()
    path = os.fsencode(other)
    source = SourceRow(
        id=OTHER,
        account_id=ACCOUNT,
        kind="folder",
        identity=path,
        settings=path,
        name="other",
        connected_at=dt.datetime.now(dt.UTC),
    )
    with desk.session() as session:
        session.add(source)
        session.commit()
    return other


def forget(desk: Desk, *sources: UUID) -> None:
    for one in sources:
        with desk.session() as session:
            connected.disconnect(session, one, forget=True)


def test_a_forgotten_source_holds_nothing(desk: Desk) -> None:
    (second_folder(desk) / "c.gpx").write_bytes(gpx(RUN))
    desk.synced(a=RUN)
    forget(desk, OTHER)
    desk.synced(a=RIDE)
    assert desk.counting() == {RIDE}


@pytest.mark.parametrize("first", [SOURCE, OTHER])
def test_what_two_sources_have_is_there_as_long_as_one_of_them_is(desk: Desk, first: UUID) -> None:
    (second_folder(desk) / "c.gpx").write_bytes(gpx(RUN))
    desk.synced(a=RUN)
    last = SOURCE if first == OTHER else OTHER
    forget(desk, first)
    assert desk.counting() == {RUN}
    forget(desk, last)
    assert desk.counting() == set()
    with desk.session() as session:
        connected.restore(session, first)
    assert desk.counting() == {RUN}
    with desk.session() as session:
        connected.restore(session, last)
    forget(desk, first)
    assert desk.counting() == {RUN}
    assert desk.findings() == []


def test_a_copy_that_an_undone_sync_found_keeps_nothing_of_a_forgotten_source(desk: Desk) -> None:
    (second_folder(desk) / "c.gpx").write_bytes(gpx(RUN))
    desk.synced()
    copy = desk.synced(a=RUN)
    desk.undo(copy)
    assert desk.counting() == {RUN}
    forget(desk, OTHER)
    assert desk.counting() == set()
    desk.restore(copy)
    assert desk.counting() == {RUN}
    assert desk.findings() == []


def test_undoing_what_was_found_in_the_source_that_stayed_takes_it(desk: Desk) -> None:
    other = second_folder(desk)
    desk.synced(a=RUN)
    (other / "c.gpx").write_bytes(gpx(RUN))
    copy = desk.synced()
    forget(desk, SOURCE)
    desk.undo(copy)
    assert desk.counting() == set()


def test_undoing_an_edit_back_leaves_what_was_there_before_it(desk: Desk) -> None:
    first = desk.synced(a=RUN)
    edit = desk.synced(a=RIDE)
    back = desk.synced(a=RUN)
    assert desk.counting() == {RUN}
    desk.undo(back)
    assert desk.counting() == {RIDE}
    desk.undo(edit)
    assert desk.counting() == {RUN}
    desk.undo(first)
    assert desk.counting() == set()
    for job in (back, first, edit):
        desk.restore(job)
    assert desk.counting() == {RUN}
    assert desk.findings() == []


def test_an_edit_after_an_undone_one_takes_the_place_of_what_came_back(desk: Desk) -> None:
    desk.synced(a=RUN)
    undone = desk.synced(a=RIDE)
    desk.undo(undone)
    later = desk.synced(a=LONG_RIDE)
    assert desk.counting() == {LONG_RIDE}
    desk.restore(undone)
    assert desk.counting() == {LONG_RIDE}
    desk.undo(later)
    assert desk.counting() == {RIDE}


def test_an_activity_that_an_edit_emptied_is_derived_anew_when_what_was_undone_before_is_restored(
    desk: Desk,
) -> None:
    desk.synced(a=LONG_RIDE)
    undone = desk.synced(b=RIDE)
    desk.undo(undone)
    (desk.folder / "b.gpx").unlink()
    desk.synced(a=RIDE)
    assert desk.by_activity() == []
    desk.restore(undone)
    assert desk.by_activity() == [{RIDE}]
    assert desk.findings() == []


def test_an_edited_recording_that_was_split_off_stays_apart_when_the_edit_is_undone(
    desk: Desk,
) -> None:
    desk.synced(a=RUN, b=TWIN)
    edit = desk.synced(b="running 5")
    with desk.session() as session:
        first, second = merging.split(session, desk.activity(RUN), None, Quota())
    desk.undo(edit)
    assert desk.by_activity() == [{RUN}, {TWIN}]
    assert {desk.activity(RUN), desk.activity(TWIN)} == {first, second}
    desk.restore(edit)
    assert desk.by_activity() == [{RUN}, {"running 5"}]
    desk.synced(b=TWIN)
    assert desk.by_activity() == [{RUN}, {TWIN}]


@define
class Model:
    """Somebody who edits, syncs, corrects, deletes and undoes at random."""

    desk: Desk
    chance: random.Random
    jobs: list[UUID] = field(factory=list)
    undone: list[UUID] = field(factory=list)
    log: list[str] = field(factory=list)
    held: dict[bytes, list[str]] = field(factory=dict)
    """What each file held at each sync, the last one last."""

    def step(self) -> None:
        kind = self.chance.choice(
            ["sync"] * 6 + ["full", "remove", "undo", "undo", "restore", "split", "merge", "delete"]
        )
        self.log.append(kind)
        getattr(self, f"do_{kind}")()

    def do_sync(self, *, full: bool = False) -> None:
        for name in self.chance.sample("abcd", self.chance.randint(1, 3)):
            sport, metres = self.chance.choice((RUN, TWIN, "running 5", RIDE, LONG_RIDE)).split()
            what = f"{sport} {'abcd'.index(name)}{metres}"  # copies are told of above
            self.desk.write(**{name: what})
            self.log.append(f"{name}={what}")
        before = self.desk.counting()
        self.jobs.append(self.desk.synced(full=full))
        self.check_held()
        if self.chance.random() < 0.4:
            self.check_undoing(before)

    def do_full(self) -> None:
        self.do_sync(full=True)

    def do_remove(self) -> None:
        for path in sorted(self.desk.folder.iterdir())[:1]:
            path.unlink()

    def check_undoing(self, before: set[str]) -> None:
        """Undoing the last sync is as if it had not been, and restoring it as if it had not been undone."""
        after = self.desk.counting()
        self.desk.undo(self.jobs[-1])
        assert self.desk.counting() == before, "undoing the last sync"
        self.desk.restore(self.jobs[-1])
        assert self.desk.counting() == after, "restoring the last sync"

    def check_held(self) -> None:
        """What a file held before counts only where another file still holds it, or held it before a sync that was undone."""
        now: dict[bytes, str] = {}
        with self.desk.session() as session:
            for row in session.scalars(select(SourceFileRow)):
                assert row.sha256 is not None
                if row.gone_at is None:
                    now[row.key] = row.sha256
            held = list(session.scalars(select(RecordingRow)))
        counting = {vars(row)["file_sha256"] for row in held if row.replaced_at is None}
        counting -= {vars(row)["file_sha256"] for row in held if row.removal_id is not None}
        for key, sha256 in now.items():
            of_file = self.held.setdefault(key, [])
            if not of_file or of_file[-1] != sha256:
                of_file.append(sha256)
        for key, sha256 in now.items():
            others = {one for other in now if other != key for one in self.of_others(other, now)}
            stale = {*self.held[key]} - {sha256} - others
            assert not stale & counting or self.undone, f"{key!r} held {stale & counting} before"

    def of_others(self, key: bytes, now: dict[bytes, str]) -> Collection[str]:
        return self.held[key] if self.undone else [now[key]]

    def do_undo(self) -> None:
        left = [job for job in self.jobs if job not in self.undone]
        if left:
            job = self.chance.choice(left)
            before = self.desk.counting()
            self.desk.undo(job)
            if self.chance.random() < 0.5:
                self.desk.restore(job)
                assert self.desk.counting() == before, "restoring what was just undone"
            else:
                self.undone.append(job)

    def do_restore(self) -> None:
        if self.undone:
            job = self.chance.choice(self.undone)
            self.undone.remove(job)
            self.desk.restore(job)

    def some(self) -> list[UUID]:
        with self.desk.session() as session:
            found = sorted(session.scalars(select(ActivityRow.id).where(is_there())))
        return self.chance.sample(found, min(2, len(found)))

    def do_split(self) -> None:
        for one in self.some()[:1]:
            with self.desk.session() as session:
                if len(merging.counting(session, one)) > 1:
                    merging.split(session, one, None, Quota())

    def do_merge(self) -> None:
        found = self.some()
        if found:
            with self.desk.session() as session:
                merging.merge(session, found[0], found[1:])

    def do_delete(self) -> None:
        if self.chance.random() < 0.3:
            for one in self.some()[:1]:
                with self.desk.session() as session:
                    deleting.delete(session, one)


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_edited_and_undone(desk: Desk, seed: int) -> None:
    model = Model(desk, random.Random(seed))
    try:
        for number in range(12):
            model.step()
            if number % 10 == 9:
                assert desk.findings() == []
    except AssertionError as error:
        raise AssertionError(f"{error}\nafter {' '.join(model.log)}") from error
