"""A terminal that is whole again whatever stops the command: its cursor seen, what is typed shown.

Ctrl-Z, Ctrl-\\, SIGTERM and SIGHUP end or stop a process at once, so what was changed on the terminal is put back first.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGTSTP")
_SHOW_CURSOR, _HIDE_CURSOR = "\x1b[?25h", "\x1b[?25l"


class PutBack:
    """Calls `leave` before a signal ends or stops the process, and `again` once it goes on.

    Signals that somebody else handles, or ignores, are left to them.
    """

    def __init__(self, leave: Callable[[], None], again: Callable[[], None]) -> None:
        self._leave = leave
        self._again = again
        self._mine: list[signal.Signals] = []

    def start(self) -> None:
        for name in _SIGNALS:
            number = getattr(signal, name, None)  # Windows has few of them
            if number is None or signal.getsignal(number) is not signal.SIG_DFL:
                continue
            try:
                signal.signal(number, self._came)
            except ValueError:  # not the main thread
                return
            self._mine.append(number)

    def stop(self) -> None:
        while self._mine:
            signal.signal(self._mine.pop(), signal.SIG_DFL)

    def _came(self, number: int, frame: FrameType | None) -> None:
        self._leave()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        # Only what stops a process comes back here, when it goes on.
        signal.signal(number, self._came)
        self._again()


def cursor_seen(stream: TextIO) -> PutBack:
    """For a stream on which something hides the cursor."""

    return PutBack(
        lambda: _write(stream, f"{_SHOW_CURSOR}\n"), lambda: _write(stream, _HIDE_CURSOR)
    )


@contextmanager
def typing_hidden(stdin: TextIO, stderr: TextIO, prompt: str) -> Iterator[None]:
    """While something reads from a terminal without showing it; after a stop the `prompt` is shown again."""
    try:
        import termios
    except ImportError:  # Windows, where what is typed is hidden without changing the terminal
        yield
        return
    try:
        descriptor = stdin.fileno()
        shown = termios.tcgetattr(descriptor)
    except (OSError, ValueError, termios.error):
        yield
        return
    hidden = shown

    def leave() -> None:
        nonlocal hidden
        hidden = termios.tcgetattr(descriptor)
        termios.tcsetattr(descriptor, termios.TCSANOW, shown)

    def again() -> None:
        termios.tcsetattr(descriptor, termios.TCSANOW, hidden)
        _write(stderr, prompt)

    guard = PutBack(leave, again)
    guard.start()
    try:
        yield
    finally:
        guard.stop()


def _write(stream: TextIO, text: str) -> None:
    """Writes past the stream's buffer, in which the signal may have come."""
    try:
        os.write(stream.fileno(), text.encode(stream.encoding or "ascii", "replace"))
    except (OSError, ValueError):
        pass
