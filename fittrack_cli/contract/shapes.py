"""A JSON Schema (2020-12, as OpenAPI 3.1 uses it) in a normal form that can be compared.

References are followed, `allOf` is merged, and `anyOf`, `oneOf` and lists of types become a list of
shapes, one for each alternative and type; null is a mark of its own. So documents that say the same
in other words have the same normal form.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping

from attrs import define, field

from fittrack_cli.contract.documents import (
    BrokenContract,
    Document,
    Json,
    is_local,
    mapping,
    sequence,
)

ANY = "any"
ABSENT = object()
MAX_SHAPES = 256
MAX_SCHEMAS = 200_000
MAX_STEPS = 150_000
MAX_LEVELS = 150

Parts = tuple[Json, ...]
"""Schemas that all hold at once; none of them: anything at all."""

_TEXTS: tuple[str, ...] = (
    "title",
    "description",
    "examples",
    "example",
    "externalDocs",
    "$comment",
    "xml",
    "$id",
)
_TEXTS += ("$schema", "$defs", "definitions", "$anchor")
_LOWER = {"minLength": "string", "minItems": "array", "minProperties": "object"}
_LOWER |= {"minimum": "number", "exclusiveMinimum": "number", "minContains": "array"}
_UPPER = {"maxLength": "string", "maxItems": "array", "maxProperties": "object"}
_UPPER |= {"maximum": "number", "exclusiveMaximum": "number", "maxContains": "array"}
_CONSTRAINTS = {
    "patternProperties": "object",
    "propertyNames": "object",
    "dependentRequired": "object",
    "dependentSchemas": "object",
    "unevaluatedProperties": "object",
    "prefixItems": "array",
    "contains": "array",
    "unevaluatedItems": "array",
    "contentEncoding": "string",
    "contentMediaType": "string",
    "contentSchema": "string",
    "if": ANY,
    "then": ANY,
    "else": ANY,
    "not": ANY,
    "$dynamicRef": ANY,
    "$ref": ANY,  # outside the document, else it was followed
}
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


@define(eq=False)
class Schema:
    """A normal form: what may come, and what is said about it."""

    shapes: list[Shape]
    is_nullable: bool
    is_exclusive: bool
    default: Json
    is_deprecated: bool
    is_read_only: bool
    is_write_only: bool
    discriminator: Json
    texts: str
    extensions: str


class Shapes:
    """The normal forms of one document's schemas."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[tuple[int, ...], Schema] = {}
        self._kept: list[Json] = []
        self._siblings: dict[int, Json] = {}
        self._names: dict[int, str] = {}
        self._steps = 0
        components = mapping(document.root.get("components") or {}, "components")
        for name, schema in mapping(components.get("schemas") or {}, "components.schemas").items():
            self._names[id(schema)] = name

    def parts(self, raw: Json) -> Parts:
        """The schemas that `raw` stands for: itself, or what it refers to and what stands beside."""
        found: list[Json] = []
        seen: set[str] = set()
        while isinstance(raw, dict) and isinstance(reference := raw.get("$ref"), str):
            if not is_local(reference):
                break
            if reference in seen:
                raise BrokenContract(f"{reference} refers to itself")
            seen.add(reference)
            if len(raw) > 1:
                found.append(self._without_reference(raw))
            raw = self._document.target(reference)
            self._names.setdefault(id(raw), reference.removeprefix("#/"))
        if raw is True:
            return tuple(found)
        if not isinstance(raw, dict) and raw is not False:
            raise BrokenContract(f"a schema is {json.dumps(raw)[:40]}, and should be an object")
        return (*found, raw)

    def label(self, parts: Parts) -> str | None:
        """The component's name, where the schemas are one component and remarks about it."""
        names = [self._names[id(part)] for part in parts if id(part) in self._names]
        return names[0] if len(names) == 1 else None

    def of(self, parts: Parts) -> Schema:
        """The normal form. Raises BrokenContract."""
        key = tuple(id(part) for part in parts)
        if key not in self._known:
            if len(self._known) > MAX_SCHEMAS:
                raise BrokenContract("its schemas are too entangled to be compared")
            self._kept.extend(parts)
            self._known[key] = self._normal(parts)
        return self._known[key]

    def fingerprint(self, raw: Json) -> str:
        """The same text for two schemas that say the same but for remarks, wherever parts lie."""
        return json.dumps(self._plain(raw, (), 0), sort_keys=True, ensure_ascii=False)

    # How

    def _step(self) -> None:
        """Counts the work, which a few schemas that refer to each other can make endless."""
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise BrokenContract("its schemas are too entangled to be compared")

    def _without_reference(self, raw: Mapping[str, Json]) -> Json:
        if id(raw) not in self._siblings:
            self._kept.append(raw)
            self._siblings[id(raw)] = {name: raw[name] for name in raw if name != "$ref"}
        return self._siblings[id(raw)]

    def _plain(self, raw: Json, above: tuple[str, ...], level: int) -> Json:
        self._step()
        if level > MAX_LEVELS:
            raise BrokenContract("a schema is nested too deeply")
        if isinstance(raw, list):
            return [self._plain(child, above, level + 1) for child in raw]
        if not isinstance(raw, dict):
            return raw
        reference = raw.get("$ref")
        if isinstance(reference, str) and is_local(reference):
            if reference in above:
                return {"$cycle": len(above) - above.index(reference)}
            below = self._document.target(reference)
            target = self._plain(below, (*above, reference), level + 1)
            beside = {name: child for name, child in raw.items() if name != "$ref"}
            found = self._plain(beside, above, level + 1)
            return target | found if isinstance(target, dict) else target
        return {
            name: self._plain(child, above, level + 1)
            for name, child in raw.items()
            if name not in _TEXTS
        }

    def _normal(self, parts: Parts) -> Schema:
        said = _Said()
        alternatives = self._alternatives(parts, said, ())
        shapes: list[Shape] = []
        is_nullable = False
        for flat in alternatives:
            for shape in self._shapes_of(flat):
                if _is_empty(shape):
                    continue
                if shape.type == "null":
                    is_nullable = True
                else:
                    shapes.append(shape)
        return Schema(
            shapes,
            is_nullable or said.is_nullable,
            said.is_exclusive and len(shapes) > 1,
            said.default,
            said.is_deprecated,
            said.is_read_only,
            said.is_write_only,
            said.discriminator,
            _text_of(said.texts),
            _text_of(said.extensions),
        )

    def _alternatives(
        self, parts: Parts, said: _Said | None, above: tuple[int, ...]
    ) -> list[list[Json]]:
        """Every way to fulfil `parts`: each a list of plain schemas that all hold."""
        ways: list[list[Json]] = [[]]
        for part in parts:
            if id(part) in above:
                raise BrokenContract(f"{self._names.get(id(part), 'a schema')} refers to itself")
            ways = _product(ways, self._ways_of(part, said, (*above, id(part))))
        return ways

    def _ways_of(self, part: Json, said: _Said | None, above: tuple[int, ...]) -> list[list[Json]]:
        self._step()
        if part is False:
            return []
        if said is not None:
            said.take(part)
        ways: list[list[Json]] = [[part]]
        for child in sequence(part.get("allOf", []), "allOf"):
            ways = _product(ways, self._alternatives(self.parts(child), said, above))
        for word in ("anyOf", "oneOf"):
            if word in part:
                choices = sequence(part[word], word)
                union: list[list[Json]] = []
                for child in choices:
                    union += self._alternatives(self.parts(child), None, above)
                    _check_number(union)
                ways = _product(ways, union)
        return ways

    def _shapes_of(self, flat: list[Json]) -> list[Shape]:
        types: frozenset[str] | None = None
        enums: list[list[Json]] = []
        for part in flat:
            types = _intersection(types, _types_of(part))
            if "enum" in part:
                enums.append(list(sequence(part["enum"], "enum")))
            if "const" in part:
                enums.append([part["const"]])
        if types is None and enums:
            types = frozenset(_type_of(value) for value in enums[0])
            if types >= {"integer", "number"}:
                types -= {"integer"}
        label = self._label_of(flat)
        order = sorted(types) if types is not None else [ANY]
        return [self._shape(name, flat, label) for name in order]

    def _label_of(self, flat: list[Json]) -> str | None:
        """The component that a way is, but for schemas around it that demand nothing."""
        demanding = [part for part in flat if not _demands_nothing(part)]
        if len(demanding) == 1:
            return self._names.get(id(demanding[0]))
        return None

    def _shape(self, name: str, flat: list[Json], label: str | None) -> Shape:
        shape = Shape(name, label)
        for part in flat:
            self._add(shape, part)
        if name == "integer":
            _to_whole_numbers(shape)
        return shape

    def _add(self, shape: Shape, part: Mapping[str, Json]) -> None:
        if "enum" in part:
            values = [value for value in part["enum"] if _fits(shape.type, value)]
            kept = shape.enum
            shape.enum = values if kept is None else [one for one in kept if _in(one, values)]
        if "const" in part:
            shape.const = part["const"]
        if isinstance(part.get("format"), str) and _concerns(shape, "string", "number"):
            shape.format = part["format"]
        if _concerns(shape, "string") and isinstance(part.get("pattern"), str):
            shape.patterns |= {part["pattern"]}
        if _concerns(shape, "number") and _number(part.get("multipleOf")) is not None:
            shape.multiples |= {float(part["multipleOf"])}
        _add_limits(shape, part)
        if _concerns(shape, "array"):
            shape.unique = shape.unique or part.get("uniqueItems") is True
            if "items" in part:
                shape.items = _joined(shape.items, self.parts(part["items"]))
        if _concerns(shape, "object"):
            self._add_members(shape, part)
        for word, type_ in _CONSTRAINTS.items():
            if word in part and (type_ == ANY or _concerns(shape, type_)):
                found = self.fingerprint(part[word])
                kept_text = shape.constraints.get(word)
                shape.constraints[word] = (
                    found if kept_text in (None, found) else f"{kept_text} {found}"
                )

    def _add_members(self, shape: Shape, part: Mapping[str, Json]) -> None:
        for name, schema in mapping(part.get("properties") or {}, "properties").items():
            known = shape.properties.get(name, ())
            shape.properties[name] = _joined(known, self.parts(schema))
        shape.required |= {
            name
            for name in sequence(part.get("required") or [], "required")
            if isinstance(name, str)
        }
        additional = part.get("additionalProperties", True)
        if additional is False or shape.additional is None:
            shape.additional = None
        else:
            shape.additional = _joined(shape.additional, self.parts(additional))


class _Said:
    """What is said about a value, from the outermost schema inwards; the first word counts."""

    def __init__(self) -> None:
        self.default: Json = None
        self._has_default = False
        self.is_deprecated = False
        self.is_read_only = False
        self.is_write_only = False
        self.is_nullable = False
        self.is_exclusive = False
        self.discriminator: Json = None
        self.texts: dict[str, Json] = {}
        self.extensions: dict[str, Json] = {}

    def take(self, part: Mapping[str, Json]) -> None:
        if "default" in part and not self._has_default:
            self.default, self._has_default = part["default"], True
        self.is_deprecated |= part.get("deprecated") is True
        self.is_read_only |= part.get("readOnly") is True
        self.is_write_only |= part.get("writeOnly") is True
        self.is_nullable |= part.get("nullable") is True
        self.is_exclusive |= "oneOf" in part
        self.discriminator = self.discriminator or part.get("discriminator")
        for name, value in part.items():
            if name in _TEXTS:
                self.texts.setdefault(name, value)
            elif name.startswith("x-"):
                self.extensions.setdefault(name, value)


def value_key(value: Json) -> str:
    """The same text for equal JSON values, and 1 is 1.0."""
    if isinstance(value, float) and math.isfinite(value) and value == int(value):
        value = int(value)
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _product(ways: list[list[Json]], more: list[list[Json]]) -> list[list[Json]]:
    found = [
        [*way, *(part for part in other if all(part is not known for known in way))]
        for way in ways
        for other in more[: MAX_SHAPES + 1]
    ]
    _check_number(found)
    return found


def _check_number(ways: list[list[Json]]) -> None:
    if len(ways) > MAX_SHAPES:
        raise BrokenContract(f"a schema has more than {MAX_SHAPES} alternatives")


def _joined(known: Parts, more: Parts) -> Parts:
    ids = {id(part) for part in known}
    return (*known, *(part for part in more if id(part) not in ids))


def _types_of(part: Mapping[str, Json]) -> frozenset[str] | None:
    found = part.get("type")
    if found is None:
        return None
    names = [found] if isinstance(found, str) else list(sequence(found, "type"))
    for name in names:
        if not isinstance(name, str) or name not in _TYPES:
            raise BrokenContract(f"there is no type {json.dumps(name)[:40]}")
    types = frozenset(names)
    return types - {"integer"} if types >= {"integer", "number"} else types


def _intersection(
    one: frozenset[str] | None, other: frozenset[str] | None
) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    common = one & other
    if ("integer" in one and "number" in other) or ("integer" in other and "number" in one):
        common |= {"integer"}
    return common


def _type_of(value: Json) -> str:
    if value is None:
        return "null"
    for kind, name in ((bool, "boolean"), (int, "integer"), (str, "string"), (list, "array")):
        if isinstance(value, kind):
            return name
    return "object" if isinstance(value, dict) else "number"


def _fits(type_: str, value: Json) -> bool:
    found = _type_of(value)
    return type_ == ANY or found == type_ or (type_ == "number" and found == "integer")


def _in(value: Json, values: Iterable[Json]) -> bool:
    return value_key(value) in {value_key(one) for one in values}


def _is_empty(shape: Shape) -> bool:
    """Whether nothing can be of this shape."""
    is_misfit = shape.const is not ABSENT and not _fits(shape.type, shape.const)
    return shape.enum == [] or is_misfit


def _demands_nothing(part: Mapping[str, Json]) -> bool:
    remarks = {"default", "deprecated", "readOnly", "writeOnly", "discriminator", *_TEXTS}
    combined = {"anyOf", "oneOf", "allOf"}
    return all(name in remarks or name in combined or name.startswith("x-") for name in part)


def _concerns(shape: Shape, *types: str) -> bool:
    return shape.type == ANY or ("number" if shape.type == "integer" else shape.type) in types


def _number(value: Json) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number and abs(value) < 1e300 else None


def _add_limits(shape: Shape, part: Mapping[str, Json]) -> None:
    """The tightest limits; an exclusive one of OpenAPI 3.0 (`true`) makes its neighbour one."""
    for limits, words, tighter in ((shape.lower, _LOWER, max), (shape.upper, _UPPER, min)):
        for word, type_ in words.items():
            limit = _number(part.get(word))
            if limit is None or not _concerns(shape, type_):
                continue
            if part.get(f"exclusive{word[:1].upper()}{word[1:]}") is True:
                word = f"exclusive{word[:1].upper()}{word[1:]}"
            if limit == 0 and word in ("minLength", "minItems", "minProperties"):
                continue
            limits[word] = tighter(limits.get(word, limit), limit)


def _to_whole_numbers(shape: Shape) -> None:
    """For integers `> 0` is `>= 1`."""
    above = shape.lower.pop("exclusiveMinimum", None)
    if above is not None:
        limit = math.floor(above) + 1
        shape.lower["minimum"] = max(shape.lower.get("minimum", limit), limit)
    below = shape.upper.pop("exclusiveMaximum", None)
    if below is not None:
        limit = math.ceil(below) - 1
        shape.upper["maximum"] = min(shape.upper.get("maximum", limit), limit)


def _text_of(values: Mapping[str, Json]) -> str:
    kept = {name: value for name, value in values.items() if name not in ("$defs", "definitions")}
    return json.dumps(kept, sort_keys=True, ensure_ascii=False) if kept else ""
