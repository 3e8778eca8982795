"""What the values of the contract's fields are, and in which unit, for formats with typed columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from fittrack_contract import FIELDS
from fittrack_contract.contract import document

FieldType = Literal["integer", "number", "boolean", "date", "moment", "local moment", "text"]

_BY_FORMAT: Mapping[str, FieldType] = {"date": "date", "date-time": "moment"}
_BY_TYPE: Mapping[str, FieldType] = {
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
}
_MAY_LACK = 1
"""So many fields of a list may be the command's own, such as the path of an upload."""
_UNITS = {
    "ml_kg_min": "mL/kg/min",
    "percent": "%",
    "minutes": "min",
    "years": "a",
    "brpm": "breaths/min",
    "kcal": "kcal",
    "bytes": "B",
    "bpm": "bpm",
    "mps": "m/s",
    "rpm": "rpm",
    "spm": "steps/min",
    "days": "d",
    "deg": "°",
    "kg": "kg",
    "ms": "ms",
    "kj": "kJ",
    "c": "°C",
    "l": "L",
    "m": "m",
    "s": "s",
    "w": "W",
}
"""By the end of a field's name, which says it in the contract."""


def types_of(known: Sequence[str], names: Sequence[str]) -> list[FieldType]:
    """The types of columns, named as in CSV (`counts.new`), of a list whose rows have the `known` fields.

    What is none of the contract's fields is text, and so are lists and objects, as JSON.
    """
    record = _record_of(known)
    return [_type_at(record, name.split(".")) for name in names]


def unit_of(name: str) -> str | None:
    """The unit of a field's numbers, by the end of its name."""
    return next((unit for end, unit in _UNITS.items() if name.endswith(f"_{end}")), None)


def _record_of(known: Sequence[str]) -> Mapping[str, object]:
    """The contract's record with these fields, the one with the fewest others."""
    wanted = set(known)
    found = [name for name, fields in FIELDS.items() if len(wanted - {*fields}) <= _MAY_LACK]
    if not found or len(wanted) <= _MAY_LACK + 1:
        return {}
    best = min(found, key=lambda name: (len(wanted - {*FIELDS[name]}), len(FIELDS[name])))
    return _member(_schemas(), best)


def _type_at(record: Mapping[str, object], path: Sequence[str]) -> FieldType:
    schema: Mapping[str, object] = record
    for name in path:
        schema = _resolved(_member(_member(schema, "properties"), name))
    by_format = _BY_FORMAT.get(str(schema.get("format")))
    if by_format == "moment" and path[-1].startswith("local_"):
        return "local moment"
    return by_format or _BY_TYPE.get(str(schema.get("type")), "text")


def _resolved(schema: Mapping[str, object]) -> Mapping[str, object]:
    """What a value is that is there: references are followed, and that it may be null is left out."""
    reference = schema.get("$ref")
    if isinstance(reference, str):
        return _resolved(_member(_schemas(), reference.rpartition("/")[2]))
    branches = schema.get("anyOf")
    if not isinstance(branches, list):
        return schema
    others = {name: value for name, value in schema.items() if name != "anyOf"}
    real = [branch for branch in branches if branch.get("type") != "null"]
    return {**_resolved(real[0]), **others} if len(real) == 1 else others


def _schemas() -> Mapping[str, object]:
    return _member(_member(document(), "components"), "schemas")


def _member(value: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = value.get(name)
    return found if isinstance(found, dict) else {}
