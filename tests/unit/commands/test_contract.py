"""`fittrack contract`: what differs from a backend's contract, and which commands that breaks."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from fittrack_contract import CONTRACT_VERSION, OPERATIONS
from fittrack_contract.contract import document
from tests.unit.cli.conftest import Run

Json = dict[str, Any]
Change = Callable[[Json], None]
CONTRACT_PATH = "/v1/openapi.json"


def server(*changes: Change, version: str = CONTRACT_VERSION) -> Callable[..., httpx.Response]:
    """A server whose contract is this build's, changed."""
    contract: Json = copy.deepcopy(document())
    contract["info"]["version"] = version
    for change in changes:
        change(contract)

    def answer(request: httpx.Request) -> httpx.Response:
        assert "authorization" not in request.headers
        info = {"server_version": "1", "contract_version": version, "features": []}
        headers = {"X-Contract-Version": version}
        body = contract if request.url.path == CONTRACT_PATH else info
        return httpx.Response(200, headers=headers, json=body)

    return answer


def schema(name: str) -> Callable[[Json], Json]:
    def find(contract: Json) -> Json:
        found: Json = contract["components"]["schemas"][name]
        return found

    return find


def without(name: str, field: str) -> Change:
    def change(contract: Json) -> None:
        found = schema(name)(contract)
        del found["properties"][field]
        found["required"].remove(field)

    return change


def test_the_same_contract_is_fine(run: Run) -> None:
    result = run("contract", "check", handler=server())
    assert result.code == 0
    assert "is this fittrack's" in result.err
    assert run("contract", "check", "-o", "json", handler=server()).json() == []


def test_a_field_that_commands_read_breaks_them(raw_run: Run) -> None:
    changed = server(without("OverviewRow", "failing_files"))
    result = raw_run("contract", "check", "-o", "json", handler=changed)
    assert result.code == 9
    (row,) = json.loads(result.out)
    assert row["verdict"] == "breaking" and row["breaks"] is True
    assert row["where"] == "OverviewRow.failing_files"
    assert row["operations"] == ["get_sync_overview"]
    assert row["commands"] == ["doctor", "sync status", "sync ignore"]
    assert result.error()["commands"] == ["doctor", "sync status", "sync ignore"]


def test_what_no_command_uses_is_told_and_breaks_nothing(raw_run: Run) -> None:
    def remove(contract: Json) -> None:
        del contract["paths"]["/v1/meta/health"]

    result = raw_run("contract", "check", "-o", "json", handler=server(remove))
    assert result.code == 0
    (row,) = json.loads(result.out)
    assert row["verdict"] == "breaking" and row["breaks"] is False and row["commands"] == []


def test_a_request_field_that_no_command_sends_breaks_nothing(raw_run: Run) -> None:
    def narrow(contract: Json) -> None:
        found = schema("FolderSourceRequest")(contract)
        found["properties"]["note"] = {"type": "string"}

    before = server(narrow)
    result = raw_run("contract", "check", "-o", "json", handler=before)
    assert result.code == 0
    assert [row["kind"] for row in json.loads(result.out)] == ["field-added"]


@pytest.mark.parametrize(
    ("field", "commands"),
    [("types", ["quickstart", "sync start"]), ("full", ["quickstart", "sync start"])],
)
def test_a_request_field_names_the_commands_that_send_it(
    raw_run: Run, field: str, commands: list[str]
) -> None:
    def remove(contract: Json) -> None:
        del schema("SyncRequest")(contract)["properties"][field]

    result = raw_run("contract", "check", "-o", "json", handler=server(remove))
    assert result.code == 9
    (row,) = json.loads(result.out)
    assert set(row["commands"]) <= set(commands) and "sync start" in row["commands"]


def test_what_the_design_calls_compatible_is_so(raw_run: Run) -> None:
    def add(contract: Json) -> None:
        schema("Activity")(contract)["properties"]["mood"] = {"type": "string"}
        schema("SyncType")(contract)["enum"].append("sleep")
        contract["paths"]["/v1/moods"] = copy.deepcopy(contract["paths"]["/v1/meta/health"])
        contract["paths"]["/v1/moods"]["get"]["operationId"] = "get_mood"

    version = CONTRACT_VERSION.replace(".0.0", ".1.0")
    result = raw_run("contract", "check", "-o", "json", handler=server(add, version=version))
    assert result.code == 0, result.err
    assert {row["verdict"] for row in json.loads(result.out)} == {"compatible"}


def test_another_major_version_is_explained(raw_run: Run) -> None:
    result = raw_run("contract", "check", handler=server(version="9.1.0"))
    assert result.code == 9
    assert "9.1.0" in result.err and CONTRACT_VERSION in result.err


@pytest.mark.parametrize(
    ("version", "code"), [(CONTRACT_VERSION, 0), ("1.99.0", 0), ("2.0.0", 9), ("newest", 9)]
)
def test_a_contract_that_is_not_shown_is_judged_by_its_version(
    raw_run: Run, version: str, code: int
) -> None:
    shows = server(version=version)

    def hides(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404, json={}) if request.url.path == CONTRACT_PATH else shows(request)

    result = raw_run("contract", "check", handler=hides)
    assert result.code == code
    assert "does not show its contract" in result.err
    assert version in result.err


def test_a_backend_that_is_down(raw_run: Run) -> None:
    assert raw_run("contract", "check").code == 7


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"{}",
        b'{"openapi": "3.1.0", "info": [], "paths": {}}',
        b'{"openapi": "2.0", "info": {}, "paths": {}}',
        b'{"openapi": "3.1.0", "info": {}, "paths": {"/a": {"get": 1}}}',
        b'{"openapi": "3.1.0", "info": {}, "paths": {"/a": {"$ref": "#/nowhere"}}}',
        b'{"openapi": "3.1.0", "info": {}, "paths": ' + b'{"a":' * 400 + b"1" + b"}" * 401,
        b"[" * 100_000,
        b'{"openapi": "3.1.0"',
    ],
)
def test_a_broken_contract_is_one_sentence(raw_run: Run, body: bytes) -> None:
    info = {"server_version": "1", "contract_version": CONTRACT_VERSION, "features": []}

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == CONTRACT_PATH:
            return httpx.Response(200, headers={"content-type": "application/json"}, content=body)
        return httpx.Response(200, json=info)

    result = raw_run("contract", "check", handler=answer)
    assert result.code in (7, 9)
    assert "Traceback" not in result.err and result.err.count("\n") <= 5


def test_a_server_of_another_major_version_is_still_looked_at(raw_run: Run) -> None:
    changed = server(without("Account", "username"), version="9.0.0")
    result = raw_run("contract", "check", "-o", "json", handler=changed)
    assert result.code == 9
    assert [row["where"] for row in json.loads(result.out)] == ["Account.username"]


def test_show_tells_the_version_and_the_operations(run: Run) -> None:
    result = run("contract", "show", "-o", "json")
    found = json.loads(result.out)
    assert found["contract_version"] == CONTRACT_VERSION
    assert found["operations"] == len(OPERATIONS)


@pytest.mark.parametrize("name", OPERATIONS)
def test_show_describes_every_operation(run: Run, name: str) -> None:
    result = run("contract", "show", name, "-o", "json")
    assert result.code == 0, result.err
    found = json.loads(result.out)
    method, path = OPERATIONS[name]
    assert (found["method"], found["path"]) == (method, path)
    assert {row["name"] for row in found["parameters"] if row["in"] == "path"} == {
        part[1:-1] for part in path.split("/") if part.startswith("{")
    }
    assert any(row["status"].startswith("2") for row in found["answers"])


def test_show_prints_the_document_itself(run: Run) -> None:
    assert json.loads(run("contract", "show", "--raw").out) == document()
    one = json.loads(run("contract", "show", "login", "--raw").out)
    assert one["operationId"] == "login"


def test_an_unknown_operation_is_a_usage_error(run: Run) -> None:
    result = run("contract", "show", "strt_sync")
    assert result.code == 2 and "start_sync" in result.err
