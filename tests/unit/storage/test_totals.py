"""What activities add up to, from the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from fittrack_backend.storage import totals
from fittrack_backend.storage.activity_filter import ActivityFilter
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.tables import AccountRow
from fittrack_backend.storage.totals import Grouping, TotalsView
from tests.unit.migrated import migrated
from tests.unit.stored_activities import stored_activity

Started = tuple[str, str, Mapping[str, object]]
NOW = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = migrated(tmp_path / "fittrack.db")
    yield database
    database.dispose()


def _account(database: Database, *activities: Started) -> UUID:
    """An account with these activities: the start in UTC, the sport, and what else they have."""
    with database.session() as session:
        account = AccountRow(
            id=uuid4(),
            username="ada",
            username_key=uuid4().hex,
            password_hash="-",
            created_at=NOW,
        )
        session.add(account)
        session.flush()
        for start, sport, values in activities:
            row, _ = stored_activity(
                account.id, None, dt.datetime.fromisoformat(start), uuid4().hex * 2
            )
            row.sport = sport  # type: ignore[attr-defined]
            for name, value in values.items():
                setattr(row, name, value)
            session.add(row)
        session.commit()
        return account.id


def _ask(
    database: Database,
    account_id: UUID,
    by: Grouping = "month",
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    sport: str | None = None,
) -> TotalsView:
    with database.session_of(account_id) as session:
        wanted = ActivityFilter(since=since, until=until, sports=() if sport is None else (sport,))
        return totals.of_activities(session, wanted, by=by, now=NOW)


SEASON: tuple[Started, ...] = (
    ("2025-12-29T07:00:00+00:00", "running", {"distance_m": 0.1, "timer_s": 1800.0}),
    ("2026-01-01T07:00:00+00:00", "running", {"distance_m": 0.2, "calories_kcal": 300}),
    ("2026-02-28T07:00:00+00:00", "cycling", {"distance_m": 40000.0, "timer_s": 5400.5}),
    ("2026-03-03T07:00:00+00:00", "strength_training", {"timer_s": 1200.0}),
    ("2026-03-03T18:00:00+00:00", "running", {"distance_m": 5000.0, "ascent_m": 20.0}),
    ("2026-03-03T19:00:00+00:00", "running", {"deleted_at": NOW, "distance_m": 1e6}),
)


def test_a_week_holds_the_days_of_two_years(database: Database) -> None:
    found = _ask(database, _account(database, *SEASON), "week")
    assert [(one.name, one.activity_count) for one in found.items] == [
        ("2026-W01", 2),
        ("2026-W09", 1),
        ("2026-W10", 2),
    ]
    first = found.items[0]
    assert (first.first_day, first.last_day) == (dt.date(2025, 12, 29), dt.date(2026, 1, 4))
    assert (first.distance_m, first.timer_s, first.calories_kcal) == (0.3, 1800.0, 300)
    assert first.ascent_m is None, "what no activity has is not zero"


def test_months_years_and_sports(database: Database) -> None:
    account = _account(database, *SEASON)
    assert [one.name for one in _ask(database, account).items] == [
        "2025-12",
        "2026-01",
        "2026-02",
        "2026-03",
    ]
    assert [one.activity_count for one in _ask(database, account, "year").items] == [1, 4]
    sports = _ask(database, account, "sport").items
    assert [(one.name, one.activity_count) for one in sports] == [
        ("cycling", 1),
        ("running", 3),
        ("strength_training", 1),
    ]
    assert (sports[1].first_day, sports[1].last_day) == (
        dt.date(2025, 12, 29),
        dt.date(2026, 3, 3),
    )


def test_days_and_sport_that_were_asked_for(database: Database) -> None:
    account = _account(database, *SEASON)
    found = _ask(
        database, account, since=dt.date(2026, 1, 1), until=dt.date(2026, 3, 2), sport="cycling"
    )
    assert [(one.name, one.distance_m) for one in found.items] == [("2026-02", 40000.0)]
    assert _ask(database, account, sport="golf") == TotalsView(
        "month", [], 0, totals.StreaksView(None, None, None, None)
    )


def test_only_what_the_account_has(database: Database) -> None:
    _account(database, *SEASON)
    assert _ask(database, _account(database)).items == []


def test_streaks_of_days_and_of_weeks_to_their_sunday(database: Database) -> None:
    streaks = _ask(database, _account(database, *SEASON)).streaks
    assert streaks.current_days is not None
    assert (streaks.current_days.first, streaks.current_days.length) == (dt.date(2026, 3, 3), 1)
    assert streaks.current_weeks is not None
    assert streaks.current_weeks == streaks.longest_weeks
    assert (streaks.current_weeks.length, streaks.current_weeks.last) == (2, dt.date(2026, 3, 8))


def test_of_too_many_the_latest_stay(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(totals, "MOST_TOTALS", 2)
    found = _ask(database, _account(database, *SEASON))
    assert [one.name for one in found.items] == ["2026-02", "2026-03"]
    assert found.left_out == 2


def test_several_activities_of_a_day_and_sport_count_each(database: Database) -> None:
    twice = ("2026-03-03T07:00:00+00:00", "running", {"distance_m": 1000.0})
    (total,) = _ask(database, _account(database, twice, twice)).items
    assert (total.activity_count, total.distance_m) == (2, 2000.0)
