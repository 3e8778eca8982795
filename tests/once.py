"""What one worker makes for all: the first that needs it makes it, and the others wait."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

POSTGRES = "postgres"
"""What has the URL of the PostgreSQL server of the run, which ends with it."""
_folder: Path | None = None


def keep_in(folder: Path) -> None:
    """Says which folder all workers of this run share: that above the worker's own."""
    global _folder
    _folder = folder.parent if "PYTEST_WORKER" in os.environ else folder


def made_once(name: str, make: Callable[[Path], object]) -> Path:
    """The file or folder of this name. Whoever makes it writes it elsewhere: it is there when it is whole."""
    assert _folder is not None
    path = _folder / name
    with (_folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            with tempfile.TemporaryDirectory(dir=_folder) as beside:
                make(Path(beside) / name)
                (Path(beside) / name).rename(path)
    return path
