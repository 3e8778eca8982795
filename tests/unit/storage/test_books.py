"""The books of records: whose file holds what, and what no longer counts."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from attrs import evolve, frozen
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from fittrack_backend.records.activities import Lap, Recording
from fittrack_backend.records.days import parts_of
from fittrack_backend.records.health import DayActivity
from fittrack_backend.records.local_time import local_start
from fittrack_backend.storage.activity_book import ActivityBook
from fittrack_backend.storage.activity_filter import is_there
from fittrack_backend.storage.corrections import correction_of
from fittrack_backend.storage.day_book import DayBook
from fittrack_backend.storage.held_activities import SLACK, Incoming, Times
from fittrack_backend.storage.origin import Origin
from fittrack_backend.storage.tables import (
    ActivityRow,
    HealthDayRow,
    HealthPartRow,
    RecordingRow,
    SourceRow,
)
from tests.unit.migrated import migrated, with_a_source

NOW = dt.datetime(2026, 3, 2, 6, 12, tzinfo=dt.UTC)
START = dt.datetime(2026, 3, 1, 7, 15, 2, tzinfo=dt.UTC)
DAY = dt.date(2026, 3, 1)


@frozen
class World:
    """A database with an account and a source of its own."""

    session: Session
    account_id: UUID
    source_id: UUID

    def file(self, name: str) -> Origin:
        return Origin(self.source_id, name.encode(), name, "fit", name * 8, None)

    def take(self, *files: tuple[str, Recording], instead_of: str | None = None) -> list[str]:
        """What becomes of recordings that are in files of these names, all filed in one go."""
        book = ActivityBook(self.session, self.account_id, None, None, NOW)
        incoming = [Incoming(self.file(name).sha256, one) for name, one in files]
        book.load(incoming, {instead_of} if instead_of else ())
        found: list[str] = [
            book.take(
                one,
                self.file(name),
                instead_of=instead_of,
                connected={self.source_id},
            ).outcome
            for name, one in files
        ]
        book.flush()
        return found

    def activities(self) -> list[ActivityRow]:
        """Those that are there, in the order of their starts."""
        there = select(ActivityRow).where(is_there()).order_by(ActivityRow.start_time)
        return list(self.session.scalars(there.execution_options(populate_existing=True)))

    def recordings(self) -> dict[str, RecordingRow]:
        """Those that count, by their files."""
        query = select(RecordingRow).where(RecordingRow.replaced_at.is_(None))
        rows = self.session.scalars(query.execution_options(populate_existing=True))
        return {vars(row)["file_name"]: row for row in rows}

    def take_steps(self, steps: int, sha256: str, *, instead_of: str | None = None) -> str:
        walked = DayActivity(DAY, "walking", steps, None, None, None)
        parts = parts_of([walked], [], [])
        book = DayBook(self.session, self.account_id, None, NOW)
        book.load(parts)
        (taken,) = book.take(parts, sha256, self.source_id, instead_of=instead_of)
        book.flush()
        return taken.outcome


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    database = migrated(tmp_path / "fittrack.db")
    account_id, source_id = with_a_source(database, NOW)
    with database.session() as session:
        yield World(session, account_id, source_id)
    database.dispose()


def run(
    distance_m: float | None = None,
    *,
    later_s: float = 0,
    elapsed_s: float = 1800.0,
    number: int = 0,
    samples: int = 0,
    sport: str = "running",
) -> Recording:
    start = START + dt.timedelta(seconds=later_s)
    laps = (Lap(index=0, start_time=start, distance_m=500.0), Lap(index=1, start_time=start))
    recording = Recording(
        start_time=start,
        sport=sport,
        elapsed_s=elapsed_s,
        laps=laps,
        summed_up=False,
        distance_m=distance_m,
        number=number,
        samples=samples,
    )
    return replace(recording, local=local_start(recording, None))


def test_a_file_that_is_read_again_changes_its_activity(world: World) -> None:
    assert world.take(("a", run(100.0))) == ["new"]
    assert world.take(("a", run(100.0))) == ["unchanged"]
    assert world.take(("a", run(200.0))) == ["updated"]
    (row,) = world.activities()
    assert vars(row)["file_name"] == "a"
    assert vars(row)["distance_m"] == 200.0
    assert vars(row)["laps"] == run().laps
    assert vars(row)["lap_count"] == 2


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("order", list(itertools.permutations("abc")))
def test_files_of_one_activity_are_one_whatever_their_order(
    world: World, order: tuple[str, ...], at_once: bool
) -> None:
    told = {
        "a": run(5000.0, samples=1800),
        "b": run(4990.0, samples=900, later_s=20),
        "c": run(4980.0, samples=300, later_s=41, sport="generic"),
    }
    files = [(name, told[name]) for name in order]
    batches = [files] if at_once else [[one] for one in files]
    outcomes = [outcome for batch in batches for outcome in world.take(*batch)]
    assert outcomes == ["new", "merged", "merged"]
    (row,) = world.activities()
    assert (vars(row)["distance_m"], vars(row)["file_name"]) == (5000.0, "a")
    assert vars(row)["recording_count"] == 3
    gives = {name: vars(one)["gives"] for name, one in world.recordings().items()}
    assert "distance_m" in gives["a"]
    assert gives["b"] == gives["c"] == ()


def test_a_recording_of_the_whole_joins_what_were_two(world: World) -> None:
    """Two files, each trimmed at another end, are two until the whole one comes."""
    front, back = run(1000.0, elapsed_s=1500), run(1100.0, later_s=500, elapsed_s=1500)
    assert world.take(("front", front)) == ["new"]
    assert world.take(("back", back)) == ["new"]
    older, younger = world.activities()
    assert world.take(("whole", run(2000.0, elapsed_s=2000, samples=2000))) == ["merged"]
    (left,) = world.activities()
    assert left.id in (older.id, younger.id)
    assert {one.activity_id for one in world.recordings().values()} == {left.id}
    (led,) = world.session.scalars(
        select(ActivityRow.merged_into).where(ActivityRow.merged_into.is_not(None))
    )
    assert led == left.id


def test_ids_lead_all_the_way_when_one_batch_joins_what_it_joined(world: World) -> None:
    """Each of these days has three activities, and an id that leads to the youngest; one batch joins the
    youngest with the next, and that with the oldest."""
    days = [86_400.0 * number for number in range(6)]
    for day in days:
        for age, name in enumerate(("youngest", "middle", "oldest", "led")):
            later_s = day + age * 300 if name != "led" else day + 40_000
            world.take((f"{name}{day}", run(100.0, later_s=later_s, elapsed_s=1500)))
            row = world.recordings()[f"{name}{day}"]
            changed = update(ActivityRow).where(ActivityRow.id == row.activity_id)
            older = NOW - dt.timedelta(days=age)
            world.session.execute(changed.values(created_at=older))
    of = {name: one.activity_id for name, one in world.recordings().items()}
    for day in days:
        led, youngest = of[f"led{day}"], of[f"youngest{day}"]
        world.session.execute(delete(RecordingRow).where(RecordingRow.activity_id == led))
        moved = update(ActivityRow).where(ActivityRow.id == led)
        world.session.execute(moved.values(merged_into=youngest))
    whole = [(f"w{day}", run(100.0, later_s=day, elapsed_s=1800)) for day in days]
    whole += [(f"v{day}", run(100.0, later_s=day + 300, elapsed_s=1800)) for day in days]
    assert set(world.take(*whole)) == {"merged"}
    query = select(ActivityRow.id, ActivityRow.merged_into)
    leads = {one: lead for one, lead in world.session.execute(query)}  # noqa: C416
    for day in days:
        for name in ("led", "youngest", "middle"):
            assert leads[of[f"{name}{day}"]] == of[f"oldest{day}"]


def test_two_in_one_file_that_begin_in_the_same_second_are_two(world: World) -> None:
    assert world.take(("a", run(100.0)), ("a", run(200.0, number=1))) == ["new", "new"]
    assert world.take(("a", run(100.0)), ("a", run(200.0, number=1))) == ["unchanged"] * 2
    assert [vars(row)["distance_m"] for row in world.activities()] in ([100, 200], [200, 100])


def test_an_edited_file_replaces_what_it_said_before(world: World) -> None:
    world.take(("a", run(100.0)))
    (before,) = world.activities()
    edited = run(300.0, later_s=5, sport="cycling")
    assert world.take(("b", edited), instead_of=world.file("a").sha256) == ["updated"]
    (after,) = world.activities()
    assert after.id == before.id
    assert (vars(after)["sport"], vars(after)["distance_m"]) == ("cycling", 300.0)
    assert list(world.recordings()) == ["b"]
    assert world.take(("a", run(100.0)), instead_of=world.file("b").sha256) == ["updated"]
    (back,) = world.activities()
    assert (back.id, vars(back)["distance_m"]) == (before.id, 100.0)
    assert list(world.recordings()) == ["a"]


def test_a_file_that_holds_another_time_now_keeps_what_it_held(world: World) -> None:
    world.take(("a", run(100.0)))
    again = run(300.0, later_s=86_400)
    assert world.take(("b", again), instead_of=world.file("a").sha256) == ["new"]
    assert [vars(row)["distance_m"] for row in world.activities()] == [100.0, 300.0]


def test_what_was_deleted_does_not_come_back(world: World) -> None:
    world.take(("a", run(100.0)))
    world.session.execute(update(ActivityRow).values(deleted_at=NOW))
    assert world.take(("a", run(100.0))) == ["skipped"]
    assert world.take(("b", run(110.0, later_s=20))) == ["skipped"]
    assert world.activities() == []


def test_a_file_that_gets_back_what_it_held_counts_in_a_deleted_activity_too(world: World) -> None:
    """So restoring the activity shows what the file holds."""
    world.take(("a", run(100.0)))
    world.take(("b", run(200.0)), instead_of=world.file("a").sha256)
    world.session.execute(update(ActivityRow).values(deleted_at=NOW))
    assert world.take(("a", run(100.0)), instead_of=world.file("b").sha256) == ["skipped"]
    assert list(world.recordings()) == ["a"]
    assert world.activities() == []


def test_a_twin_of_one_that_is_there_and_of_one_that_was_deleted_is_there(world: World) -> None:
    world.take(("a", run(1000.0, elapsed_s=1100)))
    world.session.execute(update(ActivityRow).values(deleted_at=NOW))
    world.take(("b", run(1100.0, later_s=900, elapsed_s=1100)))
    (before,) = world.activities()
    assert world.take(("whole", run(2000.0, elapsed_s=2000, samples=9))) == ["merged"]
    (after,) = world.activities()
    assert (after.id, vars(after)["distance_m"]) == (before.id, 2000.0)


def test_a_correction_holds_for_the_recordings_when_they_come_again(world: World) -> None:
    apart = correction_of(
        world.account_id,
        (world.file("a").sha256, 0),
        (world.file("b").sha256, 0),
        together=False,
        at=NOW,
    )
    together = correction_of(
        world.account_id,
        (world.file("c").sha256, 0),
        (world.file("a").sha256, 0),
        together=True,
        at=NOW,
    )
    world.session.add_all([apart, together])
    assert world.take(("a", run(100.0))) == ["new"]
    assert world.take(("b", run(110.0, later_s=10))) == ["new"]
    assert world.take(("c", run(120.0, later_s=90_000))) == ["merged"]
    of = {name: one.activity_id for name, one in world.recordings().items()}
    assert of["a"] == of["c"] != of["b"]
    # One that is of both joins one of them, and does not join them.
    assert world.take(("d", run(105.0, later_s=4))) == ["merged"]
    assert len(world.activities()) == 2


def test_a_file_is_not_the_twin_of_itself(world: World) -> None:
    world.session.add(
        correction_of(
            world.account_id,
            (world.file("a").sha256, 0),
            (world.file("a").sha256, 1),
            together=True,
            at=NOW,
        )
    )
    both = run(100.0), run(110.0, later_s=7_200, number=1)
    book = ActivityBook(world.session, world.account_id, None, None, NOW)
    book.load([Incoming(world.file("a").sha256, one) for one in both], ())
    for one in both:
        taken = book.take(one, world.file("a"), instead_of=None, connected={world.source_id})
        assert taken.twin_of is None


def test_what_was_said_of_a_file_holds_for_what_it_was_edited_to(world: World) -> None:
    world.session.add(
        correction_of(
            world.account_id,
            (world.file("a").sha256, 0),
            (world.file("c").sha256, 0),
            together=False,
            at=NOW,
        )
    )
    world.take(("a", run(100.0)))
    world.take(("b", run(110.0)), instead_of=world.file("a").sha256)
    assert world.take(("c", run(100.0))) == ["new"]


def test_what_a_file_said_of_a_day_before_it_was_edited_no_longer_counts(world: World) -> None:
    assert world.take_steps(9_000, "before") == "new"
    assert world.take_steps(4_000, "after", instead_of="before") == "updated"
    assert vars(world.session.scalars(select(HealthDayRow)).one())["steps"] == 4_000
    assert world.session.scalars(
        select(HealthPartRow.file_sha256).where(HealthPartRow.replaced_at.is_(None))
    ).all() == ["after"]


def test_what_another_file_says_of_a_day_still_counts(world: World) -> None:
    world.take_steps(9_000, "other")
    assert world.take_steps(4_000, "after") == "unchanged"
    assert vars(world.session.scalars(select(HealthDayRow)).one())["steps"] == 9_000


def test_a_file_that_is_found_in_another_source_changes_nothing_but_that(world: World) -> None:
    world.take(("a", run(100.0)))
    other = uuid4()
    source = {"id": other, "account_id": world.account_id, "kind": "folder", "name": "other"}
    world.session.execute(insert(SourceRow).values(**source, connected_at=NOW))
    book = ActivityBook(world.session, world.account_id, None, None, NOW)
    origin = evolve(world.file("a"), source_id=other, name="other/a")
    book.load([Incoming(origin.sha256, run(100.0))], ())
    taken = book.take(run(100.0), origin, instead_of=None, connected={other})
    book.flush()
    assert taken.outcome == "unchanged"
    (row,) = world.activities()
    assert (row.source_id, vars(row)["file_name"]) == (other, "other/a")


def test_what_is_left_empty_goes_where_its_file_went(world: World) -> None:
    """Another file's content takes the place of what a file held."""
    world.take(("a", run(100.0)))
    world.take(("b", run(900.0, sport="cycling")))
    assert len(world.activities()) == 2
    assert world.take(("b", run(900.0, sport="cycling")), instead_of=world.file("a").sha256)
    (row,) = world.activities()
    assert (vars(row)["sport"], vars(row)["recording_count"]) == ("cycling", 1)
    assert list(world.recordings()) == ["b"]


def test_an_activity_that_loses_one_of_its_recordings_is_derived_again(world: World) -> None:
    world.take(("a", run(100.0, samples=9)))
    world.take(("c", run(110.0, later_s=9)))
    world.take(("b", run(900.0, sport="cycling")))
    assert world.take(("b", run(900.0, sport="cycling")), instead_of=world.file("a").sha256)
    of_sport = {vars(row)["sport"]: vars(row) for row in world.activities()}
    assert of_sport["running"]["recording_count"] == 1
    assert of_sport["running"]["distance_m"] == 110.0
    assert of_sport["cycling"]["recording_count"] == 1


def test_what_comes_back_is_compared_as_if_it_were_new(world: World) -> None:
    world.take(("a", run(100.0)))
    world.take(("b", run(900.0, sport="cycling")), instead_of=world.file("a").sha256)
    world.take(("a", run(100.0)))
    assert [vars(row)["recording_count"] for row in world.activities()] == [1, 1]


def test_a_corrected_file_joins_its_twin(world: World) -> None:
    world.take(("a", run(100.0, sport="cycling")))
    world.take(("b", run(110.0, later_s=9)))
    before = {one.id for one in world.activities()}
    assert world.take(("c", run(105.0)), instead_of=world.file("a").sha256) == ["updated"]
    (row,) = world.activities()
    assert row.id in before
    assert set(world.recordings()) == {"b", "c"}


def test_what_covers_a_part_of_the_same_times_is_found_as_by_asking_each() -> None:
    spans = [(NOW + dt.timedelta(minutes=7 * n * n), 60 * (n % 5)) for n in range(60)]
    given = [(start, start + dt.timedelta(minutes=length)) for start, length in spans]
    times = Times.of(reversed(given))
    assert len(times.periods()) < 3
    for minute in range(-10, 7 * 60 * 60, 3):
        start = NOW + dt.timedelta(minutes=minute)
        end = start + dt.timedelta(seconds=30)
        is_met = any(start <= until + SLACK and end >= since - SLACK for since, until in given)
        assert times.meet(start, end) == is_met
        assert not is_met or any(
            since - SLACK <= end and start <= until + SLACK for since, until in times.periods()
        )
