"""Which allocator the server's small objects come from."""

from __future__ import annotations

import os
import sys

_VARIABLE = "PYTHONMALLOC"
_THE_SYSTEMS = "malloc"


def use_the_systems() -> None:
    """Begins this program anew with the system's allocator, where that can give memory back.

    Python's own keeps 1 MiB for each object that is left in it: after a flood of 5,000 connections
    84 of 110 MiB, where the system's keeps 13. A request takes 5 % longer. Processes that are
    started later get Python's own again.
    """
    if not sys.platform.startswith("linux"):
        return
    if _VARIABLE not in os.environ:
        os.environ[_VARIABLE] = _THE_SYSTEMS
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606 - the same program
    if os.environ[_VARIABLE] == _THE_SYSTEMS:
        del os.environ[_VARIABLE]
