"""Two schemas compared, in the direction in which their values travel.

What lies in a component is compared once, however many operations use it; `Comparison` remembers
which components lead to which others, so that each difference can be reported with its operations.
"""

from __future__ import annotations

from typing import NamedTuple

from attrs import define, field

from fittrack_cli.contract.documents import BrokenContract, Document, Json, mapping
from fittrack_cli.contract.normal_forms import Schema, Shapes
from fittrack_cli.contract.rules import Direction
from fittrack_cli.contract.sameness import Sameness
from fittrack_cli.contract.shape import ANY, Parts, Shape, value_key
from fittrack_cli.contract.values import MAX_SHOWN, shown, value_changes

MAX_PAIRS = 200_000

Key = tuple[object, ...]


class Finding(NamedTuple):
    """A difference inside a component, or inside what an operation says itself."""

    kind: str
    field: str
    what: str


@define(eq=False)
class Pair:
    """Two schemas that stand for each other, what differs in them, and which pairs they use."""

    direction: Direction
    label: str | None
    findings: list[Finding] = field(factory=list)
    children: dict[Key, str] = field(factory=dict)
    """The pairs that are used, with the path to their first use."""


class Comparison:
    """All pairs of schemas of two documents."""

    def __init__(self, old: Document, new: Document) -> None:
        self.old = Shapes(old)
        self.new = Shapes(new)
        self.sameness = Sameness(old, new)
        self.pairs: dict[Key, Pair] = {}
        self._waiting: list[tuple[Key, tuple[Parts, Parts] | tuple[Shape, Shape]]] = []

    def root(self, old: Json, new: Json, direction: Direction) -> Pair:
        """Compares two schemas that no component holds. Raises BrokenContract."""
        pair = Pair(direction, None)
        if self.sameness.same(old, new):
            return pair
        self._schemas(pair, "", self.old.parts(old), self.new.parts(new))
        while self._waiting:
            key, (one, other) = self._waiting.pop()
            found = self.pairs[key]
            if isinstance(one, Shape) and isinstance(other, Shape):
                self._shapes(found, "", one, other)
            elif isinstance(one, tuple) and isinstance(other, tuple):
                before, after = self.old.of(one), self.new.of(other)
                if self._are_components(one, other):
                    self._texts(found, "", before, after)
                self._normal_forms(found, "", before, after)
        return pair

    def _schemas(self, pair: Pair, path: str, old: Parts, new: Parts) -> None:
        if len(old) == len(new) == 1 and self.sameness.same(old[0], new[0]):
            return
        label = self.old.label(old) or self.new.label(new)
        if label is None and len(old) < 2 and len(new) < 2:
            before, after = self.old.of(old), self.new.of(new)
            self._defaults(pair, path, before, after)
            self._texts(pair, path, before, after)
            self._normal_forms(pair, path, before, after)
            return
        # Words beside a reference describe the place that refers, not the component.
        inner_old, inner_new = self._component(old), self._component(new)
        has_remarks = len(inner_old) != len(old) or len(inner_new) != len(new)
        before, after = self.old.of(old), self.new.of(new)
        self._defaults(pair, path, before, after)
        if has_remarks or not self._are_components(inner_old, inner_new):
            self._texts(pair, path, before, after)
        key = (pair.direction, *map(id, inner_old), None, *map(id, inner_new))
        self._use(pair, path, key, label, (inner_old, inner_new))

    def _are_components(self, old: Parts, new: Parts) -> bool:
        return self.old.label(old) is not None and self.new.label(new) is not None

    def _component(self, parts: Parts) -> Parts:
        return parts[-1:] if len(parts) > 1 and all(map(_is_remark, parts[:-1])) else parts

    def _use(
        self,
        pair: Pair,
        path: str,
        key: Key,
        label: str | None,
        both: tuple[Parts, Parts] | tuple[Shape, Shape],
    ) -> None:
        pair.children.setdefault(key, path)
        if key not in self.pairs:
            if len(self.pairs) > MAX_PAIRS:
                raise BrokenContract("its schemas are too entangled to be compared")
            self.pairs[key] = Pair(pair.direction, label)
            self._waiting.append((key, both))

    def _defaults(self, pair: Pair, path: str, old: Schema, new: Schema) -> None:
        if value_key(old.default) != value_key(new.default):
            what = f"the default {shown(old.default)} became {shown(new.default)}"
            pair.findings.append(Finding("default-changed", path, what))
        if old.is_deprecated != new.is_deprecated:
            word = "deprecated" if new.is_deprecated else "no longer deprecated"
            pair.findings.append(Finding("deprecation-changed", path, f"it is {word}"))

    def _texts(self, pair: Pair, path: str, old: Schema, new: Schema) -> None:
        if old.texts != new.texts:
            pair.findings.append(Finding("text-changed", path, "its description changed"))
        if old.extensions != new.extensions:
            pair.findings.append(Finding("extension-changed", path, "an extension (x-…) changed"))

    def _discriminators(self, pair: Pair, path: str, old: Json, new: Json) -> None:
        if not isinstance(old, dict):
            if isinstance(new, dict):
                what = f"{new.get('propertyName')} now distinguishes the alternatives"
                pair.findings.append(Finding("discriminator-added", path, what))
            return
        if not isinstance(new, dict) or old.get("propertyName") != new.get("propertyName"):
            what = f"{old.get('propertyName')} no longer distinguishes the alternatives"
            pair.findings.append(Finding("discriminator-changed", path, what))
            return
        before, after = (mapping(one.get("mapping") or {}, "mapping") for one in (old, new))
        for value in sorted(before.keys() - after.keys()):
            what = f"{shown(value)} no longer names an alternative"
            pair.findings.append(Finding("discriminator-changed", path, what))
        for value in sorted(before.keys() & after.keys()):
            if before[value] != after[value] and (
                self._means(self.old, before[value]) != self._means(self.new, after[value])
            ):
                what = f"{shown(value)} names another alternative"
                pair.findings.append(Finding("discriminator-changed", path, what))

    @staticmethod
    def _exclusiveness(pair: Pair, path: str, old: Schema, new: Schema) -> None:
        is_new = new.is_exclusive and not old.is_exclusive
        if pair.direction == "request" and is_new and _may_overlap(new.shapes):
            what = "of several alternatives exactly one may fit now"
            pair.findings.append(Finding("alternatives-made-exclusive", path, what))

    @staticmethod
    def _means(shapes: Shapes, reference: Json) -> str:
        """What a discriminator's value stands for: its fields, as names of components may change."""
        if not isinstance(reference, str) or not reference.startswith("#/"):
            return value_key(reference)
        found = shapes.of(shapes.parts({"$ref": reference})).shapes
        return value_key([sorted(shape.properties) for shape in found])

    def _normal_forms(self, pair: Pair, path: str, old: Schema, new: Schema) -> None:
        self._discriminators(pair, path, old.discriminator, new.discriminator)
        self._exclusiveness(pair, path, old, new)
        is_any = ANY in {shape.type for shape in (*old.shapes, *new.shapes)}
        if old.is_nullable != new.is_nullable and not is_any:
            kind = "null-added" if new.is_nullable else "null-removed"
            what = "it may be null" if new.is_nullable else "it may no longer be null"
            pair.findings.append(Finding(kind, path, what))
        if old.shapes and not new.shapes and not new.is_nullable:
            pair.findings.append(Finding("type-changed", path, "no value fits it any more"))
            return
        pairs, gone, came = self._matched(old.shapes, new.shapes)
        for one, other in pairs:
            label = one.label or other.label
            if label is not None and (label != pair.label or path):
                self._use(pair, path, (pair.direction, id(one), id(other)), label, (one, other))
            else:
                self._shapes(pair, path, one, other)
        for shape in gone:
            what = f"it is no longer {_described(shape)}"
            pair.findings.append(Finding("alternative-removed", path, what))
        for shape in came:
            what = f"it may also be {_described(shape)}"
            pair.findings.append(Finding("alternative-added", path, what))

    def _matched(
        self, old: list[Shape], new: list[Shape]
    ) -> tuple[list[tuple[Shape, Shape]], list[Shape], list[Shape]]:
        """Which alternatives stand for each other; the others went or came."""
        if len(old) == len(new) == 1:
            return [(old[0], new[0])], [], []
        pairs: list[tuple[Shape, Shape]] = []
        gone, came = list(old), list(new)
        for likeness in (_same_name, _same_marks, _same_fields, _same_type):
            for one in list(gone):
                others = [other for other in came if likeness(one, other)]
                rivals = [rival for rival in gone if others and likeness(rival, others[0])]
                if others and (likeness is not _same_type or len(others) == len(rivals) == 1):
                    pairs.append((one, others[0]))
                    gone.remove(one)
                    came.remove(others[0])
        if len(gone) == len(came) == 1:
            pairs.append((gone.pop(), came.pop()))
        return pairs, gone, came

    def _shapes(self, pair: Pair, path: str, old: Shape, new: Shape) -> None:
        found = pair.findings
        if old.type != new.type:
            found.append(Finding(_type_change(old.type, new.type), path, _types(old, new)))
            if {old.type, new.type} != {"integer", "number"}:
                return
        for kind, what in value_changes(old, new):
            is_kept = pair.direction == "answer" and kind in ("enum-value-added", "enum-opened")
            found.append(Finding(kind, path, f"{what}, which clients keep" if is_kept else what))
        self._items(pair, path, old, new)
        self._members(pair, path, old, new)

    def _items(self, pair: Pair, path: str, old: Shape, new: Shape) -> None:
        if old.items or new.items:
            self._schemas(pair, f"{path}[]", old.items, new.items)

    def _members(self, pair: Pair, path: str, old: Shape, new: Shape) -> None:
        is_request = pair.direction == "request"
        before, after = self._travelling(pair, old, new)
        for name in dict.fromkeys((*old.properties, *new.properties)):
            below = f"{path}.{name}" if path else name
            if name in before and name in after:
                self._schemas(pair, below, old.properties[name], new.properties[name])
                self._requirement(pair, below, name in old.required, name in new.required)
            elif name in before:
                pair.findings.append(_lost(below, name in new.properties, pair.direction))
            elif name in after:
                is_needed = is_request and name in new.required
                kind = "required-field-added" if is_needed else "field-added"
                what = f"there is a new {'required ' if is_needed else ''}field"
                pair.findings.append(Finding(kind, below, what))
        unnamed = (old.required | new.required) - old.properties.keys() - new.properties.keys()
        for name in sorted(unnamed):
            below = f"{path}.{name}" if path else name
            self._requirement(pair, below, name in old.required, name in new.required)
        self._other_members(pair, path, old, new)

    def _travelling(self, pair: Pair, old: Shape, new: Shape) -> tuple[set[str], set[str]]:
        """The fields that travel in this direction: none that only the other side writes."""

        def names(shapes: Shapes, shape: Shape) -> set[str]:
            schemas = {name: shapes.of(parts) for name, parts in shape.properties.items()}
            if pair.direction == "request":
                return {name for name, schema in schemas.items() if not schema.is_read_only}
            return {name for name, schema in schemas.items() if not schema.is_write_only}

        return names(self.old, old), names(self.new, new)

    @staticmethod
    def _requirement(pair: Pair, path: str, was_required: bool, is_required: bool) -> None:
        if was_required and not is_required:
            pair.findings.append(Finding("field-made-optional", path, "it may be left out"))
        elif is_required and not was_required:
            pair.findings.append(Finding("field-made-required", path, "it must be there"))

    def _other_members(self, pair: Pair, path: str, old: Shape, new: Shape) -> None:
        before, after = old.additional, new.additional
        if before is None or after is None:
            if (before is None) != (after is None):
                kind = "unknown-fields-refused" if after is None else "unknown-fields-allowed"
                word = "refused" if after is None else "allowed"
                pair.findings.append(Finding(kind, path, f"fields without a name here are {word}"))
        elif before or after:
            self._schemas(pair, f"{path}{{}}", before, after)


def _is_remark(part: Json) -> bool:
    words = {"title", "description", "default", "deprecated", "examples", "example", "$comment"}
    words |= {"readOnly", "writeOnly", "externalDocs"}
    return isinstance(part, dict) and all(name in words or name[:2] == "x-" for name in part)


def _lost(path: str, is_hidden: bool, direction: Direction) -> Finding:
    if not is_hidden:
        return Finding("field-removed", path, "the field is gone")
    if direction == "request":
        return Finding("field-made-read-only", path, "only the server may set it")
    return Finding("field-made-write-only", path, "it is no longer shown")


def _same_name(one: Shape, other: Shape) -> bool:
    return one.label is not None and one.label == other.label and one.type == other.type


def _same_marks(one: Shape, other: Shape) -> bool:
    """Whether a field with a fixed value, such as `kind`, shows that both are the same."""
    marks = _marks(one)
    return bool(marks) and marks == _marks(other)


def _marks(shape: Shape) -> dict[str, str]:
    found = {}
    for name, parts in shape.properties.items():
        for part in parts:
            if isinstance(part, dict) and "const" in part:
                found[name] = value_key(part["const"])
    return found


def _same_fields(one: Shape, other: Shape) -> bool:
    if one.type != other.type:
        return False
    if one.type == "object":
        return one.properties.keys() == other.properties.keys()
    return one.type != "array" and next(value_changes(one, other), None) is None


def _same_type(one: Shape, other: Shape) -> bool:
    return one.type == other.type


def _may_overlap(shapes: list[Shape]) -> bool:
    """Whether a value could be of two of the shapes: of one type, and not told apart by a mark."""
    for number, one in enumerate(shapes):
        for other in shapes[number + 1 :]:
            marks, others = _marks(one), _marks(other)
            is_told = any(others.get(name, mark) != mark for name, mark in marks.items())
            numbers = {"integer", "number"}
            is_of_one_type = one.type == other.type or {one.type, other.type} <= numbers
            if ANY in (one.type, other.type) or (is_of_one_type and not is_told):
                return True
    return False


def _type_change(old: str, new: str) -> str:
    if old == ANY or (old, new) == ("number", "integer"):
        return "type-narrowed"
    if new == ANY or (old, new) == ("integer", "number"):
        return "type-widened"
    return "type-changed"


def _types(old: Shape, new: Shape) -> str:
    return f"the type {_described(old)} became {_described(new)}"


def _described(shape: Shape) -> str:
    name = shape.label or {ANY: "any value"}.get(shape.type, shape.type)
    if shape.label is None and shape.type == "object":
        marks = [value for value in _marks(shape).values() if len(value) < MAX_SHOWN]
        return f"object {marks[0]}" if marks else name
    return name
