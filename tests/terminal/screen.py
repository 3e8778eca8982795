"""A terminal for tests: a real pseudo-terminal, and the screen that a person would see."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping

import pexpect
import pyte

from tools.running import transcript

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
        self._child = pexpect.spawn(
            sys.executable,
            ["-m", "fittrack_cli", *args],
            env={"TERM": "xterm-256color", "LANG": "C.UTF-8", **environment},
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=PATIENCE_S,
            echo=True,
            use_poll=True,  # select() takes no descriptor above 1,023, and backends of other tests hold many
        )
        self._child.delaybeforesend = None
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
        self._child.send(f"{text}\r")

    def press_ctrl(self, letter: str) -> None:
        self._child.sendcontrol(letter)

    def end(self) -> int:
        """Reads to the end and returns the exit code."""
        deadline = time.monotonic() + PATIENCE_S
        while self._read():
            assert time.monotonic() < deadline, f"does not end:\n{self.text[-2000:]}"
        self._child.close()
        assert self._child.signalstatus is None, f"ended by signal {self._child.signalstatus}"
        assert self._child.exitstatus is not None
        return self._child.exitstatus

    def close(self) -> None:
        self._child.close(force=True)
        transcript.printed(self._args, self.text, "")

    def _read(self) -> bool:
        """Takes what has come; false at the end."""
        if self._child.closed:
            return False
        try:
            text = self._child.read_nonblocking(65_536, timeout=0.1)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.text += text
        self._stream.feed(text)
        return True
