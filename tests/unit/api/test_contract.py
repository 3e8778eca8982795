"""The contract: valid, complete, and its examples keep to its own schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from fittrack_backend.api import examples
from fittrack_backend.api.app import create_app
from fittrack_backend.api.meta import get_server_info
from fittrack_backend.readers.fit.samples import OTHERS
from fittrack_backend.records.samples import SEGMENTS
from fittrack_backend.sources.kinds import KINDS

CONTRACT: dict[str, Any] = create_app().openapi()
WITHOUT_ANSWER = {
    "unignore_file",
    "delete_sync_schedule",
    "delete_notification_target",
    "remove_totp",
    "delete_account",
    "export_account",
    "logout",
    "revoke_session",
    "revoke_access_token",
    "disconnect_source",
    "delete_activity",
    "download_activity_file",
    "export_activity",
    "download_workout_file",
}


TWO_SUCCESSES = {"upload_files": {"200", "202"}}
"""Operations that answer in two ways: what became of all is known, or not yet."""


def operations() -> Iterator[dict[str, Any]]:
    for path in CONTRACT["paths"].values():
        yield from path.values()


def successes(operation: dict[str, Any]) -> list[dict[str, Any]]:
    return [answer for status, answer in operation["responses"].items() if status[0] == "2"]


OPERATIONS = {operation["operationId"]: operation for operation in operations()}


def test_it_is_valid_openapi_3_1() -> None:
    assert CONTRACT["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(CONTRACT).iter_errors()) == []


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_described(name: str) -> None:
    operation = OPERATIONS[name]
    assert operation["summary"] and operation["description"]
    assert len(operation["tags"]) == 1
    statuses = {status for status in operation["responses"] if status[0] == "2"}
    assert len(statuses) == 1 or statuses == TWO_SUCCESSES.get(name)
    assert "default" in operation["responses"]
    for status, answer in operation["responses"].items():
        assert {"X-Request-Id", "X-Contract-Version"} <= answer["headers"].keys(), status
        if status == "304":
            assert "content" not in answer
        elif status[0] != "2":
            assert list(answer["content"]) == ["application/problem+json"], status
    if "requestBody" in operation:
        wanted = {"413", "422"}
        if "application/json" in operation["requestBody"]["content"]:
            wanted.add("400")
        assert wanted <= set(operation["responses"])
    if "security" in operation:
        assert {"401", "403"} <= set(operation["responses"])


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_has_examples_that_its_schemas_accept(name: str) -> None:
    operation = OPERATIONS[name]
    content = operation.get("requestBody", {}).get("content", {})
    bodies = [one for kind, one in content.items() if kind == "application/json"]
    answers = [one for answer in successes(operation) for one in answer.get("content", {}).values()]
    assert bool(bodies) == (name in examples.REQUESTS)
    files = {"application/octet-stream", "application/zip"}
    assert bool(bodies) == bool(content) or not files.isdisjoint(content)
    assert (name in WITHOUT_ANSWER) == (name not in examples.RESPONSES)
    for media_type in bodies + [one for one in answers if name not in WITHOUT_ANSWER]:
        if media_type["schema"].get("format") == "binary":
            continue
        schema = {**media_type["schema"], "components": CONTRACT["components"]}
        for example in media_type["examples"].values():
            Draft202012Validator(schema).validate(example["value"])


def test_no_example_is_for_an_operation_that_does_not_exist() -> None:
    assert set(examples.REQUESTS) | set(examples.RESPONSES) <= set(OPERATIONS)


def test_every_list_is_paged() -> None:
    for name, operation in OPERATIONS.items():
        if not name.startswith("list_"):
            continue
        names = {parameter["name"] for parameter in operation["parameters"]}
        assert {"limit", "cursor"} <= names, name


def test_a_server_has_a_feature_for_each_kind_of_source() -> None:
    features = get_server_info().features
    assert {f"source-{kind}" for kind in KINDS} <= set(features)
    assert len(features) == len(set(features))


def test_every_table_of_samples_can_be_asked_for() -> None:
    named = CONTRACT["components"]["schemas"]["SampleTable"]["enum"]
    assert set(named) == {"samples", "rr", SEGMENTS, *OTHERS.values()}
