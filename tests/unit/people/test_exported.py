"""What is in an export: all tables but those that say why not, and no secret."""

from __future__ import annotations

from fittrack_backend.people import erasing, exported

OWNED = {row.__tablename__: row for row in erasing.owned_tables()}  # type: ignore[attr-defined]
SECRET = ("hash", "secret", "password", "settings", "remembered")


def test_every_table_is_exported_or_says_why_not() -> None:
    assert exported.FILES.keys() | exported.LEFT_OUT.keys() == OWNED.keys()
    assert not exported.FILES.keys() & exported.LEFT_OUT.keys()
    assert len(set(exported.FILES.values())) == len(exported.FILES)


def test_no_column_that_sounds_like_a_secret_is_exported() -> None:
    shown = {
        f"{table}.{column.name}"
        for table in exported.FILES
        for column in OWNED[table].__table__.columns  # type: ignore[attr-defined]
        if column.name not in exported.COLUMNS_LEFT_OUT.get(table, ())
    }
    assert {name for name in shown if any(word in name for word in SECRET)} == set()
