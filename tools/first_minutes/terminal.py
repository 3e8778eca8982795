"""A shell on a pseudo-terminal, what stands on its screen, and all that came as an asciicast (version 2)."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pexpect
import pyte

PROMPT = r"\[\e]133;D;$?\a\]\$ "
"""A prompt that says unseen, as shells do for terminals (OSC 133), how the last command ended."""
_ENDED = re.compile("\x1b\\]133;D;(\\d+)\x07")
LONGEST_PAUSE_S = 2.0
"""A player shows no pause longer than this."""


class Shell:
    """A bash that somebody types into; `answer` is asked for what to type where a command waits for it."""

    def __init__(
        self, folder: Path, environment: Mapping[str, str], columns: int, rows: int
    ) -> None:
        self._began = time.monotonic()
        self._size = (columns, rows)
        self._events: list[tuple[float, str]] = []
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self.text = ""
        self._child = pexpect.spawn(
            "/bin/bash",
            ["--norc", "--noprofile", "-i"],
            cwd=str(folder),
            env={**environment, "PS1": PROMPT, "TERM": "xterm-256color"},
            dimensions=(rows, columns),
            encoding="utf-8",
            codec_errors="replace",
        )
        self._child.delaybeforesend = None

    def run(
        self, command: str, answer: Callable[[str], str | None], *, patience_s: float
    ) -> tuple[int, str]:
        """Types a command and answers what it asks; how it ended, and what it printed. Raises TimeoutError."""
        if not self.text:
            self._until_prompt(answer, patience_s)
        begin = len(self.text)
        self._child.send(f"{command}\r")
        code = self._until_prompt(answer, patience_s)
        return code, self.text[begin:]

    def _until_prompt(self, answer: Callable[[str], str | None], patience_s: float) -> int:
        begin = len(self.text)
        deadline = time.monotonic() + patience_s
        while True:
            found = _ENDED.search(self.text, begin)
            if found is not None:
                return int(found[1])
            if time.monotonic() > deadline:
                raise TimeoutError("\n".join(self.screen()))
            if self._read():
                continue
            typed = answer("\n".join(self.screen()))
            if typed is not None:
                self._child.send(typed)
                self._read_some()

    def screen(self) -> list[str]:
        """The lines on the screen, without what is empty at the bottom."""
        lines = [line.rstrip() for line in self._screen.display]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def _read(self) -> bool:
        """Takes what has come; false where nothing does for a moment."""
        try:
            text = self._child.read_nonblocking(65_536, timeout=0.3)
        except pexpect.TIMEOUT:
            return False
        self.text += text
        self._stream.feed(text)
        self._events.append((time.monotonic() - self._began, text))
        return True

    def _read_some(self) -> None:
        """What is typed, or what follows it, changes the screen."""
        for _ in range(20):
            if self._read():
                return

    def close(self) -> None:
        self._child.close(force=True)

    def cast(self) -> str:
        """All that came, as an asciicast."""
        columns, rows = self._size
        head = {
            "version": 2,
            "width": columns,
            "height": rows,
            "idle_time_limit": LONGEST_PAUSE_S,
        }
        events = [[round(at, 3), "o", text] for at, text in self._events]
        return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in (head, *events))
