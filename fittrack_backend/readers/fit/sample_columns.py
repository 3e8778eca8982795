"""Stored columns of FIT messages as columns of samples: scaled, named with their unit, texts for enumerations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from attrs import evolve

from fittrack_backend.readers.fit.components import Numbers, enhanced_of, expanded
from fittrack_backend.readers.fit.developer_fields import DeveloperField
from fittrack_backend.readers.fit.profile import (
    TIMESTAMP_FIELD,
    has_names,
    name_of,
    number_of,
)
from fittrack_backend.readers.fit.profile_fields import Meaning, ProfileField, fields_of_message
from fittrack_backend.readers.fit.scaling import scaled
from fittrack_backend.readers.fit.stored_columns import Key, Stored, StoredColumn
from fittrack_backend.readers.fit.times import FIT_EPOCH
from fittrack_backend.readers.fit.units import UNITS, Unit, name_with_unit
from fittrack_backend.records.samples import DEVELOPER_PREFIX, Column, Kind, Value

_EPOCH_S = round(FIT_EPOCH.timestamp())
_NUMBERS_WITH_TYPES = frozenset(
    {
        "ant_channel_id",
        "attitude_validity",
        "date_time",
        "device_index",
        "left_right_balance",
        "local_date_time",
        "message_index",
    }
)
"""Types of the profile that name some values or bits; what is stored is a number all the same."""
_TIMES = frozenset({"date_time", "local_date_time"})
_SECONDS_SINCE_1970 = "s since 1970-01-01"
_NOT_IN_NAMES = re.compile(r"[\W_]+")


def columns_of(message: str, stored: Mapping[Key, StoredColumn]) -> list[Column]:
    """The columns of messages of one kind, but for their time: fields of the profile in its order, then
    those that it does not have, then developer fields. What is never set is left out.

    A field that is in `enhanced_` form too is one column, and the enhanced value counts.
    """
    fields = fields_of_message(message)
    numbers, odd = _by_shape(
        {key.number: one for key, one in stored.items() if key.developer is None}, fields
    )
    found: list[Column] = []
    for meaning, column in _with_sub_fields(numbers, fields):
        found.append(_column(meaning, column))
    found += _from_components(numbers, fields)
    found += odd
    known = _joined_by_name(one for one in found if _has_values(one))
    return [*known, *_developer_columns(number_of(message), stored)]


def _by_shape(
    stored: Mapping[int, StoredColumn], fields: Mapping[int, ProfileField]
) -> tuple[dict[int, StoredColumn], list[Column]]:
    """The fields that are as the profile has them, and columns of all others: fields that it lacks, and values
    that a definition declares as a text or as several numbers where it should be one."""
    known: dict[int, StoredColumn] = {}
    odd: list[Column] = []
    for number, column in sorted(stored.items()):
        if number == TIMESTAMP_FIELD:
            continue
        field = fields.get(number)
        rest = column
        if field is not None and _is_as_expected(field.meaning, column):
            known[number] = column
            continue
        if field is not None:
            expected = _shapes_of(field.meaning)
            known[number] = evolve(
                column,
                values=[one if isinstance(one, expected) else None for one in column.values],
                is_array=field.meaning.is_array,
                is_text=str in expected,
            )
            rest = evolve(
                column,
                values=[None if isinstance(one, expected) else one for one in column.values],
            )
        odd += _unknown(number, rest)
    return known, odd


def _is_as_expected(meaning: Meaning, column: StoredColumn) -> bool:
    if meaning.type == "string":
        return not column.is_number
    return not column.is_text and (meaning.is_array or not column.is_array)


def _shapes_of(meaning: Meaning) -> tuple[type, ...]:
    """What a value may be."""
    if meaning.type == "string":
        return (str,)
    return (int, float, tuple) if meaning.is_array else (int, float)


def _with_sub_fields(
    numbers: Mapping[int, StoredColumn], fields: Mapping[int, ProfileField]
) -> Iterable[tuple[Meaning, StoredColumn]]:
    """The fields that are there, each value under the subfield that it belongs to."""
    for number, field in fields.items():
        column = numbers.get(number)
        if column is None or number == TIMESTAMP_FIELD:
            continue
        meaning = field.meaning
        enhanced = enhanced_of(meaning, fields)
        if meaning.components and enhanced is None:
            continue
        if enhanced is not None:  # of two units in the profile its is right
            meaning = evolve(meaning, unit=enhanced.unit)
            column = evolve(column, is_float=column.is_float or enhanced.scale != 1.0)
        rest = list(column.values)
        for sub_field in field.sub_fields:
            rows = _rows_where(sub_field.when, numbers, rest)
            if not rows:
                continue
            own: list[Stored] = [None] * len(rest)
            for row in rows:
                own[row], rest[row] = rest[row], None
            if not sub_field.meaning.components:
                yield sub_field.meaning, StoredColumn(own, column.is_float, column.is_array)
        yield meaning, StoredColumn(rest, column.is_float, column.is_array, column.is_text)


def _rows_where(
    when: Mapping[int, frozenset[int]],
    numbers: Mapping[int, StoredColumn],
    values: Sequence[Stored],
) -> list[int]:
    references = [
        (numbers[one].values, wanted)
        for one, wanted in when.items()
        if one in numbers and not wanted.isdisjoint(numbers[one].different())
    ]
    if not references:
        return []
    return [
        row
        for row, value in enumerate(values)
        if value is not None and any(stored[row] in wanted for stored, wanted in references)
    ]


def _from_components(
    numbers: Mapping[int, StoredColumn], fields: Mapping[int, ProfileField]
) -> list[Column]:
    """What is in the bits of other fields."""
    explicit = {number: column.values for number, column in numbers.items()}
    found: list[Column] = []
    for number, column in numbers.items():
        field = fields.get(number)
        if field is None:
            continue
        holders: list[tuple[Meaning, Sequence[Stored]]] = []
        if field.meaning.components and enhanced_of(field.meaning, fields) is None:
            holders.append((field.meaning, column.values))
        for sub_field in field.sub_fields:
            if sub_field.meaning.components:
                rows = set(_rows_where(sub_field.when, numbers, column.values))
                own = [value if row in rows else None for row, value in enumerate(column.values)]
                holders.append((sub_field.meaning, own))
        for meaning, values in holders:
            for target, of_target in expanded(meaning, values, fields, explicit).items():
                found.append(_expanded_column(fields[target].meaning, of_target))
    return found


def _expanded_column(meaning: Meaning, rows: Sequence[Numbers | None]) -> Column:
    unit = UNITS.get(meaning.unit)
    factor = 1.0 if unit is None else unit.factor
    kind = _kind(meaning, unit, False, meaning.is_array)
    values: list[Value]
    if kind == "numbers":
        values = [None if row is None else tuple(one * factor for one in row) for row in rows]
    elif kind == "int":
        values = [None if row is None else round(row[-1]) for row in rows]
    elif kind == "text":
        values = [None if row is None else name_of(meaning.type, round(row[-1])) for row in rows]
    else:
        values = [None if row is None else row[-1] * factor for row in rows]
    return Column(name_with_unit(meaning.name, unit), kind, values, _symbol(unit), meaning.name)


def _kind(meaning: Meaning, unit: Unit | None, is_float: bool, is_array: bool) -> Kind:
    if _is_named(meaning):
        return "text"
    if is_array:
        return "numbers"
    is_scaled = meaning.scale != 1.0 or meaning.offset or (unit is not None and unit.factor != 1.0)
    return "float" if is_scaled or is_float or meaning.type.startswith("float") else "int"


def _is_named(meaning: Meaning) -> bool:
    return meaning.type not in _NUMBERS_WITH_TYPES and has_names(meaning.type)


def _symbol(unit: Unit | None) -> str | None:
    return None if unit is None else unit.symbol


def _column(meaning: Meaning, column: StoredColumn) -> Column:
    if column.is_text:
        return Column(meaning.name, "text", cast("list[Value]", column.values), None, meaning.name)
    if meaning.type in _TIMES:
        times = [one + _EPOCH_S if isinstance(one, int) else None for one in column.values]
        return Column(meaning.name, "int", times, _SECONDS_SINCE_1970, meaning.name)
    unit = UNITS.get(meaning.unit)
    kind = _kind(meaning, unit, column.is_float, column.is_array or meaning.is_array)
    values: Sequence[Value]
    if kind == "text":
        values = [None if one is None else _name(meaning.type, one) for one in column.values]
    else:
        values = _scaled(
            column.values,
            meaning.scale,
            meaning.offset,
            1.0 if unit is None else unit.factor,
            kind,
        )
    return Column(name_with_unit(meaning.name, unit), kind, values, _symbol(unit), meaning.name)


def _name(type_name: str, value: Stored) -> str | None:
    if not isinstance(value, tuple):
        return name_of(type_name, value)
    return " ".join(name_of(type_name, one) or "-" for one in value)


def _scaled(
    values: Sequence[Stored], scale: float, offset: float, factor: float, kind: Kind
) -> Sequence[Value]:
    """Stored numbers as what they stand for."""
    if kind == "numbers":
        return [
            None if value is None else tuple(_scaled_row(_row(value), scale, offset, factor))
            for value in values
        ]
    if scale == 1.0 and not offset and factor == 1.0:
        if kind == "float":
            return [None if one is None else float(cast("float", one)) for one in values]
        return cast("Sequence[Value]", values)
    return _scaled_row(cast("Sequence[float | None]", values), scale, offset, factor)


def _row(value: Stored) -> tuple[float | None, ...]:
    return value if isinstance(value, tuple) else (cast("float", value),)


def _scaled_row(
    values: Sequence[float | None], scale: float, offset: float, factor: float
) -> list[float | None]:
    if factor != 1.0 or offset:
        return [None if one is None else scaled(one, scale, offset, factor) for one in values]
    if scale != 1.0:
        return [None if one is None else one / scale for one in values]
    return list(values)


def _unknown(number: int, column: StoredColumn) -> Iterator[Column]:
    """A field without a meaning: its numbers and its texts."""
    name = f"unknown_{number}"
    kind: Kind = "numbers" if column.is_array else "float" if column.is_float else "int"
    numbers = [None if isinstance(one, str) else one for one in column.values]
    yield Column(name, kind, _scaled(numbers, 1.0, 0.0, 1.0, kind), None, name)
    if column.is_text:
        texts = [one if isinstance(one, str) else None for one in column.values]
        yield Column(f"{name}_text", "text", texts, None, name)


def _joined_by_name(columns: Iterable[Column]) -> list[Column]:
    """One column for each name: an enhanced value before the plain one, given before expanded."""
    found: dict[str, Column] = {}
    for column in columns:
        other = found.get(column.name)
        if other is None:
            found[column.name] = column
            continue
        is_enhanced = (column.field or "").startswith("enhanced_")
        first, second = (column, other) if is_enhanced else (other, column)
        values = [
            two if one is None else one
            for one, two in zip(first.values, second.values, strict=True)
        ]
        joined = Column(first.name, first.kind, values, first.unit, first.field)
        found[column.name] = joined if first.kind == second.kind else _as_floats(joined)
    return list(found.values())


def _as_floats(column: Column) -> Column:
    """A column whose numbers were declared as whole ones and as fractions."""
    values = [float(one) if isinstance(one, int) else one for one in column.values]
    return evolve(column, kind="float", values=values)


def _developer_columns(message_number: int, stored: Mapping[Key, StoredColumn]) -> list[Column]:
    found: list[Column] = []
    taken: set[str] = set()
    for key, column in stored.items():
        if key.developer is None:
            continue
        made = _developer_column(key.developer, column, message_number, taken)
        if _has_values(made):
            taken.add(made.name)
            found.append(made)
    return found


def _developer_column(
    described: DeveloperField, column: StoredColumn, message_number: int, taken: set[str]
) -> Column:
    slug = _NOT_IN_NAMES.sub("_", described.name.casefold()).strip("_")
    name = f"{DEVELOPER_PREFIX}{slug or f'{described.index}_{described.number}'}"
    if name in taken:
        name = next(one for at in range(2, len(taken) + 3) if (one := f"{name}_{at}") not in taken)
    kind: Kind
    values: Sequence[Value]
    if column.is_text:
        kind, values = "text", cast("list[Value]", column.values)
    else:
        is_float = described.scale != 1.0 or described.offset or column.is_float
        kind = "numbers" if column.is_array else "float" if is_float else "int"
        values = _scaled(column.values, described.scale, described.offset, 1.0, kind)
    return Column(
        name,
        kind,
        values,
        described.unit,
        described.name,
        developer=True,
        stands_for=_replaced(described, message_number),
    )


def _replaced(described: DeveloperField, message_number: int) -> str | None:
    """The column that a developer field is meant to replace."""
    if described.native is None or described.native_message not in (None, message_number):
        return None
    field = fields_of_message("record").get(described.native)
    if field is None or message_number != number_of("record"):
        return None
    return name_with_unit(field.meaning.name, UNITS.get(field.meaning.unit))


def _has_values(column: Column) -> bool:
    return any(value is not None for value in column.values)
