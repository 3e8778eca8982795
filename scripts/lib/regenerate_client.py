"""Writes generated_client/ from openapi.yaml, or tells whether it is current."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = ROOT / "openapi.yaml"
GENERATED = ROOT / "generated_client"
CONFIGURATION = ROOT / "scripts" / "client"
NOTICE = "Generated from openapi.yaml by scripts/regenerate-client; do not edit."
HEADER = f"# {NOTICE}\n\n"


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="fittrack-client-") as folder:
        made = Path(folder) / GENERATED.name
        made.mkdir()
        generate_client(made / "fittrack_client")
        generate_constants(made / "fittrack_contract")
        embed_contract(made / "fittrack_contract")
        for module in made.rglob("*.py"):
            module.write_text(HEADER + module.read_text("utf-8"), "utf-8")
        for package in made.iterdir():
            (package / "py.typed").touch()
        shutil.rmtree(made / "fittrack_client" / ".ruff_cache", ignore_errors=True)
        if "--check" in arguments:
            return compare(files_of(made), files_of(GENERATED))
        replace(made, GENERATED)
    return 0


def generate_client(target: Path) -> None:
    """Runs openapi-python-client; anything that it leaves out of the client is a failure."""
    command = ["openapi-python-client", "generate", "--meta", "none", "--fail-on-warning"]
    command += ["--path", str(CONTRACT), "--output-path", str(target)]
    command += ["--config", str(CONFIGURATION / "config.yml")]
    command += ["--custom-template-path", str(CONFIGURATION / "templates")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or "WARNING" in done.stdout + done.stderr:
        sys.exit(f"{done.stdout}{done.stderr}openapi-python-client could not take openapi.yaml")


def generate_constants(target: Path) -> None:
    """Writes the contract's names as literals: what a command must know before it asks a server."""
    contract = yaml.safe_load(CONTRACT.read_text("utf-8"))
    schemas = contract["components"]["schemas"]
    enums = {name: tuple(schema["enum"]) for name, schema in schemas.items() if "enum" in schema}
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
    ]
    target.mkdir()
    module = target / "__init__.py"
    module.write_text("\n".join(parts), "utf-8")
    subprocess.run(
        [
            "ruff",
            "format",
            "--isolated",
            "--no-cache",
            "--quiet",
            "--line-length",
            "100",
            str(module),
        ],
        check=True,
    )


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


def embed_contract(target: Path) -> None:
    """Writes the contract as compact JSON, and the function that reads it at run time."""
    contract = {"x-generated": NOTICE} | yaml.safe_load(CONTRACT.read_text("utf-8"))
    text = json.dumps(contract, ensure_ascii=False, separators=(",", ":"))
    (target / "openapi.json").write_text(text + "\n", "utf-8")
    (target / "contract.py").write_text(ACCESSOR, "utf-8")


def constant_name(schema: str) -> str:
    """`SyncType` -> `SYNC_TYPES`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", schema).upper()
    return words.removesuffix("Y") + "IES" if words.endswith("Y") else words + "S"


def operations(
    contract: Mapping[str, Mapping[str, Mapping[str, Mapping[str, str]]]],
) -> dict[str, tuple[str, str]]:
    return {
        operation["operationId"]: (method.upper(), path)
        for path, methods in contract["paths"].items()
        for method, operation in methods.items()
        if method != "parameters"
    }


def path_parameter_formats(node: object) -> dict[str, str]:
    """The format of every path parameter that is found anywhere below `node` and has one."""
    formats: dict[str, str] = {}
    if isinstance(node, dict):
        if node.get("in") == "path" and "format" in node["schema"]:
            formats[node["name"]] = node["schema"]["format"]
        children = list(node.values())
    else:
        children = node if isinstance(node, list) else []
    for child in children:
        formats |= path_parameter_formats(child)
    return formats


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def compare(made: dict[str, bytes], kept: dict[str, bytes]) -> int:
    """0 when both hold the same bytes; tells every file that differs."""
    different = [
        name for name in sorted(made.keys() | kept.keys()) if made.get(name) != kept.get(name)
    ]
    for name in different:
        state = "missing" if name not in kept else "not generated" if name not in made else "stale"
        print(f"{GENERATED.name}/{name}: {state}", file=sys.stderr)
    if different:
        print("generated_client is stale: run scripts/regenerate-client", file=sys.stderr)
    return 1 if different else 0


def replace(made: Path, kept: Path) -> None:
    """Writes only what changed, and removes what is no longer generated."""
    new, old = files_of(made), files_of(kept)
    for name in old.keys() - new.keys():
        (kept / name).unlink()
    for name, content in new.items():
        if old.get(name) != content:
            (kept / name).parent.mkdir(parents=True, exist_ok=True)
            (kept / name).write_bytes(content)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
