"""What the tests' commands printed, and the secrets that they used: kept until the whole run ends.

Every process of a run writes to files of its own below the run's temporary folder; the search for
secrets (tests/security/whole_run.py) reads them all.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

FOLDER = "transcript"
PRINTED = "printed.jsonl"
SECRETS = "secrets.jsonl"

_folder: Path | None = None


def keep_in(folder: Path) -> None:
    """Says where this process keeps its part; until then nothing is kept."""
    global _folder
    _folder = folder / FOLDER
    _folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def printed(args: Sequence[str], out: str, err: str) -> None:
    """Keeps what `fittrack` printed when it was called with `args`."""
    _append(PRINTED, {"args": list(args), "out": out, "err": err})


def secret(kind: str, value: str) -> str:
    """Keeps a password, a TOTP secret or a recovery code that a test uses, and returns it.

    Tokens need no entry: they are recognised by their form.
    """
    _append(SECRETS, {"kind": kind, "value": value})
    return value


def _append(name: str, entry: dict[str, object]) -> None:
    if _folder is None:
        return
    line = json.dumps(entry).encode() + b"\n"
    descriptor = os.open(_folder / name, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, line)
    finally:
        os.close(descriptor)
