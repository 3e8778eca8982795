"""Numbers are worked out with the samples, hang on their recording, and follow it wherever it goes."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from fittrack_backend.records.activities import ActivityDetail
from fittrack_backend.storage import athletes, bests, training_load
from fittrack_backend.storage.activities import show
from fittrack_backend.storage.activity_filter import ActivityFilter
from fittrack_backend.storage.bests import BestsView
from fittrack_backend.storage.purging import purge
from fittrack_backend.storage.removed import RESTORABLE
from fittrack_backend.storage.tables import (
    ActivityRow,
    BestRow,
    RecordingNumbersRow,
    RecordingRow,
)
from fittrack_backend.storage.training_load import TrainingLoadView
from tests.corpora import OURS
from tests.unit.storage.test_statements_stay_small import plans
from tests.unit.sync.test_sample_filling import NOW, World, world

__all__ = ["world"]

RUN, OTHER = OURS.read("run-with-workout.fit"), OURS.read("big-endian.fit")
"""15 minutes at 3.336 m/s, and 10 minutes at 3 m/s."""
EVER = ActivityFilter(sports=("running",))


def bests_of(world: World, wanted: ActivityFilter = EVER, limit: int = 5) -> BestsView:
    with world.database.session_of(world.account_id) as session:
        return bests.bests(session, wanted, limit)


def seconds_for_400_m(world: World) -> list[float]:
    return [one.duration_s for one in bests_of(world).items if one.distance_m == 400]


def changed(world: World, row: type[RecordingRow | ActivityRow], *where: Any, **to: Any) -> None:
    with world.database.session() as session:
        session.execute(update(row).where(*where).values(**to))
        session.commit()


def kept(world: World) -> tuple[int, int]:
    """How many recordings have numbers, and how many bests there are."""
    with world.database.session() as session:
        numbers = session.scalar(select(func.count(RecordingNumbersRow.recording_id)))
        return numbers or 0, session.scalar(select(func.count(BestRow.over))) or 0


def shown(world: World) -> ActivityDetail:
    with world.database.session_of(world.account_id) as session:
        (activity_id,) = session.scalars(select(ActivityRow.id))
        return show(session, activity_id)


def load(world: World, **asked: Any) -> TrainingLoadView:
    until = asked.pop("until", NOW.date() + dt.timedelta(days=1))
    asked = {"since": NOW.date(), "until": until, "measure": None, **asked}
    with world.database.session_of(world.account_id) as session:
        return training_load.training_load(session, now=NOW, **asked)


def test_bests_come_with_the_samples_and_say_what_is_to_come(world: World) -> None:
    world.add(RUN)
    world.add(OTHER)
    assert bests_of(world) == BestsView([], 2)
    world.fill()
    assert bests_of(world).pending == 0
    assert seconds_for_400_m(world) == [119.904, 133.333]
    assert [one.rank for one in bests_of(world).items][:2] == [1, 2]
    assert [one.duration_s for one in bests_of(world, limit=1).items][:1] == [119.904]
    later = ActivityFilter(sports=("running",), since=NOW.date() + dt.timedelta(days=1))
    assert [one.duration_s for one in bests_of(world, later).items][:1] == [133.333]
    assert bests_of(world, ActivityFilter(sports=("cycling",))).items == []


def test_new_formulas_work_out_again_what_is_kept(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add(RUN)
    world.fill()
    before = kept(world)
    monkeypatch.setattr("fittrack_backend.storage.samples_to_come.NUMBERS_VERSION", 1_000)
    assert bests_of(world).pending == 1
    assert kept(world) == before
    world.fill()
    assert bests_of(world).pending == 0
    assert kept(world) == before


def test_what_cannot_be_read_has_no_numbers_and_is_not_to_come(world: World) -> None:
    world.add(b"no file")
    world.fill()
    assert (bests_of(world).pending, kept(world)) == (0, (0, 0))


def test_another_sport_meanwhile_waits_for_the_next_time(world: World) -> None:
    sha256 = world.add(RUN)
    world.reader.after_each = lambda: changed(
        world, RecordingRow, RecordingRow.column("file_sha256") == sha256, sport="swimming"
    )
    world.syncing = False
    world.fill()
    with world.database.session() as session:
        sports = session.scalars(select(RecordingRow.column("sport"))).all()
    assert sports == ["swimming"]
    assert kept(world) == (1, 0)


def test_they_go_with_what_is_deleted_replaced_or_removed_and_come_back(world: World) -> None:
    world.add(RUN)
    world.fill()
    for row, taken in (
        (ActivityRow, {"deleted_at": NOW}),
        (RecordingRow, {"replaced_at": NOW}),
        (RecordingRow, {"removal_id": UUID(int=1)}),
    ):
        changed(world, row, **taken)
        assert seconds_for_400_m(world) == []
        changed(world, row, **dict.fromkeys(taken))
        assert seconds_for_400_m(world) == [119.904]


def test_an_activity_of_two_recordings_has_one_best(world: World) -> None:
    """Of the recording that gives its samples, whichever is quicker."""
    fewer, more = world.add(RUN), world.add(OTHER)
    world.fill()
    sha256 = RecordingRow.column("file_sha256")
    with world.database.session() as session:
        home = session.scalar(select(RecordingRow.activity_id).where(sha256 == more))
    changed(world, RecordingRow, activity_id=home)
    changed(world, RecordingRow, sha256 == more, samples=31)
    assert seconds_for_400_m(world) == [133.333]
    changed(world, RecordingRow, sha256 == fewer, samples=32)
    assert seconds_for_400_m(world) == [119.904]


def test_what_is_purged_leaves_nothing(world: World) -> None:
    world.add(RUN)
    world.fill()
    assert kept(world)[0] == 1
    changed(world, ActivityRow, deleted_at=NOW - RESTORABLE - dt.timedelta(days=1))
    with world.database.session() as session:
        purge(session, NOW)
    assert kept(world) == (0, 0)


def test_an_activity_shows_them_by_what_the_athlete_says_now(world: World) -> None:
    world.add(RUN)
    assert shown(world).worked_out is None
    world.fill()
    found = shown(world).worked_out
    assert found is not None
    assert (found.moving_s, found.hr_zones and found.hr_zones.zones_from) == (900, "max_hr")
    assert (found.athlete.max_hr_bpm, found.athlete.max_hr_from) == (140, "seen")
    assert [best.distance_m for best in found.bests] == [400, 800, 1000, 1609.344]
    with world.database.session_of(world.account_id) as session:
        athletes.change(session, athletes.ALWAYS, {"hr_zones_bpm": (130, 150), "max_hr_bpm": 190})
    found = shown(world).worked_out
    assert found is not None
    assert found.hr_zones is not None
    assert (found.hr_zones.zones_from, found.hr_zones.bounds) == ("account", (130, 150))
    assert found.athlete.max_hr_from == "account"


def test_the_load_of_days_follows_the_settings_of_each(world: World) -> None:
    world.add(RUN)
    world.add(RUN + b"\0")
    world.fill()
    assert load(world).without_load == 2
    with world.database.session_of(world.account_id) as session:
        values = {"max_hr_bpm": 190, "resting_hr_bpm": 50}
        athletes.change(session, athletes.ALWAYS, values)
        athletes.change(session, NOW.date() + dt.timedelta(days=1), {"threshold_hr_bpm": 140})
    trimp = load(world)
    assert (trimp.measure, trimp.without_load) == ("trimp", 0)
    first, second = trimp.items
    assert first.load == second.load > 0
    assert first.form == 0
    assert second.form == pytest.approx(first.fitness - first.fatigue, abs=0.002)
    assert trimp.values_from.max_hr == ["account"]
    stress = load(world, measure="stress")
    assert stress.items[0].load == 0
    assert stress.items[1].load == pytest.approx(
        100 * 16 / 60, abs=0.01
    )  # 16 samples, a minute each
    assert stress.without_load == 1


def test_a_best_is_found_in_the_index(world: World) -> None:
    world.add(RUN)
    world.fill()
    with plans() as found:
        bests_of(world)
    assert any("ix_bests_account_value (account_id=? AND kind=? AND over=?" in one for one in found)
    assert not any("SCAN" in one for one in found)
    assert not any("TEMP B-TREE FOR ORDER BY" in one for one in found)
