"""What is read of tables that triggers keep is found by their indexes, on both databases."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, get_args

import pytest
from sqlalchemy import Engine, event, text

from fittrack_backend.storage import activities, totals, usage
from fittrack_backend.storage.activity_filter import ActivityFilter
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.kept_lines import keep_lines
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.totals import Grouping
from fittrack_backend.sync import overview
from tests.unit.migrated import with_a_source
from tests.unit.stored_activities import NOW, stored_activity

JANUARY = ActivityFilter(since=dt.date(2026, 1, 1), until=dt.date(2026, 1, 31))
EDGES = ActivityFilter(since=dt.date(2026, 1, 7), until=dt.date(2026, 3, 11), sports=("running",))
KEPT = "activity_sums|activity_names|needed_originals|activities|accounts"
WHOLE = re.compile(rf"^SCAN ({KEPT})\b|Seq Scan on ({KEPT})\b")
"""A whole table, in SQLite's words and in PostgreSQL's, which has no other way where this is shown: it is told to avoid it."""


def _totals(by: Grouping, wanted: ActivityFilter) -> Callable[[AccountSession], object]:
    return lambda session: totals.of_activities(session, wanted, by=by, now=NOW)


def _listed(wanted: ActivityFilter) -> Callable[[AccountSession], object]:
    return lambda session: activities.list_all(session, wanted, PageAsked(5, with_total=True))


ASKED: dict[str, Callable[[AccountSession], object]] = {
    **{
        f"totals by {by} of {name}": _totals(by, wanted)
        for by in get_args(Grouping.__value__)
        for name, wanted in (("all", ActivityFilter()), ("january", JANUARY), ("edges", EDGES))
    },
    "a list and its total": _listed(ActivityFilter()),
    "a list of days and its total": _listed(EDGES),
    "a text": _listed(ActivityFilter(search="run")),
    "the usage": lambda session: usage.of(session, session.account_id),
    "whether an original counts": lambda session: usage.counts_already(
        session, session.account_id, "0" * 64
    ),
    "the overview": overview.show,
}


@contextmanager
def _plans() -> Iterator[list[str]]:
    found: list[str] = []

    def explain(_: object, cursor: Any, statement: str, values: Any, *__: object) -> None:
        on_sqlite = "sqlite" in type(cursor).__module__
        with_plan = f"EXPLAIN {'QUERY PLAN ' if on_sqlite else ''}{statement}"
        explained = cursor.connection.cursor()
        found.extend(row[-1] for row in explained.execute(with_plan, values).fetchall())
        explained.close()

    event.listen(Engine, "before_cursor_execute", explain)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", explain)


def test_no_whole_table_is_looked_at(either: Database) -> None:
    account_id, _ = with_a_source(either, NOW)
    whole: dict[str, list[str]] = {}
    seen: set[str] = set()
    for name, ask in ASKED.items():
        with either.session_of(account_id) as session:
            if not either.is_sqlite:
                session.connection().execute(text("SET enable_seqscan = off"))
            with _plans() as found:
                ask(session)
        seen |= {table for table in KEPT.split("|") for plan in found if table in plan}
        whole[name] = [plan for plan in found if WHOLE.search(plan.strip())]
    assert whole == {name: [] for name in ASKED}
    assert seen >= {"activity_sums", "activity_names", "needed_originals"}


@pytest.mark.parametrize("either", ["sqlite"], indirect=True)
def test_lines_that_are_missing_are_found_however_many_are_there(either: Database) -> None:
    """By an account's lines, a batch would go through all that were written before it."""
    account_id, _ = with_a_source(either, NOW)
    with either.session() as session:
        session.add(stored_activity(account_id, None, NOW, "0" * 64)[0])
        session.commit()
    with _plans() as found:
        keep_lines(either, lambda: False)
    by_account_and_form = "INDEX ix_activity_lines_account_form (account_id=? AND form<?)"
    assert any(by_account_and_form in plan for plan in found), found


@pytest.mark.parametrize("plan", ["SCAN activity_sums", "->  Seq Scan on activities  (cost=0.00"])
def test_a_whole_table_would_be_noticed(plan: str) -> None:
    assert WHOLE.search(plan)
