"""Telling a device that was unmounted from a folder that was emptied."""

# Paths are bytes here, since names need not be text; pathlib knows only text.
# ruff: noqa: PTH120

from __future__ import annotations

import os


def mount_point(root: bytes) -> bytes:
    """Where the file system is mounted that holds the folder."""
    path = os.path.realpath(root)
    while not os.path.ismount(path):
        above = os.path.dirname(path)
        if above == path:
            break
        path = above
    return path


def was_unmounted(root: bytes, mounted_at: bytes | None) -> bool:
    """Whether the folder lay on a file system of its own that is no longer mounted.

    `mounted_at` is what `mount_point` said when the folder was last scanned. An empty folder then
    stands for a device that is away, and not for files that somebody removed.
    """
    if mounted_at is None:
        return False
    now = mount_point(root)
    return now != mounted_at and len(mounted_at) > len(now)
