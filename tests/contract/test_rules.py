"""Every rule is about a change that can be made, and tells that change from others."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest

from fittrack_cli.contract.documents import Document
from fittrack_cli.contract.judge import compare
from tests.contract.made_contract import contract

Json = dict[str, Any]
Found = set[tuple[str, str]]

TEXT: Json = {"type": "string"}
NUMBER: Json = {"type": "number"}
OBJECT: Json = {"type": "object"}
MARKED: Json = {"anyOf": [OBJECT, TEXT], "discriminator": {"propertyName": "kind"}}

VALUES: list[tuple[str, Json, Json]] = [
    ("type-narrowed", {}, TEXT),
    ("type-widened", TEXT, {}),
    ("type-changed", TEXT, OBJECT),
    ("format-added", TEXT, TEXT | {"format": "date"}),
    ("format-removed", TEXT | {"format": "date"}, TEXT),
    ("format-changed", TEXT | {"format": "date"}, TEXT | {"format": "time"}),
    ("limit-tightened", NUMBER, NUMBER | {"exclusiveMaximum": 3}),
    ("limit-loosened", NUMBER | {"minimum": 3}, NUMBER | {"minimum": 2.5}),
    ("limit-changed", NUMBER | {"multipleOf": 2}, NUMBER | {"multipleOf": 3}),
    ("pattern-added", TEXT, TEXT | {"pattern": "a"}),
    ("pattern-removed", TEXT | {"pattern": "a"}, TEXT),
    ("pattern-changed", TEXT | {"pattern": "a"}, TEXT | {"pattern": "b"}),
    ("constraint-added", OBJECT, OBJECT | {"propertyNames": {"maxLength": 3}}),
    ("constraint-removed", OBJECT | {"if": {"minProperties": 1}}, OBJECT),
    ("constraint-changed", OBJECT | {"not": TEXT}, OBJECT | {"not": NUMBER}),
    ("null-added", TEXT, {"type": ["string", "null"]}),
    ("null-removed", TEXT | {"nullable": True}, TEXT),
    ("enum-value-added", {"enum": ["a"]}, {"enum": ["a", "b"]}),
    ("enum-value-removed", {"enum": ["a", "b"]}, {"enum": ["b"]}),
    ("enum-added", TEXT, TEXT | {"enum": ["a"]}),
    ("enum-opened", TEXT | {"enum": ["a"]}, TEXT),
    ("const-changed", {"const": 1}, {"const": 2}),
    ("const-opened", {"const": "a"}, {"enum": ["a", "b"]}),
    ("alternative-added", TEXT, {"anyOf": [TEXT, OBJECT]}),
    ("alternative-removed", {"oneOf": [TEXT, OBJECT]}, TEXT),
    ("discriminator-added", {"anyOf": [OBJECT, TEXT]}, MARKED),
    ("discriminator-changed", MARKED, {"anyOf": [OBJECT, TEXT]}),
    ("default-changed", TEXT | {"default": "a"}, TEXT),
    ("deprecation-changed", TEXT, TEXT | {"deprecated": True}),
    ("text-changed", TEXT, TEXT | {"title": "Text"}),
    ("extension-changed", TEXT | {"x-unit": "m"}, TEXT | {"x-unit": "s"}),
    ("unknown-fields-refused", OBJECT, OBJECT | {"additionalProperties": False}),
    ("unknown-fields-allowed", OBJECT | {"additionalProperties": False}, OBJECT),
]
FIELD: Json = {"type": "object", "properties": {"a": TEXT}}


def with_field(**more: Any) -> Json:
    return {"type": "object", "properties": {"a": TEXT | more}}


REQUESTS: list[tuple[str, Json, Json]] = [
    ("field-made-read-only", FIELD, with_field(readOnly=True)),
    (
        "alternatives-made-exclusive",
        {"anyOf": [FIELD, OBJECT | {"minProperties": 1}]},
        {"oneOf": [FIELD, OBJECT | {"minProperties": 1}]},
    ),
]
ANSWERS: list[tuple[str, Json, Json]] = [
    ("field-made-write-only", FIELD, with_field(writeOnly=True)),
]


def operation(said: Json) -> Json:
    return contract(**said)


def parameter(**more: Any) -> Json:
    known = {"name": "q", "in": "query", "schema": {"type": "array", "items": TEXT}}
    return {"parameters": [known | more]}


def body(**more: Any) -> Json:
    return {"requestBody": {"content": {"multipart/form-data": {"schema": OBJECT} | more}}}


def answer(content: Json | None = None, header: Json | None = None, **statuses: Any) -> Json:
    said: Json = {"description": "", "content": content or {}}
    said["headers"] = {} if header is None else {"X-Thing": {"schema": TEXT} | header}
    more = {status.removeprefix("s"): {"description": ""} for status in statuses}
    return {"responses": {"200": said} | more}


OPERATIONS: list[tuple[str, str, Json, Json]] = [
    ("extension-changed", "operation", {"x-a": 1}, {"x-a": 2}),
    ("callback-added", "operation", {}, {"callbacks": {"done": {}}}),
    ("callback-changed", "operation", {"callbacks": {"done": {}}}, {}),
    ("parameter-made-optional", "request", parameter(required=True), parameter()),
    ("parameter-style-changed", "request", parameter(), parameter(explode=False)),
    ("empty-value-refused", "request", parameter(allowEmptyValue=True), parameter()),
    ("empty-value-allowed", "request", parameter(), parameter(allowEmptyValue=True)),
    ("encoding-changed", "request", body(), body(encoding={"a": {"contentType": "text/plain"}})),
    (
        "encoding-changed",
        "answer",
        answer({"multipart/mixed": {}}),
        answer({"multipart/mixed": {"encoding": {"a": {}}}}),
    ),
    ("undescribed-status-added", "answer", answer(), answer(s404=True)),
    ("default-answer-added", "answer", answer(), answer(default=True)),
    ("header-made-optional", "answer", answer(header={"required": True}), answer(header={})),
    ("header-made-required", "answer", answer(header={}), answer(header={"required": True})),
]


def between_ids(path: str) -> Json:
    """A contract of one operation at a path with parameters."""
    made = contract()
    names = re.findall(r"\{(\w+)\}", path)
    parameters = [{"name": name, "in": "path", "required": True, "schema": TEXT} for name in names]
    said = made["paths"].pop("/op")["post"] | {"parameters": sorted(parameters, key=str)}
    return made | {"paths": {path: {"post": said}}}


PATHS: list[tuple[str, str, str]] = [
    ("path-parameter-renamed", "/a/{x}", "/a/{y}"),
    ("path-parameter-moved", "/from/{x}/to/{y}", "/from/{y}/to/{x}"),
    ("path-parameter-moved", "/{x}/{y}/{z}", "/{y}/{z}/{x}"),
]


def found(before: Json, after: Json) -> Found:
    differences = compare(Document(before), Document(copy.deepcopy(after)))
    return {(difference.kind, difference.direction) for difference in differences}


@pytest.mark.parametrize(("kind", "old", "new"), VALUES, ids=[row[0] for row in VALUES])
@pytest.mark.parametrize("direction", ["request", "answer"])
def test_a_change_of_values_is_of_its_kind(kind: str, old: Json, new: Json, direction: str) -> None:
    sides: Callable[[Json], tuple[Json | None, Json | None]] = (
        (lambda schema: (schema, None)) if direction == "request" else lambda schema: (None, schema)
    )
    assert found(contract(*sides(old)), contract(*sides(new))) == {(kind, direction)}


@pytest.mark.parametrize(("kind", "old", "new"), REQUESTS)
def test_a_change_that_only_requests_know(kind: str, old: Json, new: Json) -> None:
    assert found(contract(old), contract(new)) == {(kind, "request")}
    assert found(contract(None, old), contract(None, new)) == set()


@pytest.mark.parametrize(("kind", "old", "new"), ANSWERS)
def test_a_change_that_only_answers_know(kind: str, old: Json, new: Json) -> None:
    assert found(contract(None, old), contract(None, new)) == {(kind, "answer")}
    assert found(contract(old), contract(new)) == set()


@pytest.mark.parametrize(("kind", "direction", "old", "new"), OPERATIONS)
def test_a_change_of_an_operation_is_of_its_kind(
    kind: str, direction: str, old: Json, new: Json
) -> None:
    assert found(operation(old), operation(new)) == {(kind, direction)}


@pytest.mark.parametrize(("kind", "old", "new"), PATHS)
def test_another_order_in_a_path_is_told_from_other_names(kind: str, old: str, new: str) -> None:
    assert found(between_ids(old), between_ids(new)) == {(kind, "request")}
    assert found(between_ids(old), between_ids(old)) == set()


def test_one_name_moved_and_another_new() -> None:
    kinds = {kind for kind, _ in found(between_ids("/{x}/{y}"), between_ids("/{y}/{z}"))}
    assert kinds == {"path-parameter-moved", "path-parameter-renamed"}


def known() -> Found:
    """The rules that these changes are about."""
    found = {(kind, direction) for kind, *_ in VALUES for direction in ("request", "answer")}
    found |= {(kind, "request") for kind, *_ in REQUESTS}
    found |= {(kind, "answer") for kind, *_ in ANSWERS}
    found |= {(kind, "request") for kind, *_ in PATHS}
    return found | {(kind, direction) for kind, direction, *_ in OPERATIONS}
