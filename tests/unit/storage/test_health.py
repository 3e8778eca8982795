"""Days, nights, weighings and series are stored with the parts of days, and come and go with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4, uuid5

import pytest
from attrs import define, evolve

from fittrack_backend.errors import Problem
from fittrack_backend.readers import read
from fittrack_backend.records.days import parts_of
from fittrack_backend.storage import days, leaving, purging, removals
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.day_book import DayBook
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.removed import RESTORABLE
from fittrack_backend.storage.tables import (
    AccountRow,
    HealthPartRow,
    RemovalRow,
    SourceFileRow,
    SourceRow,
)
from tests.corpora import CASES, OURS
from tests.unit.migrated import migrated

NOW = dt.datetime(2026, 3, 2, 6, 12, tzinfo=dt.UTC)
DAY = dt.date(2024, 5, 6)
ALL = PageAsked(100)


@define
class World:
    """An account with a source."""

    database: Database
    account_id: UUID
    source_id: UUID

    def take(self, name: str, data: bytes, *, instead_of: str | None = None) -> list[str]:
        """Files the health in a file, as a sync does."""
        parts = read(data, "fit").days_of_health()
        sha256 = name * 8
        with self.database.session() as session:
            book = DayBook(session, self.account_id, None, NOW)
            book.load(parts)
            taken = book.take(parts, sha256, self.source_id, instead_of=instead_of)
            book.flush()
            session.merge(
                SourceFileRow(
                    id=uuid5(self.source_id, name),
                    source_id=self.source_id,
                    key=name.encode(),
                    name=f"{name}.fit",
                    size=len(data),
                    stamp="",
                    outcome="new",
                    sha256=sha256,
                    records=[],
                    types=["health"],
                    taken=["health"],
                )
            )
            session.commit()
        return [one.outcome for one in taken]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    database = migrated(tmp_path / "test.db")
    made = World(database, uuid4(), uuid4())
    with database.session() as session:
        session.add(
            AccountRow(
                id=made.account_id,
                username="me",
                username_key="me",
                password_hash="",
                created_at=NOW,
            )
        )
        session.flush()
        session.add(
            SourceRow(
                id=made.source_id,
                account_id=made.account_id,
                kind="folder",
                identity=b"me",
                settings=b"",
                name="me",
                connected_at=NOW,
            )
        )
        session.commit()
    yield made
    database.dispose()


def test_a_day_comes_back_whole_and_says_which_file_gives_what(world: World) -> None:
    assert world.take("a", OURS.read("wellness.fit")) == ["new"]
    assert world.take("a", OURS.read("wellness.fit")) == ["unchanged"]
    (night,) = read(OURS.read("wellness.fit"), "fit").nights
    with world.database.session_of(world.account_id) as session:
        day = days.show(session, DAY)
        assert day.night is not None
        assert day.night.levels == night.levels
        assert (day.resting_hr_bpm, day.sleep_s, day.vo2max_ml_kg_min) == (48, 17_580, 52.3)
        assert day.series == ("heart_rate", "stress", "respiration", "spo2", "hrv")
        (source, *_) = day.sources
        assert (source.file_name, source.source_id) == ("a.fit", world.source_id)
        assert {"resting_hr_bpm", "sleep_s", "weight_kg", "series.hrv"} <= set(source.gives)
        (listed,) = days.list_all(session, ALL, since=None, until=None).items
        assert (listed.sleep_score, listed.sources) == (81, day.sources)
        series = days.show_series(session, DAY, "stress")
        assert [point.value for point in series.points] == [12, 25, 26, 60, 90, 100, 0]


def test_what_is_not_there_is_not_found(world: World) -> None:
    world.take("a", CASES.read("health/sleep.fit"))
    with world.database.session_of(world.account_id) as session:
        with pytest.raises(Problem, match="There is no day of health data 1999-12-31"):
            days.show(session, dt.date(1999, 12, 31))
        with pytest.raises(Problem, match="There is no series of stress on 2024-01-03"):
            days.show_series(session, dt.date(2024, 1, 3), "stress")


def test_nights_and_weighings_come_in_pages(world: World) -> None:
    world.take("a", OURS.read("wellness.fit"))
    world.take("b", CASES.read("health/sleep.fit"))
    world.take("c", OURS.read("weighings.fit"))
    with world.database.session_of(world.account_id) as session:
        first = days.list_nights(session, PageAsked(1), since=None, until=None)
        rest = days.list_nights(session, PageAsked(1, first.next_cursor), since=None, until=None)
        assert [one.date for one in (*first.items, *rest.items)] == [DAY, dt.date(2024, 1, 3)]
        assert rest.next_cursor is None
        weights: list[float] = []
        cursor = None
        for _ in range(3):
            page = days.list_weights(session, PageAsked(1, cursor), since=None, until=None)
            weights += [one.weight_kg for one in page.items]
            cursor = page.next_cursor
        assert (weights, cursor) == ([76.09, 75.8, 71.4], None)
        some = days.list_weights(session, PageAsked(9), since=DAY, until=DAY)
        assert [(one.date, one.body_fat_percent) for one in some.items] == [(DAY, 18.3)]


def test_what_was_forgotten_takes_its_night_and_series_along_and_brings_them_back(
    world: World,
) -> None:
    world.take("a", OURS.read("wellness.fit"))
    with world.database.session_of(world.account_id) as session:
        going = leaving.of_source(session, world.source_id)
        removals.remove(session, going, why="gone")
        session.commit()
        assert days.list_nights(session, ALL, since=None, until=None).items == []
        with pytest.raises(Problem):
            days.show_series(session, DAY, "hrv")
        removal = session.query(RemovalRow).one()
        removals.restore(session, removal)
        session.commit()
        assert len(days.list_nights(session, ALL, since=None, until=None).items) == 1
        assert len(days.show_series(session, DAY, "hrv").points) == 4


def test_what_is_erased_leaves_no_series(world: World) -> None:
    world.take("a", OURS.read("wellness.fit"))
    with world.database.session_of(world.account_id) as session:
        going = leaving.of_source(session, world.source_id)
        removals.remove(session, going, why="gone")
        session.commit()
    with world.database.session() as session:
        purging.purge(session, dt.datetime.now(dt.UTC) + RESTORABLE + dt.timedelta(days=1))
        part = session.query(HealthPartRow).one()
        assert (part.series, part.data.nights, part.data.weights) == (None, (), ())


def test_a_file_that_changed_has_the_series_that_it_has_now(world: World) -> None:
    world.take("a", CASES.read("health/heart-rate-and-stress.fit"))
    assert world.take("b", CASES.read("health/hrv-status.fit"), instead_of="a" * 8) == ["new"]
    day = dt.date(2024, 1, 4)
    with world.database.session_of(world.account_id) as session:
        assert len(days.show_series(session, day, "heart_rate").points) == 60  # another day
    again = read(CASES.read("health/heart-rate-and-stress.fit"), "fit")
    parts = parts_of(again.days, again.day_totals, again.weights)  # without its series
    with world.database.session() as session:
        book = DayBook(session, world.account_id, None, NOW)
        book.load(parts)
        book.take(parts, "c" * 8, world.source_id, instead_of="a" * 8)
        book.flush()
        session.commit()
    with world.database.session_of(world.account_id) as session, pytest.raises(Problem):
        days.show_series(session, day, "heart_rate")


def test_a_reader_that_learned_to_read_series_adds_them(world: World) -> None:
    data = CASES.read("health/hrv-status.fit")
    found = read(data, "fit")
    before = parts_of(found.days, found.day_totals, found.weights)
    with world.database.session() as session:
        book = DayBook(session, world.account_id, None, NOW)
        book.load(before)
        book.take(before, "a" * 8, world.source_id, instead_of=None)
        book.flush()
        session.commit()
    world.take("a", data)
    with world.database.session_of(world.account_id) as session:
        assert len(days.show_series(session, dt.date(2024, 1, 3), "hrv").points) == 12


def test_days_and_nights_are_counted_over_all_pages_of_the_account_and_the_range(
    world: World,
) -> None:
    world.take("a", OURS.read("wellness.fit"))
    world.take("b", CASES.read("health/sleep.fit"))
    world.take("c", OURS.read("weighings.fit"))
    for ask in (days.list_all, days.list_nights):
        with world.database.session_of(world.account_id) as session:
            every = ask(session, ALL, since=None, until=None).items
            assert len(every) > 1
            last = every[-1].date
            one = PageAsked(1, with_total=True)
            first = ask(session, one, since=None, until=None)
            next_one = evolve(one, cursor=first.next_cursor)
            second = ask(session, next_one, since=None, until=None)
            assert first.total == second.total == len(every)
            later = ask(session, one, since=last + dt.timedelta(1), until=None)
            assert later.total == len(every) - 1
            assert ask(session, ALL, since=None, until=None).total is None
        with world.database.session_of(uuid4()) as session:
            assert ask(session, one, since=None, until=None).total == 0
