"""Results that are longer than the terminal, page by page: as git and gh show them."""

from __future__ import annotations

import shlex
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from typing import TextIO

from fittrack_cli.output.encodings import INSTEAD

_OF_LESS = {"LESS": "FRX", "LV": "-c"}
"""What git and gh set where it is not: colours kept, and the text stays on the screen."""


def pager_command(env: Mapping[str, str]) -> tuple[str, ...] | None:
    """The pager of the environment: FITTRACK_PAGER, else PAGER, else less. None for `cat`, on a terminal that cannot
    move its cursor, and where there is none."""
    text = env.get("FITTRACK_PAGER") or env.get("PAGER") or "less"
    try:
        words = shlex.split(text)
    except ValueError:
        return None
    if not words or words == ["cat"] or env.get("TERM", "dumb") == "dumb":
        return None
    return tuple(words) if shutil.which(words[0], path=env.get("PATH")) else None


class Pages:
    """Takes text in place of a terminal, and shows it at the end: by the pager where it is longer than the screen."""

    def __init__(self, out: TextIO, command: Sequence[str], env: Mapping[str, str]) -> None:
        self._out = out
        self._command = command
        self._env = env
        self._text: list[str] = []

    def write(self, text: str) -> int:
        self._text.append(text)
        return len(text)

    def show(self) -> None:
        """Shows what was written so far, and waits until the person has seen it."""
        text, self._text = "".join(self._text), []
        if text.count("\n") < shutil.get_terminal_size().lines or not self._paged(text):
            self._out.write(text)

    def _paged(self, text: str) -> bool:
        """Whether the pager could be started."""
        env = {**_OF_LESS, **self._env}
        data = text.encode(self._out.encoding or "utf-8", INSTEAD)
        self._out.flush()
        # Ctrl-C and Ctrl-\\ are for the pager alone. What it inherits is the default, not this.
        numbers = [signal.SIGINT, *([signal.SIGQUIT] if hasattr(signal, "SIGQUIT") else [])]
        before = [signal.signal(number, lambda *_: None) for number in numbers]
        try:
            self._run(data, env)
        except OSError:
            return False
        finally:
            for number, handler in zip(numbers, before, strict=True):
                signal.signal(number, handler)
        return True

    def _run(self, data: bytes, env: Mapping[str, str]) -> None:
        """Runs the pager to its end; what ends this process ends it first, so that the terminal is whole."""
        with subprocess.Popen(list(self._command), stdin=subprocess.PIPE, env=env) as pager:
            before = signal.getsignal(signal.SIGTERM)

            def end(number: int, frame: object) -> None:
                pager.terminate()
                pager.wait()
                signal.signal(number, before)
                signal.raise_signal(number)

            signal.signal(signal.SIGTERM, end)
            try:
                pager.communicate(data)
            finally:
                signal.signal(signal.SIGTERM, before)
