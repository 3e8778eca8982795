"""Lines of an archive as rows of a table: every value is checked before it gets near the database.

What a line lacks has the column's default, and members that no column has are passed over: so an archive of an older
version, and of one that only added something, can be read.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any, get_args, get_type_hints
from uuid import UUID

from attrs import frozen
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import JSON, BigInteger, Boolean, Date, Double, Integer, LargeBinary, String, Uuid

from fittrack_backend.people.exporting import columns_of
from fittrack_backend.people.import_reading import Line
from fittrack_backend.records.activities import Place
from fittrack_backend.records.as_json import from_json
from fittrack_backend.records.series import SeriesPart, packed
from fittrack_backend.storage.columns import OneRecord, Places, Records, Texts, UtcDateTime
from fittrack_backend.storage.ownership import Owned

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOST_BYTES = 1 << 20
_FIRST = dt.datetime(1, 1, 2, tzinfo=dt.UTC)
_LAST = dt.datetime(9999, 12, 30, tzinfo=dt.UTC)
_MOST_PLACES = 1000

Moved = Callable[[UUID], UUID]
Take = Callable[[object], object]


class NotThisValue(Exception):
    """A value that the column cannot have; the message says why, without a full stop."""


@frozen
class _Column:
    name: str
    nullable: bool
    default: object
    has_default: bool
    take: Take
    is_id: bool
    holds_ids: bool
    """Whether texts in its JSON can be ids."""


class RowsOf:
    """Makes rows of a table out of lines."""

    def __init__(self, row: type[Owned]) -> None:
        self.table = row.__table__  # type: ignore[attr-defined]
        names = columns_of(row)
        self._is_health_part = self.table.name == "health_parts"
        hints = get_type_hints(row)
        self._columns = [_column(self.table.columns[name], hints.get(name)) for name in names]

    def checked(self, line: Line) -> dict[str, object]:
        """The row, after every value was looked at. Raises NotThisValue."""
        found: dict[str, object] = {}
        for one in self._columns:
            value = line.get(one.name)
            if value is None:
                found[one.name] = self._lacking(one, line)
                continue
            try:
                found[one.name] = one.take(value)
            except (NotThisValue, ValidationError, ValueError, TypeError, OverflowError) as error:
                why = str(error) if isinstance(error, NotThisValue) else "it makes no sense"
                raise NotThisValue(f"{one.name}: {why}") from error
        if self._is_health_part and isinstance(found["series"], list):
            date = found["date"]
            assert isinstance(date, dt.date)
            parts = [from_json(SeriesPart, part) for part in found["series"]]
            if any(len(part.after_s) != max(0, len(part.values) - 1) for part in parts):
                raise NotThisValue("series: it has not one value for each time")
            found["series"] = packed(date, parts).packed
        return found

    def _lacking(self, one: _Column, line: Line) -> object:
        if one.nullable:
            return None
        if one.has_default and one.name not in line:
            return one.default
        raise NotThisValue(f"{one.name}: it is missing")

    def moved(self, row: Mapping[str, object], move: Moved) -> dict[str, object]:
        """The row with other ids."""
        found = dict(row)
        for one in self._columns:
            value = found[one.name]
            if value is None:
                continue
            if one.is_id:
                assert isinstance(value, UUID)
                found[one.name] = move(value)
            elif one.holds_ids:
                found[one.name] = _moved_in(value, move)
        return found


_made: dict[type[Owned], RowsOf] = {}


def rows_of(row: type[Owned]) -> RowsOf:
    """What makes rows of a table. Made once: what looks at the values takes longer to make than a small archive to read."""
    if row not in _made:
        _made[row] = RowsOf(row)
    return _made[row]


def _moved_in(value: object, move: Moved) -> object:
    if isinstance(value, str):
        return str(move(UUID(value))) if _UUID.fullmatch(value) else value
    if isinstance(value, list):
        return [_moved_in(one, move) for one in value]
    if isinstance(value, dict):
        return {name: _moved_in(one, move) for name, one in value.items()}
    return value


def _column(column: Any, hint: object) -> _Column:
    kind = column.type
    default = column.default
    is_plain_json = type(kind) is JSON
    return _Column(
        name=column.name,
        nullable=bool(column.nullable),
        default=default.arg if default is not None and default.is_scalar else None,
        has_default=bool(default is not None and default.is_scalar),
        take=_series
        if (column.table.name, column.name) == ("health_parts", "series")
        else _take(kind, hint),
        is_id=isinstance(kind, Uuid),
        holds_ids=is_plain_json,
    )


def _take(kind: Any, hint: object) -> Take:
    match kind:
        case UtcDateTime():
            return _time
        case OneRecord():
            return _json(TypeAdapter(kind.record))
        case Records():
            return _json(TypeAdapter(list[kind.record]))
        case Places():
            return _places
        case Texts():
            return _texts
        case Uuid():
            return _id
        case Boolean():
            return _bool
        case BigInteger():
            return _whole(2**63)
        case Integer():
            return _whole(2**31)
        case Double():
            return _real
        case Date():
            return _day
        case LargeBinary():
            return _bytes
        case JSON():
            (inner,) = get_args(hint) if hint is not None else (object,)
            return _json(TypeAdapter(inner))
        case String():
            return _text(kind.length)
    raise TypeError(f"{type(kind).__name__} cannot be imported")


def _json(adapter: TypeAdapter[Any]) -> Take:
    """A value that is kept as JSON: itself, if it is of that form."""

    def take(value: object) -> object:
        text = json.dumps(value)
        if "\\u0000" in text:
            raise NotThisValue("it has a text that cannot be stored")
        adapter.validate_json(text, strict=True)
        return value

    return take


def _series(value: object) -> object:
    _SERIES.validate_json(json.dumps(value), strict=True)
    return value


_SERIES = TypeAdapter(list[SeriesPart])


def _text(longest: int | None) -> Take:
    def take(value: object) -> object:
        if not isinstance(value, str) or "\0" in value or (longest and len(value) > longest):
            raise NotThisValue("it is no text, or too long")
        value.encode()
        return value

    return take


def _texts(value: object) -> object:
    if not isinstance(value, list):
        raise NotThisValue("it is no list of texts")
    return tuple(_text(None)(one) for one in value)


def _places(value: object) -> object:
    if not isinstance(value, list) or len(value) > _MOST_PLACES:
        raise NotThisValue("it is no list of places")
    found: list[Place] = []
    for one in value:
        if not isinstance(one, list) or len(one) != 3:
            raise NotThisValue("it is no list of places")
        at, lat, lon = (_number(number) for number in one)
        found.append(Place(dt.datetime.fromtimestamp(at, dt.UTC), lat, lon))
    return tuple(found)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise NotThisValue("it is no number")
    return value


def _real(value: object) -> object:
    return float(_number(value))


def _whole(border: int) -> Take:
    def take(value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int) or not -border <= value < border:
            raise NotThisValue("it is no whole number, or too large")
        return value

    return take


def _bool(value: object) -> object:
    if not isinstance(value, bool):
        raise NotThisValue("it is neither true nor false")
    return value


def _time(value: object) -> object:
    found = dt.datetime.fromisoformat(value) if isinstance(value, str) else None
    if found is None or found.tzinfo is None or not _FIRST <= found <= _LAST:
        raise NotThisValue("it is no time")
    return found.astimezone(dt.UTC)


def _day(value: object) -> object:
    if not isinstance(value, str) or len(value) != 10:
        raise NotThisValue("it is no day")
    return dt.date.fromisoformat(value)


def _id(value: object) -> object:
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise NotThisValue("it is no id")
    return UUID(value)


def _bytes(value: object) -> object:
    if isinstance(value, str):
        found = value.encode()
    elif isinstance(value, dict) and isinstance(value.get("base64"), str):
        try:
            found = base64.b64decode(value["base64"], validate=True)
        except binascii.Error as error:
            raise NotThisValue("it is not base64") from error
    else:
        raise NotThisValue("it is no text and no base64")
    if len(found) > _MOST_BYTES:
        raise NotThisValue("it is too long")
    return found
