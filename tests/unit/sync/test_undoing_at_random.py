"""Files that are edited, copied and removed at random, and their syncs undone and restored in any order: what is there
is what the syncs that are left would have given."""

from __future__ import annotations

import random
from pathlib import Path
from uuid import UUID

import pytest
from attrs import define, field
from sqlalchemy import select

from fittrack_backend.storage.tables import HealthDayRow
from tests.thorough import THOROUGH
from tests.unit.readers.fit_bytes import at, fit_file, message
from tests.unit.sync import test_edited_files, test_vanishing
from tests.unit.sync.file_histories import Histories
from tests.unit.sync.test_edited_files import Desk

sync = test_vanishing.sync
folder = test_edited_files.folder
desk = test_edited_files.desk
SEEDS = range(84) if THOROUGH else range(3)
STEPS = 30 if THOROUGH else 14
CONTENTS = [
    f"{sport} {metres} {day}"
    for sport in ("running", "cycling")
    for metres in "0357"
    for day in "12"
]


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
    """Somebody with a folder, and what is to be there."""

    desk: Desk
    chance: random.Random
    jobs: list[UUID] = field(factory=list)
    model: Histories = field(factory=Histories)
    disk: dict[str, str] = field(factory=dict)
    log: list[str] = field(factory=list)

    def step(self) -> None:
        kinds = (
            ["edit"] * 6
            + ["walk", "walk", "copy", "remove", "full"]
            + ["undo"] * 4
            + ["restore"] * 2
        )
        getattr(self, f"do_{self.chance.choice(kinds)}")()

    def do_edit(self) -> None:
        for name in self.chance.sample("abc", self.chance.randint(1, 2)):
            self.write(name, self.chance.choice(CONTENTS))
        self.sync()

    def do_walk(self) -> None:
        self.write(self.chance.choice("xy"), self.chance.choice(WALKS))
        self.sync()

    def do_copy(self) -> None:
        if self.disk:
            content = self.chance.choice(sorted(self.disk.values()))
            self.write(self.chance.choice("xyz" if content in WALKS else "abcd"), content)
        self.sync()

    def do_remove(self) -> None:
        if self.disk:
            name = self.chance.choice(sorted(self.disk))
            del self.disk[name]
            (self.desk.folder / f"{name}.gpx").unlink()
            self.log.append(f"rm {name};")
        if self.chance.random() < 0.7:
            self.sync()

    def do_full(self) -> None:
        self.sync(full=True)

    def write(self, name: str, content: str) -> None:
        path = self.desk.folder / f"{name}.gpx"
        if content in WALKS:
            path.write_bytes(walk(content))
        else:
            sport, metres, day = content.split()
            path.write_bytes(test_edited_files.gpx(f"{sport} {metres}", int(day)))
        self.disk[name] = content
        self.log.append(f"{name}={content};")

    def sync(self, *, full: bool = False) -> None:
        self.log.append(f"sync {len(self.jobs)}{' full' * full};")
        self.jobs.append(self.desk.sync.start(full=full))
        self.model.sync(len(self.jobs) - 1, self.disk)

    def do_undo(self) -> None:
        left = [one for one in range(len(self.jobs)) if one not in self.model.undone]
        if left:
            job = self.chance.choice(left)
            self.log.append(f"undo {job};")
            self.desk.undo(self.jobs[job])
            self.model.undo(job)

    def do_restore(self) -> None:
        if self.model.undone:
            job = self.chance.choice(sorted(self.model.undone))
            self.log.append(f"restore {job};")
            self.desk.restore(self.jobs[job])
            self.model.restore(job)

    def check(self) -> None:
        counting = self.model.counting()
        steps: dict[str, int] = {}
        for one in counting & {*WALKS}:
            _, number, day = one.split()
            steps[day] = max(steps.get(day, 0), int(number))
        assert self.steps() == [steps[day] for day in sorted(steps)]
        counting -= {*WALKS}
        found = self.desk.named()
        assert {name for names in found for name in names} == counting
        by_sport: dict[tuple[str, str], set[str]] = {}
        for one in counting:
            sport, _, day = one.split()
            by_sport.setdefault((sport, day), set()).add(one)
        assert found == sorted(by_sport.values(), key=sorted)

    def steps(self) -> list[int]:
        """Of each day."""
        with self.desk.session() as session:
            days = session.scalars(select(HealthDayRow).order_by(HealthDayRow.date))
            return [vars(day)["steps"] for day in days]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_there_is_what_the_syncs_that_are_left_would_have_given(
    desk: Desk, seed: int, folder: Path
) -> None:
    world = World(desk, random.Random(seed))
    try:
        for _ in range(STEPS):
            world.step()
            world.check()
        assert desk.findings() == []
    except AssertionError as error:
        raise AssertionError(f"{error}\nafter {' '.join(world.log)}") from error
