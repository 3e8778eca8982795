"""Migrations: what they do to the rows that are there."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from alembic import command
from sqlalchemy import (
    JSON,
    Date,
    Uuid,
    column,
    insert,
    select,
    table,
    text,
)

from fittrack_backend.records.days import DayPart, sum_of
from fittrack_backend.records.health import DayActivity, DayTotals
from fittrack_backend.records.weighings import Weight
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.file_history import UNKNOWN
from fittrack_backend.storage.migrations import configuration, revision_of
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.tables import (
    FileVersionRow,
    HealthDayRow,
    HealthPartRow,
    SourceFileRow,
    SourceRow,
    SyncItemRow,
)
from fittrack_backend.sync import coverage, overview

DAY = dt.date(2026, 3, 1)
OLD_PARTS = table(
    "health_parts",
    column("id", Uuid()),
    column("account_id", Uuid()),
    column("file_sha256"),
    column("date", Date()),
    column("data", JSON()),
)


def test_what_files_said_of_days_becomes_records(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    counters = {"steps": 900, "distance_m": 700.5, "active_calories_kcal": 30, "active_s": 600.0}
    data = {
        "kinds": {"walking": counters},
        "resting": 1700,
        "moderate": 5,
        "vigorous": None,
        "weights": {"2026-03-01T06:02:10+00:00": 71.4},
    }
    with database.engine.begin() as connection:
        command.upgrade(configuration(connection), "0001")
        account_id = uuid4()
        connection.execute(
            text(
                "INSERT INTO accounts (id, username, username_key, password_hash, created_at) "
                "VALUES (:id, 'a', 'a', '-', :now)"
            ),
            {"id": account_id.hex, "now": "2026-03-01 00:00:00"},
        )
        for date, said in ((DAY, data), (DAY + dt.timedelta(days=1), {"kinds": {}})):
            part = {"id": uuid4(), "account_id": account_id, "file_sha256": "0", "date": date}
            connection.execute(insert(OLD_PARTS).values(**part, data=said))
    database.migrate()
    with database.session() as session:
        query = select(HealthPartRow.data).order_by(HealthPartRow.date)
        found, empty = session.scalars(query).all()
    database.dispose()
    assert found == DayPart(
        activities=(DayActivity(DAY, "walking", 900, 700.5, 30, 600.0),),
        totals=DayTotals(DAY, resting_calories_kcal=1700, moderate_minutes=5),
        weights=(Weight(dt.datetime(2026, 3, 1, 6, 2, 10, tzinfo=dt.UTC), 71.4),),
    )
    assert empty == DayPart()


def test_days_of_an_older_version_are_what_follows_from_their_parts(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    account_id = uuid4()
    walked = {"date": str(DAY), "activity_type": "walking", "steps": 900, "distance_m": 700.5}
    walked |= {"active_calories_kcal": 30, "active_s": 600.0}
    totals = {"date": str(DAY), "resting_calories_kcal": 1700, "moderate_minutes": 5}
    weight = {"measured_at": "2026-03-01T06:02:10+00:00", "weight_kg": 71.4}
    parts = {
        "1" * 64: {
            "activities": [walked],
            "totals": totals | {"vigorous_minutes": 2},
            "weights": [],
        },
        "2" * 64: {
            "activities": [],
            "totals": totals | {"vigorous_minutes": None},
            "weights": [weight],
        },
    }
    with database.engine.begin() as connection:
        command.upgrade(configuration(connection), "0016")
        connection.execute(
            text(
                "INSERT INTO accounts (id, username, username_key, password_hash, created_at, founder,"
                " security_events) VALUES (:id, 'a', 'a', '-', '2026-03-01 00:00:00', 0, 0)"
            ),
            {"id": account_id.hex},
        )
        for sha256, said in parts.items():
            part = {"id": uuid4(), "account_id": account_id, "file_sha256": sha256, "date": DAY}
            connection.execute(insert(OLD_PARTS).values(**part, data=said))
        connection.execute(
            text(
                "INSERT INTO health_days (account_id, date, steps, distance_m, active_calories_kcal,"
                " resting_calories_kcal, active_minutes, weight_kg, weights, updated_at) VALUES"
                " (:id, :day, 900, 700.5, 30, 1700, 10, 71.4, :weights, '2026-03-01 00:00:00')"
            ),
            {"id": account_id.hex, "day": str(DAY), "weights": json.dumps([weight])},
        )
    database.migrate()
    with database.session() as session:
        row = session.scalars(select(HealthDayRow)).one()
        kept = {part.file_sha256: part.data for part in session.scalars(select(HealthPartRow))}
    database.dispose()
    day = sum_of(DAY, kept)
    assert day is not None
    assert {name: getattr(row, name) for name in vars(day)} == vars(day)
    assert (day.moderate_minutes, day.vigorous_minutes) == (10, 2)
    assert [len(one.gives) > 0 for one in day.given_by] == [True, True]


def test_what_an_older_version_skipped_by_its_type_is_looked_at_again(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    ids = {"account": uuid4().hex, "source": uuid4().hex}
    files = {"sleep": ("skipped", "[]"), "run": ("new", '["activities"]'), "bad": ("failed", "[]")}
    with database.engine.begin() as connection:
        command.upgrade(configuration(connection), "0016")
        for statement in (
            "INSERT INTO accounts (id, username, username_key, password_hash, created_at, founder,"
            " security_events) VALUES (:account, 'a', 'a', '-', '2026-03-01 00:00:00', 0, 0)",
            "INSERT INTO sources (id, account_id, kind, name, identity, settings, connected_at)"
            " VALUES (:source, :account, 'folder', 'watch', x'61', x'61', '2026-03-01 00:00:00')",
        ):
            connection.execute(text(statement), ids)
        for name, (outcome, types) in files.items():
            connection.execute(
                text(
                    "INSERT INTO source_files (id, source_id, key, name, size, stamp, types, taken,"
                    " outcome, records) VALUES (:id, :source, :key, :name, 7, 's', :types, '[]',"
                    " :outcome, '[]')"
                ),
                {"id": uuid4().hex, "key": name.encode(), "name": name}
                | {"types": types, "outcome": outcome, "source": ids["source"]},
            )
    database.migrate()
    with database.session() as session:
        stamps = {file.name: file.stamp for file in session.scalars(select(SourceFileRow))}
    database.dispose()
    assert stamps == {"sleep": None, "run": "s", "bad": "s"}


def test_a_connected_folder_keeps_its_files_when_its_columns_become_opaque(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    ids = {"account": uuid4().hex, "source": uuid4().hex, "file": uuid4().hex}
    with database.engine.begin() as connection:
        command.upgrade(configuration(connection), "0002")
        for statement in (
            "INSERT INTO accounts (id, username, username_key, password_hash, created_at)"
            " VALUES (:account, 'a', 'a', '-', '2026-03-01 00:00:00')",
            "INSERT INTO sources (id, account_id, kind, name, path, path_bytes, connected_at, mount_point)"
            " VALUES (:source, :account, 'folder', 'watch', '/watch', x'2f7761746368',"
            " '2026-03-01 00:00:00', x'2f')",
            "INSERT INTO source_files (id, source_id, path, size, mtime_ns, ctime_ns, inode, read_at,"
            " types, taken, outcome, records) VALUES (:file, :source, x'636166e92e666974', 7, 1, 2, '3',"
            " '2026-03-01 00:00:00', '[]', '[]', 'new', '[]')",
        ):
            connection.execute(text(statement), ids)
    database.migrate()
    with database.session() as session:
        source = session.scalars(select(SourceRow)).one()
        file = session.scalars(select(SourceFileRow)).one()
    database.dispose()
    assert (source.identity, source.settings, source.path) == (b"/watch", b"/watch", "/watch")
    assert source.remembered == b"/"
    assert (file.key, file.name, file.size) == (b"caf\xe9.fit", r"caf\xe9.fit", 7)
    assert file.stamp is None, "only reading it tells whether it is the same"


def test_jobs_and_items_of_an_older_version_stay_and_say_how_each_source_stands(
    tmp_path: Path,
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    names = (
        "account",
        "source",
        "away",
        "first",
        "last",
        "first_item",
        "item",
        "away_item",
        "file",
    )
    ids = {name: uuid4() for name in names}
    values = {name: one.hex for name, one in ids.items()}
    values |= {"sources": json.dumps([str(ids["source"]), str(ids["away"])])}
    with database.engine.begin() as connection:
        command.upgrade(configuration(connection), "0004")
        for statement in (
            "INSERT INTO accounts (id, username, username_key, password_hash, created_at)"
            " VALUES (:account, 'a', 'a', '-', '2026-03-01 00:00:00')",
            "INSERT INTO sources (id, account_id, kind, identity, settings, name, connected_at)"
            " VALUES (:source, :account, 'folder', x'2f', x'2f', 'watch', '2026-03-01 00:00:00'),"
            " (:away, :account, 'folder', x'2e', x'2e', 'nas', '2026-03-01 00:00:00')",
            "INSERT INTO source_files (id, source_id, key, name, size, types, taken, outcome, records)"
            " VALUES (:file, :source, x'61', 'a', 7, '[\"health\"]', '[]', 'failed', '[]')",
            *(
                'INSERT INTO sync_jobs (id, account_id, state, types, source_ids, "full", attempt,'
                " scanned, created_at, finished_at, last_sequence, counts) VALUES"
                f" (:{job}, :account, 'partial', '[\"activities\", \"health\"]', :sources, 0, 1, 1,"
                f" '2026-03-0{day} 00:00:00', '2026-03-0{day} 00:00:05', 1, '{{}}')"
                for day, job in ((1, "first"), (2, "last"))
            ),
            "INSERT INTO sync_items (id, job_id, source_id, key, name, type, outcome, reason, sequence,"
            " records) VALUES (:first_item, :first, :source, x'61', 'a', 'health', 'failed', 'bad', 1, '[]'),"
            " (:item, :last, :source, x'61', 'a', 'health', 'failed', 'bad', 1, '[]'),"
            " (:away_item, :last, :away, x'', '.', NULL, 'failed', 'it is away', 2, '[]')",
        ):
            connection.execute(text(statement), values)
    database.migrate()
    with database.session_of(ids["account"]) as session:
        items = session.scalars(select(SyncItemRow)).all()
        assert {(item.outcome, item.content, tuple(item.remarks)) for item in items} == {
            ("failed", None, ())
        }
        rows = {(row.source_name, row.type): row for row in overview.show(session).rows}
        since = dt.date(2026, 3, 1)
        days = coverage.list_days(
            session, coverage.Question(since, since + 2 * dt.timedelta(1)), PageAsked(99)
        ).items
    database.dispose()
    ends = {
        place: (row.last_state, row.last_reason) for place, row in rows.items() if row.last_state
    }
    assert ends == {
        ("watch", "activities"): ("succeeded", None),
        ("watch", "health"): ("partial", None),
        ("nas", "activities"): ("failed", "it is away"),
        ("nas", "health"): ("failed", "it is away"),
    }
    assert rows["watch", "activities"].last_success_job_id == ids["last"]
    assert rows["nas", "activities"].last_success_job_id == ids["first"]
    assert rows["watch", "health"].failed_job_ids == [ids["last"]]
    assert [
        day.state for day in days if (day.source_name, day.type) == ("watch", "activities")
    ] == [
        "empty",
        "empty",
        "not_asked",
    ]
    assert [day.state for day in days if (day.source_name, day.type) == ("nas", "health")] == [
        "empty",
        "not_asked",
        "not_asked",
    ]


def test_what_took_the_place_of_what_becomes_what_files_held(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    ids = {name: uuid4().hex for name in ("account", "source", "file", "job", "later")}
    noted = (  # x, y and x again were in one file; nothing more is known of what took the place of z
        ("x", "y", 0, "job", "2026-03-01 00:00:00"),
        ("y", "x", 0, "later", "2026-03-02 00:00:00"),
        ("x", None, 0, "later", "2026-03-02 00:00:01"),
        ("z", "", 1, "job", "2026-03-03 00:00:00"),
    )
    with database.engine.begin() as connection:
        command.upgrade(configuration(connection), "0036")
        for statement in (
            "INSERT INTO accounts (id, username, username_key, password_hash, created_at, founder,"
            " security_events) VALUES (:account, 'a', 'a', '-', '2026-03-01 00:00:00', 0, 0)",
            "INSERT INTO sources (id, account_id, kind, name, identity, settings, connected_at)"
            " VALUES (:source, :account, 'folder', 'watch', x'61', x'61', '2026-03-01 00:00:00')",
            "INSERT INTO source_files (id, source_id, key, name, size, sha256, types, taken,"
            " outcome, records) VALUES (:file, :source, x'61', 'a', 7, 'x', '[]', '[]', 'new', '[]')",
            *(
                "INSERT INTO sync_jobs (id, account_id, state, types, source_ids, full, attempt,"
                " scanned, created_at, last_sequence, counts)"
                f" VALUES (:{one}, :account, 'succeeded', '[]', '[]', 0, 1, 1,"
                " '2026-03-01 00:00:00', 0, '{}')"
                for one in ("job", "later")
            ),
        ):
            connection.execute(text(statement), ids)
        for old, new, number, by, at in noted:
            connection.execute(
                text(
                    "INSERT INTO replacements (id, account_id, old_sha256, new_sha256, old_number,"
                    " new_number, job_id, replaced_at)"
                    " VALUES (:id, :account, :old, :new, :number, :number, :job, :at)"
                ),
                {"id": uuid4().hex, "account": ids["account"], "job": ids[by]}
                | {"old": old, "new": new, "number": number, "at": at},
            )
    database.migrate()
    with database.session() as session:
        rows = session.scalars(select(FileVersionRow).order_by(FileVersionRow.found_at)).all()
        of_file = [row for row in rows if row.file_id.hex == ids["file"]]
        others = [row for row in rows if row.file_id.hex != ids["file"]]
    database.dispose()
    job, later = UUID(ids["job"]), UUID(ids["later"])
    assert [(row.sha256, row.job_id) for row in of_file] == [("x", None), ("y", job), ("x", later)]
    assert [(row.sha256, row.job_id) for row in others] == [("z", None), (UNKNOWN, job)]


def test_an_upgrade_of_what_is_there_is_told_before_it_begins(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    database = Database(f"sqlite:///{tmp_path / 'any.db'}")
    revisions: list[str | None] = []

    def tell() -> None:
        with database.engine.connect() as connection:
            revisions.append(revision_of(connection))

    database.migrate(tell)  # a new one
    database.migrate(tell)  # one that is up to date
    assert (revisions, "upgrading" in caplog.text) == ([], False)
    database.dispose()
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    with database.engine.begin() as connection:
        command.upgrade(configuration(connection), "0039")
    database.migrate(tell)
    database.dispose()
    assert revisions == ["0039"]
    assert "upgrading the database" in caplog.text
