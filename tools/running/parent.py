"""Processes that end when the one that started them does, however it ends."""

from __future__ import annotations

import ctypes
import sys

_PR_SET_PDEATHSIG = 1


def end_with_the_parent(number: int) -> None:
    """From now on this process gets the signal when its parent has ended. Does nothing where there is no such promise."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number, 0, 0, 0)
