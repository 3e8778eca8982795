"""Writes fittrack_contract: the contract's names as constants, and the contract itself."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from textwrap import wrap
from typing import Any

from tools.contract.operations import operations_of
from tools.contract.source import Document
from tools.generating.operation_index import operation_index

NOTICE = "Generated from openapi.yaml by scripts/regenerate-client; do not edit."
COMMENT_WIDTH = 96
ACCESSOR = '''"""The contract that this build was generated from, whole."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path


@cache
def document() -> dict[str, object]:
    """The OpenAPI 3.1 document as parsed JSON; read when first asked for, and not to be changed."""
    text = Path(__file__).with_name("openapi.json").read_text("utf-8")
    contract: dict[str, object] = json.loads(text)
    del contract["x-generated"]
    return contract
'''


def generate_constants(document: Document, target: Path) -> None:
    """Writes the package: what a command must know before it asks a server, and the contract."""
    target.mkdir()
    (target / "__init__.py").write_text(_constants(document), "utf-8")
    (target / "problems.py").write_text(_problems(document), "utf-8")
    (target / "requests.py").write_text(_requests(document), "utf-8")
    (target / "operation_index.py").write_text(operation_index(document), "utf-8")
    (target / "contract.py").write_text(ACCESSOR, "utf-8")
    whole = {"x-generated": NOTICE} | document
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    (target / "openapi.json").write_text(text + "\n", "utf-8")


def _constants(contract: Document) -> str:
    schemas = contract.get("components", {}).get("schemas", {})
    enums = {
        name: tuple(schema["enum"])
        for name, schema in schemas.items()
        if all(isinstance(value, str) for value in schema.get("enum", [None]))
    }
    fields = {
        name: tuple(schema["properties"])
        for name, schema in schemas.items()
        if "properties" in schema
    }
    parts = [
        '"""The contract\'s names as plain values; importing this imports nothing else."""',
        f"CONTRACT_VERSION: str = {contract['info']['version']!r}",
        *(f"{constant_name(name)}: tuple[str, ...] = {values!r}" for name, values in enums.items()),
        "# Every enum, by its schema's name.",
        "ENUMS: dict[str, tuple[str, ...]] = {"
        + "".join(f"{name!r}: {constant_name(name)}, " for name in enums)
        + "}",
        "# The members of every object, by its schema's name, in the contract's order.",
        f"FIELDS: dict[str, tuple[str, ...]] = {fields!r}",
        "# What a path parameter must look like: a format of JSON Schema.",
        f"PATH_PARAMETER_FORMATS: dict[str, str] = {path_parameter_formats(contract)!r}",
        "# Every operation: its method and its path.",
        f"OPERATIONS: dict[str, tuple[str, str]] = {operations(contract)!r}",
        "# Those that a signed-in program reads JSON with, where nothing need be said but ids in the path.",
        f"PLAIN_READS: tuple[str, ...] = {plain_reads(contract)!r}",
    ]
    return "\n".join(parts) + "\n"


def _requests(contract: Document) -> str:
    """What the contract allows of the values that are sent, other than those in a path."""
    requests: dict[str, dict[str, Any]] = {}
    definitions: dict[str, Any] = {}
    for operation in operations_of(contract):
        places: dict[str, Any] = {}
        for one in operation.parameters:
            if one.location in ("query", "header"):
                places.setdefault(one.location, {})[one.name] = one.schema
        if operation.body is not None:
            places["body"] = operation.body.schema
        if places:
            requests[operation.name] = places
            definitions |= operation.definitions
    parts = [
        '"""What may be sent, as JSON Schemas; importing this imports nothing else."""',
        "from typing import Any",
        "# By operation: the parameters in `query` and `header` by name, and the `body`.",
        f"REQUESTS: dict[str, dict[str, Any]] = {requests!r}",
        "# What a `$ref` in them is the name of.",
        f"DEFINITIONS: dict[str, Any] = {dict(sorted(definitions.items()))!r}",
    ]
    return "\n".join(parts) + "\n"


def _problems(contract: Document) -> str:
    """A constant for each kind of problem, with what it means."""
    schema = contract.get("components", {}).get("schemas", {}).get("ProblemType", {})
    kinds: dict[str, Any] = schema.get("x-problems", {})
    prefixes = {
        one.removesuffix(kind) for one, kind in zip(schema.get("enum", ()), kinds, strict=True)
    }
    if len(prefixes) > 1:
        raise ValueError(f"the types of problems do not begin alike: {sorted(prefixes)}")
    parts = [
        '"""The kinds of problems by name; importing this imports nothing else."""',
        "# What `type` begins with; a kind follows.",
        f"TYPE_PREFIX = {next(iter(prefixes), '')!r}",
        *(_kind(slug, meaning) for slug, meaning in kinds.items()),
    ]
    return "\n".join(parts) + "\n"


def _kind(slug: str, meaning: Mapping[str, Any]) -> str:
    statuses = ", ".join(map(str, meaning["statuses"]))
    text = f"{meaning['title']} ({statuses}). {meaning['description']}"
    words = "\n".join(f"# {line}" for line in wrap(text, COMMENT_WIDTH))
    return f"\n{words}\n{re.sub(r'[^a-z0-9]+', '_', slug).upper()} = {slug!r}"


def constant_name(schema: str) -> str:
    """`SyncType` -> `SYNC_TYPES`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|\W+", "_", schema).upper()
    return words.removesuffix("Y") + "IES" if words.endswith("Y") else words + "S"


def operations(contract: Document) -> dict[str, tuple[str, str]]:
    return {one.name: (one.method, one.path) for one in operations_of(contract)}


def plain_reads(contract: Document) -> tuple[str, ...]:
    return tuple(
        one.name
        for one in operations_of(contract)
        if (one.method, one.body, one.answer, one.accept)
        == ("GET", None, "json", ("application/json",))
        and one.signed_in
        and all(
            parameter.schema.get("format") == "uuid"
            if parameter.location == "path"
            else not parameter.required
            for parameter in one.parameters
        )
    )


def path_parameter_formats(contract: Document) -> dict[str, str]:
    """The format of every path parameter that has one."""
    return {
        parameter.name: parameter.schema["format"]
        for operation in operations_of(contract)
        for parameter in operation.parameters
        if parameter.location == "path" and "format" in parameter.schema
    }
