"""Whether a value is what the contract allows (JSON Schema 2020-12), before anything is sent.

What this does not know it lets pass: the server has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from math import isfinite
from uuid import UUID

from fittrack_cli.values.schema import Schema, resolved
from fittrack_cli.values.spelling import as_text
from fittrack_common.sentences import counted

MAX_DEPTH = 50
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)

TYPES: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "null": (lambda value: value is None, "null"),
    "boolean": (lambda value: isinstance(value, bool), "true or false"),
    "integer": (lambda value: _is_number(value) and value == int(value), "a whole number"),  # type: ignore[call-overload]
    "number": (lambda value: _is_number(value), "a number"),
    "string": (lambda value: isinstance(value, str), "text"),
    "array": (lambda value: isinstance(value, list), "a list"),
    "object": (lambda value: isinstance(value, dict), "an object"),
}


def problem_of(value: object, schema: Schema, definitions: Mapping[str, Schema]) -> str | None:
    """Why the contract does not allow `value`, such as `must be at least 1`; None when it does.

    Where the fault is inside the value, the words begin with its place, such as `target.min:`.
    """
    return next(_problems(value, schema, definitions, 0), None)


def type_names(schema: Schema, definitions: Mapping[str, Schema]) -> frozenset[str]:
    """The JSON types that a schema allows; all of them when it names none."""
    return frozenset(_type_names(schema, definitions, 0))


def _type_names(schema: Schema, definitions: Mapping[str, Schema], depth: int) -> set[str]:
    schema = resolved(schema, definitions)
    names = set(TYPES)
    if depth > MAX_DEPTH:
        return names
    if "type" in schema:
        given = schema["type"]
        names = {given} if isinstance(given, str) else set(given)
    for key in ("anyOf", "oneOf"):
        if schema.get(key):
            names = {
                name
                for branch in schema[key]
                for name in _common(names, _type_names(branch, definitions, depth + 1))
            }
    for branch in schema.get("allOf", ()):
        names = _common(names, _type_names(branch, definitions, depth + 1))
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    if values is not None:
        names = {name for name in names if any(TYPES[name][0](value) for value in values)}
    return names


def _common(one: set[str], other: set[str]) -> set[str]:
    """The types in both; a whole number is a number, too."""
    return {
        name
        for name in one | other
        if all(name in names or (name == "integer" and "number" in names) for names in (one, other))
    }


def _problems(
    value: object, schema: Schema, definitions: Mapping[str, Schema], depth: int
) -> Iterator[str]:
    schema = resolved(schema, definitions)
    if depth > MAX_DEPTH:
        return
    yield from _wrong_type(value, schema)
    yield from _wrong_choice(value, schema)
    if isinstance(value, str):
        yield from _wrong_text(value, schema)
    elif isinstance(value, list):
        yield from _wrong_list(value, schema, definitions, depth)
    elif isinstance(value, dict):
        yield from _wrong_object(value, schema, definitions, depth)
    elif _is_number(value):
        yield from _wrong_number(value, schema)  # type: ignore[arg-type]
    for branch in schema.get("allOf", ()):
        yield from _problems(value, branch, definitions, depth + 1)
    for key in ("anyOf", "oneOf"):
        if schema.get(key):
            yield from _no_branch(value, schema[key], definitions, depth, only_one=key == "oneOf")
    if isinstance(schema.get("not"), Mapping) and not any(
        _problems(value, schema["not"], definitions, depth + 1)
    ):
        yield "is what the contract excludes"


def _wrong_type(value: object, schema: Schema) -> Iterator[str]:
    given = schema.get("type")
    names = [given] if isinstance(given, str) else given or list(TYPES)
    if not any(TYPES[name][0](value) for name in names if name in TYPES):
        yield f"must be {' or '.join(TYPES[name][1] for name in names if name in TYPES)}"


def _wrong_choice(value: object, schema: Schema) -> Iterator[str]:
    choices = [schema["const"]] if "const" in schema else schema.get("enum")
    if choices is not None and not any(_same(value, choice) for choice in choices):
        shown = ", ".join(as_text(choice) for choice in choices)
        yield f"must be {shown}" if len(choices) == 1 else f"must be one of {shown}"


def _wrong_text(text: str, schema: Schema) -> Iterator[str]:
    least, most = schema.get("minLength"), schema.get("maxLength")
    if least is not None and len(text) < least:
        yield "must not be empty" if least == 1 else f"must have at least {least:g} characters"
    if most is not None and len(text) > most:
        yield f"must have at most {most:g} characters"
    pattern = schema.get("pattern")
    if pattern is not None and not _matches(pattern, text):
        described = schema.get("description")
        yield f"is not so: {described}" if described else f"must match the pattern {pattern}"
    example = _FORMATS.get(str(schema.get("format")))
    if example is not None and not example[0](text):
        yield f"must be {example[1]}"


def _wrong_number(value: float, schema: Schema) -> Iterator[str]:
    if "minimum" in schema and value < schema["minimum"]:
        yield f"must be at least {as_text(schema['minimum'])}"
    if "maximum" in schema and value > schema["maximum"]:
        yield f"must be at most {as_text(schema['maximum'])}"
    if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
        yield f"must be more than {as_text(schema['exclusiveMinimum'])}"
    if "exclusiveMaximum" in schema and value >= schema["exclusiveMaximum"]:
        yield f"must be less than {as_text(schema['exclusiveMaximum'])}"
    step = schema.get("multipleOf")
    if step and not _is_multiple(value, step):
        yield f"must be a multiple of {as_text(step)}"


def _wrong_list(
    values: list[object], schema: Schema, definitions: Mapping[str, Schema], depth: int
) -> Iterator[str]:
    least, most = schema.get("minItems"), schema.get("maxItems")
    if least is not None and len(values) < least:
        yield f"must have at least {counted(int(least), 'value')}"
    if most is not None and len(values) > most:
        yield f"must have at most {counted(int(most), 'value')}"
    if schema.get("uniqueItems") and any(
        _same(one, other) for index, one in enumerate(values) for other in values[:index]
    ):
        yield "must not have the same value twice"
    first = schema.get("prefixItems", ())
    for index, value in enumerate(values):
        inner = first[index] if index < len(first) else schema.get("items", True)
        yield from _inside(f"value {index + 1}", value, inner, definitions, depth)


def _wrong_object(
    members: dict[str, object], schema: Schema, definitions: Mapping[str, Schema], depth: int
) -> Iterator[str]:
    known = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in members:
            yield f"{name} is missing"
    least, most = schema.get("minProperties"), schema.get("maxProperties")
    if least is not None and len(members) < least:
        yield f"must have at least {counted(int(least), 'member')}"
    if most is not None and len(members) > most:
        yield f"must have at most {counted(int(most), 'member')}"
    patterns = schema.get("patternProperties", {})
    for name, value in members.items():
        inner = [known[name]] if name in known else []
        inner += [other for pattern, other in patterns.items() if _matches(pattern, name)]
        for one in inner or [schema.get("additionalProperties", True)]:
            if one is False:
                yield f"{name} is not in the contract"
            else:
                yield from _inside(name, value, one, definitions, depth)


def _inside(
    place: str, value: object, schema: object, definitions: Mapping[str, Schema], depth: int
) -> Iterator[str]:
    if schema is False:
        yield f"{place} is one too many"
    if not isinstance(schema, Mapping):
        return
    for why in _problems(value, schema, definitions, depth + 1):
        first, colon, rest = why.partition(": ")
        is_deeper = bool(colon) and " " not in first
        yield f"{place}.{first}: {rest}" if is_deeper else f"{place}: {why}"


def _no_branch(
    value: object,
    branches: list[Schema],
    definitions: Mapping[str, Schema],
    depth: int,
    *,
    only_one: bool,
) -> Iterator[str]:
    faults = [next(_problems(value, one, definitions, depth + 1), None) for one in branches]
    fitting = faults.count(None)
    if only_one and fitting > 1:
        yield "fits more than one of the forms that exclude each other"
    if fitting:
        return
    if isinstance(value, dict):
        kind = _told_apart_by(branches, definitions)
        if kind is not None:
            yield from _of_its_kind(value, kind, branches, definitions, depth)
            return
    # Say what is wrong with the branch of the value's own type, not that it is not null as well.
    near = [
        str(fault)
        for branch, fault in zip(branches, faults, strict=True)
        if not any(_wrong_type(value, resolved(branch, definitions)))
    ]
    said = dict.fromkeys(near or map(str, faults))
    yield " or ".join(said).replace(" or must be", " or")


def _told_apart_by(branches: list[Schema], definitions: Mapping[str, Schema]) -> str | None:
    """The member whose value tells which branch an object is to fit, if there is one."""
    names: list[set[str]] = []
    for branch in branches:
        members = resolved(branch, definitions).get("properties") or {}
        names.append({name for name, one in members.items() if "const" in one})
    shared = set.intersection(*names) if names else set()
    return min(shared, default=None)


def _of_its_kind(
    value: dict[str, object],
    kind: str,
    branches: list[Schema],
    definitions: Mapping[str, Schema],
    depth: int,
) -> Iterator[str]:
    if kind not in value:
        yield f"{kind} is missing"
        return
    kinds = {resolved(one, definitions)["properties"][kind]["const"]: one for one in branches}
    chosen = kinds.get(value[kind]) if isinstance(value[kind], str) else None
    if chosen is None:
        yield f"{kind}: must be one of {', '.join(map(str, kinds))}"
    else:
        yield from _problems(value, chosen, definitions, depth + 1)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _is_multiple(value: float, step: float) -> bool:
    from decimal import Context, Decimal

    exact = Context(prec=800)
    return not exact.remainder(Decimal(repr(value)), Decimal(repr(step)))


def _same(one: object, other: object) -> bool:
    """Equal as JSON is: 1 is 1.0, and true is not 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    return one == other


def _matches(pattern: str, text: str) -> bool:
    """Whether a pattern (ECMA 262) is found; one that Python cannot read lets everything pass."""
    try:
        # `$` is the very end there, and `\d` has ten digits.
        return re.search(re.sub(r"(?<!\\)\$$", r"\\Z", pattern), text, re.ASCII) is not None
    except re.error:
        return True


def _is_uuid(text: str) -> bool:
    return _UUID.fullmatch(text) is not None and bool(UUID(text).hex)


def _is_date(text: str) -> bool:
    return _DATE.fullmatch(text) is not None and _parses(date.fromisoformat, text)


def _is_time(text: str) -> bool:
    """RFC 3339, section 5.6; a leap second is one."""
    found = _RFC3339.fullmatch(text)
    if found is None:
        return False
    whole = text[:17] + ("59" if found[1] == "60" else found[1]) + found[3].upper()
    return _parses(datetime.fromisoformat, whole)


def _parses(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True


_FORMATS: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "uuid": (_is_uuid, "an id such as 3f2b8f0a-6c1d-4b7e-9a55-0e3a3c1f9d10"),
    "date": (_is_date, "a day such as 2026-01-31"),
    "date-time": (_is_time, "a time such as 2026-01-31T07:30:00Z"),
}
