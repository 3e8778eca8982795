"""Paths that a command line names. An empty one is mostly a script's variable that was never set."""

from __future__ import annotations

from pathlib import Path

from fittrack_cli.errors import UsageError


def given_path(text: str) -> Path:
    """The path, with `~` for the home folder. Raises UsageError for an empty one, which Path takes for the folder
    that the shell is in."""
    if not text:
        raise UsageError("no file or folder", "its path is empty")
    return Path(text).expanduser()
