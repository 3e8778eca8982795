"""A change in the backend alone is told by operation and field, with what it breaks."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from tools import REPOSITORY
from tools.contract.conformance import Contract
from tools.drift import OperationDrift, drift, told

CONTRACT = Contract.load(REPOSITORY / "openapi.yaml").document
Json = Any


def changed() -> Json:
    return deepcopy(dict(CONTRACT))


def by_operation(after: Json) -> dict[str, OperationDrift]:
    return {one.operation: one for one in drift(CONTRACT, after)}


def test_nothing_is_told_of_the_same_contract_or_of_other_words() -> None:
    after = changed()
    after["info"]["description"] = "Other words."
    after["components"]["schemas"]["Activity"]["properties"]["sport"]["description"] = "A sport."
    assert drift(CONTRACT, after) == []


@pytest.mark.parametrize("schema", ["Activity", "ActivityDetail"])
def test_a_renamed_field_names_operation_field_cassettes_and_commands(schema: str) -> None:
    after = changed()
    activity = after["components"]["schemas"][schema]
    activity["properties"]["distance_metres"] = activity["properties"].pop("distance_m")
    activity["required"] = [
        "distance_metres" if n == "distance_m" else n for n in activity["required"]
    ]

    found = by_operation(after)
    operation, where, command, cassette, others = {
        "Activity": (
            *("list_activities", "body.items[]", "activities list", "200-all"),
            {"split_activity", "preview_forgetting", "restore_source", "preview_undo"},
        ),
        "ActivityDetail": (
            *("get_activity", "body", "activities show", "200-with-laps"),
            {"merge_activities", "restore_activity"},
        ),
    }[schema]
    assert set(found) == {operation, *others}
    one = found[operation]
    assert [(difference.where, difference.after) for difference in one.differences] == [
        (f"answer 200 {where}.distance_m", None),
        (f"answer 200 {where}.distance_metres", "number or null"),
    ]
    assert command in one.commands
    assert f"data/{operation}/{cassette}" in one.cassettes
    text = told([one])
    for word in (operation, "distance_m is gone", cassette, f"fittrack {command}"):
        assert word in text


def test_a_new_field_of_an_answer_breaks_cassettes_and_no_command() -> None:
    after = changed()
    source = after["components"]["schemas"]["Source"]
    source["properties"]["colour"] = {"type": "string"}
    source["required"].append("colour")
    found = by_operation(after)
    assert {
        "list_sources",
        "get_source",
        "connect_source",
        "change_source",
        "watch_source",
    } == set(found)
    assert found["list_sources"].cassettes
    assert [one.commands for one in found.values()] == [[]] * 5


def test_a_parameter_with_a_tighter_limit_breaks_the_commands_that_pass_it() -> None:
    after = changed()
    for parameter in after["paths"]["/v1/workouts"]["get"]["parameters"]:
        if parameter["name"] == "limit":
            parameter["schema"]["maximum"] = 100
    found = by_operation(after)
    assert [str(one) for one in found["list_workouts"].differences] == [
        "request query.limit was integer (maximum 1000, minimum 1, default 100),"
        " and is integer (maximum 100, minimum 1, default 100)"
    ]
    assert "workouts list" in found["list_workouts"].commands


def test_a_required_member_of_a_request_breaks_the_commands_that_do_not_send_it() -> None:
    after = changed()
    request = after["components"]["schemas"]["FolderSourceRequest"]
    request["properties"]["owner"] = {"type": "string"}
    request["required"].append("owner")
    found = by_operation(after)["connect_source"]
    assert [str(one) for one in found.differences] == [
        "request body.owner is new (required string)"
    ]
    assert "source connect folder" in found.commands


def test_an_operation_that_is_gone_and_one_that_is_new() -> None:
    after = changed()
    paths = after["paths"]
    paths["/v1/workouts/{workout_id}/original"] = paths.pop("/v1/workouts/{workout_id}/file")
    new = deepcopy(paths["/v1/meta/health"]["get"])
    paths["/v1/meta/time"] = {"get": {**new, "operationId": "get_time"}}
    found = by_operation(after)
    assert [str(one) for one in found["download_workout_file"].differences] == [
        "path was /v1/workouts/{workout_id}/file, and is /v1/workouts/{workout_id}/original"
    ]
    assert "workouts download" in found["download_workout_file"].commands
    assert str(found["get_time"].differences[0]) == "the operation is new (GET /v1/meta/time)"
    assert found["get_time"].cassettes == []
