"""The judge survives whatever it is given: broken, hostile, and valid but odd documents."""

from __future__ import annotations

import copy
import json
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from fittrack_cli.contract.documents import BrokenContract, Document, read_document
from fittrack_cli.contract.judge import compare
from tests.contract.made_contract import CONTRACT, Json, between, contract

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
    assert "Error" not in str(told.value)


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
