"""Every list finds its rows by an index that has them in its order: a page costs its own rows, however many there are.

What SQLite plans is looked at, for each operation with each of its filters and orders, on the first page and later ones.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from typing import get_args
from uuid import UUID

import pytest

from fittrack_backend.accounts import audit
from fittrack_backend.records.data_types import TYPES
from fittrack_backend.storage import (
    activities,
    activity_names,
    bests,
    days,
    deleting,
    gear,
    totals,
    usage,
)
from fittrack_backend.storage.activity_filter import ActivityFilter
from fittrack_backend.storage.activity_order import ActivityOrder, ActivitySort, SortOrder
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.pages import PageAsked, encode_cursor
from fittrack_backend.storage.samples_to_come import (
    OriginalToRead,
    activities_to_come,
    mark,
)
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.sync import find_jobs, overview
from fittrack_backend.sync.reread_originals import accounts_with_older
from tests.unit.migrated import migrated, with_a_source
from tests.unit.rows import a_job
from tests.unit.storage.test_statements_stay_small import plans

NOW = dt.datetime(2026, 3, 2, 6, 12, tzinfo=dt.UTC)
DAY = dt.date(2026, 3, 1)
SOMETHING, JOB = UUID(int=1), UUID(int=2)
"""The same each time: cursors with them are in the names of the tests."""
OF_TIMES = encode_cursor(NOW, SOMETHING)
PAGES_OF_TIMES, PAGES_OF_DAYS = (None, OF_TIMES), (None, encode_cursor(DAY))

WHOLE = re.compile(
    r"SCAN (?!sync_standings|sync_locks|asked_days|anon)|TEMP B-TREE|"
    r"(activities|recordings) USING INDEX \w+ \(account_id=\?\)$"
)
"""A plan that looks at a whole table, at all rows of an account, or orders what it found. Of standings, locks and days
that were asked for there are a few for each source."""
IN_ORDER = re.compile(
    r"USING INDEX ix_activities_account_(start|distance|timer|elapsed|ascent|calories|avg_hr) \(account_id=\?\)$"
)
"""A plan that goes through rows in the order of the list, and ends with the page."""
ADDED_UP = re.compile(r"TEMP B-TREE|SCAN (CONSTANT ROW|\(subquery-1\))")
"""Pieces of gear are added up for a page, and so is what an overview says of a few sources."""

List = Callable[[AccountSession], object]
WALKED = "who looks for what few activities have, goes through them in their order, or through those that have it"
FILTERS: dict[str, tuple[ActivityFilter, str | None]] = {
    "all": (ActivityFilter(), None),
    "a sport": (ActivityFilter(sports=("running",)), None),
    "sports": (ActivityFilter(sports=("running", "cycling")), None),
    "gear": (ActivityFilter(gear="Brooks Ghost"), None),
    "days": (ActivityFilter(since=DAY, until=DAY), None),
    "a sport on days": (ActivityFilter(sports=("running",), since=DAY, until=DAY), None),
    "distance": (ActivityFilter(min_distance_m=1, max_distance_m=2), WALKED),
    "time": (ActivityFilter(min_duration_s=1, max_duration_s=2), WALKED),
    "search": (ActivityFilter(search="run"), WALKED),
}
"""Each filter, and why its plans are not held to the rule, if they are not."""


def _cursors(sort: str, order: str) -> Iterator[str | None]:
    yield None
    if sort == "start_time":
        yield OF_TIMES
        return
    for value in ("1.0", "null"):
        yield encode_cursor(f"{sort} {order} {value}", NOW, SOMETHING)


def _activities() -> Iterator[tuple[str, List]]:
    for name, (wanted, why_not) in FILTERS.items():
        for sort, order in product(*(get_args(one.__value__) for one in (ActivitySort, SortOrder))):
            if why_not is not None or (sort != "start_time" and name != "all"):
                continue
            for page, cursor in enumerate(_cursors(sort, order), 1):
                by = ActivityOrder(sort, order)
                yield (
                    f"activities: {name}, by {sort} {order}, page {page}",
                    partial(
                        activities.list_all, wanted=wanted, order=by, asked=PageAsked(5, cursor)
                    ),
                )


def _others() -> Iterator[tuple[str, List]]:
    """Not among them: sources, sessions, access tokens, schedules, targets of notices, workouts and files that are
    ignored. There are some of each, which a person made one by one."""
    for state, cursor in product((None, "failed"), PAGES_OF_TIMES):
        yield (
            f"jobs {state} {cursor}",
            partial(find_jobs.list_all, state=state, asked=PageAsked(5, cursor)),
        )
    for outcome, kind, cursor in product(
        (None, "failed"), (None, *TYPES), (None, encode_cursor(b"a", SOMETHING))
    ):
        yield (
            f"items {outcome} {kind} {cursor}",
            partial(
                find_jobs.list_items,
                job_id=JOB,
                outcome=outcome,
                type=kind,
                messages=True,
                asked=PageAsked(5, cursor),
            ),
        )
    for beyond, cursor in product((None, 3), PAGES_OF_TIMES):
        yield (
            f"audit {beyond} {cursor}",
            partial(audit.list_events, beyond=beyond, asked=PageAsked(5, cursor)),
        )
    for cursor in PAGES_OF_TIMES:
        yield f"deleted {cursor}", partial(deleting.list_deleted, asked=PageAsked(5, cursor))
    for cursor in (None, encode_cursor("Brooks")):
        yield f"gear {cursor}", partial(gear.list_all, asked=PageAsked(5, cursor))
    for since, until, cursor in product((None, DAY), (None, DAY), PAGES_OF_DAYS):
        for one in (days.list_all, days.list_nights):
            yield (
                f"{one.__name__} {since} {until} {cursor}",
                partial(one, since=since, until=until, asked=PageAsked(5, cursor)),
            )
    for by, since, until, sport in product(
        get_args(totals.Grouping.__value__), (None, DAY), (None, DAY), ((), ("running",))
    ):
        of_days = ActivityFilter(since=since, until=until, sports=sport)
        yield (
            f"totals {by} {since} {until} {sport}",
            partial(totals.of_activities, wanted=of_days, by=by, now=NOW),
        )
        if by == "month":
            yield (
                f"total {since} {until} {sport}",
                partial(
                    activities.list_all, wanted=of_days, asked=PageAsked(5, None, with_total=True)
                ),
            )
    yield "names counted", partial(activity_names.count, text="run")
    yield "activities of a quota", lambda session: usage.activities_of(session, session.account_id)
    yield "overview", overview.show
    yield "overview of samples", partial(activities_to_come, version=1)


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, UUID]]:
    database = migrated(tmp_path_factory.mktemp("plans") / "fittrack.db")
    account_id, _ = with_a_source(database, NOW)
    with database.session() as session:
        job = {"types": [], "source_ids": [], "counts": {}, "last_sequence": 0, "attempt": 1}
        session.add(a_job(account_id, NOW, id=JOB, state="failed", **job))
        session.commit()
    yield database, account_id
    database.dispose()


LISTS = [*_activities(), *_others()]


@pytest.mark.parametrize(("name", "asked"), LISTS, ids=[name for name, _ in LISTS])
def test_a_list_is_read_in_the_order_of_an_index(
    account: tuple[Database, UUID], name: str, asked: List
) -> None:
    database, account_id = account
    with database.session_of(account_id) as session, plans() as found:
        asked(session)
    allowed = [IN_ORDER]
    if name.startswith(("overview", "gear ")):
        allowed.append(ADDED_UP)
    whole = [
        one for one in found if WHOLE.search(one) and not any(rule.search(one) for rule in allowed)
    ]
    assert not whole, found


def test_a_start_looks_for_records_of_older_readers_in_an_index(
    account: tuple[Database, UUID],
) -> None:
    database, _ = account
    with database.session() as session, plans() as found:
        accounts_with_older(session)
    assert [one for one in found if "recordings" in one or "health_parts" in one] == [
        f"SEARCH {table} USING INDEX ix_{table}_account_reader (account_id=? AND reader_version<?)"
        for table in ("recordings", "health_parts")
    ]


def test_the_samples_of_an_original_are_noted_by_an_index(account: tuple[Database, UUID]) -> None:
    """They are read for one original after the other: to look at all recordings for each would take days."""
    database, _ = account
    original = OriginalToRead("0" * 64, "fit", 0, ((0, "running"),))
    with database.session() as session, plans() as found:
        mark(session, original, 1, ())
    of_recordings = [one for one in found if "recordings" in one]
    assert of_recordings
    assert {re.sub(r" \(.*", "", one) for one in of_recordings} == {
        "SEARCH recordings USING INDEX ix_recordings_file"
    }


@pytest.mark.parametrize("since", [None, DAY])
def test_bests_are_found_by_their_values(
    account: tuple[Database, UUID], since: dt.date | None
) -> None:
    """And their activities by their ids: not by going through all of a sport for each of them."""
    database, account_id = account
    wanted = ActivityFilter(since=since, sports=("running", "cycling"))
    with database.session_of(account_id) as session, plans() as found:
        bests.bests(session, wanted, 1)
    there = {one for one in found if re.match("SEARCH (?!recordings_1 )", one)}
    assert {one.removeprefix("SEARCH ").split(" (")[0] for one in there} == {
        "bests USING INDEX ix_bests_account_value",
        "recordings USING INDEX sqlite_autoindex_recordings_1",
        "activities USING INDEX ix_activities_account_id_id",
        "recordings USING INDEX ix_recordings_account_numbers",
    }
