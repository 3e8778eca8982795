"""Lets functions call themselves as deeply as a contract is nested."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

FRAMES = 10_000
"""Enough for a document as deep as `documents` accepts. A deeper recursion fails."""


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Raises Python's recursion limit while the context lasts.

    Use it only for documents whose depth is bounded: nested calls of C code use the thread's stack,
    which the limit does not make larger.
    """
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, FRAMES))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
