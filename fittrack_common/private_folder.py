"""Folders for their owner alone, whatever the umask."""

from __future__ import annotations

from pathlib import Path

MODE = 0o700


def make_private(folder: Path) -> None:
    """Makes the folder, and those above it that are missing, for their owner alone; what is there stays as it is.

    A umask can take bits away, or leave the folders above open to everybody: neither happens here. Raises OSError.
    """
    missing = [one for one in (folder, *folder.parents) if not one.is_dir()]
    for one in reversed(missing):
        try:
            one.mkdir(mode=MODE)
        except FileExistsError:  # somebody was quicker, or it is no folder
            continue
        one.chmod(MODE)
    folder.mkdir(mode=MODE, exist_ok=True)
