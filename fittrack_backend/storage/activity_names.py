"""The names of activities by themselves, kept as activities change: a text is looked for in them, and not in all that activities hold."""

# ruff: noqa: S608 (SQL of texts of our own)
from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    String,
    and_,
    bindparam,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.orm import InstrumentedAttribute

from fittrack_backend.storage.activity_filter import is_like, part
from fittrack_backend.storage.following import Following
from fittrack_backend.storage.scope import AccountSession, Prepared
from fittrack_backend.storage.tables import ActivityNameRow, ActivityRow

_LONGEST = 500
"""So many characters of a name are kept: PostgreSQL's indexes refuse what is much longer. Who finds no more than that looks into the
activity."""
_FEW_NAMES = 1_000
"""So many names are gone through one by one; more are read as they come."""
_COLUMNS = "account_id, name, activity_id"
_VALUES = f"{{row}}.account_id, substr({{row}}.name, 1, {_LONGEST}), {{row}}.id"
_COUNTS = "{row}.name IS NOT NULL AND {row}.merged_into IS NULL AND {row}.deleted_at IS NULL"


def followings() -> list[Following]:
    """How the names follow the activities."""
    return [
        Following(
            "activity_names_follow",
            "activities",
            ("id", "account_id", "name", "merged_into", "deleted_at"),
            _COUNTS,
            gained=[f"INSERT INTO activity_names ({_COLUMNS}) VALUES ({_VALUES})"],
            lost=[f"DELETE FROM activity_names WHERE ({_COLUMNS}) = ({_VALUES})"],
        )
    ]


def note_again(connection: Connection) -> None:
    """Notes the names of all activities of everybody anew."""
    connection.execute(text("DELETE FROM activity_names"))
    connection.execute(text(f"INSERT INTO activity_names ({_COLUMNS}) {fresh()}"))


def fresh() -> str:
    """The query for what should be kept, from the activities."""
    query = (
        f"SELECT {{row}}.account_id, substr({{row}}.name, 1, {_LONGEST}) AS name, "
        f"{{row}}.id AS activity_id FROM activities AS {{row}} WHERE {_COUNTS}"
    )
    return query.format(row="it")


def kept() -> str:
    """The query for what is kept, with the same columns."""
    return f"SELECT {_COLUMNS} FROM activity_names"


def ids(database: AccountSession, text: str, most: int) -> Sequence[UUID] | None:
    """The activities that may have a name with that text; None where there are more than so many."""
    of_names = "few" if _has_few_names(database) else "many"
    asked = {"pattern": part(text), "most": most + 1}
    (number,) = database.prepared_values(_HOW_MANY[of_names], **asked)
    return database.prepared_values(_IDS[of_names], **asked) if number <= most else None


def count(database: AccountSession, text: str) -> int:
    """How many activities have a name with that text."""
    of_names = "few" if _has_few_names(database) else "many"
    counts = (
        database.prepared_values(each[of_names], pattern=part(text))
        for each in (_COUNT, _COUNT_OF_LONG)
    )
    return sum(int(number) for (number,) in counts)


def _has_few_names(database: AccountSession) -> bool:
    """Then it is quicker to go from each to the next one than to read them as they come."""
    return len(database.prepared_values(_SOME_NAMES)) <= _FEW_NAMES


def _each_once() -> ColumnElement[str]:
    """Each name once, by going from each to the next one there: many activities have the same."""
    row = ActivityNameRow
    name = select(func.min(row.name).label("name")).cte(recursive=True)
    following = select(func.min(row.name)).where(row.name > name.c.name).scalar_subquery()
    return name.union_all(select(following).where(name.c.name.is_not(None))).c.name


_PATTERN: BindParameter[str] = bindparam("pattern", type_=String())
_NAME, _NAMES = ActivityNameRow.name, _each_once()


def _of(
    fits: Callable[[ColumnElement[str] | InstrumentedAttribute[str]], ColumnElement[bool]],
) -> dict[str, ColumnElement[bool]]:
    """The condition for names, where few are different and where many are."""
    return {"few": _NAME.in_(select(_NAMES).where(fits(_NAMES))), "many": fits(_NAME)}


_MAY_FIT = _of(lambda name: or_(is_like(name, _PATTERN), func.length(name) >= _LONGEST))
_FITS = _of(lambda name: and_(is_like(name, _PATTERN), func.length(name) < _LONGEST))
_SOME_NAMES = Prepared(select(_NAMES).limit(_FEW_NAMES + 1))
_SOME = {
    which: select(ActivityNameRow.activity_id).where(fits).limit(bindparam("most", type_=Integer()))
    for which, fits in _MAY_FIT.items()
}
_IDS = {which: Prepared(some) for which, some in _SOME.items()}
_HOW_MANY = {
    which: Prepared(select(func.count()).select_from(some.subquery()))
    for which, some in _SOME.items()
}
_COUNT = {
    which: Prepared(select(func.count()).select_from(ActivityNameRow).where(fits))
    for which, fits in _FITS.items()
}
_COUNT_OF_LONG = {
    which: Prepared(
        select(func.count())
        .select_from(ActivityRow)
        .where(
            ActivityRow.id.in_(select(ActivityNameRow.activity_id).where(is_long)),
            is_like(ActivityRow.column("name"), _PATTERN),
        )
    )
    for which, is_long in _of(lambda name: func.length(name) >= _LONGEST).items()
}
