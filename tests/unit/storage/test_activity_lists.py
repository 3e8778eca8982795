"""Lists of activities: chosen by what they have, in any order, each once on all pages together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from fittrack_backend.errors import Problem
from fittrack_backend.records.activities import Activity
from fittrack_backend.storage import activities, few_activities
from fittrack_backend.storage.activity_filter import ActivityFilter
from fittrack_backend.storage.activity_order import (
    LATEST_FIRST,
    ActivityOrder,
    ActivitySort,
    SortOrder,
)
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.tables import ActivityRow
from tests.unit.migrated import migrated, with_a_source
from tests.unit.storage.test_statements_stay_small import plans
from tests.unit.stored_activities import NOW, shown, stored_activity

FIRST = dt.datetime(2026, 3, 1, 7, tzinfo=dt.UTC)
SEASON: tuple[Mapping[str, object], ...] = (
    {"name": "Morning run", "distance_m": 10_000.0, "timer_s": 3000.0, "calories_kcal": 700},
    {"name": "Zürich ÜBERLAND", "sport": "cycling", "distance_m": 90_000.5, "timer_s": 12_000.0},
    {"name": "100% flat_out", "distance_m": 5000.0, "timer_s": 1200.0, "calories_kcal": 400},
    {"sport": "strength_training", "timer_s": 1800.0},
    {"sport": "yoga"},
    {"name": "morning swim", "sport": "swimming", "distance_m": 1500.0, "timer_s": 1800.0},
    {"distance_m": 10_000.0, "timer_s": 2900.0, "ascent_m": 0.0},
    {"sport": "yoga", "deleted_at": NOW, "distance_m": 7.0},
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = migrated(tmp_path / "fittrack.db")
    yield database
    database.dispose()


@pytest.fixture
def account_id(database: Database) -> UUID:
    account_id, source_id = with_a_source(database, NOW)
    with database.session() as session:
        for number, values in enumerate(SEASON):
            start = FIRST + dt.timedelta(days=number)
            row, _ = stored_activity(account_id, source_id, start, uuid4().hex * 2)
            for name, value in values.items():
                setattr(row, name, value)
            session.add(row)
        session.commit()
    return account_id


def listed(
    database: Database,
    account_id: UUID,
    wanted: ActivityFilter = ActivityFilter(),  # noqa: B008 (it has no state)
    order: ActivityOrder = LATEST_FIRST,
    *,
    limit: int = 1000,
) -> list[Activity]:
    """All pages of the list together."""
    found: list[Activity] = []
    cursor: str | None = None
    while True:
        with database.session_of(account_id) as session:
            page = activities.list_all(session, wanted, PageAsked(limit, cursor), order)
        assert page.total is None
        found += shown(page)
        cursor = page.next_cursor
        if cursor is None:
            return found


def numbers(found: list[Activity]) -> list[int]:
    return [(one.start_time - FIRST).days for one in found]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (ActivityFilter(), [6, 5, 4, 3, 2, 1, 0]),
        (ActivityFilter(sports=("yoga", "cycling")), [4, 1]),
        (ActivityFilter(sports=("",)), []),
        (ActivityFilter(since=dt.date(2026, 3, 2), until=dt.date(2026, 3, 3)), [2, 1]),
        (ActivityFilter(min_distance_m=10_000), [6, 1, 0]),
        (ActivityFilter(max_distance_m=5000), [5, 2]),
        (ActivityFilter(min_distance_m=0), [6, 5, 2, 1, 0]),
        (ActivityFilter(min_duration_s=1800, max_duration_s=2900), [6, 5, 3]),
        (ActivityFilter(search="MORNING"), [5, 0]),
        (ActivityFilter(search="überland"), [1]),
        (ActivityFilter(search="%"), [2]),
        (ActivityFilter(search="t_o"), [2]),
        (ActivityFilter(search="\\"), []),
        (ActivityFilter(search="morning", max_distance_m=2000), [5]),
    ],
)
def test_what_is_asked_for_must_all_hold(
    database: Database, account_id: UUID, wanted: ActivityFilter, expected: list[int]
) -> None:
    assert numbers(listed(database, account_id, wanted)) == expected
    with database.session_of(account_id) as session:
        page = activities.list_all(session, wanted, PageAsked(1, with_total=True))
    assert page.total == len(expected)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (ActivityOrder("start_time", "asc"), [0, 1, 2, 3, 4, 5, 6]),
        (ActivityOrder("distance_m", "desc"), [1, 6, 0, 2, 5, 4, 3]),
        (ActivityOrder("distance_m", "asc"), [5, 2, 0, 6, 1, 4, 3]),
        (ActivityOrder("timer_s", "asc"), [2, 3, 5, 6, 0, 1, 4]),
        (ActivityOrder("ascent_m", "desc"), [6, 5, 4, 3, 2, 1, 0]),
        (ActivityOrder("calories_kcal", "asc"), [2, 0, 6, 5, 4, 3, 1]),
        (ActivityOrder("avg_hr_bpm", "desc"), [6, 5, 4, 3, 2, 1, 0]),
    ],
)
@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_of_any_order_hold_each_activity_once(
    database: Database, account_id: UUID, order: ActivityOrder, expected: list[int], limit: int
) -> None:
    assert numbers(listed(database, account_id, order=order, limit=limit)) == expected


@pytest.mark.parametrize("few", [1_000, 2, 0])
@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (ActivityFilter(min_distance_m=10_000), [6, 1, 0]),
        (ActivityFilter(max_distance_m=10_000, min_duration_s=1800), [6, 5, 0]),
        (ActivityFilter(min_duration_s=1800, max_duration_s=1800), [5, 3]),
        (ActivityFilter(min_distance_m=100_000), []),
        (ActivityFilter(sports=("yoga", "running"), max_distance_m=10_000), [6, 2, 0]),
        (ActivityFilter(since=dt.date(2026, 3, 3), until=dt.date(2026, 3, 5)), [4, 3, 2]),
        (ActivityFilter(since=dt.date(2026, 3, 4), sports=("running",)), [6]),
    ],
)
def test_what_few_have_is_found_as_what_many_have(
    database: Database,
    account_id: UUID,
    wanted: ActivityFilter,
    expected: list[int],
    few: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(few_activities, "FEW", few)
    assert numbers(listed(database, account_id, wanted, limit=2)) == expected
    for sort in get_args(ActivitySort.__value__):
        by_value = listed(database, account_id, wanted, ActivityOrder(sort, "asc"), limit=1)
        assert sorted(numbers(by_value)) == sorted(expected), sort


@pytest.mark.parametrize("few", [1_000, 0])
@pytest.mark.parametrize("sort", get_args(ActivitySort.__value__))
@pytest.mark.parametrize(
    ("wanted", "in_order_by"),
    [
        (ActivityFilter(min_distance_m=1), {"distance_m"}),
        (ActivityFilter(max_duration_s=50_000), {"timer_s"}),
        (ActivityFilter(sports=("running",)), {"start_time"}),
        (ActivityFilter(gear="Brooks Ghost"), {"start_time"}),
        (ActivityFilter(since=FIRST.date(), until=FIRST.date()), {"start_time"}),
    ],
)
def test_who_asks_for_a_value_goes_along_the_list_or_looks_few_up(
    database: Database,
    account_id: UUID,
    wanted: ActivityFilter,
    in_order_by: set[str],
    sort: ActivitySort,
    few: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Many would be put in order, were they looked up: the order of the list has them as they come."""
    with database.session() as session:
        session.execute(update(ActivityRow).values(gear="Brooks Ghost"))
        session.commit()
    monkeypatch.setattr(few_activities, "FEW", few)
    with database.session_of(account_id) as session, plans() as found:
        page = activities.list_all(session, wanted, PageAsked(3), ActivityOrder(sort))
    is_put_in_order = any("TEMP B-TREE FOR ORDER BY" in plan for plan in found)
    assert is_put_in_order == (few > 0 and sort not in in_order_by), found
    assert page.items


@pytest.mark.parametrize(
    ("sort", "order"), [("timer_s", "desc"), ("distance_m", "asc"), ("start_time", "desc")]
)
def test_a_cursor_is_taken_only_in_its_order(
    database: Database, account_id: UUID, sort: ActivitySort, order: SortOrder
) -> None:
    with database.session_of(account_id) as session:
        by_distance = ActivityOrder("distance_m", "desc")
        page = activities.list_all(session, ActivityFilter(), PageAsked(2), by_distance)
        with pytest.raises(Problem) as caught:
            activities.list_all(
                session,
                ActivityFilter(),
                PageAsked(2, page.next_cursor),
                ActivityOrder(sort, order),
            )
    assert caught.value.status == 422


@pytest.mark.parametrize("sort", get_args(ActivitySort.__value__))
@pytest.mark.parametrize("order", ["desc", "asc"])
def test_a_page_begins_in_the_index_where_there_is_one(
    database: Database, account_id: UUID, sort: ActivitySort, order: SortOrder
) -> None:
    """However far on in the list it is: reading all pages takes no time that grows with their square."""
    of_an_index = {"start_time": "start", "distance_m": "distance", "timer_s": "timer"}
    of_an_index |= {"ascent_m": "ascent"}
    with database.session_of(account_id) as session:
        asked = ActivityOrder(sort, order)
        first = activities.list_all(session, ActivityFilter(), PageAsked(1), asked)
        with plans() as found:
            activities.list_all(session, ActivityFilter(), PageAsked(1, first.next_cursor), asked)
    assert all("SCAN activities" not in plan for plan in found)
    if sort in of_an_index:
        index = f"ix_activities_account_{of_an_index[sort]}"
        indexes = (index, "ix_activities_listed")
        assert any(f"{one} (account_id=? AND {sort}" in plan for plan in found for one in indexes)
    if sort == "ascent_m":  # one alone has it: the second page is of those that lack it
        assert any(f"{index} (account_id=? AND ascent_m=?" in plan for plan in found), found


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (ActivityFilter(min_distance_m=40_000), "ix_activities_account_distance"),
        (ActivityFilter(max_duration_s=600), "ix_activities_account_timer"),
    ],
)
def test_counting_looks_at_what_fits_alone(
    database: Database, account_id: UUID, wanted: ActivityFilter, index: str
) -> None:
    with database.session_of(account_id) as session, plans() as found:
        activities.list_all(session, wanted, PageAsked(1, with_total=True))
    counting = next(one for one in found if "COVERING INDEX" in one)
    assert index in counting, found
    assert "account_id=? AND" in counting, found
