"""What is in an export: all tables but those that say why not, and no secret."""

from __future__ import annotations

import datetime as dt

from fittrack_backend.people import erasing, exported
from fittrack_backend.people.exporting import columns_of
from fittrack_backend.records.series import packed, series_part
from fittrack_backend.storage.tables import AccountRow

OWNED = {row.__tablename__: row for row in erasing.owned_tables()}  # type: ignore[attr-defined]
SECRET = ("hash", "secret", "password", "settings", "remembered")


def test_every_table_is_exported_or_says_why_not() -> None:
    assert exported.FILES.keys() | exported.LEFT_OUT.keys() == OWNED.keys()
    assert not exported.FILES.keys() & exported.LEFT_OUT.keys()
    assert len(set(exported.FILES.values())) == len(exported.FILES)


def test_of_the_account_itself_only_its_zone_is_taken_along() -> None:
    assert columns_of(AccountRow) == ["time_zone"]


def test_no_column_that_sounds_like_a_secret_is_exported() -> None:
    shown = {
        f"{table}.{column.name}"
        for table in exported.FILES
        for column in OWNED[table].__table__.columns  # type: ignore[attr-defined]
        if column.name not in exported.COLUMNS_LEFT_OUT.get(table, ())
    }
    assert {name for name in shown if any(word in name for word in SECRET)} == set()


def test_what_is_kept_packed_is_exported_as_json() -> None:
    noon = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    kept = packed(noon.date(), [series_part("stress", [(noon, 20.0), (noon, 21.5)])])
    unpack = exported.UNPACKED["health_parts", "series"]
    start = "2026-03-01T12:00:00+00:00"
    part = {"metric": "stress", "start_time": start, "after_s": [0], "values": [20.0, 21.5]}
    assert unpack(kept.packed) == [part]
    assert unpack(None) is None
    for table, column in exported.UNPACKED:
        assert column in OWNED[table].__table__.columns  # type: ignore[attr-defined]
