"""Runs in a `fittrack` process before fittrack does, and stops it at a step of its work.

Steps are told by the interpreter's audit events (PEP 578): the code under test is as it ships.

    SESSION_TEST_KILL_AT   the step at which the process kills itself (SIGKILL)
    SESSION_TEST_TELL      a descriptor that gets a byte when the process is about to renew tokens
    SESSION_TEST_GATE      a file: there the process waits until nobody holds its lock any more
    SESSION_TEST_LOCKS     `say-yes`: to whoever asks, as on a share that was mounted without locking
    SESSION_TEST_CLOCK_S   how far the time of day is off, where there is no libfaketime
"""

from __future__ import annotations

import fcntl
import os
import signal
import sys
import time

ATTEMPT_STEPS = ("before-attempt", "before-attempt-is-in-place", "after-attempt")
STEPS = (
    "before-lock",
    *ATTEMPT_STEPS,
    "before-sending",
    "after-answer",
    "before-temporary",
    "before-rename",
    "after-rename",
    "before-use",
)


class _Steps:
    """Which step of a renewal comes next, told from what the process opens and connects to."""

    def __init__(self) -> None:
        self._connections = 0
        self._renamed = False
        self._attempted = False
        self._busy = False

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            step = self._step(event, args)
            if step is not None:
                _reached(step)
        finally:
            self._busy = False

    def _step(self, event: str, args: tuple[object, ...]) -> str | None:
        if event == "socket.connect":
            self._connections += 1
            return "before-sending" if self._connections == 1 else "before-use"
        if event == "os.mkdir" and _is_attempt(str(args[0])):
            return "before-attempt"
        if event == "os.rename" and _is_attempt(str(args[1])):
            self._attempted = True
            return "before-attempt-is-in-place"
        if event == "os.rename" and str(args[1]).endswith("/credentials.json"):
            self._renamed = True
            return "before-rename"
        return self._opened(str(args[0])) if event == "open" else None

    def _opened(self, path: str) -> str | None:
        name = path.rpartition("/")[2]
        if name.startswith(".session-"):
            return "before-lock"
        if name == "credentials.json":
            if self._attempted and self._connections == 0:
                return "after-attempt"
            return "after-answer" if self._connections == 1 and not self._renamed else None
        if name.startswith(".credentials.json.") and name.endswith(".tmp"):
            return "before-temporary"
        return "after-rename" if self._renamed and self._connections == 1 else None


def _is_attempt(path: str) -> bool:
    return path.rpartition("/")[2].startswith(".attempt-")


def _reached(step: str) -> None:
    if step == "before-lock":
        if descriptor := os.environ.get("SESSION_TEST_TELL"):
            os.write(int(descriptor), b".")
        if gate := os.environ.get("SESSION_TEST_GATE"):
            _wait_at(gate)
    if step == os.environ.get("SESSION_TEST_KILL_AT"):
        os.kill(os.getpid(), signal.SIGKILL)


def _wait_at(gate: str) -> None:
    descriptor = os.open(gate, os.O_RDWR)
    _flock(descriptor, fcntl.LOCK_SH)
    os.close(descriptor)


def _say_yes(_descriptor: object, _operation: int) -> None:
    """A lock that everybody has."""


def _shift_clock(seconds: float) -> None:
    true_time = time.time
    time.time = lambda: true_time() + seconds


_flock = fcntl.flock

if any(name.startswith("SESSION_TEST_") for name in os.environ):
    sys.addaudithook(_Steps())
    if os.environ.get("SESSION_TEST_LOCKS") == "say-yes":
        fcntl.flock = _say_yes
    if _shift := os.environ.get("SESSION_TEST_CLOCK_S"):
        _shift_clock(float(_shift))
