"""Writes generated_client/ from the contract, or checks whether it is current."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools import GENERATED, REPOSITORY
from tools.contract.source import Document, read_contract
from tools.generating.contract_constants import NOTICE, generate_constants
from tools.generating.operation_commands import generate_commands
from tools.generating.typed_client import generate_client

CONTRACT = REPOSITORY / "openapi.yaml"
FIXES = (
    [
        "--select",
        "RET504,RET506,RUF022,RUF100,SIM108,W291",
        "--unsafe-fixes",
    ],  # unsafe only for comments, and generated code has none
    ["--select", "I,F401,UP"],
)
HEADER = f"# {NOTICE}\n\n"
README = f"""# What is generated from the contract

{NOTICE}

| folder | package | what it is |
|---|---|---|
| `client/` | `fittrack_client` | the typed client: models, and a call for each operation |
| | `fittrack_contract` | the contract's names as constants, an index of its operations, and the contract itself |
| `commands/` | `fittrack_commands` | a command of `fittrack api` for each operation |

`client/` lies below `fittrack_cli`, which imports it, and imports nothing of it. `commands/` lies above: it imports
`fittrack_cli`, which loads one of its modules by name when `fittrack api` is called.
"""
LEFTOVERS = frozenset({"__pycache__", ".ruff_cache", ".mypy_cache"})


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/regenerate-client", description=__doc__)
    parser.add_argument(
        "--from",
        dest="source",
        metavar="FILE|URL",
        default=str(CONTRACT),
        help="another contract than openapi.yaml, which stays as it is",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing, and fail when a file there is stale, missing or too many",
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="fittrack-client-") as folder:
        made = Path(folder) / GENERATED.name
        generate(read_contract(options.source), made)
        if options.check:
            return compare(files_of(made), files_of(GENERATED))
        replace(made, GENERATED)
    return 0


def generate(document: Document, target: Path) -> None:
    """Writes everything that is generated into a new folder. Ends the program on errors."""
    client, commands = target / "client", target / "commands"
    client.mkdir(parents=True)
    commands.mkdir()
    try:
        generate_client(document, client / "fittrack_client")
        generate_constants(document, client / "fittrack_contract")
        generate_commands(document, commands / "fittrack_commands")
    except ValueError as error:
        sys.exit(f"cannot generate from this contract: {error}")
    for module in target.rglob("*.py"):
        module.write_text(HEADER + module.read_text("utf-8"), "utf-8")
    for package in (*client.iterdir(), *commands.iterdir()):
        (package / "py.typed").touch()
    (target / "README.md").write_text(README, "utf-8")
    format_code(target)


def format_code(target: Path) -> None:
    """Formats with fixed settings, whatever configuration is around."""
    isolated = ["--isolated", "--no-cache", "--target-version", "py311", "--line-length", "100"]
    for command in (*(["check", "--fix-only", *fix] for fix in FIXES), ["format"]):
        ruff = ["ruff", *command, *isolated, str(target)]
        done = subprocess.run(ruff, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"ruff cannot format what was generated:\n{done.stdout}{done.stderr}")


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not LEFTOVERS & set(path.parts)
    }


def compare(made: dict[str, bytes], kept: dict[str, bytes]) -> int:
    """0 when both hold the same bytes; names every file that differs."""
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
    """Writes only what changed, and removes what is no longer generated, empty folders too."""
    new, old = files_of(made), files_of(kept)
    for name in old.keys() - new.keys():
        (kept / name).unlink()
    for name, content in new.items():
        if old.get(name) != content:
            (kept / name).parent.mkdir(parents=True, exist_ok=True)
            (kept / name).write_bytes(content)
    remove_leftovers(kept)


def remove_leftovers(folder: Path) -> None:
    """Removes cached bytecode of modules that are gone, and folders that are empty after that."""
    for cached in folder.rglob("__pycache__/*.pyc"):
        if not (cached.parents[1] / f"{cached.name.partition('.')[0]}.py").exists():
            cached.unlink()
    for inner in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(inner.iterdir()):
            inner.rmdir()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
