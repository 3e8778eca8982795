"""The judge follows schemas that hold themselves, and tells a shared change once."""

from __future__ import annotations

import copy
from typing import Any

from tests.contract.made_contract import CONTRACT, Json, between, contract


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
