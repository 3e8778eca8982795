"""Multiplies a contract: `python -m tools.recording.many_operations openapi.yaml 300 > many.json`."""

from __future__ import annotations

import json
import re
import sys
from typing import Any

from tools.contract.operations import METHODS
from tools.contract.source import read_contract

Json = dict[str, Any]


def multiplied(contract: Json, count: int) -> Json:
    """The contract with copies of its paths, operations and schemas until it has `count` operations."""
    grown: Json = json.loads(json.dumps(contract))
    number = 1
    while True:
        number += 1
        copy = _copied(contract, number)
        grown["components"]["schemas"].update(copy["components"]["schemas"])
        for path, item in copy["paths"].items():
            for method in METHODS:
                if method in item:
                    if operation_count(grown) == count:
                        return grown
                    grown["paths"].setdefault(path, {})[method] = item[method]


def operation_count(contract: Json) -> int:
    """How many operations a contract has."""
    return sum(method in item for item in contract["paths"].values() for method in METHODS)


def _copied(contract: Json, number: int) -> Json:
    """The same under other names."""
    text = json.dumps(contract)
    text = re.sub(r'("#/components/schemas/\w+)"', rf'\1Copy{number}"', text)
    copy: Json = json.loads(text)
    schemas = copy["components"]["schemas"]
    copy["components"]["schemas"] = {
        f"{name}Copy{number}": {**schema, "title": f"{name}Copy{number}"}
        for name, schema in schemas.items()
    }
    copy["paths"] = {f"/copy-{number}{path}": item for path, item in copy["paths"].items()}
    for item in copy["paths"].values():
        for operation in item.values():
            operation["operationId"] += f"_{number}"
    return copy


if __name__ == "__main__":
    print(json.dumps(multiplied(read_contract(sys.argv[1]), int(sys.argv[2]))))
