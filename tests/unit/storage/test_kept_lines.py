"""Lines of activities: read where they are kept, empty as soon as anybody changes what they say, and written anew."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from fittrack_backend.storage import activities, kept_lines
from fittrack_backend.storage.activity_filter import ActivityFilter
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.kept_lines import FORM, keep_lines
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.tables import AccountRow, ActivityLineRow, ActivityRow, SourceRow
from tests.unit.migrated import with_a_source
from tests.unit.stored_activities import NOW, stored_activity

START = dt.datetime(2026, 3, 1, 7, tzinfo=dt.UTC)
COUNT = 5


@pytest.fixture
def database(either: Database) -> Database:
    return either


@pytest.fixture
def ids(database: Database) -> Sequence[UUID]:
    """An account, its folder, and its activities, the latest first."""
    account_id, source_id = with_a_source(database, NOW)
    with database.session() as session:
        found = []
        for number in reversed(range(COUNT)):
            start = START + dt.timedelta(days=number)
            row, recording = stored_activity(account_id, source_id, start, uuid4().hex * 2)
            row.name = f"Zürich {number} 🚴\x1b"  # type: ignore[attr-defined]
            session.add_all([row, recording])
            found.append(row.id)
        session.commit()
    return account_id, source_id, *found


def listed(database: Database, account_id: UUID, limit: int = 1000) -> list[dict[str, object]]:
    with database.session_of(account_id) as session:
        page = activities.list_all(session, ActivityFilter(), PageAsked(limit))
    return [json.loads(line) for line in page.items]


def as_they_are(database: Database, ids: Sequence[UUID]) -> list[dict[str, object]]:
    """The activities by the way that knows no lines."""
    account_id, _, *activity_ids = ids
    with database.session_of(account_id) as session:
        found = activities.some(session, activity_ids)
        return [json.loads(msgspec.json.encode(one)) for one in found]


def keep(database: Database) -> None:
    keep_lines(database, lambda: False)


def forms(database: Database) -> list[str]:
    with database.session() as session:
        return sorted(session.scalars(select(ActivityLineRow.form)))


def write(database: Database, what: Callable[[Session], object]) -> None:
    with database.session() as session:
        what(session)
        session.commit()


def mark_lines(database: Database) -> None:
    """Writes into what is kept, so that a list shows whether it read it."""
    write(
        database, lambda session: session.execute(update(ActivityLineRow).values(line='{"a": 1}'))
    )


def test_a_list_says_the_same_with_lines_and_without(
    database: Database, ids: Sequence[UUID]
) -> None:
    expected = as_they_are(database, ids)
    assert len(expected) == COUNT
    assert forms(database) == [""] * COUNT
    assert listed(database, ids[0]) == expected
    keep(database)
    assert forms(database) == [FORM] * COUNT
    assert listed(database, ids[0]) == expected
    assert listed(database, ids[0], limit=2) == expected[:2]


def test_a_list_reads_what_is_kept(database: Database, ids: Sequence[UUID]) -> None:
    keep(database)
    mark_lines(database)
    assert listed(database, ids[0]) == [{"a": 1}] * COUNT


def _one_by_its_row(session: Session, activity_id: UUID) -> None:
    session.get_one(ActivityRow, activity_id).name = "other"  # type: ignore[attr-defined]


def _all_by_a_statement(session: Session, _: UUID) -> None:
    session.execute(update(ActivityRow).values(name="other"))


def _by_sql(session: Session, activity_id: UUID) -> None:
    digits = activity_id.hex
    session.execute(
        text(
            "UPDATE activities SET name = 'other' WHERE replace(CAST(id AS VARCHAR), '-', '') = :id"
        ),
        {"id": digits},
    )


@pytest.mark.parametrize("change", [_one_by_its_row, _all_by_a_statement, _by_sql])
def test_who_changes_an_activity_changes_what_lists_say(
    database: Database, ids: Sequence[UUID], change: Callable[[Session, UUID], None]
) -> None:
    keep(database)
    write(database, lambda session: change(session, ids[2]))
    for _ in range(2):
        shown = listed(database, ids[0])
        assert shown[0]["name"] == "other"
        assert shown == as_they_are(database, ids)
        keep(database)
    assert forms(database) == [FORM] * COUNT


def test_what_is_purged_is_not_kept_in_a_line(database: Database, ids: Sequence[UUID]) -> None:
    keep(database)
    write(database, lambda session: _one_by_its_row(session, ids[2]))
    with database.session() as session:
        assert session.get_one(ActivityLineRow, ids[2]).line is None


def test_an_activity_takes_its_line_with_it(database: Database, ids: Sequence[UUID]) -> None:
    keep(database)
    write(
        database,
        lambda session: session.execute(delete(ActivityRow).where(ActivityRow.id == ids[2])),
    )
    assert forms(database) == [FORM] * (COUNT - 1)


def test_a_source_that_is_disconnected_is_told_no_longer(
    database: Database, ids: Sequence[UUID]
) -> None:
    keep(database)
    assert {one["source_id"] for one in listed(database, ids[0])} == {str(ids[1])}
    for at, told in ((NOW, None), (None, str(ids[1]))):
        with database.session() as session:
            session.execute(update(SourceRow).values(disconnected_at=at))
            session.commit()
        for _ in range(2):
            assert {one["source_id"] for one in listed(database, ids[0])} == {told}
            keep(database)


@pytest.mark.parametrize(("form", "is_written"), [("0000-older", True), ("9999-newer", False)])
def test_lines_of_another_version_are_not_read_and_only_older_ones_are_written_anew(
    database: Database, ids: Sequence[UUID], form: str, is_written: bool
) -> None:
    write(
        database,
        lambda session: session.execute(
            update(ActivityLineRow).values(form=form, line='{"of": "another form"}')
        ),
    )
    assert listed(database, ids[0]) == as_they_are(database, ids)
    keep(database)
    assert listed(database, ids[0]) == as_they_are(database, ids)
    assert forms(database) == [FORM if is_written else form] * COUNT


def test_many_lines_are_kept_some_at_a_time_until_it_is_to_stop(
    database: Database, ids: Sequence[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_lines, "_AT_ONCE", 2)
    answers = iter([False, True])
    keep_lines(database, lambda: next(answers))
    assert forms(database).count(FORM) == 2
    keep(database)
    assert forms(database) == [FORM] * COUNT
    assert listed(database, ids[0]) == as_they_are(database, ids)


@pytest.mark.parametrize("either", ["postgresql"], indirect=True)
def test_a_change_while_a_line_is_written_wins(database: Database, ids: Sequence[UUID]) -> None:
    """Who writes lines has read the activity before; the change waits, and empties the line. SQLite has one writer at a time."""
    with database.session_of(ids[0]) as session:
        assert kept_lines._keep_some(session)
        session.flush()
        with database.session() as other:
            other.execute(text("SET lock_timeout = '100ms'"))
            statement = update(ActivityRow).where(ActivityRow.id == ids[2]).values(name="other")
            with pytest.raises(Exception, match="lock timeout"):
                other.execute(statement)
        session.commit()
    write(database, lambda session: session.execute(statement))
    assert listed(database, ids[0])[0]["name"] == "other"


def test_lines_of_two_accounts_are_kept(database: Database, ids: Sequence[UUID]) -> None:
    keep(database)
    other = uuid4()
    with database.session() as session:
        account = {"id": other, "username": "b", "username_key": "b", "password_hash": "-"}
        session.execute(insert(AccountRow).values(**account, created_at=NOW))
        row, recording = stored_activity(other, None, START, uuid4().hex * 2)
        session.add_all([row, recording])
        session.commit()
    keep(database)
    mark_lines(database)
    assert listed(database, other) == [{"a": 1}]
    with database.session() as session:
        assert session.scalar(select(func.count()).select_from(ActivityLineRow)) == COUNT + 1
