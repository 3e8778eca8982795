"""A folder's listing as a digest: whether anything in it was added, removed or written since, without reading a file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping

from attrs import frozen

MOST_ENTRIES = 200_000
"""How many are looked at: what lies beyond is found by the syncs that others start."""


@frozen
class Listing:
    """What was there: a digest of names, sizes and times, and when each folder was changed."""

    digest: str
    folders: Mapping[bytes, int]


def listing(root: bytes, stopped: Callable[[], bool] = lambda: False) -> Listing | None:
    """What lies in a folder; None where it is not there, such as a watch that is not plugged in."""
    changed = _changed_at(root)
    if changed is None:
        return None
    digest, folders, waiting, count = hashlib.sha256(), {root: changed}, [root], 0
    while waiting and not stopped():
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                found = sorted(entries, key=lambda one: one.name)
        except OSError:  # it went away meanwhile, or may not be listed
            continue
        for entry in found:
            count += 1
            try:
                stat = entry.stat(follow_symlinks=False)
                is_folder = entry.is_dir(follow_symlinks=False)
            except OSError:
                continue
            if count > MOST_ENTRIES:
                waiting.clear()
                break
            path = os.fsencode(entry.path)
            if is_folder:
                folders[path] = stat.st_mtime_ns
                waiting.append(path)
            digest.update(path[len(root) :] + b"\0%d" % is_folder)
            if not is_folder:
                digest.update(b"\0%d\0%d" % (stat.st_size, stat.st_mtime_ns))
            digest.update(b"\n")
    return Listing(digest.hexdigest(), folders)


def is_as_it_was(known: Mapping[bytes, int]) -> bool:
    """Whether no file came into one of these folders or left it: a look at the folders alone."""
    return all(_changed_at(path) == changed for path, changed in known.items())


def _changed_at(folder: bytes) -> int | None:
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116 - a path of bytes
    except OSError:
        return None
