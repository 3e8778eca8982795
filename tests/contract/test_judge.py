"""The judge sees through words to what they mean, and survives whatever it is given."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from fittrack_cli.contract.difference import Difference
from fittrack_cli.contract.documents import BrokenContract, Document, read_document
from fittrack_cli.contract.judge import compare
from fittrack_contract.contract import document
from tools import REPOSITORY, import_path

Json = dict[str, Any]
CONTRACT: Json = document()


def between(old: Json, new: Json) -> list[Difference]:
    return compare(Document(old), Document(new))


def contract(
    sent: Json | None = None, got: Json | None = None, /, schemas: Json | None = None, **more: Any
) -> Json:
    """A contract of one operation, with the schemas of its body and its answer."""
    operation: Json = {"operationId": "op", "responses": {"200": {"description": ""}}}
    if sent is not None:
        operation["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": sent}},
        }
    if got is not None:
        operation["responses"]["200"]["content"] = {"application/json": {"schema": got}}
    operation |= more
    return {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1.0.0"},
        "paths": {"/op": {"post": operation}},
        "components": {"schemas": schemas or {}},
    }


def kinds(found: list[Difference]) -> set[str]:
    return {difference.kind for difference in found}


# The same in other words


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


# Directions


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


# Recursion and sharing


def tree(**leaf: Any) -> Json:
    node = {
        "type": "object",
        "properties": {
            "leaf": {"type": "string"} | leaf,
            "left": {"$ref": "#/components/schemas/Node"},
            "all": {
                "type": "array",
                "items": {"anyOf": [{"$ref": "#/components/schemas/Node"}, {"type": "null"}]},
            },
        },
    }
    return contract(
        {"$ref": "#/components/schemas/Node"},
        {"$ref": "#/components/schemas/Node"},
        schemas={"Node": node},
    )


def test_a_schema_that_holds_itself_is_compared_once() -> None:
    assert between(tree(), tree()) == []
    found = between(tree(), tree(type="integer"))
    assert [(one.direction, one.where) for one in found] == [
        ("request", "Node.leaf"),
        ("answer", "Node.leaf"),
    ]
    assert found[0].places[0].path == "leaf"


def test_a_recursive_schema_may_be_unrolled() -> None:
    unrolled = tree()
    node = unrolled["components"]["schemas"]["Node"]
    node["properties"]["left"] = copy.deepcopy(node)
    assert between(tree(), unrolled) == []


def test_two_recursive_schemas_joined() -> None:
    joined = tree()
    other = copy.deepcopy(joined["components"]["schemas"]["Node"])
    joined["components"]["schemas"]["Other"] = other
    references = [{"$ref": "#/components/schemas/Node"}, {"$ref": "#/components/schemas/Other"}]
    joined["paths"]["/op"]["post"]["requestBody"]["content"]["application/json"]["schema"] = {
        "allOf": references
    }
    changed = copy.deepcopy(joined)
    changed["components"]["schemas"]["Other"]["properties"]["leaf"]["maxLength"] = 3
    assert between(joined, joined) == []
    assert any(one.is_breaking for one in between(joined, changed))


def test_one_change_of_a_component_is_told_once_with_all_operations() -> None:
    changed = copy.deepcopy(CONTRACT)
    changed["components"]["schemas"]["Problem"]["required"].remove("title")
    (one,) = between(CONTRACT, changed)
    assert one.where == "Problem.title"
    assert len(one.operations) == sum(len(path) for path in CONTRACT["paths"].values())


def test_a_change_deep_within_names_the_way_to_it() -> None:
    changed = copy.deepcopy(CONTRACT)
    changed["components"]["schemas"]["SyncCounts"]["properties"]["failed"]["type"] = "string"
    (one,) = between(CONTRACT, changed)
    paths = {place.operation: place.path for place in one.places}
    assert paths["list_sync_jobs"] == "items[].counts.failed"
    assert paths["get_sync_job"] == "counts.failed"


# Broken and hostile documents

BROKEN = [
    (b"", "no member openapi|should be an object"),
    (b"hello", "should be an object"),
    (b"[1, 2]", "should be an object"),
    (b"swagger: '2.0'", "openapi"),
    (b"openapi: 4.0.0", "openapi"),
    (b"openapi: 3.1.0\npaths: 7", "paths"),
    (b"openapi: 3.1.0\npaths: {/a: {get: []}}", "get /a"),
    (b'{"openapi": "3.1.0", ', "JSON|YAML"),
    (b"a: [", "YAML"),
    (b"a: !!python/object/apply:os.system [id]", "YAML"),
    (b"\xff\xfe\x00", "UTF-8"),
    (b"openapi: 3.1.0\nx: &a {b: *a}", "in itself|YAML"),
    (b'{"openapi": "3.1.0", "x": NaN}', "NaN"),
    (b'{"openapi": "3.1.0", "x": ' + b"9" * 5000 + b"}", "JSON"),
]


@pytest.mark.parametrize(("data", "why"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_document_is_told_in_one_sentence(data: bytes, why: str) -> None:
    with pytest.raises(BrokenContract, match=why) as told:
        document = read_document(data)
        compare(document, Document(CONTRACT))
    assert "\n" not in str(told.value) and len(str(told.value)) < 250


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#/components/schemas/Missing"},
        {"$ref": "#/components/schemas/Loop"},
        {"allOf": [{"$ref": "#/components/schemas/Itself"}]},
        {"type": "text"},
        {"type": 7},
        {"properties": [1]},
        {"required": "a"},
        {"anyOf": {}},
        {"enum": 3},
        "text",
        7,
    ],
)
def test_a_broken_schema_is_told_in_one_sentence(schema: Any) -> None:
    schemas = {
        "Loop": {"$ref": "#/components/schemas/Loop"},
        "Itself": {"anyOf": [{"$ref": "#/components/schemas/Itself"}, {"type": "null"}]},
    }
    before = contract({"type": "object"}, schemas=schemas)
    with pytest.raises(BrokenContract):
        between(before, contract(schema, schemas=schemas))


def _bomb() -> bytes:
    lines = ["openapi: 3.1.0", "a0: &a0 {x: 1}"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 20)]
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    "data",
    [
        _bomb(),
        b"openapi: 3.1.0\nx: " + b"[" * 50_000,
        b"openapi: 3.1.0\nx: " + b"{a: " * 50_000,
        b'{"openapi": "3.1.0", "x": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
        b"openapi: 3.1.0\n" + b"# nothing\n" * 2_000_000,
    ],
    ids=["aliases", "yaml lists", "yaml objects", "json", "large"],
)
def test_a_bomb_is_refused_soon(data: bytes) -> None:
    started = time.monotonic()
    with pytest.raises(BrokenContract):
        read_document(data)
    assert time.monotonic() - started < 20


def test_alternatives_of_alternatives_end() -> None:
    """Schemas whose combinations are more than anyone could count."""
    choice = {"anyOf": [{"maxLength": n} for n in range(10)]}
    with pytest.raises(BrokenContract, match="alternatives"):
        between(contract({}), contract({"allOf": [choice] * 10}))


@pytest.mark.parametrize("word", ["allOf", "anyOf", "not"])
def test_schemas_that_refer_to_each_other_often_end(word: str) -> None:
    """Thirty components, and more ways through them than there is time for."""

    def of(last: str) -> Json:
        schemas: Json = {"S30": {"type": last}}
        for number in range(30):
            below = {"$ref": f"#/components/schemas/S{number + 1}"}
            many = [dict(below) for _ in range(10)]
            schemas[f"S{number}"] = {word: {"allOf": many} if word == "not" else many}
        return contract({"$ref": "#/components/schemas/S0"}, schemas=schemas)

    started = time.monotonic()
    with pytest.raises(BrokenContract):
        between(of("string"), of("integer"))
    assert time.monotonic() - started < 30


def test_a_long_chain_of_components_is_followed() -> None:
    def of(last: str) -> Json:
        schemas: Json = {"S500": {"type": "object", "properties": {"x": {"type": last}}}}
        for number in range(500):
            below = {"$ref": f"#/components/schemas/S{number + 1}"}
            schemas[f"S{number}"] = {"type": "object", "properties": {"a": below}}
        return contract({"$ref": "#/components/schemas/S0"}, schemas=schemas)

    (one,) = between(of("string"), of("integer"))
    assert one.where == "S500.x" and one.places[0].path == "a." * 500 + "x"


def nested(depth: int, wrap: Callable[[Json], Json], last: str) -> Json:
    schema: Json = {"type": last}
    for _ in range(depth):
        schema = wrap(schema)
    return schema


WRAPS: dict[str, Callable[[Json], Json]] = {
    "fields": lambda inner: {"type": "object", "properties": {"a": inner}},
    "lists": lambda inner: {"type": "array", "items": inner},
    "maps": lambda inner: {"type": "object", "additionalProperties": inner},
    "all of": lambda inner: {"allOf": [inner]},
    "any of": lambda inner: {"anyOf": [inner]},
    "constraints": lambda inner: {"not": inner},
}


@pytest.mark.parametrize("wrap", WRAPS.values(), ids=WRAPS)
@pytest.mark.parametrize("spell", [json.dumps, yaml.safe_dump], ids=["json", "yaml"])
def test_a_schema_nested_300_deep_is_judged(
    wrap: Callable[[Json], Json], spell: Callable[[Json], str]
) -> None:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)  # only to write them
    before, after = (
        spell(contract(None, nested(300, wrap, last))).encode() for last in ("string", "boolean")
    )
    sys.setrecursionlimit(limit)
    (one,) = compare(read_document(before), read_document(after))
    assert one.is_breaking
    assert sys.getrecursionlimit() == limit
    assert compare(read_document(before), read_document(before)) == []


def test_nesting_without_measure_is_refused() -> None:
    wrap = WRAPS["fields"]
    with pytest.raises(BrokenContract, match="nested too deeply"):
        Document(contract(None, nested(5_000, wrap, "string")))


def test_an_operation_id_that_stands_twice_is_no_contract() -> None:
    twice = contract()
    twice["paths"]["/other"] = {"get": {"operationId": "op", "responses": {}}}
    with pytest.raises(BrokenContract, match="op stands twice: at POST /op and at GET /other"):
        between(contract(), twice)
    with pytest.raises(BrokenContract, match="stands twice"):
        between(twice, contract())


# Weird, and valid


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.pop("components"),
        lambda one: one.pop("paths"),
        lambda one: one.update(webhooks={"hook": {"post": {"responses": {}}}}),
        lambda one: one.update(servers=[{"url": "https://{host}/", "variables": {}}]),
        lambda one: one["paths"].update({"x-thing": 1}),
        lambda one: one["paths"].update({"/e": {}}),
        lambda one: one["paths"].update(
            {"/e": {"get": {"responses": {"200": {"description": ""}}}}}
        ),
        lambda one: one["paths"]["/op"].update(summary="s", description="d", servers=[]),
        lambda one: one["paths"]["/op"]["post"].update(callbacks={"c": {"{$url}": {}}}),
        lambda one: one["paths"]["/op"]["post"].update(security=[]),
        lambda one: one["paths"]["/op"]["post"].update(
            parameters=[
                {"name": "filter", "in": "query", "content": {"application/json": {"schema": {}}}}
            ]
        ),
    ],
)
def test_a_weird_document_is_compared(change: Callable[[Json], object]) -> None:
    weird = contract({"type": "object"}, {"type": "string"})
    change(weird)
    plain = contract({"type": "object"}, {"type": "string"})
    for one in (*between(plain, weird), *between(weird, plain)):
        assert one.what and one.where and one.rule.reason
    assert between(weird, copy.deepcopy(weird)) == []


def test_yaml_is_read_as_json_would_be() -> None:
    text = "openapi: 3.1.0\ninfo: {version: 1.0.0, on: no, day: 2026-01-31, at: 1:30, <<: x}\n"
    info = read_document(text.encode()).root["info"]
    assert info == {"version": "1.0.0", "on": "no", "day": "2026-01-31", "at": "1:30", "<<": "x"}
    assert read_document(yaml.safe_dump(CONTRACT).encode()).root == CONTRACT


# The script


def check(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tools.check_contract", *arguments],
        cwd=REPOSITORY,
        env={
            "PYTHONPATH": import_path(),
            "PATH": "/usr/bin:/bin",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_script_demands_the_version_that_a_change_takes(tmp_path: Any) -> None:
    def against(change: Callable[[Json], None], version: str | None = None) -> int:
        base = copy.deepcopy(CONTRACT)
        change(base)
        base["info"]["version"] = version or base["info"]["version"]
        path = tmp_path / "base.json"
        path.write_text(json.dumps(base))
        done = check(str(path), "-o", "json")
        json.loads(done.stdout)
        return done.returncode

    def same(one: Json) -> None:
        pass

    def with_more(one: Json) -> None:
        one["components"]["schemas"]["Account"]["properties"]["more"] = {"type": "string"}

    def with_less(one: Json) -> None:
        del one["paths"]["/v1/meta/health"]

    assert against(same) == 0
    assert against(with_more) == 9
    assert against(with_more, "0.9.0") == 0
    assert against(with_less) == 1
    assert against(with_less, "0.9.0") == 0
    assert against(with_less, "99.0.0") == 1


@pytest.mark.parametrize(
    "base", ["no-such-revision", "http://127.0.0.1:1/x", "ftp://x/", "README.md"]
)
def test_the_script_says_what_it_cannot_read(base: str) -> None:
    done = check(base)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
