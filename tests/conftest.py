"""What tests everywhere share."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]

# A shell starts what it runs in the background with Ctrl-C ignored, and every command that the
# tests start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The shared folder of real training files, read in place; skips where there is none."""
    folder = Path(os.environ.get("FITTRACK_CORPUS") or REPOSITORY.parent / "shared" / "corpus")
    if not (folder / "expected.json").is_file():
        pytest.skip(f"no corpus of training files at {folder} (set FITTRACK_CORPUS)")
    return folder.resolve()
