"""The names of activities by themselves, kept as activities change: a text is looked for in them, and not in all that activities hold."""

# ruff: noqa: S608 (SQL of texts of our own)
from __future__ import annotations

from attrs import evolve
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    String,
    bindparam,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.orm import InstrumentedAttribute

from fittrack_backend.storage.activity_filter import ActivityFilter, is_like, part
from fittrack_backend.storage.following import Following
from fittrack_backend.storage.scope import AccountSession, Prepared
from fittrack_backend.storage.tables import ActivityNameRow

_LONGEST = 500
"""So many characters of a name are kept: PostgreSQL's indexes refuse what is much longer. Who finds no more than that looks into the
activity."""
FEW = 1_000
"""So many activities are looked up one by one; more are found by going through the list, of which they are a good part. So many
names are gone through one by one; more are read as they come."""
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


def narrowed(database: AccountSession, wanted: ActivityFilter) -> ActivityFilter:
    """The same question; where few activities have a name with that text, it says which these are."""
    if not wanted.search:
        return wanted
    has_many_names = len(database.prepared_values(_SOME_NAMES)) > FEW
    query = _IDS if has_many_names else _IDS_OF_NAMES
    found = database.prepared_values(query, pattern=part(wanted.search), most=FEW + 1)
    return wanted if len(found) > FEW else evolve(wanted, among=tuple(found))


def _each_once() -> ColumnElement[str]:
    """Each name once, by going from each to the next one there: many activities have the same."""
    row = ActivityNameRow
    name = select(func.min(row.name).label("name")).cte(recursive=True)
    following = select(func.min(row.name)).where(row.name > name.c.name).scalar_subquery()
    return name.union_all(select(following).where(name.c.name.is_not(None))).c.name


def _may_have_it(name: ColumnElement[str] | InstrumentedAttribute[str]) -> ColumnElement[bool]:
    pattern: BindParameter[str] = bindparam("pattern", type_=String())
    return or_(is_like(name, pattern), func.length(name) >= _LONGEST)


_NAMES = _each_once()
_IDS_QUERY = select(ActivityNameRow.activity_id).limit(bindparam("most", type_=Integer()))
_SOME_NAMES = Prepared(select(_NAMES).limit(FEW + 1))
_IDS = Prepared(_IDS_QUERY.where(_may_have_it(ActivityNameRow.name)))
_IDS_OF_NAMES = Prepared(
    _IDS_QUERY.where(ActivityNameRow.name.in_(select(_NAMES).where(_may_have_it(_NAMES))))
)
