"""Paths in the messages of quickstart."""

from __future__ import annotations

from pathlib import Path

from fittrack_cli.errors import printable_path


def short_path(path: Path) -> str:
    """A path for a message: below the home folder it begins with `~`."""
    try:
        return printable_path(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return printable_path(path)
