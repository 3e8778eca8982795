"""Paths that a command line names. An empty one is mostly a script's variable that was never set."""

from __future__ import annotations

from pathlib import Path

from fittrack_cli.errors import UsageError, printable_path


def given_path(text: str) -> Path:
    """The path, with `~` for the home folder. Raises UsageError for an empty one, which Path takes for the folder
    that the shell is in."""
    if not text:
        raise UsageError("no file or folder", "its path is empty")
    return Path(text).expanduser()


def check_there(path: Path, hint: str = "check the path") -> None:
    """Raises UsageError for what is not there or may not be looked at."""
    shown = printable_path(path)
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        where = "" if path.is_absolute() else f"it is looked for in {printable_path(Path.cwd())}"
        raise UsageError(f"{shown} does not exist", where, hint) from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise UsageError(f"cannot read {shown}", why or str(error)) from error


def no_file(folder: Path) -> Path:
    """The folder, which need not be there yet. Raises UsageError for a file."""
    if folder.is_file():
        shown = printable_path(folder)
        raise UsageError(f"cannot keep data in {shown}", "it is a file", "name a folder")
    return folder
