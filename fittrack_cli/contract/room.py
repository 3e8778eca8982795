"""Room for functions that call themselves as deeply as a contract is nested."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

FRAMES = 10_000
"""Enough for a document of the depth that `documents` accepts; what calls itself deeper fails."""


@contextmanager
def room_for_depth() -> Iterator[None]:
    """Raises Python's limit of calls within calls for as long as it takes.

    Only for documents whose depth is known to be bounded: a call of C code within another uses the
    thread's stack, which no limit of ours makes larger.
    """
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, FRAMES))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
