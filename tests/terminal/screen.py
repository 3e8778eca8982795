"""A terminal for tests: a real pseudo-terminal, and the screen that a person would see."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import select
import struct
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pyte

from tools.running import forked_children, transcript

PATIENCE_S = 90.0


class Terminal:
    """One command in a pseudo-terminal; `screen` is what is on it, `text` all that came."""

    def __init__(
        self,
        args: list[str],
        environment: Mapping[str, str],
        *,
        columns: int = 80,
        rows: int = 40,
    ) -> None:
        self._terminal, end = pty.openpty()
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._process = forked_children.start_on_terminal(
            *("fittrack_cli", *args),
            environment={"TERM": "xterm-256color", "LANG": "C.UTF-8", **environment},
            folder=Path.cwd(),
            terminal=end,
        )
        os.close(end)
        self._has_ended = False
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self.text = ""
        self._args = args

    @property
    def screen(self) -> list[str]:
        """The lines on the screen, without what is empty at the bottom."""
        lines = [line.rstrip() for line in self._screen.display]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def wait_for(self, *texts: str) -> None:
        """Reads until all texts are on the screen."""
        self.wait_until(lambda: all(text in "\n".join(self.screen) for text in texts), str(texts))

    def wait_until(self, condition: Callable[[], bool], what: str = "") -> None:
        """Reads until `condition` holds."""
        deadline = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > deadline or not self._read():
                if condition():
                    return
                shown = "\n".join(self.screen)
                raise AssertionError(f"never came: {what}\non the screen:\n{shown}")

    def type(self, text: str) -> None:
        """Types a line and Enter."""
        self._send(f"{text}\r")

    def press_ctrl(self, letter: str) -> None:
        self._send(chr(ord(letter) - ord("a") + 1))

    def end(self) -> int:
        """Reads to the end and returns the exit code."""
        deadline = time.monotonic() + PATIENCE_S
        while self._read():
            assert time.monotonic() < deadline, f"does not end:\n{self.text[-2000:]}"
        code = self._process.wait(PATIENCE_S)
        assert code >= 0, f"ended by signal {-code}"
        return code

    def close(self) -> None:
        os.close(self._terminal)
        self._process.kill()
        self._process.wait(PATIENCE_S)
        transcript.printed(self._args, self.text, "")

    def _send(self, text: str) -> None:
        os.write(self._terminal, text.encode())

    def _read(self) -> bool:
        """Takes what has come; false at the end."""
        if self._has_ended:
            return False
        poll = (
            select.poll()
        )  # select() takes no descriptor above 1,023, and backends of other tests hold many
        poll.register(self._terminal, select.POLLIN)
        if not poll.poll(100):
            return True
        try:
            came = os.read(self._terminal, 65_536)
        except OSError:  # nobody has the other end any more
            came = b""
        self._has_ended = not came
        text = self._decoder.decode(came)
        self.text += text
        self._stream.feed(text)
        return bool(came)
