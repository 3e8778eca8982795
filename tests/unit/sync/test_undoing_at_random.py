"""Files in two folders that are edited, copied and removed at random, their syncs undone and restored in any order, and
a folder forgotten: what is there is what the syncs that are left would have given. On the second day, activities are
merged, split and deleted meanwhile, too."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path
from uuid import UUID

import pytest
from attrs import define, field
from sqlalchemy import select, update

from fittrack_backend.settings import Quota
from fittrack_backend.sources import connected
from fittrack_backend.storage import deleting, merging
from fittrack_backend.storage.activity_filter import is_there
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.tables import ActivityRow, HealthDayRow, RecordingRow, SourceRow
from tests.thorough import THOROUGH
from tests.unit.readers.fit_bytes import at, fit_file, message
from tests.unit.sync import test_edited_files, test_vanishing
from tests.unit.sync.file_histories import Histories, folder_of
from tests.unit.sync.test_edited_files import Desk
from tests.unit.sync.test_vanishing import SOURCE

sync = test_vanishing.sync
folder = test_edited_files.folder
desk = test_edited_files.desk
SEEDS = range(84) if THOROUGH else range(3)
STEPS = 30 if THOROUGH else 14
SOURCES = (SOURCE, test_edited_files.OTHER)
CONTENTS = [
    f"{sport} {metres} {day}"
    for sport in ("running", "cycling")
    for metres in "0357"
    for day in "12"
]
CORRECTED_DAY = "2"


WALKS = [f"steps {steps} {day}" for steps in (9_000, 4_000, 6_000) for day in "12"]


def walk(content: str) -> bytes:
    """What a watch says of a day's steps."""
    _, steps, day = content.split()
    cycles = int(steps) / 2
    time = at(int(day) * 86_400)
    walked = message("monitoring", timestamp=time, activity_type="walking", cycles=cycles)
    return fit_file(walked, type="monitoring_b")


@define
class World:
    """Somebody with two folders, and what is to be there."""

    desk: Desk
    chance: random.Random
    folders: tuple[Path, Path]
    jobs: list[UUID] = field(factory=list)
    model: Histories = field(factory=Histories)
    disk: dict[str, str] = field(factory=dict)
    log: list[str] = field(factory=list)
    connected: set[int] = field(factory=lambda: {0, 1})

    def step(self) -> None:
        kinds = (
            ["edit"] * 6
            + ["walk", "walk", "copy", "remove", "full"]
            + ["undo"] * 4
            + ["restore"] * 2
            + ["forget", "connect", "merge", "split", "delete", "bring_back"]
        )
        getattr(self, f"do_{self.chance.choice(kinds)}")()

    def do_edit(self) -> None:
        for name in self.chance.sample("abcAB", self.chance.randint(1, 2)):
            self.write(name, self.chance.choice(CONTENTS))
        self.sync()

    def do_walk(self) -> None:
        self.write(self.chance.choice("xyX"), self.chance.choice(WALKS))
        self.sync()

    def do_copy(self) -> None:
        if self.disk:
            content = self.chance.choice(sorted(self.disk.values()))
            self.write(self.chance.choice("xyzX" if content in WALKS else "abcdAB"), content)
        self.sync()

    def do_remove(self) -> None:
        if self.disk:
            name = self.chance.choice(sorted(self.disk))
            del self.disk[name]
            self.path(name).unlink()
            self.log.append(f"rm {name};")
        if self.chance.random() < 0.7:
            self.sync()

    def do_full(self) -> None:
        self.sync(full=True)

    def path(self, name: str) -> Path:
        return self.folders[folder_of(name)] / f"{name}.gpx"

    def write(self, name: str, content: str) -> None:
        if content in WALKS:
            self.path(name).write_bytes(walk(content))
        else:
            sport, metres, day = content.split()
            self.path(name).write_bytes(test_edited_files.gpx(f"{sport} {metres}", int(day)))
        self.disk[name] = content
        self.log.append(f"{name}={content};")

    def sync(self, *, full: bool = False) -> None:
        if not self.connected:
            return
        self.log.append(f"sync {len(self.jobs)}{' full' * full};")
        if full:
            for one in self.connected:
                self.model.remember(one)
        self.jobs.append(self.desk.sync.start(full=full))
        self.model.sync(len(self.jobs) - 1, self.disk, self.connected)

    def do_undo(self) -> None:
        left = [one for one in range(len(self.jobs)) if one not in self.model.undone]
        if left:
            job = self.chance.choice(left)
            self.log.append(f"undo {job};")
            before = self.desk.named()
            self.desk.undo(self.jobs[job])
            if self.chance.random() < 0.3:
                self.log.append(f"restore {job};")
                self.desk.restore(self.jobs[job])
                assert self.desk.named() == before
            else:
                self.model.undo(job)

    def do_restore(self) -> None:
        if self.model.undone:
            job = self.chance.choice(sorted(self.model.undone))
            self.log.append(f"restore {job};")
            self.desk.restore(self.jobs[job])
            self.model.restore(job)

    def do_forget(self) -> None:
        source = self.chance.choice((1, 1, 0))
        self.log.append(f"forget {source};")
        with self.desk.session() as session:
            connected.disconnect(session, SOURCES[source], forget=True)
        self.connected.discard(source)
        self.model.forget(source)

    def do_connect(self) -> None:
        for source in sorted({0, 1} - self.connected):
            with self.desk.session() as session:
                if source in self.model.forgotten and self.chance.random() < 0.5:
                    self.log.append(f"remember {source};")
                    connected.restore(session, SOURCES[source])
                    self.model.remember(source)
                row = update(SourceRow).where(SourceRow.id == SOURCES[source])
                session.execute(row.values(disconnected_at=None))
                session.commit()
            self.log.append(f"connect {source};")
            self.connected.add(source)

    def of_corrected_day(self, *, deleted: bool = False) -> list[UUID]:
        with self.desk.session() as session:
            query = (
                select(ActivityRow.id, RecordingRow.column("name"))
                .join(RecordingRow, RecordingRow.activity_id == ActivityRow.id)
                .where(counts(RecordingRow))
                .where(ActivityRow.deleted_at.is_not(None) if deleted else is_there())
            )
            rows = {name: one for one, name in session.execute(query)}
        found = {rows[name]: None for name in sorted(rows) if name.endswith(CORRECTED_DAY)}
        return list(found)

    def do_merge(self) -> None:
        found = self.of_corrected_day()
        if len(found) > 1:
            self.log.append("merge;")
            with self.desk.session() as session:
                merging.merge(session, found[0], found[1:])

    def do_split(self) -> None:
        for one in self.of_corrected_day()[:1]:
            with self.desk.session() as session:
                if len(merging.counting(session, one)) > 1:
                    self.log.append("split;")
                    merging.split(session, one, None, Quota())

    def do_delete(self) -> None:
        for one in self.of_corrected_day()[:1]:
            self.log.append("delete;")
            with self.desk.session() as session:
                deleting.delete(session, one)

    def do_bring_back(self) -> None:
        for one in self.of_corrected_day(deleted=True)[:1]:
            self.log.append("bring back;")
            with self.desk.session() as session:
                deleting.restore(session, one)

    def check(self) -> None:
        counting = self.model.counting()
        steps: dict[str, int] = {}
        for one in counting & {*WALKS}:
            _, number, day = one.split()
            steps[day] = max(steps.get(day, 0), int(number))
        assert self.steps() == [steps[day] for day in sorted(steps)]
        counting -= {*WALKS}
        assert self.counting() == counting
        found = [names for names in self.desk.named() if not any(map(_is_corrected, names))]
        by_sport: dict[str, set[str]] = defaultdict(set)
        for one in counting:
            if not _is_corrected(one):
                by_sport[one.split()[0]].add(one)
        assert found == sorted(by_sport.values(), key=sorted)

    def counting(self) -> set[str]:
        """The recordings that are neither replaced nor removed."""
        with self.desk.session() as session:
            query = select(RecordingRow.column("name")).where(counts(RecordingRow))
            return {*session.scalars(query)}

    def steps(self) -> list[int]:
        """Of each day."""
        with self.desk.session() as session:
            days = session.scalars(select(HealthDayRow).order_by(HealthDayRow.date))
            return [vars(day)["steps"] for day in days]


def _is_corrected(content: str) -> bool:
    return content.endswith(CORRECTED_DAY)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_there_is_what_the_syncs_that_are_left_would_have_given(
    desk: Desk, seed: int, folder: Path
) -> None:
    world = World(desk, random.Random(seed), (folder, test_edited_files.second_folder(desk)))
    try:
        for _ in range(STEPS):
            world.step()
            world.check()
        assert desk.findings() == []
    except AssertionError as error:
        raise AssertionError(f"{error}\nafter {' '.join(world.log)}") from error
