"""For scripts/check-container."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tools import REPOSITORY
from tools.containers.rehearsal import Rehearsal, RehearsalFailed
from tools.containers.rules import complaints


def main() -> int:
    """Lints and, unless asked not to, rehearses; returns the exit code."""
    parser = argparse.ArgumentParser(prog="scripts/check-container")
    parser.add_argument("--lint", action="store_true", help="do not run its steps")
    options = parser.parse_args()
    found = complaints(
        (REPOSITORY / "Containerfile").read_text("utf-8"),
        (REPOSITORY / ".dockerignore").read_text("utf-8"),
        REPOSITORY,
    )
    for line in found:
        print(f"Containerfile: {line}", file=sys.stderr)
    if found or options.lint:
        return 1 if found else 0
    with tempfile.TemporaryDirectory(prefix="fittrack-image-") as folder:
        root = Path(folder)
        root.chmod(0o755)
        try:
            Rehearsal(REPOSITORY, root).run()
        except RehearsalFailed as error:
            print(f"FAILED    {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
