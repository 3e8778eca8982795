"""The zone of an account: the days that move with it."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from fittrack_backend.accounts import login, time_zones
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.tables import AccountRow, ActivityRow
from tests.unit.accounts.world import World, refused

NOW = dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)


def test_days_move_with_a_zone_together_and_not_one_after_the_other(
    database: Database, session: Session
) -> None:
    account_id = uuid4()
    session.add(
        AccountRow(id=account_id, username="a", username_key="a", password_hash="", created_at=NOW)
    )
    session.flush()
    session.add_all(
        ActivityRow(
            id=uuid4(),
            account_id=account_id,
            start_time=dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC) + dt.timedelta(days=number),
            sport="running",
            local_start_time="",
            utc_offset_s=3600 if number == 7 else 0,
            zone_from="file" if number == 7 else "utc",
            date=dt.date(2000, 1, 1),
            lap_count=0,
            laps=(),
            remarks=(),
            recording_count=1,
            file_name="a.tcx",
            file_format="tcx",
            file_sha256="",
            created_at=NOW,
            updated_at=NOW,
        )
        for number in range(200)
    )
    session.commit()
    statements: list[str] = []
    event.listen(
        database.engine,
        "before_cursor_execute",
        lambda _c, _cursor, statement, *_: statements.append(statement),
    )
    with database.session_of(account_id) as own:
        time_zones.change(own, "Pacific/Auckland")
    column = ActivityRow.column
    rows = session.execute(
        select(column("start_time"), column("date"), column("utc_offset_s")).order_by(
            column("start_time")
        )
    ).all()
    moved = [date == start.date() + dt.timedelta(days=1) for start, date, _ in rows]
    assert moved == [number != 7 for number in range(200)]
    assert {offset for _, _, offset in rows} == {3600, 43200, 46800}  # summer time and not
    assert len(statements) < 10


def test_the_account_keeps_the_zone_and_refuses_one_that_is_unknown(world: World) -> None:
    world.register()
    own = world.own(world.caller(world.sign_in()))
    time_zones.change(own, "Europe/Berlin")
    with refused("validation", 422):
        time_zones.change(own, "Europe/Atlantis")
    assert login.load_account(own).time_zone == "Europe/Berlin"
