"""How far an upload is: a line on a terminal that is written over, and nothing elsewhere."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli

_EVERY_S = 0.1


class Progress:
    """One line on standard error."""

    def __init__(self, cli: Cli) -> None:
        output = cli.output
        dumb = cli.env.get("TERM") in ("dumb", "unknown")
        self._output = output
        self._shows = output.messages_on_terminal and not output.quiet and not dumb
        self._width = 0
        self._next_at = 0.0

    def show(self, text: str, *, now: bool = False) -> None:
        """Shows where things stand, not more often than anybody reads it."""
        if not self._shows or (time.monotonic() < self._next_at and not now):
            return
        self._next_at = time.monotonic() + _EVERY_S
        self._write(f"\r{text.ljust(self._width)}")
        self._width = len(text)

    def clear(self) -> None:
        """Leaves nothing behind."""
        if self._width:
            self._write(f"\r{' ' * self._width}\r")
            self._width = 0

    def _write(self, text: str) -> None:
        self._output.stderr.write(text)
        self._output.stderr.flush()
