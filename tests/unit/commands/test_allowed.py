"""A value that the contract does not allow is refused before anything is sent, by every command."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from fittrack_cli.errors import USAGE, UsageError
from fittrack_cli.values.schema import resolved
from fittrack_cli.wire.allowed import HANDED_OUT, check_allowed, limits_of, why_not
from fittrack_client import api
from fittrack_client.models.refresh_request import RefreshRequest
from fittrack_client.operation import Operation
from fittrack_client.parameters import query_text
from fittrack_contract.problems import VALIDATION
from fittrack_contract.requests import DEFINITIONS, REQUESTS
from tests.unit.commands.conftest import Backend, Signed

LONG = "x" * 5000


def operation(name: str, **sent: Any) -> Operation[object]:
    return Operation(name, "POST", "/v1/x", lambda response: response, **sent)


def parameters(place: str) -> Iterator[tuple[str, str]]:
    """Every parameter whose text has a limit."""
    for name, places in REQUESTS.items():
        for parameter, schema in places.get(place, {}).items():
            if resolved(schema, DEFINITIONS) and parameter not in HANDED_OUT:
                yield name, parameter


def members() -> Iterator[tuple[str, str]]:
    for name, places in REQUESTS.items():
        body = resolved(places.get("body", {}), DEFINITIONS)
        for member, schema in body.get("properties", {}).items():
            if resolved(schema, DEFINITIONS).get("items", {}).get("format") != "binary":
                yield name, member


@pytest.mark.parametrize(("name", "parameter"), list(parameters("query")))
def test_every_query_is_held_to_its_limits(name: str, parameter: str) -> None:
    with pytest.raises(UsageError, match="cannot send this") as refused:
        check_allowed(operation(name, query=[query_text(parameter, LONG)]))
    assert refused.value.detail.startswith(f"{parameter}: must ")
    assert (refused.value.code, refused.value.slug) == (USAGE, VALIDATION)


@pytest.mark.parametrize(("name", "parameter"), list(parameters("header")))
def test_every_header_is_held_to_its_limits(name: str, parameter: str) -> None:
    with pytest.raises(UsageError):
        check_allowed(operation(name, headers={parameter: LONG}))


@pytest.mark.parametrize(("name", "member"), list(members()))
def test_every_body_is_held_to_its_limits(name: str, member: str) -> None:
    wrong = operation(name, json={member: [LONG] * 500})
    if member in HANDED_OUT:
        check_allowed(operation(name, json={"attempt": "an attempt of ours", member: [LONG] * 500}))
        return
    with pytest.raises(UsageError) as refused:
        check_allowed(wrong)
    assert LONG not in refused.value.detail


@pytest.mark.parametrize(
    "sent",
    [
        api.list_activities(sport="x" * 640, limit=1000, cursor=LONG),
        api.refresh_token(body=RefreshRequest(LONG, "an attempt of ours")),
        api.get_health(),
        operation("an-operation-of-another-contract", query=["a=1"], json={"b": LONG}),
    ],
)
def test_what_is_allowed_or_was_handed_out_passes(sent: Operation[object]) -> None:
    check_allowed(sent)


def test_limits_are_those_of_the_contract() -> None:
    assert limits_of("list_activities", "query", "sport")["maxLength"] == 640
    assert limits_of("register_account", "body", "password")["minLength"] == 10
    assert why_not("x" * 641, "list_activities", "query", "sport") == (
        "must have at most 640 characters"
    )
    assert why_not("running", "list_activities", "query", "sport") is None


@pytest.mark.parametrize(
    "args",
    [
        ("activities", "list", "--sport", "x" * 641),
        ("workouts", "list", "--sport", "x" * 65),
        ("source", "connect", "folder", "/", "--name", "x" * 1001),
        ("auth", "access-tokens", "create", "x" * 101),
        ("auth", "access-tokens", "create", "backup", "--expires", "3651"),
        ("sync", "start", "--idempotency-key", "x" * 256),
    ],
)
def test_a_command_sends_nothing_that_the_contract_forbids(
    backend: Backend, fittrack: Signed, args: tuple[str, ...]
) -> None:
    done = fittrack(*args)
    assert (done.code, backend.requests) == (2, [])
