"""The judge sees through words to what they mean, for requests and for answers."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

import pytest

from fittrack_cli.contract.documents import Document, read_document
from fittrack_cli.contract.judge import compare
from tests.contract.made_contract import CONTRACT, Json, between, contract, kinds
from tools import REPOSITORY


def test_a_contract_does_not_differ_from_itself() -> None:
    assert between(CONTRACT, copy.deepcopy(CONTRACT)) == []
    assert (
        compare(read_document((REPOSITORY / "openapi.yaml").read_bytes()), Document(CONTRACT)) == []
    )


def shuffled(node: Any, dice: random.Random) -> Any:
    if isinstance(node, dict):
        names = list(node)
        dice.shuffle(names)
        return {name: shuffled(node[name], dice) for name in names}
    return [shuffled(child, dice) for child in node] if isinstance(node, list) else node


def test_the_order_of_keys_says_nothing() -> None:
    for seed in range(3):
        assert between(CONTRACT, shuffled(CONTRACT, random.Random(seed))) == []


def test_the_order_of_required_and_enum_says_nothing() -> None:
    changed = copy.deepcopy(CONTRACT)
    for schema in changed["components"]["schemas"].values():
        for word in ("required", "enum"):
            schema.get(word, []).reverse()
    assert between(CONTRACT, changed) == []


def inlined(node: Any, root: Json) -> Any:
    if isinstance(node, dict):
        if "$ref" in node:
            target: Any = root
            for word in node["$ref"][2:].split("/"):
                target = target[word]
            beside = {name: child for name, child in node.items() if name != "$ref"}
            return {**inlined(target, root), **beside}
        return {name: inlined(child, root) for name, child in node.items() if name != "mapping"}
    return [inlined(child, root) for child in node] if isinstance(node, list) else node


def test_components_may_be_written_in_place() -> None:
    real = copy.deepcopy(CONTRACT)
    for node in _objects(real):
        node.pop("mapping", None)
    whole = {**copy.deepcopy(real), "paths": inlined(real["paths"], real)}
    del whole["components"]["schemas"]
    assert between(real, whole) == []
    assert between(whole, real) == []


def _objects(node: Any) -> list[Json]:
    found = [node] if isinstance(node, dict) else []
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    return found + [one for child in children for one in _objects(child)]


def test_components_may_be_renamed() -> None:
    text = json.dumps(CONTRACT).replace("components/schemas/", "components/schemas/New")
    renamed = json.loads(text)
    schemas = renamed["components"]["schemas"]
    renamed["components"]["schemas"] = {f"New{name}": schema for name, schema in schemas.items()}
    assert between(CONTRACT, renamed) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"type": ["string", "null"]}, {"anyOf": [{"type": "string"}, {"type": "null"}]}),
        ({"type": ["string", "null"]}, {"oneOf": [{"type": "null"}, {"type": "string"}]}),
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": ["string", "integer"]}, {"anyOf": [{"type": "integer"}, {"type": "string"}]}),
        ({"enum": ["a", "b"]}, {"type": "string", "enum": ["b", "a"]}),
        ({"enum": ["a", None]}, {"anyOf": [{"enum": ["a"]}, {"type": "null"}]}),
        ({"const": "a"}, {"const": "a", "type": "string"}),
        ({"type": "integer", "minimum": 1}, {"type": "integer", "exclusiveMinimum": 0}),
        ({"type": "integer", "maximum": 5.0}, {"type": "integer", "maximum": 5}),
        ({"minimum": 1, "exclusiveMinimum": True}, {"exclusiveMinimum": 1}),
        ({"type": "string", "minLength": 0}, {"type": "string"}),
        ({"type": "array"}, {"type": "array", "items": {}, "uniqueItems": False}),
        ({"type": "object", "additionalProperties": True}, {"type": "object", "required": []}),
        ({"allOf": [{"type": "string"}, {"maxLength": 3}]}, {"type": "string", "maxLength": 3}),
        (
            {"allOf": [{"maxLength": 9}, {"maxLength": 3}], "type": "string"},
            {"type": "string", "maxLength": 3},
        ),
        (
            {"allOf": [{"properties": {"a": {}}, "type": "object"}, {"required": ["a"]}]},
            {"type": "object", "properties": {"a": {}}, "required": ["a"]},
        ),
        ({"type": "string", "format": "password"}, {"type": "string"}),
        (True, {}),
    ],
)
def test_what_means_the_same_is_the_same(one: Any, other: Any) -> None:
    for sent, got in ((True, False), (False, True)):
        before = contract(one if sent else None, one if got else None)
        after = contract(other if sent else None, other if got else None)
        assert [one for one in between(before, after) if one.is_breaking] == []
        assert [one.kind for one in between(after, before)] == []


@pytest.mark.parametrize(
    ("old", "new", "request_breaks", "answer_breaks"),
    [
        ({"type": "string"}, {"type": "integer"}, True, True),
        ({"type": "integer"}, {"type": "number"}, False, True),
        ({"type": "number"}, {"type": "integer"}, True, False),
        ({}, {"type": "string"}, True, False),
        ({"type": "string"}, {"type": ["string", "null"]}, False, True),
        ({"enum": ["a"]}, {"enum": ["a", "b"]}, False, False),
        ({"enum": ["a", "b"]}, {"enum": ["a"]}, True, False),
        ({"enum": ["a"]}, {"type": "string"}, False, False),
        ({"const": "a"}, {"const": "b"}, True, True),
        ({"const": "a"}, {"enum": ["a", "b"]}, False, True),
        ({"type": "array", "maxItems": 3}, {"type": "array", "maxItems": 2}, True, False),
        ({"type": "array"}, {"type": "array", "uniqueItems": True}, True, False),
        ({"type": "number", "multipleOf": 2}, {"type": "number", "multipleOf": 4}, True, False),
        ({"type": "number", "multipleOf": 4}, {"type": "number", "multipleOf": 2}, False, True),
        ({"type": "number", "multipleOf": 2}, {"type": "number", "multipleOf": 3}, True, True),
        ({"type": "string", "pattern": "a"}, {"type": "string", "pattern": "b"}, True, True),
        (
            {"type": "integer", "format": "int32"},
            {"type": "integer", "format": "int64"},
            False,
            True,
        ),
        ({"type": "object", "additionalProperties": False}, {"type": "object"}, False, False),
        (
            {"type": "object", "additionalProperties": {"type": "integer"}},
            {"type": "object", "additionalProperties": {"type": "string"}},
            True,
            True,
        ),
        ({"type": "object"}, {"type": "object", "minProperties": 1}, True, False),
        ({"type": "string"}, {"type": "string", "not": {"const": "x"}}, True, False),
        ({"type": "string", "default": "a"}, {"type": "string", "default": "b"}, True, False),
        (
            {"$ref": "https://example.org/a.json"},
            {"$ref": "https://example.org/b.json"},
            True,
            True,
        ),
        (
            {"anyOf": [{"type": "object", "properties": {"a": {}}}, {"type": "string"}]},
            {"oneOf": [{"type": "object", "properties": {"a": {}}}, {"type": "string"}]},
            False,
            False,
        ),
        (
            {"anyOf": [{"type": "string", "maxLength": 2}, {"type": "string", "minLength": 1}]},
            {"oneOf": [{"type": "string", "maxLength": 2}, {"type": "string", "minLength": 1}]},
            True,
            False,
        ),
    ],
)
def test_requests_may_widen_and_answers_may_narrow(
    old: Any, new: Any, request_breaks: bool, answer_breaks: bool
) -> None:
    for level in (lambda schema: schema, _in_a_list, _in_a_field, _in_a_map):
        sent = between(contract(level(old)), contract(level(new)))
        got = between(contract(None, level(old)), contract(None, level(new)))
        assert any(one.is_breaking for one in sent) == request_breaks, sent
        assert any(one.is_breaking for one in got) == answer_breaks, got


def _in_a_list(schema: Any) -> Json:
    return {"type": "array", "items": schema}


def _in_a_field(schema: Any) -> Json:
    return {"type": "object", "properties": {"field": schema}}


def _in_a_map(schema: Any) -> Json:
    return {"type": "object", "additionalProperties": schema}


def test_what_nothing_fits_any_more_breaks_both_ways() -> None:
    for sent, got in ((True, False), (False, True)):
        before = contract({"type": "string"} if sent else None, {"type": "string"} if got else None)
        after = contract(False if sent else None, False if got else None)  # type: ignore[arg-type]
        assert any(one.is_breaking for one in between(before, after))


def test_a_reference_to_any_place_is_followed_once() -> None:
    """A schema that refers to itself by where it lies, and not as a component."""

    def of(leaf: str) -> Json:
        node: Json = {"type": "object", "properties": {"leaf": {"type": leaf}}}
        found = contract(None, node)
        way = "#/paths/~1op/post/responses/200/content/application~1json/schema"
        node["properties"]["again"] = {"$ref": way}
        return found

    assert between(of("string"), of("string")) == []
    assert any("leaf" in one.places[0].path for one in between(of("string"), of("integer")))


def test_who_writes_a_field_decides_whom_it_concerns() -> None:
    def of(field: Json) -> Json:
        found = {"type": "object", "properties": {"a": {"type": "string"} | field}}
        return contract(found, found)

    hidden = between(of({}), of({"readOnly": True}))
    assert kinds([one for one in hidden if one.is_breaking]) == {"field-made-read-only"}
    hidden = between(of({}), of({"writeOnly": True}))
    assert kinds([one for one in hidden if one.is_breaking]) == {"field-made-write-only"}
    retyped = between(of({"readOnly": True}), of({"readOnly": True, "type": "integer"}))
    assert {one.direction for one in retyped} == {"answer"}


def test_a_parameter_of_all_operations_of_a_path_is_one() -> None:
    before, after = contract(), contract()
    shared = {"name": "q", "in": "query", "schema": {"type": "string"}}
    before["paths"]["/op"]["parameters"] = [shared]
    after["paths"]["/op"]["post"]["parameters"] = [shared]
    assert between(before, after) == []
    after["paths"]["/op"]["post"]["parameters"] = [shared | {"explode": False}]
    assert between(before, after) == []
    after["paths"]["/op"]["post"]["parameters"] = [shared | {"schema": {"type": "array"}}]
    assert any(one.is_breaking for one in between(before, after))


def test_headers_are_the_same_in_any_case() -> None:
    def of(name: str) -> Json:
        found = contract()
        header = {"schema": {"type": "string"}}
        found["paths"]["/op"]["post"]["responses"]["200"]["headers"] = {name: header}
        parameter = {"name": name, "in": "header", "schema": {"type": "string"}}
        found["paths"]["/op"]["post"]["parameters"] = [parameter]
        return found

    assert between(of("X-Thing"), of("x-thing")) == []


def test_statuses_of_a_class_stand_for_each_other() -> None:
    def of(**statuses: Any) -> Json:
        found = contract()
        found["paths"]["/op"]["post"]["responses"] = {
            status.removeprefix("s"): {"description": ""} for status in statuses
        }
        return found

    assert between(of(s200=1), of(s2XX=1))  # more may come
    assert between(of(s200=1, s404=1, default=1), of(s200=1, s4XX=1, default=1))
    added = between(of(s200=1, default=1), of(s200=1, s418=1, default=1))
    assert kinds(added) == {"error-status-added"}
    added = between(of(s200=1), of(s200=1, s418=1))
    assert kinds(added) == {"undescribed-status-added"}


def test_a_security_scheme_is_what_it_demands_and_not_its_name() -> None:
    def of(name: str, **scheme: str) -> Json:
        found = contract(security=[{name: []}])
        found["components"]["securitySchemes"] = {
            name: {"type": "http", "scheme": "bearer"} | scheme
        }
        return found

    assert between(of("a"), of("b", bearerFormat="opaque", description="other")) == []
    assert kinds(between(of("a"), of("a", scheme="basic"))) == {"security-changed"}
    relaxed = of("a")
    relaxed["paths"]["/op"]["post"]["security"].append({})
    assert kinds(between(of("a"), relaxed)) == {"security-relaxed"}
