"""Writes openapi.yaml from the backend's routes, and the page of its problems.

Or checks whether they are current, and reports what breaks.
"""

from __future__ import annotations

import sys
from difflib import unified_diff
from pathlib import Path

import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from fittrack_backend.api.app import create_app
from fittrack_backend.api.contract import contract_yaml
from tools import REPOSITORY
from tools.problems_page import problems_page

CONTRACT = REPOSITORY / "openapi.yaml"
PROBLEMS = REPOSITORY / "docs" / "problems.md"


def main(arguments: list[str]) -> int:
    exported = contract_yaml(create_app())
    document = yaml.safe_load(exported)
    errors = list(OpenAPIV31SpecValidator(document).iter_errors())
    for error in errors:
        where = "/".join(str(part) for part in error.absolute_path)
        print(f"openapi.yaml is not valid OpenAPI 3.1: {where}: {error.message}", file=sys.stderr)
    if errors:
        return 1
    page = problems_page(document)
    if "--check" not in arguments:
        CONTRACT.write_text(exported, encoding="utf-8")
        PROBLEMS.write_text(page, encoding="utf-8")
        return 0
    kept = _text(CONTRACT)
    if kept != exported:
        tell_what_changed(kept, exported, in_lines="--diff" in arguments)
        print("openapi.yaml is stale: run scripts/export-contract", file=sys.stderr)
        return 1
    if _text(PROBLEMS) != page:
        print("docs/problems.md is stale: run scripts/export-contract", file=sys.stderr)
        return 1
    return 0


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


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
    from tools.drift import drift, told

    found = drift(before, after)
    print("the backend's routes differ from openapi.yaml:", file=sys.stderr)
    print(told(found) or "only in what explains: see --diff\n", end="", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
