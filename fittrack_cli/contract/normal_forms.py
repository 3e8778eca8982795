"""A JSON Schema (2020-12, as OpenAPI 3.1 uses it) in a normal form that can be compared.

References are followed, `allOf` is merged, and `anyOf`, `oneOf` and lists of types become a list of
shapes, one for each alternative and type; null is a mark of its own. So documents that say the same
in other words have the same normal form.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from attrs import define

from fittrack_cli.contract.documents import (
    BrokenContract,
    Document,
    Json,
    is_local,
    mapping,
    sequence,
)
from fittrack_cli.contract.problem_kinds import EVERYWHERE, KINDS
from fittrack_cli.contract.shape import (
    ANY,
    Parts,
    Shape,
    add_limits,
    concerns,
    fits,
    intersection,
    is_empty,
    is_in,
    number,
    to_whole_numbers,
    type_of,
    types_of,
)

MAX_SHAPES = 256
MAX_SCHEMAS = 200_000
MAX_STEPS = 150_000
MAX_LEVELS = 1000

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


@define(eq=False)
class Schema:
    """A normal form: the values that are allowed, and what describes them."""

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
            raise BrokenContract(f"a schema is {json.dumps(raw)[:40]} and should be an object")
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
                if is_empty(shape):
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
            types = intersection(types, types_of(part))
            if "enum" in part:
                enums.append(list(sequence(part["enum"], "enum")))
            if "const" in part:
                enums.append([part["const"]])
        if types is None and enums:
            types = frozenset(type_of(value) for value in enums[0])
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
            to_whole_numbers(shape)
        return shape

    def _add(self, shape: Shape, part: Mapping[str, Json]) -> None:
        if "enum" in part:
            values = [value for value in part["enum"] if fits(shape.type, value)]
            kept = shape.enum
            shape.enum = values if kept is None else [one for one in kept if is_in(one, values)]
        if "const" in part:
            shape.const = part["const"]
        if isinstance(part.get("format"), str) and concerns(shape, "string", "number"):
            shape.format = part["format"]
        if concerns(shape, "string") and isinstance(part.get("pattern"), str):
            shape.patterns |= {part["pattern"]}
        if concerns(shape, "number") and number(part.get("multipleOf")) is not None:
            shape.multiples |= {float(part["multipleOf"])}
        add_limits(shape, part)
        if concerns(shape, "array"):
            shape.unique = shape.unique or part.get("uniqueItems") is True
            if "items" in part:
                shape.items = _joined(shape.items, self.parts(part["items"]))
        if concerns(shape, "object"):
            self._add_members(shape, part)
        for word, type_ in _CONSTRAINTS.items():
            if word in part and (type_ == ANY or concerns(shape, type_)):
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
            elif name.startswith("x-") and name not in (KINDS, EVERYWHERE):
                self.extensions.setdefault(name, value)


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


def _demands_nothing(part: Mapping[str, Json]) -> bool:
    remarks = {"default", "deprecated", "readOnly", "writeOnly", "discriminator", *_TEXTS}
    combined = {"anyOf", "oneOf", "allOf"}
    return all(name in remarks or name in combined or name.startswith("x-") for name in part)


def _text_of(values: Mapping[str, Json]) -> str:
    kept = {name: value for name, value in values.items() if name not in ("$defs", "definitions")}
    return json.dumps(kept, sort_keys=True, ensure_ascii=False) if kept else ""
