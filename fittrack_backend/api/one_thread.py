"""A route's function as a whole in one thread: it runs, its answer is written, its sessions end.

Each of these alone is short, and to change threads for it costs more than the work. While it waits for a thread, it
also keeps a connection that others wait for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import iscoroutinefunction, isgeneratorfunction
from typing import Any, TypeAlias

from fittrack_backend.storage.database import close_sessions

Function: TypeAlias = Callable[..., Any]


def as_a_whole(function: Function, write: Callable[[Any], object]) -> Function:
    """The function, which also writes its result and closes the sessions that it is given; one that runs in the event loop
    stays as it is."""
    if iscoroutinefunction(function) or isgeneratorfunction(function):
        return function

    @wraps(function)
    def call(**values: Any) -> object:
        try:
            return write(function(**values))
        finally:
            close_sessions(values.values())

    return call
