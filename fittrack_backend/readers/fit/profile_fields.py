"""All that the FIT profile says of a message's fields: units, types, components and subfields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypedDict, cast

from attrs import frozen
from garmin_fit_sdk import Profile
from garmin_fit_sdk.fit import BASE_TYPE_DEFINITIONS, FIELD_TYPE_TO_BASE_TYPE

from fittrack_backend.readers.fit.profile import number_of


class _Condition(TypedDict):
    num: int
    raw_value: int


class _SubField(TypedDict):
    name: str
    type: str
    scale: list[float]
    offset: list[float]
    units: str | list[str]
    bits: list[int]
    components: list[int]
    map: list[_Condition]


class _Field(TypedDict):
    num: int
    name: str
    type: str
    base_type: str
    array: str
    scale: list[float]
    offset: list[float]
    units: str | list[str]
    bits: list[int]
    components: list[int]
    is_accumulated: bool
    sub_fields: list[_SubField]


@frozen
class Component:
    """Some of a field's bits: a value of the field `target`, which is (bits · scale) + offset."""

    target: int
    bits: int
    scale: float
    offset: float


@frozen
class Meaning:
    """What a field or subfield is: a stored value is (value · scale) + offset, in `unit`.

    `type` names an enumeration, where it is no kind of number. `element_bits` is the size of a stored number.
    """

    name: str
    type: str
    unit: str
    scale: float
    offset: float
    is_array: bool
    is_accumulated: bool
    element_bits: int
    components: tuple[Component, ...]


@frozen
class SubField:
    """What a field means where another field of the message has one of these stored values."""

    meaning: Meaning
    when: Mapping[int, frozenset[int]]


@frozen
class ProfileField:
    """A field of a message."""

    meaning: Meaning
    sub_fields: tuple[SubField, ...]


@lru_cache(maxsize=32)
def fields_of_message(message: str) -> Mapping[int, ProfileField]:
    """The fields of a message by number."""
    fields = cast("dict[int, _Field]", Profile["messages"][number_of(message)]["fields"])
    return {int(number): _field(field) for number, field in fields.items()}


def _field(field: _Field) -> ProfileField:
    is_array = field["array"] == "true"
    bits = _bits_of(field["base_type"])
    accumulated = field["is_accumulated"]
    return ProfileField(
        _meaning(field, is_array, accumulated, bits),
        tuple(_sub_field(one, is_array, bits) for one in field["sub_fields"]),
    )


def _sub_field(field: _SubField, is_array: bool, bits: int) -> SubField:
    when: dict[int, set[int]] = {}
    for condition in field["map"]:
        when.setdefault(condition["num"], set()).add(condition["raw_value"])
    return SubField(
        _meaning(field, is_array, False, bits),
        {number: frozenset(values) for number, values in when.items()},
    )


def _meaning(field: _Field | _SubField, is_array: bool, accumulated: bool, bits: int) -> Meaning:
    scales, offsets, units = field["scale"], field["offset"], field["units"]
    single = len(scales) == 1
    if isinstance(units, list):
        units = units[0] if len(units) == 1 else ""
    return Meaning(
        name=field["name"],
        type=field["type"],
        unit=units,
        scale=float(scales[0]) if single else 1.0,
        offset=float(offsets[0]) if single else 0.0,
        is_array=is_array,
        is_accumulated=accumulated,
        element_bits=bits,
        components=_components(field["components"], field["bits"], scales, offsets),
    )


def _components(
    targets: Sequence[int], bits: Sequence[int], scales: Sequence[float], offsets: Sequence[float]
) -> tuple[Component, ...]:
    if not targets:
        return ()
    return tuple(
        Component(int(target), int(width), float(scale), float(offset))
        for target, width, scale, offset in zip(targets, bits, scales, offsets, strict=True)
    )


def _bits_of(base_type: str) -> int:
    number = FIELD_TYPE_TO_BASE_TYPE.get(base_type)
    return 8 if number is None else 8 * int(BASE_TYPE_DEFINITIONS[number]["size"])
