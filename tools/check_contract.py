"""Judges the working tree's openapi.yaml against an earlier one."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from fittrack_cli.contract.check import listed
from fittrack_cli.contract.difference import Difference, breaking
from fittrack_cli.contract.documents import (
    MAX_BYTES,
    BrokenContract,
    Document,
    read_document,
)
from fittrack_cli.contract.judge import compare
from fittrack_cli.contract.rules import as_markdown
from fittrack_cli.output.columns import Column
from fittrack_cli.output.output import Output
from fittrack_cli.wire.contract_versions import Version, parsed
from tools import REPOSITORY

CONTRACT = "openapi.yaml"
PATIENCE_S = 60.0
OK, NOT_RAISED, UNREADABLE, BREAKING = 0, 1, 2, 9
FIELDS = ("verdict", "kind", "direction", "where", "what", "why", "operations")
TEXTS = ("text-changed", "tags-changed", "extension-changed")


class Unreadable(Exception):
    """The contract cannot be read; says why."""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("scripts/check-contract")
    parser.add_argument("base", metavar="BASE", nargs="?")
    parser.add_argument(
        "-o", "--output", choices=("table", "json", "jsonl", "csv"), default="table"
    )
    parser.add_argument("--rules", action="store_true")
    given = parser.parse_args(arguments)
    if given.rules:
        print(as_markdown(), end="")
        return OK
    if given.base is None:
        parser.error("BASE is missing")
    try:
        old = _document(given.base, _read(given.base))
        new = _document(CONTRACT, (REPOSITORY / CONTRACT).read_bytes())
        found = compare(old, new)
    except (Unreadable, BrokenContract, OSError) as error:
        print(f"scripts/check-contract: {error}", file=sys.stderr)
        return UNREADABLE
    output = Output(given.output, sys.stdout, sys.stderr)
    _show(output, found)
    code, verdict = judged(found, old.version, new.version)
    output.note(verdict)
    return code


def judged(found: Sequence[Difference], before: str, after: str) -> tuple[int, str]:
    """The exit code, and one sentence that says why."""
    old, new = parsed(before), parsed(after)
    versions = f"info.version {before or 'none'} became {after or 'none'}"
    if before == after:
        versions = f"info.version is still {after}"
    if not found:
        return OK, "nothing changed"
    if old is None or new is None:
        return UNREADABLE, f"{versions}, which is not a semantic version"
    if new < old:
        return NOT_RAISED, f"{versions}, which is a step back"
    broken = breaking(found)
    if broken and new[0] == old[0]:
        return BREAKING, f"{len(broken)} breaking, and {versions}: it takes a new major version"
    if not broken and _adds(found) and new[:2] == old[:2]:
        return NOT_RAISED, f"all compatible, but {versions}: raise the minor number"
    return OK, f"{len(broken)} breaking, {len(found) - len(broken)} compatible; {_as_due(old, new)}"


def _adds(found: Sequence[Difference]) -> bool:
    return any(difference.kind not in TEXTS for difference in found)


def _as_due(old: Version, new: Version) -> str:
    if old == new:
        return "the version may stay"
    return f"version {'.'.join(map(str, new))} says so"


def _show(output: Output, found: Sequence[Difference]) -> None:
    def names(value: object) -> str:
        return listed([str(one) for one in value]) if isinstance(value, list) else "-"

    rows = [difference.as_json() for difference in found]
    output.rows(
        [{name: row[name] for name in FIELDS} for row in rows],
        [
            Column("verdict"),
            Column("direction", "IN"),
            Column("where"),
            Column("what"),
            Column("operations", format=names, wide=True),
            Column("kind", wide=True),
        ],
        fields=FIELDS,
        empty="No differences.",
    )


def _document(name: str, data: bytes) -> Document:
    try:
        return read_document(data)
    except BrokenContract as error:
        raise Unreadable(f"cannot read {name}: {error}") from error


def _read(base: str) -> bytes:
    """The bytes of an address, a file, or a revision's openapi.yaml. Raises Unreadable."""
    if base.startswith(("http://", "https://")):
        return _fetched(base)
    path = Path(base)
    if path.is_file():
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    return _at_revision(base)


def _fetched(url: str) -> bytes:
    deadline = time.monotonic() + PATIENCE_S
    data = bytearray()
    try:
        request = Request(url, headers={"Accept": "application/json, application/yaml, */*"})
        with urlopen(request, timeout=PATIENCE_S / 2) as answer:
            while len(data) <= MAX_BYTES and (chunk := answer.read1(1 << 16)):
                data += chunk
                if time.monotonic() > deadline:
                    raise Unreadable(f"cannot read {url}: it takes too long")
    except URLError as error:
        raise Unreadable(f"cannot read {url}: {error.reason}") from error
    except (HTTPException, OSError, ValueError) as error:
        why = str(error) or type(error).__name__
        raise Unreadable(f"cannot read {url}: {why}") from error
    return bytes(data)


def _at_revision(revision: str) -> bytes:
    command = ["git", "-C", str(REPOSITORY), "show", "--end-of-options", f"{revision}:{CONTRACT}"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        why = done.stderr.decode(errors="replace").removeprefix("fatal: ")
        why = next(iter(why.splitlines()), "git failed")
        raise Unreadable(
            f"{revision} is not a file, an address or a revision with {CONTRACT}: {why}"
        )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
