"""Writes openapi.yaml from the backend's routes, or tells whether it is current, and what breaks."""

from __future__ import annotations

import sys
from difflib import unified_diff
from pathlib import Path

import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from fittrack_backend.api.contract import contract_yaml

CONTRACT = Path(__file__).resolve().parents[2] / "openapi.yaml"


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
    tell_what_changed(kept, exported, in_lines="--diff" in arguments)
    print("openapi.yaml is stale: run scripts/export-contract", file=sys.stderr)
    return 1


def tell_what_changed(kept: str, exported: str, *, in_lines: bool) -> None:
    """By operation and field, with the cassettes and commands that break; or line by line."""
    before, after = yaml.safe_load(kept), yaml.safe_load(exported)
    if in_lines or before is None:
        differences = unified_diff(
            kept.splitlines(),
            exported.splitlines(),
            "openapi.yaml",
            "the backend's routes",
            lineterm="",
        )
        print("\n".join(differences), file=sys.stderr)
        return
    from tests.contract.drift import drift, told

    found = drift(before, after)
    print("the backend's routes differ from openapi.yaml:", file=sys.stderr)
    print(told(found) or "only in what explains: see --diff\n", end="", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
