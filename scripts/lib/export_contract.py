"""Writes openapi.yaml from the backend's routes, or tells whether it is current."""

from __future__ import annotations

import sys
from difflib import unified_diff
from pathlib import Path

import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from fittrack_backend.api.contract import contract_yaml

CONTRACT = Path(__file__).resolve().parents[2] / "openapi.yaml"
SHOWN_DIFFERENCES = 40


def main(arguments: list[str]) -> int:
    exported = contract_yaml()
    errors = list(OpenAPIV31SpecValidator(yaml.safe_load(exported)).iter_errors())
    for error in errors:
        where = "/".join(str(part) for part in error.absolute_path)
        print(f"openapi.yaml is not valid OpenAPI 3.1: {where}: {error.message}", file=sys.stderr)
    if errors:
        return 1
    if "--check" not in arguments:
        CONTRACT.write_text(exported, encoding="utf-8")
        return 0
    kept = CONTRACT.read_text(encoding="utf-8") if CONTRACT.exists() else ""
    if kept == exported:
        return 0
    differences = unified_diff(
        kept.splitlines(),
        exported.splitlines(),
        "openapi.yaml",
        "the backend's routes",
        lineterm="",
    )
    for _, line in zip(range(SHOWN_DIFFERENCES), differences, strict=False):
        print(line, file=sys.stderr)
    print("openapi.yaml is stale: run scripts/export-contract", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
