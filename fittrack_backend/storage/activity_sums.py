"""What the activities of a month, and of a week, add up to: kept as activities change, so that nobody has to add up them all.

Sums are whole millionths (a micrometre, a microsecond), so that what is taken away again leaves nothing behind.
"""

# ruff: noqa: S608 (SQL of texts of our own)
from __future__ import annotations

from attrs import frozen
from sqlalchemy import BigInteger, ColumnElement, Connection, case, cast, func, text
from sqlalchemy.orm import InstrumentedAttribute

from fittrack_backend.storage.following import Following
from fittrack_backend.storage.tables import NO_SOURCE
from fittrack_backend.storage.tables.synced import SUMMED

MILLIONTHS = 1_000_000
MOST = 100_000_000
"""A greater value adds nothing: 100,000 km or three years in one activity are no one's."""
SPANS = ("month", "week")
_KEY = ("account_id", "span", "first_day", "sport", "source_id")
_ADDED = ("activity_count", *(f"{name}_{what}" for name in SUMMED for what in ("count", "sum")))
_THERE = "{row}.merged_into IS NULL AND {row}.deleted_at IS NULL"


@frozen
class _Dialect:
    """What SQLite and PostgreSQL say each in its way: the first day of the span that `{row}.date` is in, and its number there."""

    first_day: dict[str, str]
    number: dict[str, str]
    is_same: str


_SQLITE = _Dialect(
    {
        "month": "date({row}.date, 'start of month')",
        # Not by the Sunday after it: the last days of the year 9999 have none.
        "week": "date({row}.date, '-' || ((strftime('%w', {row}.date) + 6) % 7) || ' days')",
    },
    {
        "month": "(CAST(strftime('%d', {row}.date) AS INTEGER) - 1)",
        "week": "((strftime('%w', {row}.date) + 6) % 7)",
    },
    "IS",
)
_POSTGRESQL = _Dialect(
    {
        span: f"CAST(date_trunc('{span}', CAST({{row}}.date AS timestamp)) AS date)"
        for span in SPANS
    },
    {
        "month": "(CAST(extract(day FROM {row}.date) AS integer) - 1)",
        "week": "(CAST(extract(isodow FROM {row}.date) AS integer) - 1)",
    },
    "IS NOT DISTINCT FROM",
)


def followings(dialect: str) -> list[Following]:
    """How the sums follow the activities."""
    of = _of(dialect)
    changed = ("account_id", "source_id", "date", "sport", *SUMMED, "merged_into", "deleted_at")
    return [
        Following(
            "activity_sums_follow",
            "activities",
            changed,
            _THERE,
            gained=[_gained(of, span) for span in SPANS],
            lost=[statement for span in SPANS for statement in _lost(of, span)],
        )
    ]


def add_up_again(connection: Connection) -> None:
    """Adds up all activities of everybody."""
    connection.execute(text("DELETE FROM activity_sums"))
    columns = ", ".join((*_KEY, "days", *_ADDED))
    connection.execute(
        text(f"INSERT INTO activity_sums ({columns}) {fresh(connection.dialect.name)}")
    )


def fresh(dialect: str) -> str:
    """The query for what should be kept, added up from the activities."""
    of = _of(dialect)
    return " UNION ALL ".join(_fresh(of, span) for span in SPANS)


def kept() -> str:
    """The query for what is kept, with the same columns."""
    return f"SELECT {', '.join((*_KEY, 'days', *_ADDED))} FROM activity_sums"


def millionths(column: InstrumentedAttribute[float | None]) -> ColumnElement[int | None]:
    """A value of an activity as it is added up."""
    whole = cast(func.round(column * MILLIONTHS), BigInteger)
    return case((func.abs(column) <= MOST, whole))


def _of(dialect: str) -> _Dialect:
    return _SQLITE if dialect == "sqlite" else _POSTGRESQL


def _key(of: _Dialect, span: str) -> dict[str, str]:
    return {
        "account_id": "{row}.account_id",
        "span": f"'{span}'",
        "first_day": of.first_day[span],
        "sport": "{row}.sport",
        "source_id": f"coalesce({{row}}.source_id, '{_no_source(of)}')",
    }


def _no_source(of: _Dialect) -> str:
    return NO_SOURCE.hex if of is _SQLITE else str(NO_SOURCE)


def _day(of: _Dialect, span: str) -> str:
    return f"(CAST(1 AS BIGINT) << {of.number[span]})"


def _millionths(name: str) -> str:
    whole = f"CAST(round({{row}}.{name} * {MILLIONTHS}) AS BIGINT)"
    return f"CASE WHEN abs({{row}}.{name}) <= {MOST} THEN {whole} END"


def _adds() -> dict[str, str]:
    """What one activity adds to each sum."""
    found = {"activity_count": "1"}
    for name in SUMMED:
        value = _millionths(name)
        found[f"{name}_count"] = f"CASE WHEN {value} IS NULL THEN 0 ELSE 1 END"
        found[f"{name}_sum"] = f"coalesce({value}, 0)"
    return found


def _gained(of: _Dialect, span: str) -> str:
    values = _key(of, span) | {"days": _day(of, span)} | _adds()
    more = ", ".join(f"{name} = activity_sums.{name} + excluded.{name}" for name in _ADDED)
    return (
        f"INSERT INTO activity_sums ({', '.join(values)}) VALUES ({', '.join(values.values())}) "
        f"ON CONFLICT ({', '.join(_KEY)}) DO UPDATE SET days = activity_sums.days | excluded.days, {more}"
    )


def _lost(of: _Dialect, span: str) -> list[str]:
    here = " AND ".join(f"{name} = {value}" for name, value in _key(of, span).items())
    less = ", ".join(f"{name} = {name} - {value}" for name, value in _adds().items())
    # A statement of its own: on PostgreSQL it sees what was committed while the one before waited for the row.
    another = " AND ".join(
        (
            *(f"it.{name} = {{row}}.{name}" for name in ("account_id", "date", "sport")),
            f"it.source_id {of.is_same} {{row}}.source_id",
            _THERE.replace("{row}", "it"),
        )
    )
    return [
        f"UPDATE activity_sums SET {less} WHERE {here}",
        f"UPDATE activity_sums SET days = days & ~{_day(of, span)} "
        f"WHERE {here} AND NOT EXISTS (SELECT 1 FROM activities AS it WHERE {another})",
        f"DELETE FROM activity_sums WHERE {here} AND activity_count <= 0",
    ]


def _fresh(of: _Dialect, span: str) -> str:
    sums = {"days": f"CAST(sum(DISTINCT {_day(of, span)}) AS BIGINT)", "activity_count": "count(*)"}
    for name in SUMMED:
        value = _millionths(name)
        sums[f"{name}_count"] = f"count({value})"
        sums[f"{name}_sum"] = f"CAST(coalesce(sum({value}), 0) AS BIGINT)"
    named = (_key(of, span) | sums).items()
    values = ", ".join(f"{value} AS {name}" for name, value in named)
    query = f"SELECT {values} FROM activities AS it WHERE {_THERE} GROUP BY 1, 2, 3, 4, 5"
    return query.replace("{row}", "it")
