"""Gives memory back to the system that a flood of connections took."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable

from attrs import define

COLLECTED_EVERY_S = 60.0
"""How often all objects are looked through for garbage."""
COLLECTED_IN_A_FLOOD_EVERY_S = 300.0
"""The same among thousands of connections, where everybody waits for it for half a second. A connection that has ended leaves
nothing to be looked for (`protocol`)."""
_YOUNG = (700, 10, 1000)
MOST_OF_A_QUIET_SERVER = 500
CALM_S = 5.0


@define
class Ebb:
    """Notices that a flood has gone: not while it is there, since looking for garbage among
    thousands of connections keeps all others waiting."""

    _most: int = 0
    _low_since: float | None = None

    def is_over(self, connections: int, now: float) -> bool:
        """Whether most of many connections have been gone for a while; once for each flood."""
        self._most = max(self._most, connections)
        if self._most <= MOST_OF_A_QUIET_SERVER or connections > self._most / 4:
            self._low_since = None
            return False
        if self._low_since is None:
            self._low_since = now
        if now - self._low_since < CALM_S:
            return False
        self._most, self._low_since = connections, None
        return True


def _trimmer() -> Callable[[], object] | None:
    """glibc keeps freed memory for later, and gives it back when asked; others do so by themselves."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):
        return None
    return lambda: trim(0)


_trim = _trimmer()


def collect_rarely() -> None:
    """Lets Python look through all objects a hundred times more seldom than it would: among
    thousands of connections that takes 0.3 s, for which everybody waits. Young ones as before."""
    gc.set_threshold(*_YOUNG)


def collected_every_s(connections: int) -> float:
    """How often all objects are looked through for garbage while there are so many connections."""
    if connections > MOST_OF_A_QUIET_SERVER:
        return COLLECTED_IN_A_FLOOD_EVERY_S
    return COLLECTED_EVERY_S


def collect() -> None:
    """Looks through all objects for garbage."""
    gc.collect()


def give_back() -> None:
    """Frees what is garbage, and returns free memory to the system."""
    gc.collect()
    if _trim is not None:
        _trim()
