"""One alternative of a schema, of one type, and how what is said of it narrows it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping

from attrs import define, field

from fittrack_cli.contract.documents import BrokenContract, Json, sequence

ANY = "any"
ABSENT = object()

Parts = tuple[Json, ...]
"""Schemas that all hold at once; none of them: anything at all."""

_LOWER = {"minLength": "string", "minItems": "array", "minProperties": "object"}
_LOWER |= {"minimum": "number", "exclusiveMinimum": "number", "minContains": "array"}
_UPPER = {"maxLength": "string", "maxItems": "array", "maxProperties": "object"}
_UPPER |= {"maximum": "number", "exclusiveMaximum": "number", "maxContains": "array"}
_TYPES = frozenset({"string", "integer", "number", "boolean", "object", "array", "null"})


@define(eq=False)
class Shape:
    """One alternative of one type, `any` where the schema names none."""

    type: str
    label: str | None = None
    enum: list[Json] | None = None
    const: Json = ABSENT
    format: str | None = None
    patterns: frozenset[str] = frozenset()
    multiples: frozenset[float] = frozenset()
    unique: bool = False
    lower: dict[str, float] = field(factory=dict)
    upper: dict[str, float] = field(factory=dict)
    properties: dict[str, Parts] = field(factory=dict)
    required: set[str] = field(factory=set)
    additional: Parts | None = ()
    items: Parts = ()
    constraints: dict[str, str] = field(factory=dict)


def value_key(value: Json) -> str:
    """The same text for equal JSON values, and 1 is 1.0."""
    if isinstance(value, float) and math.isfinite(value) and value == int(value):
        value = int(value)
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def types_of(part: Mapping[str, Json]) -> frozenset[str] | None:
    found = part.get("type")
    if found is None:
        return None
    names = [found] if isinstance(found, str) else list(sequence(found, "type"))
    for name in names:
        if not isinstance(name, str) or name not in _TYPES:
            raise BrokenContract(f"there is no type {json.dumps(name)[:40]}")
    types = frozenset(names)
    return types - {"integer"} if types >= {"integer", "number"} else types


def intersection(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    common = one & other
    if ("integer" in one and "number" in other) or ("integer" in other and "number" in one):
        common |= {"integer"}
    return common


def type_of(value: Json) -> str:
    if value is None:
        return "null"
    for kind, name in ((bool, "boolean"), (int, "integer"), (str, "string"), (list, "array")):
        if isinstance(value, kind):
            return name
    return "object" if isinstance(value, dict) else "number"


def fits(type_: str, value: Json) -> bool:
    found = type_of(value)
    return type_ == ANY or found == type_ or (type_ == "number" and found == "integer")


def is_in(value: Json, values: Iterable[Json]) -> bool:
    return value_key(value) in {value_key(one) for one in values}


def is_empty(shape: Shape) -> bool:
    """Whether nothing can be of this shape."""
    is_misfit = shape.const is not ABSENT and not fits(shape.type, shape.const)
    return shape.enum == [] or is_misfit


def concerns(shape: Shape, *types: str) -> bool:
    return shape.type == ANY or ("number" if shape.type == "integer" else shape.type) in types


def number(value: Json) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number and abs(value) < 1e300 else None


def add_limits(shape: Shape, part: Mapping[str, Json]) -> None:
    """The tightest limits; an exclusive one of OpenAPI 3.0 (`true`) makes its neighbour one."""
    for limits, words, tighter in ((shape.lower, _LOWER, max), (shape.upper, _UPPER, min)):
        for word, type_ in words.items():
            limit = number(part.get(word))
            if limit is None or not concerns(shape, type_):
                continue
            if part.get(f"exclusive{word[:1].upper()}{word[1:]}") is True:
                word = f"exclusive{word[:1].upper()}{word[1:]}"
            if limit == 0 and word in ("minLength", "minItems", "minProperties"):
                continue
            limits[word] = tighter(limits.get(word, limit), limit)


def to_whole_numbers(shape: Shape) -> None:
    """For integers `> 0` is `>= 1`."""
    above = shape.lower.pop("exclusiveMinimum", None)
    if above is not None:
        limit = math.floor(above) + 1
        shape.lower["minimum"] = max(shape.lower.get("minimum", limit), limit)
    below = shape.upper.pop("exclusiveMaximum", None)
    if below is not None:
        limit = math.ceil(below) - 1
        shape.upper["maximum"] = min(shape.upper.get("maximum", limit), limit)
