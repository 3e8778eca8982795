"""Asking a person. A test hands in a prompter of its own, so that it needs no terminal."""

from __future__ import annotations

import sys
from typing import Protocol, TextIO

from fittrack_cli.errors import Interrupted
from fittrack_cli.output.harmless import harmless
from fittrack_cli.output.streams import is_terminal


class Prompter(Protocol):
    """Asks questions. Where `can_ask` is false a command fails and says what to pass instead."""

    @property
    def can_ask(self) -> bool: ...

    def ask(self, label: str, default: str | None = None) -> str:
        """A line of text; raises Interrupted at the end of input."""
        ...

    def ask_secret(self, label: str, *, optional: bool = False) -> str:
        """A line that is not shown while it is typed; empty only where it is `optional`."""
        ...

    def confirm(self, question: str, *, default: bool = False) -> bool:
        """Yes or no."""
        ...


class TerminalPrompter:
    """Asks on stderr and reads stdin, when both are a terminal."""

    def __init__(self, stdin: TextIO, stderr: TextIO) -> None:
        self._stdin = stdin
        self._stderr = stderr

    @property
    def can_ask(self) -> bool:
        return is_terminal(self._stdin) and is_terminal(self._stderr)

    def ask(self, label: str, default: str | None = None) -> str:
        suffix = f" [{default}]" if default else ""
        while True:
            self._show(f"{label}{suffix}: ")
            answer = self._line().strip() or (default or "")
            if answer:
                return answer

    def ask_secret(self, label: str, *, optional: bool = False) -> str:
        import getpass

        from fittrack_cli.output.whole_terminal import typing_hidden

        prompt = f"{harmless(label)}: "
        while True:
            try:
                if self._stdin is sys.stdin:
                    with typing_hidden(self._stdin, self._stderr, prompt):
                        answer = getpass.getpass(prompt, self._stderr)
                else:
                    self._show(f"{label}: ")
                    answer = self._line()
            except EOFError as error:
                raise Interrupted("no answer", "the input ended") from error
            except KeyboardInterrupt:
                self._end_line()
                raise
            if answer or optional:
                return answer

    def confirm(self, question: str, *, default: bool = False) -> bool:
        choices = "Y/n" if default else "y/N"
        while True:
            self._show(f"{question} [{choices}] ")
            answer = self._line().strip().lower()
            if not answer:
                return default
            if answer in ("y", "yes", "n", "no"):
                return answer.startswith("y")

    def _show(self, text: str) -> None:
        self._stderr.write(harmless(text))
        self._stderr.flush()

    def _end_line(self) -> None:
        self._stderr.write("\n")

    def _line(self) -> str:
        try:
            line = self._stdin.readline()
        except KeyboardInterrupt:
            self._end_line()
            raise
        if not line:
            self._end_line()
            raise Interrupted("no answer", "the input ended")
        return line.rstrip("\r\n")
